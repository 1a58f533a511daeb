/** What somebody takes out of the variables of a function that runs natively; between the files that end its frame. */
#pragma once
#include "rt/frame.hpp"
#include "shared.hpp"

namespace rt {

/** A body runs in a frame of the interpreter's. */
void begin_lent(compat::InterpreterFrame* frame);
void end_lent(compat::InterpreterFrame* frame);

/** Lets go of what was kept for a frame. */
void end_kept_slow(compat::InterpreterFrame* frame);
inline void end_kept(compat::InterpreterFrame* frame) {
  if (compat::frames_are_written && __builtin_expect(!shared->kept.empty(), 0)) end_kept_slow(frame);
}

/** Once a process (`prepare_types`). */
void prepare_frame_writes();

}  // namespace rt
