/**
 * What typed bodies use: numbers out of objects, checked arithmetic, and the way out into the generic body. A typed body
 * has no frame. One with a loop, or that calls such a one, leaves a `Native` on the C stack, from which frames are made as
 * soon as somebody could look at them; the others leave by being suspended (`rt/suspension.hpp`).
 */
#pragma once
#include <cmath>

#include "rt/boxes.hpp"
#include "rt/frame.hpp"
#include "rt/function.hpp"
#include "rt/guards.hpp"

namespace rt {

// Results: `status` says whether `value` is the number, an owned object (its address), or nothing: an exception is raised,
// or the body was suspended (`rt/suspension.hpp`).

enum : std::int64_t { status_native = 0, status_boxed = 1, status_error = 2, status_suspended = 3 };
struct IntResult {
  std::int64_t value;
  std::int64_t status;
};
/** In two registers, one of them for floats. A boxed object's address is stored as the double's bits. */
struct FloatResult {
  double value;
  std::int64_t status;
};

inline std::int64_t to_bits(double value) {
  std::int64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}
inline double from_bits(std::int64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}
[[nodiscard]] inline PyObject* object_of(IntResult result) { return reinterpret_cast<PyObject*>(result.value); }
[[nodiscard]] inline PyObject* object_of(FloatResult result) { return reinterpret_cast<PyObject*>(to_bits(result.value)); }
template <typename Result>
Result boxed(PyObject* object);
template <>
[[nodiscard]] inline IntResult boxed(PyObject* object) {
  return {reinterpret_cast<std::int64_t>(object), object == nullptr ? status_error : status_boxed};
}
template <>
[[nodiscard]] inline FloatResult boxed(PyObject* object) {
  return {from_bits(reinterpret_cast<std::int64_t>(object)), object == nullptr ? status_error : status_boxed};
}

// What typed bodies hand over.

/** How a word that a typed body saved becomes an object of the generic body's state. */
enum class Saved : std::uint8_t { integer, floating, boolean, none, range_iterator, constant, owned };
struct SavedValue {
  std::int16_t place;
  Saved form;
  /** Preceded by a word that is 0 where the variable is not bound. */
  bool may_be_unbound;
};
/** One place where a typed body leaves. */
struct Departure {
  int entry;
  int unit;
  int count;
  const SavedValue* values;
};
/** Where the frame has the variables that come first in the generic body's state; -1 for what it has no place for. */
struct FramePlaces {
  int count;
  const std::int16_t* places;
};
/** The variables of an activation: its words as they would be handed over where it is. */
struct Shown {
  const Departure* departure;
  const FramePlaces* places;
};

// Activations.

/** A call from one typed body to another. */
struct CallSite {
  NativeFunction* callee;
  /** The caller's place, a unit of its code; -1 for none. */
  int unit;
  /** The caller's variables meanwhile; null where nobody but who interrupts could look. */
  const Shown* shown;
};

/**
 * How many calls deep typed bodies may go before the generic body decides about a call: what the recursion limit allows,
 * and what certainly fits on the C stack.
 */
[[nodiscard]] inline int call_budget(const Frame& frame) {
  constexpr std::ptrdiff_t largest_activation = 16384;
  const std::ptrdiff_t room = (static_cast<char*>(__builtin_frame_address(0)) - stack_limit) / largest_activation;
  const int remaining = compat::recursion_remaining(frame.thread);
  return room < remaining ? static_cast<int>(room) : remaining;
}

struct Native {
  /** Null for a body that was entered with a frame. */
  Native* caller;
  const CallSite* site;
  /** Null until somebody could look. */
  Frame* frame;
  /** The words of the caller's variables. */
  const std::int64_t* shown;
};

/** The activation of a body that was entered with a frame. */
struct Root : Native {
  /** What it and all that it calls rely on. */
  Guards* guards;
};

/** A frame for a call of a typed body that had none, inside of `outer`. Null with MemoryError set. */
[[nodiscard]] Frame* show_callee(Frame& outer, NativeFunction& callee);
/** Ends such a frame; on an error it becomes part of the traceback first. */
void end_shown(Frame* frame, bool is_error);
/** Puts an activation's variables into its frame, for those who look at it. False with MemoryError set. */
[[nodiscard]] bool show_variables(const Frame& frame, const Shown& shown, const std::int64_t* words);
/** The frame of an activation, made with those of all its callers, which show their variables, if need be. Null with MemoryError set. */
[[nodiscard]] Frame* make_visible(Native& activation);
/** Ends the frame that a callee got; on an error it becomes part of the traceback first. */
void end_visible(Native& activation, bool is_error);

/** With the activation's variables in its frame. */
[[nodiscard]] bool poll_visible(Native& activation, int unit, const Shown& shown, const std::int64_t* words);

/** Of the thread that runs: set where typed bodies are entered, and after all that other threads may have run in. */
extern compat::InterruptionWord* interruption __attribute__((visibility("hidden")));
/** Before the first typed body of a call: says where the thread is asked to interrupt it. */
inline void begin_native(const Frame& frame) { interruption = compat::interruption_word(frame.thread); }
[[nodiscard]] inline bool is_interrupted() { return __builtin_expect(compat::is_requested(interruption), 0); }

/**
 * Whether an activation may go on: it checks again what its root relies on. To be asked after everything that may have
 * run other code: interruptions, and calls that did not stay native.
 */
[[nodiscard]] bool may_go_on(Native& activation, PyObject* home);

// Leaving for the generic body.

using GenericBody = PyObject* (*)(Frame& frame, PyObject** state, PyObject* closure, int entry);

/** Lets go of what the words of a departure that does not take place own. */
void release_words(const Departure& departure, const std::int64_t* words);
/**
 * Makes the state of a departure from its words, which own nothing afterwards; `state` has room for `places` objects. False
 * with an exception set.
 */
[[nodiscard]] bool restore_state(const Departure& departure, const std::int64_t* words, PyObject** state, int places);

/**
 * Runs the generic body from a departure on; `words` are the saved values, `places` the size of the state.
 * New reference, or null with an exception set, which lacks the activation's own traceback entry.
 */
[[nodiscard]] PyObject* leave_typed(Native& activation, NativeFunction& function, const Departure& departure,
                      const std::int64_t* words, int places, GenericBody body);

/** The iterator that the three words of a cursor stand for; null with an exception set. */
[[nodiscard]] PyObject* box_cursor(const std::int64_t* words);

// Modules.

/** A module's dict, the first that a function of it is called with: other dicts (copied functions) stay generic. */
[[nodiscard]] inline bool is_home(Frame& frame, PyObject*& home) {
  if (__builtin_expect(home == nullptr, 0)) home = Py_NewRef(frame.globals());
  return frame.globals() == home;
}

// Numbers out of objects: exact types only.

[[nodiscard]] inline bool unbox(PyObject* object, std::int64_t* value) {
  if (__builtin_expect(object == nullptr || !Py_IS_TYPE(object, &PyLong_Type), 0)) return false;
  if (__builtin_expect(compat::read_small(object, value), 1)) return true;
  int overflow = 0;
  *value = PyLong_AsLongLongAndOverflow(object, &overflow);
  return overflow == 0;
}
[[nodiscard]] inline bool unbox(PyObject* object, double* value) {
  if (__builtin_expect(object == nullptr || !Py_IS_TYPE(object, &PyFloat_Type), 0)) return false;
  *value = PyFloat_AS_DOUBLE(object);
  return true;
}
[[nodiscard]] inline bool unbox(PyObject* object, bool* value) {
  *value = object == Py_True;
  return object == Py_True || object == Py_False;
}
/** The argument itself where the result is it: nobody can tell an object from an equal one that it got back. */
[[nodiscard]] inline PyObject* box_or_same(std::int64_t value, PyObject* const* arguments, int count) {
  std::int64_t other;
  for (int i = 0; i < count; i++)
    if (Py_IS_TYPE(arguments[i], &PyLong_Type) && compat::read_small(arguments[i], &other) && other == value)
      return Py_NewRef(arguments[i]);
  return box_int(value);
}
[[nodiscard]] inline PyObject* box_or_same(double value, PyObject* const* arguments, int count) {
  for (int i = 0; i < count; i++)
    if (Py_IS_TYPE(arguments[i], &PyFloat_Type) && to_bits(PyFloat_AS_DOUBLE(arguments[i])) == to_bits(value))
      return Py_NewRef(arguments[i]);
  return box_float(value);
}

// Arithmetic: false where the generic body must do it (too large, or it raises).

[[nodiscard]] inline bool add(std::int64_t a, std::int64_t b, std::int64_t* r) { return !__builtin_add_overflow(a, b, r); }
[[nodiscard]] inline bool sub(std::int64_t a, std::int64_t b, std::int64_t* r) { return !__builtin_sub_overflow(a, b, r); }
[[nodiscard]] inline bool mult(std::int64_t a, std::int64_t b, std::int64_t* r) { return !__builtin_mul_overflow(a, b, r); }
/** Whether two numbers can be divided in half a word, which is quicker; for a constant there are better ways. */
[[nodiscard]] inline bool is_short_division(std::int64_t a, std::int64_t b) {
  return !__builtin_constant_p(b) && static_cast<std::uint64_t>(a | b) >> 32 == 0 && b != 0;
}
[[nodiscard]] inline bool floordiv(std::int64_t a, std::int64_t b, std::int64_t* r) {
  if (is_short_division(a, b)) {
    *r = static_cast<std::uint32_t>(a) / static_cast<std::uint32_t>(b);
    return true;
  }
  if (__builtin_expect(b == 0 || (b == -1 && a == INT64_MIN), 0)) return false;
  const std::int64_t quotient = a / b;
  *r = quotient - (a % b != 0 && (a < 0) != (b < 0));
  return true;
}
[[nodiscard]] inline bool mod(std::int64_t a, std::int64_t b, std::int64_t* r) {
  if (is_short_division(a, b)) {
    *r = static_cast<std::uint32_t>(a) % static_cast<std::uint32_t>(b);
    return true;
  }
  if (__builtin_expect(b == 0 || b == -1, 0)) {
    *r = 0;
    return b == -1;
  }
  const std::int64_t rest = a % b;
  *r = rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
  return true;
}
/** Exact as long as both are doubles exactly. */
[[nodiscard]] inline bool is_exact_double(std::int64_t value) {
  return static_cast<std::uint64_t>(value) + (std::uint64_t(1) << 53) <= std::uint64_t(1) << 54;
}
[[nodiscard]] inline bool div(std::int64_t a, std::int64_t b, double* r) {
  if (__builtin_expect(b == 0 || !is_exact_double(a) || !is_exact_double(b), 0)) return false;
  *r = static_cast<double>(a) / static_cast<double>(b);
  return true;
}
[[nodiscard]] inline bool lshift(std::int64_t a, std::int64_t b, std::int64_t* r) {
  if (__builtin_expect(static_cast<std::uint64_t>(b) > 62, 0)) return false;
  *r = static_cast<std::int64_t>(static_cast<std::uint64_t>(a) << b);
  return *r >> b == a;
}
[[nodiscard]] inline bool rshift(std::int64_t a, std::int64_t b, std::int64_t* r) {
  *r = a >> (b > 63 ? 63 : b & 63);
  return b >= 0;
}
/** `int(x)`; false where the result needs more than a word, or there is none. */
[[nodiscard]] inline bool truncate(double a, std::int64_t* r) {
  const bool fits = a > -9223372036854775808.0 && a < 9223372036854775808.0;
  if (fits) *r = static_cast<std::int64_t>(a);
  return fits;
}
[[nodiscard]] bool pow(std::int64_t a, std::int64_t b, std::int64_t* r);
[[nodiscard]] inline bool neg(std::int64_t a, std::int64_t* r) { return !__builtin_sub_overflow(std::int64_t(0), a, r); }

[[nodiscard]] inline bool div(double a, double b, double* r) {
  *r = a / b;
  return __builtin_expect(b != 0.0, 1);
}
[[nodiscard]] bool floordiv(double a, double b, double* r);
[[nodiscard]] bool mod(double a, double b, double* r);
[[nodiscard]] bool pow(double a, double b, double* r);

// The interpreter compares ints with floats exactly.

[[nodiscard]] inline bool exact_pair(double, double) { return true; }
[[nodiscard]] inline bool exact_pair(std::int64_t a, double) { return is_exact_double(a); }
[[nodiscard]] inline bool exact_pair(double, std::int64_t b) { return is_exact_double(b); }

// Ranges.

struct RangeCursor {
  std::int64_t next;
  std::uint64_t left;
  std::int64_t step;
};
/** False where the step is 0. */
[[nodiscard]] inline bool start_range(std::int64_t start, std::int64_t stop, std::int64_t step, RangeCursor* cursor) {
  cursor->next = start;
  cursor->step = step;
  const auto from = static_cast<std::uint64_t>(start), to = static_cast<std::uint64_t>(stop);
  if (step > 0)
    cursor->left = start < stop ? (to - from - 1) / static_cast<std::uint64_t>(step) + 1 : 0;
  else if (step < 0)
    cursor->left = start > stop ? (from - to - 1) / (0 - static_cast<std::uint64_t>(step)) + 1 : 0;
  // Counts beyond this are objects of another kind to the interpreter.
  return step != 0 && cursor->left <= static_cast<std::uint64_t>(INT64_MAX);
}
[[nodiscard]] inline bool next_of(RangeCursor& cursor, std::int64_t* value) {
  if (cursor.left == 0) return false;
  *value = cursor.next;
  cursor.next = static_cast<std::int64_t>(static_cast<std::uint64_t>(cursor.next) + static_cast<std::uint64_t>(cursor.step));
  cursor.left--;
  return true;
}

}  // namespace rt
