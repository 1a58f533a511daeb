/** Globals, module namespaces and cells: the out-of-line part of `rt/variables.hpp` without the imports. */
#include "rt/variables.hpp"

#include "names.hpp"
#include "rt/exceptions.hpp"
#include "rt/references.hpp"

namespace rt {

/** Looks a name up in any mapping: new reference, or null (with an exception set only if the look-up failed). */
static PyObject* find(PyObject* mapping, PyObject* name) {
  if (PyDict_CheckExact(mapping)) return Py_XNewRef(PyDict_GetItemWithError(mapping, name));
  PyObject* found = PyObject_GetItem(mapping, name);
  if (found == nullptr && PyErr_ExceptionMatches(PyExc_KeyError)) PyErr_Clear();
  return found;
}

/** A value of `mapping` as reading its name gives it; takes the reference over. */
static PyObject* resolved(PyObject* value, PyObject* name, PyObject* mapping) {
  if (!compat::is_lazy(value)) return value;
  const Owned placeholder(value);
  return compat::resolve_lazy(value, name, mapping);
}

static PyObject* uncached_global(Frame& frame, PyObject* name) {
  PyObject* found = find(frame.globals(), name);
  if (found != nullptr) return resolved(found, name, frame.globals());
  if (PyErr_Occurred()) return nullptr;
  found = find(frame.builtins(), name);
  if (found != nullptr) return resolved(found, name, frame.builtins());
  if (!PyErr_Occurred()) raise_undefined_name(name);
  return nullptr;
}

/** Looks the name up and remembers where it was, if the dicts allow that. */
static PyObject* fill_global(Frame& frame, PyObject* name, GlobalCache& cache) {
  PyObject *globals = frame.globals(), *builtins = frame.builtins();
  cache = {nullptr, 0, 0, nullptr};
  if (!PyDict_CheckExact(globals) || !PyDict_CheckExact(builtins)) return uncached_global(frame, name);
  const std::uint32_t version = compat::ensure_keys_version(globals, false);
  if (version == 0) return uncached_global(frame, name);
  Py_ssize_t index = compat::find_key(compat::dict_keys(globals), name);
  if (index >= 0 && compat::value_at(globals, index) != nullptr) {
    cache = {compat::dict_keys(globals), version, 0, compat::value_place(globals, index)};
    return resolved(Py_NewRef(*cache.place), name, globals);
  }
  PyObject* found = uncached_global(frame, name);
  // An equal name that is not the same object is found too, and not remembered.
  if (found == nullptr || PyDict_Contains(globals, name) != 0) return found;
  const std::uint32_t builtins_version = compat::ensure_keys_version(builtins, true);
  index = builtins_version == 0 ? -1 : compat::find_key(compat::dict_keys(builtins), name);
  if (index >= 0 && compat::value_at(builtins, index) == found && compat::keys_version(compat::dict_keys(globals)) == version)
    cache = {nullptr, version, builtins_version, compat::value_place(builtins, index)};
  return found;
}

PyObject* global_get_slow(Frame& frame, PyObject* name, GlobalCache& cache) {
  // Only dicts with such keys have a version; 0 is no version.
  if (cache.builtins_version != 0 && compat::keys_version(compat::dict_keys(frame.globals())) == cache.version) {
    PyObject* builtins = frame.builtins();
    if (compat::keys_version(compat::dict_keys(builtins)) == cache.builtins_version) {
      PyObject* value = *cache.place;
      if (value != nullptr && !compat::is_lazy(value)) return Py_NewRef(value);
    }
  }
  return fill_global(frame, name, cache);
}

bool global_set(Frame& frame, PyObject* value, PyObject* name) {
  return PyDict_SetItem(frame.globals(), name, value) == 0;
}

bool global_delete(Frame& frame, PyObject* name) {
  if (PyDict_DelItem(frame.globals(), name) == 0) return true;
  if (PyErr_ExceptionMatches(PyExc_KeyError)) raise_undefined_name(name);
  return false;
}

static PyObject* require_names(Frame& frame, const char* message, PyObject* name) {
  PyObject* names = frame.names();
  if (names == nullptr) PyErr_Format(PyExc_SystemError, message, name);
  return names;
}

bool name_set(Frame& frame, PyObject* value, PyObject* name) {
  PyObject* names = require_names(frame, "no locals found when storing %R", name);
  if (names == nullptr) return false;
  const int status = PyDict_CheckExact(names) ? PyDict_SetItem(names, name, value) : PyObject_SetItem(names, name, value);
  return status == 0;
}

bool annotations_setup(Frame& frame) {
  PyObject* key = known(Name::annotations);
  PyObject* names = require_names(frame, "no locals found when setting up annotations", key);
  if (names == nullptr) return false;
  const Owned found(find(names, key));
  if (found) return true;
  if (PyErr_Occurred()) return false;
  const Owned annotations(PyDict_New());
  return annotations && name_set(frame, annotations.get(), key);
}

PyObject* cell_get(PyObject* cell, PyObject* name) {
  PyObject* content = PyCell_GET(cell);
  if (content == nullptr) raise_unbound_local(name);
  return Py_XNewRef(content);
}

PyObject* free_cell_get(PyObject* cell, PyObject* name) {
  PyObject* content = PyCell_GET(cell);
  if (content == nullptr) raise_unbound_free(name);
  return Py_XNewRef(content);
}

bool cell_delete(PyObject* cell, PyObject* name) {
  if (PyCell_GET(cell) != nullptr) return PyCell_Set(cell, nullptr) == 0;
  raise_unbound_local(name);
  return false;
}

bool free_cell_delete(PyObject* cell, PyObject* name) {
  if (PyCell_GET(cell) != nullptr) return PyCell_Set(cell, nullptr) == 0;
  raise_unbound_free(name);
  return false;
}

PyObject* load_build_class(Frame& frame) {
  PyObject* found = find(frame.builtins(), known(Name::build_class));
  if (found == nullptr && !PyErr_Occurred()) PyErr_SetString(PyExc_NameError, "__build_class__ not found");
  return found;
}

}  // namespace rt
