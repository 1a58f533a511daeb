/**
 * What one place in the program remembers of the look-ups it made: zero at the start, filled by the runtime, checked
 * against the state of classes and dicts at every use. Each cache belongs to one name.
 */
#pragma once
#include "rt/compat/python.hpp"

namespace rt {

struct FunctionRecord;

/** What was called: compiled code, or a class whose instances `object.__new__` and a Python `__init__` make. */
struct CallCache {
  PyObject* code;
  FunctionRecord* record;
  /** The class, by `compat::type_version`, and its `__init__`; borrowed. */
  unsigned version;
  PyObject* initialize;
};

/** Where an attribute of the instances of one class is found. */
struct AttributeEntry {
  /** The class, by `compat::type_version`. */
  unsigned version;
  std::uint8_t kind;
  /** What else must be as it was: a number of keys, a version of keys or of a class. */
  std::uint32_t state;
  /** An index among values, or an offset in the object. */
  std::int32_t index;
  /** Where the name was last found in an instance's dict. */
  std::int32_t hint;
  /** What the class says of the name; borrowed: the class keeps it as long as it has the version. */
  PyObject* found;
};

struct AttributeCache {
  AttributeEntry entries[2];
  std::uint32_t misses;
  /** For method calls. */
  CallCache call;
};

/** Where a global name is found: in the module's dict (`builtins` 0), or in the builtins and not in the module. */
struct GlobalCache {
  std::uint32_t globals;
  std::uint32_t builtins;
  std::int32_t index;
};

}  // namespace rt
