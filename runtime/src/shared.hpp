/**
 * What copies of the runtime share. Each extension module has a copy, and each interpreter of a process copies of its own
 * (`copies.hpp`): so what a copy remembers belongs to one interpreter. What an interpreter's copies have in common is found
 * in its dict. Some of CPython's types, which all interpreters share, are made to ask the runtime once a process.
 */
#pragma once
#include <vector>

#include "rt/compat/interpreters.hpp"
#include "rt/compat/python.hpp"

namespace rt {

/** An object that somebody took out of the variables of a frame. */
struct Kept {
  compat::InterpreterFrame* frame;
  PyObject* object;
};

/** Of one interpreter. */
struct Shared {
  /** Where code objects hold their `CodeOrigin`; `no_word` for nowhere. */
  Py_ssize_t origin_word;
  std::vector<Kept> kept;
  /** The interpreter's frames in which bodies run. */
  std::vector<compat::InterpreterFrame*> lent_frames;
};

/** Of the interpreter that this copy serves; null before it is prepared. */
extern Shared* shared;
/** Finds or makes it; whether this copy is the first. False with an exception set. */
[[nodiscard]] bool prepare_shared(bool* is_first);
/** Which interpreter that is. */
extern std::int64_t owner_of_shared;
/** Where another one runs. */
[[nodiscard]] Shared* shared_elsewhere();
/** Of the interpreter that runs the thread; null where there is no compiled code. Raises nothing. */
[[nodiscard]] inline Shared* shared_in(PyThreadState* thread) {
  return __builtin_expect(shared != nullptr && compat::interpreter_of(thread) == owner_of_shared, 1) ? shared : shared_elsewhere();
}
[[nodiscard]] inline Shared* shared_now() { return shared_in(compat::current_thread()); }

/** Whether this copy was made for an interpreter: it may be made anew for another one, so nothing may refer to it that all share. */
extern bool is_copy;
/** Makes CPython's types ask this copy, unless another one of the same runtime did it already. False with an exception set. */
[[nodiscard]] bool prepare_types();

}  // namespace rt
