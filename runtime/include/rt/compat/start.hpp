/** What the interpreter's own start does that its embedding functions do not. */
#pragma once
#include "rt/compat/headers.hpp"

#if PY_VERSION_HEX >= 0x030C0000
// 3.12.0 has neither.
extern "C" __attribute__((weak)) int _PyInterpreterState_SetRunningMain(PyInterpreterState*);
extern "C" __attribute__((weak)) void _PyInterpreterState_SetNotRunningMain(PyInterpreterState*);
#endif

namespace rt::compat {

/** Whether a program's names have `__cached__`. */
constexpr bool modules_have_cached = PY_VERSION_HEX < 0x030F0000;

/** Modules in this folder are suspected where an attribute is missing that the standard library's module of that name has. */
inline void note_program_directory(const char* folder) {
#if PY_VERSION_HEX >= 0x030D0000
  auto* config = const_cast<PyConfig*>(_Py_GetConfig());
  wchar_t* wide = Py_DecodeLocale(folder, nullptr);
  if (wide == nullptr) return;
  PyMem_RawFree(config->sys_path_0);
  config->sys_path_0 = wide;
#else
  (void)folder;
#endif
}

/** From 3.12 on, whether the interpreter runs a program is noted: `_interpreters` refuses to run another one in it meanwhile. */
inline bool note_running_main() {
#if PY_VERSION_HEX >= 0x030C0000
  if (_PyInterpreterState_SetRunningMain != nullptr) return _PyInterpreterState_SetRunningMain(PyInterpreterState_Get()) == 0;
#endif
  return true;
}

inline void note_main_has_ended() {
#if PY_VERSION_HEX >= 0x030C0000
  if (_PyInterpreterState_SetNotRunningMain != nullptr) _PyInterpreterState_SetNotRunningMain(PyInterpreterState_Get());
#endif
}

}  // namespace rt::compat
