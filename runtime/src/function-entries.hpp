/** How calls of a compiled function reach its body, or its bytecode; between the files that switch from one to the other. */
#pragma once
#include "rt/function-loading.hpp"

namespace rt {

/** The interpreter's own vectorcall of functions, which no version exports under one name. */
extern vectorcallfunc interpreted_vectorcall;

/** Lets the interpreter run the function's bytecode, without a C call between, until nobody watches any more. */
void run_bytecode_from_now_on(PyFunctionObject* function, FunctionRecord* record);

}  // namespace rt
