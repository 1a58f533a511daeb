/**
 * Operators: each is what the interpreter's instruction does with any objects. The suffixes `_l`, `_r` and `_lr` take
 * the reference to the left operand, the right one or both over, whatever the outcome; a number nobody else refers to
 * is then used for the result.
 */
#pragma once
#include "rt/boxes.hpp"

namespace rt {

#define RT_DECLARE_FORMS(result, name)                 \
  [[nodiscard]] result name(PyObject* left, PyObject* right);        \
  [[nodiscard]] result name##_l(PyObject* left, PyObject* right);    \
  [[nodiscard]] result name##_r(PyObject* left, PyObject* right);    \
  [[nodiscard]] result name##_lr(PyObject* left, PyObject* right);
/** `variable = variable op right`; on failure, with an exception set, the variable is as it was. What is taken over ends before what the variable held. */
#define RT_DECLARE_UPDATE(name)                                      \
  [[nodiscard]] bool name(PyObject*& variable, PyObject* right);     \
  [[nodiscard]] bool name##_r(PyObject*& variable, PyObject* right);
#define RT_DECLARE_BINARY(name)                                   \
  RT_DECLARE_FORMS(PyObject*, binary_##name)                      \
  RT_DECLARE_FORMS(PyObject*, inplace_##name)                     \
  RT_DECLARE_UPDATE(update_binary_##name)                         \
  RT_DECLARE_UPDATE(update_inplace_##name)

RT_DECLARE_BINARY(add)
RT_DECLARE_BINARY(sub)
RT_DECLARE_BINARY(mult)
RT_DECLARE_BINARY(matmult)
RT_DECLARE_BINARY(div)
RT_DECLARE_BINARY(mod)
RT_DECLARE_BINARY(pow)
RT_DECLARE_BINARY(lshift)
RT_DECLARE_BINARY(rshift)
RT_DECLARE_BINARY(bitor)
RT_DECLARE_BINARY(bitxor)
RT_DECLARE_BINARY(bitand)
RT_DECLARE_BINARY(floordiv)

[[nodiscard]] PyObject* unary_neg(PyObject* operand);
[[nodiscard]] inline PyObject* unary_pos(PyObject* operand) { return PyNumber_Positive(operand); }
[[nodiscard]] inline PyObject* unary_invert(PyObject* operand) { return PyNumber_Invert(operand); }

/** `truth` of what is not True, False or None. */
[[nodiscard]] int truth_slow(PyObject* object);
/** 1, 0, or -1 with an exception set. */
[[nodiscard]] inline int truth(PyObject* object) {
  if (object == Py_True) return 1;
  if (object == Py_False || object == Py_None) return 0;
  return truth_slow(object);
}

/** True or False for 1 or 0; null for -1. */
[[nodiscard]] inline PyObject* bool_or_error(int value) {
  return value < 0 ? nullptr : Py_NewRef(value != 0 ? Py_True : Py_False);
}

[[nodiscard]] inline PyObject* unary_not(PyObject* operand) {
  const int value = truth(operand);
  return value < 0 ? nullptr : Py_NewRef(value != 0 ? Py_False : Py_True);
}

/** `test_`: the truth of the comparison, 1, 0, or -1 with an exception set. */
#define RT_DECLARE_COMPARISON(name)            \
  RT_DECLARE_FORMS(PyObject*, compare_##name)  \
  RT_DECLARE_FORMS(int, test_##name)

RT_DECLARE_COMPARISON(eq)
RT_DECLARE_COMPARISON(ne)
RT_DECLARE_COMPARISON(lt)
RT_DECLARE_COMPARISON(le)
RT_DECLARE_COMPARISON(gt)
RT_DECLARE_COMPARISON(ge)
RT_DECLARE_COMPARISON(in)
RT_DECLARE_COMPARISON(not_in)

/** Identity, which cannot fail. The answer is there before an operand ends. */
#define RT_DEFINE_IDENTITY(name, sign)                                                                          \
  [[nodiscard]] inline int test_##name(PyObject* left, PyObject* right) { return left sign right; }             \
  [[nodiscard]] inline int test_##name##_l(PyObject* left, PyObject* right) {                                   \
    const int result = left sign right;                                                                         \
    release(left);                                                                                              \
    return result;                                                                                              \
  }                                                                                                             \
  [[nodiscard]] inline int test_##name##_r(PyObject* left, PyObject* right) {                                   \
    const int result = left sign right;                                                                         \
    release(right);                                                                                             \
    return result;                                                                                              \
  }                                                                                                             \
  [[nodiscard]] inline int test_##name##_lr(PyObject* left, PyObject* right) {                                  \
    const int result = left sign right;                                                                         \
    release(compat::comparisons_end_from_last ? right : left);                                                  \
    release(compat::comparisons_end_from_last ? left : right);                                                  \
    return result;                                                                                              \
  }                                                                                                             \
  [[nodiscard]] inline PyObject* compare_##name(PyObject* left, PyObject* right) { return bool_or_error(test_##name(left, right)); }           \
  [[nodiscard]] inline PyObject* compare_##name##_l(PyObject* left, PyObject* right) { return bool_or_error(test_##name##_l(left, right)); }   \
  [[nodiscard]] inline PyObject* compare_##name##_r(PyObject* left, PyObject* right) { return bool_or_error(test_##name##_r(left, right)); }   \
  [[nodiscard]] inline PyObject* compare_##name##_lr(PyObject* left, PyObject* right) { return bool_or_error(test_##name##_lr(left, right)); }

RT_DEFINE_IDENTITY(is, ==)
RT_DEFINE_IDENTITY(is_not, !=)

#undef RT_DEFINE_IDENTITY
#undef RT_DECLARE_COMPARISON
#undef RT_DECLARE_BINARY
#undef RT_DECLARE_FORMS

}  // namespace rt
