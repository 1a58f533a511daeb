/** Calls into compiled functions: binding, the frame, and the entry by vectorcall. */
#include "rt/function.hpp"

#include <alloca.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "call-compiled.hpp"
#include "frame-writes.hpp"
#include "function-entries.hpp"
#include "names.hpp"
#include "rt/operations/objects.hpp"
#include "rt/references.hpp"
#include "shared.hpp"

namespace rt {

vectorcallfunc interpreted_vectorcall = nullptr;

/** Index of the parameter with this name, or -1. Names are nearly always the same interned object. */
static int find_parameter(PyCodeObject* code, int first, int count, PyObject* name) {
  for (int i = first; i < count; i++)
    if (compat::variable_name(code, i) == name) return i;
  for (int i = first; i < count; i++)
    if (PyUnicode_Compare(compat::variable_name(code, i), name) == 0) return i;
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
    PyObject* name = compat::variable_name(code, i);
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
    bound[next] = build_tuple(arguments + positional, rest);
    if (bound[next++] == nullptr) return false;
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
static inline PyObject* run(PyThreadState* thread, PyFunctionObject* function, FunctionRecord* record, PyObject** bound) {
  PyCodeObject* code = record->code;
  Frame frame;
  if (__builtin_expect(!push(frame, thread, function, code, record->parameters, compat::variable_count(code)), 0)) {
    for (int i = 0; i < record->parameters; i++) release(bound[i]);
    return nullptr;
  }
  // The frame only borrows it, and the body may drop the last other reference to its own function.
  Py_INCREF(function);
  for (int i = 0; i < record->parameters; i++) frame.variables()[i] = bound[i];
  PyObject* result = record->body(frame, function->func_closure);
  if (__builtin_expect(result == nullptr, 0)) add_traceback(frame);
  pop(frame, compat::variable_count(code));
  release(reinterpret_cast<PyObject*>(function));
  return result;
}

/**
 * Leaves a call to the interpreter, which first of all counts a reference of the callee's frame for each argument: what is
 * taken over is this reference.
 */
static PyObject* run_interpreted(PyFunctionObject* function, PyObject* const* arguments, size_t flags, PyObject* names, Taken taken) {
  for (Taken left = compat::can_hand_over ? taken : 0; left != 0; left &= left - 1) compat::hand_over(arguments[__builtin_ctz(left)]);
  PyObject* result = interpreted_vectorcall(reinterpret_cast<PyObject*>(function), arguments, flags, names);
  if (!compat::can_hand_over) release_taken(arguments, taken);
  return result;
}

/** Binds any call and runs the function. */
static PyObject* bind_and_run(PyThreadState* thread, PyFunctionObject* function, FunctionRecord* record,
                              PyObject* const* arguments, size_t flags, PyObject* names, Taken taken) {
  const int parameters = record->parameters;
  auto** bound = static_cast<PyObject**>(alloca(sizeof(PyObject*) * static_cast<size_t>(parameters + 1)));
  for (int i = 0; i < parameters; i++) bound[i] = nullptr;
  if (bind_all(function, record->code, arguments, PyVectorcall_NARGS(flags), names, bound)) {
    // Bound to the parameters, which are to hold the only references.
    release_taken(arguments, taken);
    return run(thread, function, record, bound);
  }
  for (int i = 0; i < parameters; i++) Py_XDECREF(bound[i]);
  PyErr_Clear();
  // Binding has no effects, so the interpreter can do it again and word the error.
  return run_interpreted(function, arguments, flags, names, taken);
}

/** A call with as many arguments as there are parameters, all of them positional. */
static PyObject* run_positional(PyThreadState* thread, PyFunctionObject* function, FunctionRecord* record,
                                PyObject* const* arguments, int count, Taken taken) {
  auto** bound = static_cast<PyObject**>(alloca(sizeof(PyObject*) * static_cast<size_t>(count + 1)));
  for (int i = 0; i < count; i++) {
    bound[i] = arguments[i];
    compat::add_references(bound[i], is_taken(taken, i) ? 0 : 1);
  }
  return run(thread, function, record, bound);
}

static PyObject* enter_taking(PyObject* callable, PyObject* const* arguments, size_t flags, PyObject* names, Taken taken) {
  auto* function = reinterpret_cast<PyFunctionObject*>(callable);
  // The program may have given the function other code.
  FunctionRecord* record = record_of(function);
  if (__builtin_expect(record == nullptr, 0)) return run_interpreted(function, arguments, flags, names, taken);
  if (__builtin_expect(!is_enterable(function->func_code, record), 0)) enter_directly(function, record);
  const Py_ssize_t count = PyVectorcall_NARGS(flags);
  PyThreadState* thread = compat::current_thread();
  if (compat::is_watched(thread, record->code)) {
    run_bytecode_from_now_on(function, record);
    return run_interpreted(function, arguments, flags, names, taken);
  }
  if (names == nullptr && count == record->code->co_argcount && record->parameters == count) {
    if (record->direct == nullptr) return run_positional(thread, function, record, arguments, static_cast<int>(count), taken);
    // The body may drop the last other reference to its own function.
    Py_INCREF(function);
    PyObject* result = record->direct(thread, function, record, arguments, taken);
    release(callable);
    return result;
  }
  return bind_and_run(thread, function, record, arguments, flags, names, taken);
}

/** The `vectorcall` of compiled functions, while nobody watches them. */
static PyObject* enter(PyObject* callable, PyObject* const* arguments, size_t flags, PyObject* names) {
  constexpr Py_ssize_t most = most_taken;
  const Py_ssize_t count = PyVectorcall_NARGS(flags) + (names == nullptr ? 0 : PyTuple_GET_SIZE(names));
  PyObject* moved[most];
  if (count == 0 || count > most || !compat::take_from_stack(compat::current_thread(), callable, arguments, count, names, moved))
    return enter_taking(callable, arguments, flags, names, 0);
  const auto taken = static_cast<Taken>((std::uint64_t(1) << count) - 1);
  return enter_taking(callable, moved, static_cast<size_t>(PyVectorcall_NARGS(flags)), names, taken);
}

bool is_entered(PyObject* callee) {
  auto* function = reinterpret_cast<PyFunctionObject*>(callee);
  if (function->vectorcall == enter) return true;
  if (!compat::calls_keep_receivers || function->vectorcall != interpreted_vectorcall) return false;
  FunctionRecord* record = record_of(function);
  return record != nullptr && function->func_code == reinterpret_cast<PyObject*>(record->stub);
}

PyObject* call_function(PyObject* callee, PyObject* const* arguments, Py_ssize_t count, PyObject* names, Taken taken) {
  auto* function = reinterpret_cast<PyFunctionObject*>(callee);
  const auto flags = static_cast<size_t>(count);
  if (is_entered(callee)) return enter_taking(callee, arguments, flags, names, taken);
  if (function->vectorcall == interpreted_vectorcall) return run_interpreted(function, arguments, flags, names, taken);
  PyObject* result = function->vectorcall(callee, arguments, flags, names);
  release_taken(arguments, taken);
  return result;
}

static void set_code(PyFunctionObject* function, PyCodeObject* code) {
  Py_SETREF(function->func_code, Py_NewRef(reinterpret_cast<PyObject*>(code)));
}

void enter_directly(PyFunctionObject* function, FunctionRecord* record) {
  set_code(function, reinterpret_cast<PyCodeObject*>(entered_code(record)));
  compat::set_vectorcall(function, enter);
}

void enter_by_stub(PyFunctionObject* function) {
  // Another copy of the runtime may have its own entry.
  FunctionRecord* record = function->vectorcall == interpreted_vectorcall ? nullptr : record_of(function);
  if (record == nullptr) return;
  set_code(function, record->stub);
  compat::set_vectorcall(function, interpreted_vectorcall);
}

/** Weak references to the functions that run their bytecode because somebody watches. */
static std::vector<PyObject*> watched;

void enter_all_by_stub() {
  for (PyObject* reference : std::exchange(watched, {})) {
    const Owned object(compat::referent(reference));
    if (object) {
      auto* function = reinterpret_cast<PyFunctionObject*>(object.get());
      FunctionRecord* record = function->vectorcall == interpreted_vectorcall ? record_of(function) : nullptr;
      if (record != nullptr) set_code(function, record->stub);
      // Who has specialized its calls looks again.
      if (record != nullptr) compat::set_vectorcall(function, interpreted_vectorcall);
    }
    Py_DECREF(reference);
  }
}

static void remember_watched(PyFunctionObject* function) {
  constexpr size_t many = 1024;
  if (watched.size() >= many && (watched.size() & (watched.size() - 1)) == 0) {
    const auto is_dead = [](PyObject* reference) {
      if (Owned(compat::referent(reference))) return false;
      Py_DECREF(reference);
      return true;
    };
    watched.erase(std::remove_if(watched.begin(), watched.end(), is_dead), watched.end());
  }
  PyObject* reference = PyWeakref_NewRef(reinterpret_cast<PyObject*>(function), nullptr);
  if (reference == nullptr) PyErr_Clear();
  else watched.push_back(reference);
  compat::when_quiet = enter_all_by_stub;
}

void run_bytecode_from_now_on(PyFunctionObject* function, FunctionRecord* record) {
  set_code(function, record->bytecode);
  compat::set_vectorcall(function, interpreted_vectorcall);
  remember_watched(function);
}

PyObject* run_watched(PyFunctionObject* function, FunctionRecord* record, PyObject* const* arguments, Py_ssize_t count,
                      Taken taken) {
  run_bytecode_from_now_on(function, record);
  return run_interpreted(function, arguments, static_cast<size_t>(count), nullptr, taken);
}

PyObject* call_compiled_slow(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, Taken taken,
                             CallCache& cache) {
  auto* function = reinterpret_cast<PyFunctionObject*>(callee);
  FunctionRecord* record = function->func_code == cache.code ? cache.record : record_of(function);
  if (record == nullptr || !is_enterable(function->func_code, record) || compat::is_watched(thread, record->code))
    return enter_taking(callee, arguments, static_cast<size_t>(count), nullptr, taken);
  if (record->direct != nullptr && record->parameters == record->code->co_argcount) {
    cache.code = function->func_code;
    cache.record = record;
    cache.count = record->parameters;
  }
  if (count == record->code->co_argcount && record->parameters == count)
    return run_positional(thread, function, record, arguments, static_cast<int>(count), taken);
  if (cache.code == function->func_code && count < cache.count) {
    // Only defaults are missing.
    PyObject* defaults = function->func_defaults;
    const Py_ssize_t missing = cache.count - count;
    const Py_ssize_t unused = defaults == nullptr ? -1 : PyTuple_GET_SIZE(defaults) - missing;
    if (unused >= 0) {
      auto** all = static_cast<PyObject**>(alloca(sizeof(PyObject*) * static_cast<size_t>(cache.count)));
      for (Py_ssize_t i = 0; i < count; i++) all[i] = arguments[i];
      for (Py_ssize_t i = 0; i < missing; i++) all[count + i] = PyTuple_GET_ITEM(defaults, unused + i);
      return record->direct(thread, function, record, all, taken);
    }
  }
  return bind_and_run(thread, function, record, arguments, static_cast<size_t>(count), nullptr, taken);
}

PyObject* make_function(Frame& frame, FunctionRecord* record, PyObject* defaults, PyObject* keyword_defaults,
                        PyObject* annotations, PyObject* closure) {
  if (__builtin_expect(record->code == nullptr, 0)) {
    PyErr_Format(PyExc_SystemError, "the interpreter made no code object for %s", record->name);
    return nullptr;
  }
  PyObject* made = PyFunction_NewWithQualName(reinterpret_cast<PyObject*>(record->bytecode), frame.globals(), nullptr);
  if (made == nullptr) return nullptr;
  auto* function = reinterpret_cast<PyFunctionObject*>(made);
  function->func_defaults = Py_XNewRef(defaults);
  function->func_kwdefaults = Py_XNewRef(keyword_defaults);
  function->func_annotations = Py_XNewRef(annotations);
  function->func_closure = Py_XNewRef(closure);
  if (record->body == nullptr) return made;
  if (compat::is_watched(frame.thread, record->code)) set_code(function, record->stub);
  else enter_directly(function, record);
  return made;
}

/** A function that bytecode makes: the interpreter is about to let its calls go past every `vectorcall`. */
static void begin_by_stub(PyFunctionObject* function) {
  FunctionRecord* record = record_of(function);
  if (record != nullptr) set_code(function, record->stub);
}

bool prepare_calls() {
  if (interpreted_vectorcall != nullptr) return true;
  bool is_first;
  if (!prepare_boxes() || !prepare_names() || !prepare_shared(&is_first) || !prepare_watching(is_first)) return false;
  if (!is_copy && !prepare_types()) return false;
  // How many may watch is limited: without, what bytecode makes keeps its bytecode.
  if (is_first && !compat::watch_functions(begin_by_stub)) PyErr_Clear();
  const Owned names(PyDict_New());
  const Owned ran(names ? PyRun_String("def function(): pass", Py_file_input, names.get(), names.get()) : nullptr);
  const Owned function(ran ? find_item(names.get(), "function") : Owned());
  if (function) interpreted_vectorcall = reinterpret_cast<PyFunctionObject*>(function.get())->vectorcall;
  return static_cast<bool>(function);
}

}  // namespace rt
