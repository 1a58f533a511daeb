/** Reading declarations, once for each function and state of it. */
#include "signature.hpp"

#include "rt/references.hpp"

namespace rt::foreign {

/**
 * Whether a type of ctypes' own making, which stays as long as the module: what is remembered keeps types alive, and
 * nobody may see a class of the program live longer for that. False with an exception set where memory is short.
 */
static bool is_lasting(PyTypeObject* type) {
  if (Py_TYPE(type) == types.array) return target_of(type) != nullptr && letter_of(target_of(type)) != 0;
  // Made by `POINTER`, which keeps them.
  if (Py_TYPE(type) == types.pointer) return std::strncmp(type->tp_name, "LP_", 3) == 0;
  const Owned module = find_item(type->tp_dict, "__module__");
  return module && PyUnicode_CheckExact(module.get()) && PyUnicode_CompareWithASCIIString(module.get(), "ctypes") == 0;
}

/** Of a converter that is the unchanged `from_param` of a type that is known; else of kind `other`. */
static Parameter parameter_of(PyObject* converter) {
  constexpr Parameter other{Kind::other, nullptr, nullptr};
  if (!PyCFunction_Check(converter)) return other;
  PyObject* self = PyCFunction_GET_SELF(converter);
  if (self == nullptr || !PyType_Check(self)) return other;
  auto* type = reinterpret_cast<PyTypeObject*>(self);
  if (!is_lasting(type)) return other;
  const PyMethodDef* method = reinterpret_cast<PyCFunctionObject*>(converter)->m_ml;
  if (Py_TYPE(type) == types.simple) {
    const Kind kind = kind_of_type(type);
    // These two have methods of their own, bound to the class that they were made for.
    const bool is_special = kind == Kind::text || kind == Kind::address;
    if (is_special == (method == types.simple_from_param) || std::strcmp(method->ml_name, "from_param") != 0) return other;
    return {kind, type, nullptr};
  }
  if (Py_TYPE(type) == types.pointer) {
    PyTypeObject* target = target_of(type);
    return method == types.pointer_from_param && target != nullptr ? Parameter{Kind::pointer, type, target} : other;
  }
  if (Py_TYPE(type) == types.array || Py_TYPE(type) == types.function) {
    return method == types.data_from_param ? Parameter{Kind::data, type, nullptr} : other;
  }
  return other;
}

static Kind result_kind(PyObject* type) {
  if (type == nullptr) return Kind::int32;
  if (type == Py_None) return Kind::nothing;
  if (!PyType_Check(type)) return Kind::other;
  auto* result = reinterpret_cast<PyTypeObject*>(type);
  const Kind kind = kind_of_type(result);
  return kind != Kind::other && is_lasting(result) ? kind : Kind::other;
}

/** Whether the calls of a function so declared can be done here; then all but who keeps the types alive is set. */
static bool read_signature(Signature* signature) {
  PyObject* converters = signature->converters;
  const Py_ssize_t count = converters == nullptr ? 0 : PyTuple_GET_SIZE(converters);
  signature->result = result_kind(signature->result_type);
  if (signature->result == Kind::other || count > most_parameters) return false;
  for (Py_ssize_t i = 0; i < count; i++) {
    signature->parameters[i] = parameter_of(PyTuple_GET_ITEM(converters, i));
    if (signature->parameters[i].kind == Kind::other) return false;
  }
  signature->count = static_cast<int>(count);
  signature->is_quick = is_quick_function(signature->address, &signature->sized);
  return true;
}

static void drop_signature(Signature* signature) {
  if (signature == nullptr) return;
  const bool owns = signature->is_known;
  PyObject* converters = signature->converters;
  PyMem_Free(signature);
  if (owns) Py_XDECREF(converters);
}

/** By the functions' addresses as objects; a place is taken over by whoever needs it last. */
constexpr std::size_t places = 256, tries = 4;
static Signature* signatures[places];

/** Those of declarations that no function has any more: nobody else has their tuples. */
static void drop_unused() {
  for (Signature*& each : signatures) {
    if (each == nullptr || !each->is_known || each->converters == nullptr || !compat::is_unique(each->converters)) continue;
    Signature* unused = each;
    each = nullptr;
    drop_signature(unused);
  }
}

const Signature* find_signature(const ForeignFunction* function, const ForeignTypeInfo* info) {
  PyObject *converters = converters_of(function, info), *result_type = result_type_of(function, info);
  void* const address = address_of(function);
  const std::size_t first = reinterpret_cast<std::uintptr_t>(function) / 64;
  std::size_t place = first % places;
  for (std::size_t i = 0; i < tries; i++) {
    const std::size_t tried = (first + i) % places;
    const Signature* signature = signatures[tried];
    if (signature == nullptr) {
      place = tried;
      continue;
    }
    if (signature->converters == converters && signature->address == address && has_result(signature->result_type, signature->getter, result_type)) return signature;
  }
  drop_unused();
  Signature read{};
  read.converters = converters;
  read.result_type = result_type;
  read.getter = getter_of(result_type);
  read.address = address;
  read.is_known = read_signature(&read);
  if (PyErr_Occurred() != nullptr) {
    PyErr_Clear();
    return nullptr;
  }
  auto* made = static_cast<Signature*>(PyMem_Malloc(sizeof(Signature)));
  if (made == nullptr) return nullptr;
  *made = read;
  if (made->is_known) Py_XINCREF(converters);
  Signature* before = signatures[place];
  signatures[place] = made;
  drop_signature(before);
  // Where that ran code, it may have been replaced.
  return signatures[place];
}

}  // namespace rt::foreign
