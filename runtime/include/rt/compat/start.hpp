/** What the interpreter's own start does that its embedding functions do not. */
#pragma once
#include <cstdlib>

#include <unistd.h>

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

/** Whether the interpreter goes on with its prompt after a program, as `PYTHONINSPECT` asks it to, also if the program itself sets it. */
inline bool goes_on_with_prompt() {
  const PyConfig* config = _Py_GetConfig();
  const char* variable = config->use_environment ? std::getenv("PYTHONINSPECT") : nullptr;
  const bool is_asked = config->inspect != 0 || (variable != nullptr && *variable != '\0');
  return is_asked && (config->interactive != 0 || isatty(STDIN_FILENO) != 0);
}

/** The prompt over the names of `__main__`, and the end of the interpreter. The exit status. */
inline int run_prompt() {
  auto* config = const_cast<PyConfig*>(_Py_GetConfig());
  // What it runs before, in place of the program; without that it would look for one, or greet.
  PyMem_RawFree(config->run_command);
  config->run_command = Py_DecodeLocale("pass\n", nullptr);
  // The program's directory is on the path already.
  config->safe_path = 1;
  return Py_RunMain();
}

}  // namespace rt::compat
