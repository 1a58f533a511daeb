/**
 * The way out of bare typed bodies, which keep nothing on the C stack from which a frame could be made. Where one must
 * leave, it notes its live words and returns `status_suspended`; its caller does the same, out to the body that has a
 * frame. There the frames of all are made, and the generic bodies finish what was begun, from the innermost on.
 *
 *     leave_3: return rt::suspend<rt::IntResult>(place_leave_3, local_n_0, v8);
 */
#pragma once
#include "rt/typed.hpp"

namespace rt {

/** One place where a bare body leaves. */
struct Place {
  enum class Reason : std::uint8_t {
    /** An operation that the generic body must do. */
    operation,
    /** A call that was suspended itself. */
    call,
    /** A signal, or another thread that waits. */
    interruption,
  };
  NativeFunction* function;
  GenericBody body;
  /** Size of the generic body's state. */
  std::int16_t places;
  Reason reason;
  /** Where the state takes the result of the call; -1 for nowhere. */
  std::int16_t result;
  Departure normal;
  /** Where an exception of the call or of the interruption goes; its unit is that of the call. */
  Departure raising;
  const FramePlaces* frame_places;
  /** How many words were noted, and where the raising departure's begin; the normal one's are at the start. */
  std::int16_t words, raising_words;
};

void note_suspension(const Place& place, const std::int64_t* words);

template <typename Result, typename... Words>
__attribute__((noinline, cold)) Result suspend(const Place& place, Words... words) {
  const std::int64_t all[] = {words..., 0};
  note_suspension(place, all);
  return {0, status_suspended};
}

/** Finishes a bare body that has the frame of its own. New reference, or null with an exception set. */
[[nodiscard]] PyObject* finish_body(Frame& frame);
/** Finishes a bare body that an activation called. */
[[nodiscard]] PyObject* finish_call(Native& activation, int unit, const Shown& shown, const std::int64_t* words);

}  // namespace rt
