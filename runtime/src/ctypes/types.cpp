/** Finding the types of `_ctypes`. */
#include "types.hpp"

#include "rt/references.hpp"

namespace rt::foreign {

Types types{};

/** A type of the module that has the name from C and cannot be changed; null for none. Borrowed. */
static PyTypeObject* native_type(PyObject* module, const char* attribute, const char* name) {
  PyObject* found = PyDict_GetItemString(PyModule_GetDict(module), attribute);
  if (found == nullptr || !PyType_Check(found)) return nullptr;
  auto* type = reinterpret_cast<PyTypeObject*>(found);
  return (type->tp_flags & Py_TPFLAGS_IMMUTABLETYPE) != 0 && std::strcmp(type->tp_name, name) == 0 ? type : nullptr;
}

/** The method that a metaclass gives its classes under the name `from_param`. */
static const PyMethodDef* from_param_of(PyTypeObject* metaclass) {
  const Owned name(PyUnicode_InternFromString("from_param"));
  PyObject* const method = name ? compat::type_lookup(metaclass, name.get()) : nullptr;
  if (method == nullptr || !Py_IS_TYPE(method, &PyMethodDescr_Type)) return nullptr;
  return reinterpret_cast<PyMethodDescrObject*>(method)->d_method;
}

static bool has_name(PyTypeObject* type, const char* name) {
  return (type->tp_flags & Py_TPFLAGS_IMMUTABLETYPE) != 0 && std::strcmp(type->tp_name, name) == 0;
}

bool find_types(PyTypeObject* callee) {
  if (types.function != nullptr || !has_name(Py_TYPE(callee), "_ctypes.PyCFuncPtrType")) return false;
  PyObject* module = PyDict_GetItemString(PyImport_GetModuleDict(), "_ctypes");
  if (module == nullptr || !PyModule_CheckExact(module)) return false;
  PyTypeObject* const function = native_type(module, "CFuncPtr", "_ctypes.CFuncPtr");
  PyTypeObject* const simple = native_type(module, "_SimpleCData", "_ctypes._SimpleCData");
  PyTypeObject* const pointer = native_type(module, "_Pointer", "_ctypes._Pointer");
  PyTypeObject* const array = native_type(module, "Array", "_ctypes.Array");
  if (function == nullptr || simple == nullptr || pointer == nullptr || array == nullptr) return false;
  if (Py_TYPE(function) != Py_TYPE(callee) || function->tp_basicsize != sizeof(ForeignFunction)) return false;
  Types found{Py_TYPE(simple), Py_TYPE(pointer), Py_TYPE(array), nullptr, nullptr, simple, function->tp_call,
              from_param_of(Py_TYPE(simple)), from_param_of(Py_TYPE(pointer)), from_param_of(Py_TYPE(array))};
  if (found.simple_from_param == nullptr || found.pointer_from_param == nullptr || found.data_from_param == nullptr) {
    PyErr_Clear();
    return false;
  }
  found.function = Py_TYPE(function);
  types = found;
  return true;
}

char letter_of(PyTypeObject* type) {
  if (Py_TYPE(type) != types.simple || type->tp_base != types.simple_base) return 0;
  const ForeignTypeInfo* info = compat::foreign_type_info(type);
  if (info == nullptr || info->target == nullptr || !PyUnicode_CheckExact(info->target) || PyUnicode_GET_LENGTH(info->target) != 1) return 0;
  const Py_UCS4 letter = PyUnicode_READ_CHAR(info->target, 0);
  return letter < 128 ? static_cast<char>(letter) : '\0';
}

bool lies_in_order(PyTypeObject* type, char letter) {
  if (std::strchr("hHiIlLqQdf", letter) == nullptr) return true;
  const ForeignTypeInfo* info = compat::foreign_type_info(type);
  // One in the value's own memory is read as another number by the types whose bytes are swapped.
  union {
    long long whole;
    double real;
    float half;
  } one{1};
  if (letter == 'd') one.real = 1.0;
  if (letter == 'f') one.half = 1.0F;
  const Owned object(info->getter(&one, info->size)), expected(PyLong_FromLong(1));
  return object && expected && PyObject_RichCompareBool(object.get(), expected.get(), Py_EQ) == 1;
}

}  // namespace rt::foreign
