/** `rt/frame.hpp`: frames that are looked at, kept, made part of tracebacks; signals and other pending work. */
#include <memory>
#include <vector>

#include "harness.hpp"

namespace rt::test {

/** The frame's object; null with an exception set. */
static PyObject* look_at(Frame& frame) {
  PyObject* object = reinterpret_cast<PyObject*>(PyThreadState_GetFrame(frame.thread));
  return object == nullptr ? PyErr_NoMemory() : object;
}

static const char text[] = "def function(a, b=1):\n  c = [a]\n  return c\n";

static const Test keeping("a frame that somebody keeps has what the function had", [] {
  // Interned, as the interpreter remembers each name by which it looked on a type.
  const Owned value = evaluate("['value']"), f_locals(PyUnicode_InternFromString("f_locals"));
  survives_failures("a frame that nobody looks at", [&] {
    InFrame in(text);
    in.frame.variables()[0] = Py_NewRef(value.get());
    return Py_NewRef(Py_True);
  });
  const auto keep = [&](bool looks_at_names) {
    InFrame in(text);
    in.frame.variables()[0] = Py_NewRef(value.get());
    Owned object(look_at(in.frame));
    const Owned names(object && looks_at_names ? PyObject_GetAttr(object.get(), f_locals.get()) : nullptr);
    return looks_at_names && !names ? nullptr : object.give();
  };
  survives_failures("one that is kept", [&] { return keep(false); });
  survives_failures("one whose variables are looked at", [&] { return keep(true); });
  for (const bool looks_at_names : {false, true}) {
    const auto before = Py_REFCNT(value.get());
    {
      const Owned object(keep(looks_at_names)), names(PyObject_GetAttr(object.get(), f_locals.get())), found(PyMapping_GetItemString(names.get(), "a"));
      expect(found.get() == value.get(), "a variable");
      const Owned back(PyObject_GetAttrString(object.get(), "f_back"));
      expect(back.get() == Py_None, "the frame outside");
    }
    PyGC_Collect();
    expect(Py_REFCNT(value.get()) == before, "the variable ends with the frame");
  }
});

static const Test nesting("frames lie one behind the other, in as many pieces as they need", [] {
  const Owned names = execute("def interpreted(n): return n and 1 + interpreted(n - 1)\n"), depth(PyLong_FromLong(300)), value = evaluate("['value']");
  const compat::InterpreterFrame* first = nullptr;
  for (int again = 0; again < 2; again++) {
    const auto before = Py_REFCNT(value.get());
    std::vector<std::unique_ptr<InFrame>> nested;
    for (int i = 0; i < 400; i++) {
      nested.push_back(std::make_unique<InFrame>(text));
      nested.back()->frame.variables()[i % 2] = Py_NewRef(value.get());
    }
    expect(again == 0 || nested.front()->frame.frame == first, "the place of the first frame");
    first = nested.front()->frame.frame;
    // The interpreter's own frames come behind, and must not be in the way.
    const Owned result(PyObject_CallOneArg(name_of(names, "interpreted"), depth.get()));
    expect(same(result.get(), depth.get()), "the interpreter's frames");
    for (int i = 0; i < 400; i++) {
      const Frame& frame = nested[static_cast<size_t>(i)]->frame;
      expect(frame.variables()[i % 2] == value.get() && frame.variables()[1 - i % 2] == nullptr, "the variables of each");
      expect(i == 0 || compat::previous_frame(frame.frame) == nested[static_cast<size_t>(i) - 1]->frame.frame, "the frame outside");
    }
    while (!nested.empty()) nested.pop_back();
    expect(Py_REFCNT(value.get()) == before, "the variables end with the frames");
  }
});

static const Test tracebacks("a frame becomes part of a traceback once a raise", [] {
  const Owned names = execute("def length(error):\n  count, entry = 0, error.__traceback__\n  while entry: count, entry = count + 1, entry.tb_next\n  return count\n");
  const auto raise_here = [&](bool is_traced) {
    InFrame in(text);
    in.frame.traced = is_traced;
    PyErr_SetNone(PyExc_KeyError);
    add_traceback(in.frame);
    return compat::take_raised();
  };
  for (const bool is_traced : {false, true}) {
    const Owned raised(raise_here(is_traced)), length(PyObject_CallOneArg(name_of(names, "length"), raised.get())), expected = evaluate(is_traced ? "0" : "1");
    expect(same(length.get(), expected.get()), "entries");
  }
  survives_failures("add_traceback", [&] {
    const Owned raised(raise_here(false));
    if (Py_IS_TYPE(raised.get(), reinterpret_cast<PyTypeObject*>(PyExc_KeyError))) return Py_NewRef(Py_True);
    compat::restore_raised(Py_NewRef(raised.get()));
    return static_cast<PyObject*>(nullptr);
  });
  InFrame in(text);
  add_traceback(in.frame);
  expect(raises(PyExc_SystemError), "a failure without an exception");
});

static int pending_result = 0, pending_calls = 0;
static int pending(void*) {
  pending_calls++;
  if (pending_result < 0) PyErr_SetNone(PyExc_KeyError);
  return pending_result;
}

static const Test polling("pending work is done where a loop looks for it", [] {
  const auto poll_once = [](int result) {
    InFrame in(text);
    pending_result = result;
    (void)Py_AddPendingCall(pending, nullptr);
    return poll(in.frame, -1);
  };
  pending_calls = 0;
  expect(poll_once(0) && pending_calls == 1, "a call that was pending");
  expect(!poll_once(-1) && pending_calls == 2 && raises(PyExc_KeyError), "one that raises");
  {
    InFrame in(text);
    compat::CodeUnit* before = compat::site_of(in.frame.frame);
    expect(poll(in.frame, 1) && compat::site_of(in.frame.frame) == before, "a frame that nothing interrupts");
    (void)Py_AddPendingCall(pending, nullptr);
    pending_result = 0;
    expect(poll(in.frame, 1) && compat::site_of(in.frame.frame) == in.frame.units + 1, "the place of an interruption");
  }
  survives_failures("poll", [&] {
    const bool ok = poll_once(0);
    // What could not be done yet must not wait for the next test.
    (void)Py_MakePendingCalls();
    return as_object(ok);
  });
  const Owned object = evaluate("['result']");
  InFrame in(text);
  pending_result = -1;
  (void)Py_AddPendingCall(pending, nullptr);
  const auto before = Py_REFCNT(object.get());
  expect(polled(in.frame.thread, Py_NewRef(object.get())) == nullptr && raises(PyExc_KeyError) && Py_REFCNT(object.get()) == before, "a result that is lost");
});

}  // namespace rt::test
