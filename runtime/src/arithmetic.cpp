/** Binary and unary operators: ints of two digits, floats and strings at once, the rest as the interpreter does it. */
#include <cmath>
#include <utility>

#include "number-forms.hpp"
#include "rt/typed.hpp"

namespace rt {

enum class Operator { add, sub, mult, matmult, div, mod, pow, lshift, rshift, bitor_, bitxor, bitand_, floordiv };

/** The operator on small ints, where the result is an int64; otherwise false. */
template <Operator O>
static inline bool on_ints(std::int64_t left, std::int64_t right, std::int64_t* result) {
  switch (O) {
    case Operator::add: *result = left + right; return true;
    case Operator::sub: *result = left - right; return true;
    case Operator::mult: return !__builtin_mul_overflow(left, right, result);
    case Operator::mod:
    case Operator::floordiv: {
      if (right == 0) return false;
      std::int64_t quotient, remainder;
      if (static_cast<std::uint64_t>(left) <= 0xFFFFFFFF && static_cast<std::uint64_t>(right) <= 0xFFFFFFFF) {
        // Half as long as the division of 64 bits on many processors.
        quotient = static_cast<std::uint32_t>(left) / static_cast<std::uint32_t>(right);
        remainder = static_cast<std::uint32_t>(left) % static_cast<std::uint32_t>(right);
      } else {
        quotient = left / right;
        remainder = left % right;
        if (remainder != 0 && (remainder < 0) != (right < 0)) {
          quotient--;
          remainder += right;
        }
      }
      *result = O == Operator::mod ? remainder : quotient;
      return true;
    }
    case Operator::lshift: return lshift(left, right, result);
    case Operator::rshift: return rshift(left, right, result);
    case Operator::bitor_: *result = left | right; return true;
    case Operator::bitxor: *result = left ^ right; return true;
    case Operator::bitand_: *result = left & right; return true;
    default: return false;
  }
}

/** The operator on ints of one digit, where the result is an int of at most two; otherwise false. */
template <Operator O>
static RT_INLINE bool on_digits(std::int64_t left, std::int64_t right, std::int64_t* result) {
  switch (O) {
    case Operator::add: *result = left + right; return true;
    case Operator::sub: *result = left - right; return true;
    case Operator::mult: *result = left * right; return true;
    case Operator::mod:
    case Operator::floordiv: {
      if (right == 0) return false;
      // Half as long as the division of 64 bits on many processors.
      std::int32_t quotient = static_cast<std::int32_t>(left) / static_cast<std::int32_t>(right);
      std::int32_t remainder = static_cast<std::int32_t>(left) % static_cast<std::int32_t>(right);
      if (remainder != 0 && (remainder < 0) != (right < 0)) {
        quotient--;
        remainder += static_cast<std::int32_t>(right);
      }
      *result = O == Operator::mod ? remainder : quotient;
      return true;
    }
    case Operator::lshift:
      // By at most a digit, of which two stay.
      *result = left << (right & 31);
      return static_cast<std::uint64_t>(right) <= PyLong_SHIFT;
    case Operator::rshift:
      *result = left >> (right > 63 ? 63 : right & 63);
      return right >= 0;
    case Operator::bitor_: *result = left | right; return true;
    case Operator::bitxor: *result = left ^ right; return true;
    case Operator::bitand_: *result = left & right; return true;
    default: return false;
  }
}

template <Operator O>
static inline bool on_floats(double left, double right, double* result) {
  switch (O) {
    case Operator::add: *result = left + right; return true;
    case Operator::sub: *result = left - right; return true;
    case Operator::mult: *result = left * right; return true;
    case Operator::div: *result = left / right; return right != 0;
    case Operator::pow:
      if (!(left > 0)) return false;
      *result = std::pow(left, right);
      // An overflow must raise.
      return std::isfinite(*result) && std::isfinite(left) && std::isfinite(right);
    default: return false;
  }
}

template <Operator O, bool InPlace>
static inline PyObject* generic(PyObject* left, PyObject* right) {
  switch (O) {
    case Operator::add: return InPlace ? PyNumber_InPlaceAdd(left, right) : PyNumber_Add(left, right);
    case Operator::sub: return InPlace ? PyNumber_InPlaceSubtract(left, right) : PyNumber_Subtract(left, right);
    case Operator::mult: return InPlace ? PyNumber_InPlaceMultiply(left, right) : PyNumber_Multiply(left, right);
    case Operator::matmult: return InPlace ? PyNumber_InPlaceMatrixMultiply(left, right) : PyNumber_MatrixMultiply(left, right);
    case Operator::div: return InPlace ? PyNumber_InPlaceTrueDivide(left, right) : PyNumber_TrueDivide(left, right);
    case Operator::mod: return InPlace ? PyNumber_InPlaceRemainder(left, right) : PyNumber_Remainder(left, right);
    case Operator::pow: return InPlace ? PyNumber_InPlacePower(left, right, Py_None) : PyNumber_Power(left, right, Py_None);
    case Operator::lshift: return InPlace ? PyNumber_InPlaceLshift(left, right) : PyNumber_Lshift(left, right);
    case Operator::rshift: return InPlace ? PyNumber_InPlaceRshift(left, right) : PyNumber_Rshift(left, right);
    case Operator::bitor_: return InPlace ? PyNumber_InPlaceOr(left, right) : PyNumber_Or(left, right);
    case Operator::bitxor: return InPlace ? PyNumber_InPlaceXor(left, right) : PyNumber_Xor(left, right);
    case Operator::bitand_: return InPlace ? PyNumber_InPlaceAnd(left, right) : PyNumber_And(left, right);
    case Operator::floordiv: return InPlace ? PyNumber_InPlaceFloorDivide(left, right) : PyNumber_FloorDivide(left, right);
  }
  __builtin_unreachable();
}

/**
 * Whether both operands are exact numbers and need no care: then the result, with the operands taken over, or null where
 * memory is short, with nothing taken over.
 */
template <Operator O, bool Left, bool Right>
static inline bool on_numbers(PyObject* left, PyObject* right, PyObject** result) {
  using Form = Taking<Left, Right>;
  PyTypeObject* type = Py_TYPE(left);
  if (type == &PyLong_Type && Py_IS_TYPE(right, &PyLong_Type)) {
    std::int64_t a, b, value;
    if (!compat::read_small(left, &a) || !compat::read_small(right, &b)) return false;
    if (O == Operator::div) {
      // Exact where both fit into a float's digits.
      constexpr std::int64_t limit = std::int64_t(1) << 53;
      if (b == 0 || a > limit || a < -limit || b > limit || b < -limit) return false;
      *result = Form::new_result(left, right, box_float(static_cast<double>(a) / static_cast<double>(b)));
      return true;
    }
    if (!on_ints<O>(a, b, &value)) return false;
    *result = Form::int_result(left, right, value);
    return true;
  }
  if (O == Operator::lshift || O == Operator::rshift || O == Operator::matmult) return false;
  if (type != &PyFloat_Type && !Py_IS_TYPE(right, &PyFloat_Type)) return false;
  double a, b, value;
  if (!as_double(left, &a) || !as_double(right, &b) || !on_floats<O>(a, b, &value)) return false;
  *result = Form::float_result(left, right, value);
  return true;
}

/** `left += right` for exact strings, in place where nobody else refers to the left one. On failure it is as it was. */
static bool append_string(PyObject*& left, PyObject* right) {
  const bool fits = PyUnicode_IS_READY(left) && PyUnicode_IS_READY(right) && PyUnicode_KIND(right) <= PyUnicode_KIND(left) &&
                    (!PyUnicode_IS_ASCII(left) || PyUnicode_IS_ASCII(right));
  if (fits && compat::is_unique(left) && PyUnicode_GET_LENGTH(left) > 0) {
    const Py_ssize_t before = PyUnicode_GET_LENGTH(left), added = PyUnicode_GET_LENGTH(right);
    if (added > PY_SSIZE_T_MAX - before) return PyErr_SetString(PyExc_OverflowError, "strings are too large to concat"), false;
    return added == 0 || (PyUnicode_Resize(&left, before + added) == 0 && PyUnicode_CopyCharacters(left, before, right, 0, added) >= 0);
  }
  PyObject* joined = PyUnicode_Concat(left, right);
  if (joined == nullptr) return false;
  release(std::exchange(left, joined));
  return true;
}

/** `on_numbers` for what most numbers are: ints of one digit, and floats. */
template <Operator O, bool Left, bool Right>
static RT_INLINE bool on_usual_numbers(PyObject* left, PyObject* right, PyObject** result) {
  using Form = Taking<Left, Right>;
  PyTypeObject* type = Py_TYPE(left);
  if (type != Py_TYPE(right)) return false;
  if (type == &PyLong_Type) {
    std::int64_t a, b, value;
    if (O == Operator::div || O == Operator::pow || O == Operator::matmult) return false;
    if (!compat::read_digit(left, &a) || !compat::read_digit(right, &b) || !on_digits<O>(a, b, &value)) return false;
    *result = Form::digit_result(left, right, value);
    return true;
  }
  if (O != Operator::add && O != Operator::sub && O != Operator::mult && O != Operator::div) return false;
  double value;
  if (type != &PyFloat_Type || !on_floats<O>(PyFloat_AS_DOUBLE(left), PyFloat_AS_DOUBLE(right), &value)) return false;
  *result = Form::float_result(left, right, value);
  return true;
}

template <Operator O, bool InPlace, bool Left, bool Right>
RT_APART static PyObject* binary_slow(PyObject* left, PyObject* right) {
  PyObject* result = nullptr;
  if (__builtin_expect(on_numbers<O, Left, Right>(left, right, &result), 1)) {
    if (__builtin_expect(result == nullptr, 0)) Taking<Left, Right>::end(left, right);
    return result;
  }
  if (O == Operator::add && PyUnicode_CheckExact(left) && PyUnicode_CheckExact(right)) {
    if (Left && left != right) {
      const bool is_joined = append_string(left, right);
      Taking<false, Right>::end(left, right);
      if (is_joined) return left;
      release(left);
      return nullptr;
    }
    result = PyUnicode_Concat(left, right);
  } else {
    result = generic<O, InPlace>(left, right);
  }
  Taking<Left, Right>::end(left, right);
  return result;
}

template <Operator O, bool InPlace, bool Left, bool Right>
static inline PyObject* binary(PyObject* left, PyObject* right) {
  PyObject* result;
  if (__builtin_expect(!on_usual_numbers<O, Left, Right>(left, right, &result), 0)) return binary_slow<O, InPlace, Left, Right>(left, right);
  if (__builtin_expect(result == nullptr, 0)) Taking<Left, Right>::end(left, right);
  return result;
}

template <Operator O, bool InPlace, bool Right>
RT_APART static bool update_slow(PyObject*& variable, PyObject* right) {
  PyObject* left = variable;
  PyObject* result = nullptr;
  if (__builtin_expect(on_numbers<O, true, Right>(left, right, &result), 1)) {
    if (__builtin_expect(result != nullptr, 1)) variable = result;
    else Taking<false, Right>::end(left, right);
    return result != nullptr;
  }
  if (O == Operator::add && left != right && PyUnicode_CheckExact(left) && PyUnicode_CheckExact(right)) {
    const bool is_joined = append_string(variable, right);
    Taking<false, Right>::end(left, right);
    return is_joined;
  }
  result = generic<O, InPlace>(left, right);
  Taking<false, Right>::end(left, right);
  if (result == nullptr) return false;
  // It may hold another object by now: others see the frame.
  PyObject* before = variable;
  variable = result;
  release(before);
  return true;
}

template <Operator O, bool InPlace, bool Right>
static inline bool update(PyObject*& variable, PyObject* right) {
  PyObject* result;
  if (__builtin_expect(!on_usual_numbers<O, true, Right>(variable, right, &result), 0)) return update_slow<O, InPlace, Right>(variable, right);
  if (__builtin_expect(result == nullptr, 0)) {
    Taking<false, Right>::end(variable, right);
    return false;
  }
  variable = result;
  return true;
}

#define RT_DEFINE_UPDATE(name, op, is_in_place)                                                                    \
  bool name(PyObject*& variable, PyObject* right) { return update<op, is_in_place, false>(variable, right); }      \
  bool name##_r(PyObject*& variable, PyObject* right) { return update<op, is_in_place, true>(variable, right); }

#define RT_DEFINE_BINARY(name, op)                                                                          \
  RT_DEFINE_FORMS(PyObject*, binary_##name, binary, op, false)                                              \
  RT_DEFINE_FORMS(PyObject*, inplace_##name, binary, op, true)                                              \
  RT_DEFINE_UPDATE(update_binary_##name, op, false)                                                         \
  RT_DEFINE_UPDATE(update_inplace_##name, op, true)

RT_DEFINE_BINARY(add, Operator::add)
RT_DEFINE_BINARY(sub, Operator::sub)
RT_DEFINE_BINARY(mult, Operator::mult)
RT_DEFINE_BINARY(matmult, Operator::matmult)
RT_DEFINE_BINARY(div, Operator::div)
RT_DEFINE_BINARY(mod, Operator::mod)
RT_DEFINE_BINARY(pow, Operator::pow)
RT_DEFINE_BINARY(lshift, Operator::lshift)
RT_DEFINE_BINARY(rshift, Operator::rshift)
RT_DEFINE_BINARY(bitor, Operator::bitor_)
RT_DEFINE_BINARY(bitxor, Operator::bitxor)
RT_DEFINE_BINARY(bitand, Operator::bitand_)
RT_DEFINE_BINARY(floordiv, Operator::floordiv)

PyObject* unary_neg(PyObject* operand) {
  if (Py_IS_TYPE(operand, &PyFloat_Type)) return box_float(-PyFloat_AS_DOUBLE(operand));
  std::int64_t value;
  if (Py_IS_TYPE(operand, &PyLong_Type) && compat::read_small(operand, &value)) return box_int(-value);
  return PyNumber_Negative(operand);
}

int truth_slow(PyObject* object) {
  PyTypeObject* type = Py_TYPE(object);
  if (type == &PyLong_Type) return compat::digit_count(object) != 0;
  if (type == &PyList_Type || type == &PyTuple_Type) return Py_SIZE(object) != 0;
  if (type == &PyUnicode_Type) return PyUnicode_GET_LENGTH(object) != 0;
  return PyObject_IsTrue(object);
}

}  // namespace rt
