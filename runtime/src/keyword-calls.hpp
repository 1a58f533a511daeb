/** Calls of Python functions with arguments by name. */
#pragma once
#include "rt/caches.hpp"
#include "rt/function.hpp"

namespace rt {

/** `call_function` with names, which are the same at each use of the cache. The caller keeps the function alive. */
[[nodiscard]] PyObject* call_named(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, PyObject* names, Taken taken,
                                   KeywordCache& cache);

}  // namespace rt
