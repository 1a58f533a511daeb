/** `rt/function.hpp`: binding, entering by vectorcall, by stub and directly, and what shows of it. */
#include <string>

#include "harness.hpp"
#include "rt/emitted.hpp"
#include "rt/function-loading.hpp"
#include "rt/operations/objects.hpp"

namespace rt::test {

/** The bound parameters, as the frame has them. */
static PyObject* give_variables(Frame& frame, PyObject*) {
  PyCodeObject* code = compat::frame_code(frame.frame);
  const int count = code->co_argcount + code->co_kwonlyargcount + ((code->co_flags & CO_VARARGS) != 0) + ((code->co_flags & CO_VARKEYWORDS) != 0);
  return build_tuple(frame.variables(), count);
}

static const char* const signatures[][2] = {
    {"", "()"}, {"a", "(a,)"}, {"a, b=2", "(a, b)"}, {"a, /, b", "(a, b)"}, {"*rest", "(rest,)"}, {"**more", "(more,)"},
    {"a, *, b, c=3", "(a, b, c)"}, {"a, b=2, /, c=3, *rest, d, e=5, **more", "(a, b, c, d, e, rest, more)"},
};
static const char* const calls[] = {
    "()", "(1)", "(1, 2)", "(1, 2, 3, 4)", "(a=1)", "(1, a=2)", "(1, b=2)", "(b=2, a=1)", "(1, d=4)", "(1, 2, 3, 4, 5, d=6, f=7)", "(1, c=2, d=3, e=4, a=5)",
    "(*[1], **{'b': 2})", "(1, **{'a b': 3})", "(1, **{'d': 4, 'e': 5})",
};

static const Test binding("arguments are bound as the interpreter binds them, with its own errors", [] {
  for (const auto& [parameters, values] : signatures) {
    const std::string text = std::string("def function(") + parameters + "): return " + values + "\n";
    Compiled& compiled = compiled_module(text.c_str(), {{"function", 1, give_variables, nullptr}});
    const Owned interpreted = execute(text.c_str());
    for (const char* call : calls) {
      const std::string expression = std::string("function") + call;
      const Owned names = execute("def value(expression, names):\n  try: return eval(expression, names)\n  except Exception as error: return (type(error), str(error))\n");
      PyObject* value = name_of(names, "value");
      // The first call comes by the stub, the second one straight.
      for (int i = 0; i < 2; i++) {
        const Owned found(PyObject_CallFunction(value, "sO", expression.c_str(), compiled.names.get()));
        const Owned expected(PyObject_CallFunction(value, "sO", expression.c_str(), interpreted.get()));
        expect(same(found.get(), expected.get()), (text + expression).c_str());
      }
    }
  }
});

static const Test calling("calls of compiled functions survive without memory", [] {
  Compiled& compiled = compiled_module("def function(a, b=2, /, c=3, *rest, d, e=5, **more): return 'bytecode'\n", {{"function", 1, give_variables, nullptr}});
  PyObject* function = name_of(compiled.names, "function");
  const Owned arguments = evaluate("(1, 2, 3, 4)"), keywords = evaluate("{'d': 5, 'f': 6}"), caller = execute("def call(function): return function(1, d=2)\n");
  survives_failures("from C", [&] { return PyObject_Call(function, arguments.get(), keywords.get()); });
  survives_failures("from bytecode", [&] { return PyObject_CallOneArg(name_of(caller, "call"), function); });
  InFrame in("def function(): pass\n");
  const Owned one = evaluate("'one'"), names = evaluate("('d',)");
  survives_failures("call_keywords", [&] {
    PyObject* operands[] = {function, one.get(), one.get()};
    KeywordCache cache = {};
    return call_keywords(in.frame, operands, 3, 0, names.get(), cache);
  });
});

static PyObject* give_text(Frame&, PyObject*) { return PyUnicode_FromString("native"); }

static const Test direct("functions with positional parameters are called without a detour", [] {
  Compiled& compiled = compiled_module("def two(a, b=7): return 'bytecode'\n", {{"two", 1, give_variables, run_direct<give_variables, 2, 2>}});
  PyObject* function = name_of(compiled.names, "two");
  InFrame in("def function(): pass\n");
  const Owned one = evaluate("[1]"), two = evaluate("[2]"), all = evaluate("([1], [2])"), some = evaluate("([1], 7)");
  CallCache cache = {};
  for (const Taken taken : {0u, 6u}) {
    const auto lend = [&](const Owned& object) { return taken == 0 ? object.get() : Py_NewRef(object.get()); };
    const auto call_two = [&] {
      PyObject* operands[] = {function, lend(one), lend(two)};
      return call(in.frame, operands, 3, taken, cache);
    };
    const auto call_one = [&] {
      PyObject* operands[] = {function, lend(one)};
      return call(in.frame, operands, 2, taken & 2, cache);
    };
    survives_failures("with all", call_two);
    survives_failures("with a default", call_one);
    const Owned first(call_two()), second(call_one());
    expect(same(first.get(), all.get()) && same(second.get(), some.get()), "the arguments");
  }
  expect(cache.record == &compiled.records[0], "remembered");
  const auto references = Py_REFCNT(one.get());
  PyObject* many[] = {function, one.get(), one.get(), one.get()};
  expect(call(in.frame, many, 4, 0, cache) == nullptr && raises(PyExc_TypeError) && Py_REFCNT(one.get()) == references, "too many");
});

static PyObject* recur(Frame& frame, PyObject*) {
  CallCache cache = {};
  PyObject* operands[] = {frame.variables()[0], frame.variables()[0]};
  return call(frame, operands, 2, 0, cache);
}
static const Test recursion("a recursion without end raises RecursionError, and leaves the depth as it was", [] {
  Compiled& compiled = compiled_module("def forever(function): return function(function)\n", {{"forever", 1, recur, run_direct<recur, 1, 1>}});
  PyObject* function = name_of(compiled.names, "forever");
  const int before = compat::recursion_remaining(compat::current_thread());
  for (int i = 0; i < 3; i++) expect(PyObject_CallOneArg(function, function) == nullptr && raises(PyExc_RecursionError), "the limit");
  expect(compat::recursion_remaining(compat::current_thread()) == before, "the depth");
});

static PyObject* give_cell(Frame&, PyObject* closure) { return Py_NewRef(PyCell_GET(PyTuple_GET_ITEM(closure, 0))); }
static const Test making("functions are made with what they are made of", [] {
  Compiled& compiled = compiled_module("def outer(x):\n  def inner(a=1, *, b=2) -> int: return x\n  return inner\n", {{"inner", 2, give_cell, nullptr}});
  InFrame in("def function(): pass\n");
  const Owned cell(PyCell_New(Py_True)), defaults = evaluate("(5,)"), named = evaluate("{'b': 6}"), annotations = evaluate("('return', int)");
  PyObject* const cells[] = {cell.get()};
  const auto make = [&] { return make_closure(in.frame, &compiled.records[0], defaults.get(), named.get(), annotations.get(), cells, 1); };
  survives_failures("make_function", make);
  const Owned function(make()), result(PyObject_CallNoArgs(function.get()));
  const Owned shown(PyObject_GetAttrString(function.get(), "__defaults__")), keywords(PyObject_GetAttrString(function.get(), "__kwdefaults__"));
  expect(result.get() == Py_True && shown.get() == defaults.get() && keywords.get() == named.get(), "its parts");
  FunctionRecord missing = {"missing", 9, nullptr, 0, nullptr, nullptr, nullptr, nullptr, nullptr};
  expect(make_function(in.frame, &missing, nullptr, nullptr, nullptr, nullptr) == nullptr && raises(PyExc_SystemError), "no code");
});

static const Test hiding("nobody sees how a function is entered", [] {
  const char* text = "def outer():\n  'doc'\n  def inner(x):\n    return x\n  return inner\nkept = outer()\ndef generate(): yield 1\n";
  Compiled& compiled = compiled_module(text, {{"outer", 1, nullptr, nullptr}, {"inner", 2, give_variables, nullptr}, {"generate", 3, nullptr, nullptr}});
  const Owned names = execute(("text = '''" + std::string(text) + "'''\n"
      "code = compile(text, 'compiled.py', 'exec')\n"
      "def shown(function): return function.__code__\n"
      "def looks(code): return (code.co_name, code.co_code, code.co_consts, code.co_varnames, hash(code))\n"
      "def expected(name): return next(looks(each) for each in walk(code) if each.co_name == name)\n"
      "def walk(code):\n  yield code\n  for each in code.co_consts:\n    if hasattr(each, 'co_code'): yield from walk(each)\n"
      "def found(function): return looks(function.__code__)\n").c_str());
  for (const char* name : {"outer", "kept", "generate"}) {
    const Owned found(PyObject_CallOneArg(name_of(names, "found"), name_of(compiled.names, name)));
    const Owned expected(PyObject_CallFunction(name_of(names, "expected"), "s", std::strcmp(name, "kept") == 0 ? "inner" : name));
    expect(found && PyObject_RichCompareBool(found.get(), expected.get(), Py_EQ) == 1, name);
  }
  survives_failures("__code__", [&] { return PyObject_CallOneArg(name_of(names, "shown"), name_of(compiled.names, "kept")); });
  const Owned generator(PyObject_CallNoArgs(name_of(compiled.names, "generate"))), gi_code(PyUnicode_InternFromString("gi_code"));
  survives_failures("gi_code", [&] { return PyObject_GetAttr(generator.get(), gi_code.get()); });
});

static int count_events(PyObject*, PyFrameObject*, int, PyObject*) { return 0; }

/** Calls the function from C or from bytecode, with a profiler or without. */
static PyObject* call_from(Compiled& compiled, PyObject* caller, bool is_watched) {
  PyObject *function = name_of(compiled.names, "function"), *other = name_of(compiled.names, "other");
  if (is_watched) PyEval_SetProfile(count_events, nullptr);
  Owned result(caller == nullptr ? PyObject_CallFunction(function, "i", 1) : PyObject_CallOneArg(caller, function));
  // What 3.12 and later raise where memory is short for the frame that they want to show.
  if (!result && has_failed() && PyErr_ExceptionMatches(PyExc_SystemError)) PyErr_NoMemory();
  if (!is_watched) return result.give();
  PyEval_SetProfile(nullptr, nullptr);
  // The first call of any compiled function afterwards notices it.
  PyObject* raised = PyErr_Occurred() != nullptr ? compat::take_raised() : nullptr;
  const Owned noticed(PyObject_CallNoArgs(other));
  if (raised != nullptr) compat::restore_raised(raised);
  return noticed ? result.give() : nullptr;
}

static const Test watching("who watches sees the bytecode, from the next call on and until nobody watches", [] {
  const Owned names = execute("def call(function): return function(1, 2, b=3, c=4)\n"), native = evaluate("'native'"), bytecode = evaluate("'bytecode'");
  for (PyObject* caller : {static_cast<PyObject*>(nullptr), name_of(names, "call")}) {
    // Where memory was too short to remember it, a function keeps its bytecode.
    Compiled& compiled = compiled_module("def function(a, *rest, b=2, **more): return 'bytecode'\ndef other(): pass\n",
                                         {{"function", 1, give_text, nullptr}, {"other", 2, give_text, nullptr}});
    for (const bool is_watched : {false, true, true, false}) {
      const Owned result(call_from(compiled, caller, is_watched));
      expect(same(result.get(), is_watched ? bytecode.get() : native.get()), is_watched ? "watched" : "not watched");
    }
    survives_failures("a watched call", [&] { return call_from(compiled, caller, true); });
    survives_failures("one that comes by the stub while somebody watches", [&] {
      enter_by_stub(reinterpret_cast<PyFunctionObject*>(name_of(compiled.names, "function")));
      return call_from(compiled, caller, true);
    });
    survives_failures("a call after it", [&] { return call_from(compiled, caller, false); });
  }
});

}  // namespace rt::test
