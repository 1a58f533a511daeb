/**
 * Compiled functions as real Python functions: one record a function, joined at load time with its stub code object.
 */
#pragma once
#include "rt/frame.hpp"

namespace rt {

/**
 * A compiled body. `locals` holds the bound parameters in the order of `co_varnames` (positional, keyword-only, *args,
 * **kwargs), owned: the body takes them over and drops them. `closure` is the tuple of free cells, borrowed, or null.
 */
using Body = PyObject* (*)(Frame& frame, PyObject** locals, PyObject* closure);

struct FunctionRecord {
  const char* name;
  /** Index of the code object in what `prepare.py` lists for the module (0 is the module itself). */
  int code_index;
  /** Null where the function keeps its bytecode. */
  Body body;
  /** Number of bound parameters, `*args` and `**kwargs` included. */
  int parameters;
  /** Code units of the stub's prefix, as `prepare.py` says; 0 with `body` null. */
  int prefix;

  // Set when the module is loaded.
  PyCodeObject* code;
  PyMethodDef native;
  /** Place of `__class__` among the code's variables, which a `super()` without arguments looks for; -1 for none. */
  int class_cell;
  /** Whether the first parameter is a cell variable, which `super()` expects to be in a cell. */
  bool first_is_cell;
};

/** Every operand but the record may be null; `annotations` is a tuple name, value, ...; `closure` a tuple of cells. */
PyObject* make_function(Frame& frame, FunctionRecord* record, PyObject* defaults, PyObject* keyword_defaults,
                        PyObject* annotations, PyObject* closure);

}  // namespace rt
