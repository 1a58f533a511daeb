/** Displays, unpacking and formatting: the out-of-line part of `rt/operations/objects.hpp`. */
#include "rt/operations/objects.hpp"

#include "rt/interned.hpp"

namespace rt {

PyObject* build_tuple(PyObject* const* items, Py_ssize_t count) {
  PyObject* tuple = PyTuple_New(count);
  if (tuple == nullptr) return nullptr;
  for (Py_ssize_t i = 0; i < count; i++) PyTuple_SET_ITEM(tuple, i, Py_NewRef(items[i]));
  return tuple;
}

PyObject* build_list(PyObject* const* items, Py_ssize_t count) {
  PyObject* list = PyList_New(count);
  if (list == nullptr) return nullptr;
  for (Py_ssize_t i = 0; i < count; i++) PyList_SET_ITEM(list, i, Py_NewRef(items[i]));
  return list;
}

PyObject* build_set(PyObject* const* items, Py_ssize_t count) {
  PyObject* set = PySet_New(nullptr);
  for (Py_ssize_t i = 0; i < count && set != nullptr; i++)
    if (PySet_Add(set, items[i]) < 0) Py_CLEAR(set);
  return set;
}

PyObject* build_dict(PyObject* const* items, Py_ssize_t count) {
  PyObject* dict = PyDict_New();
  for (Py_ssize_t i = 0; i < count && dict != nullptr; i += 2)
    if (PyDict_SetItem(dict, items[i], items[i + 1]) < 0) Py_CLEAR(dict);
  return dict;
}

PyObject* build_string(PyObject* const* items, Py_ssize_t count) {
  PyObject* parts = build_tuple(items, count);
  if (parts == nullptr) return nullptr;
  PyObject* joined = PyUnicode_Join(interned(""), parts);
  Py_DECREF(parts);
  return joined;
}

static bool is_iterable(PyObject* object) {
  return Py_TYPE(object)->tp_iter != nullptr || PySequence_Check(object);
}

bool list_extend(PyObject* list, PyObject* iterable) {
  const Py_ssize_t size = PyList_GET_SIZE(list);
  if (PyList_SetSlice(list, size, size, iterable) == 0) return true;
  if (PyErr_ExceptionMatches(PyExc_TypeError) && !is_iterable(iterable)) {
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s", Py_TYPE(iterable)->tp_name);
  }
  return false;
}

bool set_update(PyObject* set, PyObject* iterable) {
  PyObject* iterator = PyObject_GetIter(iterable);
  if (iterator == nullptr) return false;
  bool ok = true;
  while (ok) {
    PyObject* item = next_item(iterator);
    if (item == nullptr) break;
    ok = PySet_Add(set, item) == 0;
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  return ok && !PyErr_Occurred();
}

bool dict_update(PyObject* dict, PyObject* mapping) {
  if (PyDict_Update(dict, mapping) == 0) return true;
  if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping", Py_TYPE(mapping)->tp_name);
  }
  return false;
}

/** How the interpreter names a function in an argument error: `module.qualname()`. */
static PyObject* function_text(PyObject* function) {
  PyObject* qualname = PyObject_GetAttr(function, interned("__qualname__"));
  if (qualname == nullptr) {
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return nullptr;
    PyErr_Clear();
    return PyObject_Str(function);
  }
  PyObject* module = PyObject_GetAttr(function, interned("__module__"));
  if (module == nullptr) PyErr_Clear();
  const bool hides_module = module == nullptr || module == Py_None || !PyUnicode_Check(module) ||
                            PyUnicode_CompareWithASCIIString(module, "builtins") == 0;
  PyObject* text = hides_module ? PyUnicode_FromFormat("%S()", qualname) : PyUnicode_FromFormat("%S.%S()", module, qualname);
  Py_DECREF(qualname);
  Py_XDECREF(module);
  return text;
}

static void raise_argument_error(const char* format, PyObject* function, const void* detail) {
  PyErr_Clear();
  PyObject* text = function_text(function);
  if (text == nullptr) return;
  PyErr_Format(PyExc_TypeError, format, text, detail);
  Py_DECREF(text);
}

/** Stores a keyword argument that no earlier one has given. */
static bool merge_item(PyObject* dict, PyObject* key, PyObject* value, PyObject* function) {
  const int there = PyDict_Contains(dict, key);
  if (there < 0) return false;
  if (there == 0) return PyDict_SetItem(dict, key, value) == 0;
  raise_argument_error("%U got multiple values for keyword argument '%S'", function, key);
  return false;
}

bool dict_merge(PyObject* dict, PyObject* mapping, PyObject* function) {
  PyObject* keys = nullptr;
  if (PyDict_Check(mapping) && Py_TYPE(mapping)->tp_iter == PyDict_Type.tp_iter) {
    keys = PyDict_Keys(mapping);
  } else {
    keys = PyMapping_Keys(mapping);
  }
  if (keys == nullptr) {
    if (PyErr_ExceptionMatches(PyExc_AttributeError))
      raise_argument_error("%U argument after ** must be a mapping, not %.200s", function, Py_TYPE(mapping)->tp_name);
    return false;
  }
  bool ok = true;
  for (Py_ssize_t i = 0; ok && i < PyList_GET_SIZE(keys); i++) {
    PyObject* key = PyList_GET_ITEM(keys, i);
    PyObject* value = PyObject_GetItem(mapping, key);
    ok = value != nullptr && merge_item(dict, key, value, function);
    Py_XDECREF(value);
  }
  Py_DECREF(keys);
  return ok;
}

PyObject* format_value(PyObject* value, PyObject* specification, int conversion) {
  PyObject* converted = conversion == 's'   ? PyObject_Str(value)
                        : conversion == 'r' ? PyObject_Repr(value)
                        : conversion == 'a' ? PyObject_ASCII(value)
                                            : Py_NewRef(value);
  if (converted == nullptr) return nullptr;
  const bool plain = specification == Py_None;
  if (plain && PyUnicode_CheckExact(converted)) return converted;
  PyObject* text = PyObject_Format(converted, plain ? nullptr : specification);
  Py_DECREF(converted);
  return text;
}

PyObject* call_unpack(PyObject* callee, PyObject* arguments, PyObject* keywords) {
  PyObject* tuple = nullptr;
  if (PyTuple_CheckExact(arguments)) {
    tuple = Py_NewRef(arguments);
  } else if (is_iterable(arguments)) {
    tuple = PySequence_Tuple(arguments);
  } else {
    raise_argument_error("%U argument after * must be an iterable, not %.200s", callee, Py_TYPE(arguments)->tp_name);
  }
  if (tuple == nullptr) return nullptr;
  PyObject* result = PyObject_Call(callee, tuple, keywords == Py_None ? nullptr : keywords);
  Py_DECREF(tuple);
  return polled(PyThreadState_Get(), result);
}

static PyObject* unpacking_iterator(PyObject* iterable) {
  PyObject* iterator = PyObject_GetIter(iterable);
  if (iterator == nullptr && PyErr_ExceptionMatches(PyExc_TypeError) && !is_iterable(iterable)) {
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", Py_TYPE(iterable)->tp_name);
  }
  return iterator;
}

PyObject* iterate_async(PyObject* iterable) {
  const PyAsyncMethods* methods = Py_TYPE(iterable)->tp_as_async;
  if (methods == nullptr || methods->am_aiter == nullptr) {
    PyErr_Format(PyExc_TypeError, "'async for' requires an object with __aiter__ method, got %.100s", Py_TYPE(iterable)->tp_name);
    return nullptr;
  }
  PyObject* iterator = methods->am_aiter(iterable);
  if (iterator == nullptr) return nullptr;
  methods = Py_TYPE(iterator)->tp_as_async;
  if (methods != nullptr && methods->am_anext != nullptr) return iterator;
  PyErr_Format(PyExc_TypeError,
               "'async for' received an object from __aiter__ that does not implement __anext__: %.100s", Py_TYPE(iterator)->tp_name);
  Py_DECREF(iterator);
  return nullptr;
}

/** Moves `count` items of an iterator into a tuple's start; false with an exception set. */
static bool take_items(PyObject* iterator, PyObject* tuple, int count, const char* too_few, int expected) {
  for (int i = 0; i < count; i++) {
    PyObject* item = next_item(iterator);
    if (item == nullptr) {
      if (!PyErr_Occurred()) PyErr_Format(PyExc_ValueError, too_few, expected, static_cast<Py_ssize_t>(i));
      return false;
    }
    PyTuple_SET_ITEM(tuple, i, item);
  }
  return true;
}

PyObject* unpack_sequence_slow(PyObject* iterable, int count) {
  if (PyList_CheckExact(iterable) && PyList_GET_SIZE(iterable) == count) return PyList_AsTuple(iterable);
  PyObject* iterator = unpacking_iterator(iterable);
  if (iterator == nullptr) return nullptr;
  PyObject* tuple = PyTuple_New(count);
  bool ok = tuple != nullptr &&
            take_items(iterator, tuple, count, "not enough values to unpack (expected %d, got %zd)", count);
  if (ok) {
    PyObject* extra = next_item(iterator);
    ok = extra == nullptr && !PyErr_Occurred();
    if (extra != nullptr) PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %d)", count);
    Py_XDECREF(extra);
  }
  Py_DECREF(iterator);
  if (!ok) Py_CLEAR(tuple);
  return tuple;
}

PyObject* unpack_star(PyObject* iterable, int count, int after) {
  PyObject* iterator = unpacking_iterator(iterable);
  if (iterator == nullptr) return nullptr;
  const char* too_few = "not enough values to unpack (expected at least %d, got %zd)";
  PyObject* tuple = PyTuple_New(count + 1 + after);
  PyObject* rest = nullptr;
  if (tuple != nullptr && take_items(iterator, tuple, count, too_few, count + after)) rest = PySequence_List(iterator);
  Py_DECREF(iterator);
  if (rest != nullptr && PyList_GET_SIZE(rest) < after) {
    PyErr_Format(PyExc_ValueError, too_few, count + after, count + PyList_GET_SIZE(rest));
    Py_CLEAR(rest);
  }
  if (rest == nullptr) {
    Py_XDECREF(tuple);
    return nullptr;
  }
  const Py_ssize_t kept = PyList_GET_SIZE(rest) - after;
  for (int i = 0; i < after; i++)
    PyTuple_SET_ITEM(tuple, count + 1 + i, Py_NewRef(PyList_GET_ITEM(rest, kept + i)));
  PyTuple_SET_ITEM(tuple, count, rest);
  if (after == 0 || PyList_SetSlice(rest, kept, kept + after, nullptr) == 0) return tuple;
  Py_DECREF(tuple);
  return nullptr;
}

}  // namespace rt
