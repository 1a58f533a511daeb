/** What the files of operators share: who gives references back, and which number object becomes the result. */
#pragma once
#include "rt/operations/arithmetic.hpp"

namespace rt {

/** Which operands' references an operation takes over; a result that memory is too short for takes nothing over. */
template <bool Left, bool Right>
struct Taking {
  template <bool FromLast = compat::arithmetic_ends_from_last>
  static void end(PyObject* left, PyObject* right) {
    if (Right && FromLast) release(right);
    if (Left) release(left);
    if (Right && !FromLast) release(right);
  }

  /** An object that was made for the result: the operands end, unless memory was too short for it. */
  [[nodiscard]] static PyObject* new_result(PyObject* left, PyObject* right, PyObject* result) {
    if (__builtin_expect(result != nullptr, 1)) end(left, right);
    return result;
  }

  /** The result is an object that is there already; the ends of numbers cannot be seen. */
  [[nodiscard]] static RT_INLINE PyObject* kept_result(PyObject* left, PyObject* right, PyObject* result) {
    Py_INCREF(result);
    if (Left) release(left);
    if (Right) release(right);
    return result;
  }

  [[nodiscard]] static RT_INLINE PyObject* float_result(PyObject* left, PyObject* right, double value) {
    if (Left && Py_IS_TYPE(left, &PyFloat_Type) && compat::is_unique(left)) {
      reinterpret_cast<PyFloatObject*>(left)->ob_fval = value;
      if (Right) release(right);
      return left;
    }
    if (Right && Py_IS_TYPE(right, &PyFloat_Type) && compat::is_unique(right)) {
      reinterpret_cast<PyFloatObject*>(right)->ob_fval = value;
      if (Left) release(left);
      return right;
    }
    return new_result(left, right, box_float(value));
  }

  /** Both operands are exact ints of at most one digit, and every int has memory for one. */
  [[nodiscard]] static RT_INLINE PyObject* digit_result(PyObject* left, PyObject* right, std::int64_t value) {
    if (is_kept_int(value)) return kept_result(left, right, kept_ints[value - smallest_kept_int]);
    if (__builtin_expect(!compat::is_digit(value), 0)) return int_result(left, right, value);
    if (Left && compat::is_unique(left)) {
      compat::write_digit(left, value);
      if (Right) release(right);
      return left;
    }
    if (Right && compat::is_unique(right)) {
      compat::write_digit(right, value);
      if (Left) release(left);
      return right;
    }
    PyObject* result = box_digit(value);
    if (__builtin_expect(result == nullptr, 0)) return nullptr;
    if (Left) release(left);
    if (Right) release(right);
    return result;
  }

  /** Both operands are exact ints of at most two digits. */
  [[nodiscard]] RT_APART static PyObject* int_result(PyObject* left, PyObject* right, std::int64_t value) {
    const bool fits = (Left || Right) && block_pool.limit > 0 && !is_kept_int(value) && is_small_int(value);
    if (Left && fits && compat::is_unique(left)) {
      compat::write_small(left, value);
      if (Right) release(right);
      return left;
    }
    if (Right && fits && compat::is_unique(right)) {
      compat::write_small(right, value);
      if (Left) release(left);
      return right;
    }
    return new_result(left, right, box_int(value));
  }
};

/** The value of an exact float, or of an exact int as the interpreter converts it; false for anything else. */
[[nodiscard]] inline bool as_double(PyObject* object, double* value) {
  if (Py_IS_TYPE(object, &PyFloat_Type)) {
    *value = PyFloat_AS_DOUBLE(object);
    return true;
  }
  std::int64_t integer;
  if (!Py_IS_TYPE(object, &PyLong_Type) || !compat::read_small(object, &integer)) return false;
  *value = static_cast<double>(integer);
  return true;
}

/** The forms of an operation: `function` is a template whose last arguments are those of `Taking`, after those given. */
#define RT_DEFINE_FORMS(result, name, function, ...)                                                            \
  [[nodiscard]] result name(PyObject* left, PyObject* right) { return function<__VA_ARGS__, false, false>(left, right); }     \
  [[nodiscard]] result name##_l(PyObject* left, PyObject* right) { return function<__VA_ARGS__, true, false>(left, right); }  \
  [[nodiscard]] result name##_r(PyObject* left, PyObject* right) { return function<__VA_ARGS__, false, true>(left, right); }  \
  [[nodiscard]] result name##_lr(PyObject* left, PyObject* right) { return function<__VA_ARGS__, true, true>(left, right); }

}  // namespace rt
