/** `src/ctypes`: calls of C functions reached through ctypes, by `call`, the guards of typed bodies, and what lies in memory. */
#include <string>

#include "harness.hpp"
#include "rt/guards.hpp"
#include "rt/memory.hpp"
#include "rt/operations/objects.hpp"

namespace rt::test {

static const char* const functions =
    "from ctypes import *\n"
    "standard, mathematics, numbers = CDLL(None), CDLL('libm.so.6'), CDLL(None, use_errno=True)\n"
    "set_errno(0)\n"
    "def declared(function, result, *parameters):\n"
    "  function.restype, function.argtypes = result, parameters\n"
    "  return function\n"
    "whole = declared(standard['labs'], c_long, c_long)\n"
    "real = declared(mathematics['sin'], c_double, c_double)\n"
    "text = declared(standard['strchr'], c_char_p, c_char_p, c_int)\n"
    "address = declared(standard['strchr'], c_void_p, c_char_p, c_int)\n"
    "character = declared(standard['toupper'], c_char, c_char)\n"
    "large = declared(standard['labs'], c_ulong, c_long)\n"
    "unlocking = declared(standard['sched_getcpu'], c_bool)\n"
    "pointer_to = declared(standard['memcmp'], c_int, POINTER(c_int), c_void_p, c_size_t)\n"
    "with_errors = declared(numbers['abs'], c_int, c_int)\n"
    "own = type('Own', (c_int,), {})\n"
    "of_own = declared(standard['abs'], own, own)\n"
    "plain = standard['abs']\n"
    "ints = (c_int * 2)(5, 6)\n";

/** Each is called with these, by ctypes and by `call`. */
static const char* const calls[][2] = {
    {"whole", "(-5,)"}, {"whole", "(-2**62,)"}, {"whole", "(2**100 - 7,)"}, {"whole", "(c_long(-8),)"}, {"whole", "('a',)"}, {"whole", "()"}, {"whole", "(-1, 2, b'b')"}, {"real", "(0.5,)"},
    {"real", "(2,)"}, {"real", "(None,)"}, {"text", "(b'hello', 108)"}, {"text", "(b'hello', 122)"}, {"address", "(b'hello', 122)"}, {"character", "(b'q',)"}, {"character", "(b'qq',)"},
    {"large", "(-2**63,)"}, {"unlocking", "()"}, {"pointer_to", "(ints, byref(ints), 8)"}, {"pointer_to", "(pointer(ints[0:1] and c_int(5)), ints, 4)"}, {"with_errors", "(-9,)"},
    {"of_own", "(own(-3),)"}, {"plain", "(-4,)"}, {"plain", "(1.5,)"}, {"plain", "(2**64,)"},
};

static Owned told(PyObject* result) {
  if (result != nullptr) return Owned(PyTuple_Pack(2, reinterpret_cast<PyObject*>(Py_TYPE(result)), Owned(PyObject_Repr(result)).get()));
  const Owned raised(compat::take_raised());
  return Owned(PyTuple_Pack(2, reinterpret_cast<PyObject*>(Py_TYPE(raised.get())), Owned(PyObject_Str(raised.get())).get()));
}

static PyObject* call_function(InFrame& in, PyObject* function, PyObject* arguments) {
  PyObject* operands[4] = {function};
  const Py_ssize_t count = PyTuple_GET_SIZE(arguments);
  for (Py_ssize_t i = 0; i < count; i++) operands[1 + i] = PyTuple_GET_ITEM(arguments, i);
  CallCache cache = {};
  return call(in.frame, operands, count + 1, 0, cache);
}

static const Test calling("C functions are called as ctypes calls them, with its own errors", [] {
  const Owned names = execute(functions);
  InFrame in("def function(): pass\n");
  for (const auto& [name, values] : calls) {
    PyObject* function = name_of(names, name);
    const Owned arguments = evaluate(values, names.get());
    const Owned expected(PyObject_CallObject(function, arguments.get())), by_ctypes = told(expected.get());
    // The first call reads the declaration.
    for (int i = 0; i < 2; i++) {
      const Owned result(call_function(in, function, arguments.get())), here = told(result.get());
      expect(std::string(name) == "of_own" || same(here.get(), by_ctypes.get()), (std::string(name) + values).c_str());
    }
  }
});

static const Test short_of_memory("calls of C functions survive without memory", [] {
  const Owned names = execute(functions);
  InFrame in("def function(): pass\n");
  for (const auto& [name, values] : calls) {
    PyObject* function = name_of(names, name);
    const Owned arguments = evaluate(values, names.get());
    const Owned expected(PyObject_CallObject(function, arguments.get()));
    const bool fails = !expected;
    PyErr_Clear();
    if (fails) continue;
    // While memory is short for reading the declaration, ctypes does the call, and says so in its own words.
    survives_failures_once(name, [&] {
      const Owned result(call_function(in, function, arguments.get()));
      const bool is_either = static_cast<bool>(result) != (PyErr_Occurred() != nullptr);
      PyErr_Clear();
      return as_object(is_either);
    });
    if (std::string(name) != "of_own") survives_failures(name, [&] { return call_function(in, function, arguments.get()); });
  }
});

static const Test guarding("a C function's guard holds as long as it is declared so", [] {
  const Owned names = execute(functions);
  const Owned real = share(name_of(names, "real"));
  ForeignName foreign = {"dd", nullptr, nullptr, nullptr, nullptr, nullptr};
  ForeignName other_types = {"df", nullptr, nullptr, nullptr, nullptr, nullptr}, more = {"ddd", nullptr, nullptr, nullptr, nullptr, nullptr};
  expect(foreign_holds(foreign, real.get()) && foreign_holds(foreign, real.get()) && foreign.address != nullptr, "as it is");
  expect(!foreign_holds(other_types, real.get()) && !foreign_holds(more, real.get()), "other types");
  expect(!foreign_holds(foreign, nullptr) && !foreign_holds(foreign, Py_None) && !foreign_holds(foreign, name_of(names, "whole")), "another object");
  const auto after = [&](const char* statement, bool holds) {
    const Owned done(PyRun_String(statement, Py_file_input, names.get(), names.get()));
    expect(done && foreign_holds(foreign, real.get()) == holds, statement);
  };
  after("real.argtypes = [c_float]", false);
  after("real.argtypes = [c_double]", true);
  after("real.restype = None", false);
  after("real.restype = c_double", true);
  after("real.errcheck = lambda *a: 1", false);
  after("del real.errcheck", true);
  const Owned with_errors = share(name_of(names, "with_errors")), plain = share(name_of(names, "plain"));
  ForeignName of_int = {"ii", nullptr, nullptr, nullptr, nullptr, nullptr}, undeclared = {"i", nullptr, nullptr, nullptr, nullptr, nullptr};
  expect(!foreign_holds(of_int, with_errors.get()), "errno is swapped");
  ForeignName unlocks = {"?", nullptr, nullptr, nullptr, nullptr, nullptr};
  expect(!foreign_holds(unlocks, name_of(names, "unlocking")), "others may run");
  expect(foreign_holds(undeclared, plain.get()), "no parameters are declared");
  expect(PyErr_Occurred() == nullptr, "no exception");
});

static const char* const memories =
    "from ctypes import *\n"
    "class Point(Structure):\n"
    "  _fields_ = [('real', c_double), ('whole', c_int), ('bits', c_uint, 3), ('large', c_ulong)]\n"
    "class Both(Union):\n"
    "  _fields_ = [('real', c_double), ('point', Point), ('chars', c_char * 4)]\n"
    "point, both, number = Point(1.5, -2, 5, 2**64 - 1), Both(0.25), c_short(-7)\n"
    "ints, points = (c_int * 3)(1, 2, 3), (Point * 2)()\n"
    "at, nothing = pointer(point), POINTER(Point)()\n";

/** Each is read as an attribute, or as an item if it is a number. */
static const char* const readings[][2] = {
    {"point", "'real'"}, {"point", "'whole'"}, {"point", "'bits'"}, {"point", "'large'"}, {"both", "'real'"}, {"both", "'chars'"}, {"number", "'value'"}, {"ints", "2"}, {"ints", "-3"}, {"ints", "3"},
    {"nothing", "'contents'"}, {"nothing", "0"}, {"points", "2"}, {"point", "'none'"},
};
/** These give objects of ctypes. */
static const char* const views[][2] = {{"both", "'point'"}, {"at", "'contents'"}, {"at", "0"}, {"points", "1"}, {"points", "-1"}};

static PyObject* read(PyObject* object, PyObject* key, AttributeCache& cache) {
  return PyUnicode_Check(key) ? attribute_get(object, key, cache) : item_get(object, key);
}

static const Test reading("what lies in memory is read as ctypes reads it", [] {
  const Owned names = execute(memories);
  for (const auto& [name, part] : readings) {
    PyObject* object = name_of(names, name);
    const Owned key = evaluate(part);
    const Owned expected(PyUnicode_Check(key.get()) ? PyObject_GetAttr(object, key.get()) : PyObject_GetItem(object, key.get())), by_ctypes = told(expected.get());
    AttributeCache cache = {};
    for (int i = 0; i < 2; i++) {
      const Owned result(read(object, key.get(), cache)), here = told(result.get());
      expect(same(here.get(), by_ctypes.get()), (std::string(name) + part).c_str());
    }
  }
  for (const auto& [name, part] : views) {
    PyObject* object = name_of(names, name);
    const Owned key = evaluate(part);
    AttributeCache cache = {};
    const Owned view(read(object, key.get(), cache));
    const auto* data = reinterpret_cast<compat::ForeignData*>(view.get());
    expect(view && Py_IS_TYPE(view.get(), reinterpret_cast<PyTypeObject*>(name_of(names, "Point"))) && data->base == object && data->needs_free == 0, (std::string(name) + part).c_str());
  }
});

static const Test storing("what is stored lies where ctypes puts it", [] {
  const Owned names = execute(memories);
  const auto check = [&](const char* name, const char* part, const char* value, const char* expected) {
    PyObject* object = name_of(names, name);
    const Owned key = evaluate(part), stored = evaluate(value, names.get());
    AttributeCache cache = {};
    const bool is_done = PyUnicode_Check(key.get()) ? attribute_set(object, stored.get(), key.get(), cache) : item_set(object, key.get(), stored.get());
    expect(is_done != (PyErr_Occurred() != nullptr), "an exception or none");
    PyErr_Clear();
    const Owned shown = evaluate("(point.real, point.whole, point.bits, point.large, both.real, number.value, list(ints))", names.get()), wanted = evaluate(expected);
    expect(same(shown.get(), wanted.get()), expected);
  };
  check("point", "'real'", "3", "(3.0, -2, 5, 2**64 - 1, 0.25, -7, [1, 2, 3])");
  check("point", "'whole'", "2**40 - 4", "(3.0, -4, 5, 2**64 - 1, 0.25, -7, [1, 2, 3])");
  check("point", "'bits'", "9", "(3.0, -4, 1, 2**64 - 1, 0.25, -7, [1, 2, 3])");
  check("point", "'large'", "-2", "(3.0, -4, 1, 2**64 - 2, 0.25, -7, [1, 2, 3])");
  check("point", "'whole'", "1.5", "(3.0, -4, 1, 2**64 - 2, 0.25, -7, [1, 2, 3])");
  check("point", "'whole'", "c_int(8)", "(3.0, 8, 1, 2**64 - 2, 0.25, -7, [1, 2, 3])");
  check("number", "'value'", "True", "(3.0, 8, 1, 2**64 - 2, 0.25, 1, [1, 2, 3])");
  check("ints", "-1", "2**31", "(3.0, 8, 1, 2**64 - 2, 0.25, 1, [1, 2, -2**31])");
  check("ints", "3", "4", "(3.0, 8, 1, 2**64 - 2, 0.25, 1, [1, 2, -2**31])");
});

static const Test memory_short("reading memory survives without memory", [] {
  const Owned names = execute(memories);
  const auto survive = [&](const char* name, const char* part) {
    PyObject* object = name_of(names, name);
    const Owned key = evaluate(part);
    AttributeCache cache = {};
    const Owned first(read(object, key.get(), cache));
    PyErr_Clear();
    if (first) survives_failures(part, [&] { return read(object, key.get(), cache); });
    survives_failures_once(part, [&] {
      AttributeCache fresh = {};
      const Owned result(read(object, key.get(), fresh));
      const bool is_either = static_cast<bool>(result) != (PyErr_Occurred() != nullptr);
      PyErr_Clear();
      return as_object(is_either);
    });
  };
  for (const auto& [name, part] : readings) survive(name, part);
  for (const auto& [name, part] : views) survive(name, part);
});

static const Test layouts("fields are words as long as the class has them so", [] {
  const Owned names = execute(memories);
  PyObject *point = name_of(names, "point"), *both = name_of(names, "both");
  MemoryField fields[] = {{"real", 'd', 0}, {"whole", 'i', 0}}, single[] = {{"real", 'd', 0}}, wrong[] = {{"whole", 'l', 0}}, bits[] = {{"bits", 'I', 0}}, none[] = {{"none", 'i', 0}};
  MemoryLayout layout = {fields, 2, no_version, 0}, other = {single, 1, no_version, 0};
  char* memory = nullptr;
  expect(find_memory(point, layout, &memory) && memory_load<double, 'd'>(memory, fields[0]) == 1.5 && memory_load<std::int64_t, 'i'>(memory, fields[1]) == -2, "both fields");
  memory_store<std::int64_t, 'i'>(memory, fields[1], (std::int64_t{1} << 40) + 7);
  memory_store<std::int64_t, 'd'>(memory, fields[0], 3);
  expect(same(evaluate("(point.real, point.whole)", names.get()).get(), evaluate("(3.0, 7)").get()), "stored");
  expect(find_memory(both, other, &memory) && find_memory(point, other, &memory) && memory_load<double, 'd'>(memory, single[0]) == 3.0, "one class after another");
  expect(!find_memory(both, layout, &memory) && !find_memory(Py_None, layout, &memory), "no such class");
  for (MemoryField* each : {wrong, bits, none}) {
    MemoryLayout refused = {each, 1, no_version, 0};
    expect(!find_memory(point, refused, &memory), each->name);
  }
  const Owned changed(PyRun_String("Point.whole = property(lambda self: 5)", Py_file_input, names.get(), names.get()));
  layout = {fields, 2, no_version, 0};
  expect(changed && !find_memory(point, layout, &memory) && PyErr_Occurred() == nullptr, "the class has something else");
});

static const Test moving("a variable's object becomes the next item, if nobody else has it", [] {
  const Owned names = execute(memories);
  PyObject* const points = name_of(names, "points");
  ViewCache cache = {};
  PyObject* place = nullptr;
  const auto index_of = [&] { return reinterpret_cast<compat::ForeignData*>(place)->index; };
  expect(item_into(points, 0, place, cache) && index_of() == 0, "a new one");
  PyObject* const first = place;
  expect(takes_item_quietly(place, points, -1, cache) && item_into(points, -1, place, cache) && place == first && index_of() == 1, "the same one");
  const Owned kept = share(place);
  expect(item_into(points, 0, place, cache) && place != first && index_of() == 0, "somebody has the one before");
  const Owned note = evaluate("'note'"), five = evaluate("5");
  expect(PyObject_SetAttr(place, note.get(), five.get()) == 0 && item_into(points, 1, place, cache) && !PyObject_HasAttr(place, note.get()), "what it had of its own is not the next one's");
  expect(!item_into(points, 2, place, cache) && raises(PyExc_IndexError) && index_of() == 1, "no item");
  survives_failures("an item", [&] {
    PyObject* fresh = nullptr;
    const bool is_done = item_into(points, 0, fresh, cache);
    Py_XDECREF(fresh);
    return as_object(is_done);
  });
  Py_DECREF(place);
});

}  // namespace rt::test
