/** Calls of functions of `ctypes` without ctypes: the C function itself, in the registers of the platform's convention. */
#pragma once
#include "types.hpp"

namespace rt::foreign {

/**
 * Calls a function of ctypes if it can be done here exactly as ctypes does it; else false, and nothing was done. `result` is a new
 * reference, or null with an exception set.
 */
[[nodiscard]] bool call_directly(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, PyObject** result);

}  // namespace rt::foreign
