/**
 * What one place in the program remembers of the look-ups it made: zero at the start, filled by the runtime, checked
 * against the state of classes and dicts at every use. Each cache belongs to one name.
 */
#pragma once
#include "rt/compat/python.hpp"

namespace rt {

struct FunctionRecord;

/** The functions and methods of builtins that are done in place where their arguments allow it. */
enum class KnownCall : std::uint8_t {
  none,
  absolute, character, is_instance, length, maximum, minimum, ordinal,
  dict_get, list_append, list_pop, text_ends, text_starts,
};

/** What was called: compiled code, C code, or a class whose instances `object.__new__` and a Python `__init__` make. */
struct CallCache {
  /** The code of a compiled function that takes `count` positional arguments and nothing else. */
  PyObject* code;
  FunctionRecord* record;
  Py_ssize_t count;
  /** The class, by `compat::type_version`, and its `__init__`; borrowed. */
  unsigned version;
  PyObject* initialize;
  /** Of a function or method in C, for looks whether it is still that one; and which it is. */
  const PyMethodDef* method;
  KnownCall known;
};

/** How the names of a call's arguments, which are a place's own, fit the parameters of what was called. */
struct KeywordCache {
  constexpr static int most_named = 6;
  /** The code of a compiled function without `*` and `**`, and how many arguments without a name it was called with. */
  PyObject* code;
  FunctionRecord* record;
  Py_ssize_t positional;
  /** The parameters of those with a name, in their order. */
  std::int8_t places[most_named];
  /** For a class. */
  CallCache call;
};

/** Where an attribute of the instances of one class is found. */
struct AttributeEntry {
  /** The class, by `compat::type_version`. */
  unsigned version;
  std::uint8_t kind;
  /** Whether `found` is called with the instance as first argument. */
  bool is_method;
  /** What else must be as it was: a number of keys, a version of keys or of a class. */
  std::uint32_t state;
  /** An index among values, or an offset in the object. */
  std::int32_t index;
  /** Where the name was last found in an instance's dict. */
  std::int32_t hint;
  /** What the class says of the name; borrowed: the class keeps it as long as it has the version. */
  PyObject* found;
  /** For method calls. */
  CallCache call;
};

/** Classes that one place remembers. */
constexpr int remembered_classes = 6;

struct AttributeCache {
  /** The complement of the first entry's version where that is the class of an `instance_value`. */
  unsigned value_version;
  std::uint32_t misses;
  /** The version that was met last where none of the entries was for it. */
  unsigned missed;
  /** The version that was last met behind the first entry, and how often since. */
  unsigned met;
  std::uint32_t times;
  AttributeEntry entries[remembered_classes];
  /** For calls of what is no method of the class. */
  CallCache other;
};

/** Where a global name is found: in the module's dict, or in the builtins and not in the module. */
struct GlobalCache {
  /** The keys of the module's dict, if the name is there, and their version. */
  compat::Keys* keys;
  std::uint32_t version;
  /** The version of the builtins' keys, if the name is not in the module. */
  std::uint32_t builtins_version;
  /** Where the keys of the module, or else of the builtins, hold the value. */
  PyObject** place;
};

}  // namespace rt
