/** Functions and methods of builtins that are done in place, where their arguments are such that no code runs. */
#pragma once
#include "rt/caches.hpp"

namespace rt {

/** Which of them a function of the module `builtins` is. */
[[nodiscard]] KnownCall known_function(PyObject* function);
/** Which of them a method of a builtin type is, whatever class it was found in. */
[[nodiscard]] KnownCall known_method(PyObject* descriptor);

/** Whether the call needs no more than a look at its arguments: then its result, or null as any call. */
[[nodiscard]] bool call_known_function(KnownCall known, PyObject* const* arguments, Py_ssize_t count, PyObject** result);
/** The same for a method, whose receiver is of its type: the first of the `operands`. */
[[nodiscard]] bool call_known_method(KnownCall known, PyObject* const* operands, Py_ssize_t count, PyObject** result);

}  // namespace rt
