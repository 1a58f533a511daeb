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

/** The type that a converter belongs to, with the method that it is; null for what is no method of a class in C. */
static PyTypeObject* owner_of(PyObject* converter, const PyMethodDef** method) {
  if (!PyCFunction_Check(converter)) return nullptr;
  PyObject* self = PyCFunction_GET_SELF(converter);
  if (self == nullptr || !PyType_Check(self)) return nullptr;
  *method = reinterpret_cast<PyCFunctionObject*>(converter)->m_ml;
  return reinterpret_cast<PyTypeObject*>(self);
}

/** Of a converter that is the unchanged `from_param` of a type that is known; else of kind `other`. */
static Parameter parameter_of(PyObject* converter) {
  constexpr Parameter other{Kind::other, Passing::unknown, nullptr, nullptr, 0};
  const PyMethodDef* method;
  PyTypeObject* const type = owner_of(converter, &method);
  if (type == nullptr) return other;
  PyTypeObject* const metaclass = Py_TYPE(type);
  const unsigned version = is_lasting(type) ? 0 : compat::type_version(type);
  // Its own type, if nobody keeps it, is remembered by its version.
  if (version == 0 && !is_lasting(type)) return other;
  if (metaclass == types.simple) {
    const Kind kind = version == 0 ? kind_of_type(type) : Kind::other;
    // These two have methods of their own, bound to the class that they were made for.
    const bool is_special = kind == Kind::text || kind == Kind::address;
    if (is_special == (method == types.simple_from_param) || std::strcmp(method->ml_name, "from_param") != 0) return other;
    return {kind, Passing::unknown, type, nullptr, version};
  }
  if (metaclass == types.pointer) {
    PyTypeObject* target = target_of(type);
    return method == types.pointer_from_param && target != nullptr ? Parameter{Kind::pointer, Passing::unknown, type, target, version} : other;
  }
  if (method != types.data_from_param) return other;
  if (metaclass == types.array || metaclass == types.function) return {Kind::data, Passing::unknown, type, nullptr, version};
  const Passing passing = metaclass == types.structure ? passing_of(type) : Passing::unknown;
  return passing == Passing::unknown ? other : Parameter{Kind::structure, passing, type, nullptr, version};
}

/** Whether the converters that have the address of others now are the same to the signature. */
static bool has_converters(const Signature& signature, PyObject* converters) {
  if (PyTuple_GET_SIZE(converters) != signature.count) return false;
  for (int i = 0; i < signature.count; i++) {
    const Parameter& parameter = signature.parameters[i];
    const PyMethodDef* method;
    PyTypeObject* const type = owner_of(PyTuple_GET_ITEM(converters, i), &method);
    if (type != parameter.type || method != signature.methods[i] || (parameter.version != 0 && compat::type_version(type) != parameter.version)) return false;
  }
  return true;
}

static void read_result(Signature* signature) {
  PyObject* const result = signature->result_type;
  signature->result = result == nullptr ? Kind::int32 : result == Py_None ? Kind::nothing : Kind::other;
  if (signature->result != Kind::other || !PyType_Check(result)) return;
  auto* type = reinterpret_cast<PyTypeObject*>(result);
  if (Py_TYPE(type) == &PyType_Type) return;
  const Kind kind = kind_in_memory(type);
  if (kind != Kind::structure) {
    signature->result = kind != Kind::other && is_lasting(type) ? kind : Kind::other;
    return;
  }
  // Functions and arrays come otherwise.
  PyTypeObject* const metaclass = Py_TYPE(type);
  if (metaclass != types.structure && metaclass != types.pointer && metaclass != types.simple) return;
  signature->result_version = compat::type_version(type);
  signature->result_passing = passing_of(type);
  if (signature->result_version != 0 && signature->result_passing != Passing::unknown) signature->result = Kind::structure;
}

/** Whether the calls of a function so declared can be done here; then all but who keeps the types alive is set. */
static bool read_signature(Signature* signature) {
  PyObject* converters = signature->converters;
  const Py_ssize_t count = converters == nullptr ? 0 : PyTuple_GET_SIZE(converters);
  read_result(signature);
  if (signature->result == Kind::other || count > most_parameters) return false;
  for (Py_ssize_t i = 0; i < count; i++) {
    signature->parameters[i] = parameter_of(PyTuple_GET_ITEM(converters, i));
    const PyMethodDef* method;
    if (signature->parameters[i].kind == Kind::other || owner_of(PyTuple_GET_ITEM(converters, i), &method) == nullptr) return false;
    signature->methods[i] = method;
    if (signature->parameters[i].version != 0) signature->is_lasting = false;
  }
  signature->count = static_cast<int>(count);
  signature->is_quick = is_quick_function(signature->address, &signature->sized);
  return true;
}

static void drop_signature(Signature* signature) {
  if (signature == nullptr) return;
  const bool owns = signature->is_known && signature->is_lasting;
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
    if (each == nullptr || !each->is_known || !each->is_lasting || each->converters == nullptr || !compat::is_unique(each->converters)) continue;
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
    if (signature->converters != converters || signature->address != address || !has_result(signature->result_type, signature->getter, result_type)) continue;
    if (signature->result == Kind::structure && compat::type_version(reinterpret_cast<PyTypeObject*>(result_type)) != signature->result_version) continue;
    if (signature->is_known && !signature->is_lasting && !has_converters(*signature, converters)) continue;
    return signature;
  }
  drop_unused();
  Signature read{};
  read.is_lasting = true;
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
  if (made->is_known && made->is_lasting) Py_XINCREF(converters);
  Signature* before = signatures[place];
  signatures[place] = made;
  drop_signature(before);
  // Where that ran code, it may have been replaced.
  return signatures[place];
}

}  // namespace rt::foreign
