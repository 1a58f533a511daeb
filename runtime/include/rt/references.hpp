/**
 * References to objects, as types, for the runtime library's own code. Emitted bodies and the signatures they call keep
 * plain pointers: a parameter is borrowed, a result is a new reference, unless its comment says otherwise.
 */
#pragma once
#include "rt/boxes.hpp"

namespace rt {

/**
 * A reference that somebody has to give back: this one's destructor does, if nobody took it. Empty where there is no
 * object, which after a call of the interpreter means that an exception is set.
 */
class Owned {
 public:
  Owned() = default;
  /** Takes over a new reference, or null. */
  explicit Owned(PyObject* taken) : object(taken) {}
  Owned(Owned&& other) noexcept : object(other.give()) {}
  Owned& operator=(Owned&& other) noexcept {
    PyObject* taken = other.give();
    // The object before is released last: its destructor may run any code.
    const Owned before(object);
    object = taken;
    return *this;
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    if (object != nullptr) release(object);
  }

  explicit operator bool() const { return object != nullptr; }
  /** Borrowed, as long as this lives. */
  [[nodiscard]] PyObject* get() const { return object; }
  /** The reference, which is the caller's now. */
  [[nodiscard]] PyObject* give() {
    PyObject* given = object;
    object = nullptr;
    return given;
  }

 private:
  PyObject* object = nullptr;
};

/** A new reference to a borrowed object, which may be null. */
inline Owned share(PyObject* borrowed) { return Owned(Py_XNewRef(borrowed)); }

/** What a dict has under a name. Empty where there is nothing, with an exception set only where memory is short. */
inline Owned find_item(PyObject* dict, const char* name) {
  const Owned key(PyUnicode_InternFromString(name));
  return Owned(key ? Py_XNewRef(PyDict_GetItemWithError(dict, key.get())) : nullptr);
}

/** An object that a named owner keeps alive: a parameter's type where no temporary may be passed. */
class Borrowed {
 public:
  Borrowed(PyObject* kept) : object(kept) {}
  Borrowed(const Owned& owner) : object(owner.get()) {}
  Borrowed(Owned&&) = delete;
  operator PyObject*() const { return object; }
  [[nodiscard]] PyObject* get() const { return object; }

 private:
  PyObject* object;
};

static_assert(sizeof(Owned) == sizeof(PyObject*) && sizeof(Borrowed) == sizeof(PyObject*), "references cost nothing");

}  // namespace rt
