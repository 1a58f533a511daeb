/** Steps of loading a compiled module; for the runtime only. */
#pragma once
#include "rt/module.hpp"

namespace rt {

/** Reads the module's code objects and joins them with its functions, once. False with an exception set. */
[[nodiscard]] bool load_module_code(ModuleRecord* module);

/** Runs the module's body with `names` as its dict. */
[[nodiscard]] bool execute_module(ModuleRecord* module, PyObject* names);

/** Makes the modules importable; `__main__` gets the importer's loader. */
[[nodiscard]] bool install_importer(ModuleRecord* modules, Py_ssize_t count);

}  // namespace rt
