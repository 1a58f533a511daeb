/** Threads, frames and their sites, handled and raised exceptions, entries of functions. */
#pragma once
#include "rt/compat/headers.hpp"

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

#if PY_VERSION_HEX >= 0x030E0000
/**
 * What a word of a frame holds. From 3.14 on its lowest bit says that the word owns nothing: the object is borrowed from another
 * frame, or lives for ever. An empty word has this bit alone; in frames of compiled code, it is 0, as everywhere else, and
 * words own what they hold.
 */
[[nodiscard]] inline PyObject* object_in(_PyStackRef word) { return reinterpret_cast<PyObject*>(word.bits & ~std::uintptr_t(Py_TAG_REFCNT)); }
[[nodiscard]] inline _PyStackRef plain_word(PyObject* object) { return {reinterpret_cast<std::uintptr_t>(object)}; }
/** As the interpreter writes it: it would count what lives for ever. */
[[nodiscard]] inline _PyStackRef marked_word(PyObject* object) {
  const bool owns_nothing = object == nullptr || _Py_IsImmortal(object);
  return {reinterpret_cast<std::uintptr_t>(object) | (owns_nothing ? std::uintptr_t(Py_TAG_REFCNT) : 0)};
}
#endif

inline PyCodeObject* frame_code(InterpreterFrame* frame) {
#if PY_VERSION_HEX >= 0x030E0000
  return reinterpret_cast<PyCodeObject*>(object_in(frame->f_executable));
#elif PY_VERSION_HEX >= 0x030D0000
  return reinterpret_cast<PyCodeObject*>(frame->f_executable);
#else
  return frame->f_code;
#endif
}

/** Gives a running frame other code with as many variables; the frame's reference stays that to the code before. */
inline void set_frame_code(InterpreterFrame* frame, PyCodeObject* code) {
#if PY_VERSION_HEX >= 0x030E0000
  frame->f_executable = plain_word(reinterpret_cast<PyObject*>(code));
#elif PY_VERSION_HEX >= 0x030D0000
  frame->f_executable = reinterpret_cast<PyObject*>(code);
#else
  frame->f_code = code;
#endif
}

inline PyFunctionObject* frame_function(InterpreterFrame* frame) {
#if PY_VERSION_HEX >= 0x030E0000
  return reinterpret_cast<PyFunctionObject*>(object_in(frame->f_funcobj));
#elif PY_VERSION_HEX >= 0x030C0000
  return reinterpret_cast<PyFunctionObject*>(frame->f_funcobj);
#else
  return frame->f_func;
#endif
}

inline CodeUnit* code_units(PyCodeObject* code) { return _PyCode_CODE(code); }

/** The instruction that the frame is executing. */
inline CodeUnit* site_of(InterpreterFrame* frame) {
#if PY_VERSION_HEX >= 0x030D0000
  return frame->instr_ptr;
#else
  return frame->prev_instr;
#endif
}

/** Makes `unit` the instruction that the frame is executing. */
inline void set_site(InterpreterFrame* frame, CodeUnit* unit) {
#if PY_VERSION_HEX >= 0x030D0000
  frame->instr_ptr = unit;
#else
  frame->prev_instr = unit;
#endif
}

/** What the globals and builtins of a frame's code are. Borrowed. */
inline PyObject* frame_globals(const InterpreterFrame* frame) { return frame->f_globals; }
inline PyObject* frame_builtins(const InterpreterFrame* frame) { return frame->f_builtins; }
/** The names of a module's or class's body, or the dict that `f_locals` gave; owned by the frame, null for none. */
inline PyObject*& frame_names(InterpreterFrame* frame) { return frame->f_locals; }
/** The object by which Python sees the frame; owned by the frame, null until somebody asks. */
inline PyFrameObject*& frame_object(InterpreterFrame* frame) { return frame->frame_obj; }
/** Whether who has a frame object can give the variables of a running function other values (PEP 667). */
constexpr bool frames_are_written = PY_VERSION_HEX >= 0x030D0000;
inline InterpreterFrame*& previous_frame(InterpreterFrame* frame) { return frame->previous; }

/** How many variables, cells and free cells frames of the code have, and what each is called. */
inline int variable_count(const PyCodeObject* code) { return code->co_nlocalsplus; }
inline PyObject* variable_name(const PyCodeObject* code, int place) { return PyTuple_GET_ITEM(code->co_localsplusnames, place); }
/** Bytes of a frame of the code. */
constexpr size_t frame_size(int slots) { return sizeof(InterpreterFrame) + sizeof(PyObject*) * static_cast<size_t>(slots); }
inline size_t frame_size(const PyCodeObject* code) { return frame_size(variable_count(code)); }
/** The variables, cells and free cells of a frame; owned by it. */
inline PyObject** frame_variables(InterpreterFrame* frame) { return reinterpret_cast<PyObject**>(frame->localsplus); }
/** How many of them a frame that `initialize_frame` filled owns. */
inline int owned_variables(const InterpreterFrame* frame) {
#if PY_VERSION_HEX >= 0x030E0000
  return static_cast<int>(frame->stackpointer - frame->localsplus);
#else
  return frame->stacktop;
#endif
}

/** A frame's variables in the order in which it lets go of them: the place of the `nth` of `count`. */
[[nodiscard]] inline int place_of_end(int nth, [[maybe_unused]] int count) {
#if PY_VERSION_HEX >= 0x030E0000
  return count - 1 - nth;
#else
  return nth;
#endif
}

/** Makes the first `count` variables of a frame that the interpreter filled plain references, which own their objects, or null. */
inline void own_variables([[maybe_unused]] InterpreterFrame* frame, [[maybe_unused]] int count) {
#if PY_VERSION_HEX >= 0x030E0000
  for (int i = 0; i < count; i++) {
    _PyStackRef& word = frame->localsplus[i];
    if (PyStackRef_RefcountOnObject(word)) continue;
    word = plain_word(Py_XNewRef(object_in(word)));
  }
#endif
}
/** Undoes `own_variables`, for the interpreter to end the frame. */
inline void mark_variables([[maybe_unused]] InterpreterFrame* frame, [[maybe_unused]] int count) {
#if PY_VERSION_HEX >= 0x030E0000
  for (int i = 0; i < count; i++) frame->localsplus[i] = marked_word(object_in(frame->localsplus[i]));
#endif
}

/** Whether the frame is that of a call, neither a generator's nor one that only its object keeps. */
inline bool is_of_call(const InterpreterFrame* frame) { return frame->owner == FRAME_OWNED_BY_THREAD; }

/** Puts a frame at the first instruction at which it can be seen. */
inline void begin_frame(InterpreterFrame* frame) {
  PyCodeObject* code = frame_code(frame);
  set_site(frame, code_units(code) + code->_co_firsttraceable);
}

#if PY_VERSION_HEX >= 0x030C0000
/** No call instruction is as long as that. */
constexpr uint16_t native_return_offset = 0xffff;
#endif

/** Fills the frame of a compiled function; function and code are borrowed, the variables after `bound` are empty. */
inline void initialize_frame(InterpreterFrame* frame, PyFunctionObject* function, PyCodeObject* code, int bound, int slots) {
#if PY_VERSION_HEX >= 0x030E0000
  frame->f_executable = plain_word(reinterpret_cast<PyObject*>(code));
  frame->f_funcobj = plain_word(reinterpret_cast<PyObject*>(function));
  frame->return_offset = native_return_offset;
  frame->visited = 0;
  frame->stackpointer = frame->localsplus + slots;
#elif PY_VERSION_HEX >= 0x030D0000
  frame->f_executable = reinterpret_cast<PyObject*>(code);
  frame->f_funcobj = reinterpret_cast<PyObject*>(function);
  frame->return_offset = native_return_offset;
#elif PY_VERSION_HEX >= 0x030C0000
  frame->f_code = code;
  frame->f_funcobj = reinterpret_cast<PyObject*>(function);
  frame->return_offset = native_return_offset;
#else
  frame->f_code = code;
  frame->f_func = function;
  frame->is_entry = false;
#endif
  frame->f_globals = function->func_globals;
  frame->f_builtins = function->func_builtins;
  frame->f_locals = nullptr;
  frame->frame_obj = nullptr;
#if PY_VERSION_HEX < 0x030E0000
  frame->stacktop = slots;
#endif
  frame->owner = FRAME_OWNED_BY_THREAD;
  begin_frame(frame);
  // Most have few: quicker than a call that clears memory.
#pragma GCC unroll 1
  for (int i = bound; i < slots; i++) {
    frame_variables(frame)[i] = nullptr;
    asm volatile("");
  }
}

/**
 * Memory for a frame of `size` bytes on the thread's data stack, where the interpreter's own frames lie, in the order of calls;
 * null where the chunk at hand has not enough left.
 */
[[nodiscard]] inline InterpreterFrame* claim_frame(PyThreadState* thread, size_t size) {
  auto* base = reinterpret_cast<char*>(thread->datastack_top);
  if (static_cast<size_t>(reinterpret_cast<char*>(thread->datastack_limit) - base) < size) return nullptr;
  thread->datastack_top = reinterpret_cast<PyObject**>(base + size);
  return reinterpret_cast<InterpreterFrame*>(base);
}

/** A piece of a data stack. */
using StackChunk = _PyStackChunk;

/** One with room for a frame of `size` bytes, of the memory that CPython's own (not exported) push_chunk takes (pystate.c); null without memory. */
[[nodiscard]] inline StackChunk* new_chunk(size_t size) {
  size_t whole = 16 * 1024;
  while (whole < size + sizeof(StackChunk)) whole *= 2;
  PyObjectArenaAllocator allocator;
  PyObject_GetArenaAllocator(&allocator);
  auto* chunk = static_cast<StackChunk*>(allocator.alloc(allocator.ctx, whole));
  if (chunk != nullptr) chunk->size = whole;
  return chunk;
}
inline void free_chunk(StackChunk* chunk) {
  PyObjectArenaAllocator allocator;
  PyObject_GetArenaAllocator(&allocator);
  allocator.free(allocator.ctx, chunk, chunk->size);
}
[[nodiscard]] inline bool has_room(const StackChunk* chunk, size_t size) { return chunk->size >= size + sizeof(StackChunk); }

/** Goes on in a chunk, from which frames are claimed next. */
inline void link_chunk(PyThreadState* thread, StackChunk* chunk) {
  StackChunk* previous = thread->datastack_chunk;
  if (previous != nullptr) previous->top = static_cast<size_t>(thread->datastack_top - &previous->data[0]);
  chunk->previous = previous;
  chunk->top = 0;
  thread->datastack_chunk = chunk;
  thread->datastack_limit = reinterpret_cast<PyObject**>(reinterpret_cast<char*>(chunk) + chunk->size);
  // No frame starts where the first chunk does, so nobody gives that back before the thread ends.
  thread->datastack_top = &chunk->data[previous == nullptr ? 1 : 0];
}
/** Goes back to the chunk before; gives the one that is left, which is the caller's. */
[[nodiscard]] inline StackChunk* unlink_chunk(PyThreadState* thread) {
  StackChunk* chunk = thread->datastack_chunk;
  StackChunk* previous = chunk->previous;
  thread->datastack_chunk = previous;
  thread->datastack_top = &previous->data[previous->top];
  thread->datastack_limit = reinterpret_cast<PyObject**>(reinterpret_cast<char*>(previous) + previous->size);
  return chunk;
}

/** Gives the memory back that was claimed last; false where that is all of a chunk, and nothing was done. */
[[nodiscard]] inline bool return_frame(PyThreadState* thread, InterpreterFrame* frame) {
  auto* base = reinterpret_cast<PyObject**>(frame);
  if (__builtin_expect(base == &thread->datastack_chunk->data[0], 0)) return false;
  thread->datastack_top = base;
  return true;
}

/**
 * Gives a frame object that outlives its frame a copy of it, as CPython's own (not exported) take_ownership does. Nobody
 * sees the frame itself any more; the copy has the code and the instruction that are given.
 */
inline void detach_object(PyThreadState* thread, InterpreterFrame* frame, PyFrameObject* object, PyCodeObject* code, CodeUnit* site) {
  auto* copy = reinterpret_cast<InterpreterFrame*>(object->_f_frame_data);
  const int slots = variable_count(code);
  const auto size = reinterpret_cast<char*>(&frame->localsplus[slots]) - reinterpret_cast<char*>(frame);
  std::memcpy(copy, frame, static_cast<size_t>(size));
  set_frame_code(copy, code);
  set_site(copy, site);
  Py_INCREF(frame_function(copy));
  Py_INCREF(code);
  // The variables move: the frame owned them.
#if PY_VERSION_HEX >= 0x030E0000
  copy->f_funcobj = plain_word(object_in(copy->f_funcobj));
  copy->stackpointer = copy->localsplus + slots;
  copy->visited = 0;
#else
  copy->stacktop = slots;
#endif
  mark_variables(copy, slots);
  for (int i = 0; i < slots; i++) frame_variables(frame)[i] = nullptr;
  // f_locals was made on demand and belongs to the frame, so it moves too.
  frame->f_locals = nullptr;
  object->f_frame = copy;
  copy->owner = FRAME_OWNED_BY_FRAME_OBJECT;
  copy->previous = nullptr;
  object->f_back = PyThreadState_GetFrame(thread);
  if (!PyObject_GC_IsTracked(reinterpret_cast<PyObject*>(object))) PyObject_GC_Track(object);
}

/** How many handlers of RecursionError the thread is in, which may go deeper. */
inline int& recursion_headroom(PyThreadState* thread) { return thread->recursion_headroom; }

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

/**
 * What a handler kept of the one before, as the thread is to have it: from 3.12 on None would hide the exception that the caller of a
 * generator handles. Takes the reference over.
 */
[[nodiscard]] inline PyObject* as_handled(PyObject* kept) {
#if PY_VERSION_HEX >= 0x030C0000
  return kept == Py_None ? nullptr : kept;
#else
  return kept;
#endif
}

/** The exception that `raise` alone raises again: the innermost handled one. Borrowed, or null. */
[[nodiscard]] inline PyObject* innermost_handled_exception(PyThreadState* thread) {
  for (_PyErr_StackItem* item = thread->exc_info; item != nullptr; item = item->previous_item)
    if (item->exc_value != nullptr && item->exc_value != Py_None) return item->exc_value;
  return nullptr;
}

/** Takes the raised exception off the thread, normalized and with its traceback. New reference, or null. */
[[nodiscard]] inline PyObject* take_raised() {
#if PY_VERSION_HEX >= 0x030C0000
  return PyErr_GetRaisedException();
#else
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (type == nullptr) return nullptr;
  PyErr_NormalizeException(&type, &value, &traceback);
  // Where importlib's frames were trimmed, nothing may be left, and the exception's own are not up to date.
  PyException_SetTraceback(value, traceback == nullptr ? Py_None : traceback);
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

/** Whether `initialize_frame` filled the frame; not asked before 3.12. */
[[nodiscard]] inline bool is_native(const InterpreterFrame* frame) {
#if PY_VERSION_HEX >= 0x030C0000
  return frame->return_offset == native_return_offset;
#else
  (void)frame;
  return false;
#endif
}

/** The type of `f_locals` where that writes to the frame, and the frame of such an object; null before 3.13. */
[[nodiscard]] inline PyTypeObject* locals_proxy_type() {
#if PY_VERSION_HEX >= 0x030D0000
  return &PyFrameLocalsProxy_Type;
#else
  return nullptr;
#endif
}
[[nodiscard]] inline InterpreterFrame* frame_of_proxy(PyObject* proxy) {
#if PY_VERSION_HEX >= 0x030D0000
  return reinterpret_cast<PyFrameLocalsProxyObject*>(proxy)->frame->f_frame;
#else
  (void)proxy;
  return nullptr;
#endif
}

inline void set_vectorcall(PyFunctionObject* function, vectorcallfunc entry) {
#if PY_VERSION_HEX >= 0x030C0000
  PyFunction_SetVectorcall(function, entry);
#else
  function->vectorcall = entry;
#endif
}

/** Where the interpreter says that a signal, a thread that waits for the GIL or another pending call wants it. */
#if PY_VERSION_HEX >= 0x030D0000
using InterruptionWord = volatile std::uintptr_t;
inline InterruptionWord* interruption_word(PyThreadState* thread) { return &thread->eval_breaker; }
[[nodiscard]] inline bool is_requested(InterruptionWord* word) { return (*word & 0xff) != 0; }
#else
using InterruptionWord = volatile int;
inline InterruptionWord* interruption_word(PyThreadState* thread) {
  return reinterpret_cast<InterruptionWord*>(&thread->interp->ceval.eval_breaker);
}
[[nodiscard]] inline bool is_requested(InterruptionWord* word) { return *word != 0; }
#endif
[[nodiscard]] inline bool interruption_requested(PyThreadState* thread) { return is_requested(interruption_word(thread)); }

/** Whether a call that unpacks its arguments lets go of their tuple before the callee runs. */
constexpr bool drops_unpacked_arguments = PY_VERSION_HEX >= 0x030C0000;

/** Counts a level of recursion for a call of C code, as its vectorcall would; false with an exception set. */
[[nodiscard]] inline bool enter_call([[maybe_unused]] PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030E0000
  return Py_EnterRecursiveCall(" while calling a Python object") == 0;
#else
  return _Py_EnterRecursiveCallTstate(thread, " while calling a Python object") == 0;
#endif
}
/** Whether `enter_call` would hold; true where it looks at the C stack, of which a call in place takes nothing. */
[[nodiscard]] inline bool may_call([[maybe_unused]] PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030E0000
  return true;
#elif PY_VERSION_HEX >= 0x030C0000
  return thread->c_recursion_remaining > 1;
#else
  return thread->recursion_remaining > 1;
#endif
}
inline void leave_call([[maybe_unused]] PyThreadState* thread) {
#if PY_VERSION_HEX < 0x030E0000
  _Py_LeaveRecursiveCallTstate(thread);
#endif
}

/** What a call by vectorcall gives: a result, or null and an exception; a callee that broke that rule is reported. */
[[nodiscard]] inline PyObject* check_result(PyThreadState* thread, PyObject* callee, PyObject* result) {
  if (__builtin_expect(result != nullptr, 1)) return result;
  return _Py_CheckFunctionResult(thread, callee, result, nullptr);
}

}  // namespace rt::compat
