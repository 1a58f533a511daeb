/** What a call of a function of `ctypes` does with its arguments and its result, as far as it can be done here. */
#pragma once
#include "by-value.hpp"
#include "values.hpp"

namespace rt::foreign {

struct Parameter {
  Kind kind;
  /** Of structures. */
  Passing passing;
  /** The declared type, and for a pointer what it points to; the converters keep both alive. */
  PyTypeObject *type, *target;
  /** The type's, as long as nobody else keeps it: it tells the type from others that may come to lie in its place. */
  unsigned version;
};

/** Registers for arguments, in the System V convention for x86-64. */
constexpr int whole_registers = 6, float_registers = 8;
/** Words that a call may pass on the stack. */
constexpr int stack_words = 16;
constexpr int most_parameters = whole_registers + float_registers + stack_words;

struct Signature {
  /**
   * What it was made of: a tuple of `from_param` methods or null. Kept alive if the rest is known and `is_lasting`; else another tuple
   * may have its address one day, and either is compared with what is known here, or left to ctypes as well.
   */
  PyObject* converters;
  /** Whether all types of the parameters live as long as ctypes, so that keeping them alive shows nobody. */
  bool is_lasting;
  /** Null if none is set. Borrowed, as the number of references to a type shows: `has_result` says whether it still is what it was. */
  PyObject* result_type;
  /** How a simple type makes an object of a result. */
  compat::ForeignGetter getter;
  void* address;
  bool is_known;
  /** Of results that become objects of ctypes: how they come, and their type's version. */
  Passing result_passing;
  unsigned result_version;
  /** Whether the C function returns at once and calls nobody back; if `sized` >= 0, as long as that argument is small. */
  bool is_quick;
  int sized;
  Kind result;
  int count;
  Parameter parameters[most_parameters];
  const PyMethodDef* methods[most_parameters];
};

/** What the function's own fields say, or else its type's. */
[[nodiscard]] inline PyObject* converters_of(const ForeignFunction* function, const ForeignTypeInfo* info) {
  return function->converters != nullptr ? function->converters : info->converters;
}
[[nodiscard]] inline PyObject* result_type_of(const ForeignFunction* function, const ForeignTypeInfo* info) {
  return function->result_type != nullptr ? function->result_type : info->result_type;
}
[[nodiscard]] inline void* address_of(const ForeignFunction* function) { return *reinterpret_cast<void**>(function->data.memory); }

/** For a simple type of ctypes itself, as `c_int` is: what tells it from others that may come to lie in its place; null for all else. */
[[nodiscard]] inline compat::ForeignGetter getter_of(PyObject* result_type) {
  if (result_type == nullptr || Py_TYPE(result_type) != types.simple) return nullptr;
  auto* type = reinterpret_cast<PyTypeObject*>(result_type);
  const ForeignTypeInfo* info = type->tp_base == types.simple_base ? compat::foreign_type_info(type) : nullptr;
  return info == nullptr ? nullptr : info->getter;
}
/** Whether the result's type, which is alive, is the one that was remembered so. */
[[nodiscard]] inline bool has_result(PyObject* remembered, compat::ForeignGetter getter, PyObject* result_type) {
  return remembered == result_type && getter_of(result_type) == getter;
}

/** The signature of a function as it is declared now; null where memory is short. It may be gone after the next look-up. */
[[nodiscard]] const Signature* find_signature(const ForeignFunction* function, const ForeignTypeInfo* info);

/** What is known of a C function that needs no other threads to go on; `sized` as in `Signature`. */
[[nodiscard]] bool is_quick_function(void* address, int* sized);

}  // namespace rt::foreign
