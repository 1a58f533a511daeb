/** Calls from compiled code: compiled functions, classes and methods without detours, the rest by vectorcall. */
#include <alloca.h>

#include "attribute-lookup.hpp"
#include "call-compiled.hpp"
#include "ctypes/call.hpp"
#include "names.hpp"
#include "rt/boxes.hpp"
#include "rt/operations/objects.hpp"
#include "rt/references.hpp"

namespace rt {

static inline vectorcallfunc vectorcall_of(PyObject* callee) {
  PyTypeObject* type = Py_TYPE(callee);
  if ((type->tp_flags & Py_TPFLAGS_HAVE_VECTORCALL) == 0) return nullptr;
  return *reinterpret_cast<vectorcallfunc*>(reinterpret_cast<char*>(callee) + type->tp_vectorcall_offset);
}

/** The interpreter's own `len` and `isinstance`, whatever the program binds to these names. */
struct KnownFunctions {
  PyObject *length, *is_instance;
};
static const KnownFunctions& known_functions() {
  static const KnownFunctions functions = [] {
    const auto original = [](const char* name) {
      Owned found = find_item(PyEval_GetBuiltins(), name);
      // Where memory is short for the look-up, calls are ordinary ones.
      if (!found) PyErr_Clear();
      return found && PyCFunction_CheckExact(found.get()) ? found.give() : nullptr;
    };
    return KnownFunctions{original("len"), original("isinstance")};
  }();
  return functions;
}

using FastFunction = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t);
using FastFunctionWithKeywords = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

template <typename Function>
static inline Function as_function(PyCFunction function) {
  return reinterpret_cast<Function>(reinterpret_cast<void (*)()>(function));
}

/**
 * Calls a function or method in C that takes its arguments as an array; false where it is none. Its vectorcall would count a
 * level of recursion, which the interpreter's specialized calls do not (`CALL_BUILTIN_FAST` and its like).
 */
static inline bool call_fast(PyThreadState* thread, PyObject* callee, const PyMethodDef* method, PyObject* self, PyObject* const* arguments,
                             Py_ssize_t count, PyObject* names, PyObject** result) {
  switch (method->ml_flags & ~(METH_STATIC | METH_CLASS | METH_COEXIST)) {
    case METH_FASTCALL:
      if (names != nullptr) return false;
      *result = compat::check_result(thread, callee, as_function<FastFunction>(method->ml_meth)(self, arguments, count));
      return true;
    case METH_FASTCALL | METH_KEYWORDS:
      *result = compat::check_result(thread, callee, as_function<FastFunctionWithKeywords>(method->ml_meth)(self, arguments, count, names));
      return true;
    default:
      return false;
  }
}

/** What the interpreter calls without counting a level of recursion; false for all else. */
static inline bool call_uncounted(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, PyObject* names, PyObject** result) {
  if (Py_IS_TYPE(callee, &PyCFunction_Type)) {
    const PyMethodDef* method = reinterpret_cast<PyCFunctionObject*>(callee)->m_ml;
    if (callee == known_functions().length && count == 1 && names == nullptr) {
      *result = compat::check_result(thread, callee, method->ml_meth(PyCFunction_GET_SELF(callee), arguments[0]));
      return true;
    }
    return call_fast(thread, callee, method, PyCFunction_GET_SELF(callee), arguments, count, names, result);
  }
  if (Py_IS_TYPE(callee, &PyMethodDescr_Type)) {
    auto* descriptor = reinterpret_cast<PyMethodDescrObject*>(callee);
    if (count == 0 || !PyObject_TypeCheck(arguments[0], PyDescr_TYPE(descriptor))) return false;
    return call_fast(thread, callee, descriptor->d_method, arguments[0], arguments + 1, count - 1, names, result);
  }
  if (callee == reinterpret_cast<PyObject*>(&PyUnicode_Type) && count == 1 && names == nullptr) {
    *result = PyObject_Str(arguments[0]);
    return true;
  }
  return false;
}

/** A call by vectorcall; the place before the arguments is ours to lend. */
static inline PyObject* call_by_vectorcall(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count) {
  PyObject* result;
  if (call_uncounted(thread, callee, arguments, count, nullptr, &result)) return result;
  const size_t flags = static_cast<size_t>(count) | PY_VECTORCALL_ARGUMENTS_OFFSET;
  const vectorcallfunc target = vectorcall_of(callee);
  if (target == nullptr) {
    const bool is_direct = foreign::is_function_type(Py_TYPE(callee)) && foreign::call_directly(thread, callee, arguments, count, &result);
    return is_direct ? result : PyObject_Vectorcall(callee, arguments, flags, nullptr);
  }
  return compat::check_result(thread, callee, target(callee, arguments, flags, nullptr));
}
static inline PyObject* call_object(Frame& frame, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, Taken taken) {
  if (Py_IS_TYPE(callee, &PyFunction_Type)) return call_function(callee, arguments, count, nullptr, taken);
  PyObject* result = call_by_vectorcall(frame.thread, callee, arguments, count);
  release_taken(arguments, taken);
  return polled(frame.thread, result);
}

/** The slot of classes with an `__init__` in Python, from one that every interpreter has. Null with an exception set. */
static initproc python_initializer() {
  static initproc slot = nullptr;
  if (slot != nullptr) return slot;
  // Not by the program's `__import__`, which may be its own.
  const Owned module(PyImport_ImportModuleLevel("_frozen_importlib", nullptr, nullptr, nullptr, 0));
  const Owned sample(module ? PyObject_GetAttrString(module.get(), "ModuleSpec") : nullptr);
  if (sample && PyType_Check(sample.get())) slot = reinterpret_cast<PyTypeObject*>(sample.get())->tp_init;
  return slot;
}

/** Remembers a class whose instances are made by `object.__new__` and a Python `__init__`. */
static void fill_class(PyTypeObject* type, CallCache& cache) {
  cache.version = 0;
  const initproc initializer = python_initializer();
  if (initializer == nullptr) PyErr_Clear();
  if (initializer == nullptr || type->tp_new != PyBaseObject_Type.tp_new || type->tp_init != initializer) return;
  PyObject* initialize = compat::type_lookup(type, known(Name::init));
  if (initialize == nullptr || !Py_IS_TYPE(initialize, &PyFunction_Type)) return;
  cache.version = compat::type_version(type);
  cache.initialize = initialize;
}

/** Calls any object; compiled functions directly. The caller keeps it alive. */
static inline PyObject* call_any(Frame& frame, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, Taken taken,
                                 CallCache& cache) {
  if (is_remembered(callee, count, cache)) return call_remembered(frame.thread, callee, arguments, taken, cache);
  if (is_compiled(callee)) return call_compiled_slow(frame.thread, callee, arguments, count, taken, cache);
  return call_object(frame, callee, arguments, count, taken);
}

[[nodiscard]] static inline bool is_bound_function(PyObject* callee) {
  return Py_IS_TYPE(callee, &PyMethod_Type) && Py_IS_TYPE(PyMethod_GET_FUNCTION(callee), &PyFunction_Type);
}

/** Calls a bound method's function; its reference to the receiver is one of the callee's arguments, and no other's. */
static PyObject* call_bound(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, CallCache& cache) {
  PyObject* method = operands[0];
  PyObject* function = Py_NewRef(PyMethod_GET_FUNCTION(method));
  operands[0] = Py_NewRef(PyMethod_GET_SELF(method));
  if ((taken & 1) != 0) release(method);
  PyObject* result = call_any(frame, function, operands, count, taken | 1, cache);
  release(function);
  return result;
}

/** The interpreter keeps the arguments until the instance is made. */
static PyObject* make_instance(Frame& frame, PyObject* const* operands, Py_ssize_t count, CallCache& cache) {
  auto* type = reinterpret_cast<PyTypeObject*>(operands[0]);
  static PyObject* const none = PyTuple_New(0);
  PyObject* instance = PyBaseObject_Type.tp_new(type, none, nullptr);
  if (instance == nullptr) return nullptr;
  auto** arguments = static_cast<PyObject**>(alloca(sizeof(PyObject*) * static_cast<size_t>(count + 1))) + 1;
  arguments[0] = instance;
  for (Py_ssize_t i = 1; i < count; i++) arguments[i] = operands[i];
  PyObject* initialize = Py_NewRef(cache.initialize);
  PyObject* result = call_any(frame, initialize, arguments, count, 0, cache);
  release(initialize);
  if (__builtin_expect(result == Py_None, 1)) {
    release(result);
    return instance;
  }
  if (result != nullptr) {
    PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'", Py_TYPE(result)->tp_name);
    release(result);
  }
  release(instance);
  return nullptr;
}

/** The `len` of a container that has its size at hand; -1 for any other object. */
static inline Py_ssize_t quick_length(PyObject* object) {
  PyTypeObject* type = Py_TYPE(object);
  if (type == &PyList_Type || type == &PyTuple_Type) return Py_SIZE(object);
  if (type == &PyDict_Type) return PyDict_GET_SIZE(object);
  if (type == &PyUnicode_Type && PyUnicode_IS_READY(object)) return PyUnicode_GET_LENGTH(object);
  return -1;
}

/** Whether a call of a built-in function needs no more than a look at its argument: then its result, or null as any call. */
static inline bool quick_builtin(PyObject* callee, PyObject* const* arguments, Py_ssize_t count, PyObject** result) {
  const KnownFunctions& functions = known_functions();
  if (callee == functions.length && count == 1) {
    const Py_ssize_t length = quick_length(arguments[0]);
    if (length >= 0) *result = box_int(length);
    return length >= 0;
  }
  // A class without a say in it, which the object's class has among its bases.
  if (callee == functions.is_instance && count == 2 && Py_IS_TYPE(arguments[1], &PyType_Type) &&
      PyType_IsSubtype(Py_TYPE(arguments[0]), reinterpret_cast<PyTypeObject*>(arguments[1]))) {
    *result = Py_NewRef(Py_True);
    return true;
  }
  return false;
}

PyObject* call(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, CallCache& cache) {
  PyObject* callee = operands[0];
  PyObject* result;
  if (Py_IS_TYPE(callee, &PyCFunction_Type)) {
    result = nullptr;
    const bool is_quick = quick_builtin(callee, operands + 1, count - 1, &result);
    if (!is_quick) result = call_by_vectorcall(frame.thread, callee, operands + 1, count - 1);
    release_taken(operands, taken);
    return is_quick ? result : polled(frame.thread, result);
  }
  if (is_remembered(callee, count - 1, cache)) {
    result = call_remembered(frame.thread, callee, operands + 1, taken >> 1, cache);
    release_taken(operands, taken & 1);
    return result;
  }
  if (is_bound_function(callee)) return call_bound(frame, operands, count, taken, cache);
  if (Py_IS_TYPE(callee, &PyType_Type)) {
    auto* type = reinterpret_cast<PyTypeObject*>(callee);
    if (compat::type_version(type) != cache.version || cache.version == 0) {
      // A built-in class is as good by vectorcall, and an earlier class stays remembered.
      if (type->tp_init != nullptr && (type->tp_flags & Py_TPFLAGS_HEAPTYPE)) fill_class(type, cache);
    }
    if (cache.version != 0 && compat::type_version(type) == cache.version) {
      result = make_instance(frame, operands, count, cache);
      release_taken(operands, taken);
      return result;
    }
  }
  if (Py_IS_TYPE(callee, &PyFunction_Type)) {
    result = call_any(frame, callee, operands + 1, count - 1, taken >> 1, cache);
    release_taken(operands, taken & 1);
    return result;
  }
  result = call_by_vectorcall(frame.thread, callee, operands + 1, count - 1);
  release_taken(operands, taken);
  return polled(frame.thread, result);
}

PyObject* call_keywords(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, PyObject* names) {
  const Py_ssize_t positional = count - 1 - PyTuple_GET_SIZE(names);
  PyObject* callee = operands[0];
  if (Py_IS_TYPE(callee, &PyFunction_Type)) {
    PyObject* result = call_function(callee, operands + 1, positional, names, taken >> 1);
    release_taken(operands, taken & 1);
    return result;
  }
  if (is_bound_function(callee)) {
    PyObject* function = Py_NewRef(PyMethod_GET_FUNCTION(callee));
    operands[0] = Py_NewRef(PyMethod_GET_SELF(callee));
    if ((taken & 1) != 0) release(callee);
    PyObject* result = call_function(function, operands, positional + 1, names, taken | 1);
    release(function);
    return result;
  }
  PyObject* result;
  if (!call_uncounted(frame.thread, callee, operands + 1, positional, names, &result)) {
    result = PyObject_Vectorcall(callee, operands + 1, static_cast<size_t>(positional) | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
  }
  release_taken(operands, taken);
  return polled(frame.thread, result);
}

bool call_unpacked(PyObject** operands, Taken taken, PyObject** result) {
  // Else the interpreter itself keeps the tuple as long as the call goes on.
  if (!compat::drops_unpacked_arguments) return false;
  PyObject *callee = operands[0], *tuple = operands[1], *keywords = operands[2] == Py_None ? nullptr : operands[2];
  constexpr Py_ssize_t most = most_taken;
  const Py_ssize_t positional = PyTuple_GET_SIZE(tuple);
  const Py_ssize_t named = keywords == nullptr ? 0 : PyDict_GET_SIZE(keywords);
  if (!Py_IS_TYPE(callee, &PyFunction_Type) || positional + named > most || (keywords != nullptr && !PyDict_CheckExact(keywords))) return false;
  PyObject *key, *value;
  Py_ssize_t position = 0;
  while (named > 0 && PyDict_Next(keywords, &position, &key, &value) != 0)
    if (!PyUnicode_Check(key)) return false;
  PyObject* names = named == 0 ? nullptr : PyTuple_New(named);
  if (named > 0 && names == nullptr) return false;
  PyObject* arguments[most];
  for (Py_ssize_t i = 0; i < positional; i++) arguments[i] = Py_NewRef(PyTuple_GET_ITEM(tuple, i));
  position = 0;
  for (Py_ssize_t i = 0; i < named && PyDict_Next(keywords, &position, &key, &value) != 0; i++) {
    PyTuple_SET_ITEM(names, i, Py_NewRef(key));
    arguments[positional + i] = Py_NewRef(value);
  }
  release_taken(operands, taken & ~Taken(1));
  *result = call_function(callee, arguments, positional, names, static_cast<Taken>((std::uint64_t(1) << (positional + named)) - 1));
  Py_XDECREF(names);
  release_taken(operands, taken & 1);
  return true;
}

static PyObject* append_method() {
  static PyObject* const method = compat::type_lookup(&PyList_Type, known(Name::append));
  return method;
}

/** `list.append` where the callee is that very method and the receiver therefore a list. */
static inline PyObject* append(PyObject* object, PyObject* item) {
  if (!PyList_Check(object)) {
    PyObject* const operands[] = {object, item};
    return PyObject_Vectorcall(append_method(), operands, 2, nullptr);
  }
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

/** Calls what the class has for a method, with the receiver as first argument. */
static inline PyObject* call_entry(Frame& frame, PyObject* const* operands, Py_ssize_t count, Taken taken, AttributeEntry& entry) {
  // The class may let go of its method while it runs.
  PyObject* found = Py_NewRef(entry.found);
  PyObject* result;
  if (is_remembered(found, count, entry.call)) {
    result = call_remembered(frame.thread, found, operands, taken, entry.call);
  } else if (found == append_method() && count == 2) {
    result = append(operands[0], operands[1]);
    release_taken(operands, taken);
  } else {
    result = call_any(frame, found, operands, count, taken, entry.call);
  }
  release(found);
  return result;
}

PyObject* call_method(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, PyObject* name, int unit,
                      AttributeCache& cache) {
  PyObject* receiver = operands[0];
  AttributeEntry& entry = entry_for<fill_attribute>(receiver, name, cache);
  if (__builtin_expect(entry.is_method, 1)) {
    if (entry.kind == unshadowed_attribute || is_unshadowed(receiver, name, entry)) {
      if (unit >= 0) frame.at(unit);
      return call_entry(frame, operands, count, taken, entry);
    }
    if (PyErr_Occurred()) {
      release_taken(operands, taken);
      return nullptr;
    }
  }
  PyObject* callee = nullptr;
  const bool is_method = entry.kind == any_attribute && compat::get_method(receiver, name, &callee);
  if (entry.kind != any_attribute) callee = attribute_get_slow(receiver, name, cache);
  if (callee == nullptr) {
    release_taken(operands, taken);
    return nullptr;
  }
  if (unit >= 0) frame.at(unit);
  CallCache& called = cache.entries[0].call;
  if (!is_method) {
    // The receiver is none of the call's.
    release_taken(operands, taken & 1);
    operands[0] = callee;
    return call(frame, operands, count, taken | 1, called);
  }
  PyObject* result = call_any(frame, callee, operands, count, taken, called);
  release(callee);
  return result;
}

PyObject* method_get(PyObject* receiver, PyObject* name, PyObject** self, AttributeCache& cache) {
  AttributeEntry& entry = entry_for<fill_attribute>(receiver, name, cache);
  if (entry.is_method) {
    if (entry.kind == unshadowed_attribute || is_unshadowed(receiver, name, entry)) {
      *self = Py_NewRef(receiver);
      return Py_NewRef(entry.found);
    }
    if (PyErr_Occurred()) return nullptr;
  } else if (entry.kind == any_attribute) {
    PyObject* method = nullptr;
    if (compat::get_method(receiver, name, &method)) *self = Py_NewRef(receiver);
    return method;
  }
  return attribute_get(receiver, name, cache);
}

PyObject* call_found(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, CallCache& cache) {
  if (operands[1] == nullptr) {
    operands[1] = operands[0];
    return call(frame, operands + 1, count - 1, (taken >> 1 & ~Taken(1)) | (taken & 1), cache);
  }
  PyObject* result;
  if (count == 3 && operands[0] == append_method()) {
    result = append(operands[1], operands[2]);
    release_taken(operands + 1, taken >> 1);
  } else {
    result = call_any(frame, operands[0], operands + 1, count - 1, taken >> 1, cache);
  }
  release_taken(operands, taken & 1);
  return result;
}

}  // namespace rt
