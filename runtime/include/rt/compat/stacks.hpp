/** Stacks: the arguments that bytecode has on its frame's for a call, and what the interpreter knows of the C stack. */
#pragma once
#include "rt/compat/frames.hpp"

namespace rt::compat {

#if PY_VERSION_HEX >= 0x030C0000
/** Whether a frame has a stack of values: those of compiled functions have none, nor have those by which the interpreter is entered. */
[[nodiscard]] inline bool has_stack(const InterpreterFrame* frame) {
  if (frame == nullptr || is_native(frame)) return false;
#if PY_VERSION_HEX >= 0x030E0000
  if (frame->owner == FRAME_OWNED_BY_INTERPRETER) return false;
#endif
#if PY_VERSION_HEX < 0x030F0000
  if (frame->owner == FRAME_OWNED_BY_CSTACK) return false;
#endif
  return true;
}
#endif

#if PY_VERSION_HEX >= 0x030E0000
/** Whether the instruction is a call, in one of the forms that call what has a `vectorcall` of its own. */
[[nodiscard]] inline bool is_call(CodeUnit unit) {
#if PY_VERSION_HEX >= 0x030F0000
  constexpr std::uint8_t call = 50, call_keywords = 53, bound_method = 146, keywords_bound_method = 154, keywords_other = 155,
                         other = 163, watched_call = 249, watched_call_keywords = 250;
#else
  constexpr std::uint8_t call = 52, call_keywords = 55, bound_method = 145, keywords_bound_method = 151, keywords_other = 152,
                         other = 160, watched_call = 250, watched_call_keywords = 251;
#endif
  switch (unit.op.code) {
    case call: case call_keywords: case bound_method: case keywords_bound_method: case keywords_other: case other:
    case watched_call: case watched_call_keywords: return true;
    default: return false;
  }
}
#endif

/**
 * Takes a vectorcall's arguments from the stack of the current frame, if they are those that a call instruction has there, from
 * where the interpreter moves them into frames of the functions that it inlines. The first `count`, the named ones among them,
 * are then owned in `taken`, and what the instruction gives back afterwards lives for ever. 3.11 pushes compiled functions' frames itself.
 */
[[nodiscard]] inline bool take_from_stack([[maybe_unused]] PyThreadState* thread, [[maybe_unused]] PyObject* callable,
                                          [[maybe_unused]] PyObject* const* arguments, [[maybe_unused]] Py_ssize_t count,
                                          [[maybe_unused]] PyObject* names, [[maybe_unused]] PyObject** taken) {
#if PY_VERSION_HEX >= 0x030E0000
  InterpreterFrame* frame = current_frame(thread);
  if (!has_stack(frame) || !is_call(*frame->instr_ptr)) return false;
  _PyStackRef* const bottom = frame->localsplus + frame_code(frame)->co_nlocalsplus;
  // The tuple of names is above them. A vectorcall gets a copy of the words.
  _PyStackRef* const items = frame->stackpointer - count - (names == nullptr ? 0 : 1);
  if (items - bottom < 1) return false;
  // Below them lies null and then the callable, or else their first is the receiver.
  const bool has_receiver = object_in(items[-1]) == callable;
  if (!has_receiver && (items - bottom < 2 || object_in(items[-1]) != nullptr || object_in(items[-2]) != callable)) return false;
  for (Py_ssize_t i = 0; i < count; i++)
    if (object_in(items[i]) != arguments[i]) return false;
  for (Py_ssize_t i = 0; i < count; i++) {
    taken[i] = arguments[i];
    // The instruction gives its receiver back from a copy of the word.
    const bool is_movable = PyStackRef_RefcountOnObject(items[i]) && !(has_receiver && i == 0);
    if (is_movable) items[i] = marked_word(Py_None);
    else Py_INCREF(taken[i]);
  }
  return true;
#elif PY_VERSION_HEX >= 0x030C0000
  InterpreterFrame* frame = current_frame(thread);
  if (!has_stack(frame)) return false;
  PyCodeObject* code = frame_code(frame);
  PyObject* const* stack = frame->localsplus + code->co_nlocalsplus;
  if (arguments < stack + 1 || arguments + count > stack + code->co_stacksize) return false;
#if PY_VERSION_HEX >= 0x030D0000
  const CodeUnit unit = *frame->instr_ptr;
  constexpr int call = 53, call_keywords = 57;
  if (unit.op.code != call && unit.op.code != call_keywords) return false;
  // Below them lies null and then the callable, or else their first is the receiver.
  if (arguments[-1] == nullptr ? arguments[-2] != callable || count != unit.op.arg : arguments[-1] != callable || count != unit.op.arg + 1) return false;
#else
  const CodeUnit unit = *frame->prev_instr;
  constexpr int call = 171;
  if (unit.op.code != call || arguments[-1] != callable || (count != unit.op.arg && count != unit.op.arg + 1)) return false;
#endif
  for (Py_ssize_t i = 0; i < count; i++) {
    taken[i] = arguments[i];
    const_cast<PyObject**>(arguments)[i] = Py_None;
  }
  return true;
#else
  return false;
#endif
}

/** Whether a call gives its operands back from the last on; else from the first on. */
constexpr bool gives_back_from_last = PY_VERSION_HEX >= 0x030E0000;

/** Whether a comparison lets go of its right operand first, and whether arithmetic does. */
constexpr bool comparisons_end_from_last = PY_VERSION_HEX >= 0x030E0000;
constexpr bool arithmetic_ends_from_last = PY_VERSION_HEX >= 0x030F0000;

/** Whether the interpreter measures the depth of C calls in addresses; else it counts them. */
constexpr bool measures_stack = PY_VERSION_HEX >= 0x030E0000;

/**
 * Tells the interpreter on which C stack the thread runs, where it measures it: below the stack that it knows it puts the destruction
 * of all containers off. False with an exception set.
 */
[[nodiscard]] inline bool announce_stack([[maybe_unused]] PyThreadState* thread, [[maybe_unused]] void* start, [[maybe_unused]] size_t size) {
#if PY_VERSION_HEX >= 0x030E0000
  return PyUnstable_ThreadState_SetStackProtection(thread, start, size) == 0;
#else
  return true;
#endif
}

}  // namespace rt::compat
