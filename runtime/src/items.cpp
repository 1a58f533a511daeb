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
    Py_ssize_t to;
    if (PySlice_Check(key) && slice_limits(key, PyTuple_GET_SIZE(container), &index, &to)) return PyTuple_GetSlice(container, index, to);
  } else if (type == &PyUnicode_Type && PyUnicode_IS_READY(container)) {
    if (index_of(key, PyUnicode_GET_LENGTH(container), &index)) return PyUnicode_FromOrdinal(static_cast<int>(PyUnicode_READ_CHAR(container, index)));
    Py_ssize_t to;
    if (PySlice_Check(key) && slice_limits(key, PyUnicode_GET_LENGTH(container), &index, &to)) return PyUnicode_Substring(container, index, to);
  } else if (type == &PyBytes_Type) {
    if (index_of(key, PyBytes_GET_SIZE(container), &index)) return box_int(static_cast<unsigned char>(PyBytes_AS_STRING(container)[index]));
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

/** The list iterator's next item, borrowed, which it still stands before; null at its end, and for other iterators. */
static inline PyObject* item_ahead(PyObject* iterator) {
  if (!Py_IS_TYPE(iterator, &PyListIter_Type)) return nullptr;
  auto* walk = reinterpret_cast<compat::ListIterator*>(iterator);
  auto* list = reinterpret_cast<PyObject*>(walk->it_seq);
  if (list == nullptr || static_cast<size_t>(walk->it_index) >= static_cast<size_t>(PyList_GET_SIZE(list))) return nullptr;
  return PyList_GET_ITEM(list, walk->it_index);
}
static inline void step_on(PyObject* iterator) { reinterpret_cast<compat::ListIterator*>(iterator)->it_index++; }

/** Puts an item into a tuple, in place of another that ends here. The reference is taken over. */
static inline void exchange_item(PyObject* tuple, Py_ssize_t place, PyObject* item) {
  PyObject* before = PyTuple_GET_ITEM(tuple, place);
  PyTuple_SET_ITEM(tuple, place, item);
  release(before);
}

/** The next tuple of an `enumerate` over a list; null without an exception where it is `enumerate`'s own to find. */
static inline PyObject* next_of_enumerate(PyObject* iterator) {
  auto* pairs = reinterpret_cast<compat::Enumerate*>(iterator);
  PyObject* item = item_ahead(pairs->walked);
  if (item == nullptr || !compat::is_free(pairs->result) || pairs->index == PY_SSIZE_T_MAX) return nullptr;
  PyObject* number = box_int(pairs->index);
  if (number == nullptr) return nullptr;
  Py_INCREF(item);
  step_on(pairs->walked);
  pairs->index++;
  PyObject* result = Py_NewRef(pairs->result);
  PyObject* before = PyTuple_GET_ITEM(result, 1);
  PyTuple_SET_ITEM(result, 1, item);
  exchange_item(result, 0, number);
  release(before);
  compat::track(result);
  return result;
}

/** The same for a `zip` of two lists. */
static inline PyObject* next_of_zip(PyObject* iterator) {
  auto* pairs = reinterpret_cast<compat::Zip*>(iterator);
  if (pairs->count != 2 || !compat::is_free(pairs->result)) return nullptr;
  PyObject *first = PyTuple_GET_ITEM(pairs->walked, 0), *second = PyTuple_GET_ITEM(pairs->walked, 1);
  PyObject *left = item_ahead(first), *right = item_ahead(second);
  // An iterator that is there twice steps twice; and before the second step what ends with the first might change the list.
  if (left == nullptr || right == nullptr || first == second || Py_REFCNT(PyTuple_GET_ITEM(pairs->result, 0)) == 1) return nullptr;
  PyObject* result = Py_NewRef(pairs->result);
  step_on(first);
  step_on(second);
  exchange_item(result, 0, Py_NewRef(left));
  exchange_item(result, 1, Py_NewRef(right));
  compat::track(result);
  return result;
}

PyObject* next_item_slow(PyObject* iterator) {
  PyTypeObject* type = Py_TYPE(iterator);
  if (type == &PyRangeIter_Type) {
    std::int64_t value;
    return compat::next_of_range(iterator, &value) ? box_int(value) : nullptr;
  }
  if (type == &PyListIter_Type) return next_by_index<compat::ListIterator>(iterator, list_size, list_item);
  if (type == &PyTupleIter_Type) return next_by_index<compat::TupleIterator>(iterator, tuple_size, tuple_item);
  if (compat::gives_tuples_again && (type == &PyEnum_Type || type == &PyZip_Type)) {
    PyObject* pair = type == &PyEnum_Type ? next_of_enumerate(iterator) : next_of_zip(iterator);
    if (pair != nullptr || PyErr_Occurred()) return pair;
  }
  PyObject* item = type->tp_iternext(iterator);
  if (item == nullptr && PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_StopIteration)) PyErr_Clear();
  return item;
}

}  // namespace rt
