/** Calls from compiled code to compiled functions, without the interpreter between them. */
#pragma once
#include "rt/caches.hpp"
#include "rt/function.hpp"

namespace rt {

/** Whether a Python function has the compiled entry, or a stub that leads there. */
[[nodiscard]] bool is_entered(PyObject* function);

/** Whether `call_compiled` may call the object. */
[[nodiscard]] inline bool is_compiled(PyObject* callee) { return Py_IS_TYPE(callee, &PyFunction_Type) && is_entered(callee); }

/** Binds the arguments of a function for which `is_compiled` holds, and remembers its code if that was easy. */
[[nodiscard]] PyObject* call_compiled_slow(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count,
                             Taken taken, CallCache& cache);

/** Calls any object, kept alive by the caller, with one argument that is lent. */
[[nodiscard]] PyObject* call_with_one(PyObject* callee, PyObject* argument, CallCache& cache);

/** Calls any Python function: `names`, a tuple or null, are those of the arguments after the first `count`. */
[[nodiscard]] PyObject* call_function(PyObject* callee, PyObject* const* arguments, Py_ssize_t count, PyObject* names, Taken taken);

/**
 * `callee(*tuple, **keywords)`, where the version binds from the tuple and lets go of it before the function runs, and the
 * callee is a Python function; false where the call is an ordinary one, and nothing was done.
 */
[[nodiscard]] bool call_unpacked(PyObject** operands, Taken taken, PyObject** result);

/** Whether the cache knows how to call the object, which the caller keeps alive, with as many arguments. */
[[nodiscard]] inline bool is_remembered(PyObject* callee, Py_ssize_t count, const CallCache& cache) {
  return Py_IS_TYPE(callee, &PyFunction_Type) && reinterpret_cast<PyFunctionObject*>(callee)->func_code == cache.code &&
         count == cache.count;
}
[[nodiscard]] inline PyObject* call_remembered(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Taken taken, CallCache& cache) {
  return cache.record->direct(thread, reinterpret_cast<PyFunctionObject*>(callee), cache.record, arguments, taken);
}

}  // namespace rt
