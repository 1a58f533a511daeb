/** `rt/module.hpp` and its loading: code objects joined with functions, and modules that run. */
#include "harness.hpp"
#include "rt/module-loading.hpp"

namespace rt::test {

static PyObject* give_text(Frame&, PyObject*) { return PyUnicode_FromString("native"); }

static Compiled& fresh_module() {
  return unloaded_module("def function(): return 'bytecode'\ndef outer():\n  def inner(): return function()\n  return inner\nresult = function()\n",
                         {{"function", 1, give_text, nullptr}, {"inner", 3, give_text, nullptr}});
}

static const Test loading("a module for whose loading memory was too short loads later", [] {
  const Owned native = evaluate("'native'");
  survives_failures_once("load_module_code", [&] {
    Compiled& compiled = fresh_module();
    const bool is_loaded = load_module_code(&compiled.module);
    PyObject* raised = is_loaded ? nullptr : compat::take_raised();
    // Bytecode that makes functions is not run while an allocation is to fail: MAKE_FUNCTION of 3.12 gives its code back twice then.
    const Unharmed unharmed;
    expect(load_module_code(&compiled.module) && execute_module(&compiled.module, compiled.names.get()), "a second attempt");
    expect(same(name_of(compiled.names, "result"), native.get()), "what has run");
    if (!is_loaded) compat::restore_raised(raised);
    return is_loaded ? Py_NewRef(Py_True) : nullptr;
  });
  Compiled& damaged = fresh_module();
  damaged.module.marshal = reinterpret_cast<const unsigned char*>("N");
  damaged.module.marshal_size = 1;
  expect(!load_module_code(&damaged.module) && raises(PyExc_ImportError), "what is no module");
});

static PyObject* set_value(Frame& frame, PyObject*) {
  const Owned list(PyList_New(0));
  return list && PyDict_SetItemString(frame.names(), "value", list.get()) == 0 ? Py_NewRef(Py_None) : nullptr;
}

static const Test running("a module's body survives without memory, native or not", [] {
  for (const Body body : {Body(nullptr), Body(set_value)}) {
    Compiled& compiled = compiled_module("value = [1]\n", {{"<module>", 0, body, nullptr}});
    survives_failures("execute_module", [&] { return as_object(execute_module(&compiled.module, compiled.names.get())); });
    const Owned expected = evaluate(body == nullptr ? "[1]" : "[]");
    expect(same(name_of(compiled.names, "value"), expected.get()), "what it has set");
  }
});

}  // namespace rt::test
