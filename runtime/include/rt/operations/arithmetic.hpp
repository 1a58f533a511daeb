/** Operators: each is what the interpreter's instruction does with any objects. */
#pragma once
#include "rt/compat/python.hpp"

namespace rt {

inline PyObject* binary_add(PyObject* left, PyObject* right) { return PyNumber_Add(left, right); }
inline PyObject* binary_sub(PyObject* left, PyObject* right) { return PyNumber_Subtract(left, right); }
inline PyObject* binary_mult(PyObject* left, PyObject* right) { return PyNumber_Multiply(left, right); }
inline PyObject* binary_matmult(PyObject* left, PyObject* right) { return PyNumber_MatrixMultiply(left, right); }
inline PyObject* binary_div(PyObject* left, PyObject* right) { return PyNumber_TrueDivide(left, right); }
inline PyObject* binary_mod(PyObject* left, PyObject* right) { return PyNumber_Remainder(left, right); }
inline PyObject* binary_pow(PyObject* left, PyObject* right) { return PyNumber_Power(left, right, Py_None); }
inline PyObject* binary_lshift(PyObject* left, PyObject* right) { return PyNumber_Lshift(left, right); }
inline PyObject* binary_rshift(PyObject* left, PyObject* right) { return PyNumber_Rshift(left, right); }
inline PyObject* binary_bitor(PyObject* left, PyObject* right) { return PyNumber_Or(left, right); }
inline PyObject* binary_bitxor(PyObject* left, PyObject* right) { return PyNumber_Xor(left, right); }
inline PyObject* binary_bitand(PyObject* left, PyObject* right) { return PyNumber_And(left, right); }
inline PyObject* binary_floordiv(PyObject* left, PyObject* right) { return PyNumber_FloorDivide(left, right); }

inline PyObject* inplace_add(PyObject* left, PyObject* right) { return PyNumber_InPlaceAdd(left, right); }
inline PyObject* inplace_sub(PyObject* left, PyObject* right) { return PyNumber_InPlaceSubtract(left, right); }
inline PyObject* inplace_mult(PyObject* left, PyObject* right) { return PyNumber_InPlaceMultiply(left, right); }
inline PyObject* inplace_matmult(PyObject* left, PyObject* right) { return PyNumber_InPlaceMatrixMultiply(left, right); }
inline PyObject* inplace_div(PyObject* left, PyObject* right) { return PyNumber_InPlaceTrueDivide(left, right); }
inline PyObject* inplace_mod(PyObject* left, PyObject* right) { return PyNumber_InPlaceRemainder(left, right); }
inline PyObject* inplace_pow(PyObject* left, PyObject* right) { return PyNumber_InPlacePower(left, right, Py_None); }
inline PyObject* inplace_lshift(PyObject* left, PyObject* right) { return PyNumber_InPlaceLshift(left, right); }
inline PyObject* inplace_rshift(PyObject* left, PyObject* right) { return PyNumber_InPlaceRshift(left, right); }
inline PyObject* inplace_bitor(PyObject* left, PyObject* right) { return PyNumber_InPlaceOr(left, right); }
inline PyObject* inplace_bitxor(PyObject* left, PyObject* right) { return PyNumber_InPlaceXor(left, right); }
inline PyObject* inplace_bitand(PyObject* left, PyObject* right) { return PyNumber_InPlaceAnd(left, right); }
inline PyObject* inplace_floordiv(PyObject* left, PyObject* right) { return PyNumber_InPlaceFloorDivide(left, right); }

inline PyObject* unary_neg(PyObject* operand) { return PyNumber_Negative(operand); }
inline PyObject* unary_pos(PyObject* operand) { return PyNumber_Positive(operand); }
inline PyObject* unary_invert(PyObject* operand) { return PyNumber_Invert(operand); }

/** 1, 0, or -1 with an exception set. */
inline int truth(PyObject* object) {
  if (object == Py_True) return 1;
  if (object == Py_False || object == Py_None) return 0;
  return PyObject_IsTrue(object);
}

/** True or False for 1 or 0; null for -1. */
inline PyObject* bool_or_error(int value) {
  return value < 0 ? nullptr : Py_NewRef(value != 0 ? Py_True : Py_False);
}

inline PyObject* unary_not(PyObject* operand) {
  const int value = truth(operand);
  return value < 0 ? nullptr : Py_NewRef(value != 0 ? Py_False : Py_True);
}

inline PyObject* compare_eq(PyObject* left, PyObject* right) { return PyObject_RichCompare(left, right, Py_EQ); }
inline PyObject* compare_ne(PyObject* left, PyObject* right) { return PyObject_RichCompare(left, right, Py_NE); }
inline PyObject* compare_lt(PyObject* left, PyObject* right) { return PyObject_RichCompare(left, right, Py_LT); }
inline PyObject* compare_le(PyObject* left, PyObject* right) { return PyObject_RichCompare(left, right, Py_LE); }
inline PyObject* compare_gt(PyObject* left, PyObject* right) { return PyObject_RichCompare(left, right, Py_GT); }
inline PyObject* compare_ge(PyObject* left, PyObject* right) { return PyObject_RichCompare(left, right, Py_GE); }
inline PyObject* compare_in(PyObject* item, PyObject* container) {
  return bool_or_error(PySequence_Contains(container, item));
}
inline PyObject* compare_not_in(PyObject* item, PyObject* container) {
  const int value = PySequence_Contains(container, item);
  return value < 0 ? nullptr : bool_or_error(value == 0);
}
inline PyObject* compare_is(PyObject* left, PyObject* right) { return bool_or_error(left == right); }
inline PyObject* compare_is_not(PyObject* left, PyObject* right) { return bool_or_error(left != right); }

}  // namespace rt
