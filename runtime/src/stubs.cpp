/**
 * Stub code: what the interpreter runs in the place of a compiled function's own code. Where it runs a body, its frame
 * has the program's own code for so long.
 */
#include "frame-writes.hpp"
#include "function-entries.hpp"
#include "rt/references.hpp"

namespace rt {

/** The second constant of stub code, by which it reaches the native body. */
struct Entry {
  PyObject_HEAD
  FunctionRecord* record;
};
static FunctionRecord* record_of(PyObject* entry) { return reinterpret_cast<Entry*>(entry)->record; }

static PyObject* run_stub(PyObject* entry);

static PyNumberMethods entry_operators = [] {
  PyNumberMethods operators = {};
  operators.nb_invert = run_stub;
  return operators;
}();
/** A type that no program can make objects of. */
static PyTypeObject hidden_type(const char* name, Py_ssize_t size, destructor destroy, PyNumberMethods* operators) {
  PyVarObject head[] = {PyVarObject_HEAD_INIT(nullptr, 0)};
  PyTypeObject type = {};
  type.ob_base = head[0];
  type.tp_name = name;
  type.tp_basicsize = size;
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION;
  type.tp_dealloc = destroy;
  type.tp_as_number = operators;
  return type;
}
static PyTypeObject entry_type = hidden_type("taipan.compiled_body", sizeof(Entry), nullptr, &entry_operators);

/** While there is one, its thread tells nobody of what it runs. */
struct Silence {
  PyObject_HEAD
  PyThreadState* thread;
};
static void end_silence(PyObject* object) {
  PyThreadState_LeaveTracing(reinterpret_cast<Silence*>(object)->thread);
  PyObject_Free(object);
}
static PyTypeObject silence_type = hidden_type("taipan.silence", sizeof(Silence), end_silence, nullptr);

/**
 * Nobody is to be told how the stub's frame ends, which is the last that it does: the object in its last variable lives until
 * the frame is gone.
 */
static void end_silently(PyThreadState* thread, compat::InterpreterFrame* frame) {
  if (!compat::is_told(thread)) return;
  Silence* silence = PyObject_New(Silence, &silence_type);
  if (silence == nullptr) return;
  silence->thread = thread;
  PyThreadState_EnterTracing(thread);
  compat::frame_variables(frame)[compat::variable_count(compat::frame_code(frame)) - 1] = reinterpret_cast<PyObject*>(silence);
}

/** Calls the function, of which the interpreter has bound the arguments already, so that its bytecode runs. */
static PyObject* call_bytecode(PyFunctionObject* function, PyCodeObject* code, PyObject* const* bound) {
  const int positional = code->co_argcount;
  PyObject* const* more = bound + positional + code->co_kwonlyargcount;
  PyObject* rest = (code->co_flags & CO_VARARGS) != 0 ? *more++ : nullptr;
  PyObject* keywords = (code->co_flags & CO_VARKEYWORDS) != 0 ? *more : nullptr;
  const Py_ssize_t rest_count = rest == nullptr ? 0 : PyTuple_GET_SIZE(rest);
  const Owned arguments(PyTuple_New(positional + rest_count)), names(PyDict_New());
  if (!arguments || !names) return nullptr;
  for (int i = 0; i < positional; i++) PyTuple_SET_ITEM(arguments.get(), i, Py_NewRef(bound[i]));
  for (Py_ssize_t i = 0; i < rest_count; i++) PyTuple_SET_ITEM(arguments.get(), positional + i, Py_NewRef(PyTuple_GET_ITEM(rest, i)));
  for (int i = positional; i < positional + code->co_kwonlyargcount; i++)
    if (PyDict_SetItem(names.get(), compat::variable_name(code, i), bound[i]) < 0) return nullptr;
  if (keywords != nullptr && PyDict_Update(names.get(), keywords) < 0) return nullptr;
  return PyVectorcall_Call(reinterpret_cast<PyObject*>(function), arguments.get(), names.get());
}

/** Runs the body in the frame that the interpreter has pushed. */
static PyObject* run_body(PyThreadState* thread, compat::InterpreterFrame* current, FunctionRecord* record) {
  PyCodeObject* stub = compat::frame_code(current);
  compat::CodeUnit* site = compat::site_of(current);
  compat::set_frame_code(current, record->code);
  compat::begin_frame(current);
  Frame frame{thread, current, compat::code_units(record->code), false, false};
  begin_lent(current);
  PyObject* result = record->body(frame, compat::frame_function(current)->func_closure);
  end_lent(current);
  if (result == nullptr) add_traceback(frame);
  give_back(frame, stub, site);
  return result;
}

/** What stub code does: the interpreter has bound the arguments and pushed the frame. */
static PyObject* run_stub(PyObject* entry) {
  FunctionRecord* record = record_of(entry);
  PyThreadState* thread = compat::current_thread();
  compat::InterpreterFrame* current = compat::current_frame(thread);
  PyFunctionObject* function = compat::frame_function(current);
  PyObject* result;
  const int variables = compat::variable_count(record->stub);
  compat::own_variables(current, variables);
  const bool is_module = record->code_index == 0;
  if (!is_module && compat::is_watched(thread, record->code)) {
    run_bytecode_from_now_on(function, record);
    result = call_bytecode(function, record->code, compat::frame_variables(current));
    for (int i = 0; i < record->parameters; i++) Py_CLEAR(compat::frame_variables(current)[i]);
  } else {
    // A function that bytecode made: the next call need not come through the stub.
    if (!is_module && !compat::calls_keep_receivers && function->vectorcall == interpreted_vectorcall) enter_directly(function, record);
    result = run_body(thread, current, record);
  }
  compat::mark_variables(current, variables);
  end_silently(thread, current);
  return result;
}

bool join_stub(FunctionRecord* record) {
  if (PyType_Ready(&entry_type) < 0 || PyType_Ready(&silence_type) < 0) return false;
  Entry* entry = PyObject_New(Entry, &entry_type);
  if (entry == nullptr) return false;
  entry->record = record;
  Py_SETREF(PyTuple_GET_ITEM(record->stub->co_consts, 1), reinterpret_cast<PyObject*>(entry));
  return true;
}

}  // namespace rt
