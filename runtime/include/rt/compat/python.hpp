/**
 * The only place that names CPython versions, private symbols and struct layouts (3.11, 3.12, 3.13).
 * The rest of the runtime and all emitted code reach the interpreter through the public API and namespace `rt::compat`.
 */
#pragma once
#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE 1
#include <Python.h>
// pycore_atomic.h would use C11 names that C++ lacks; pycore_gc.h defines this one again.
#undef HAVE_STD_ATOMIC
#undef _PyGC_FINALIZED
#include <frameobject.h>
#include <structmember.h>
#include "internal/pycore_frame.h"
#include "internal/pycore_call.h"
#include "internal/pycore_code.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_object.h"
#include "internal/pycore_moduleobject.h"
#include "internal/pycore_runtime.h"
#if PY_VERSION_HEX >= 0x030C0000
#include "internal/pycore_list.h"
#include "internal/pycore_range.h"
#include "internal/pycore_tuple.h"
#endif

#include <cstdint>
#include <cstring>

#if PY_VERSION_HEX < 0x030B0000 || PY_VERSION_HEX >= 0x030E0000
#error "this runtime supports CPython 3.11, 3.12 and 3.13"
#endif

namespace rt::compat {

using InterpreterFrame = _PyInterpreterFrame;
using CodeUnit = _Py_CODEUNIT;

inline PyThreadState* current_thread() {
#if PY_VERSION_HEX >= 0x030D0000
  return PyThreadState_GetUnchecked();
#else
  return _PyThreadState_UncheckedGet();
#endif
}

/** The innermost frame of a thread, to read and to replace. */
inline InterpreterFrame*& current_frame(PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030D0000
  return thread->current_frame;
#else
  return thread->cframe->current_frame;
#endif
}

inline PyCodeObject* frame_code(InterpreterFrame* frame) {
#if PY_VERSION_HEX >= 0x030D0000
  return reinterpret_cast<PyCodeObject*>(frame->f_executable);
#else
  return frame->f_code;
#endif
}

inline PyFunctionObject* frame_function(InterpreterFrame* frame) {
#if PY_VERSION_HEX >= 0x030C0000
  return reinterpret_cast<PyFunctionObject*>(frame->f_funcobj);
#else
  return frame->f_func;
#endif
}

inline CodeUnit* code_units(PyCodeObject* code) { return _PyCode_CODE(code); }

/** Makes `unit` the instruction that the frame is executing. */
inline void set_site(InterpreterFrame* frame, CodeUnit* unit) {
#if PY_VERSION_HEX >= 0x030D0000
  frame->instr_ptr = unit;
#else
  frame->prev_instr = unit;
#endif
}

/** Fills a frame that lies on the C stack; function and code are borrowed, all `slots` variables are empty. */
inline void initialize_frame(InterpreterFrame* frame, PyFunctionObject* function, PyCodeObject* code, int slots) {
#if PY_VERSION_HEX >= 0x030D0000
  frame->f_executable = reinterpret_cast<PyObject*>(code);
  frame->f_funcobj = reinterpret_cast<PyObject*>(function);
  frame->return_offset = 0;
#elif PY_VERSION_HEX >= 0x030C0000
  frame->f_code = code;
  frame->f_funcobj = reinterpret_cast<PyObject*>(function);
  frame->return_offset = 0;
#else
  frame->f_code = code;
  frame->f_func = function;
  frame->is_entry = false;
#endif
  frame->f_globals = function->func_globals;
  frame->f_builtins = function->func_builtins;
  frame->f_locals = nullptr;
  frame->frame_obj = nullptr;
  frame->stacktop = slots;
  frame->owner = FRAME_OWNED_BY_THREAD;
  set_site(frame, code_units(code) + code->_co_firsttraceable);
  // Most have few: quicker than a call that clears memory.
#pragma GCC unroll 1
  for (int i = 0; i < slots; i++) {
    frame->localsplus[i] = nullptr;
    asm volatile("");
  }
}

/** How many Python calls this thread may still nest. */
inline int& recursion_remaining(PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030C0000
  return thread->py_recursion_remaining;
#else
  return thread->recursion_remaining;
#endif
}

/** The exception being handled by the current function or generator; null or None for none. Owned. */
inline PyObject*& handled_exception(PyThreadState* thread) { return thread->exc_info->exc_value; }

/** The exception that `raise` alone raises again: the innermost handled one. Borrowed, or null. */
inline PyObject* innermost_handled_exception(PyThreadState* thread) {
  for (_PyErr_StackItem* item = thread->exc_info; item != nullptr; item = item->previous_item)
    if (item->exc_value != nullptr && item->exc_value != Py_None) return item->exc_value;
  return nullptr;
}

/** Takes the raised exception off the thread, normalized and with its traceback. New reference, or null. */
inline PyObject* take_raised() {
#if PY_VERSION_HEX >= 0x030C0000
  return PyErr_GetRaisedException();
#else
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (type == nullptr) return nullptr;
  PyErr_NormalizeException(&type, &value, &traceback);
  // Where importlib's frames were trimmed, nothing may be left, and the exception's own are not up to date.
  PyException_SetTraceback(value, traceback == nullptr ? Py_None : traceback);
  Py_DECREF(type);
  Py_XDECREF(traceback);
  return value;
#endif
}

/** Raises an exception object as it is, traceback and context untouched. Steals the reference. */
inline void restore_raised(PyObject* exception) {
#if PY_VERSION_HEX >= 0x030C0000
  PyErr_SetRaisedException(exception);
#else
  PyObject* type = reinterpret_cast<PyObject*>(Py_TYPE(exception));
  PyErr_Restore(Py_NewRef(type), exception, PyException_GetTraceback(exception));
#endif
}

inline void set_vectorcall(PyFunctionObject* function, vectorcallfunc entry) {
#if PY_VERSION_HEX >= 0x030C0000
  PyFunction_SetVectorcall(function, entry);
#else
  function->vectorcall = entry;
#endif
}

/** Looks a special method up on the type and binds it. New reference; null without an exception if there is none. */
inline PyObject* lookup_special(PyObject* object, PyObject* name) {
  PyTypeObject* type = Py_TYPE(object);
  PyObject* found = _PyType_Lookup(type, name);
  if (found == nullptr) return nullptr;
  descrgetfunc bind = Py_TYPE(found)->tp_descr_get;
  Py_INCREF(found);
  if (bind == nullptr) return found;
  PyObject* bound = bind(found, object, reinterpret_cast<PyObject*>(type));
  Py_DECREF(found);
  return bound;
}

/** Whether a signal, a thread that waits for the GIL or another pending call wants the interpreter. */
inline bool interruption_requested(PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030D0000
  return (*reinterpret_cast<volatile std::uintptr_t*>(&thread->eval_breaker) & 0xff) != 0;
#else
  return *reinterpret_cast<volatile int*>(&thread->interp->ceval.eval_breaker) != 0;
#endif
}

/** What a call by vectorcall gives: a result, or null and an exception; a callee that broke that rule is reported. */
inline PyObject* check_result(PyThreadState* thread, PyObject* callee, PyObject* result) {
  if (__builtin_expect(result != nullptr, 1)) return result;
  return _Py_CheckFunctionResult(thread, callee, result, nullptr);
}

// Reference counts.

/** Gives one reference back; whether the object has none left (and must be destroyed). */
inline bool release_last(PyObject* object) {
#if PY_VERSION_HEX >= 0x030C0000
  // In 32 bits, as counts are taken: a load wider than the store before it has to wait.
  auto& count = object->ob_refcnt_split[PY_BIG_ENDIAN];
  if (static_cast<std::int32_t>(count) < 0) return false;
  return --count == 0;
#else
  return --object->ob_refcnt == 0;
#endif
}

/** Whether the one reference at hand is the only one. */
inline bool is_unique(PyObject* object) {
#if PY_VERSION_HEX >= 0x030C0000
  return object->ob_refcnt_split[PY_BIG_ENDIAN] == 1;
#else
  return object->ob_refcnt == 1;
#endif
}

/** Makes memory an object with one reference, as the allocator of a static type without a collector head does. */
inline PyObject* start_object(void* memory, PyTypeObject* type) {
  auto* object = static_cast<PyObject*>(memory);
  object->ob_refcnt = 1;
  object->ob_type = type;
  return object;
}

// Ints, of at most two digits of 30 bits.

/** Number of digits of an int; the sign is left out. */
inline Py_ssize_t digit_count(PyObject* number) {
#if PY_VERSION_HEX >= 0x030C0000
  return static_cast<Py_ssize_t>(reinterpret_cast<PyLongObject*>(number)->long_value.lv_tag >> 3);
#else
  return Py_ABS(Py_SIZE(number));
#endif
}

/** The value of an int (or of its subclass) with at most two digits; false for a longer one. */
inline bool read_small(PyObject* number, std::int64_t* value) {
  auto* object = reinterpret_cast<PyLongObject*>(number);
#if PY_VERSION_HEX >= 0x030C0000
  const std::uintptr_t tag = object->long_value.lv_tag;
  const digit* digits = object->long_value.ob_digit;
  const std::int64_t sign = 1 - static_cast<std::int64_t>(tag & 3);
  if (__builtin_expect(tag < 16, 1)) {
    *value = sign * static_cast<std::int64_t>(digits[0]);
    return true;
  }
  if ((tag >> 3) != 2) return false;
  *value = sign * static_cast<std::int64_t>(digits[0] | static_cast<std::uint64_t>(digits[1]) << PyLong_SHIFT);
#else
  const Py_ssize_t size = Py_SIZE(object);
  const digit* digits = object->ob_digit;
  if (__builtin_expect(static_cast<size_t>(size + 1) <= 2, 1)) {
    *value = size * static_cast<std::int64_t>(digits[0]);
    return true;
  }
  if (static_cast<size_t>(size + 2) > 4) return false;
  *value = (size >> 1) * static_cast<std::int64_t>(digits[0] | static_cast<std::uint64_t>(digits[1]) << PyLong_SHIFT);
#endif
  return true;
}

/** Writes a value of one or two digits (not 0) into an int that nobody else can see. */
inline void write_small(PyObject* number, std::int64_t value) {
  auto* object = reinterpret_cast<PyLongObject*>(number);
  const std::uint64_t magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  const int count = magnitude >> PyLong_SHIFT != 0 ? 2 : 1;
#if PY_VERSION_HEX >= 0x030C0000
  object->long_value.lv_tag = static_cast<std::uintptr_t>(count) << 3 | (value < 0 ? 2 : 0);
  digit* digits = object->long_value.ob_digit;
#else
  Py_SET_SIZE(object, value < 0 ? -count : count);
  digit* digits = object->ob_digit;
#endif
  digits[0] = static_cast<digit>(magnitude & PyLong_MASK);
  if (count == 2) digits[1] = static_cast<digit>(magnitude >> PyLong_SHIFT);
}

/** Whether object memory comes from the interpreter's pools, where 17 to 32 bytes are one size of block. */
inline bool has_pooled_memory() {
  const char* name = _PyMem_GetCurrentAllocatorName();
  return name != nullptr && std::strcmp(name, "pymalloc") == 0;
}

// Keys of dicts and of instances.

using Keys = PyDictKeysObject;

inline Keys* dict_keys(PyObject* dict) { return reinterpret_cast<PyDictObject*>(dict)->ma_keys; }
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
static inline Py_ssize_t find_key_in(Keys* keys, const Index* table, PyObject* name, Py_hash_t hash) {
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
inline Py_ssize_t find_key(Keys* keys, PyObject* name) {
  const Py_hash_t hash = reinterpret_cast<PyASCIIObject*>(name)->hash;
  if (hash == -1) return unsure_key;
  const char* table = keys->dk_indices;
  if (keys->dk_log2_size < 8) return find_key_in(keys, reinterpret_cast<const int8_t*>(table), name, hash);
  if (keys->dk_log2_size < 16) return find_key_in(keys, reinterpret_cast<const int16_t*>(table), name, hash);
  if (keys->dk_log2_size < 32) return find_key_in(keys, reinterpret_cast<const int32_t*>(table), name, hash);
  return unsure_key;
}

/** Where a dict with a version keeps the value of its key `index`: there as long as the keys are the same. */
inline PyObject** value_place(PyObject* dict, Py_ssize_t index) {
  return &DK_UNICODE_ENTRIES(dict_keys(dict))[index].me_value;
}
/** Borrowed, or null. */
inline PyObject* value_at(PyObject* dict, Py_ssize_t index) { return *value_place(dict, index); }

/** Where a value stands: valid as long as the dict has these keys with this version. */
inline PyObject** value_address(Keys* keys, Py_ssize_t index) { return &DK_UNICODE_ENTRIES(keys)[index].me_value; }

/** Set for classes whose instances have their dict in front of them. */
constexpr unsigned long managed_dict_flag = Py_TPFLAGS_MANAGED_DICT;

/** The value that a dict of strings has for this very string; borrowed. Null proves nothing. */
inline PyObject* quick_value(PyObject* dict, PyObject* key) {
  Keys* keys = dict_keys(dict);
  if (keys->dk_kind != DICT_KEYS_UNICODE || !PyUnicode_CheckExact(key)) return nullptr;
  const Py_ssize_t index = find_key(keys, key);
  return index < 0 ? nullptr : value_at(dict, index);
}

/** The names that instances of a class share: only ever appended to. Null if the class has none. */
inline Keys* instance_keys(PyTypeObject* type) {
#if PY_VERSION_HEX >= 0x030D0000
  if ((type->tp_flags & Py_TPFLAGS_INLINE_VALUES) == 0) return nullptr;
#endif
  if ((type->tp_flags & Py_TPFLAGS_MANAGED_DICT) == 0) return nullptr;
  return reinterpret_cast<PyHeapTypeObject*>(type)->ht_cached_keys;
}
inline Py_ssize_t key_count(Keys* keys) { return keys->dk_nentries; }

/** An instance's values, by index among `instance_keys`; null where it has a dict instead. */
inline PyDictValues* instance_values(PyObject* object) {
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
inline PyDictValues* writable_instance_values(PyObject* object) {
#if PY_VERSION_HEX >= 0x030D0000
  if (_PyObject_GetManagedDict(object) != nullptr) return nullptr;
#endif
  return instance_values(object);
}

/** The dict of an instance that has `instance_keys` but no values; null where there is none. Borrowed. */
inline PyObject* instance_dict(PyObject* object) {
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
inline bool has_odd_keys(PyObject* dict) { return reinterpret_cast<PyDictObject*>(dict)->ma_keys->dk_kind == DICT_KEYS_GENERAL; }

/**
 * The value of an interned name in an instance's dict, tried first at `*hint`, which becomes its place. Borrowed; null
 * if it is not there (an exception may be set).
 */
inline PyObject* value_by_hint(PyObject* dict, PyObject* name, std::int32_t* hint) {
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

/** Identifies the state of a class and of its bases; 0 for none. Unique among all classes. */
inline unsigned type_version(PyTypeObject* type) { return type->tp_version_tag; }
/** What a class or its bases say of a name; gives the class a version. Borrowed, or null without an exception. */
inline PyObject* type_lookup(PyTypeObject* type, PyObject* name) { return _PyType_Lookup(type, name); }

inline PyObject* module_dict(PyObject* module) { return _PyModule_GetDict(module); }

/** An attribute for a call: whether it is a function that takes the object as first argument. Null on failure. */
inline bool get_method(PyObject* object, PyObject* name, PyObject** method) {
  return _PyObject_GetMethod(object, name, method) == 1;
}

// Iterators.

#if PY_VERSION_HEX >= 0x030C0000
using RangeIterator = _PyRangeIterObject;
using ListIterator = _PyListIterObject;
using TupleIterator = _PyTupleIterObject;
#else
struct RangeIterator {
  PyObject_HEAD
  long index, start, step, len;
};
struct ListIterator {
  PyObject_HEAD
  Py_ssize_t it_index;
  PyListObject* it_seq;
};
struct TupleIterator {
  PyObject_HEAD
  Py_ssize_t it_index;
  PyTupleObject* it_seq;
};
#endif

/** Takes the next number of a `range` iterator; false at its end. */
inline bool next_of_range(PyObject* iterator, std::int64_t* value) {
  auto* range = reinterpret_cast<RangeIterator*>(iterator);
#if PY_VERSION_HEX >= 0x030C0000
  if (range->len <= 0) return false;
  *value = range->start;
  range->start += range->step;
  range->len--;
#else
  if (range->index >= range->len) return false;
  *value = static_cast<std::int64_t>(range->start + static_cast<unsigned long>(range->index++) * range->step);
#endif
  return true;
}

}  // namespace rt::compat
