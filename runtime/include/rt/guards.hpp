/**
 * Guards: what typed bodies rely on of the globals they name. Nothing can change a global while typed bodies run, so the
 * guards of a whole tree of calls are checked where it is entered, and again where other code may have run in between.
 */
#pragma once
#include "rt/function.hpp"

namespace rt {

/** A function with a typed body; `function` is the object its module's global was first seen to hold. */
struct NativeFunction {
  FunctionRecord* record;
  PyFunctionObject* function;
  /** The record's, set with the function; null while a tool watches it by name, so that no typed body calls it. */
  PyObject* code;
  /** How often the typed body was left for the generic one; where it is always left, it is not entered any more. */
  int departures;
};
constexpr int departure_limit = 400;

/**
 * What a module knows of a C function that a global name holds, reached through ctypes; null until it was first looked at. Its types
 * are those for numbers, and it returns at once without running anything else.
 */
struct ForeignName {
  /** Those that ctypes has for the types of its result (`v` for None) and of its parameters. */
  const char* letters;
  /** The object, borrowed: only for looks whether it is still the same one. */
  PyObject* function;
  /** How its parameters were declared; owned. */
  PyObject* converters;
  /** Its result's type, borrowed, and what is looked at of that. */
  PyObject* result_type;
  compat::ForeignGetter getter;
  void* address;
};
/** Whether a global holds such a function, declared so; looks it up anew where it is another one. Out of line: once a call at most. */
[[nodiscard]] bool foreign_holds(ForeignName& foreign, PyObject* found);

/** A global name that must hold the module's own function with its own code, an object of the package `taipan`, a C function, or else a builtin. */
struct GuardedName {
  PyObject** name;
  /** Null for what is no function of the module. */
  NativeFunction* native;
  /** What else it must be; of the package, once that has been seen. */
  PyObject* builtin;
  /** Where the dict's keys hold the value. */
  PyObject** entry;
  /** The name in the package; null for the others. */
  const char* hint = nullptr;
  /** Null for the others. */
  ForeignName* foreign = nullptr;
};

struct Guards {
  GuardedName* names;
  int count;
  bool has_builtins;
  /** Entries are valid as long as the module's dict, and the builtins if they are needed, have these keys. */
  compat::Keys* keys;
  std::uint32_t version;
  compat::Keys* builtin_keys;
  std::uint32_t builtin_version;
};

[[nodiscard]] inline bool has_keys(PyObject* dict, compat::Keys* keys, std::uint32_t version) {
  compat::Keys* const now = compat::dict_keys(dict);
  return now == keys && compat::keys_version(now) == version;
}

/** What a hint of the package `taipan` (runtime/hints, `_known.py`) is; null before it is imported and where it does more. Borrowed. */
[[nodiscard]] PyObject* hint_object(const char* name);

/** Looks all names up; remembers where they are if the dicts allow that. */
[[nodiscard]] bool guards_hold_slow(Guards& guards, PyObject* globals, PyObject* builtins);

/** `globals` is the module's dict. */
[[nodiscard]] inline bool guards_hold(Guards& guards, PyObject* globals, PyObject* builtins) {
  if (__builtin_expect(!has_keys(globals, guards.keys, guards.version), 0)) return guards_hold_slow(guards, globals, builtins);
  if (guards.has_builtins && __builtin_expect(!has_keys(builtins, guards.builtin_keys, guards.builtin_version), 0))
    return guards_hold_slow(guards, globals, builtins);
  for (const GuardedName* each = guards.names; each < guards.names + guards.count; each++) {
    PyObject* const found = *each->entry;
    if (__builtin_expect(each->foreign != nullptr, 0)) {
      if (!foreign_holds(*each->foreign, found)) return false;
      continue;
    }
    if (each->native == nullptr ? found != each->builtin
                                : found != reinterpret_cast<PyObject*>(each->native->function) || each->native->function->func_code != each->native->code)
      return false;
  }
  return true;
}

/** A name of the module's dict that is looked up by address. */
struct GlobalGuard {
  compat::Keys* keys;
  std::uint32_t version;
  PyObject** entry;
};
[[nodiscard]] bool find_global(GlobalGuard& guard, PyObject* globals, PyObject* name);
/** The object a global name holds in the module itself. Borrowed; null for none. */
[[nodiscard]] inline PyObject* global_value(GlobalGuard& guard, PyObject* globals, PyObject* name) {
  if (__builtin_expect(!has_keys(globals, guard.keys, guard.version), 0)) {
    if (!find_global(guard, globals, name)) {
      PyObject* found = PyDict_GetItemWithError(globals, name);
      if (found == nullptr) PyErr_Clear();
      return found;
    }
  }
  return *guard.entry;
}

}  // namespace rt
