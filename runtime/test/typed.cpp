/** `rt/typed.hpp`: numbers out of objects and back, checked arithmetic, ranges, and leaving for the generic body. */
#include <array>
#include <cmath>
#include <string>

#include "harness.hpp"
#include "rt/typed.hpp"

namespace rt::test {

static const std::int64_t integers[] = {0, 1, -1, 2, -2, 3, 7, -7, 62, 63, 64, 255, 1 << 30, -(1 << 30), std::int64_t(1) << 53, (std::int64_t(1) << 53) + 1,
                                        (std::int64_t(1) << 60) - 1, -(std::int64_t(1) << 60), INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1};
static const double floats[] = {0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, 3.0, 7.25, -7.25, 1e300, -1e300, 5e-324, INFINITY, -INFINITY, NAN};

/** What the interpreter gives, or null where it raises. */
using Reference = PyObject* (*)(PyObject*, PyObject*);
static Owned expected_of(Reference reference, const Owned& left, const Owned& right) {
  Owned result(reference(left.get(), right.get()));
  PyErr_Clear();
  return result;
}

/** An operation may decline, but what it gives is the interpreter's result. */
template <typename Operand, typename Result>
static void check_pairs(const char* name, bool (*operation)(Operand, Operand, Result*), Reference reference, const Operand* begin, const Operand* end,
                        PyObject* (*box)(Operand)) {
  int decided = 0;
  for (const Operand* a = begin; a < end; a++) {
    for (const Operand* b = begin; b < end; b++) {
      // Shifts and powers of thousands of digits are nobody's.
      const bool is_large = (reference == PyNumber_Lshift || std::string(name) == "pow") && (std::fabs(double(*b)) > 100);
      Result result{};
      if (!operation(*a, *b, &result)) continue;
      decided++;
      if (is_large && std::fabs(double(*a)) > 1) continue;
      const Owned left(box(*a)), right(box(*b)), found(std::is_same_v<Result, double> ? box_float(double(result)) : box_int(std::int64_t(result)));
      expect(same(found.get(), expected_of(reference, left, right).get()), (std::string(name) + " of " + std::to_string(*a) + ", " + std::to_string(*b)).c_str());
    }
  }
  expect(decided > 0, name);
}

static PyObject* power(PyObject* a, PyObject* b) { return PyNumber_Power(a, b, Py_None); }

static const Test arithmetic("arithmetic in machine words is the interpreter's", [] {
  const auto check = [](const char* name, bool (*operation)(std::int64_t, std::int64_t, std::int64_t*), Reference reference) {
    check_pairs<std::int64_t, std::int64_t>(name, operation, reference, std::begin(integers), std::end(integers), box_int);
  };
  check("add", rt::add, PyNumber_Add);
  check("sub", rt::sub, PyNumber_Subtract);
  check("mult", rt::mult, PyNumber_Multiply);
  check("floordiv", rt::floordiv, PyNumber_FloorDivide);
  check("mod", rt::mod, PyNumber_Remainder);
  check("lshift", rt::lshift, PyNumber_Lshift);
  check("rshift", rt::rshift, PyNumber_Rshift);
  check("pow", rt::pow, power);
  check_pairs<std::int64_t, double>("div", rt::div, PyNumber_TrueDivide, std::begin(integers), std::end(integers), box_int);
  const auto check_floats = [](const char* name, bool (*operation)(double, double, double*), Reference reference) {
    check_pairs<double, double>(name, operation, reference, std::begin(floats), std::end(floats), box_float);
  };
  check_floats("div", rt::div, PyNumber_TrueDivide);
  check_floats("floordiv", rt::floordiv, PyNumber_FloorDivide);
  check_floats("mod", rt::mod, PyNumber_Remainder);
  check_floats("pow", rt::pow, power);
});

static const Test unary("negation and truncation are the interpreter's", [] {
  for (std::int64_t value : integers) {
    std::int64_t negated;
    if (!rt::neg(value, &negated)) continue;
    const Owned operand(box_int(value)), found(box_int(negated)), expected(PyNumber_Negative(operand.get()));
    expect(same(found.get(), expected.get()), "neg");
  }
  std::int64_t none;
  expect(!rt::neg(INT64_MIN, &none), "what has no negative");
  for (double value : floats) {
    std::int64_t whole;
    const bool fits = rt::truncate(value, &whole);
    expect(fits == (std::fabs(value) < 9.2e18), "what fits");
    if (!fits) continue;
    const Owned operand(box_float(value)), found(box_int(whole)), expected(PyNumber_Long(operand.get()));
    expect(same(found.get(), expected.get()), "truncate");
  }
});

static const Test boxes("numbers come out of exact objects only, and back", [] {
  for (std::int64_t value : integers) {
    std::int64_t found = 0;
    const Owned object(box_int(value)), expected(PyLong_FromLongLong(value));
    expect(same(object.get(), expected.get()) && unbox(object.get(), &found) && found == value, "an int");
    PyObject* const arguments[] = {Py_None, object.get()};
    const Owned again(box_or_same(value, arguments, 2));
    expect(is_small_int(value) ? again.get() == object.get() : same(again.get(), object.get()), "an argument that comes back");
  }
  for (double value : floats) {
    double found = 0;
    const Owned object(box_float(value));
    expect(unbox(object.get(), &found) && to_bits(found) == to_bits(value), "a float");
    PyObject* const arguments[] = {object.get()};
    const Owned again(box_or_same(value, arguments, 1));
    expect(again.get() == object.get(), "a float that comes back");
  }
  std::int64_t integer;
  double floating;
  bool truth;
  const Owned large = evaluate("2**63"), text = evaluate("'1'"), number = evaluate("type('Number', (int,), {})(1)");
  expect(!unbox(large.get(), &integer) && !unbox(text.get(), &integer) && !unbox(number.get(), &integer) && !unbox(Py_True, &integer), "no int of a word");
  expect(!unbox(static_cast<PyObject*>(nullptr), &integer) && !unbox(text.get(), &floating), "no number");
  expect(unbox(Py_True, &truth) && truth && unbox(Py_False, &truth) && !truth && !unbox(text.get(), &truth), "a truth value");
  survives_failures("box_int", [] { return box_int(std::int64_t(1) << 40); });
  survives_failures("box_float", [] { return box_float(1.5); });
  survives_failures("box_or_same", [&] { return box_or_same(std::int64_t(1) << 62, nullptr, 0); });
});

static const Test ranges("cursors walk as ranges do", [] {
  const std::int64_t limits[] = {0, 1, -1, 5, -7, INT64_MAX, INT64_MIN}, steps[] = {1, -1, 2, -3, INT64_MAX, INT64_MIN};
  RangeCursor cursor;
  expect(!start_range(0, 5, 0, &cursor), "a step of 0");
  for (std::int64_t start : limits)
    for (std::int64_t stop : limits)
      for (std::int64_t step : steps) {
        if (!start_range(start, stop, step, &cursor)) continue;
        const Owned arguments(Py_BuildValue("(LLL)", start, stop, step));
        const Owned range(PyObject_Call(reinterpret_cast<PyObject*>(&PyRange_Type), arguments.get(), nullptr)), iterator(PyObject_GetIter(range.get()));
        for (int i = 0; i < 9; i++) {
          std::int64_t value;
          const bool has_one = next_of(cursor, &value);
          const Owned item(PyIter_Next(iterator.get())), found(has_one ? box_int(value) : nullptr);
          expect(same(found.get(), item.get()), "an item");
        }
      }
});

/** Gives the state as a tuple, with None where there is nothing. */
static PyObject* state_body(Frame&, PyObject** state, PyObject*, int entry) {
  PyObject* tuple = PyTuple_New(entry);
  for (int i = 0; i < entry; i++) {
    if (tuple != nullptr) PyTuple_SET_ITEM(tuple, i, state[i] == nullptr ? Py_NewRef(Py_None) : state[i]);
    else Py_XDECREF(state[i]);
  }
  return tuple;
}

constexpr SavedValue saved[] = {{0, Saved::integer, false}, {1, Saved::floating, true}, {2, Saved::floating, true}, {3, Saved::boolean, false}, {4, Saved::none, false},
                                {5, Saved::range_iterator, false}, {6, Saved::owned, false}, {7, Saved::constant, false}, {8, Saved::range_iterator, true}};
static const Departure departure = {9, 0, 9, saved};

static const Test leaving("a departure gives all it has, or gives it back", [] {
  InFrame in("def function(): pass\n");
  NativeFunction native = {};
  const Owned constant = evaluate("'constant'"), list = evaluate("[1]");
  const auto words = [&] {
    return std::array<std::int64_t, 17>{1 << 20, 1, to_bits(2.5), 0, 0, 1, 0, 1000, 3, 7, reinterpret_cast<std::int64_t>(Py_NewRef(list.get())),
                                        reinterpret_cast<std::int64_t>(constant.get()), 1, INT64_MAX - 1, 2, 1};
  };
  const auto leave = [&] {
    Native activation = {nullptr, nullptr, &in.frame, nullptr};
    return leave_typed(activation, native, departure, words().data(), 9, state_body);
  };
  survives_failures("leave_typed", leave);
  const Owned state(leave()), names = execute("def show(state): return str([list(each) if 'iter' in type(each).__name__ else each for each in state])\n");
  const Owned text(PyObject_CallOneArg(name_of(names, "show"), state.get()));
  const Owned expected = evaluate("\"[1048576, 2.5, None, True, None, [1000, 1007, 1014], [1], 'constant', [9223372036854775806, 9223372036854775807]]\"");
  expect(same(text.get(), expected.get()), "the state");
  const auto before = Py_REFCNT(list.get());
  const auto given = words();
  release_words(departure, given.data());
  expect(Py_REFCNT(list.get()) == before, "what does not take place gives back what it owns");
  // An exception that is on its way stays.
  PyErr_SetNone(PyExc_KeyError);
  const Owned raising(leave());
  expect(raising && raises(PyExc_KeyError), "the exception");
});

static const Test shown("activations get frames when somebody could look", [] {
  InFrame in("def function(): pass\ndef callee(): pass\n");
  FunctionRecord record = {"callee", 1, nullptr, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
  auto* function = reinterpret_cast<PyFunctionObject*>(name_of(in.names, "callee"));
  record.code = record.bytecode = reinterpret_cast<PyCodeObject*>(function->func_code);
  NativeFunction native = {&record, function, function->func_code, 0};
  const CallSite site = {&native, 0, nullptr};
  const auto visit = [&](const std::function<PyObject*(Native&)>& use) {
    Native outermost = {nullptr, nullptr, &in.frame, nullptr}, middle = {&outermost, &site, nullptr, nullptr}, inner = {&middle, &site, nullptr, nullptr};
    PyObject* result = use(inner);
    for (Native* each : {&inner, &middle})
      if (each->frame != nullptr) end_visible(*each, result == nullptr);
    return result;
  };
  survives_failures("make_visible", [&] { return visit([](Native& inner) { return as_object(make_visible(inner) != nullptr); }); });
  survives_failures("a frame that is looked at", [&] {
    return visit([](Native& inner) -> PyObject* {
      Frame* frame = make_visible(inner);
      if (frame == nullptr) return nullptr;
      Owned object(reinterpret_cast<PyObject*>(PyThreadState_GetFrame(frame->thread)));
      if (!object) PyErr_NoMemory();
      return object.give();
    });
  });
  survives_failures("a departure of an activation without a frame", [&] {
    return visit([&](Native& inner) { return leave_typed(inner, native, {0, 0, 0, nullptr}, nullptr, 0, state_body); });
  });
  const SavedValue one[] = {{0, Saved::owned, false}};
  survives_failures("one that owns a word", [&] {
    return visit([&](Native& inner) {
      const std::int64_t word = reinterpret_cast<std::int64_t>(PyList_New(0));
      if (word == 0) return static_cast<PyObject*>(nullptr);
      return leave_typed(inner, native, {1, 0, 1, one}, &word, 1, state_body);
    });
  });
  static const FramePlaces no_places = {0, nullptr};
  static const Departure nothing = {0, 0, 0, nullptr};
  survives_failures("poll_visible", [&] { return visit([](Native& inner) { return as_object(poll_visible(inner, 0, {&nothing, &no_places}, nullptr)); }); });
});

static const Test variables("frames show the variables of activations as they are", [] {
  InFrame in("def function(a, b, c, d): pass\n");
  // The last is of the body alone; the frame has the second variable in its fourth place.
  static const std::int16_t slots[] = {0, 3, 1, 2, -1};
  static const FramePlaces places = {5, slots};
  static const SavedValue values[] = {{0, Saved::integer, false}, {1, Saved::floating, false}, {2, Saved::boolean, true}, {4, Saved::range_iterator, false}, {5, Saved::owned, false}};
  static const Departure departure = {1, 0, 5, values};
  const auto shown = [&](std::int64_t a, double b, bool is_bound) {
    const std::int64_t words[] = {a, to_bits(b), is_bound, 1, 0, 0, 0, 0};
    return show_variables(in.frame, {&departure, &places}, words);
  };
  const auto expect_variables = [&](const char* text) {
    const Owned found(PyTuple_New(4)), expected = evaluate(text);
    for (int i = 0; i < 4; i++) {
      PyObject* variable = in.frame.variables()[i];
      PyTuple_SET_ITEM(found.get(), i, variable == nullptr ? PyUnicode_FromString("unbound") : Py_NewRef(variable));
    }
    expect(same(found.get(), expected.get()), text);
  };
  survives_failures("show_variables", [&] {
    for (int i = 0; i < 4; i++) Py_CLEAR(in.frame.variables()[i]);
    return as_object(shown(1 << 20, 2.5, true));
  });
  expect_variables("(1048576, True, 'unbound', 2.5)");
  PyObject *integer = in.frame.variables()[0], *number = in.frame.variables()[3];
  in.frame.variables()[2] = PyList_New(0);
  expect(shown(1 << 20, 2.5, false), "shown again");
  expect_variables("(1048576, 'unbound', 'unbound', 2.5)");
  expect(in.frame.variables()[0] == integer && in.frame.variables()[3] == number, "what has not changed is the same object");
  expect(shown(1 << 21, -0.0, true) && shown(1 << 21, 0.0, true), "shown once more");
  expect_variables("(2097152, True, 'unbound', 0.0)");
  for (int i = 0; i < 4; i++) Py_CLEAR(in.frame.variables()[i]);
});

}  // namespace rt::test
