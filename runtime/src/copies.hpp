/** Copies of an extension module for the other interpreters of a process. */
#pragma once
#include "rt/module.hpp"

namespace rt {

/** Whether this copy of the module serves the interpreter that runs; the first that asks is the one. */
[[nodiscard]] bool serves_current();

/**
 * `execute_module` by the running interpreter's own copy of the module, which is loaded or made anew if there is none. False
 * with an exception set.
 */
[[nodiscard]] bool execute_in_copy(ModuleRecord* record, PyObject* names);

}  // namespace rt
