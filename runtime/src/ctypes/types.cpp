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

/** What a type of the module has under a name, if it is an attribute in C; else null. Borrowed: the type cannot be changed. */
static PyObject* attribute_of(PyTypeObject* type, const char* name) {
  const Owned key(PyUnicode_InternFromString(name));
  PyObject* const attribute = key ? compat::type_lookup(type, key.get()) : nullptr;
  return attribute != nullptr && Py_IS_TYPE(attribute, &PyGetSetDescr_Type) ? attribute : nullptr;
}

bool find_types(PyTypeObject* metaclass) {
  constexpr size_t prefix = sizeof "_ctypes." - 1;
  if (types.function != nullptr || (metaclass->tp_flags & Py_TPFLAGS_IMMUTABLETYPE) == 0 || std::strncmp(metaclass->tp_name, "_ctypes.", prefix) != 0) return false;
  PyObject* module = PyDict_GetItemString(PyImport_GetModuleDict(), "_ctypes");
  if (module == nullptr || !PyModule_CheckExact(module)) return false;
  constexpr const char* names[][2] = {{"CFuncPtr", "_ctypes.CFuncPtr"}, {"_SimpleCData", "_ctypes._SimpleCData"}, {"_Pointer", "_ctypes._Pointer"},
                                      {"Array", "_ctypes.Array"}, {"Structure", "_ctypes.Structure"}, {"Union", "_ctypes.Union"}};
  PyTypeObject* found[6];
  for (int i = 0; i < 6; i++) {
    found[i] = native_type(module, names[i][0], names[i][1]);
    if (found[i] == nullptr) return false;
  }
  const auto [function, simple, pointer, array, structure, union_] = found;
  if (!compat::has_known_sizes(structure, function, Py_TYPE(structure))) return false;
  Types all{};
  all.simple = Py_TYPE(simple);
  all.pointer = Py_TYPE(pointer);
  all.array = Py_TYPE(array);
  all.structure = Py_TYPE(structure);
  all.union_ = Py_TYPE(union_);
  all.simple_base = simple;
  all.call = function->tp_call;
  all.simple_from_param = from_param_of(Py_TYPE(simple));
  all.pointer_from_param = from_param_of(Py_TYPE(pointer));
  all.data_from_param = from_param_of(Py_TYPE(array));
  all.value = attribute_of(simple, "value");
  all.contents = attribute_of(pointer, "contents");
  if (all.simple_from_param == nullptr || all.pointer_from_param == nullptr || all.data_from_param == nullptr || all.value == nullptr || all.contents == nullptr) {
    PyErr_Clear();
    return false;
  }
  all.array_item = array->tp_as_mapping->mp_subscript;
  all.array_set_item = array->tp_as_mapping->mp_ass_subscript;
  all.pointer_item = pointer->tp_as_mapping->mp_subscript;
  all.pointer_set_item = pointer->tp_as_mapping->mp_ass_subscript;
  all.function = Py_TYPE(function);
  types = all;
  return true;
}

bool is_field(PyObject* attribute) {
  PyTypeObject* type = Py_TYPE(attribute);
  if (type == types.field) return true;
  const bool is_type = types.field == nullptr && types.function != nullptr && (type->tp_flags & Py_TPFLAGS_IMMUTABLETYPE) != 0 && std::strcmp(type->tp_name, compat::foreign_field_name) == 0;
  if (!is_type || type->tp_basicsize != sizeof(ForeignField)) return false;
  types.field = type;
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
