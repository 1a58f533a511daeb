/** The out-of-line part of `rt/exceptions.hpp`; messages are those of the interpreter's evaluation loop. */
#include "rt/exceptions.hpp"

#include <cstdarg>

#include "attribute-lookup.hpp"
#include "names.hpp"
#include "rt/generators.hpp"
#include "rt/operations/arithmetic.hpp"
#include "rt/references.hpp"

namespace rt {

PyObject* exception_enter(Frame& frame, PyObject** saved) {
  frame.traced = false;
  PyObject* raised = compat::take_raised();
  PyObject*& handled = compat::handled_exception(frame.thread);
  PyObject* before = handled == nullptr ? Py_NewRef(Py_None) : handled;
  handled = Py_NewRef(raised);
  Py_XSETREF(*saved, before);
  return raised;
}

PyObject* exception_handled(Frame& frame) { return Py_NewRef(compat::handled_exception(frame.thread)); }

void exception_leave(Frame& frame, PyObject** saved) {
  PyObject*& handled = compat::handled_exception(frame.thread);
  PyObject* ended = handled;
  handled = compat::as_handled(*saved);
  *saved = nullptr;
  Py_XDECREF(ended);
}

/** An instance of what `raise` or `from` names: calls a class. Empty with an exception set. */
static Owned instantiate(Borrowed exception, const char* wrong_kind) {
  if (PyExceptionInstance_Check(exception.get())) return share(exception);
  if (!PyExceptionClass_Check(exception.get())) {
    PyErr_SetString(PyExc_TypeError, wrong_kind);
    return {};
  }
  Owned made(PyObject_CallNoArgs(exception));
  if (!made || PyExceptionInstance_Check(made.get())) return made;
  PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %R", exception, Py_TYPE(made.get()));
  return {};
}

void raise(Frame& frame, PyObject* exc, PyObject* cause) {
  if (exc == nullptr) {
    PyObject* handled = compat::innermost_handled_exception(frame.thread);
    if (handled == nullptr) {
      PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
      return;
    }
    reraise(frame, handled, false);
    return;
  }
  const Owned exception = instantiate(exc, "exceptions must derive from BaseException");
  if (!exception) return;
  if (cause == Py_None) {
    PyException_SetCause(exception.get(), nullptr);
  } else if (cause != nullptr) {
    Owned reason = instantiate(cause, "exception causes must derive from BaseException");
    if (!reason) return;
    PyException_SetCause(exception.get(), reason.give());
  }
  // Sets the handled exception as context.
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception.get())), exception.get());
}

void raise_instead(PyObject* type, const char* format, ...) {
  const Owned before(compat::take_raised());
  va_list arguments;
  va_start(arguments, format);
  PyErr_FormatV(type, format, arguments);
  va_end(arguments);
  PyObject* error = compat::take_raised();
  PyException_SetCause(error, Py_NewRef(before.get()));
  PyException_SetContext(error, Py_NewRef(before.get()));
  compat::restore_raised(error);
}

/** The frame's own entry, if the traceback begins with it; borrowed. */
static PyTracebackObject* entry_of(Frame& frame, Borrowed traceback) {
  auto* entry = reinterpret_cast<PyTracebackObject*>(traceback.get());
  return entry != nullptr && entry->tb_frame == compat::frame_object(frame.frame) ? entry : nullptr;
}

PyObject* place_of_raise(Frame& frame) {
  const Owned traceback(PyException_GetTraceback(compat::handled_exception(frame.thread)));
  const PyTracebackObject* entry = entry_of(frame, traceback);
  const auto unit = entry != nullptr ? entry->tb_lasti / static_cast<int>(sizeof(compat::CodeUnit)) : static_cast<int>(compat::site_of(frame.frame) - frame.units);
  // A small number: at worst nothing is known of the place.
  PyObject* place = PyLong_FromLong(unit);
  if (place == nullptr) PyErr_Clear();
  return place != nullptr ? place : Py_NewRef(Py_None);
}

/** Puts the frame where it was when the entry was made. */
static void show_entry(Frame& frame, const PyTracebackObject* entry) {
  compat::CodeUnit* units = compat::code_units(compat::frame_code(frame.frame));
  compat::set_site(frame.frame, units + entry->tb_lasti / static_cast<int>(sizeof(compat::CodeUnit)));
}

/**
 * On the interpreter's own frame, leaving the function adds a traceback entry whatever we do; so its entry is taken
 * off first and the site set back to that entry's.
 */
static void give_entry_back(Frame& frame, PyObject* exception) {
  const Owned traceback(PyException_GetTraceback(exception));
  PyTracebackObject* entry = entry_of(frame, traceback);
  if (entry == nullptr) return;
  show_entry(frame, entry);
  PyObject* next = reinterpret_cast<PyObject*>(entry->tb_next);
  PyException_SetTraceback(exception, next == nullptr ? Py_None : next);
}

void reraise(Frame& frame, PyObject* exception, bool shows_raise) {
  if (!frame.pushed) {
    give_entry_back(frame, exception);
  } else {
    frame.traced = true;
    if (shows_raise) {
      const Owned traceback(PyException_GetTraceback(exception));
      if (PyTracebackObject* entry = entry_of(frame, traceback)) show_entry(frame, entry);
    }
  }
  compat::restore_raised(Py_NewRef(exception));
}

static bool is_exception_class(PyObject* object) {
  if (PyExceptionClass_Check(object)) return true;
  PyErr_SetString(PyExc_TypeError, "catching classes that do not inherit from BaseException is not allowed");
  return false;
}

PyObject* exception_matches(PyObject* exception, PyObject* classes) {
  if (PyTuple_Check(classes)) {
    const Py_ssize_t count = PyTuple_GET_SIZE(classes);
    for (Py_ssize_t i = 0; i < count; i++)
      if (!is_exception_class(PyTuple_GET_ITEM(classes, i))) return nullptr;
  } else if (!is_exception_class(classes)) {
    return nullptr;
  }
  return bool_or_error(PyErr_GivenExceptionMatches(exception, classes));
}

/** A method of a context manager's class, bound; TypeError where there is none. */
static Owned manager_method(PyObject* manager, Name name) {
  Owned method(special_method(manager, known(name)));
  if (method || PyErr_Occurred() != nullptr) return method;
  PyTypeObject* type = Py_TYPE(manager);
  const bool suggests_async = compat::type_lookup(type, known(Name::async_enter)) != nullptr && compat::type_lookup(type, known(Name::async_exit)) != nullptr;
  compat::raise_not_a_manager(manager, known(name), name == Name::exit, suggests_async);
  return method;
}

PyObject* context_enter(PyObject* manager, PyObject** exit) {
  constexpr Name first = compat::fetches_exit_first ? Name::exit : Name::enter, second = compat::fetches_exit_first ? Name::enter : Name::exit;
  Owned one(manager_method(manager, first));
  Owned other(one ? manager_method(manager, second) : Owned());
  if (!one || !other) return nullptr;
  Owned& enter = compat::fetches_exit_first ? other : one;
  PyObject* result = PyObject_CallNoArgs(enter.get());
  enter = Owned();
  if (result != nullptr) Py_XSETREF(*exit, (compat::fetches_exit_first ? one : other).give());
  return result;
}

PyObject* context_exit_exception(PyObject* exit, PyObject* exception) {
  const Owned traceback(PyException_GetTraceback(exception));
  PyObject* arguments[] = {nullptr, reinterpret_cast<PyObject*>(Py_TYPE(exception)), exception, traceback ? traceback.get() : Py_None};
  return PyObject_Vectorcall(exit, arguments + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
}

static void raise_about(PyObject* type, const char* format, PyObject* name) {
  const char* text = PyUnicode_AsUTF8(name);
  if (text == nullptr) return;
  PyErr_Format(type, format, text);
  if (type != PyExc_NameError) return;
  // The attribute from which the interpreter suggests another name.
  PyObject* raised = compat::take_raised();
  if (PyErr_GivenExceptionMatches(raised, PyExc_NameError) && PyObject_SetAttr(raised, known(Name::name), name) < 0)
    PyErr_Clear();
  compat::restore_raised(raised);
}

void raise_unbound_local(PyObject* name) {
  raise_about(PyExc_UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", name);
}
void raise_unbound_free(PyObject* name) {
  raise_about(PyExc_NameError,
              "cannot access free variable '%s' where it is not associated with a value in enclosing scope", name);
}
void raise_undefined_name(PyObject* name) { raise_about(PyExc_NameError, "name '%.200s' is not defined", name); }

}  // namespace rt
