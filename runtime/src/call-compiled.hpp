/** Calls from compiled code to compiled functions, without the interpreter between them. */
#pragma once
#include "rt/caches.hpp"
#include "rt/function.hpp"

namespace rt {

/** Whether a Python function has the compiled entry. */
[[nodiscard]] bool is_entered(PyObject* function);

/** Whether `call_compiled` may call the object. */
[[nodiscard]] inline bool is_compiled(PyObject* callee) { return Py_IS_TYPE(callee, &PyFunction_Type) && is_entered(callee); }

/** Binds the arguments of a function for which `is_compiled` holds, and remembers its code if that was easy. */
[[nodiscard]] PyObject* call_compiled_slow(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count,
                             CallCache& cache);

/** Whether the cache knows how to call the object, which the caller keeps alive, with as many arguments. */
[[nodiscard]] inline bool is_remembered(PyObject* callee, Py_ssize_t count, const CallCache& cache) {
  return Py_IS_TYPE(callee, &PyFunction_Type) && reinterpret_cast<PyFunctionObject*>(callee)->func_code == cache.code &&
         count == cache.count;
}
[[nodiscard]] inline PyObject* call_remembered(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, CallCache& cache) {
  return cache.record->direct(thread, reinterpret_cast<PyFunctionObject*>(callee), cache.record, arguments);
}

}  // namespace rt
