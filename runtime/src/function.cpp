/** Calls into compiled functions: binding, the frame, and the two ways in (vectorcall, and stub code). */
#include "rt/function.hpp"

#include <alloca.h>

#include "call-compiled.hpp"
#include "rt/boxes.hpp"
#include "rt/function-loading.hpp"

namespace rt {

/** The interpreter's own vectorcall of functions, which no version exports under one name. */
static vectorcallfunc interpreted_vectorcall = nullptr;

/** The last constant of stub code, by which its prefix reaches the native body. */
struct Entry {
  PyObject_HEAD
  FunctionRecord* record;
};
static FunctionRecord* record_of(PyObject* entry) { return reinterpret_cast<Entry*>(entry)->record; }

static int is_entry_watched(PyObject* entry) {
  return compat::is_watched(compat::current_thread(), record_of(entry)->code) ? 1 : 0;
}
/** As an iterator, it has ended where the function is watched. */
static PyObject* next_of_entry(PyObject* entry) { return is_entry_watched(entry) ? nullptr : Py_NewRef(Py_None); }
static PyObject* run_stub(PyObject* entry);
/** The instruction with which every prefix ends. */
static compat::CodeUnit return_unit;
static PyNumberMethods entry_operators = [] {
  PyNumberMethods operators = {};
  operators.nb_bool = is_entry_watched;
  operators.nb_invert = run_stub;
  return operators;
}();
static PyTypeObject entry_type = [] {
  PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
  type.tp_name = "taipan.compiled_body";
  type.tp_basicsize = sizeof(Entry);
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION;
  type.tp_as_number = &entry_operators;
  type.tp_iternext = next_of_entry;
  return type;
}();

FunctionRecord* record_of(PyCodeObject* code) {
  const Py_ssize_t count = PyTuple_GET_SIZE(code->co_consts);
  if (count == 0) return nullptr;
  PyObject* last = PyTuple_GET_ITEM(code->co_consts, count - 1);
  return Py_IS_TYPE(last, &entry_type) ? record_of(last) : nullptr;
}

/** Index of the parameter with this name, or -1. Names are nearly always the same interned object. */
static int find_parameter(PyCodeObject* code, int first, int count, PyObject* name) {
  for (int i = first; i < count; i++)
    if (PyTuple_GET_ITEM(code->co_localsplusnames, i) == name) return i;
  for (int i = first; i < count; i++)
    if (PyUnicode_Compare(PyTuple_GET_ITEM(code->co_localsplusnames, i), name) == 0) return i;
  return -1;
}

/** Fills parameters without an argument from the function's defaults; false where one is missing. */
static bool fill_defaults(PyFunctionObject* function, PyCodeObject* code, PyObject** bound) {
  const int positional = code->co_argcount;
  PyObject* defaults = function->func_defaults;
  const int first_default = positional - (defaults == nullptr ? 0 : static_cast<int>(PyTuple_GET_SIZE(defaults)));
  for (int i = 0; i < positional; i++) {
    if (bound[i] != nullptr) continue;
    if (i < first_default) return false;
    bound[i] = Py_NewRef(PyTuple_GET_ITEM(defaults, i - first_default));
  }
  for (int i = positional; i < positional + code->co_kwonlyargcount; i++) {
    if (bound[i] != nullptr) continue;
    PyObject* name = PyTuple_GET_ITEM(code->co_localsplusnames, i);
    PyObject* value = function->func_kwdefaults == nullptr ? nullptr : PyDict_GetItemWithError(function->func_kwdefaults, name);
    if (value == nullptr) return false;
    bound[i] = Py_NewRef(value);
  }
  return true;
}

/** Binds any call; false where the interpreter would raise (or an error is set): the call is then replayed there. */
static bool bind_all(PyFunctionObject* function, PyCodeObject* code, PyObject* const* arguments, Py_ssize_t count,
                     PyObject* names, PyObject** bound) {
  const int positional = code->co_argcount;
  const int named = positional + code->co_kwonlyargcount;
  int next = named;
  PyObject* keywords = nullptr;
  for (Py_ssize_t i = 0; i < count && i < positional; i++) bound[i] = Py_NewRef(arguments[i]);
  if ((code->co_flags & CO_VARARGS) != 0) {
    const Py_ssize_t rest = count > positional ? count - positional : 0;
    PyObject* tuple = PyTuple_New(rest);
    if (tuple == nullptr) return false;
    for (Py_ssize_t i = 0; i < rest; i++) PyTuple_SET_ITEM(tuple, i, Py_NewRef(arguments[positional + i]));
    bound[next++] = tuple;
  } else if (count > positional) {
    return false;
  }
  if ((code->co_flags & CO_VARKEYWORDS) != 0) {
    keywords = bound[next] = PyDict_New();
    if (keywords == nullptr) return false;
  }
  const Py_ssize_t keyword_count = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
  for (Py_ssize_t i = 0; i < keyword_count; i++) {
    PyObject* name = PyTuple_GET_ITEM(names, i);
    PyObject* value = arguments[count + i];
    const int index = PyUnicode_Check(name) ? find_parameter(code, code->co_posonlyargcount, named, name) : -1;
    if (index >= 0) {
      if (bound[index] != nullptr) return false;
      bound[index] = Py_NewRef(value);
    } else if (keywords == nullptr || !PyUnicode_Check(name) || PyDict_SetItem(keywords, name, value) < 0) {
      return false;
    }
  }
  return fill_defaults(function, code, bound);
}

/** Runs a compiled function in a frame of its own. The references in `bound` are taken over. */
static inline PyObject* run(PyThreadState* thread, PyFunctionObject* function, PyCodeObject* code, FunctionRecord* record,
                            PyObject** bound) {
  auto* storage = static_cast<compat::InterpreterFrame*>(
      alloca(sizeof(compat::InterpreterFrame) + sizeof(PyObject*) * static_cast<size_t>(code->co_nlocalsplus)));
  Frame frame;
  if (__builtin_expect(!push(frame, thread, storage, function, code, compat::code_units(code) + record->prefix, record->parameters, code->co_nlocalsplus), 0)) {
    for (int i = 0; i < record->parameters; i++) release(bound[i]);
    return nullptr;
  }
  // The frame only borrows them, and the body may drop the last other reference to its own function.
  Py_INCREF(function);
  Py_INCREF(code);
  for (int i = 0; i < record->parameters; i++) frame.variables()[i] = bound[i];
  PyObject* result = record->body(frame, function->func_closure);
  if (__builtin_expect(result == nullptr, 0)) add_traceback(frame);
  pop(frame, code->co_nlocalsplus);
  release(reinterpret_cast<PyObject*>(code));
  release(reinterpret_cast<PyObject*>(function));
  return result;
}

/** Binds any call and runs the function. */
static PyObject* bind_and_run(PyThreadState* thread, PyFunctionObject* function, PyCodeObject* code, FunctionRecord* record,
                              PyObject* const* arguments, size_t flags, PyObject* names) {
  const int parameters = record->parameters;
  auto** bound = static_cast<PyObject**>(alloca(sizeof(PyObject*) * static_cast<size_t>(parameters + 1)));
  for (int i = 0; i < parameters; i++) bound[i] = nullptr;
  if (bind_all(function, code, arguments, PyVectorcall_NARGS(flags), names, bound))
    return run(thread, function, code, record, bound);
  for (int i = 0; i < parameters; i++) Py_XDECREF(bound[i]);
  PyErr_Clear();
  // Binding has no effects, so the interpreter can do it again and word the error.
  return interpreted_vectorcall(reinterpret_cast<PyObject*>(function), arguments, flags, names);
}

/** A call with as many arguments as there are parameters, all of them positional. */
static PyObject* run_positional(PyThreadState* thread, PyFunctionObject* function, PyCodeObject* code,
                                FunctionRecord* record, PyObject* const* arguments, int count) {
  auto** bound = static_cast<PyObject**>(alloca(sizeof(PyObject*) * static_cast<size_t>(count + 1)));
  for (int i = 0; i < count; i++) bound[i] = Py_NewRef(arguments[i]);
  return run(thread, function, code, record, bound);
}

static PyObject* enter(PyObject* callable, PyObject* const* arguments, size_t flags, PyObject* names);

void enter_by_stub(PyFunctionObject* function) {
  if (function->vectorcall == enter) compat::set_vectorcall(function, interpreted_vectorcall);
}

PyObject* run_watched(PyFunctionObject* function, PyObject* const* arguments, Py_ssize_t count) {
  enter_by_stub(function);
  return interpreted_vectorcall(reinterpret_cast<PyObject*>(function), arguments, static_cast<size_t>(count), nullptr);
}

static PyObject* enter(PyObject* callable, PyObject* const* arguments, size_t flags, PyObject* names) {
  auto* function = reinterpret_cast<PyFunctionObject*>(callable);
  auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  // The program may have given the function other code.
  FunctionRecord* record = record_of(code);
  if (__builtin_expect(record == nullptr, 0)) return interpreted_vectorcall(callable, arguments, flags, names);
  const Py_ssize_t count = PyVectorcall_NARGS(flags);
  PyThreadState* thread = compat::current_thread();
  if (compat::is_watched(thread, code)) {
    enter_by_stub(function);
    return interpreted_vectorcall(callable, arguments, flags, names);
  }
  if (names == nullptr && count == code->co_argcount && record->parameters == count)
    return run_positional(thread, function, code, record, arguments, static_cast<int>(count));
  return bind_and_run(thread, function, code, record, arguments, flags, names);
}

PyObject* call_compiled_slow(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, CallCache& cache) {
  auto* function = reinterpret_cast<PyFunctionObject*>(callee);
  auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  FunctionRecord* record = function->func_code == cache.code ? cache.record : record_of(code);
  if (record == nullptr || compat::is_watched(thread, code)) return enter(callee, arguments, static_cast<size_t>(count), nullptr);
  if (record->code == code && record->direct != nullptr && record->parameters == code->co_argcount) {
    cache.code = function->func_code;
    cache.record = record;
    cache.count = code->co_argcount;
  }
  if (count == code->co_argcount && record->parameters == count)
    return run_positional(thread, function, code, record, arguments, static_cast<int>(count));
  if (cache.code == function->func_code && count < cache.count) {
    // Only defaults are missing.
    PyObject* defaults = function->func_defaults;
    const Py_ssize_t missing = cache.count - count;
    const Py_ssize_t unused = defaults == nullptr ? -1 : PyTuple_GET_SIZE(defaults) - missing;
    if (unused >= 0) {
      auto** all = static_cast<PyObject**>(alloca(sizeof(PyObject*) * static_cast<size_t>(cache.count)));
      for (Py_ssize_t i = 0; i < count; i++) all[i] = arguments[i];
      for (Py_ssize_t i = 0; i < missing; i++) all[count + i] = PyTuple_GET_ITEM(defaults, unused + i);
      return record->direct(thread, function, record, all);
    }
  }
  return bind_and_run(thread, function, code, record, arguments, static_cast<size_t>(count), nullptr);
}

bool is_entered(PyObject* function) { return reinterpret_cast<PyFunctionObject*>(function)->vectorcall == enter; }

/** What stub code does: the interpreter has bound the arguments and pushed the frame. */
static PyObject* run_stub(PyObject* entry) {
  FunctionRecord* record = record_of(entry);
  PyThreadState* thread = compat::current_thread();
  compat::InterpreterFrame* current = compat::current_frame(thread);
  PyFunctionObject* function = compat::frame_function(current);
  compat::begin_frame(current);
  // A function that bytecode made: the next call need not come through the stub.
  if (function->vectorcall == interpreted_vectorcall) compat::set_vectorcall(function, enter);
  Frame frame{thread, current, compat::code_units(compat::frame_code(current)) + record->prefix, false, false};
  PyObject* result = record->body(frame, function->func_closure);
  if (current->frame_obj != nullptr) {
    // A kept frame must not show the stub's last line, and a tracer that came meanwhile not its return.
    if (result != nullptr) current->frame_obj->f_lineno = PyFrame_GetLineNumber(current->frame_obj);
    Py_CLEAR(current->frame_obj->f_trace);
  }
  compat::quiet(compat::return_of_prefix(record->original), return_unit);
  return result;
}

PyObject* make_function(Frame& frame, FunctionRecord* record, PyObject* defaults, PyObject* keyword_defaults,
                        PyObject* annotations, PyObject* closure) {
  PyObject* made = PyFunction_NewWithQualName(reinterpret_cast<PyObject*>(record->code), frame.globals(), nullptr);
  if (made == nullptr) return nullptr;
  auto* function = reinterpret_cast<PyFunctionObject*>(made);
  function->func_defaults = Py_XNewRef(defaults);
  function->func_kwdefaults = Py_XNewRef(keyword_defaults);
  function->func_annotations = Py_XNewRef(annotations);
  function->func_closure = Py_XNewRef(closure);
  if (record->body != nullptr && !compat::is_watched(frame.thread, record->code)) compat::set_vectorcall(function, enter);
  return made;
}

bool prepare_calls() {
  if (interpreted_vectorcall != nullptr) return true;
  if (!prepare_boxes() || PyType_Ready(&entry_type) < 0 || !prepare_watching()) return false;
  PyObject* names = PyDict_New();
  if (names == nullptr) return false;
  PyObject* ran = PyRun_String("def function(): pass", Py_file_input, names, names);
  if (ran != nullptr)
    interpreted_vectorcall = reinterpret_cast<PyFunctionObject*>(PyDict_GetItemString(names, "function"))->vectorcall;
  Py_XDECREF(ran);
  Py_DECREF(names);
  return interpreted_vectorcall != nullptr;
}

PyObject* make_entry(FunctionRecord* record) {
  return_unit = *compat::return_of_prefix(compat::code_units(record->code) + record->prefix);
  Entry* entry = PyObject_New(Entry, &entry_type);
  if (entry != nullptr) entry->record = record;
  return reinterpret_cast<PyObject*>(entry);
}

}  // namespace rt
