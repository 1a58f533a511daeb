/**
 * What bodies use that hold some variables as machine words: how these are shown in the frame, when somebody may look there,
 * and what is done with words and objects together. `rt/typed.hpp` has the arithmetic.
 */
#pragma once
#include "rt/operations/arithmetic.hpp"
#include "rt/operations/objects.hpp"
#include "rt/typed.hpp"

namespace rt {

/** How often a function may leave its version with words before it is no longer tried. */
constexpr int exit_limit = 200;

// Variables.

/** Gives a variable's place in the frame an object for its word; false with an exception set, the place as it was. */
[[nodiscard]] inline bool show_object(PyObject*& place, PyObject* object) {
  if (__builtin_expect(object == nullptr, 0)) return false;
  store(place, object);
  return true;
}
[[nodiscard]] inline bool show(PyObject*& place, std::int64_t value) { return show_object(place, box_int(value)); }
[[nodiscard]] inline bool show(PyObject*& place, double value) { return show_object(place, box_float(value)); }
/** The same while an exception is raised, which it keeps; where memory is short, the frame shows what it did before. */
void show_raised(PyObject*& place, std::int64_t value);
void show_raised(PyObject*& place, double value);

/** The iterator that a cursor stands for; null with an exception set. */
[[nodiscard]] PyObject* box_cursor(const RangeCursor& cursor);

/** Whether somebody has a hold on the frame, and may see its variables after the call. */
[[nodiscard]] inline bool is_seen(const Frame& frame) { return compat::frame_object(frame.frame) != nullptr; }
/** Whether somebody may have changed the frame's variables. */
[[nodiscard]] inline bool may_be_written(const Frame& frame) { return compat::frames_are_written && is_seen(frame); }
/** Whether signals or other threads wait. */
[[nodiscard]] inline bool is_waited_for(const Frame& frame) { return compat::interruption_requested(frame.thread); }

// Whether an operation runs Python code: false is no promise.

/** A number, string, bytes or None. */
[[nodiscard]] inline bool is_plain(PyObject* object) {
  const PyTypeObject* type = Py_TYPE(object);
  return type == &PyLong_Type || type == &PyUnicode_Type || type == &PyFloat_Type || type == &PyBool_Type || type == &PyBytes_Type || object == Py_None;
}
[[nodiscard]] inline bool are_plain(PyObject* object) { return is_plain(object); }
[[nodiscard]] inline bool are_plain(PyObject* left, PyObject* right) { return is_plain(left) && is_plain(right); }
[[nodiscard]] inline bool has_plain_truth(PyObject* object) {
  const PyTypeObject* type = Py_TYPE(object);
  return is_plain(object) || type == &PyList_Type || type == &PyTuple_Type || type == &PyDict_Type || type == &PySet_Type;
}
/** Whether nothing can be seen of the end of one reference. */
[[nodiscard]] inline bool ends_quietly(PyObject* object) { return object == nullptr || Py_REFCNT(object) > 1 || is_plain(object); }
[[nodiscard]] inline bool updates_quietly(PyObject* variable, PyObject* right) { return variable != nullptr && are_plain(variable, right); }
[[nodiscard]] inline bool is_tuple(PyObject* object) { return PyTuple_CheckExact(object); }
[[nodiscard]] inline bool iterates_quietly(PyObject* object) {
  const PyTypeObject* type = Py_TYPE(object);
  return type == &PyList_Type || type == &PyTuple_Type || type == &PyDict_Type || type == &PyUnicode_Type || type == &PyRange_Type;
}
[[nodiscard]] inline bool steps_quietly(PyObject* iterator) {
  const PyTypeObject* type = Py_TYPE(iterator);
  return type == &PyListIter_Type || type == &PyTupleIter_Type || type == &PyRangeIter_Type || type == &PyUnicodeIter_Type || type == &PyDictIterKey_Type;
}
[[nodiscard]] inline bool has_plain_item(PyObject* container, PyObject* key) {
  const PyTypeObject* type = Py_TYPE(container);
  return (type == &PyList_Type || type == &PyTuple_Type || type == &PyUnicode_Type) && is_plain(key);
}
[[nodiscard]] inline bool has_plain_item(PyObject* container, std::int64_t) {
  const PyTypeObject* type = Py_TYPE(container);
  return type == &PyList_Type || type == &PyTuple_Type || type == &PyUnicode_Type;
}
/** Whether it is an attribute that lies in the instance, where the cache remembers it. */
[[nodiscard]] inline bool gets_quietly(PyObject* object, const AttributeCache& cache) {
  if (compat::type_version(Py_TYPE(object)) != ~cache.value_version) return false;
  PyDictValues* values = compat::instance_values(object);
  return values != nullptr && values->values[cache.entries[0].index] != nullptr;
}
[[nodiscard]] inline bool sets_quietly(PyObject* object, PyObject*, const AttributeCache& cache) {
  if (compat::type_version(Py_TYPE(object)) != ~cache.value_version) return false;
  PyDictValues* values = compat::writable_instance_values(object);
  return values != nullptr && values->values[cache.entries[0].index] != nullptr && ends_quietly(values->values[cache.entries[0].index]);
}

// Items by number.

/** Turns a number into an index below `size`, from the end if it is negative; false where there is none. */
[[nodiscard]] inline bool index_below(std::int64_t value, Py_ssize_t size, Py_ssize_t* index) {
  *index = value < 0 ? value + size : value;
  return static_cast<size_t>(*index) < static_cast<size_t>(size);
}
[[nodiscard]] PyObject* item_get_slow(PyObject* container, std::int64_t key);
[[nodiscard]] inline PyObject* item_get(PyObject* container, std::int64_t key) {
  Py_ssize_t index;
  if (PyList_CheckExact(container) && index_below(key, PyList_GET_SIZE(container), &index)) return Py_NewRef(PyList_GET_ITEM(container, index));
  if (PyTuple_CheckExact(container) && index_below(key, PyTuple_GET_SIZE(container), &index)) return Py_NewRef(PyTuple_GET_ITEM(container, index));
  return item_get_slow(container, key);
}
[[nodiscard]] bool item_set_slow(PyObject* container, std::int64_t key, PyObject* value);
[[nodiscard]] inline bool item_set(PyObject* container, std::int64_t key, PyObject* value) {
  Py_ssize_t index;
  if (!PyList_CheckExact(container) || !index_below(key, PyList_GET_SIZE(container), &index)) return item_set_slow(container, key, value);
  PyObject* before = PyList_GET_ITEM(container, index);
  PyList_SET_ITEM(container, index, Py_NewRef(value));
  release(before);
  return true;
}
[[nodiscard]] inline bool sets_plain_item(PyObject* container, std::int64_t key, PyObject*) {
  Py_ssize_t index;
  return PyList_CheckExact(container) && index_below(key, PyList_GET_SIZE(container), &index) && ends_quietly(PyList_GET_ITEM(container, index));
}
[[nodiscard]] inline bool sets_plain_item(PyObject*, PyObject*, PyObject*) { return false; }

// Numbers out of objects.

/** The double that a float is, or an int of so few bits that it is one without loss: what an operator makes of it beside a float. */
[[nodiscard]] inline bool unbox_number(PyObject* object, double* value) {
  if (unbox(object, value)) return true;
  std::int64_t number;
  if (!unbox(object, &number) || !is_exact_double(number)) return false;
  *value = static_cast<double>(number);
  return true;
}

// Builtins.

enum class Builtin { len };
/** Whether the object is the function of the builtins, as the interpreter was started with it. */
[[nodiscard]] bool is_builtin_slow(PyObject* object, Builtin which);
extern PyObject* known_builtins[1];
[[nodiscard]] inline bool is_builtin(PyObject* object, Builtin which) {
  return object == known_builtins[static_cast<int>(which)] || is_builtin_slow(object, which);
}
/** `len` of an exact builtin container; false for others. */
[[nodiscard]] inline bool length(PyObject* object, std::int64_t* size) {
  const PyTypeObject* type = Py_TYPE(object);
  if (type == &PyList_Type || type == &PyTuple_Type || type == &PyBytes_Type) *size = Py_SIZE(object);
  else if (type == &PyUnicode_Type) *size = PyUnicode_GET_LENGTH(object);
  else if (type == &PyDict_Type) *size = PyDict_GET_SIZE(object);
  else if (type == &PySet_Type) *size = PySet_GET_SIZE(object);
  else return false;
  return true;
}

}  // namespace rt
