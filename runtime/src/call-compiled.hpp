/** Calls from compiled code to compiled functions, without the interpreter between them. */
#pragma once
#include "rt/caches.hpp"
#include "rt/frame.hpp"

namespace rt {

/** Whether `call_compiled` may call the object. */
bool is_compiled(PyObject* callee);

/** Calls a function for which `is_compiled` holds, with positional arguments. */
PyObject* call_compiled(Frame& frame, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, CallCache& cache);

}  // namespace rt
