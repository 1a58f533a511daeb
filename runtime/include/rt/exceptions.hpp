/** Raising, catching and the exact messages of the interpreter's own errors. */
#pragma once
#include "rt/frame.hpp"

namespace rt {

/** Takes the raised exception and makes it the handled one. `*saved` (empty before) gets the handled one before it. */
[[nodiscard]] PyObject* exception_enter(Frame& frame, PyObject** saved);
/** A new reference to the exception that is being handled in this frame. */
[[nodiscard]] PyObject* exception_handled(Frame& frame);
/** Makes `*saved` the handled exception again and empties it; keeps a raised exception. */
void exception_leave(Frame& frame, PyObject** saved);
/** `raise exc from cause`; null for an absent part. An exception is set afterwards, always. */
void raise(Frame& frame, PyObject* exc, PyObject* cause);
/** Raises an exception object again; its traceback gets no entry for this function. */
void reraise(Frame& frame, PyObject* exception, bool shows_raise);

/** Raises another exception in the place of the raised one, which is its cause and its context; `format` as of `PyErr_Format`. */
void raise_instead(PyObject* type, const char* format, ...);

[[nodiscard]] PyObject* exception_matches(PyObject* exception, PyObject* classes);
/** `__enter__()` of a context manager; `*exit` (empty before) gets its bound `__exit__`. */
[[nodiscard]] PyObject* context_enter(PyObject* manager, PyObject** exit);
[[nodiscard]] PyObject* context_exit_exception(PyObject* exit, PyObject* exception);

void raise_unbound_local(PyObject* name);
void raise_unbound_free(PyObject* name);
void raise_undefined_name(PyObject* name);

}  // namespace rt
