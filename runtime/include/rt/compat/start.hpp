/** What the interpreter's own start does that its embedding functions do not. */
#pragma once
#include "rt/compat/headers.hpp"

namespace rt::compat {

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

}  // namespace rt::compat
