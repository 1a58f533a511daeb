/** Generators and coroutines: their states, and the frame that lies in each. */
#pragma once
#include "rt/compat/frames.hpp"

#include "internal/pycore_genobject.h"

namespace rt::compat {

/** What generators, coroutines and asynchronous generators have in common. */
using Generator = PyGenObject;

/** Whether bodies can go on from what bytecode leaves on a frame's stack, and the other way round. */
constexpr bool can_resume = PY_VERSION_HEX < 0x030E0000;

inline InterpreterFrame* frame_of(Generator* generator) { return reinterpret_cast<InterpreterFrame*>(&generator->gi_iframe); }
inline Generator* generator_of(InterpreterFrame* frame) {
#if PY_VERSION_HEX >= 0x030E0000
  return _PyGen_GetGeneratorFromFrame(frame);
#else
  return _PyFrame_GetGenerator(frame);
#endif
}

[[nodiscard]] inline bool is_created(const Generator* generator) { return generator->gi_frame_state == FRAME_CREATED; }
[[nodiscard]] inline bool is_executing(const Generator* generator) { return generator->gi_frame_state == FRAME_EXECUTING; }
/** Neither running nor at its end. */
[[nodiscard]] inline bool is_waiting(const Generator* generator) { return generator->gi_frame_state < FRAME_EXECUTING; }

/** A suspended frame is at the instruction that suspends, or one behind it. */
constexpr int suspended_behind = PY_VERSION_HEX >= 0x030D0000 ? 1 : 0;
/** The unit of the instruction that suspended the generator; its code must be `code`. */
[[nodiscard]] inline int suspended_at(Generator* generator, PyCodeObject* code) {
  return static_cast<int>(site_of(frame_of(generator)) - code_units(code)) - suspended_behind;
}

/** Whether an empty place lies below a callable without a receiver; else above it. */
constexpr bool null_is_first = PY_VERSION_HEX < 0x030D0000;

/** What of the frame the collector and those who end it look at: its variables, and on its stack as many objects. */
inline void set_stack(InterpreterFrame* frame, int slots) {
#if PY_VERSION_HEX >= 0x030E0000
  frame->stackpointer = frame->localsplus + slots;
#else
  frame->stacktop = slots;
#endif
}

/** Makes a frame at an instruction that suspends what the interpreter makes of it; `slots` objects are in it. */
inline void suspend_frame(InterpreterFrame* frame, CodeUnit* unit, int slots, [[maybe_unused]] bool delegates) {
  set_site(frame, unit + suspended_behind);
  set_stack(frame, slots);
#if PY_VERSION_HEX >= 0x030D0000
  generator_of(frame)->gi_frame_state = delegates ? FRAME_SUSPENDED_YIELD_FROM : FRAME_SUSPENDED;
#else
  generator_of(frame)->gi_frame_state = FRAME_SUSPENDED;
#endif
}

/** Whether the frame object that outlives a generator shows no caller. */
constexpr bool forgets_callers = PY_VERSION_HEX < 0x030C0000;
inline void forget_caller(PyFrameObject* frame) { Py_CLEAR(frame->f_back); }

/**
 * The object to which a waiting generator passes on what it is sent, if it is at a `yield from` or `await`, at `unit`; else null.
 * Borrowed: it is the topmost of its stack.
 */
[[nodiscard]] inline PyObject* delegate_of(Generator* generator, [[maybe_unused]] int unit) {
  InterpreterFrame* frame = frame_of(generator);
#if PY_VERSION_HEX >= 0x030D0000
  const bool delegates = generator->gi_frame_state == FRAME_SUSPENDED_YIELD_FROM;
#else
  // What its RESUME says of the instruction before.
  constexpr int after_yield_from = 2;
#if PY_VERSION_HEX >= 0x030C0000
  const bool delegates = generator->gi_frame_state == FRAME_SUSPENDED && code_units(frame_code(frame))[unit + 1].op.arg >= after_yield_from;
#else
  const bool delegates = generator->gi_frame_state == FRAME_SUSPENDED && _Py_OPARG(code_units(frame_code(frame))[unit + 1]) >= after_yield_from;
#endif
#endif
  return delegates ? frame_variables(frame)[owned_variables(frame) - 1] : nullptr;
}

/** The code of a generator, also of one that has ended. Borrowed. */
[[nodiscard]] inline PyCodeObject* code_of(Generator* generator) {
#if PY_VERSION_HEX >= 0x030C0000
  return frame_code(frame_of(generator));
#else
  return generator->gi_code;
#endif
}
/** Whether a coroutine awaits something. */
[[nodiscard]] inline bool is_awaiting(Generator* generator) {
  return is_waiting(generator) && !is_created(generator) && delegate_of(generator, suspended_at(generator, code_of(generator))) != nullptr;
}

/** How many units before the one that suspends the instruction stands that passes on what is sent. */
constexpr int units_after_send = PY_VERSION_HEX >= 0x030C0000 ? 2 : 1;
/** Puts a frame that is suspended at `unit` where it passes on what is sent, as long as what it delegates to runs. */
inline void begin_delegating(InterpreterFrame* frame, int unit) { set_site(frame, code_units(frame_code(frame)) + unit - units_after_send); }
/** The unit at which a frame that delegates is suspended. */
[[nodiscard]] inline int delegating_at(InterpreterFrame* frame) {
  return static_cast<int>(site_of(frame) - code_units(frame_code(frame))) + units_after_send;
}

/** Puts a waiting generator's frame on top of the thread's frames, and its handled exception before theirs. */
inline void enter_generator(PyThreadState* thread, Generator* generator) {
  InterpreterFrame* frame = frame_of(generator);
#if PY_VERSION_HEX >= 0x030C0000
  frame->return_offset = native_return_offset;
#endif
  frame->previous = current_frame(thread);
  current_frame(thread) = frame;
  generator->gi_exc_state.previous_item = thread->exc_info;
  thread->exc_info = &generator->gi_exc_state;
  generator->gi_frame_state = FRAME_EXECUTING;
  recursion_remaining(thread)--;
}

/** While it runs, what a frame holds counts as held from outside, as when the interpreter runs it. */
inline void begin_running(InterpreterFrame* frame) {
#if PY_VERSION_HEX < 0x030E0000
  frame->stacktop = -1;
#else
  (void)frame;
#endif
}

/** Undoes `enter_generator`. A frame that has ended is still linked to its caller's where the version shows that to who keeps it. */
inline void leave_generator(PyThreadState* thread, Generator* generator, bool has_ended) {
  InterpreterFrame* frame = frame_of(generator);
  current_frame(thread) = frame->previous;
  if (!has_ended || forgets_callers) frame->previous = nullptr;
#if PY_VERSION_HEX >= 0x030C0000
  frame->return_offset = 0;
#endif
  thread->exc_info = generator->gi_exc_state.previous_item;
  generator->gi_exc_state.previous_item = nullptr;
  recursion_remaining(thread)++;
}

/** The same of one that waited for what it delegates to all the while. */
inline void leave_delegating(PyThreadState* thread, Generator* generator) {
  leave_generator(thread, generator, false);
  InterpreterFrame* frame = frame_of(generator);
  set_site(frame, code_units(frame_code(frame)) + delegating_at(frame) + suspended_behind);
#if PY_VERSION_HEX >= 0x030D0000
  generator->gi_frame_state = FRAME_SUSPENDED_YIELD_FROM;
#else
  generator->gi_frame_state = FRAME_SUSPENDED;
#endif
}

/** What a call of the function with this code gives, to be filled and tracked: its frame has the function's first instruction before it. `origin`, which may be null, is what a coroutine remembers. */
[[nodiscard]] inline Generator* new_generator(PyFunctionObject* function, PyCodeObject* code, PyObject* origin) {
  PyTypeObject* type = (code->co_flags & CO_COROUTINE) != 0 ? &PyCoro_Type : (code->co_flags & CO_ASYNC_GENERATOR) != 0 ? &PyAsyncGen_Type : &PyGen_Type;
  auto* generator = PyObject_GC_NewVar(Generator, type, code->co_nlocalsplus + code->co_stacksize);
  if (generator == nullptr) return nullptr;
  generator->gi_weakreflist = nullptr;
  generator->gi_name = Py_NewRef(function->func_name);
  generator->gi_qualname = Py_NewRef(function->func_qualname);
  generator->gi_exc_state = {};
  generator->gi_origin_or_finalizer = Py_XNewRef(origin);
  generator->gi_hooks_inited = generator->gi_closed = generator->gi_running_async = 0;
  generator->gi_frame_state = FRAME_CREATED;
  InterpreterFrame* frame = frame_of(generator);
  initialize_frame(frame, reinterpret_cast<PyFunctionObject*>(Py_NewRef(function)), reinterpret_cast<PyCodeObject*>(Py_NewRef(code)), variable_count(code), variable_count(code));
  frame->previous = nullptr;
  frame->owner = FRAME_OWNED_BY_GENERATOR;
#if PY_VERSION_HEX >= 0x030C0000
  frame->return_offset = 0;
#else
  generator->gi_code = reinterpret_cast<PyCodeObject*>(Py_NewRef(code));
#endif
  // Behind it is POP_TOP, and then the first instruction at which a frame is seen.
  constexpr int before_start = 2;
  set_site(frame, code_units(code) + code->_co_firsttraceable - before_start + suspended_behind);
  return generator;
}

/** How a variable of the code's frames is held. */
[[nodiscard]] inline bool is_own_cell(const PyCodeObject* code, int place) { return (PyBytes_AS_STRING(code->co_localspluskinds)[place] & CO_FAST_CELL) != 0; }
[[nodiscard]] inline bool has_cells(const PyCodeObject* code) { return code->co_ncellvars + code->co_nfreevars > 0; }

/** How many of the calls that lead to a coroutine it is to remember. */
[[nodiscard]] inline int remembered_calls(PyThreadState* thread) { return thread->coroutine_origin_tracking_depth; }

/** The generator has come to its end; its frame is still there. */
inline void end_generator(Generator* generator) {
  generator->gi_frame_state = FRAME_CLEARED;
  Py_CLEAR(generator->gi_exc_state.exc_value);
}

/** Lets go of what else than variables the frame holds; where generators have no other reference to their code, they keep that. */
inline void release_frame(InterpreterFrame* frame) {
  frame->previous = nullptr;
  Py_CLEAR(frame->f_locals);
  Py_DECREF(frame_function(frame));
#if PY_VERSION_HEX < 0x030C0000
  Py_DECREF(frame_code(frame));
#endif
}

/** `StopIteration` with a generator's result; false with another exception set. */
inline void raise_stop(PyObject* result) { (void)_PyGen_SetStopIterationValue(result); }

}  // namespace rt::compat
