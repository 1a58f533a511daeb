/** Calls from compiled code: compiled functions, classes and methods without detours, the rest by vectorcall. */
#include <alloca.h>

#include "attribute-lookup.hpp"
#include "call-compiled.hpp"
#include "ctypes/call.hpp"
#include "keyword-calls.hpp"
#include "known-calls.hpp"
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

using FastFunction = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t);
using FastFunctionWithKeywords = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

template <typename Function>
static inline Function as_function(PyCFunction function) {
  return reinterpret_cast<Function>(reinterpret_cast<void (*)()>(function));
}

/**
 * Calls a function or method in C without its vectorcall; false where that has to be. To those that take their arguments as an
 * array, the vectorcall would count a level of recursion, which the interpreter's specialized calls do not (`CALL_BUILTIN_FAST` and
 * its like); to the others these count one too.
 */
static inline bool call_in_c(PyThreadState* thread, PyObject* callee, const PyMethodDef* method, PyObject* self, PyObject* const* arguments,
                             Py_ssize_t count, PyObject* names, PyObject** result) {
  switch (method->ml_flags & ~(METH_STATIC | METH_CLASS | METH_COEXIST)) {
    case METH_FASTCALL:
      if (names != nullptr) return false;
      *result = compat::check_result(thread, callee, as_function<FastFunction>(method->ml_meth)(self, arguments, count));
      return true;
    case METH_FASTCALL | METH_KEYWORDS:
      *result = compat::check_result(thread, callee, as_function<FastFunctionWithKeywords>(method->ml_meth)(self, arguments, count, names));
      return true;
    case METH_O:
    case METH_NOARGS: {
      const bool takes_one = (method->ml_flags & METH_O) != 0;
      if (names != nullptr || count != (takes_one ? 1 : 0)) return false;
      *result = nullptr;
      if (__builtin_expect(!compat::enter_call(thread), 0)) return true;
      *result = compat::check_result(thread, callee, method->ml_meth(self, takes_one ? arguments[0] : nullptr));
      compat::leave_call(thread);
      return true;
    }
    default:
      return false;
  }
}

/** What the interpreter calls without counting a level of recursion; false for all else. */
static inline bool call_uncounted(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, PyObject* names, PyObject** result) {
  if (Py_IS_TYPE(callee, &PyCFunction_Type)) {
    const PyMethodDef* method = reinterpret_cast<PyCFunctionObject*>(callee)->m_ml;
    return call_in_c(thread, callee, method, PyCFunction_GET_SELF(callee), arguments, count, names, result);
  }
  if (Py_IS_TYPE(callee, &PyMethodDescr_Type)) {
    auto* descriptor = reinterpret_cast<PyMethodDescrObject*>(callee);
    if (count == 0 || !PyObject_TypeCheck(arguments[0], PyDescr_TYPE(descriptor))) return false;
    return call_in_c(thread, callee, descriptor->d_method, arguments[0], arguments + 1, count - 1, names, result);
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
static inline PyObject* call_object(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, Taken taken) {
  if (Py_IS_TYPE(callee, &PyFunction_Type)) return call_function(callee, arguments, count, nullptr, taken);
  PyObject* result = call_by_vectorcall(thread, callee, arguments, count);
  release_taken(arguments, taken);
  return polled(thread, result);
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

/** A call of the remembered code with fewer arguments than it has parameters: those after them have their defaults, or it is another's to call. */
static inline bool call_with_defaults(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, Taken taken, CallCache& cache,
                                      PyObject** result) {
  if (!Py_IS_TYPE(callee, &PyFunction_Type)) return false;
  auto* function = reinterpret_cast<PyFunctionObject*>(callee);
  constexpr Py_ssize_t most = 8;
  if (function->func_code != cache.code || count >= cache.count || cache.count > most || function->func_defaults == nullptr) return false;
  const Py_ssize_t unused = PyTuple_GET_SIZE(function->func_defaults) - (cache.count - count);
  if (unused < 0) return false;
  PyObject* all[most];
  for (Py_ssize_t i = 0; i < count; i++) all[i] = arguments[i];
  for (Py_ssize_t i = count; i < cache.count; i++) all[i] = PyTuple_GET_ITEM(function->func_defaults, unused + i - count);
  *result = cache.record->direct(thread, function, cache.record, all, taken);
  return true;
}

/** Calls any object; compiled functions directly. The caller keeps it alive. */
static inline PyObject* call_any(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, Taken taken,
                                 CallCache& cache) {
  if (is_remembered(callee, count, cache)) return call_remembered(thread, callee, arguments, taken, cache);
  PyObject* result;
  if (call_with_defaults(thread, callee, arguments, count, taken, cache, &result)) return result;
  if (is_compiled(callee)) return call_compiled_slow(thread, callee, arguments, count, taken, cache);
  return call_object(thread, callee, arguments, count, taken);
}

PyObject* call_with_one(PyObject* callee, PyObject* argument, CallCache& cache) {
  PyObject* arguments[] = {nullptr, argument};
  return call_any(compat::current_thread(), callee, arguments + 1, 1, 0, cache);
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
  PyObject* result = call_any(frame.thread, function, operands, count, taken | 1, cache);
  release(function);
  return result;
}

/** What a call of the class gives whose instance got `result` of its `__init__`. */
static PyObject* finish_instance(PyObject* instance, PyObject* result) {
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

/**
 * Makes an instance, with `initialize(__init__)`, which finds it for `operands[0]`, before and after the class. The interpreter keeps the
 * arguments until it is made.
 */
template <typename Initialize>
static inline PyObject* make_instance(PyObject** operands, const CallCache& cache, Initialize initialize) {
  PyObject* const type = operands[0];
  static PyObject* const none = PyTuple_New(0);
  PyObject* instance = PyBaseObject_Type.tp_new(reinterpret_cast<PyTypeObject*>(type), none, nullptr);
  if (instance == nullptr) return nullptr;
  operands[0] = instance;
  PyObject* function = Py_NewRef(cache.initialize);
  PyObject* result = initialize(function);
  release(function);
  operands[0] = type;
  return finish_instance(instance, result);
}

/** Whether the cache knows how the class makes its instances, or can be told. */
static inline bool knows_class(PyTypeObject* type, CallCache& cache) {
  if (compat::type_version(type) != cache.version || cache.version == 0) {
    // A built-in class is as good by vectorcall, and an earlier class stays remembered.
    if (type->tp_init != nullptr && (type->tp_flags & Py_TPFLAGS_HEAPTYPE)) fill_class(type, cache);
  }
  return cache.version != 0 && compat::type_version(type) == cache.version;
}

/** Which function in C it is, remembered. */
static inline KnownCall known_call_of(PyObject* function, CallCache& cache) {
  const PyMethodDef* method = reinterpret_cast<PyCFunctionObject*>(function)->m_ml;
  if (__builtin_expect(method != cache.method, 0)) {
    cache.method = method;
    cache.known = known_function(function);
  }
  return cache.known;
}

/** Calls a method in C with its receiver, which is of its type. */
static inline PyObject* call_descriptor(PyThreadState* thread, PyObject* callee, PyObject* const* operands, Py_ssize_t count, Taken taken) {
  PyObject* result;
  auto* descriptor = reinterpret_cast<PyMethodDescrObject*>(callee);
  if (!call_in_c(thread, callee, descriptor->d_method, operands[0], operands + 1, count - 1, nullptr, &result))
    result = call_by_vectorcall(thread, callee, operands, count);
  release_taken(operands, taken);
  return polled(thread, result);
}

PyObject* call(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, CallCache& cache) {
  PyObject* callee = operands[0];
  PyObject* result;
  if (Py_IS_TYPE(callee, &PyCFunction_Type)) {
    const KnownCall known = known_call_of(callee, cache);
    if (known != KnownCall::none && call_known_function(known, operands + 1, count - 1, &result)) {
      release_taken(operands, taken);
      return result;
    }
    if (known == KnownCall::length && count == 2) {
      // The interpreter's call of it counts no level.
      const auto* function = reinterpret_cast<PyCFunctionObject*>(callee);
      result = compat::check_result(frame.thread, callee, function->m_ml->ml_meth(function->m_self, operands[1]));
    } else {
      result = call_by_vectorcall(frame.thread, callee, operands + 1, count - 1);
    }
    release_taken(operands, taken);
    return polled(frame.thread, result);
  }
  if (is_remembered(callee, count - 1, cache)) {
    result = call_remembered(frame.thread, callee, operands + 1, taken >> 1, cache);
    release_taken(operands, taken & 1);
    return result;
  }
  if (is_bound_function(callee)) return call_bound(frame, operands, count, taken, cache);
  if (Py_IS_TYPE(callee, &PyType_Type)) {
    if (knows_class(reinterpret_cast<PyTypeObject*>(callee), cache)) {
      result = make_instance(operands, cache, [&](PyObject* function) { return call_any(frame.thread, function, operands, count, 0, cache); });
      release_taken(operands, taken);
      return result;
    }
  }
  if (Py_IS_TYPE(callee, &PyFunction_Type)) {
    result = call_any(frame.thread, callee, operands + 1, count - 1, taken >> 1, cache);
    release_taken(operands, taken & 1);
    return result;
  }
  result = call_by_vectorcall(frame.thread, callee, operands + 1, count - 1);
  release_taken(operands, taken);
  return polled(frame.thread, result);
}

PyObject* call_keywords(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, PyObject* names, KeywordCache& cache) {
  const Py_ssize_t positional = count - 1 - PyTuple_GET_SIZE(names);
  PyObject* callee = operands[0];
  if (Py_IS_TYPE(callee, &PyFunction_Type)) {
    PyObject* result = call_named(frame.thread, callee, operands + 1, positional, names, taken >> 1, cache);
    release_taken(operands, taken & 1);
    return result;
  }
  if (is_bound_function(callee)) {
    PyObject* function = Py_NewRef(PyMethod_GET_FUNCTION(callee));
    operands[0] = Py_NewRef(PyMethod_GET_SELF(callee));
    if ((taken & 1) != 0) release(callee);
    PyObject* result = call_named(frame.thread, function, operands, positional + 1, names, taken | 1, cache);
    release(function);
    return result;
  }
  if (Py_IS_TYPE(callee, &PyType_Type) && knows_class(reinterpret_cast<PyTypeObject*>(callee), cache.call)) {
    PyObject* result = make_instance(operands, cache.call, [&](PyObject* function) { return call_named(frame.thread, function, operands, positional + 1, names, 0, cache); });
    release_taken(operands, taken);
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

/** Whether a method in C may have the object for its receiver. */
[[nodiscard]] static inline bool is_of_type(PyObject* receiver, PyObject* descriptor) {
  return PyObject_TypeCheck(receiver, PyDescr_TYPE(reinterpret_cast<PyMethodDescrObject*>(descriptor)));
}

/** Calls what the class has for a method, with the receiver as first argument. */
static RT_INLINE PyObject* call_entry(PyThreadState* thread, PyObject* const* operands, Py_ssize_t count, Taken taken, AttributeEntry& entry) {
  PyObject* result;
  if (entry.call.known != KnownCall::none && call_known_method(entry.call.known, operands, count, &result)) {
    release_taken(operands, taken);
    return result;
  }
  // The class may let go of its method while it runs.
  PyObject* found = Py_NewRef(entry.found);
  if (is_remembered(found, count, entry.call)) result = call_remembered(thread, found, operands, taken, entry.call);
  else if (entry.call.method != nullptr) result = call_descriptor(thread, found, operands, count, taken);
  else result = call_any(thread, found, operands, count, taken, entry.call);
  release(found);
  return result;
}

RT_APART static PyObject* call_method_slow(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, PyObject* name, int unit,
                                           AttributeCache& cache) {
  PyObject* receiver = operands[0];
  AttributeEntry& entry = entry_for<fill_attribute>(receiver, name, cache);
  if (__builtin_expect(entry.is_method, 1)) {
    if (entry.kind == unshadowed_attribute || is_unshadowed(receiver, name, entry)) {
      if (unit >= 0) frame.at(unit);
      return call_entry(frame.thread, operands, count, taken, entry);
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
  CallCache& called = cache.other;
  if (!is_method) {
    // The receiver is none of the call's.
    release_taken(operands, taken & 1);
    operands[0] = callee;
    return call(frame, operands, count, taken | 1, called);
  }
  PyObject* result = call_any(frame.thread, callee, operands, count, taken, called);
  release(callee);
  return result;
}

PyObject* call_method(Frame& frame, PyObject** operands, Py_ssize_t count, Taken taken, PyObject* name, int unit,
                      AttributeCache& cache) {
  PyTypeObject* type = Py_TYPE(operands[0]);
  AttributeEntry& entry = cache.entries[0];
  const bool is_here = compat::type_version(type) == entry.version && entry.version != 0 && entry.is_method &&
                       (entry.kind == unshadowed_attribute || (compat::instance_values(operands[0]) != nullptr &&
                        compat::key_count(compat::instance_keys(type)) == static_cast<Py_ssize_t>(entry.state)));
  if (__builtin_expect(!is_here, 0)) return call_method_slow(frame, operands, count, taken, name, unit, cache);
  if (unit >= 0) frame.at(unit);
  return call_entry(frame.thread, operands, count, taken, entry);
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
  if (Py_IS_TYPE(operands[0], &PyMethodDescr_Type) && is_of_type(operands[1], operands[0])) {
    const PyMethodDef* method = reinterpret_cast<PyMethodDescrObject*>(operands[0])->d_method;
    if (__builtin_expect(method != cache.method, 0)) {
      cache.method = method;
      cache.known = known_method(operands[0]);
    }
    if (cache.known != KnownCall::none && call_known_method(cache.known, operands + 1, count - 1, &result)) release_taken(operands + 1, taken >> 1);
    else result = call_descriptor(frame.thread, operands[0], operands + 1, count - 1, taken >> 1);
  } else {
    result = call_any(frame.thread, operands[0], operands + 1, count - 1, taken >> 1, cache);
  }
  release_taken(operands, taken & 1);
  return result;
}

}  // namespace rt
