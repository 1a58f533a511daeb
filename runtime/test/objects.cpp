/** `rt/operations/objects.hpp`: displays, unpacking, items, f-strings, attributes and calls. */
#include "harness.hpp"

namespace rt::test {

static const Test displays("displays survive without memory", [] {
  const Owned first = evaluate("'first'"), second = evaluate("(1, 2)");
  PyObject* const items[] = {first.get(), second.get(), second.get(), first.get()};
  survives_failures("tuple", [&] { return build_tuple(items, 4); });
  survives_failures("list", [&] { return build_list(items, 4); });
  survives_failures("set", [&] { return build_set(items, 4); });
  survives_failures("dict", [&] { return build_dict(items, 4); });
  PyObject* const texts[] = {first.get(), first.get()};
  survives_failures("string", [&] { return build_string(texts, 2); });
  survives_failures("slice", [&] { return build_slice(first.get(), first.get(), Py_None); });
});

static const Test growing("what grows by an iterable survives without memory", [] {
  const Owned names = execute("items = [object() for i in range(50)]\npairs = {str(i): i for i in range(50)}\ndef function(**names): pass\n");
  PyObject *items = name_of(names, "items"), *pairs = name_of(names, "pairs"), *function = name_of(names, "function");
  survives_failures("list_extend", [&] {
    Owned list(PyList_New(0));
    return list && list_extend(list.get(), items) ? list.give() : nullptr;
  });
  survives_failures("set_update", [&] {
    Owned set(PySet_New(nullptr));
    return set && set_update(set.get(), items) ? set.give() : nullptr;
  });
  survives_failures("dict_update", [&] {
    Owned dict(PyDict_New());
    return dict && dict_update(dict.get(), pairs) ? dict.give() : nullptr;
  });
  survives_failures("dict_merge", [&] {
    Owned dict(PyDict_New());
    return dict && dict_merge(dict.get(), pairs, function) ? dict.give() : nullptr;
  });
});

static const Test unpacking("unpacking survives without memory, and says what is missing", [] {
  const Owned names = execute("def numbers(n): return iter(range(1000, 1000 + n))\ntext = 'abc'\nitems = [1, 2, 3]\n");
  PyObject* numbers = name_of(names, "numbers");
  const auto iterator = [&](int count) { return Owned(PyObject_CallFunction(numbers, "i", count)); };
  survives_failures("a, b, c = text", [&] { return unpack_sequence(name_of(names, "text"), 3); });
  survives_failures("a, b, c = list", [&] { return unpack_sequence(name_of(names, "items"), 3); });
  survives_failures("a, *b, c = range iterator", [&] {
    const Owned numbered = iterator(9);
    return numbered ? unpack_star(numbered.get(), 1, 1) : nullptr;
  });
  const Owned two = iterator(2), four = iterator(4), one = iterator(1);
  expect(unpack_sequence(two.get(), 3) == nullptr && raises(PyExc_ValueError), "too few");
  expect(unpack_sequence(four.get(), 3) == nullptr && raises(PyExc_ValueError), "too many");
  expect(unpack_star(one.get(), 1, 1) == nullptr && raises(PyExc_ValueError), "too few for a star");
  expect(unpack_sequence(Py_None, 1) == nullptr && raises(PyExc_TypeError), "not iterable");
});

static const Test items("items are those of the interpreter", [] {
  const Owned names = execute("class Failing:\n  def __getitem__(self, key): raise KeyError(key)\nfailing = Failing()\n"
                              "cases = [([5, 6], 1), ([5, 6], -2), ([5, 6], slice(1)), ((5,), 0), ({1: 2}, 1), ({'a': 3}, 'a'), ('xy', 1), (range(9), 4)]\n");
  PyObject* cases = name_of(names, "cases");
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(cases); i++) {
    PyObject *container = PyTuple_GET_ITEM(PyList_GET_ITEM(cases, i), 0), *key = PyTuple_GET_ITEM(PyList_GET_ITEM(cases, i), 1);
    const Owned found(item_get(container, key)), expected(PyObject_GetItem(container, key));
    expect(same(found.get(), expected.get()), "item_get");
    survives_failures("item_get", [&] { return item_get(container, key); });
  }
  const Owned zero = evaluate("0"), nine = evaluate("9"), list = evaluate("[1]");
  expect(item_get(list.get(), nine.get()) == nullptr && raises(PyExc_IndexError), "an index beyond the end");
  expect(item_get(name_of(names, "failing"), zero.get()) == nullptr && raises(PyExc_KeyError), "an item that raises");
  expect(item_set(list.get(), zero.get(), nine.get()) && PyList_GET_ITEM(list.get(), 0) == nine.get(), "item_set");
  survives_failures("item_set of a dict", [&] {
    const Owned dict(PyDict_New());
    return dict ? as_object(item_set(dict.get(), nine.get(), zero.get())) : nullptr;
  });
});

static const Test iteration("iteration survives without memory", [] {
  for (const char* text : {"range(1000, 1003)", "[1, 2]", "(1, 2)", "{1: 2}", "'ab'", "(i for i in 'abc')"})
    survives_failures(text, [&] {
      const Owned iterable = evaluate(text);
      const Owned iterator(iterate(iterable.get()));
      if (!iterator) return static_cast<PyObject*>(nullptr);
      while (const Owned item{next_item(iterator.get())}) {
      }
      return as_object(!PyErr_Occurred());
    });
});

static const Test formatting("f-strings survive without memory", [] {
  const Owned value = evaluate("12345678.5"), text = evaluate("'text'"), specification = evaluate("'>20'");
  for (int conversion : {-1, static_cast<int>('s'), static_cast<int>('r'), static_cast<int>('a')}) {
    survives_failures("format_value", [&] { return format_value(value.get(), specification.get(), conversion == -1 ? -1 : conversion); });
    survives_failures("format_value of a string", [&] { return format_value(text.get(), Py_None, conversion); });
  }
});

static const Test attributes("attributes survive without memory, cached or not", [] {
  const Owned names = execute(
      "import math\n"
      "class Plain:\n  shared = 1\n  def __init__(self): self.own = 2\n  def method(self, x=None): return x\n"
      "  @property\n  def computed(self): return [1]\n"
      "class Slotted:\n  __slots__ = ('own',)\n  def __init__(self): self.own = 3\n"
      "plain, slotted = Plain(), Slotted()\n");
  struct Case {
    const char *object, *attribute;
  };
  for (const Case& each : {Case{"plain", "own"}, {"plain", "shared"}, {"plain", "computed"}, {"plain", "method"}, {"slotted", "own"},
                           {"Plain", "shared"}, {"math", "pi"}}) {
    PyObject* object = name_of(names, each.object);
    const Owned name(PyUnicode_InternFromString(each.attribute));
    AttributeCache kept = {};
    survives_failures(each.attribute, [&] {
      AttributeCache cache = {};
      const Owned first(attribute_get(object, name.get(), cache));
      if (!first) return static_cast<PyObject*>(nullptr);
      return attribute_get(object, name.get(), kept);
    });
    const Owned found(attribute_get(object, name.get(), kept)), expected(PyObject_GetAttr(object, name.get()));
    expect(same(found.get(), expected.get()), each.attribute);
  }
  const Owned own(PyUnicode_InternFromString("own")), missing(PyUnicode_InternFromString("missing")), value = evaluate("[7]");
  AttributeCache cache = {}, other = {};
  expect(attribute_get(name_of(names, "plain"), missing.get(), cache) == nullptr && raises(PyExc_AttributeError), "an attribute that is missing");
  for (const char* object : {"plain", "slotted"})
    survives_failures("assignment", [&] { return as_object(attribute_set(name_of(names, object), value.get(), own.get(), other)); });
});

static const Test calls("calls survive without memory", [] {
  InFrame in("class Plain:\n  def __init__(self, x=0): self.x = x\n  def method(self, x=None): return [x]\n"
             "def function(a=1, *rest, **names): return (a, rest, names)\nplain = Plain()\nitems = []\n");
  const Owned argument = evaluate("'argument'"), method(PyUnicode_InternFromString("method")), append(PyUnicode_InternFromString("append"));
  CallCache cache = {};
  AttributeCache methods = {}, appends = {};
  PyObject *function = name_of(in.names, "function"), *type = name_of(in.names, "Plain");
  PyObject *plain = name_of(in.names, "plain"), *list = name_of(in.names, "items");
  CallCache class_cache = {};
  for (const Taken taken : {0u, 3u}) {
    // What is taken over is the callee's, whatever the outcome.
    const auto lend = [&](PyObject* object) { return taken == 0 ? object : Py_NewRef(object); };
    survives_failures("call", [&] {
      PyObject* operands[] = {lend(function), lend(argument.get())};
      return call(in.frame, operands, 2, taken, cache);
    });
    survives_failures("a class", [&] {
      PyObject* operands[] = {lend(type), lend(argument.get())};
      return call(in.frame, operands, 2, taken, class_cache);
    });
    survives_failures("call_method", [&] {
      PyObject* operands[] = {lend(plain), lend(argument.get())};
      return call_method(in.frame, operands, 2, taken, method.get(), -1, methods);
    });
    survives_failures("append", [&] {
      PyObject* operands[] = {lend(list), lend(argument.get())};
      Owned done(call_method(in.frame, operands, 2, taken, append.get(), -1, appends));
      if (done) PyList_SetSlice(list, 0, PyList_GET_SIZE(list), nullptr);
      return done.give();
    });
    survives_failures("call_unpack", [&] {
      const Owned arguments = evaluate("[1, 2]"), keywords = evaluate("{'x': 3}");
      PyObject* operands[] = {lend(function), lend(arguments.get()), keywords.get()};
      return call_unpack(in.frame, operands, 3, taken);
    });
  }
});

}  // namespace rt::test
