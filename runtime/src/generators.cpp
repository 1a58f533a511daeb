/** Stepping generators by their bodies: in the place of what CPython's `gen_send_ex2` (Objects/genobject.c) does by bytecode. */
#include "rt/generators.hpp"

#include <utility>

#include "frame-writes.hpp"
#include "rt/compat/watching.hpp"
#include "rt/exceptions.hpp"
#include "rt/function-loading.hpp"
#include "rt/references.hpp"
#include "shared.hpp"
#include "stack.hpp"

namespace rt {

static iternextfunc next_before = nullptr;
static sendfunc send_before = nullptr, send_coroutine_before = nullptr;
static PyCFunction send_method_before = nullptr, send_coroutine_method_before = nullptr;

/** Gives the variables that inner functions share their cells. False with an exception set. */
static bool make_cells(PyCodeObject* code, PyObject** variables, PyObject* closure) {
  const int count = compat::variable_count(code), free_count = code->co_nfreevars;
  for (int place = 0; place < count - free_count; place++) {
    if (!compat::is_own_cell(code, place)) continue;
    Owned cell(PyCell_New(variables[place]));
    if (!cell) return false;
    Py_XSETREF(variables[place], cell.give());
  }
  for (int i = 0; i < free_count; i++) variables[count - free_count + i] = Py_NewRef(PyTuple_GET_ITEM(closure, i));
  return true;
}

/** As CPython's `compute_cr_origin`: file, line and name of each of the calls that led here. Empty with an exception set. */
static Owned find_origin(PyThreadState* thread, int most) {
  Owned calls(PyList_New(0));
  Owned own(reinterpret_cast<PyObject*>(PyThreadState_GetFrame(thread)));
  Owned frame(reinterpret_cast<PyObject*>(PyFrame_GetBack(reinterpret_cast<PyFrameObject*>(own.get()))));
  while (calls && frame && PyList_GET_SIZE(calls.get()) < most) {
    auto* each = reinterpret_cast<PyFrameObject*>(frame.get());
    const Owned code(reinterpret_cast<PyObject*>(PyFrame_GetCode(each)));
    auto* names = reinterpret_cast<PyCodeObject*>(code.get());
    const Owned call(Py_BuildValue("OiO", names->co_filename, PyFrame_GetLineNumber(each), names->co_name));
    if (!call || PyList_Append(calls.get(), call.get()) < 0) return {};
    frame = Owned(reinterpret_cast<PyObject*>(PyFrame_GetBack(each)));
  }
  return calls ? Owned(PyList_AsTuple(calls.get())) : Owned();
}

PyObject* make_generator(Frame& frame, PyObject* closure) {
  PyCodeObject* shown = compat::frame_code(frame.frame);
  PyCodeObject* code = origin_of(shown)->resumed->bytecode;
  const int count = compat::variable_count(code);
  if (compat::has_cells(code) && !make_cells(code, frame.variables(), closure)) return nullptr;
  const int remembered = (code->co_flags & CO_COROUTINE) != 0 ? compat::remembered_calls(frame.thread) : 0;
  const Owned origin = remembered > 0 ? find_origin(frame.thread, remembered) : Owned();
  if (remembered > 0 && !origin) return nullptr;
  compat::Generator* made = compat::new_generator(compat::frame_function(frame.frame), code, origin.get());
  if (made == nullptr) return nullptr;
  PyObject **from = frame.variables(), **to = compat::frame_variables(compat::frame_of(made));
  for (int i = 0; i < count; i++) to[i] = std::exchange(from[i], nullptr);
  PyObject_GC_Track(made);
  return reinterpret_cast<PyObject*>(made);
}

static inline bool is_generator(PyObject* object) { return PyGen_CheckExact(object) || PyCoro_CheckExact(object); }

/** The record of a generator that can be stepped by its body now; null where bytecode is to do it. */
static inline FunctionRecord* record_to_resume(PyThreadState* thread, compat::Generator* generator, PyObject* sent) {
  // Nothing else than None can be sent to a new one.
  if (!compat::is_waiting(generator) || (sent != Py_None && compat::is_created(generator))) return nullptr;
  PyCodeObject* code = compat::frame_code(compat::frame_of(generator));
  // Most code is of no compiled module.
  if (!compat::has_words(code)) return nullptr;
  Shared* here = shared_in(thread);
  auto* origin = here == nullptr ? nullptr : static_cast<CodeOrigin*>(compat::code_word(code, here->origin_word));
  if (origin == nullptr || origin->resumed == nullptr || compat::is_watched(thread, code)) return nullptr;
  return origin->resumed;
}

/** Ends the generator and its frame. */
static void finish(PyThreadState* thread, compat::Generator* generator) {
  compat::InterpreterFrame* ended = compat::frame_of(generator);
  compat::end_generator(generator);
  const int count = compat::variable_count(compat::frame_code(ended));
  compat::set_stack(ended, count);
  PyFrameObject* seen = compat::forgets_callers ? compat::frame_object(ended) : nullptr;
  const Owned kept = share(reinterpret_cast<PyObject*>(seen));
  Frame frame{thread, ended, nullptr, true, false};
  end_variables(frame, count);
  if (seen != nullptr) compat::forget_caller(seen);
  compat::release_frame(ended);
}

enum class Step { next, end, error, declined };

/** What the delegate of the generator that is entered next has come to: `send` asks nobody else then. */
struct KnownOutcome {
  PyObject* receiver;
  Step outcome;
  PyObject* result;
};
static KnownOutcome known_outcome = {};
/** Where the body raised before it asked: the result is nobody's. */
static inline void forget_outcome() {
  if (__builtin_expect(known_outcome.receiver != nullptr, 0)) Py_XDECREF(std::exchange(known_outcome, {}).result);
}

/** Whether bodies may be called; what is to be raised or run first, bytecode does where it belongs. */
static inline bool may_begin(PyThreadState* thread) {
  auto* here = static_cast<char*>(__builtin_frame_address(0));
  if (__builtin_expect(here < stack_limit, 0) && !find_stack(here)) return false;
  return __builtin_expect(compat::recursion_remaining(thread) > 0 && !compat::interruption_requested(thread), 1);
}

/** Where the body goes on: -1 for its start. Enters the generator. */
static inline int enter(PyThreadState* thread, compat::Generator* generator, PyObject** delegate) {
  compat::InterpreterFrame* frame = compat::frame_of(generator);
  const bool is_new = compat::is_created(generator);
  const int entry = is_new ? -1 : compat::suspended_at(generator, compat::frame_code(frame));
  *delegate = is_new ? nullptr : compat::delegate_of(generator, entry);
  compat::enter_generator(thread, generator);
  if (is_new) compat::begin_frame(frame);
  return entry;
}

/**
 * Steps a generator by its body. Of generators that delegate to each other only the innermost is asked for its next item; the
 * others go on when it has none.
 */
static Step step(PyThreadState* thread, compat::Generator* generator, FunctionRecord* record, PyObject* sent, PyObject** result) {
  if (!may_begin(thread)) return Step::declined;
  PyObject* delegate;
  int waiting = 0;
  int entry = enter(thread, generator, &delegate);
  while (delegate != nullptr && is_generator(delegate) && compat::recursion_remaining(thread) > 0) {
    auto* inner = reinterpret_cast<compat::Generator*>(delegate);
    FunctionRecord* found = record_to_resume(thread, inner, sent);
    if (found == nullptr) break;
    compat::begin_delegating(compat::frame_of(generator), entry);
    generator = inner;
    record = found;
    waiting++;
    entry = enter(thread, generator, &delegate);
  }
  for (;;) {
    compat::InterpreterFrame* own = compat::frame_of(generator);
    Frame frame{thread, own, compat::code_units(compat::frame_code(own)), true, false};
    compat::begin_running(own);
    PyObject* made = record->resume(frame, sent, entry);
    forget_outcome();
    if (!compat::is_executing(generator)) {
      compat::leave_generator(thread, generator, false);
      end_kept(own);
      for (; waiting > 0; waiting--) compat::leave_delegating(thread, compat::generator_of(compat::current_frame(thread)));
      *result = made;
      return Step::next;
    }
    if (made == nullptr) add_traceback(frame);
    compat::leave_generator(thread, generator, true);
    // Nobody is to take it for the end.
    if (made == nullptr && PyErr_ExceptionMatches(PyExc_StopIteration))
      raise_instead(PyExc_RuntimeError, "%s raised StopIteration", PyGen_CheckExact(generator) ? "generator" : "coroutine");
    finish(thread, generator);
    const Step outcome = made == nullptr ? Step::error : Step::end;
    if (waiting == 0) {
      *result = made;
      return outcome;
    }
    known_outcome = {reinterpret_cast<PyObject*>(generator), outcome, made};
    generator = compat::generator_of(compat::current_frame(thread));
    PyCodeObject* code = compat::frame_code(compat::frame_of(generator));
    record = static_cast<CodeOrigin*>(compat::code_word(code, shared_in(thread)->origin_word))->resumed;
    entry = compat::delegating_at(compat::frame_of(generator));
    sent = Py_None;
    waiting--;
  }
}

/** Steps a generator by its body if it has one. */
static inline Step try_step(PyThreadState* thread, PyObject* object, PyObject* sent, PyObject** result) {
  auto* generator = reinterpret_cast<compat::Generator*>(object);
  FunctionRecord* record = record_to_resume(thread, generator, sent);
  if (record == nullptr) return Step::declined;
  if (__builtin_expect(known_outcome.receiver == nullptr, 1)) return step(thread, generator, record, sent, result);
  // A destructor's, while a body takes what lies on its frame: what is known there is not about this one.
  const KnownOutcome outer = std::exchange(known_outcome, {});
  const Step outcome = step(thread, generator, record, sent, result);
  known_outcome = outer;
  return outcome;
}

PyObject* next_of_generator(PyObject* generator) {
  PyObject* result;
  switch (try_step(compat::current_thread(), generator, Py_None, &result)) {
    case Step::declined: return next_before(generator);
    case Step::next: return result;
    case Step::error: return nullptr;
    case Step::end: break;
  }
  if (result != Py_None) compat::raise_stop(result);
  Py_DECREF(result);
  return nullptr;
}

template <sendfunc& before>
static PySendResult send_to(PyObject* generator, PyObject* sent, PyObject** result) {
  switch (try_step(compat::current_thread(), generator, sent, result)) {
    case Step::declined: return before(generator, sent, result);
    case Step::next: return PYGEN_NEXT;
    case Step::end: return PYGEN_RETURN;
    case Step::error: break;
  }
  return PYGEN_ERROR;
}

template <PyCFunction& before>
static PyObject* send_by_method(PyObject* generator, PyObject* sent) {
  PyObject* result;
  switch (try_step(compat::current_thread(), generator, sent, &result)) {
    case Step::declined: return before(generator, sent);
    case Step::next: return result;
    case Step::error: return nullptr;
    case Step::end: break;
  }
  if (result == Py_None) PyErr_SetNone(PyExc_StopIteration);
  else compat::raise_stop(result);
  Py_DECREF(result);
  return nullptr;
}

PyObject* load_bound(PyObject** places) {
  PyObject* receiver = nullptr;
  Owned callee(load_callee(places, &receiver));
  const Owned owner(receiver);
  if (!owner) return callee.give();
  const descrgetfunc bind = Py_TYPE(callee.get())->tp_descr_get;
  return bind == nullptr ? PyMethod_New(callee.get(), receiver) : bind(callee.get(), receiver, reinterpret_cast<PyObject*>(Py_TYPE(receiver)));
}

PyObject* delegate_iterator(Frame& frame, PyObject* iterable) {
  if (PyGen_CheckExact(iterable)) return Py_NewRef(iterable);
  if (!PyCoro_CheckExact(iterable)) return PyObject_GetIter(iterable);
  if ((compat::frame_code(frame.frame)->co_flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE)) != 0) return Py_NewRef(iterable);
  PyErr_SetString(PyExc_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
  return nullptr;
}

/** As an operation on objects gives it. */
static inline int status_of(Step outcome) { return outcome == Step::next ? 1 : outcome == Step::end ? 0 : -1; }

int send(PyThreadState* thread, PyObject* receiver, PyObject* sent, PyObject** result) {
  if (known_outcome.receiver == receiver) {
    known_outcome.receiver = nullptr;
    *result = known_outcome.result;
    return status_of(known_outcome.outcome);
  }
  if (is_generator(receiver)) {
    const Step outcome = try_step(thread, receiver, sent, result);
    if (outcome != Step::declined) return status_of(outcome);
  }
  switch (PyIter_Send(receiver, sent, result)) {
    case PYGEN_NEXT: return 1;
    case PYGEN_RETURN: return 0;
    case PYGEN_ERROR: break;
  }
  return -1;
}

static void replace_method(PyTypeObject& type, const char* name, PyCFunction by, PyCFunction& before) {
  for (PyMethodDef* method = type.tp_methods; method != nullptr && method->ml_name != nullptr; method++)
    if (std::strcmp(method->ml_name, name) == 0) before = std::exchange(method->ml_meth, by);
}

void prepare_generators() {
  if (!compat::can_resume) return;
  next_before = std::exchange(PyGen_Type.tp_iternext, next_of_generator);
  send_before = std::exchange(PyGen_Type.tp_as_async->am_send, send_to<send_before>);
  send_coroutine_before = std::exchange(PyCoro_Type.tp_as_async->am_send, send_to<send_coroutine_before>);
  replace_method(PyGen_Type, "send", send_by_method<send_method_before>, send_method_before);
  replace_method(PyCoro_Type, "send", send_by_method<send_coroutine_method_before>, send_coroutine_method_before);
}

}  // namespace rt
