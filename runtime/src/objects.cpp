/** Displays, unpacking and formatting: the out-of-line part of `rt/operations/objects.hpp`. */
#include "rt/operations/objects.hpp"

#include "call-compiled.hpp"
#include "names.hpp"
#include "rt/compat/displays.hpp"
#include "rt/references.hpp"

namespace rt {

PyObject* build_tuple(PyObject* const* items, Py_ssize_t count) {
  PyObject* tuple = PyTuple_New(count);
  if (tuple == nullptr) return nullptr;
  for (Py_ssize_t i = 0; i < count; i++) PyTuple_SET_ITEM(tuple, i, Py_NewRef(items[i]));
  compat::begin_tracking(tuple, items, count);
  return tuple;
}

PyObject* build_list(PyObject* const* items, Py_ssize_t count) {
  PyObject* list = PyList_New(count);
  if (list == nullptr) return nullptr;
  for (Py_ssize_t i = 0; i < count; i++) PyList_SET_ITEM(list, i, Py_NewRef(items[i]));
  return list;
}

PyObject* build_set(PyObject* const* items, Py_ssize_t count) {
  Owned set(PySet_New(nullptr));
  if (!set) return nullptr;
  for (Py_ssize_t i = 0; i < count; i++)
    if (PySet_Add(set.get(), items[i]) < 0) return nullptr;
  return set.give();
}

PyObject* build_dict(PyObject* const* items, Py_ssize_t count) {
  Owned dict(PyDict_New());
  if (!dict) return nullptr;
  for (Py_ssize_t i = 0; i < count; i += 2)
    if (PyDict_SetItem(dict.get(), items[i], items[i + 1]) < 0) return nullptr;
  return dict.give();
}

/** The text of ASCII strings, one after the other; null without an exception if there are others, or just one that is not empty. */
static PyObject* join_ascii(PyObject* const* items, Py_ssize_t count) {
  Py_ssize_t length = 0, filled = 0;
  for (Py_ssize_t i = 0; i < count; i++) {
    if (!PyUnicode_CheckExact(items[i]) || !PyUnicode_IS_COMPACT_ASCII(items[i]) || length > PY_SSIZE_T_MAX / 2) return nullptr;
    length += PyUnicode_GET_LENGTH(items[i]);
    filled += PyUnicode_GET_LENGTH(items[i]) > 0;
  }
  // The interpreter gives that one itself.
  if (filled < 2) return nullptr;
  PyObject* text = PyUnicode_New(length, 127);
  if (text == nullptr) return nullptr;
  auto* place = reinterpret_cast<char*>(PyUnicode_1BYTE_DATA(text));
  for (Py_ssize_t i = 0; i < count; i++) {
    const auto part = static_cast<size_t>(PyUnicode_GET_LENGTH(items[i]));
    std::memcpy(place, PyUnicode_1BYTE_DATA(items[i]), part);
    place += part;
  }
  return text;
}

PyObject* build_string(PyObject* const* items, Py_ssize_t count) {
  PyObject* text = join_ascii(items, count);
  if (text != nullptr || PyErr_Occurred()) return text;
  const Owned parts(build_tuple(items, count));
  return parts ? PyUnicode_Join(known(Name::empty), parts.get()) : nullptr;
}

static bool is_iterable(PyObject* object) {
  return Py_TYPE(object)->tp_iter != nullptr || PySequence_Check(object);
}

bool list_extend(PyObject* list, PyObject* iterable) {
  if (compat::extend_list(list, iterable)) return true;
  if (PyErr_ExceptionMatches(PyExc_TypeError) && !is_iterable(iterable)) {
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s", Py_TYPE(iterable)->tp_name);
  }
  return false;
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
static Owned function_text(Borrowed function) {
  const Owned qualname(PyObject_GetAttr(function, known(Name::qualname)));
  if (!qualname) {
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return {};
    PyErr_Clear();
    return Owned(PyObject_Str(function));
  }
  const Owned module(PyObject_GetAttr(function, known(Name::module)));
  if (!module) PyErr_Clear();
  const bool hides_module = !module || module.get() == Py_None || !PyUnicode_Check(module.get()) ||
                            PyUnicode_CompareWithASCIIString(module.get(), "builtins") == 0;
  return Owned(hides_module ? PyUnicode_FromFormat("%S()", qualname.get())
                            : PyUnicode_FromFormat("%S.%S()", module.get(), qualname.get()));
}

/** What stands after `star` is not what it has to be. */
static void raise_not_unpackable(Borrowed function, const char* star, const char* wanted, Borrowed value) {
  PyErr_Clear();
  const char* type = Py_TYPE(value.get())->tp_name;
  if (!compat::names_unpacking_function) {
    PyErr_Format(PyExc_TypeError, "Value after %s must be %s, not %.200s", star, wanted, type);
    return;
  }
  const Owned text = function_text(function);
  if (text) PyErr_Format(PyExc_TypeError, "%U argument after %s must be %s, not %.200s", text.get(), star, wanted, type);
}

/** Stores a keyword argument that no earlier one has given. */
static bool merge_item(PyObject* dict, PyObject* key, PyObject* value, PyObject* function) {
  const int there = PyDict_Contains(dict, key);
  if (there < 0) return false;
  if (there == 0) return PyDict_SetItem(dict, key, value) == 0;
  const Owned text = function_text(function);
  if (text) PyErr_Format(PyExc_TypeError, "%U got multiple values for keyword argument '%S'", text.get(), key);
  return false;
}

bool dict_merge(PyObject* dict, PyObject* mapping, PyObject* function) {
  const bool is_plain = PyDict_Check(mapping) && Py_TYPE(mapping)->tp_iter == PyDict_Type.tp_iter;
  const Owned keys(is_plain ? PyDict_Keys(mapping) : PyMapping_Keys(mapping));
  if (!keys) {
    if (PyErr_ExceptionMatches(PyExc_AttributeError))
      raise_not_unpackable(function, "**", "a mapping", mapping);
    return false;
  }
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(keys.get()); i++) {
    PyObject* key = PyList_GET_ITEM(keys.get(), i);
    const Owned value(PyObject_GetItem(mapping, key));
    if (!value || !merge_item(dict, key, value.get(), function)) return false;
  }
  return true;
}

PyObject* format_value(PyObject* value, PyObject* specification, int conversion) {
  Owned converted(conversion == 's'   ? PyObject_Str(value)
                  : conversion == 'r' ? PyObject_Repr(value)
                  : conversion == 'a' ? PyObject_ASCII(value)
                                      : Py_NewRef(value));
  if (!converted) return nullptr;
  const bool plain = specification == Py_None;
  if (plain && PyUnicode_CheckExact(converted.get())) return converted.give();
  return PyObject_Format(converted.get(), plain ? nullptr : specification);
}

/** The arguments of a call by `*` as a tuple. Empty with an exception set. */
static Owned argument_tuple(Borrowed callee, Borrowed arguments) {
  if (PyTuple_CheckExact(arguments.get())) return share(arguments);
  if (is_iterable(arguments)) return Owned(PySequence_Tuple(arguments));
  raise_not_unpackable(callee, "*", "an iterable", arguments);
  return {};
}

PyObject* call_unpack(Frame& frame, PyObject** operands, Py_ssize_t, Taken taken) {
  Owned tuple = argument_tuple(operands[0], operands[1]);
  PyObject* result = nullptr;
  if (tuple) {
    if ((taken & 2) != 0) release(operands[1]);
    operands[1] = tuple.give();
    taken |= 2;
    if (call_unpacked(operands, taken, &result)) return polled(frame.thread, result);
    result = PyObject_Call(operands[0], operands[1], operands[2] == Py_None ? nullptr : operands[2]);
  }
  release_taken(operands, taken);
  return polled(frame.thread, result);
}

static Owned unpacking_iterator(Borrowed iterable) {
  Owned iterator(PyObject_GetIter(iterable));
  if (!iterator && PyErr_ExceptionMatches(PyExc_TypeError) && !is_iterable(iterable)) {
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", Py_TYPE(iterable.get())->tp_name);
  }
  return iterator;
}

/** Moves `count` items of an iterator into a tuple's start; false with an exception set. */
static bool take_items(Borrowed iterator, Borrowed tuple, int count, const char* too_few, int expected) {
  for (int i = 0; i < count; i++) {
    PyObject* item = next_item(iterator);
    if (item == nullptr) {
      if (!PyErr_Occurred()) PyErr_Format(PyExc_ValueError, too_few, expected, static_cast<Py_ssize_t>(i));
      return false;
    }
    PyTuple_SET_ITEM(tuple.get(), i, item);
  }
  return true;
}

PyObject* unpack_sequence_slow(PyObject* iterable, int count) {
  if (PyList_CheckExact(iterable) && PyList_GET_SIZE(iterable) == count) return PyList_AsTuple(iterable);
  const Owned iterator = unpacking_iterator(iterable);
  if (!iterator) return nullptr;
  Owned tuple(PyTuple_New(count));
  if (!tuple || !take_items(iterator, tuple, count, "not enough values to unpack (expected %d, got %zd)", count)) return nullptr;
  const Owned extra(next_item(iterator.get()));
  if (extra) compat::raise_too_many(iterable, count);
  return extra || PyErr_Occurred() ? nullptr : tuple.give();
}

PyObject* unpack_star(PyObject* iterable, int count, int after) {
  const Owned iterator = unpacking_iterator(iterable);
  if (!iterator) return nullptr;
  const char* too_few = "not enough values to unpack (expected at least %d, got %zd)";
  Owned tuple(PyTuple_New(count + 1 + after));
  if (!tuple || !take_items(iterator, tuple, count, too_few, count + after)) return nullptr;
  Owned rest(PySequence_List(iterator.get()));
  if (!rest) return nullptr;
  const Py_ssize_t kept = PyList_GET_SIZE(rest.get()) - after;
  if (kept < 0) {
    PyErr_Format(PyExc_ValueError, too_few, count + after, count + PyList_GET_SIZE(rest.get()));
    return nullptr;
  }
  // The items move over, and their room stays.
  for (int i = 0; i < after; i++) PyTuple_SET_ITEM(tuple.get(), count + 1 + i, PyList_GET_ITEM(rest.get(), kept + i));
  Py_SET_SIZE(reinterpret_cast<PyVarObject*>(rest.get()), kept);
  PyTuple_SET_ITEM(tuple.get(), count, rest.give());
  return tuple.give();
}

}  // namespace rt
