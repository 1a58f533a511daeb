/** Which objects are those of `ctypes`: told by types that nobody can change, whatever the program binds to their names. */
#pragma once
#include "rt/compat/python.hpp"

namespace rt::foreign {

using compat::ForeignData, compat::ForeignField, compat::ForeignFunction, compat::ForeignReference, compat::ForeignTypeInfo;

/** The metaclasses of `_ctypes`, and what their instances share; null until the module is seen at work. */
struct Types {
  PyTypeObject *simple, *pointer, *array, *function, *structure, *union_;
  /** Of what `byref` gives; null until one is seen. */
  PyTypeObject* reference;
  /** `_SimpleCData`: its subclasses with a letter of their own are `c_int` and so on. */
  PyTypeObject* simple_base;
  /** `CFuncPtr.__call__`. */
  ternaryfunc call;
  /** `from_param` of all simple types but the ones that have their own; of pointers; of all others. */
  const PyMethodDef *simple_from_param, *pointer_from_param, *data_from_param;
  /** The types of fields, and the attributes `_SimpleCData.value` and `_Pointer.contents`. */
  PyTypeObject* field;
  PyObject *value, *contents;
  /** Of what `array[key]` and `pointer[key]` call. */
  binaryfunc array_item, pointer_item;
  objobjargproc array_set_item, pointer_set_item;
};
extern Types types;

/** Looks for the types, if a metaclass says that they are at work. */
[[nodiscard]] bool find_types(PyTypeObject* metaclass);
/** Whether a class may be one of ctypes, and the types are known. */
[[nodiscard]] inline bool may_be_foreign(PyTypeObject* type) {
  PyTypeObject* const metaclass = Py_TYPE(type);
  if (!compat::knows_ctypes || metaclass == &PyType_Type) return false;
  return types.function != nullptr || find_types(metaclass);
}

/** Whether objects of the type are functions of ctypes, called as ctypes calls them. */
[[nodiscard]] inline bool is_function_type(PyTypeObject* type) {
  return may_be_foreign(type) && Py_TYPE(type) == types.function && type->tp_call == types.call;
}

/** Whether an attribute of a class is a field of a structure or union. */
[[nodiscard]] bool is_field(PyObject* attribute);

/** The type's own letter if it is a simple one of ctypes, such as `d` of `c_double`; else 0. */
[[nodiscard]] char letter_of(PyTypeObject* type);
/** Whether values of such a type lie in the machine's order of bytes. False with an exception set where memory is short. */
[[nodiscard]] bool lies_in_order(PyTypeObject* type, char letter);

[[nodiscard]] inline bool is_reference(PyObject* object) {
  if (Py_TYPE(object) == types.reference) return true;
  PyTypeObject* type = Py_TYPE(object);
  if (types.reference != nullptr || (type->tp_flags & Py_TPFLAGS_IMMUTABLETYPE) == 0 || std::strcmp(type->tp_name, compat::foreign_reference_name) != 0) return false;
  if (type->tp_basicsize != sizeof(ForeignReference)) return false;
  types.reference = type;
  return true;
}

/** What a pointer or an array holds; null for other types, and abstract ones. Borrowed. */
[[nodiscard]] inline PyTypeObject* target_of(PyTypeObject* type) {
  if (Py_TYPE(type) != types.pointer && Py_TYPE(type) != types.array) return nullptr;
  const ForeignTypeInfo* info = compat::foreign_type_info(type);
  return info == nullptr ? nullptr : reinterpret_cast<PyTypeObject*>(info->target);
}

}  // namespace rt::foreign
