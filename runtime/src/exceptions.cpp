/** The out-of-line part of `rt/exceptions.hpp`; messages are those of the interpreter's evaluation loop. */
#include "rt/exceptions.hpp"

#include "attribute-lookup.hpp"
#include "rt/interned.hpp"
#include "rt/operations/arithmetic.hpp"

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
  handled = *saved;
  *saved = nullptr;
  Py_XDECREF(ended);
}

/** An instance of what `raise` or `from` names: calls a class. Null with an exception set. */
static PyObject* instantiate(PyObject* exception, const char* wrong_kind) {
  if (PyExceptionInstance_Check(exception)) return Py_NewRef(exception);
  if (!PyExceptionClass_Check(exception)) {
    PyErr_SetString(PyExc_TypeError, wrong_kind);
    return nullptr;
  }
  PyObject* made = PyObject_CallNoArgs(exception);
  if (made != nullptr && !PyExceptionInstance_Check(made)) {
    PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %R", exception,
                 Py_TYPE(made));
    Py_CLEAR(made);
  }
  return made;
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
  PyObject* exception = instantiate(exc, "exceptions must derive from BaseException");
  if (exception == nullptr) return;
  if (cause != nullptr) {
    PyObject* reason = nullptr;
    if (cause != Py_None) {
      reason = instantiate(cause, "exception causes must derive from BaseException");
      if (reason == nullptr) {
        Py_DECREF(exception);
        return;
      }
    }
    PyException_SetCause(exception, reason);
  }
  // Sets the handled exception as context.
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception)), exception);
  Py_DECREF(exception);
}

/** The frame's own entry, if the traceback begins with it; borrowed. */
static PyTracebackObject* entry_of(Frame& frame, PyObject* traceback) {
  auto* entry = reinterpret_cast<PyTracebackObject*>(traceback);
  return entry != nullptr && entry->tb_frame == compat::frame_object(frame.frame) ? entry : nullptr;
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
  PyObject* traceback = PyException_GetTraceback(exception);
  if (PyTracebackObject* entry = entry_of(frame, traceback)) {
    show_entry(frame, entry);
    PyObject* next = reinterpret_cast<PyObject*>(entry->tb_next);
    PyException_SetTraceback(exception, next == nullptr ? Py_None : next);
  }
  Py_XDECREF(traceback);
}

void reraise(Frame& frame, PyObject* exception, bool shows_raise) {
  if (!frame.pushed) {
    give_entry_back(frame, exception);
  } else {
    frame.traced = true;
    if (shows_raise) {
      PyObject* traceback = PyException_GetTraceback(exception);
      if (PyTracebackObject* entry = entry_of(frame, traceback)) show_entry(frame, entry);
      Py_XDECREF(traceback);
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

PyObject* context_enter(PyObject* manager, PyObject** exit) {
  const char* type_name = Py_TYPE(manager)->tp_name;
  PyObject* enter = special_method(manager, interned("__enter__"));
  if (enter == nullptr) {
    if (!PyErr_Occurred())
      PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the context manager protocol", type_name);
    return nullptr;
  }
  PyObject* bound_exit = special_method(manager, interned("__exit__"));
  if (bound_exit == nullptr) {
    if (!PyErr_Occurred())
      PyErr_Format(PyExc_TypeError,
                   "'%.200s' object does not support the context manager protocol (missed __exit__ method)", type_name);
    Py_DECREF(enter);
    return nullptr;
  }
  PyObject* result = PyObject_CallNoArgs(enter);
  Py_DECREF(enter);
  if (result == nullptr) {
    Py_DECREF(bound_exit);
    return nullptr;
  }
  Py_XSETREF(*exit, bound_exit);
  return result;
}

PyObject* context_exit_exception(PyObject* exit, PyObject* exception) {
  PyObject* traceback = PyException_GetTraceback(exception);
  PyObject* arguments[] = {nullptr, reinterpret_cast<PyObject*>(Py_TYPE(exception)), exception,
                           traceback == nullptr ? Py_None : traceback};
  PyObject* result = PyObject_Vectorcall(exit, arguments + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
  Py_XDECREF(traceback);
  return result;
}

static void raise_about(PyObject* type, const char* format, PyObject* name) {
  PyErr_Format(type, format, PyUnicode_AsUTF8(name));
  if (type != PyExc_NameError) return;
  // The attribute from which the interpreter suggests another name.
  PyObject* raised = compat::take_raised();
  if (PyErr_GivenExceptionMatches(raised, PyExc_NameError) && PyObject_SetAttr(raised, interned("name"), name) < 0)
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
