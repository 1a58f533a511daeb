/**
 * Bodies of generators. A generator is the interpreter's own, and while it is suspended all of it is as bytecode would have
 * left it: its variables, what lies on its frame's stack, the instruction at which it stands. So each step may be made by
 * the body or by the bytecode, whoever asks for it, and nobody can tell which it was: `throw`, `close`, the collector and
 * those who watch run bytecode. See docs/decisions/0018-generators-are-suspended-as-bytecode-would.md.
 */
#pragma once
#include "rt/compat/generators.hpp"
#include "rt/function.hpp"

namespace rt {

/** The body of calls: what such a function gives. */
[[nodiscard]] PyObject* make_generator(Frame& frame, PyObject* closure);

/** Makes the frame of the running generator a suspended one, at `unit`, with `slots` objects in it. */
inline void suspend(Frame& frame, int unit, int slots, bool delegates) {
  compat::suspend_frame(frame.frame, frame.units + unit, slots, delegates);
}

/** Puts what is to be called, and its receiver if it has one, on the stack as bytecode has them there; both are taken over. */
inline void save_callee(PyObject** places, PyObject* callee, PyObject* receiver) {
  const bool is_behind = receiver == nullptr && compat::null_is_first;
  places[0] = is_behind ? nullptr : callee;
  places[1] = is_behind ? callee : receiver;
}
/** Takes them from there. */
[[nodiscard]] inline PyObject* load_callee(PyObject** places, PyObject** receiver) {
  PyObject *first = places[0], *second = places[1];
  places[0] = places[1] = nullptr;
  if (first == nullptr) return second;
  *receiver = second;
  return first;
}
/** The same for a body that has the method bound. New reference, or null with an exception set. */
[[nodiscard]] PyObject* load_bound(PyObject** places);

/** The exception that the generator is handling, for its stack. New reference. */
[[nodiscard]] inline PyObject* handled_here(Frame& frame) { return Py_NewRef(compat::handled_exception(frame.thread)); }

/** The unit at which that was raised, as the interpreter keeps it there. New reference. */
[[nodiscard]] PyObject* place_of_raise(Frame& frame);

/** The iterator that `await` runs: of what `from` says, as the operation `await.iterator` has it. New reference, or null with an exception set. */
[[nodiscard]] PyObject* awaited_iterator(PyObject* awaitable, int from);
/** The iterator for the next item of an asynchronous one. New reference, or null with an exception set. */
[[nodiscard]] PyObject* next_async(PyObject* iterator);
/** What `__aenter__()` gives; `*exit` (empty before) gets the bound `__aexit__`. New reference, or null with an exception set. */
[[nodiscard]] PyObject* context_enter_async(PyObject* manager, PyObject** exit);

/** The iterator that `yield from` runs. New reference, or null with an exception set. */
[[nodiscard]] PyObject* delegate_iterator(Frame& frame, PyObject* iterable);
/** Sends an object to what `yield from` or `await` runs: 1 and what it gives, 0 and its return value, or -1 with an exception set. */
[[nodiscard]] int send(PyThreadState* thread, PyObject* receiver, PyObject* sent, PyObject** result);

/** The next item of a generator, as its type's `tp_iternext`. */
[[nodiscard]] PyObject* next_of_generator(PyObject* generator);

/** Once a process (`prepare_types`): lets generators run bodies, whoever asks for their next item. */
void prepare_generators();

}  // namespace rt
