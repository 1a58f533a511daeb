/** Looking guarded names up. */
#include "rt/guards.hpp"

#include "rt/function-loading.hpp"

namespace rt {

bool find_global(GlobalGuard& guard, PyObject* globals, PyObject* name) {
  const std::uint32_t version = compat::ensure_keys_version(globals, false);
  if (version == 0) return false;
  compat::Keys* keys = compat::dict_keys(globals);
  const Py_ssize_t index = compat::find_key(keys, name);
  if (index < 0) return false;
  guard = {keys, version, compat::value_address(keys, index)};
  return true;
}

/** Whether a global holds the module's function; the first that it is seen to hold is that. */
static bool is_own_function(NativeFunction& native, PyObject* object, PyObject* globals) {
  if (object == nullptr || !Py_IS_TYPE(object, &PyFunction_Type)) return false;
  auto* function = reinterpret_cast<PyFunctionObject*>(object);
  if (native.function != nullptr) return function == native.function && function->func_code == native.code;
  if (!is_enterable(function->func_code, native.record)) return false;
  if (function->func_globals != globals || function->func_closure != nullptr) return false;
  if (compat::is_watched_alone(native.record->code)) return false;
  native.function = reinterpret_cast<PyFunctionObject*>(Py_NewRef(object));
  native.code = function->func_code;
  native.record->native = &native;
  return true;
}

PyObject* hint_object(const char* name) {
  // Kept: where it has been imported, code may rely on it.
  static PyObject* known = nullptr;
  if (known == nullptr) {
    PyObject* module = PyDict_GetItemString(PyImport_GetModuleDict(), "taipan._known");
    PyObject* table = module == nullptr ? nullptr : PyObject_GetAttrString(module, "KNOWN");
    if (table == nullptr) PyErr_Clear();
    if (table == nullptr || !PyDict_CheckExact(table)) {
      Py_XDECREF(table);
      return nullptr;
    }
    known = table;
  }
  return PyDict_GetItemString(known, name);
}

static bool holds(GuardedName& guard, PyObject* globals, PyObject* builtins) {
  PyObject* object = PyDict_GetItemWithError(globals, *guard.name);
  if (guard.foreign != nullptr) return object != nullptr && foreign_holds(*guard.foreign, object);
  if (guard.native != nullptr) return is_own_function(*guard.native, object, globals);
  if (guard.hint != nullptr) {
    guard.builtin = hint_object(guard.hint);
    return object != nullptr && object == guard.builtin;
  }
  return object == nullptr && PyErr_Occurred() == nullptr && PyDict_GetItemWithError(builtins, *guard.name) == guard.builtin;
}

/** Whether the dict has an entry for the name, which the guard then remembers. */
static bool remember(GuardedName& guard, PyObject* dict) {
  compat::Keys* keys = compat::dict_keys(dict);
  const Py_ssize_t index = compat::find_key(keys, *guard.name);
  if (index < 0) return false;
  guard.entry = compat::value_address(keys, index);
  return true;
}

bool guards_hold_slow(Guards& guards, PyObject* globals, PyObject* builtins) {
  guards.keys = guards.builtin_keys = nullptr;
  if (!PyDict_CheckExact(globals) || !PyDict_CheckExact(builtins)) return false;
  // Before the look-ups: making a version may run interpreted code.
  std::uint32_t builtin_version = guards.has_builtins ? compat::ensure_keys_version(builtins, true) : 0;
  const std::uint32_t version = compat::ensure_keys_version(globals, false);
  bool is_remembered = version != 0 && (!guards.has_builtins || builtin_version != 0);
  for (GuardedName* each = guards.names; each < guards.names + guards.count; each++) {
    if (!holds(*each, globals, builtins)) {
      PyErr_Clear();
      return false;
    }
    is_remembered = is_remembered && remember(*each, each->native == nullptr && each->hint == nullptr && each->foreign == nullptr ? builtins : globals);
  }
  if (is_remembered) {
    guards.version = version;
    guards.keys = compat::dict_keys(globals);
    guards.builtin_version = builtin_version;
    guards.builtin_keys = compat::dict_keys(builtins);
  }
  return true;
}

}  // namespace rt
