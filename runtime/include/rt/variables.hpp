/** Names of modules, cells, and imports. */
#pragma once
#include "rt/caches.hpp"
#include "rt/frame.hpp"

namespace rt {

[[nodiscard]] PyObject* global_get_slow(Frame& frame, PyObject* name, GlobalCache& cache);
[[nodiscard]] inline PyObject* global_get(Frame& frame, PyObject* name, GlobalCache& cache) {
  compat::Keys* keys = compat::dict_keys(frame.globals());
  if (__builtin_expect(keys == cache.keys && compat::keys_version(keys) == cache.version, 1)) {
    PyObject* value = *cache.place;
    if (__builtin_expect(value != nullptr && !compat::is_lazy(value), 1)) return Py_NewRef(value);
  }
  return global_get_slow(frame, name, cache);
}
[[nodiscard]] bool global_set(Frame& frame, PyObject* value, PyObject* name);
[[nodiscard]] bool global_delete(Frame& frame, PyObject* name);
[[nodiscard]] bool name_set(Frame& frame, PyObject* value, PyObject* name);
[[nodiscard]] bool annotations_setup(Frame& frame);

/** The content of a cell; UnboundLocalError for an own one, NameError for a free one. */
[[nodiscard]] PyObject* cell_get(PyObject* cell, PyObject* name);
[[nodiscard]] PyObject* free_cell_get(PyObject* cell, PyObject* name);
inline void cell_set(PyObject* cell, PyObject* value) { PyCell_Set(cell, value); }
[[nodiscard]] bool cell_delete(PyObject* cell, PyObject* name);
[[nodiscard]] bool free_cell_delete(PyObject* cell, PyObject* name);

[[nodiscard]] PyObject* import_name(Frame& frame, PyObject* from_list, PyObject* name, int level);
/** The same at a module's level, where it may be put off. */
[[nodiscard]] PyObject* import_deferrable(Frame& frame, PyObject* from_list, PyObject* name, int level);
[[nodiscard]] PyObject* import_from(PyObject* module, PyObject* name);
[[nodiscard]] bool import_star(Frame& frame, PyObject* module);
[[nodiscard]] PyObject* load_build_class(Frame& frame);
/** Borrowed. */
[[nodiscard]] inline PyObject* load_assertion_error() { return PyExc_AssertionError; }
[[nodiscard]] inline PyObject* load_stop_async_iteration() { return PyExc_StopAsyncIteration; }
/** The builtins whose calls with generator expressions are loops in place; borrowed. */
[[nodiscard]] inline PyObject* load_all() { return compat::builtin_all(); }
[[nodiscard]] inline PyObject* load_any() { return compat::builtin_any(); }
[[nodiscard]] inline PyObject* load_list() { return reinterpret_cast<PyObject*>(&PyList_Type); }
[[nodiscard]] inline PyObject* load_set() { return reinterpret_cast<PyObject*>(&PySet_Type); }
[[nodiscard]] inline PyObject* load_tuple() { return reinterpret_cast<PyObject*>(&PyTuple_Type); }

}  // namespace rt
