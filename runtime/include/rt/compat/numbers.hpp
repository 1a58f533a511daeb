/** Reference counts, memory of objects, small ints, and the iterators over them. */
#pragma once
#include "rt/compat/headers.hpp"

namespace rt::compat {

// Reference counts.

#if PY_VERSION_HEX >= 0x030C0000
/** The 32 bits that count, of which the highest says that an object lives for ever. */
inline std::uint32_t& count_of(PyObject* object) {
#if PY_VERSION_HEX >= 0x030E0000
  return object->ob_refcnt;
#else
  return object->ob_refcnt_split[PY_BIG_ENDIAN];
#endif
}
#endif

/** Gives one reference back; whether the object has none left (and must be destroyed). */
[[nodiscard]] inline bool release_last(PyObject* object) {
#ifdef Py_REF_DEBUG
  // The debug interpreter counts all references, and destroys objects itself.
  Py_DECREF(object);
  return false;
#elif PY_VERSION_HEX >= 0x030C0000
  // In 32 bits, as counts are taken: a load wider than the store before it has to wait.
  std::uint32_t& count = count_of(object);
  if (static_cast<std::int32_t>(count) < 0) return false;
  return --count == 0;
#else
  return --object->ob_refcnt == 0;
#endif
}

/** Destroys an object that `release_last` says nobody refers to any more. */
inline void deallocate(PyObject* object) { _Py_Dealloc(object); }

/** Counts `more` references, 0 or 1. */
inline void add_references(PyObject* object, std::uint32_t more) {
#ifdef Py_REF_DEBUG
  if (more != 0) Py_INCREF(object);
#elif PY_VERSION_HEX >= 0x030E0000
  std::uint32_t& count = count_of(object);
  // Objects that live for ever are counted up to this number, and no further.
  if (count < _Py_IMMORTAL_INITIAL_REFCNT) count += more;
#elif PY_VERSION_HEX >= 0x030C0000
  std::uint32_t& count = count_of(object);
  // Objects that live for ever stand at the largest number.
  if (count + more >= count) count += more;
#else
  object->ob_refcnt += more;
#endif
}

/** Whether `hand_over` may be used: the debug interpreter counts all references. */
#ifdef Py_REF_DEBUG
constexpr bool can_hand_over = false;
#else
constexpr bool can_hand_over = true;
#endif
/** Takes one reference off the count; the object stays, to be referred to again at once. */
inline void hand_over(PyObject* object) {
#if PY_VERSION_HEX >= 0x030C0000
  std::uint32_t& count = count_of(object);
  if (static_cast<std::int32_t>(count) >= 0) count--;
#else
  object->ob_refcnt--;
#endif
}

/** Whether the one reference at hand is the only one. */
[[nodiscard]] inline bool is_unique(PyObject* object) {
#if PY_VERSION_HEX >= 0x030C0000
  return count_of(object) == 1;
#else
  return object->ob_refcnt == 1;
#endif
}

/** Makes memory an object with one reference, as the allocator of a static type without a collector head does. */
[[nodiscard]] inline PyObject* start_object(void* memory, PyTypeObject* type) {
  auto* object = static_cast<PyObject*>(memory);
#ifdef Py_REF_DEBUG
  return PyObject_Init(object, type);
#else
#if PY_VERSION_HEX >= 0x030E0000
  // The flags beside the count too.
  object->ob_refcnt_full = 1;
#else
  object->ob_refcnt = 1;
#endif
  object->ob_type = type;
  return object;
#endif
}

/** What a weak reference refers to, as a new reference; null for nothing any more. */
[[nodiscard]] inline PyObject* referent(PyObject* reference) {
#if PY_VERSION_HEX >= 0x030D0000
  PyObject* object = nullptr;
  (void)PyWeakref_GetRef(reference, &object);
  return object;
#else
  PyObject* object = PyWeakref_GET_OBJECT(reference);
  return object == Py_None ? nullptr : Py_NewRef(object);
#endif
}

// Ints, of at most two digits of 30 bits.

/** The ints of which the interpreter has one object each. */
constexpr int smallest_kept_int = -5;
constexpr int largest_kept_int = PY_VERSION_HEX >= 0x030F0000 ? 1024 : 256;

/** Number of digits of an int; the sign is left out. */
[[nodiscard]] inline Py_ssize_t digit_count(PyObject* number) {
#if PY_VERSION_HEX >= 0x030C0000
  return static_cast<Py_ssize_t>(reinterpret_cast<PyLongObject*>(number)->long_value.lv_tag >> 3);
#else
  return Py_ABS(Py_SIZE(number));
#endif
}

/** The value of an int (or of its subclass) with at most one digit; false for a longer one. */
[[nodiscard]] RT_INLINE bool read_digit(PyObject* number, std::int64_t* value) {
  auto* object = reinterpret_cast<PyLongObject*>(number);
#if PY_VERSION_HEX >= 0x030C0000
  const std::uintptr_t tag = object->long_value.lv_tag;
  *value = (1 - static_cast<std::int64_t>(tag & 3)) * static_cast<std::int64_t>(object->long_value.ob_digit[0]);
  return tag < 16;
#else
  const Py_ssize_t size = Py_SIZE(object);
  *value = size * static_cast<std::int64_t>(object->ob_digit[0]);
  return static_cast<size_t>(size + 1) <= 2;
#endif
}

/** The value of an int (or of its subclass) with at most two digits; false for a longer one. */
[[nodiscard]] inline bool read_small(PyObject* number, std::int64_t* value) {
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

/** Whether a value has at most one digit. */
[[nodiscard]] RT_INLINE bool is_digit(std::int64_t value) {
  return static_cast<std::uint64_t>(value + PyLong_MASK) <= 2 * static_cast<std::uint64_t>(PyLong_MASK);
}
/** `write_small` of one digit. */
RT_INLINE void write_digit(PyObject* number, std::int64_t value) {
  auto* object = reinterpret_cast<PyLongObject*>(number);
  const auto magnitude = static_cast<digit>(value < 0 ? -value : value);
#if PY_VERSION_HEX >= 0x030C0000
  object->long_value.lv_tag = std::uintptr_t(8) | (value < 0 ? 2 : 0);
  object->long_value.ob_digit[0] = magnitude;
#else
  Py_SET_SIZE(object, value < 0 ? -1 : 1);
  object->ob_digit[0] = magnitude;
#endif
}

/** Whether object memory comes from the interpreter's pools, where 17 to 32 bytes are one size of block. */
[[nodiscard]] inline bool has_pooled_memory() {
  const char* name = _PyMem_GetCurrentAllocatorName();
  return name != nullptr && std::strcmp(name, "pymalloc") == 0;
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

/** `enumerate` (Objects/enumobject.c) and `zip` (Python/bltinmodule.c): each gives its own tuple again where nobody else has it. */
struct Enumerate {
  PyObject_HEAD
  Py_ssize_t index;
  PyObject *walked, *result, *long_index;
};
struct Zip {
  PyObject_HEAD
  Py_ssize_t count;
  PyObject *walked, *result;
  int is_strict;
};
/** Whether these are their layouts, and a tuple that is given again remembers nothing of what it held. */
constexpr bool gives_tuples_again = PY_VERSION_HEX < 0x030E0000;

/** Whether nobody but its iterator has the tuple, whose items may then be exchanged. */
[[nodiscard]] inline bool is_free(PyObject* tuple) { return Py_REFCNT(tuple) == 1; }
/** Shows a tuple to the collector again, which looks away from one that holds nothing for it. */
inline void track(PyObject* tuple) {
  if (!_PyObject_GC_IS_TRACKED(tuple)) PyObject_GC_Track(tuple);
}

/** Takes the next number of a `range` iterator; false at its end. */
[[nodiscard]] inline bool next_of_range(PyObject* iterator, std::int64_t* value) {
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
