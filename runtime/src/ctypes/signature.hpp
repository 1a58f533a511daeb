/** What a call of a function of `ctypes` does with its arguments and its result, as far as it can be done here. */
#pragma once
#include "types.hpp"

namespace rt::foreign {

/** A C type, by how its values go into registers and become objects. */
enum class Kind : std::uint8_t {
  /** Left to ctypes. */
  other,
  int8, uint8, int16, uint16, int32, uint32, int64, uint64, float32, float64, boolean, character,
  /** `c_char_p` and `c_void_p`. */
  text, address,
  /** `POINTER(T)`; an array or function type. */
  pointer, data,
  /** No type is declared: by the argument's own. */
  undeclared,
  /** Of results only: None. */
  nothing,
};

struct Parameter {
  Kind kind;
  /** The declared type, and for a pointer what it points to; the converters keep both alive. */
  PyTypeObject *type, *target;
};

/** Registers for arguments, in the System V convention for x86-64. */
constexpr int whole_registers = 6, float_registers = 8;
constexpr int most_parameters = whole_registers + float_registers;

struct Signature {
  /**
   * What it was made of: a tuple of `from_param` methods or null, and the result's type or null. Kept alive if the rest is known; else
   * others may have their addresses one day, and are left to ctypes as well.
   */
  PyObject *converters, *result_type;
  void* address;
  bool is_known;
  /** Whether the C function returns at once and calls nobody back; if `sized` >= 0, as long as that argument is small. */
  bool is_quick;
  int sized;
  Kind result;
  int count;
  Parameter parameters[most_parameters];
};

/** What the function's own fields say, or else its type's. */
[[nodiscard]] inline PyObject* converters_of(const ForeignFunction* function, const ForeignTypeInfo* info) {
  return function->converters != nullptr ? function->converters : info->converters;
}
[[nodiscard]] inline PyObject* result_type_of(const ForeignFunction* function, const ForeignTypeInfo* info) {
  return function->result_type != nullptr ? function->result_type : info->result_type;
}
[[nodiscard]] inline void* address_of(const ForeignFunction* function) { return *reinterpret_cast<void**>(function->data.memory); }

/** The signature of a function as it is declared now; null where memory is short. It may be gone after the next look-up. */
[[nodiscard]] const Signature* find_signature(const ForeignFunction* function, const ForeignTypeInfo* info);

[[nodiscard]] Kind kind_of(char letter);

/** What is known of a C function that needs no other threads to go on; `sized` as in `Signature`. */
[[nodiscard]] bool is_quick_function(void* address, int* sized);

}  // namespace rt::foreign
