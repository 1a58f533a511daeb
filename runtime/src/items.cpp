/** Items of containers and of iterators: exact lists, tuples, dicts, strings and ranges at once. */
#include "ctypes/items.hpp"
#include "rt/boxes.hpp"
#include "rt/operations/objects.hpp"

namespace rt {

/** Turns an exact int into an index below `size`; false where it is none. */
static inline bool index_of(PyObject* key, Py_ssize_t size, Py_ssize_t* index) {
  std::int64_t value;
  if (!Py_IS_TYPE(key, &PyLong_Type) || !compat::read_small(key, &value)) return false;
  if (value < 0) value += size;
  *index = value;
  return static_cast<size_t>(value) < static_cast<size_t>(size);
}

/** The limits of a slice of small ints or None, without step, in a list of `size`; false for any other. */
static inline bool slice_limits(PyObject* key, Py_ssize_t size, Py_ssize_t* from, Py_ssize_t* to) {
  auto* slice = reinterpret_cast<PySliceObject*>(key);
  if (slice->step != Py_None) return false;
  std::int64_t values[] = {0, size};
  PyObject* limits[] = {slice->start, slice->stop};
  for (int i = 0; i < 2; i++) {
    if (limits[i] == Py_None) continue;
    if (!Py_IS_TYPE(limits[i], &PyLong_Type) || !compat::read_small(limits[i], &values[i])) return false;
    if (values[i] < 0) values[i] = values[i] + size < 0 ? 0 : values[i] + size;
    if (values[i] > size) values[i] = size;
  }
  *from = values[0];
  *to = values[1] < values[0] ? values[0] : values[1];
  return true;
}

PyObject* item_get(PyObject* container, PyObject* key) {
  PyTypeObject* type = Py_TYPE(container);
  Py_ssize_t index;
  if (type == &PyList_Type) {
    if (index_of(key, PyList_GET_SIZE(container), &index)) return Py_NewRef(PyList_GET_ITEM(container, index));
    Py_ssize_t to;
    if (PySlice_Check(key) && slice_limits(key, PyList_GET_SIZE(container), &index, &to))
      return PyList_GetSlice(container, index, to);
  } else if (type == &PyTuple_Type) {
    if (index_of(key, PyTuple_GET_SIZE(container), &index)) return Py_NewRef(PyTuple_GET_ITEM(container, index));
  } else if (type == &PyDict_Type) {
    PyObject* value = nullptr;
    if (!compat::find_text(container, key, &value)) {
      value = PyDict_GetItemWithError(container, key);
      if (value == nullptr && PyErr_Occurred()) return nullptr;
    }
    if (value != nullptr) return Py_NewRef(value);
  } else if (std::int64_t number; foreign::may_have_items(type) && Py_IS_TYPE(key, &PyLong_Type) && compat::read_small(key, &number)) {
    PyObject* item = foreign::get_item(container, number);
    if (item != nullptr || PyErr_Occurred()) return item;
  }
  return PyObject_GetItem(container, key);
}

bool item_set(PyObject* container, PyObject* key, PyObject* value) {
  PyTypeObject* type = Py_TYPE(container);
  Py_ssize_t index;
  if (type == &PyList_Type && index_of(key, PyList_GET_SIZE(container), &index)) {
    PyObject* before = PyList_GET_ITEM(container, index);
    PyList_SET_ITEM(container, index, Py_NewRef(value));
    release(before);
    return true;
  }
  if (type == &PyDict_Type) return PyDict_SetItem(container, key, value) == 0;
  Py_ssize_t to;
  if (type == &PyList_Type && PySlice_Check(key) && PyList_CheckExact(value) &&
      slice_limits(key, PyList_GET_SIZE(container), &index, &to))
    return PyList_SetSlice(container, index, to, value) == 0;
  if (std::int64_t number; foreign::may_have_items(type) && Py_IS_TYPE(key, &PyLong_Type) && compat::read_small(key, &number) && foreign::set_item(container, number, value)) return true;
  return PyObject_SetItem(container, key, value) == 0;
}

/** The next item of what walks an object by index, which it lets go of at the end. */
template <typename Iterator>
static inline PyObject* next_by_index(PyObject* object, Py_ssize_t (*size_of)(PyObject*), PyObject* (*item_of)(PyObject*, Py_ssize_t)) {
  auto* iterator = reinterpret_cast<Iterator*>(object);
  auto* walked = reinterpret_cast<PyObject*>(iterator->it_seq);
  if (walked == nullptr) return nullptr;
  if (iterator->it_index < size_of(walked)) return Py_NewRef(item_of(walked, iterator->it_index++));
  iterator->it_seq = nullptr;
  // The only thing that newer list iterators look at themselves.
  iterator->it_index = -1;
  Py_DECREF(walked);
  return nullptr;
}

static inline Py_ssize_t list_size(PyObject* list) { return PyList_GET_SIZE(list); }
static inline PyObject* list_item(PyObject* list, Py_ssize_t index) { return PyList_GET_ITEM(list, index); }
static inline Py_ssize_t tuple_size(PyObject* tuple) { return PyTuple_GET_SIZE(tuple); }
static inline PyObject* tuple_item(PyObject* tuple, Py_ssize_t index) { return PyTuple_GET_ITEM(tuple, index); }

PyObject* next_item_slow(PyObject* iterator) {
  PyTypeObject* type = Py_TYPE(iterator);
  if (type == &PyRangeIter_Type) {
    std::int64_t value;
    return compat::next_of_range(iterator, &value) ? box_int(value) : nullptr;
  }
  if (type == &PyListIter_Type) return next_by_index<compat::ListIterator>(iterator, list_size, list_item);
  if (type == &PyTupleIter_Type) return next_by_index<compat::TupleIterator>(iterator, tuple_size, tuple_item);
  PyObject* item = type->tp_iternext(iterator);
  if (item == nullptr && PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_StopIteration)) PyErr_Clear();
  return item;
}

}  // namespace rt
