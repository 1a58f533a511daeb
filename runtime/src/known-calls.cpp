/** What CPython's Python/bltinmodule.c, Objects/listobject.c, dictobject.c and unicodeobject.c do, for plain arguments. */
#include "known-calls.hpp"

#include "names.hpp"
#include "rt/boxes.hpp"
#include "rt/operations/arithmetic.hpp"

namespace rt {

struct KnownName {
  const char* name;
  KnownCall known;
};
struct KnownMethod {
  PyTypeObject* type;
  const char* name;
  KnownCall known;
};

KnownCall known_function(PyObject* function) {
  static constexpr KnownName table[] = {
      {"abs", KnownCall::absolute},     {"chr", KnownCall::character}, {"isinstance", KnownCall::is_instance}, {"len", KnownCall::length},
      {"max", KnownCall::maximum},      {"min", KnownCall::minimum},   {"ord", KnownCall::ordinal},
  };
  auto* object = reinterpret_cast<PyCFunctionObject*>(function);
  PyObject* module = object->m_self;
  if (module == nullptr || !PyModule_Check(module)) return KnownCall::none;
  // By its definition, which nobody can change.
  const PyModuleDef* definition = PyModule_GetDef(module);
  if (definition == nullptr || definition->m_name == nullptr || std::strcmp(definition->m_name, "builtins") != 0) return KnownCall::none;
  for (const auto& [name, known] : table)
    if (std::strcmp(object->m_ml->ml_name, name) == 0) return known;
  return KnownCall::none;
}

KnownCall known_method(PyObject* descriptor) {
  static const KnownMethod table[] = {
      {&PyDict_Type, "get", KnownCall::dict_get},           {&PyList_Type, "append", KnownCall::list_append},
      {&PyList_Type, "pop", KnownCall::list_pop},           {&PyUnicode_Type, "endswith", KnownCall::text_ends},
      {&PyUnicode_Type, "startswith", KnownCall::text_starts},
  };
  auto* object = reinterpret_cast<PyMethodDescrObject*>(descriptor);
  for (const auto& [type, name, known] : table)
    if (PyDescr_TYPE(object) == type && std::strcmp(object->d_method->ml_name, name) == 0) return known;
  return KnownCall::none;
}

/** The `len` of a container that has its size at hand; -1 for any other object. */
static inline Py_ssize_t quick_length(PyObject* object) {
  PyTypeObject* type = Py_TYPE(object);
  if (type == &PyList_Type || type == &PyTuple_Type || type == &PyBytes_Type) return Py_SIZE(object);
  if (type == &PyDict_Type) return PyDict_GET_SIZE(object);
  if (type == &PyUnicode_Type && PyUnicode_IS_READY(object)) return PyUnicode_GET_LENGTH(object);
  if (type == &PySet_Type) return PySet_GET_SIZE(object);
  return -1;
}

constexpr int undecided = 2;

/** `PyType_IsSubtype`. */
static inline bool is_subtype(PyTypeObject* type, PyObject* cls) {
  PyObject* bases = type->tp_mro;
  if (bases == nullptr) return PyType_IsSubtype(type, reinterpret_cast<PyTypeObject*>(cls)) != 0;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++)
    if (PyTuple_GET_ITEM(bases, i) == cls) return true;
  return false;
}

/** Whether an object says of its `__class__` nothing but its type. */
static bool tells_its_type(PyTypeObject* type) {
  static PyObject* const usual = compat::type_lookup(&PyBaseObject_Type, known(Name::class_of));
  return type->tp_getattro == PyObject_GenericGetAttr && usual != nullptr && compat::type_lookup(type, known(Name::class_of)) == usual;
}

/** Whether an object is an instance of a class, or of one of a tuple (`object_isinstance` in Objects/abstract.c); `undecided` where code may run. */
static inline int is_instance_of(PyObject* object, PyObject* classes) {
  PyTypeObject* type = Py_TYPE(object);
  const bool are_several = PyTuple_CheckExact(classes);
  // The interpreter counts a level for the tuple.
  if (are_several && !compat::may_call(compat::current_thread())) return undecided;
  PyObject* const* each = are_several ? &PyTuple_GET_ITEM(classes, 0) : &classes;
  bool is_told = false;
  for (PyObject* const* end = each + (are_several ? PyTuple_GET_SIZE(classes) : 1); each < end; each++) {
    if (reinterpret_cast<PyObject*>(type) == *each) return 1;
    // One whose class has a say in it.
    if (!Py_IS_TYPE(*each, &PyType_Type)) return undecided;
    if (is_subtype(type, *each)) return 1;
    // Then its `__class__` is asked.
    if (!is_told && !tells_its_type(type)) return undecided;
    is_told = true;
  }
  return 0;
}

/** The place of the least or greatest of numbers of one kind, the first where some are equal; -1 where they are no such. */
template <bool Greatest>
static inline Py_ssize_t extreme(PyObject* const* items, Py_ssize_t count) {
  Py_ssize_t best = 0;
  if (Py_IS_TYPE(items[0], &PyFloat_Type)) {
    for (Py_ssize_t i = 1; i < count; i++) {
      if (!Py_IS_TYPE(items[i], &PyFloat_Type)) return -1;
      const double value = PyFloat_AS_DOUBLE(items[i]), kept = PyFloat_AS_DOUBLE(items[best]);
      if (Greatest ? value > kept : value < kept) best = i;
    }
    return best;
  }
  std::int64_t kept;
  if (!Py_IS_TYPE(items[0], &PyLong_Type) || !compat::read_small(items[0], &kept)) return -1;
  for (Py_ssize_t i = 1; i < count; i++) {
    std::int64_t value;
    if (!Py_IS_TYPE(items[i], &PyLong_Type) || !compat::read_small(items[i], &value)) return -1;
    if (!(Greatest ? value > kept : value < kept)) continue;
    best = i;
    kept = value;
  }
  return best;
}

bool call_known_function(KnownCall known, PyObject* const* arguments, Py_ssize_t count, PyObject** result) {
  if (count == 0) return false;
  PyObject* first = arguments[0];
  switch (known) {
    case KnownCall::length: {
      const Py_ssize_t length = count == 1 ? quick_length(first) : -1;
      if (length >= 0) *result = box_int(length);
      return length >= 0;
    }
    case KnownCall::is_instance: {
      const int answer = count == 2 ? is_instance_of(first, arguments[1]) : undecided;
      if (answer != undecided) *result = Py_NewRef(answer != 0 ? Py_True : Py_False);
      return answer != undecided;
    }
    case KnownCall::minimum:
    case KnownCall::maximum: {
      const Py_ssize_t best = count < 2 ? -1 : known == KnownCall::minimum ? extreme<false>(arguments, count) : extreme<true>(arguments, count);
      if (best >= 0) *result = Py_NewRef(arguments[best]);
      return best >= 0;
    }
    case KnownCall::absolute: {
      if (count != 1) return false;
      std::int64_t value;
      if (Py_IS_TYPE(first, &PyFloat_Type)) *result = box_float(__builtin_fabs(PyFloat_AS_DOUBLE(first)));
      else if (Py_IS_TYPE(first, &PyLong_Type) && compat::read_small(first, &value)) *result = value < 0 ? box_int(-value) : Py_NewRef(first);
      else return false;
      return true;
    }
    case KnownCall::ordinal:
      if (count != 1 || !Py_IS_TYPE(first, &PyUnicode_Type) || !PyUnicode_IS_READY(first) || PyUnicode_GET_LENGTH(first) != 1) return false;
      *result = box_int(PyUnicode_READ_CHAR(first, 0));
      return true;
    case KnownCall::character: {
      std::int64_t value;
      if (count != 1 || !Py_IS_TYPE(first, &PyLong_Type) || !compat::read_digit(first, &value) || value < 0 || value > 0x10FFFF) return false;
      *result = PyUnicode_FromOrdinal(static_cast<int>(value));
      return true;
    }
    default: return false;
  }
}

/** As `list.append`. */
static inline PyObject* append(PyObject* object, PyObject* item) {
  auto* list = reinterpret_cast<PyListObject*>(object);
  const Py_ssize_t size = Py_SIZE(list);
  if (size < list->allocated) {
    PyList_SET_ITEM(object, size, Py_NewRef(item));
    Py_SET_SIZE(list, size + 1);
  } else if (PyList_Append(object, item) < 0) {
    return nullptr;
  }
  return Py_NewRef(Py_None);
}

bool call_known_method(KnownCall known, PyObject* const* operands, Py_ssize_t count, PyObject** result) {
  PyObject* receiver = operands[0];
  switch (known) {
    case KnownCall::list_append:
      if (count != 2) return false;
      *result = append(receiver, operands[1]);
      return true;
    case KnownCall::list_pop: {
      auto* list = reinterpret_cast<PyListObject*>(receiver);
      const Py_ssize_t last = Py_SIZE(list) - 1;
      // Else its memory shrinks.
      if (count != 1 || last < 0 || last < list->allocated >> 1) return false;
      Py_SET_SIZE(list, last);
      *result = list->ob_item[last];
      return true;
    }
    case KnownCall::dict_get: {
      if (count != 2 && count != 3) return false;
      PyObject* value = nullptr;
      if (!compat::find_text(receiver, operands[1], &value)) return false;
      *result = Py_NewRef(value != nullptr ? value : count == 3 ? operands[2] : Py_None);
      return true;
    }
    case KnownCall::text_starts:
    case KnownCall::text_ends: {
      if (count != 2 || !PyUnicode_Check(operands[1])) return false;
      const Py_ssize_t found = PyUnicode_Tailmatch(receiver, operands[1], 0, PY_SSIZE_T_MAX, known == KnownCall::text_starts ? -1 : 1);
      *result = found < 0 ? nullptr : Py_NewRef(found != 0 ? Py_True : Py_False);
      return true;
    }
    default: return false;
  }
}

}  // namespace rt
