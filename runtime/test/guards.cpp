/** `rt/guards.hpp`: what typed bodies rely on of the globals they name. */
#include <string>

#include "harness.hpp"
#include "rt/function-loading.hpp"
#include "rt/guards.hpp"

namespace rt::test {

static PyObject* give_none(Frame&, PyObject*) { return Py_NewRef(Py_None); }

/** A guard of the function `name` of the module, and one of the builtin `abs`. */
struct Guarded {
  Owned name, builtin_name;
  NativeFunction native;
  GuardedName names[2];
  Guards guards;
  PyObject* globals;
  explicit Guarded(Compiled& compiled)
      : name(PyUnicode_InternFromString("function")), builtin_name(PyUnicode_InternFromString("abs")), native{&compiled.records[0], nullptr, nullptr, 0},
        guards{names, 2, true, nullptr, 0, nullptr, 0}, globals(compiled.names.get()) {
    first = name.get();
    second = builtin_name.get();
    names[0] = {&first, &native, nullptr, nullptr};
    names[1] = {&second, nullptr, PyDict_GetItemString(PyEval_GetBuiltins(), "abs"), nullptr};
  }
  bool hold() { return guards_hold(guards, globals, PyEval_GetBuiltins()); }

 private:
  PyObject *first, *second;
};

static Compiled& module_with_function() {
  return compiled_module("def function(): return 1\ndef other(): return 2\n", {{"function", 1, give_none, nullptr}, {"other", 2, give_none, nullptr}});
}
static void enter(Compiled& compiled) {
  // A function that bytecode made is the module's own from its first call on.
  const Owned result(PyObject_CallNoArgs(name_of(compiled.names, "function")));
}

static const Test holding("guards hold until one of their names holds something else", [] {
  Compiled& compiled = module_with_function();
  enter(compiled);
  Guarded guarded(compiled);
  PyObject* names = compiled.names.get();
  expect(guarded.hold() && guarded.hold(), "as the module is");
  const Owned value = evaluate("[1]");
  expect(PyDict_SetItemString(names, "unrelated", value.get()) == 0 && guarded.hold(), "a name more");
  const Owned function = share(name_of(compiled.names, "function"));
  expect(PyDict_SetItemString(names, "function", name_of(compiled.names, "other")) == 0 && !guarded.hold(), "another function");
  expect(PyDict_SetItemString(names, "function", function.get()) == 0 && guarded.hold(), "the function again");
  expect(PyDict_SetItemString(names, "abs", value.get()) == 0 && !guarded.hold(), "a global in front of the builtin");
  expect(PyDict_DelItemString(names, "abs") == 0 && guarded.hold(), "the builtin again");
  expect(PyDict_DelItemString(names, "function") == 0 && !guarded.hold(), "no function");
  expect(PyDict_SetItemString(names, "function", function.get()) == 0 && guarded.hold(), "the function once more");
  expect(PyObject_SetAttrString(function.get(), "__code__", Owned(PyObject_GetAttrString(evaluate("lambda: 3").get(), "__code__")).get()) == 0 && !guarded.hold(), "other code");
  expect(PyErr_Occurred() == nullptr, "no exception");
});

static const Test failing("guards that memory is too short for do not hold, and leave no exception", [] {
  Compiled& compiled = module_with_function();
  enter(compiled);
  survives_failures("guards_hold", [&] {
    Guarded guarded(compiled);
    if (!guarded.name || !guarded.builtin_name) return static_cast<PyObject*>(nullptr);
    const bool first = guarded.hold();
    return as_object(PyErr_Occurred() == nullptr && (guarded.hold() || !first || has_failed()));
  });
});

static const Test values("a global is found where its dict keeps it", [] {
  const Owned names = execute("first, second = [1], [2]\n"), first(PyUnicode_InternFromString("first")), missing(PyUnicode_InternFromString("missing"));
  GlobalGuard guard = {};
  const auto value = [&](const Owned& name) { return global_value(guard, names.get(), name.get()); };
  expect(value(first) == name_of(names, "first") && value(first) == name_of(names, "first"), "a name");
  const Owned other = evaluate("[3]");
  expect(PyDict_SetItemString(names.get(), "first", other.get()) == 0 && value(first) == other.get(), "another value");
  for (int i = 0; i < 40; i++) expect(PyDict_SetItemString(names.get(), std::to_string(i).c_str(), other.get()) == 0, "a larger dict");
  expect(value(first) == other.get(), "in a larger dict");
  expect(PyDict_DelItemString(names.get(), "first") == 0 && value(first) == nullptr && PyErr_Occurred() == nullptr, "no value");
  guard = {};
  expect(value(missing) == nullptr && PyErr_Occurred() == nullptr, "no name");
  survives_failures("global_value", [&] {
    GlobalGuard fresh = {};
    const Owned own = execute("name = [1]\n");
    const Owned name(PyUnicode_InternFromString("name"));
    if (!name) return static_cast<PyObject*>(nullptr);
    return as_object(global_value(fresh, own.get(), name.get()) != nullptr);
  });
});

}  // namespace rt::test
