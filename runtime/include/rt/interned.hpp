/** Interned strings for the runtime's own look-ups. */
#pragma once
#include "rt/compat/python.hpp"

namespace rt {

/** The interned string for a literal; borrowed, kept for the process's life by the intern table's own reference. */
[[nodiscard]] PyObject* interned(const char* text);

}  // namespace rt
