/** What joins function records with their code objects when a module is loaded; for the runtime only. */
#pragma once
#include "rt/function.hpp"

namespace rt {

/** Once a process: finds the interpreter's own function call. False with an exception set. */
bool prepare_calls();

/** The record behind a stub code object; null for any other code. */
FunctionRecord* record_of(PyCodeObject* code);

/**
 * From now on the interpreter calls a compiled function as its own, without nesting C calls, until its stub runs the
 * body again. Nothing for other functions.
 */
void enter_by_stub(PyFunctionObject* function);

/** Once a process: puts itself behind `sys.monitoring`. False with an exception set. */
bool prepare_watching();

/** The object by which stub code runs the body, to stand for the placeholder in its constants. New reference. */
PyObject* make_entry(FunctionRecord* record);

}  // namespace rt
