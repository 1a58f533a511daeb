/** C types by their kinds, and objects of ctypes for values in memory. */
#include "values.hpp"

namespace rt::foreign {

Kind kind_of(char letter) {
  switch (letter) {
    case 'b': return Kind::int8;
    case 'B': return Kind::uint8;
    case 'h': return Kind::int16;
    case 'H': return Kind::uint16;
    case 'i': return Kind::int32;
    case 'I': return Kind::uint32;
    case 'l': case 'q': return Kind::int64;
    case 'L': case 'Q': return Kind::uint64;
    case 'f': return Kind::float32;
    case 'd': return Kind::float64;
    case '?': return Kind::boolean;
    case 'c': return Kind::character;
    case 'z': return Kind::text;
    case 'P': return Kind::address;
    default: return Kind::other;
  }
}

Kind kind_of_type(PyTypeObject* type) {
  const char letter = letter_of(type);
  const Kind kind = kind_of(letter);
  return kind != Kind::other && lies_in_order(type, letter) ? kind : Kind::other;
}

Kind kind_in_memory(PyTypeObject* type) {
  PyTypeObject* const metaclass = Py_TYPE(type);
  const ForeignTypeInfo* info = metaclass == &PyType_Type ? nullptr : compat::foreign_type_info(type);
  if (info == nullptr) return Kind::other;
  // A class that derives from a simple one gives objects of its own.
  if (metaclass == types.simple) return type->tp_base == types.simple_base ? kind_of_type(type) : Kind::structure;
  const bool has_objects = metaclass == types.structure || metaclass == types.union_ || metaclass == types.array || metaclass == types.pointer || metaclass == types.function;
  return has_objects ? Kind::structure : Kind::other;
}

/** `PyCData_FromBaseObj` without the memory. */
static ForeignData* allocate(PyTypeObject* type) {
  ForeignTypeInfo* info = compat::foreign_type_info(type);
  compat::set_final(info);
  auto* made = reinterpret_cast<ForeignData*>(type->tp_alloc(type, 0));
  if (made == nullptr) return nullptr;
  made->length = info->length;
  made->size = info->size;
  return made;
}

PyObject* make_view(PyTypeObject* type, PyObject* base, Py_ssize_t index, char* memory) {
  ForeignData* made = allocate(type);
  if (made == nullptr) return nullptr;
  made->memory = memory;
  made->base = Py_NewRef(base);
  made->index = index;
  return reinterpret_cast<PyObject*>(made);
}

PyObject* make_copy(PyTypeObject* type, const void* value) {
  ForeignData* made = allocate(type);
  if (made == nullptr) return nullptr;
  auto* object = reinterpret_cast<PyObject*>(made);
  const auto size = static_cast<size_t>(made->size);
  made->memory = size <= sizeof made->small_value ? made->small_value : static_cast<char*>(PyMem_Malloc(size));
  if (made->memory == nullptr) {
    Py_DECREF(object);
    return PyErr_NoMemory();
  }
  made->needs_free = 1;
  std::memcpy(made->memory, value, size);
  return object;
}

}  // namespace rt::foreign
