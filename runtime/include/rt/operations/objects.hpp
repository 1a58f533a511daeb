/** Attributes, items, displays, f-strings, calls and iteration. Immediates come after the operands. */
#pragma once
#include "rt/boxes.hpp"
#include "rt/caches.hpp"
#include "rt/function.hpp"

namespace rt {

[[nodiscard]] PyObject* attribute_get_slow(PyObject* object, PyObject* name, AttributeCache& cache);
[[nodiscard]] inline PyObject* attribute_get(PyObject* object, PyObject* name, AttributeCache& cache) {
  if (__builtin_expect(compat::type_version(Py_TYPE(object)) == ~cache.value_version, 1)) {
    PyDictValues* values = compat::instance_values(object);
    if (__builtin_expect(values != nullptr, 1)) {
      PyObject* value = values->values[cache.entries[0].index];
      if (__builtin_expect(value != nullptr, 1)) return Py_NewRef(value);
    }
  }
  return attribute_get_slow(object, name, cache);
}
[[nodiscard]] bool attribute_set_slow(PyObject* object, PyObject* value, PyObject* name, AttributeCache& cache);
[[nodiscard]] inline bool attribute_set(PyObject* object, PyObject* value, PyObject* name, AttributeCache& cache) {
  if (__builtin_expect(compat::type_version(Py_TYPE(object)) == ~cache.value_version, 1)) {
    PyDictValues* values = compat::writable_instance_values(object);
    if (__builtin_expect(values != nullptr, 1)) {
      PyObject*& place = values->values[cache.entries[0].index];
      PyObject* before = place;
      if (__builtin_expect(before != nullptr, 1)) {
        place = Py_NewRef(value);
        release(before);
        return true;
      }
    }
  }
  return attribute_set_slow(object, value, name, cache);
}
[[nodiscard]] inline bool attribute_delete(PyObject* object, PyObject* name) { return PyObject_SetAttr(object, name, nullptr) == 0; }
[[nodiscard]] PyObject* item_get(PyObject* container, PyObject* key);
[[nodiscard]] bool item_set(PyObject* container, PyObject* key, PyObject* value);
[[nodiscard]] inline bool item_delete(PyObject* container, PyObject* key) { return PyObject_DelItem(container, key) == 0; }

[[nodiscard]] inline PyObject* build_slice(PyObject* lower, PyObject* upper, PyObject* step) { return PySlice_New(lower, upper, step); }
[[nodiscard]] PyObject* build_tuple(PyObject* const* items, Py_ssize_t count);
[[nodiscard]] PyObject* build_list(PyObject* const* items, Py_ssize_t count);
[[nodiscard]] PyObject* build_set(PyObject* const* items, Py_ssize_t count);
/** `items`: key, value, ...; `count` is the number of both together. */
[[nodiscard]] PyObject* build_dict(PyObject* const* items, Py_ssize_t count);
[[nodiscard]] PyObject* build_string(PyObject* const* items, Py_ssize_t count);

/** Of a comprehension's list. */
[[nodiscard]] inline bool list_append(PyObject* list, PyObject* item) {
  auto* object = reinterpret_cast<PyListObject*>(list);
  const Py_ssize_t size = Py_SIZE(object);
  if (__builtin_expect(size >= object->allocated, 0)) return PyList_Append(list, item) == 0;
  PyList_SET_ITEM(list, size, Py_NewRef(item));
  Py_SET_SIZE(object, size + 1);
  return true;
}
[[nodiscard]] bool list_extend(PyObject* list, PyObject* iterable);
[[nodiscard]] inline PyObject* list_to_tuple(PyObject* list) { return PyList_AsTuple(list); }
[[nodiscard]] inline bool set_add(PyObject* set, PyObject* item) { return PySet_Add(set, item) == 0; }
[[nodiscard]] inline bool set_update(PyObject* set, PyObject* iterable) { return compat::update_set(set, iterable); }
[[nodiscard]] inline bool dict_set(PyObject* dict, PyObject* key, PyObject* value) { return PyDict_SetItem(dict, key, value) == 0; }
[[nodiscard]] bool dict_update(PyObject* dict, PyObject* mapping);
[[nodiscard]] bool dict_merge(PyObject* dict, PyObject* mapping, PyObject* function);
/** `conversion`: -1, or the code of `s`, `r` or `a`; `specification` None for none. */
[[nodiscard]] PyObject* format_value(PyObject* value, PyObject* specification, int conversion);

/** `operands[0]` is the callee (or the receiver), the arguments follow; the call may write over it. */
[[nodiscard]] PyObject* call(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, CallCache& cache);
/** `unit` is the call's site, or -1: it is stored when the method was found. */
[[nodiscard]] PyObject* call_method(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, PyObject* name, int unit,
                      AttributeCache& cache);
/** The function of a method, with a reference to the receiver in `self`; or whatever the attribute is, `self` empty. */
[[nodiscard]] PyObject* method_get(PyObject* receiver, PyObject* name, PyObject** self, AttributeCache& cache);
/** Calls what `method_get` gave: `operands[0]`, with `operands[1]`, if not null, before the arguments. */
[[nodiscard]] PyObject* call_found(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, CallCache& cache);
/** The last operands are the values for `names`, a tuple. */
[[nodiscard]] PyObject* call_keywords(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, PyObject* names, KeywordCache& cache);
/** `callee(*arguments, **keywords)`, these three being the operands; `keywords` None for none. */
[[nodiscard]] PyObject* call_unpack(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken);

[[nodiscard]] inline PyObject* iterate(PyObject* iterable) { return PyObject_GetIter(iterable); }
[[nodiscard]] PyObject* iterate_async(PyObject* iterable);
[[nodiscard]] PyObject* next_item_slow(PyObject* iterator);
/** Null without an exception: exhausted. */
[[nodiscard]] inline PyObject* next_item(PyObject* iterator) {
  if (Py_IS_TYPE(iterator, &PyListIter_Type)) {
    auto* walk = reinterpret_cast<compat::ListIterator*>(iterator);
    PyObject* list = reinterpret_cast<PyObject*>(walk->it_seq);
    if (list != nullptr && static_cast<size_t>(walk->it_index) < static_cast<size_t>(PyList_GET_SIZE(list))) return Py_NewRef(PyList_GET_ITEM(list, walk->it_index++));
  }
  return next_item_slow(iterator);
}
[[nodiscard]] PyObject* unpack_sequence_slow(PyObject* iterable, int count);
[[nodiscard]] inline PyObject* unpack_sequence(PyObject* iterable, int count) {
  if (PyTuple_CheckExact(iterable) && PyTuple_GET_SIZE(iterable) == count) return Py_NewRef(iterable);
  return unpack_sequence_slow(iterable, count);
}
[[nodiscard]] PyObject* unpack_star(PyObject* iterable, int count, int after);
[[nodiscard]] inline PyObject* unpack_item(PyObject* unpacked, int index) { return Py_NewRef(PyTuple_GET_ITEM(unpacked, index)); }

}  // namespace rt
