/**
 * The only place that names CPython versions, private symbols and struct layouts (3.11, 3.12, 3.13).
 * The rest of the runtime and all emitted code reach the interpreter through the public API and namespace `rt::compat`.
 */
#pragma once
#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE 1
#include <Python.h>
// pycore_atomic.h would use C11 names that C++ lacks; pycore_gc.h defines this one again.
#undef HAVE_STD_ATOMIC
#undef _PyGC_FINALIZED
#include <frameobject.h>
#include <structmember.h>
#include "internal/pycore_frame.h"
#include "internal/pycore_code.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_runtime.h"

#include <cstdint>
#include <cstring>

#if PY_VERSION_HEX < 0x030B0000 || PY_VERSION_HEX >= 0x030E0000
#error "this runtime supports CPython 3.11, 3.12 and 3.13"
#endif

namespace rt::compat {

using InterpreterFrame = _PyInterpreterFrame;
using CodeUnit = _Py_CODEUNIT;

inline PyThreadState* current_thread() {
#if PY_VERSION_HEX >= 0x030D0000
  return PyThreadState_GetUnchecked();
#else
  return _PyThreadState_UncheckedGet();
#endif
}

/** The innermost frame of a thread, to read and to replace. */
inline InterpreterFrame*& current_frame(PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030D0000
  return thread->current_frame;
#else
  return thread->cframe->current_frame;
#endif
}

inline PyCodeObject* frame_code(InterpreterFrame* frame) {
#if PY_VERSION_HEX >= 0x030D0000
  return reinterpret_cast<PyCodeObject*>(frame->f_executable);
#else
  return frame->f_code;
#endif
}

inline PyFunctionObject* frame_function(InterpreterFrame* frame) {
#if PY_VERSION_HEX >= 0x030C0000
  return reinterpret_cast<PyFunctionObject*>(frame->f_funcobj);
#else
  return frame->f_func;
#endif
}

inline CodeUnit* code_units(PyCodeObject* code) { return _PyCode_CODE(code); }

/** Makes `unit` the instruction that the frame is executing. */
inline void set_site(InterpreterFrame* frame, CodeUnit* unit) {
#if PY_VERSION_HEX >= 0x030D0000
  frame->instr_ptr = unit;
#else
  frame->prev_instr = unit;
#endif
}

/** Fills a frame that lies on the C stack; function and code are borrowed, all variables are empty. */
inline void initialize_frame(InterpreterFrame* frame, PyFunctionObject* function, PyCodeObject* code) {
#if PY_VERSION_HEX >= 0x030D0000
  frame->f_executable = reinterpret_cast<PyObject*>(code);
  frame->f_funcobj = reinterpret_cast<PyObject*>(function);
  frame->return_offset = 0;
#elif PY_VERSION_HEX >= 0x030C0000
  frame->f_code = code;
  frame->f_funcobj = reinterpret_cast<PyObject*>(function);
  frame->return_offset = 0;
#else
  frame->f_code = code;
  frame->f_func = function;
  frame->is_entry = false;
#endif
  frame->f_globals = function->func_globals;
  frame->f_builtins = function->func_builtins;
  frame->f_locals = nullptr;
  frame->frame_obj = nullptr;
  const int slots = code->co_nlocalsplus;
  frame->stacktop = slots;
  frame->owner = FRAME_OWNED_BY_THREAD;
  set_site(frame, code_units(code) + code->_co_firsttraceable);
  for (int i = 0; i < slots; i++) frame->localsplus[i] = nullptr;
}

/** How many Python calls this thread may still nest. */
inline int& recursion_remaining(PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030C0000
  return thread->py_recursion_remaining;
#else
  return thread->recursion_remaining;
#endif
}

/** The exception being handled by the current function or generator; null or None for none. Owned. */
inline PyObject*& handled_exception(PyThreadState* thread) { return thread->exc_info->exc_value; }

/** The exception that `raise` alone raises again: the innermost handled one. Borrowed, or null. */
inline PyObject* innermost_handled_exception(PyThreadState* thread) {
  for (_PyErr_StackItem* item = thread->exc_info; item != nullptr; item = item->previous_item)
    if (item->exc_value != nullptr && item->exc_value != Py_None) return item->exc_value;
  return nullptr;
}

/** Takes the raised exception off the thread, normalized and with its traceback. New reference, or null. */
inline PyObject* take_raised() {
#if PY_VERSION_HEX >= 0x030C0000
  return PyErr_GetRaisedException();
#else
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (type == nullptr) return nullptr;
  PyErr_NormalizeException(&type, &value, &traceback);
  if (traceback != nullptr) PyException_SetTraceback(value, traceback);
  Py_DECREF(type);
  Py_XDECREF(traceback);
  return value;
#endif
}

/** Raises an exception object as it is, traceback and context untouched. Steals the reference. */
inline void restore_raised(PyObject* exception) {
#if PY_VERSION_HEX >= 0x030C0000
  PyErr_SetRaisedException(exception);
#else
  PyObject* type = reinterpret_cast<PyObject*>(Py_TYPE(exception));
  PyErr_Restore(Py_NewRef(type), exception, PyException_GetTraceback(exception));
#endif
}

inline void set_vectorcall(PyFunctionObject* function, vectorcallfunc entry) {
#if PY_VERSION_HEX >= 0x030C0000
  PyFunction_SetVectorcall(function, entry);
#else
  function->vectorcall = entry;
#endif
}

/** Looks a special method up on the type and binds it. New reference; null without an exception if there is none. */
inline PyObject* lookup_special(PyObject* object, PyObject* name) {
  PyTypeObject* type = Py_TYPE(object);
  PyObject* found = _PyType_Lookup(type, name);
  if (found == nullptr) return nullptr;
  descrgetfunc bind = Py_TYPE(found)->tp_descr_get;
  Py_INCREF(found);
  if (bind == nullptr) return found;
  PyObject* bound = bind(found, object, reinterpret_cast<PyObject*>(type));
  Py_DECREF(found);
  return bound;
}

/** Whether a signal, a thread that waits for the GIL or another pending call wants the interpreter. */
inline bool interruption_requested(PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030D0000
  return (*reinterpret_cast<volatile std::uintptr_t*>(&thread->eval_breaker) & 0xff) != 0;
#else
  return *reinterpret_cast<volatile int*>(&thread->interp->ceval.eval_breaker) != 0;
#endif
}

}  // namespace rt::compat
