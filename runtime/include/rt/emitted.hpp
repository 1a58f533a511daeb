/** What only emitted bodies use: moves between their variables, operand arrays, cells. */
#pragma once
#include "rt/boxes.hpp"
#include "rt/generators.hpp"
#include "rt/rt.hpp"
#include "rt/suspension.hpp"
#include "rt/typed.hpp"
#include "rt/words.hpp"

#include <marshal.h>

#define RT_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define RT_LIKELY(condition) __builtin_expect(!!(condition), 1)
/** Options for one function, which only g++ has. */
#ifdef __clang__
#define RT_OPTIMIZE(options)
#else
#define RT_OPTIMIZE(options) __attribute__((optimize(options)))
#endif

namespace rt {

/** Where a body notes which instruction it is at; a copy of what its frame says, for the compiler's registers. */
struct Site {
  compat::InterpreterFrame* frame;
  compat::CodeUnit* units;
  explicit Site(const Frame& entered) : frame(entered.frame), units(entered.units) {}
  void at(int unit) const { compat::set_site(frame, units + unit); }
};

/** Operands of a variadic operation, alive until the end of the call. */
template <int Count>
struct Operands {
  PyObject* items[Count];
};

[[nodiscard]] inline PyObject* retain(PyObject* object) {
  Py_INCREF(object);
  return object;
}

/** Moves the reference out of a variable. */
[[nodiscard]] inline PyObject* take(PyObject*& variable) {
  PyObject* object = variable;
  variable = nullptr;
  return object;
}

/** Empties a variable before its object is released: a destructor may run code that looks at the frame. */
inline void drop(PyObject*& variable) {
  PyObject* object = take(variable);
  if (object != nullptr) release(object);
}

/** Leaves variables where they are: in registers, g++ would move each of them at each way out of a long body. */
template <std::size_t count>
inline void keep_in_memory(PyObject* (&variables)[count]) {
  __asm__ volatile("" : : "r"(variables) : "memory");
}

/** A cell that takes over `content`, which may be null; null with an exception set when memory is short. */
[[nodiscard]] inline PyObject* new_cell(PyObject* content) {
  PyObject* cell = PyCell_New(content);
  Py_XDECREF(content);
  return cell;
}

/** Gives a variable a fresh, empty cell. */
[[nodiscard]] inline bool cell_renew(PyObject*& cell) {
  PyObject* fresh = PyCell_New(nullptr);
  if (fresh == nullptr) return false;
  store(cell, fresh);
  return true;
}

/** `make_function` with the cells of the closure as an array. */
[[nodiscard]] inline PyObject* make_closure(Frame& frame, FunctionRecord* record, PyObject* defaults, PyObject* keyword_defaults,
                              PyObject* annotations, PyObject* const* cells, Py_ssize_t count) {
  PyObject* closure = nullptr;
  if (count > 0) {
    closure = build_tuple(cells, count);
    if (closure == nullptr) return nullptr;
  }
  PyObject* function = make_function(frame, record, defaults, keyword_defaults, annotations, closure);
  Py_XDECREF(closure);
  return function;
}

/**
 * Fills `objects` from the marshal bytes of one tuple; what the module's code objects have among their constants is taken from
 * `known`. The objects live as long as the program. False with an exception set.
 */
[[nodiscard]] inline bool load_objects(const unsigned char* bytes, Py_ssize_t size, PyObject** objects, Py_ssize_t count, PyObject* known) {
  PyObject* table = PyMarshal_ReadObjectFromString(reinterpret_cast<const char*>(bytes), size);
  bool is_whole = table != nullptr;
  for (Py_ssize_t index = 0; is_whole && index < count; index++) {
    PyObject* object = known_constant(known, PyTuple_GET_ITEM(table, index));
    is_whole = object != nullptr;
    store(objects[index], object);
  }
  Py_XDECREF(table);
  return is_whole;
}

}  // namespace rt
