/** `rt/suspension.hpp`: bare bodies that leave, one in the other, and the generic bodies that finish them. */
#include "harness.hpp"
#include "rt/suspension.hpp"

namespace rt::test {

/** Adds the result of the call, if there is one, to its number; gives a list of all. The entry 2 is where a call raised. */
static PyObject* finish_step(Frame& frame, PyObject** state, PyObject*, int entry) {
  const Owned number(state[0]), result(state[1]);
  if (entry == 2) {
    add_traceback(frame);
    return nullptr;
  }
  Owned list(result ? PyList_GetSlice(result.get(), 0, PyList_GET_SIZE(result.get())) : PyList_New(0));
  return list && PyList_Append(list.get(), number.get()) == 0 ? list.give() : nullptr;
}
static PyObject* fail_step(Frame& frame, PyObject** state, PyObject*, int) {
  Py_XDECREF(state[0]);
  Py_XDECREF(state[1]);
  PyErr_SetNone(PyExc_KeyError);
  add_traceback(frame);
  return nullptr;
}

static const FramePlaces no_places = {0, nullptr};
static const Departure nothing = {0, 0, 0, nullptr};
static const SavedValue number[] = {{0, Saved::integer, false}};

/** A function with a typed body that was left at `place`. */
struct Bare {
  FunctionRecord record;
  NativeFunction native;
  Place place;
  Bare(const Owned& names, const char* name, GenericBody body, Place::Reason reason)
      : record{name, 1, nullptr, 0, nullptr, nullptr, nullptr, nullptr, nullptr},
        native{&record, reinterpret_cast<PyFunctionObject*>(name_of(names, name)), nullptr, 0},
        place{&native, body, 2, reason, 1, {1, 0, 1, number}, {2, 0, 1, number}, &no_places, 2, 1} {
    native.code = native.function->func_code;
    record.code = record.bytecode = reinterpret_cast<PyCodeObject*>(native.code);
  }
};

static bool note(const Bare& bare, std::int64_t value) { return suspend<IntResult>(bare.place, value, value).status == status_suspended; }

static const Test finishing("suspended bodies are finished from the innermost on", [] {
  InFrame in("def function(): pass\ndef inner(): pass\ndef outer(): pass\n");
  const Bare inner(in.names, "inner", finish_step, Place::Reason::operation), outer(in.names, "outer", finish_step, Place::Reason::call);
  const Bare interrupted(in.names, "inner", finish_step, Place::Reason::interruption), failing(in.names, "inner", fail_step, Place::Reason::operation);
  const auto leave = [&](const Bare& first) { expect(note(first, 1 << 20) && note(outer, 1 << 21) && note(outer, 1 << 22), "suspended"); };
  survives_failures("finish_body", [&] {
    leave(inner);
    return finish_body(in.frame);
  });
  survives_failures("finish_call", [&] {
    leave(interrupted);
    Native activation = {nullptr, nullptr, &in.frame, nullptr};
    return finish_call(activation, 0, {&nothing, &no_places}, nullptr);
  });
  survives_failures("finish_call without a frame", [&] {
    const CallSite site = {const_cast<NativeFunction*>(&outer.native), 0, nullptr};
    Native outermost = {nullptr, nullptr, &in.frame, nullptr}, activation = {&outermost, &site, nullptr, nullptr};
    leave(inner);
    Owned result(finish_call(activation, 0, {&nothing, &no_places}, nullptr));
    if (activation.frame != nullptr) end_visible(activation, !result);
    return result.give();
  });
  leave(inner);
  const Owned result(finish_body(in.frame)), expected = evaluate("[1 << 20, 1 << 21, 1 << 22]");
  expect(same(result.get(), expected.get()), "the results");
  survives_failures("one that raises", [&] {
    leave(failing);
    const Owned none(finish_body(in.frame));
    if (none || !PyErr_ExceptionMatches(PyExc_KeyError)) return static_cast<PyObject*>(nullptr);
    PyErr_Clear();
    return Py_NewRef(Py_True);
  });
  expect(inner.native.departures > 0 && interrupted.native.departures == 0, "who left counts, who was interrupted does not");
});

}  // namespace rt::test
