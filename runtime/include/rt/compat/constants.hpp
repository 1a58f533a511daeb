/** Objects that instructions name themselves, whatever their names mean by now. */
#pragma once
#include "rt/compat/headers.hpp"
#if PY_VERSION_HEX >= 0x030E0000
#include "internal/pycore_opcode_utils.h"
#endif

namespace rt::compat {

/** `any` and `all` of `LOAD_COMMON_CONSTANT`; borrowed. Older interpreters have only the names. */
#if PY_VERSION_HEX >= 0x030E0000
[[nodiscard]] inline PyObject* builtin_any() { return PyInterpreterState_Get()->common_consts[CONSTANT_BUILTIN_ANY]; }
[[nodiscard]] inline PyObject* builtin_all() { return PyInterpreterState_Get()->common_consts[CONSTANT_BUILTIN_ALL]; }
#else
[[nodiscard]] inline PyObject* builtin_any() { return PyDict_GetItemString(PyEval_GetBuiltins(), "any"); }
[[nodiscard]] inline PyObject* builtin_all() { return PyDict_GetItemString(PyEval_GetBuiltins(), "all"); }
#endif

}  // namespace rt::compat
