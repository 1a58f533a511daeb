/** Keys and values of dicts and instances, their versions, and what a class says of a name. */
#pragma once
#include "rt/compat/headers.hpp"

namespace rt::compat {

using Keys = PyDictKeysObject;

[[nodiscard]] inline Keys* dict_keys(PyObject* dict) { return reinterpret_cast<PyDictObject*>(dict)->ma_keys; }
/** Changes whenever keys are added or removed; unique among all dicts; 0 for none. */
inline std::uint32_t keys_version(Keys* keys) { return keys->dk_version; }

/** `keys_version`, assigned if need be; 0 where the dict cannot have one. */
inline std::uint32_t ensure_keys_version(PyObject* dict, [[maybe_unused]] bool is_builtins) {
  Keys* keys = dict_keys(dict);
  if (keys->dk_kind != DICT_KEYS_UNICODE) return 0;
  if (keys->dk_version != 0) return keys->dk_version;
#if PY_VERSION_HEX >= 0x030C0000
  auto& next = PyInterpreterState_Get()->dict_state.next_keys_version;
  if (next == 0) return 0;
  keys->dk_version = next++;
#else
  // The interpreter counts upwards in a variable of its own; its instructions keep only 16 bits for builtins.
  static std::uint32_t next = 0xFFFFFFFF;
  if (is_builtins) {
    static int attempts = 0;
    if (attempts++ >= 16) return 0;
    // Code that reads a builtin often enough makes the interpreter assign one.
    PyObject* names = PyDict_New();
    PyObject* ran = names == nullptr ? nullptr
                                     : PyRun_String("def read():\n  for i in (0,) * 64: len\nread()\nread()\n",
                                                    Py_file_input, names, names);
    Py_XDECREF(ran);
    Py_XDECREF(names);
    PyErr_Clear();
    return keys->dk_version;
  }
  if (next < 0x80000000) return 0;
  keys->dk_version = next--;
#endif
  return keys->dk_version;
}

/** Not among the keys; perhaps there as an equal, not interned string. */
constexpr Py_ssize_t no_key = -1, unsure_key = -2;

template <typename Index>
[[nodiscard]] static inline Py_ssize_t find_key_in(Keys* keys, const Index* table, PyObject* name, Py_hash_t hash) {
  const PyDictUnicodeEntry* entries = DK_UNICODE_ENTRIES(keys);
  const size_t mask = (size_t(1) << keys->dk_log2_size) - 1;
  size_t perturb = static_cast<size_t>(hash);
  for (size_t place = perturb & mask;; place = (place * 5 + perturb + 1) & mask) {
    const Py_ssize_t index = table[place];
    if (index == DKIX_EMPTY) return no_key;
    if (index >= 0) {
      PyObject* key = entries[index].me_key;
      if (key == name) return index;
      if (key != nullptr && reinterpret_cast<PyASCIIObject*>(key)->hash == hash) return unsure_key;
    }
    perturb >>= 5;
  }
}

/** Index of an interned name among keys that are all strings; else negative. As the interpreter's look-up does it. */
[[nodiscard]] inline Py_ssize_t find_key(Keys* keys, PyObject* name) {
  const Py_hash_t hash = reinterpret_cast<PyASCIIObject*>(name)->hash;
  if (hash == -1) return unsure_key;
  const char* table = keys->dk_indices;
  if (keys->dk_log2_size < 8) return find_key_in(keys, reinterpret_cast<const int8_t*>(table), name, hash);
  if (keys->dk_log2_size < 16) return find_key_in(keys, reinterpret_cast<const int16_t*>(table), name, hash);
  if (keys->dk_log2_size < 32) return find_key_in(keys, reinterpret_cast<const int32_t*>(table), name, hash);
  return unsure_key;
}

/** Whether two exact strings have one text, of which nobody knows that they are the same object. */
[[nodiscard]] inline bool is_same_text(PyObject* left, PyObject* right) {
  const Py_ssize_t length = PyUnicode_GET_LENGTH(left);
  const auto kind = PyUnicode_KIND(left);
  // Strings are kept in the narrowest form that holds them.
  return length == PyUnicode_GET_LENGTH(right) && kind == PyUnicode_KIND(right) &&
         std::memcmp(PyUnicode_DATA(left), PyUnicode_DATA(right), static_cast<size_t>(length) * kind) == 0;
}

template <typename Index>
[[nodiscard]] static inline PyObject* find_text_in(Keys* keys, const Index* table, PyObject* text, Py_hash_t hash) {
  const PyDictUnicodeEntry* entries = DK_UNICODE_ENTRIES(keys);
  const size_t mask = (size_t(1) << keys->dk_log2_size) - 1;
  size_t perturb = static_cast<size_t>(hash);
  for (size_t place = perturb & mask;; place = (place * 5 + perturb + 1) & mask) {
    const Py_ssize_t index = table[place];
    if (index == DKIX_EMPTY) return nullptr;
    if (index >= 0) {
      PyObject* key = entries[index].me_key;
      if (key == text || (key != nullptr && reinterpret_cast<PyASCIIObject*>(key)->hash == hash && is_same_text(key, text))) return entries[index].me_value;
    }
    perturb >>= 5;
  }
}

/**
 * What a dict (or an instance of a subclass) has under an exact string: borrowed, null for nothing. False where finding that may
 * run code, or is not for here: keys of other types, or shared with other dicts.
 */
[[nodiscard]] inline bool find_text(PyObject* dict, PyObject* text, PyObject** value) {
  Keys* keys = dict_keys(dict);
  if (!PyUnicode_CheckExact(text) || keys->dk_kind != DICT_KEYS_UNICODE) return false;
#if PY_VERSION_HEX < 0x030C0000
  if (!PyUnicode_IS_READY(text)) return false;
#endif
  Py_hash_t hash = reinterpret_cast<PyASCIIObject*>(text)->hash;
  if (hash == -1) hash = PyObject_Hash(text);
  const char* table = keys->dk_indices;
  if (keys->dk_log2_size < 8) *value = find_text_in(keys, reinterpret_cast<const int8_t*>(table), text, hash);
  else if (keys->dk_log2_size < 16) *value = find_text_in(keys, reinterpret_cast<const int16_t*>(table), text, hash);
  else if (keys->dk_log2_size < 32) *value = find_text_in(keys, reinterpret_cast<const int32_t*>(table), text, hash);
  else return false;
  return true;
}

/** Where a dict with a version keeps the value of its key `index`: there as long as the keys are the same. */
inline PyObject** value_place(PyObject* dict, Py_ssize_t index) {
  return &DK_UNICODE_ENTRIES(dict_keys(dict))[index].me_value;
}
/** Borrowed, or null. */
[[nodiscard]] inline PyObject* value_at(PyObject* dict, Py_ssize_t index) { return *value_place(dict, index); }

/** Where a value stands: valid as long as the dict has these keys with this version. */
inline PyObject** value_address(Keys* keys, Py_ssize_t index) { return &DK_UNICODE_ENTRIES(keys)[index].me_value; }

/** Set for classes whose instances have their dict in front of them. */
constexpr unsigned long managed_dict_flag = Py_TPFLAGS_MANAGED_DICT;

/** The names that instances of a class share: only ever appended to. Null if the class has none. */
[[nodiscard]] inline Keys* instance_keys(PyTypeObject* type) {
#if PY_VERSION_HEX >= 0x030D0000
  if ((type->tp_flags & Py_TPFLAGS_INLINE_VALUES) == 0) return nullptr;
#endif
  if ((type->tp_flags & Py_TPFLAGS_MANAGED_DICT) == 0) return nullptr;
  return reinterpret_cast<PyHeapTypeObject*>(type)->ht_cached_keys;
}
[[nodiscard]] inline Py_ssize_t key_count(Keys* keys) { return keys->dk_nentries; }

/** An instance's values, by index among `instance_keys`; null where it has a dict instead. */
[[nodiscard]] inline PyDictValues* instance_values(PyObject* object) {
#if PY_VERSION_HEX >= 0x030D0000
  // A dict, once made, decides: the program may have put another one in its place.
  if (_PyObject_GetManagedDict(object) != nullptr) return nullptr;
  PyDictValues* values = _PyObject_InlineValues(object);
  return values->valid ? values : nullptr;
#elif PY_VERSION_HEX >= 0x030C0000
  const PyDictOrValues content = *_PyObject_DictOrValuesPointer(object);
  return _PyDictOrValues_IsValues(content) ? _PyDictOrValues_GetValues(content) : nullptr;
#else
  return *_PyObject_ValuesPointer(object);
#endif
}

/** As `instance_values`, but null too where a dict object mirrors them. */
[[nodiscard]] inline PyDictValues* writable_instance_values(PyObject* object) {
#if PY_VERSION_HEX >= 0x030D0000
  if (_PyObject_GetManagedDict(object) != nullptr) return nullptr;
#endif
  return instance_values(object);
}

/** The dict of an instance that has `instance_keys` but no values; null where there is none. Borrowed. */
[[nodiscard]] inline PyObject* instance_dict(PyObject* object) {
#if PY_VERSION_HEX >= 0x030D0000
  return reinterpret_cast<PyObject*>(_PyObject_GetManagedDict(object));
#elif PY_VERSION_HEX >= 0x030C0000
  const PyDictOrValues content = *_PyObject_DictOrValuesPointer(object);
  return _PyDictOrValues_IsValues(content) ? nullptr : _PyDictOrValues_GetDict(content);
#else
  return *_PyObject_ManagedDictPointer(object);
#endif
}

/** Whether looking up a string may run code: there are keys of other types. */
[[nodiscard]] inline bool has_odd_keys(PyObject* dict) { return reinterpret_cast<PyDictObject*>(dict)->ma_keys->dk_kind == DICT_KEYS_GENERAL; }

/**
 * The value of an interned name in an instance's dict, tried first at `*hint`, which becomes its place. Borrowed; null
 * if it is not there (an exception may be set).
 */
[[nodiscard]] inline PyObject* value_by_hint(PyObject* dict, PyObject* name, std::int32_t* hint) {
  auto* object = reinterpret_cast<PyDictObject*>(dict);
  Keys* keys = object->ma_keys;
  if (keys->dk_kind != DICT_KEYS_GENERAL) {
    const PyDictUnicodeEntry* entries = DK_UNICODE_ENTRIES(keys);
    if (static_cast<size_t>(*hint) >= static_cast<size_t>(keys->dk_nentries) || entries[*hint].me_key != name) {
      const Py_ssize_t found = find_key(keys, name);
      if (found == no_key) return nullptr;
      *hint = static_cast<std::int32_t>(found);
    }
    if (*hint >= 0) {
      PyObject* value = object->ma_values != nullptr ? object->ma_values->values[*hint] : entries[*hint].me_value;
      if (value != nullptr) return value;
    }
  }
  return PyDict_GetItemWithError(dict, name);
}

inline void add_to_insertion_order(PyDictValues* values, Py_ssize_t index) {
  _PyDictValues_AddToInsertionOrder(values, index);
}

/** The function that a property calls to get its value; null for none. Borrowed. */
[[nodiscard]] inline PyObject* property_getter(PyObject* property) {
  // Its first field in every version (`propertyobject`, which 3.11 declares in Objects/descrobject.c alone).
  return *reinterpret_cast<PyObject**>(reinterpret_cast<char*>(property) + sizeof(PyObject));
}

/** Identifies the state of a class and of its bases; 0 for none. Unique among all classes. */
inline unsigned type_version(PyTypeObject* type) { return type->tp_version_tag; }
/** What a class or its bases say of a name; gives the class a version. Borrowed, or null without an exception. */
[[nodiscard]] inline PyObject* type_lookup(PyTypeObject* type, PyObject* name) { return _PyType_Lookup(type, name); }

[[nodiscard]] inline PyObject* module_dict(PyObject* module) { return _PyModule_GetDict(module); }

/** An attribute for a call: whether it is a function that takes the object as first argument. Null on failure. */
[[nodiscard]] inline bool get_method(PyObject* object, PyObject* name, PyObject** method) {
  return _PyObject_GetMethod(object, name, method) == 1;
}

}  // namespace rt::compat
