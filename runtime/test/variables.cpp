/** `rt/variables.hpp`: globals, cells and imports. */
#include "harness.hpp"

namespace rt::test {

static const Test globals("globals and builtins survive without memory", [] {
  InFrame in("def function(): pass\nvalue = [1]\n");
  const Owned value(PyUnicode_InternFromString("value")), length(PyUnicode_InternFromString("len")), missing(PyUnicode_InternFromString("missing"));
  for (PyObject* name : {value.get(), length.get()}) {
    GlobalCache kept = {};
    survives_failures("global_get", [&] {
      GlobalCache cache = {};
      const Owned first(global_get(in.frame, name, cache));
      return first ? global_get(in.frame, name, kept) : nullptr;
    });
  }
  GlobalCache cache = {};
  expect(global_get(in.frame, missing.get(), cache) == nullptr && raises(PyExc_NameError), "a name that is missing");
  survives_failures("global_set", [&] { return as_object(global_set(in.frame, value.get(), missing.get()) && global_delete(in.frame, missing.get())); });
});

static const Test cells("cells survive without memory", [] {
  const Owned name(PyUnicode_InternFromString("name"));
  survives_failures("a cell", [&] {
    const Owned cell(PyCell_New(name.get()));
    return cell ? cell_get(cell.get(), name.get()) : nullptr;
  });
  const Owned empty(PyCell_New(nullptr));
  expect(cell_get(empty.get(), name.get()) == nullptr && raises(PyExc_UnboundLocalError), "an empty cell");
  expect(free_cell_get(empty.get(), name.get()) == nullptr && raises(PyExc_NameError), "an empty free cell");
  expect(!cell_delete(empty.get(), name.get()) && raises(PyExc_UnboundLocalError), "an empty cell that is deleted");
});

static const Test imports("imports survive without memory", [] {
  InFrame in("import math\ndef function(): pass\n");
  const Owned module(PyUnicode_InternFromString("math")), pi(PyUnicode_InternFromString("pi")), missing(PyUnicode_InternFromString("missing"));
  survives_failures("import", [&] { return import_name(in.frame, Py_None, module.get(), 0); });
  survives_failures("from import", [&] { return import_from(name_of(in.names, "math"), pi.get()); });
  expect(import_from(name_of(in.names, "math"), missing.get()) == nullptr && raises(PyExc_ImportError), "a name that is missing");
});

}  // namespace rt::test
