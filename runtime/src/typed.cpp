/** Leaving typed bodies, their frames, and the operations that are too long to be inlined. */
#include "rt/typed.hpp"

#include <alloca.h>

#include <algorithm>

#include "rt/references.hpp"

namespace rt {

/** A frame of an activation that was entered without one, with its memory. */
struct VisibleFrame {
  Frame frame;
  // Last: as many variables follow as the code has.
  compat::InterpreterFrame storage;
};

compat::InterruptionWord* interruption = nullptr;

Frame* show_callee(Frame& outer, NativeFunction& callee) {
  PyFunctionObject* function = callee.function;
  auto* code = callee.record->code;
  auto* made = static_cast<VisibleFrame*>(
      PyMem_Malloc(sizeof(VisibleFrame) - sizeof(compat::InterpreterFrame) + compat::frame_size(code)));
  if (made == nullptr) {
    PyErr_NoMemory();
    return nullptr;
  }
  PyThreadState* thread = outer.thread;
  // The depth was checked when the function was called.
  compat::recursion_remaining(thread)--;
  compat::initialize_frame(&made->storage, function, code, 0, compat::variable_count(code));
  made->frame = {thread, &made->storage, compat::code_units(code), true, false};
  compat::previous_frame(&made->storage) = compat::current_frame(thread);
  compat::current_frame(thread) = &made->storage;
  Py_INCREF(function);
  Py_INCREF(code);
  return &made->frame;
}

void end_shown(Frame* frame, bool is_error) {
  if (is_error) add_traceback(*frame);
  auto* function = reinterpret_cast<PyObject*>(compat::frame_function(frame->frame));
  auto* code = reinterpret_cast<PyObject*>(compat::frame_code(frame->frame));
  unlink_frame(*frame, compat::owned_variables(frame->frame));
  Py_DECREF(code);
  Py_DECREF(function);
  PyMem_Free(frame);
}

Frame* make_visible(Native& activation) {
  if (activation.frame != nullptr) return activation.frame;
  Frame* outer = make_visible(*activation.caller);
  if (outer == nullptr) return nullptr;
  const CallSite* site = activation.site;
  if (site->unit >= 0) outer->at(site->unit);
  if (site->shown != nullptr && !show_variables(*outer, *site->shown, activation.shown)) return nullptr;
  activation.frame = show_callee(*outer, *site->callee);
  return activation.frame;
}

void end_visible(Native& activation, bool is_error) {
  end_shown(activation.frame, is_error);
  activation.frame = nullptr;
}

bool poll_visible(Native& activation, int unit, const Shown& shown, const std::int64_t* words) {
  Frame* frame = make_visible(activation);
  if (frame == nullptr) return false;
  if (unit >= 0) frame->at(unit);
  if (!show_variables(*frame, shown, words)) return false;
  return poll_slow(frame->thread);
}

bool may_go_on(Native& activation, PyObject* home) {
  Native* outermost = &activation;
  while (outermost->caller != nullptr) outermost = outermost->caller;
  Frame& frame = *outermost->frame;
  interruption = compat::interruption_word(frame.thread);
  // Its calls would not be seen.
  if (compat::is_watched(frame.thread, compat::frame_code(frame.frame))) return false;
  return guards_hold(*static_cast<Root*>(outermost)->guards, home, frame.builtins());
}

PyObject* box_cursor(const std::int64_t* words) {
  const std::int64_t next = words[0], step = words[2];
  const auto left = static_cast<std::uint64_t>(words[1]);
  const Owned start(PyLong_FromLongLong(left == 0 ? 0 : next)), by(PyLong_FromLongLong(step));
  Owned stop(PyLong_FromLong(0));
  if (left != 0) {
    // It may be beyond a word.
    const auto last = static_cast<std::int64_t>(static_cast<std::uint64_t>(next) + (left - 1) * static_cast<std::uint64_t>(step));
    const Owned end(PyLong_FromLongLong(last)), one(PyLong_FromLong(step > 0 ? 1 : -1));
    stop = Owned(end && one ? PyNumber_Add(end.get(), one.get()) : nullptr);
  }
  if (!start || !stop || !by) return nullptr;
  const Owned range(PyObject_CallFunctionObjArgs(reinterpret_cast<PyObject*>(&PyRange_Type), start.get(), stop.get(), by.get(), nullptr));
  return range ? PyObject_GetIter(range.get()) : nullptr;
}

static PyObject* box_saved(Saved form, const std::int64_t* words) {
  switch (form) {
    case Saved::integer: return box_int(words[0]);
    case Saved::floating: return box_float(from_bits(words[0]));
    case Saved::boolean: return Py_NewRef(words[0] != 0 ? Py_True : Py_False);
    case Saved::none: return Py_NewRef(Py_None);
    case Saved::range_iterator: return box_cursor(words);
    case Saved::constant: return Py_NewRef(reinterpret_cast<PyObject*>(words[0]));
    case Saved::owned: return reinterpret_cast<PyObject*>(words[0]);
  }
  return nullptr;
}

static int words_of(Saved form) { return form == Saved::range_iterator ? 3 : 1; }

/** Calls `use(saved, words)` for the values of a departure that are bound. */
template <typename Use>
static void for_each_saved(const Departure& departure, const std::int64_t* words, Use use) {
  for (const SavedValue* saved = departure.values; saved < departure.values + departure.count; saved++) {
    const bool is_bound = !saved->may_be_unbound || *words++ != 0;
    if (is_bound) use(*saved, words);
    words += words_of(saved->form);
  }
}

/** Whether an object is the one that a word would be made again. */
static bool holds(PyObject* object, Saved form, std::int64_t word) {
  if (object == nullptr) return false;
  if (form == Saved::floating) return PyFloat_CheckExact(object) && to_bits(PyFloat_AS_DOUBLE(object)) == word;
  std::int64_t value;
  return form == Saved::integer && unbox(object, &value) && value == word;
}

bool show_variables(const Frame& frame, const Shown& shown, const std::int64_t* words) {
  const FramePlaces& places = *shown.places;
  PyObject** const variables = frame.variables();
  auto* is_bound = static_cast<bool*>(alloca(static_cast<size_t>(places.count + 1)));
  std::fill_n(is_bound, places.count, false);
  bool is_whole = true;
  for_each_saved(*shown.departure, words, [&](const SavedValue& saved, const std::int64_t* own) {
    const int place = saved.place < places.count ? places.places[saved.place] : -1;
    if (place < 0) return;
    is_bound[saved.place] = true;
    if (holds(variables[place], saved.form, own[0])) return;
    PyObject* object = box_saved(saved.form, own);
    is_whole = is_whole && object != nullptr;
    if (object != nullptr) Py_XSETREF(variables[place], object);
  });
  // What was shown before, and has been deleted since.
  for (int i = 0; i < places.count; i++)
    if (!is_bound[i] && places.places[i] >= 0) Py_CLEAR(variables[places.places[i]]);
  return is_whole;
}

void release_words(const Departure& departure, const std::int64_t* words) {
  for_each_saved(departure, words, [](const SavedValue& saved, const std::int64_t* own) {
    if (saved.form == Saved::owned) Py_DECREF(reinterpret_cast<PyObject*>(own[0]));
  });
}

bool restore_state(const Departure& departure, const std::int64_t* words, PyObject** state, int places) {
  // Boxing must not lose an exception that is being raised.
  Owned raised(PyErr_Occurred() != nullptr ? compat::take_raised() : nullptr);
  for (int i = 0; i < places; i++) state[i] = nullptr;
  // What the words own comes into the state even where memory is short, and ends with it.
  bool is_whole = true;
  for_each_saved(departure, words, [&](const SavedValue& saved, const std::int64_t* own) {
    if (is_whole || saved.form == Saved::owned) state[saved.place] = box_saved(saved.form, own);
    is_whole = is_whole && state[saved.place] != nullptr;
  });
  if (is_whole) {
    if (raised) compat::restore_raised(raised.give());
    return true;
  }
  PyObject* short_of_memory = compat::take_raised();
  for (int i = 0; i < places; i++) Py_CLEAR(state[i]);
  raised = Owned();
  compat::restore_raised(short_of_memory);
  return false;
}

PyObject* leave_typed(Native& activation, NativeFunction& function, const Departure& departure,
                      const std::int64_t* words, int places, GenericBody body) {
  if (function.departures < departure_limit) function.departures++;
  Owned raised(PyErr_Occurred() != nullptr ? compat::take_raised() : nullptr);
  Frame* frame = make_visible(activation);
  if (frame == nullptr) {
    release_words(departure, words);
    return nullptr;
  }
  if (raised) compat::restore_raised(raised.give());
  if (departure.unit >= 0) frame->at(departure.unit);
  auto** state = static_cast<PyObject**>(alloca(sizeof(PyObject*) * static_cast<size_t>(places + 1)));
  if (!restore_state(departure, words, state, places)) return nullptr;
  return body(*frame, state, nullptr, departure.entry);
}

bool pow(std::int64_t a, std::int64_t b, std::int64_t* r) {
  if (b < 0) return false;
  std::int64_t result = 1;
  while (b > 0) {
    if ((b & 1) != 0 && __builtin_mul_overflow(result, a, &result)) return false;
    b >>= 1;
    if (b > 0 && __builtin_mul_overflow(a, a, &a)) return false;
  }
  *r = result;
  return true;
}

/** As `_float_div_mod` in the interpreter's floatobject.c; its rest is `mod`. */
bool floordiv(double a, double b, double* r) {
  if (b == 0.0) return false;
  const double remainder = std::fmod(a, b);
  double whole = (a - remainder) / b;
  if (remainder != 0.0 && (b < 0) != (remainder < 0)) whole -= 1.0;
  if (whole != 0.0) {
    *r = std::floor(whole);
    if (whole - *r > 0.5) *r += 1.0;
  } else {
    *r = std::copysign(0.0, a / b);
  }
  return true;
}

bool mod(double a, double b, double* r) {
  if (b == 0.0) return false;
  double remainder = std::fmod(a, b);
  if (remainder != 0.0) {
    if ((b < 0) != (remainder < 0)) remainder += b;
  } else {
    remainder = std::copysign(0.0, b);
  }
  *r = remainder;
  return true;
}

/** Only where C and Python agree that there is a result. */
bool pow(double a, double b, double* r) {
  if (!std::isfinite(a) || !std::isfinite(b) || (a == 0.0 && b < 0.0) || (a < 0.0 && b != std::floor(b))) return false;
  *r = std::pow(a, b);
  return std::isfinite(*r);
}

}  // namespace rt
