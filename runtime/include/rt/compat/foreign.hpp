/**
 * The objects of `ctypes` as they lie in memory (CPython's Modules/_ctypes/ctypes.h), whose headers are not installed. What
 * reads them asks `knows_ctypes` first, and takes a type for one of `_ctypes` only if its name and flags say so.
 */
#pragma once
#include "rt/compat/headers.hpp"

namespace rt::compat {

/** Whether the layouts below are this version's. Debug interpreters share them. */
constexpr bool knows_ctypes = PY_VERSION_HEX < 0x030E0000;

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
  void* rest_of_value;
  PyObject* object;
  Py_ssize_t size;
};
static_assert(sizeof(ForeignFunction) == 160 && sizeof(ForeignReference) == 64, "as basic sizes are on 64 bits");

/** How ctypes makes an object of a value in memory. */
using ForeignGetter = PyObject* (*)(void* memory, Py_ssize_t size);

/** `StgInfo`, until 3.12 `StgDictObject`: what a type of ctypes says of its values. */
struct ForeignTypeInfo {
#if PY_VERSION_HEX >= 0x030D0000
  int initialized;
#else
  PyDictObject dict;
#endif
  Py_ssize_t size, align, length;
  /** `ffi_type`: size, alignment and kind, elements. */
  size_t ffi_size;
  unsigned short ffi_alignment, ffi_kind;
  void* ffi_elements;
  /** A simple type's letter, as a str; the item type of a pointer or array. */
  PyObject* target;
  void* setter;
  ForeignGetter getter;
  void* parameter;
  PyObject *argument_types, *converters, *result_type, *checker;
#if PY_VERSION_HEX >= 0x030D0000
  PyObject* module;
#endif
  /** Of functions: `uses_c_calls` and so on. */
  int flags;
};
/** `FUNCFLAG_CDECL`, `FUNCFLAG_PYTHONAPI`, `FUNCFLAG_USE_ERRNO`, and all that say how functions are called. */
enum : int { uses_c_calls = 1, keeps_interpreter_locked = 4, swaps_errno = 8, all_call_flags = 31 };

/** For a type whose metaclass is one of `_ctypes`; null for an abstract one. */
[[nodiscard]] inline ForeignTypeInfo* foreign_type_info(PyTypeObject* type) {
#if PY_VERSION_HEX >= 0x030D0000
  // Behind what every class has, as `PyObject_GetTypeData` says.
  constexpr size_t alignment = alignof(max_align_t);
  const size_t offset = (sizeof(PyHeapTypeObject) + alignment - 1) & ~(alignment - 1);
  auto* info = reinterpret_cast<ForeignTypeInfo*>(reinterpret_cast<char*>(type) + offset);
  return info->initialized != 0 ? info : nullptr;
#else
  // A dict of a class of its own, which is larger.
  PyObject* dict = type->tp_dict;
  if (dict == nullptr || Py_TYPE(dict) == &PyDict_Type || Py_TYPE(dict)->tp_basicsize < static_cast<Py_ssize_t>(sizeof(ForeignTypeInfo))) return nullptr;
  return reinterpret_cast<ForeignTypeInfo*>(dict);
#endif
}

/** How many levels of calls in C the thread may still begin. */
[[nodiscard]] inline int calls_in_c_remaining(PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030E0000
  (void)thread;
  return 0;
#elif PY_VERSION_HEX >= 0x030C0000
  return thread->c_recursion_remaining;
#else
  return thread->recursion_remaining;
#endif
}

}  // namespace rt::compat
