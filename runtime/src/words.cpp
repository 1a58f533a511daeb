/** What bodies with machine words seldom do. */
#include "rt/words.hpp"

#include "ctypes/items.hpp"
#include "rt/references.hpp"

namespace rt {

template <typename Word>
static void show_kept(PyObject*& place, Word value) {
  PyObject* raised = compat::take_raised();
  if (!show(place, value)) PyErr_Clear();
  compat::restore_raised(raised);
}
void show_raised(PyObject*& place, std::int64_t value) { show_kept(place, value); }
void show_raised(PyObject*& place, double value) { show_kept(place, value); }

PyObject* box_cursor(const RangeCursor& cursor) {
  const std::int64_t words[] = {cursor.next, static_cast<std::int64_t>(cursor.left), cursor.step};
  return box_cursor(words);
}

PyObject* item_get_slow(PyObject* container, std::int64_t key) {
  Py_ssize_t index;
  if (PyUnicode_CheckExact(container) && PyUnicode_IS_READY(container) && index_below(key, PyUnicode_GET_LENGTH(container), &index))
    return PyUnicode_FromOrdinal(static_cast<int>(PyUnicode_READ_CHAR(container, index)));
  if (foreign::may_have_items(Py_TYPE(container))) {
    PyObject* item = foreign::get_item(container, key);
    if (item != nullptr || PyErr_Occurred()) return item;
  }
  const Owned boxed(box_int(key));
  return boxed ? item_get(container, boxed.get()) : nullptr;
}

bool item_set_slow(PyObject* container, std::int64_t key, PyObject* value) {
  if (foreign::may_have_items(Py_TYPE(container)) && foreign::set_item(container, key, value)) return true;
  const Owned boxed(box_int(key));
  return boxed && item_set(container, boxed.get(), value);
}

PyObject* known_builtins[1] = {};
static const char* const builtin_names[] = {"len"};

bool is_builtin_slow(PyObject* object, Builtin which) {
  const int place = static_cast<int>(which);
  if (known_builtins[place] != nullptr || !PyCFunction_CheckExact(object)) return false;
  auto* function = reinterpret_cast<PyCFunctionObject*>(object);
  PyObject* module = function->m_self;
  if (std::strcmp(function->m_ml->ml_name, builtin_names[place]) != 0 || module == nullptr || !PyModule_Check(module)) return false;
  const char* name = PyModule_GetName(module);
  if (name == nullptr) PyErr_Clear();
  if (name == nullptr || std::strcmp(name, "builtins") != 0) return false;
  known_builtins[place] = Py_NewRef(object);
  return true;
}

}  // namespace rt
