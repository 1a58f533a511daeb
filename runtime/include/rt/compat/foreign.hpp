/**
 * The objects of `ctypes` as they lie in memory (CPython's Modules/_ctypes/ctypes.h), whose headers are not installed. What
 * reads them asks `knows_ctypes` first, and takes a type for one of `_ctypes` only if its name and flags say so.
 */
#pragma once
#include "rt/compat/headers.hpp"

namespace rt::compat {

/** Whether the layouts below are this version's. Debug interpreters share them. */
constexpr bool knows_ctypes = PY_VERSION_HEX < 0x03100000 && sizeof(void*) == 8;

/** `CDataObject`: any instance of a type of ctypes. */
struct ForeignData {
  PyObject_HEAD
  /** Where the value lies. */
  char* memory;
  int needs_free;
  PyObject* base;
  Py_ssize_t size, length, index;
  PyObject* kept;
  alignas(16) char small_value[16];
};

/** `PyCFuncPtrObject`; what is null is as the type has it. */
struct ForeignFunction {
  ForeignData data;
  void* thunk;
  PyObject *callable, *converters, *argument_types, *result_type, *checker, *error_check, *parameter_flags;
};

/** The name of the type of what `byref` gives. */
constexpr const char* foreign_reference_name = PY_VERSION_HEX >= 0x030C0000 ? "_ctypes.CArgObject" : "CArgObject";
/** `PyCArgObject`. */
struct ForeignReference {
  PyObject_HEAD
  void* ffi_type;
  char tag;
  alignas(16) void* address;
  /** Room for a complex number from 3.14 on. */
  void* rest_of_value[PY_VERSION_HEX >= 0x030E0000 ? 3 : 1];
  PyObject* object;
  Py_ssize_t size;
};

/** `CFieldObject`: a field, as the class of a structure or union has it under its name. */
struct ForeignField {
  PyObject_HEAD
  /** In bytes; until 3.13 the size of a bit field is its first bit and, in the upper half, the number of bits. */
  Py_ssize_t offset, size, index;
  PyTypeObject* type;
  /** Null but for arrays of characters, which are given as bytes or str. */
  void *getter, *setter;
#if PY_VERSION_HEX >= 0x030E0000
  bool is_anonymous;
  std::uint8_t bit_count, first_bit;
  PyObject* name;
#else
  int is_anonymous;
#endif
};
constexpr const char* foreign_field_name = PY_VERSION_HEX >= 0x030E0000 ? "ctypes.CField" : "_ctypes.CField";
/** How many bits a bit field has, and how many of its integer lie below them; 0 for a field that is none. */
[[nodiscard]] inline int field_bits(const ForeignField* field, int* first) {
#if PY_VERSION_HEX >= 0x030E0000
  *first = field->first_bit;
  return field->bit_count;
#else
  *first = static_cast<int>(field->size & 0xFFFF);
  return static_cast<int>(field->size >> 16);
#endif
}

/** How ctypes makes an object of a value in memory. */
using ForeignGetter = PyObject* (*)(void* memory, Py_ssize_t size);

/** `ffi_type` of libffi: elements, ended by null, are those of structures. */
struct FfiType {
  size_t size;
  unsigned short alignment, kind;
  FfiType** elements;
};
/** `FFI_TYPE_FLOAT` and so on. */
enum : unsigned short { ffi_float = 2, ffi_double = 3, ffi_first_whole = 5, ffi_last_whole = 12, ffi_structure = 13, ffi_pointer = 14 };

/** `StgInfo`, until 3.12 `StgDictObject`: what a type of ctypes says of its values. */
struct ForeignTypeInfo {
#if PY_VERSION_HEX >= 0x030D0000
  int initialized;
#else
  PyDictObject dict;
#endif
  Py_ssize_t size, align, length;
  FfiType ffi;
  /** A simple type's letter, as a str; the item type of a pointer or array. */
  PyObject* target;
  void* setter;
  ForeignGetter getter;
  void* parameter;
  PyObject *argument_types, *converters, *result_type, *checker;
#if PY_VERSION_HEX >= 0x030E0000
  PyObject* pointer_type;
#endif
#if PY_VERSION_HEX >= 0x030D0000
  PyObject* module;
#endif
  /** Of functions: `uses_c_calls` and so on. */
  int flags;
#if PY_VERSION_HEX >= 0x030E0000
  std::uint8_t is_final;
#endif
  /** What the buffer protocol shows. */
  char* format;
  int dimensions;
  Py_ssize_t* shape;
};
/** `FUNCFLAG_CDECL`, `FUNCFLAG_PYTHONAPI`, `FUNCFLAG_USE_ERRNO`, and all that say how functions are called. */
enum : int { uses_c_calls = 1, keeps_interpreter_locked = 4, swaps_errno = 8, all_call_flags = 31 };

/** A size as what comes next would have it begin. */
[[nodiscard]] constexpr size_t aligned(size_t size) { return (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1); }

/** For a type whose metaclass is one of `_ctypes`; null for an abstract one. */
[[nodiscard]] inline ForeignTypeInfo* foreign_type_info(PyTypeObject* type) {
#if PY_VERSION_HEX >= 0x030D0000
  // Behind what every class has, as `PyObject_GetTypeData` says.
  auto* info = reinterpret_cast<ForeignTypeInfo*>(reinterpret_cast<char*>(type) + aligned(sizeof(PyHeapTypeObject)));
  return info->initialized != 0 ? info : nullptr;
#else
  // A dict of a class of its own, which is larger.
  PyObject* dict = type->tp_dict;
  if (dict == nullptr || Py_TYPE(dict) == &PyDict_Type || Py_TYPE(dict)->tp_basicsize < static_cast<Py_ssize_t>(sizeof(ForeignTypeInfo))) return nullptr;
  return reinterpret_cast<ForeignTypeInfo*>(dict);
#endif
}

/** That the type has instances, so that its fields stay. */
inline void set_final(ForeignTypeInfo* info) {
#if PY_VERSION_HEX >= 0x030E0000
  info->is_final = 1;
#else
  constexpr int is_final = 0x1000;
  info->flags |= is_final;
#endif
}

/** Whether objects of ctypes have the sizes that they have here: any, a function, a metaclass with what its classes say besides. */
[[nodiscard]] inline bool has_known_sizes(const PyTypeObject* any, const PyTypeObject* function, const PyTypeObject* metaclass) {
#if PY_VERSION_HEX >= 0x030D0000
  constexpr size_t of_classes = aligned(sizeof(PyHeapTypeObject)) + aligned(sizeof(ForeignTypeInfo));
#else
  constexpr size_t of_classes = sizeof(PyHeapTypeObject);
#endif
  return any->tp_basicsize == sizeof(ForeignData) && function->tp_basicsize == sizeof(ForeignFunction) && static_cast<size_t>(metaclass->tp_basicsize) == of_classes;
}

/** How many levels of calls in C the thread may still begin. */
[[nodiscard]] inline int calls_in_c_remaining(PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030E0000
  // In pages of the stack, which is what counts there.
  return _Py_RecursionLimit_GetMargin(thread);
#elif PY_VERSION_HEX >= 0x030C0000
  return thread->c_recursion_remaining;
#else
  return thread->recursion_remaining;
#endif
}

}  // namespace rt::compat
