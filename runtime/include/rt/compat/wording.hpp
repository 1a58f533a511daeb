/** What errors say that the runtime raises itself, where versions differ. */
#pragma once
#include "rt/compat/headers.hpp"

namespace rt::compat {

/** Whether `with` looks for `__exit__` before `__enter__`, and says which of them is missing. */
constexpr bool fetches_exit_first = PY_VERSION_HEX >= 0x030E0000;

/** `manager` lacks the method; for one of 3.14 on that has those of `async with`, that is suggested. */
inline void raise_not_a_manager(PyObject* manager, PyObject* method, bool is_exit, bool suggests_async) {
#if PY_VERSION_HEX >= 0x030E0000
  (void)is_exit;
  PyErr_Format(PyExc_TypeError, suggests_async
      ? "'%T' object does not support the context manager protocol (missed %U method) but it supports the asynchronous context "
        "manager protocol. Did you mean to use 'async with'?"
      : "'%T' object does not support the context manager protocol (missed %U method)", manager, method);
#else
  (void)method, (void)suggests_async;
  PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the context manager protocol%s", Py_TYPE(manager)->tp_name,
               is_exit ? " (missed __exit__ method)" : "");
#endif
}

/** Whether an error of `f(*arguments)` names the function. */
constexpr bool names_unpacking_function = PY_VERSION_HEX < 0x030F0000;

/** An unpacked iterable has more items than the `count` targets. */
inline void raise_too_many(PyObject* iterable, int count) {
#if PY_VERSION_HEX >= 0x030E0000
  if (PyList_CheckExact(iterable) || PyTuple_CheckExact(iterable) || PyDict_CheckExact(iterable)) {
    const Py_ssize_t size = PyDict_CheckExact(iterable) ? PyDict_GET_SIZE(iterable) : Py_SIZE(iterable);
    if (size > count) {
      PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %d, got %zd)", count, size);
      return;
    }
  }
#else
  (void)iterable;
#endif
  PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %d)", count);
}

}  // namespace rt::compat
