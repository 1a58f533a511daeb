/**
 * Frames of compiled functions: what tracebacks, `sys._getframe` and `super()` see. A frame is either pushed by the
 * runtime, on the thread's data stack, or (where the interpreter runs the function's stub code) the interpreter's own.
 * A body never pushes or pops its own frame; it stores sites and returns null with an exception set. Its variables live in
 * the frame, where the interpreter looks for them, and end with the frame.
 */
#pragma once
#include "rt/boxes.hpp"

namespace rt {

struct Frame {
  PyThreadState* thread;
  compat::InterpreterFrame* frame;
  /** Where the instructions of its code start. */
  compat::CodeUnit* units;
  /** Pushed by the runtime; otherwise it is the interpreter's. */
  bool pushed;
  /** The raised exception has this frame's traceback entry already. */
  bool traced;

  /** Stores the site: `unit` is an offset in the instructions, as `prepare.py` lists them. */
  void at(int unit) { compat::set_site(frame, units + unit); }
  /** All borrowed. */
  [[nodiscard]] PyObject* globals() const { return compat::frame_globals(frame); }
  [[nodiscard]] PyObject* builtins() const { return compat::frame_builtins(frame); }
  /** The namespace of a module or class body; null in a function. */
  [[nodiscard]] PyObject* names() const { return compat::frame_names(frame); }
  /** The variables, cells and free cells, in the order of the code's names for them; the frame owns them. */
  PyObject** variables() const { return compat::frame_variables(frame); }
};

/**
 * Calls must not go below this address of the C stack; above every address before it is known in the thread.
 * `__thread`, as each use of a `thread_local` would first look for an initializer to run. Its place is left to the linker:
 * fixed in an executable, while of the fixed places for modules a process has some two hundred.
 */
extern __thread char* stack_limit;
/**
 * Before a call that goes deeper than one of the limits allows, or when signals or other threads wait; false with an
 * exception set.
 */
[[nodiscard]] bool push_slow(PyThreadState* thread, void* address);
/** Where the chunk of the data stack at hand is full; null with MemoryError set. */
[[nodiscard]] compat::InterpreterFrame* claim_slow(PyThreadState* thread, size_t size);
/** Where the last frame of a chunk ends. */
void return_chunk(PyThreadState* thread);

/**
 * Makes a frame whose first `bound` of `slots` variables the caller fills right after; false with an exception set (then
 * there is nothing to pop). It lies where the interpreter's own lie, which greenlets take with them when they are switched
 * away from, unlike their part of the C stack.
 */
[[nodiscard]] inline bool push(Frame& frame, PyThreadState* thread, PyFunctionObject* function, PyCodeObject* code, int bound, int slots) {
  const bool is_deep = --compat::recursion_remaining(thread) < 0 || reinterpret_cast<char*>(&frame) < stack_limit;
  if (__builtin_expect(is_deep || compat::interruption_requested(thread), 0) && !push_slow(thread, &frame)) return false;
  compat::InterpreterFrame* storage = compat::claim_frame(thread, compat::frame_size(slots));
  if (__builtin_expect(storage == nullptr, 0)) {
    storage = claim_slow(thread, compat::frame_size(slots));
    if (storage == nullptr) return false;
  }
  // Its variables go on behind what its type says.
  asm("" : "+r"(storage));
  compat::initialize_frame(storage, function, code, bound, slots);
  frame = {thread, storage, compat::code_units(code), true, false};
  compat::InterpreterFrame*& current = compat::current_frame(thread);
  compat::previous_frame(storage) = current;
  current = storage;
  return true;
}

/** For a frame that somebody looked at. */
void end_seen(Frame& frame);

/** Lets go of the `slots` variables of a frame that is no longer the thread's current one, in the version's order. */
inline void end_variables(Frame& frame, int slots) {
  if (__builtin_expect(compat::frame_object(frame.frame) != nullptr || compat::frame_names(frame.frame) != nullptr, 0)) {
    end_seen(frame);
    return;
  }
  PyObject** const variables = frame.variables();
  for (int i = 0; i < slots; i++) {
    PyObject* variable = variables[compat::place_of_end(i, slots)];
    if (variable != nullptr) release(variable);
  }
}

/** Unlinks a frame and ends its variables; its memory is the caller's. */
inline void unlink_frame(Frame& frame, int slots) {
  compat::current_frame(frame.thread) = compat::previous_frame(frame.frame);
  compat::recursion_remaining(frame.thread)++;
  end_variables(frame, slots);
}

/** Ends a frame that `push` made. */
inline void pop(Frame& frame, int slots) {
  unlink_frame(frame, slots);
  // Not before: what its variables' ends run has frames as well.
  if (!compat::return_frame(frame.thread, frame.frame)) return_chunk(frame.thread);
}

/**
 * Where a body ran in the interpreter's own frame: gives that the code and the instruction back that the interpreter goes
 * on with, which nobody can see. A frame object that somebody keeps shows what the body's frame was.
 */
void give_back(Frame& frame, PyCodeObject* code, compat::CodeUnit* site);

/**
 * Adds this frame to the raised exception's traceback, once a raise. Emitted code calls it on the edge to a handler of
 * the same function; leaving the function with null needs no call, the entry adds the frame.
 */
void add_traceback(Frame& frame);

[[nodiscard]] bool poll_slow(PyThreadState* thread);
/**
 * For loops' back edges: lets signals be handled and other threads run, with the frame at `unit`, which is negative for where it
 * is already; false with an exception set.
 */
[[nodiscard]] inline bool poll(Frame& frame, int unit) {
  if (__builtin_expect(!compat::interruption_requested(frame.thread), 1)) return true;
  if (unit >= 0) frame.at(unit);
  return poll_slow(frame.thread);
}
/** For the result of a call that entered no compiled function: as after each of its calls CPython lets signals be handled. */
[[nodiscard]] inline PyObject* polled(PyThreadState* thread, PyObject* result) {
  if (__builtin_expect(!compat::interruption_requested(thread), 1) || result == nullptr || poll_slow(thread)) return result;
  Py_DECREF(result);
  return nullptr;
}

}  // namespace rt
