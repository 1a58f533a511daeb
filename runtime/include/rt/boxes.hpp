/**
 * Ints and floats as objects, made and destroyed without a call into the interpreter. The memory of both is a block of
 * 32 bytes in the interpreter's pools; the runtime keeps some of the blocks that it would have given back.
 */
#pragma once
#include "rt/compat/python.hpp"

namespace rt {

struct FreeBlock {
  FreeBlock* next;
};
struct BlockPool {
  FreeBlock* first;
  int count;
  /** 0 where blocks may not be kept: an allocator that watches over sizes. */
  int limit;
};
extern BlockPool block_pool;

using compat::largest_kept_int, compat::smallest_kept_int;
/** The interpreter's own objects for these ints. */
extern PyObject* kept_ints[largest_kept_int - smallest_kept_int + 1];

/** Once a process. False with an exception set. */
[[nodiscard]] bool prepare_boxes();

/** Destroys an object that has no reference left. */
void destroy(PyObject* object);

/** Gives one reference back. */
RT_INLINE void release(PyObject* object) {
  if (compat::release_last(object)) destroy(object);
}

/** Gives a variable another object, which it takes over; the one before is released last. */
inline void store(PyObject*& variable, PyObject* object) {
  PyObject* before = variable;
  variable = object;
  if (before != nullptr) release(before);
}

inline void* take_block() {
  FreeBlock* block = block_pool.first;
  if (__builtin_expect(block == nullptr, 0)) return PyObject_Malloc(32);
  block_pool.first = block->next;
  block_pool.count--;
  return block;
}

[[nodiscard]] inline PyObject* box_float(double value) {
  void* memory = take_block();
  if (__builtin_expect(memory == nullptr, 0)) return PyErr_NoMemory();
  PyObject* object = compat::start_object(memory, &PyFloat_Type);
  reinterpret_cast<PyFloatObject*>(object)->ob_fval = value;
  return object;
}

[[nodiscard]] inline bool is_kept_int(std::int64_t value) {
  return static_cast<std::uint64_t>(value - smallest_kept_int) <= largest_kept_int - smallest_kept_int;
}
/** Whether an int has at most two digits. */
[[nodiscard]] inline bool is_small_int(std::int64_t value) {
  return static_cast<std::uint64_t>(value) + (std::uint64_t(1) << 60) - 1 < (std::uint64_t(1) << 61) - 1;
}

/** Of at most one digit, and not kept. */
[[nodiscard]] inline PyObject* box_digit(std::int64_t value) {
  void* memory = take_block();
  if (__builtin_expect(memory == nullptr, 0)) return PyErr_NoMemory();
  PyObject* object = compat::start_object(memory, &PyLong_Type);
  compat::write_digit(object, value);
  return object;
}

[[nodiscard]] inline PyObject* box_int(std::int64_t value) {
  if (is_kept_int(value)) return Py_NewRef(kept_ints[value - smallest_kept_int]);
  if (__builtin_expect(!is_small_int(value), 0)) return PyLong_FromLongLong(value);
  void* memory = take_block();
  if (__builtin_expect(memory == nullptr, 0)) return PyErr_NoMemory();
  PyObject* object = compat::start_object(memory, &PyLong_Type);
  compat::write_small(object, value);
  return object;
}

}  // namespace rt
