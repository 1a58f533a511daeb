/** `rt/exceptions.hpp`: raising, catching and context managers. */
#include "harness.hpp"

namespace rt::test {

/** Whether an exception of a type is raised, as a result; one that memory was too short for stays. */
static PyObject* raised(PyObject* type) {
  if (!PyErr_ExceptionMatches(type)) return nullptr;
  PyErr_Clear();
  return Py_NewRef(Py_True);
}

static const Test raising("raise survives without memory", [] {
  InFrame in("def function(): pass\nclass Odd(Exception):\n  def __new__(cls): return 1\n");
  const Owned error = evaluate("ValueError('text')"), one = evaluate("1");
  survives_failures("an instance", [&] {
    raise(in.frame, error.get(), nullptr);
    return raised(PyExc_ValueError);
  });
  survives_failures("a class from a class", [&] {
    raise(in.frame, PyExc_KeyError, PyExc_ValueError);
    return raised(PyExc_KeyError);
  });
  raise(in.frame, one.get(), nullptr);
  expect(raises(PyExc_TypeError), "what is no exception");
  raise(in.frame, name_of(in.names, "Odd"), nullptr);
  expect(raises(PyExc_TypeError), "a class that makes no exception");
  raise(in.frame, nullptr, nullptr);
  expect(raises(PyExc_RuntimeError), "nothing to raise again");
});

static const Test catching("an exception is handled without memory", [] {
  const Owned error = evaluate("ValueError('text')"), classes = evaluate("(KeyError, ValueError)"), wrong = evaluate("(KeyError, 1)");
  survives_failures("a handler", [] {
    InFrame in("def function(): pass\n");
    raise(in.frame, PyExc_ValueError, nullptr);
    add_traceback(in.frame);
    PyObject* saved = nullptr;
    const Owned caught(exception_enter(in.frame, &saved));
    Owned matches(exception_matches(caught.get(), PyExc_ValueError));
    exception_leave(in.frame, &saved);
    if (matches.get() == Py_True) return matches.give();
    // Memory was too short for the traceback.
    compat::restore_raised(Py_NewRef(caught.get()));
    return static_cast<PyObject*>(nullptr);
  });
  expect(Owned(exception_matches(error.get(), classes.get())).get() == Py_True, "one of several classes");
  expect(exception_matches(error.get(), wrong.get()) == nullptr && raises(PyExc_TypeError), "what is no class");
});

static const Test names("errors about names survive without memory", [] {
  const Owned name(PyUnicode_InternFromString("name"));
  survives_failures("NameError", [&] {
    raise_undefined_name(name.get());
    return raised(PyExc_NameError);
  });
  survives_failures("UnboundLocalError", [&] {
    raise_unbound_local(name.get());
    return raised(PyExc_UnboundLocalError);
  });
});

static const Test managers("context managers survive without memory", [] {
  InFrame in("class Manager:\n  def __enter__(self): return [1]\n  def __exit__(self, *details): return True\n"
             "class Half:\n  def __enter__(self): pass\nmanager, half = Manager(), Half()\ndef function(): pass\n");
  const Owned error = evaluate("ValueError('text')");
  survives_failures("with", [&] {
    PyObject* exit = nullptr;
    Owned entered(context_enter(name_of(in.names, "manager"), &exit));
    const Owned kept(exit);
    if (!entered) return static_cast<PyObject*>(nullptr);
    return context_exit_exception(kept.get(), error.get());
  });
  PyObject* exit = nullptr;
  expect(context_enter(name_of(in.names, "half"), &exit) == nullptr && exit == nullptr && raises(PyExc_TypeError), "no __exit__");
  expect(context_enter(Py_None, &exit) == nullptr && raises(PyExc_TypeError), "no manager");
});

}  // namespace rt::test
