/** What import statements call, and modules that are imported when their name is first read (PEP 810). */
#pragma once
#include "rt/compat/headers.hpp"
#if PY_VERSION_HEX >= 0x030F0000
#include "internal/pycore_lazyimportobject.h"
#endif

namespace rt::compat {

/** The interpreter's own `__import__`, borrowed: import statements do its work without a call (`import_name` in `Python/ceval.c`). */
[[nodiscard]] inline PyObject* own_import(PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030C0000
  return thread->interp->imports.import_func;
#else
  return thread->interp->import_func;
#endif
}

constexpr bool has_lazy_imports = PY_VERSION_HEX >= 0x030F0000;

/** Whether a value of a module's dict stands for what is not imported yet. */
[[nodiscard]] inline bool is_lazy([[maybe_unused]] PyObject* value) {
#if PY_VERSION_HEX >= 0x030F0000
  return PyLazyImport_CheckExact(value);
#else
  return false;
#endif
}

/** Imports what a value of `dict` stands for and puts that there; a new reference, null with an exception set. */
[[nodiscard]] inline PyObject* resolve_lazy([[maybe_unused]] PyObject* value, [[maybe_unused]] PyObject* name, [[maybe_unused]] PyObject* dict) {
#if PY_VERSION_HEX >= 0x030F0000
  return _PyLazyImport_Reify(PyThreadState_Get(), value, name, dict);
#else
  return nullptr;
#endif
}

/** An import that a setting, a filter or the module's `__lazy_modules__` may put off. */
[[nodiscard]] inline PyObject* import_deferrable([[maybe_unused]] PyObject* builtins, [[maybe_unused]] PyObject* globals, [[maybe_unused]] PyObject* locals,
                                                 [[maybe_unused]] PyObject* name, [[maybe_unused]] PyObject* from_list, [[maybe_unused]] PyObject* level) {
#if PY_VERSION_HEX >= 0x030F0000
  return _PyEval_LazyImportName(PyThreadState_Get(), builtins, globals, locals, name, from_list, level, 0);
#else
  return nullptr;
#endif
}

/** `name` of a module that is not imported yet, for the frame that runs. */
[[nodiscard]] inline PyObject* import_from_lazy([[maybe_unused]] PyObject* module, [[maybe_unused]] PyObject* name) {
#if PY_VERSION_HEX >= 0x030F0000
  PyThreadState* thread = PyThreadState_Get();
  return _PyEval_LazyImportFrom(thread, thread->current_frame, module, name);
#else
  return nullptr;
#endif
}

}  // namespace rt::compat
