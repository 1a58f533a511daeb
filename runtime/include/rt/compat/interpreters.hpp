/** The interpreters of a process, and what modules say of them. */
#pragma once
#include "rt/compat/frames.hpp"

namespace rt::compat {

/** The number of an interpreter, which no later one gets. */
[[nodiscard]] inline std::int64_t interpreter_of(PyThreadState* thread) { return thread->interp->id; }
[[nodiscard]] inline std::int64_t current_interpreter() { return interpreter_of(current_thread()); }

/** Whether an interpreter has not ended yet; its last objects are gone when it has. */
[[nodiscard]] inline bool is_alive(std::int64_t interpreter) {
  if (_PyInterpreterState_LookUpID(interpreter) != nullptr) return true;
  PyErr_Clear();
  return false;
}

/** The slots of a module that `execute` fills and that every interpreter may have, also one with a GIL of its own. */
template <int (*execute)(PyObject*)>
[[nodiscard]] PyModuleDef_Slot* module_slots() {
  static PyModuleDef_Slot slots[] = {
      {Py_mod_exec, reinterpret_cast<void*>(execute)},
#if PY_VERSION_HEX >= 0x030C0000
      {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
      {0, nullptr},
  };
  return slots;
}

}  // namespace rt::compat
