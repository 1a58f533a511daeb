/** Noting what suspended bodies leave behind, and finishing them in their generic bodies. */
#include "rt/suspension.hpp"

#include <alloca.h>

#include <utility>

#include "rt/references.hpp"

namespace rt {

/** What one body noted, and the frame it gets. Its words own nothing: a bare body holds no objects. */
struct Suspended {
  const Place* place;
  Suspended* outer;
  Suspended* inner;
  Frame* frame;
  // As many as the place says.
  std::int64_t words[1];
};

/** What has been noted since the innermost body began to leave: no other code runs until it is taken. */
struct Notes {
  Suspended* innermost;
  Suspended* outermost;
  /** Memory was short. */
  bool is_incomplete;
  /** An interruption is no fault of the bodies that it meets. */
  bool is_counted;
};
static Notes notes = {nullptr, nullptr, false, false};

static void count_departure(const Place& place, const Suspended* inner) {
  if (inner == nullptr) notes.is_counted = place.reason != Place::Reason::interruption;
  // A recursion counts once.
  const bool is_repeated = inner != nullptr && inner->place->function == place.function;
  if (notes.is_counted && !is_repeated && place.function->departures < departure_limit) place.function->departures++;
}

void note_suspension(const Place& place, const std::int64_t* words) {
  if (notes.is_incomplete) return;
  const auto size = sizeof(Suspended) + sizeof(std::int64_t) * static_cast<size_t>(place.words);
  auto* noted = static_cast<Suspended*>(PyMem_Malloc(size));
  if (noted == nullptr) {
    notes.is_incomplete = true;
    return;
  }
  *noted = {&place, nullptr, notes.outermost, nullptr, {}};
  std::memcpy(noted->words, words, sizeof(std::int64_t) * static_cast<size_t>(place.words));
  count_departure(place, notes.outermost);
  (notes.outermost == nullptr ? notes.innermost : notes.outermost->outer) = noted;
  notes.outermost = noted;
}

static void release_notes(Suspended* innermost) {
  while (innermost != nullptr) {
    Suspended* outer = innermost->outer;
    PyMem_Free(innermost);
    innermost = outer;
  }
}

/** Enters the generic body at a departure; `result`, if it wants one, is taken over. */
static PyObject* run_departure(const Suspended& suspended, const Departure& departure, Owned result) {
  const Place& place = *suspended.place;
  const bool is_normal = &departure == &place.normal;
  const int places = place.places;
  auto** state = static_cast<PyObject**>(alloca(sizeof(PyObject*) * static_cast<size_t>(places + 1)));
  if (departure.unit >= 0) suspended.frame->at(departure.unit);
  if (!restore_state(departure, suspended.words + (is_normal ? 0 : place.raising_words), state, places)) return nullptr;
  if (place.result >= 0) state[place.result] = result.give();
  result = Owned();
  return place.body(*suspended.frame, state, nullptr, departure.entry);
}

static PyObject* run_innermost(const Suspended& suspended) {
  const Place& place = *suspended.place;
  if (place.reason == Place::Reason::interruption) {
    if (place.raising.unit >= 0) suspended.frame->at(place.raising.unit);
    if (!poll_slow(suspended.frame->thread)) return run_departure(suspended, place.raising, {});
  }
  return run_departure(suspended, place.normal, {});
}

/** `base` is the frame of the outermost body, or else of who called it. */
static PyObject* finish(Frame& base, bool is_own) {
  const Notes taken = notes;
  notes = {nullptr, nullptr, false, false};
  if (taken.is_incomplete) {
    release_notes(taken.innermost);
    return PyErr_NoMemory();
  }
  // The frames, from the outside; one that cannot be made is an error of its call.
  Frame* outer = &base;
  Suspended* first = taken.outermost;
  for (Suspended* each = taken.outermost; each != nullptr; each = each->inner) {
    each->frame = each == taken.outermost && is_own ? &base : show_callee(*outer, *each->place->function);
    if (each->frame == nullptr) break;
    if (each->inner != nullptr && each->place->raising.unit >= 0) each->frame->at(each->place->raising.unit);
    // Until its body goes on. Where memory is short, they stay hidden.
    if (each->place->reason != Place::Reason::operation && !show_variables(*each->frame, {&each->place->raising, each->place->frame_places}, each->words + each->place->raising_words)) PyErr_Clear();
    outer = each->frame;
    first = each;
  }
  Owned result;
  for (Suspended* each = first->frame == nullptr ? nullptr : first; each != nullptr; each = each->outer) {
    if (each->inner == nullptr) result = Owned(run_innermost(*each));
    else if (!result) result = Owned(run_departure(*each, each->place->raising, {}));
    else result = Owned(run_departure(*each, each->place->normal, std::move(result)));
    if (each->frame != &base) end_shown(each->frame, !result);
  }
  release_notes(taken.innermost);
  return result.give();
}

PyObject* finish_body(Frame& frame) { return finish(frame, true); }

PyObject* finish_call(Native& activation, int unit, const Shown& shown, const std::int64_t* words) {
  Frame* frame = make_visible(activation);
  if (frame == nullptr || !show_variables(*frame, shown, words)) {
    release_notes(notes.innermost);
    notes = {nullptr, nullptr, false, false};
    return nullptr;
  }
  if (unit >= 0) frame->at(unit);
  return finish(*frame, false);
}

}  // namespace rt
