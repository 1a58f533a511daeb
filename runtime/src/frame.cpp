/** Pushing, popping and tracing frames: the out-of-line part of `rt/frame.hpp`. */
#include "rt/frame.hpp"

#include <atomic>
#include <utility>

#include "frame-writes.hpp"
#include "rt/references.hpp"
#include "stack.hpp"

namespace rt {

bool push_slow(PyThreadState* thread, void* address) {
  const bool is_limited = compat::recursion_remaining(thread) < 0 && compat::recursion_headroom(thread) == 0;
  // The interpreter nests calls without the C stack, so a program may have raised its limit far beyond ours.
  if (!is_limited && (static_cast<char*>(address) >= stack_limit || find_stack(address))) {
    // Frames of what an exception leaves are made while it is on its way.
    if (!compat::interruption_requested(thread) || PyErr_Occurred() != nullptr || poll_slow(thread)) return true;
    compat::recursion_remaining(thread)++;
    return false;
  }
  // As the interpreter does, leave room for the exception's own constructor.
  compat::recursion_headroom(thread)++;
  PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded");
  compat::recursion_headroom(thread)--;
  compat::recursion_remaining(thread)++;
  return false;
}

/** Parts a frame that nobody sees any more from its object. */
static void part(PyThreadState* thread, compat::InterpreterFrame* frame, PyCodeObject* code, compat::CodeUnit* site) {
  PyFrameObject* object = compat::frame_object(frame);
  if (object == nullptr) return;
  compat::frame_object(frame) = nullptr;
  if (Py_REFCNT(object) > 1) compat::detach_object(thread, frame, object, code, site);
  Py_DECREF(object);
}

/**
 * A chunk that is kept, so that a loop whose calls begin one does not ask for memory each time. Not one a thread: what all
 * modules of a process may have of such storage is little.
 */
static std::atomic<compat::StackChunk*> spare{nullptr};

compat::InterpreterFrame* claim_slow(PyThreadState* thread, size_t size) {
  compat::StackChunk* chunk = spare.exchange(nullptr);
  if (chunk != nullptr && !compat::has_room(chunk, size)) compat::free_chunk(std::exchange(chunk, nullptr));
  if (chunk == nullptr) chunk = compat::new_chunk(size);
  if (chunk != nullptr) {
    compat::link_chunk(thread, chunk);
    return compat::claim_frame(thread, size);
  }
  PyErr_NoMemory();
  compat::recursion_remaining(thread)++;
  return nullptr;
}

void return_chunk(PyThreadState* thread) {
  compat::StackChunk* left = spare.exchange(compat::unlink_chunk(thread));
  if (left != nullptr) compat::free_chunk(left);
}

void end_seen(Frame& frame) {
  end_kept(frame.frame);
  compat::InterpreterFrame* popped = frame.frame;
  PyObject* raised = compat::take_raised();
  part(frame.thread, popped, compat::frame_code(popped), compat::site_of(popped));
  const int count = compat::owned_variables(popped);
  for (int i = 0; i < count; i++) Py_CLEAR(compat::frame_variables(popped)[compat::place_of_end(i, count)]);
  Py_CLEAR(compat::frame_names(popped));
  if (raised != nullptr) compat::restore_raised(raised);
}

void give_back(Frame& frame, PyCodeObject* code, compat::CodeUnit* site) {
  PyCodeObject* own_code = compat::frame_code(frame.frame);
  compat::CodeUnit* own_site = compat::site_of(frame.frame);
  compat::set_frame_code(frame.frame, code);
  compat::set_site(frame.frame, site);
  if (__builtin_expect(compat::frame_object(frame.frame) == nullptr, 1)) return;
  PyObject* raised = compat::take_raised();
  part(frame.thread, frame.frame, own_code, own_site);
  if (raised != nullptr) compat::restore_raised(raised);
}

void add_traceback(Frame& frame) {
  if (frame.traced) {
    frame.traced = false;
    return;
  }
  // What a C type's slot may do to the evaluation loop too, which says the same.
  if (PyErr_Occurred() == nullptr) PyErr_SetString(PyExc_SystemError, "error return without exception set");
  PyFrameObject* object = PyThreadState_GetFrame(frame.thread);
  const Owned owner(reinterpret_cast<PyObject*>(object));
  // Where memory is short for the frame's object, what was raised is lost.
  if (object == nullptr) PyErr_NoMemory();
  else PyTraceBack_Here(object);
}

/** Code of the interpreter's own of a function `(self, spec)` that does nothing. Empty where somebody has put another in its place. */
static Owned find_empty_code() {
  const Owned name(PyUnicode_FromString("_frozen_importlib_external"));
  const Owned module(name ? PyImport_GetModule(name.get()) : nullptr);
  const Owned loader(module ? PyObject_GetAttrString(module.get(), "_LoaderBasics") : nullptr);
  const Owned function(loader ? PyObject_GetAttrString(loader.get(), "create_module") : nullptr);
  PyErr_Clear();
  if (!function || !PyFunction_Check(function.get())) return Owned();
  auto* code = reinterpret_cast<PyCodeObject*>(PyFunction_GetCode(function.get()));
  const bool is_empty = code->co_argcount == 2 && code->co_kwonlyargcount == 0 && code->co_stacksize <= 1 && PyTuple_GET_SIZE(code->co_names) == 0;
  return is_empty ? share(reinterpret_cast<PyObject*>(code)) : Owned();
}

/**
 * A function of two arguments that does nothing. Not compiled, if it can be helped: those who watch the program by audit hooks
 * would be told of it. Empty with an exception set.
 */
static Owned make_empty_function() {
  const Owned names(PyDict_New()), code = find_empty_code();
  if (names && code) return Owned(PyFunction_New(code.get(), names.get()));
  const Owned ran(names ? PyRun_String("def poll(self, spec): pass", Py_file_input, names.get(), names.get()) : nullptr);
  return ran ? find_item(names.get(), "poll") : Owned();
}

bool poll_slow(PyThreadState* thread) {
  // A handler is to see the frame of the loop.
  if (PyErr_CheckSignals() < 0) return false;
  if (!compat::interruption_requested(thread)) return true;
  // An interpreted call does all other pending work: the GIL, asynchronous exceptions, the collector.
  static PyObject* empty = nullptr;
  if (empty == nullptr) empty = make_empty_function().give();
  if (empty == nullptr) return false;
  // At the limit of the recursion too.
  compat::recursion_remaining(thread)++;
  // No tracer is to see the helper.
  PyThreadState_EnterTracing(thread);
  PyObject* nothing[] = {Py_None, Py_None};
  const Owned result(PyObject_Vectorcall(empty, nothing, 2, nullptr));
  PyThreadState_LeaveTracing(thread);
  compat::recursion_remaining(thread)--;
  if (result) return true;
  // What interrupted us must not show the helper's frame; our own is added by whoever handles the error.
  PyObject* raised = compat::take_raised();
  Owned traceback(PyException_GetTraceback(raised));
  while (traceback) {
    auto* entry = reinterpret_cast<PyTracebackObject*>(traceback.get());
    const Owned code(reinterpret_cast<PyObject*>(PyFrame_GetCode(entry->tb_frame)));
    if (code.get() != PyFunction_GET_CODE(empty)) break;
    traceback = share(reinterpret_cast<PyObject*>(entry->tb_next));
  }
  PyException_SetTraceback(raised, traceback ? traceback.get() : Py_None);
  compat::restore_raised(raised);
  return false;
}

}  // namespace rt
