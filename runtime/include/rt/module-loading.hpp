/** Steps of loading a compiled module; for the runtime only. */
#pragma once
#include "rt/module.hpp"

namespace rt {

/** The program's own record; null where there is none. */
ModuleRecord* find_main(ModuleRecord* modules, Py_ssize_t count);

/** Of `sys.flags`, by name; 0 where there is none of that name. */
long interpreter_flag(const char* name);

/** Reads the module's code objects and joins them with its functions, once. False with an exception set. */
[[nodiscard]] bool load_module_code(ModuleRecord* module);

/** Runs the module's body with `names` as its dict. */
[[nodiscard]] bool execute_module(ModuleRecord* module, PyObject* names);

/**
 * Makes the modules importable. `main_name`: under which `python -m` finds the program; null where it is no module's. `finds_all`:
 * what lies beside the program is found at all, which safe paths forbid. `is_program`: `__main__` is the program, and gets the
 * importer's loader; else the process is in the role of the interpreter (`interpreter-role.hpp`).
 */
[[nodiscard]] bool install_importer(ModuleRecord* modules, Py_ssize_t count, const char* main_name, bool finds_all, bool is_program);

}  // namespace rt
