/** `rt/operations/arithmetic.hpp`: operators and comparisons, judged by the interpreter. */
#include <string>

#include "harness.hpp"

namespace rt::test {

struct Operation {
  const char* sign;
  PyObject* (*plain)(PyObject*, PyObject*);
  PyObject* (*taking)(PyObject*, PyObject*);
  bool (*update)(PyObject*&, PyObject*);
  bool (*update_taking)(PyObject*&, PyObject*);
};

static const Operation operators[] = {
    {"+", binary_add, binary_add_lr, update_binary_add, update_binary_add_r},
    {"-", binary_sub, binary_sub_lr, update_binary_sub, update_binary_sub_r},
    {"*", binary_mult, binary_mult_lr, update_binary_mult, update_binary_mult_r},
    {"/", binary_div, binary_div_lr, update_binary_div, update_binary_div_r},
    {"//", binary_floordiv, binary_floordiv_lr, update_binary_floordiv, update_binary_floordiv_r},
    {"%", binary_mod, binary_mod_lr, update_binary_mod, update_binary_mod_r},
    {"**", binary_pow, binary_pow_lr, update_binary_pow, update_binary_pow_r},
    {"<<", binary_lshift, binary_lshift_lr, update_binary_lshift, update_binary_lshift_r},
    {">>", binary_rshift, binary_rshift_lr, update_binary_rshift, update_binary_rshift_r},
    {"|", binary_bitor, binary_bitor_lr, update_binary_bitor, update_binary_bitor_r},
    {"^", binary_bitxor, binary_bitxor_lr, update_binary_bitxor, update_binary_bitxor_r},
    {"&", binary_bitand, binary_bitand_lr, update_binary_bitand, update_binary_bitand_r},
    {"==", compare_eq, compare_eq_lr, nullptr, nullptr},
    {"<", compare_lt, compare_lt_lr, nullptr, nullptr},
    {">=", compare_ge, compare_ge_lr, nullptr, nullptr},
    {"in", compare_in, compare_in_lr, nullptr, nullptr},
};

static const char* const operands[] = {
    "0", "7", "-3", "64", "2**30", "-2**31", "2**59", "2**60 - 1", "-2**60", "2**63", "2.5", "-0.0", "1e300", "float('inf')",
    "True", "'ab'", "'\\u20ac'", "[1, 2]", "(1,)", "{1}", "None",
};

/** Operands of which each is somebody's only reference, so that the operation may reuse it. */
static Owned fresh(const char* text) { return evaluate(text); }

/** Compares with what the interpreter gives, or raises, for the same operands. */
static void check(const Operation& operation, const char* left, const char* right) {
  const std::string text = std::string("(") + left + ") " + operation.sign + " (" + right + ")";
  const Owned names = execute("def value(text):\n  try: return eval(text)\n  except Exception as error: return (type(error), str(error))\n");
  const Owned expected(PyObject_CallFunction(name_of(names, "value"), "s", text.c_str()));
  const auto outcome = [](PyObject* result) {
    if (result != nullptr) return Owned(result);
    PyObject* raised = compat::take_raised();
    const Owned kept(raised);
    return Owned(Py_BuildValue("(ON)", Py_TYPE(raised), PyObject_Str(raised)));
  };
  const Owned one = fresh(left), other = fresh(right);
  expect(same(outcome(operation.plain(one.get(), other.get())).get(), expected.get()), text.c_str());
  expect(same(outcome(operation.taking(fresh(left).give(), fresh(right).give())).get(), expected.get()), text.c_str());
  if (operation.update == nullptr) return;
  for (const bool is_taken : {false, true}) {
    PyObject* variable = fresh(left).give();
    const bool ok = is_taken ? operation.update_taking(variable, fresh(right).give()) : operation.update(variable, other.get());
    const Owned updated = ok ? share(variable) : outcome(nullptr);
    expect(same(updated.get(), expected.get()), text.c_str());
    expect(ok || same(variable, one.get()), "a variable whose update fails is as it was");
    Py_XDECREF(variable);
  }
}

static const Test values("operators give what the interpreter gives", [] {
  for (const Operation& operation : operators)
    for (const char* left : operands)
      for (const char* right : operands) {
        // Shifts and powers by large numbers take their time in the interpreter too.
        const std::string sign = operation.sign, by = right;
        if ((sign == "<<" || sign == "**" || sign == "*") && by != "0" && by != "7" && by != "-3" && by != "2.5" && by != "True") continue;
        check(operation, left, right);
      }
});

static const Test memory("operators survive without memory", [] {
  for (const Operation& operation : operators)
    for (const char* pair : {"2**40", "2**80", "1.5", "'ab'", "[1, 2]"}) {
      const std::string sign = operation.sign;
      const Owned left = fresh(pair), right = fresh(sign == "**" || sign == "<<" ? "3" : pair);
      survives_failures(operation.sign, [&] {
        PyObject* result = operation.plain(left.get(), right.get());
        // What cannot be done at all is no matter of memory.
        if (result == nullptr && PyErr_ExceptionMatches(PyExc_TypeError)) PyErr_Clear();
        return result == nullptr && !PyErr_Occurred() ? Py_NewRef(Py_None) : result;
      });
    }
});

static const Test concatenation("a string that grows keeps its variable when memory is short", [] {
  survives_failures("s += t", [] {
    const Owned text = fresh("'x' * 50"), more = fresh("'y' * 500");
    PyObject* variable = Py_NewRef(text.get());
    const bool ok = update_inplace_add(variable, more.get());
    if (variable == nullptr || PyUnicode_GET_LENGTH(variable) != (ok ? 550 : 50)) expect(false, "the variable");
    Py_XDECREF(variable);
    return as_object(ok);
  });
});

}  // namespace rt::test
