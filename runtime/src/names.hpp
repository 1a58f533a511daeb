/** The names by which the runtime itself looks things up: made before compiled code runs, so that they are always there. */
#pragma once
#include "rt/compat/python.hpp"

namespace rt {

enum class Name { empty, async_enter, async_exit, all, annotations, build_class, class_of, dict, enter, exit, get_attribute, get_missing, import, init, module, name, own_name, qualname, count };

/** Interned strings, for the life of the process. */
extern PyObject* known_names[static_cast<int>(Name::count)];

/** Once a copy of the runtime. False with an exception set. */
[[nodiscard]] bool prepare_names();

/** Borrowed. */
[[nodiscard]] inline PyObject* known(Name name) { return known_names[static_cast<int>(name)]; }

}  // namespace rt
