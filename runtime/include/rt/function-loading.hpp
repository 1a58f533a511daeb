/** What joins function records with their code objects when a module is loaded; for the runtime only. */
#pragma once
#include "rt/compat/code.hpp"
#include "rt/function.hpp"

namespace rt {

/** Once a copy of the runtime: finds the interpreter's own function call, and what other copies share. False with an exception set. */
[[nodiscard]] bool prepare_calls();
/** Once a copy: puts itself behind `sys.monitoring`; the first one looks after the functions of all. False with an exception set. */
[[nodiscard]] bool prepare_watching(bool is_first);
/** Lets the getters of CPython's types show the program's own code in the place of what a runtime put there. False with an exception set. */
[[nodiscard]] bool hide_stubs();

/** What a code object of a compiled module stands for. */
struct CodeOrigin {
  /** The program's own code, which is shown for it. */
  PyCodeObject* shown;
  /** Null where calls run its bytecode. */
  FunctionRecord* record;
  /** Of generators that have a body to go on in; null for other code. */
  FunctionRecord* resumed;
};
/** Says what the code stands for, for good. False with an exception set. */
[[nodiscard]] bool note_origin(PyCodeObject* code, const CodeOrigin& origin);
/** Where code objects hold their `CodeOrigin`. */
extern Py_ssize_t origin_word;
constexpr Py_ssize_t no_word = PY_SSIZE_T_MAX;
/** Null for code of other modules, and for what keeps its bytecode and has no stub among its constants. */
inline CodeOrigin* origin_of(PyCodeObject* code) { return static_cast<CodeOrigin*>(compat::code_word(code, origin_word)); }
/** The record of the compiled function whose code or stub this is; null for any other code. */
[[nodiscard]] inline FunctionRecord* record_of(PyCodeObject* code) {
  CodeOrigin* origin = origin_of(code);
  return origin == nullptr ? nullptr : origin->record;
}
[[nodiscard]] inline FunctionRecord* record_of(PyFunctionObject* function) { return record_of(reinterpret_cast<PyCodeObject*>(function->func_code)); }

/** The code of functions that are called by their body's entry. */
[[nodiscard]] inline PyObject* entered_code(FunctionRecord* record) {
  return reinterpret_cast<PyObject*>(compat::calls_inline_always ? record->stub : record->code);
}
/** Whether calls of a function with this code run the record's body. */
[[nodiscard]] inline bool is_enterable(PyObject* code, FunctionRecord* record) {
  return code == entered_code(record) || (compat::calls_keep_receivers && code == reinterpret_cast<PyObject*>(record->stub));
}
/** Lets calls of a function, which has one of the record's codes, go straight to its body. */
void enter_directly(PyFunctionObject* function, FunctionRecord* record);
/**
 * From now on the interpreter calls a compiled function as its own, without nesting C calls, until its stub runs the
 * body again. Nothing for other functions.
 */
void enter_by_stub(PyFunctionObject* function);
/** Lets the functions that ran their bytecode for somebody who watched enter their bodies again. */
void enter_all_by_stub();

/** Makes the stub's last constant what runs the body. False with an exception set. */
[[nodiscard]] bool join_stub(FunctionRecord* record);

}  // namespace rt
