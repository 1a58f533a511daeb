/**
 * Compiled functions as real Python functions: one record a function, joined at load time with its code object.
 */
#pragma once
#include "rt/frame.hpp"

namespace rt {

/**
 * A compiled body. The frame's first variables are the bound parameters: positional, keyword-only, *args, **kwargs.
 * `closure` is the tuple of free cells, borrowed, or null.
 */
using Body = PyObject* (*)(Frame& frame, PyObject* closure);

struct FunctionRecord;
struct NativeFunction;

/**
 * Which operands or arguments a call takes over, whatever the outcome: one bit each, from the first on. What only the
 * caller's expression held moves into the callee's frame, as in the interpreter, and ends when the callee drops it.
 */
using Taken = std::uint32_t;
/** Those behind the last bit are lent. */
constexpr int most_taken = 32;
[[nodiscard]] inline bool is_taken(Taken taken, int place) { return place < most_taken && (taken >> place & 1) != 0; }

/** Gives back what a call took over, in the version's order; null operands are skipped. */
inline void release_taken(PyObject* const* operands, Taken taken) {
  while (__builtin_expect(taken != 0, 0)) {
    const int place = compat::gives_back_from_last ? most_taken - 1 - __builtin_clz(taken) : __builtin_ctz(taken);
    taken &= ~(Taken(1) << place);
    if (operands[place] != nullptr) release(operands[place]);
  }
}

/** A body entered with exactly its positional parameters, in a frame of its own. The function stays alive meanwhile. */
using Direct = PyObject* (*)(PyThreadState* thread, PyFunctionObject* function, FunctionRecord* record,
                             PyObject* const* arguments, Taken taken);

/**
 * Goes on in a generator: at its start for -1, else behind the instruction `entry`, which suspended it. `sent`, borrowed, is the result of
 * its `yield`. Gives what it yields, with its frame suspended (`rt/generators.hpp`), or what it returns.
 */
using Resume = PyObject* (*)(Frame& frame, PyObject* sent, int entry);

struct FunctionRecord {
  const char* name;
  /** Index of the code object in what `prepare.py` lists for the module (0 is the module itself). */
  int code_index;
  /** Null where the function keeps its bytecode. */
  Body body;
  /** Number of bound parameters, `*args` and `**kwargs` included. */
  int parameters;
  /** `run_direct` for the body; may be null. */
  Direct direct;
  /** Of a generator, whose `body` is `make_generator`; null for other functions. */
  Resume resume;

  // Set when the module is loaded.
  /** As the interpreter made it of the program's text: what everybody sees, and what tells the places of the body. */
  PyCodeObject* code;
  /** What the interpreter runs in its place: to enter the body, and where somebody watches. */
  PyCodeObject *stub, *bytecode;
  /** What guards the calls of its typed body, once there was one. */
  NativeFunction* native;
};

/** Runs the function's bytecode, for those who watch. */
[[nodiscard]] PyObject* run_watched(PyFunctionObject* function, FunctionRecord* record, PyObject* const* arguments, Py_ssize_t count,
                      Taken taken);

/** `Slots`: variables of its frames. */
template <Body body, int Parameters, int Slots>
[[nodiscard]] PyObject* run_direct(PyThreadState* thread, PyFunctionObject* function, FunctionRecord* record, PyObject* const* arguments, Taken taken) {
  if (compat::is_watched(thread, record->code)) return run_watched(function, record, arguments, Parameters, taken);
  Frame frame;
  if (__builtin_expect(!push(frame, thread, function, record->code, Parameters, Slots), 0)) {
    release_taken(arguments, taken);
    return nullptr;
  }
  for (int i = 0; i < Parameters; i++) {
    PyObject* argument = arguments[i];
    compat::add_references(argument, is_taken(taken, i) ? 0 : 1);
    frame.variables()[i] = argument;
  }
  PyObject* result = body(frame, function->func_closure);
  if (__builtin_expect(result == nullptr, 0)) add_traceback(frame);
  pop(frame, Slots);
  return result;
}

/** Every operand but the record may be null; `annotations` is a tuple name, value, ...; `closure` a tuple of cells. */
[[nodiscard]] PyObject* make_function(Frame& frame, FunctionRecord* record, PyObject* defaults, PyObject* keyword_defaults,
                        PyObject* annotations, PyObject* closure);

}  // namespace rt
