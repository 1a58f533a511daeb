/** What joins function records with their code objects when a module is loaded; for the runtime only. */
#pragma once
#include "rt/function.hpp"

namespace rt {

/** Once a process: finds the interpreter's own function call. False with an exception set. */
bool prepare_calls();

/** The object that stub code calls, to stand for the placeholder in its constants. New reference. */
PyObject* make_native(FunctionRecord* record);

}  // namespace rt
