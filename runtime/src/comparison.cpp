/** Comparisons, as objects and as tests: ints of two digits, floats and strings at once. */
#include "number-forms.hpp"

namespace rt {

template <int Op, typename Number>
static inline int ordered(Number left, Number right) {
  switch (Op) {
    case Py_EQ: return left == right;
    case Py_NE: return left != right;
    case Py_LT: return left < right;
    case Py_LE: return left <= right;
    case Py_GT: return left > right;
    default: return left >= right;
  }
}

constexpr int undecided = 2;

/** 1 or 0 where exact numbers or strings decide it at once; else `undecided`. */
template <int Op>
static inline int quickly(PyObject* left, PyObject* right) {
  PyTypeObject* type = Py_TYPE(left);
  if (type == &PyLong_Type && Py_IS_TYPE(right, &PyLong_Type)) {
    std::int64_t a, b;
    if (compat::read_small(left, &a) && compat::read_small(right, &b)) return ordered<Op>(a, b);
    return undecided;
  }
  if (type == &PyFloat_Type && Py_IS_TYPE(right, &PyFloat_Type))
    return ordered<Op>(PyFloat_AS_DOUBLE(left), PyFloat_AS_DOUBLE(right));
  if ((Op == Py_EQ || Op == Py_NE) && type == &PyUnicode_Type && Py_IS_TYPE(right, &PyUnicode_Type)) {
    if (left == right) return Op == Py_EQ;
    if (!PyUnicode_IS_READY(left) || !PyUnicode_IS_READY(right)) return undecided;
    const auto kind = PyUnicode_KIND(left);
    const Py_ssize_t length = PyUnicode_GET_LENGTH(left);
    // Strings are kept in the narrowest form that holds them.
    const bool equal = kind == PyUnicode_KIND(right) && length == PyUnicode_GET_LENGTH(right) &&
                       std::memcmp(PyUnicode_DATA(left), PyUnicode_DATA(right), static_cast<size_t>(length) * kind) == 0;
    return equal == (Op == Py_EQ);
  }
  if (type == &PyFloat_Type || Py_IS_TYPE(right, &PyFloat_Type)) {
    // An int of 53 bits is a float without loss.
    double a, b;
    constexpr double limit = 9007199254740992.0;
    if (as_double(left, &a) && as_double(right, &b) && a < limit && a > -limit && b < limit && b > -limit)
      return ordered<Op>(a, b);
  }
  return undecided;
}

template <int Op, bool Left, bool Right>
static inline PyObject* compare(PyObject* left, PyObject* right) {
  const int quick = quickly<Op>(left, right);
  PyObject* result = quick == undecided ? PyObject_RichCompare(left, right, Op) : bool_or_error(quick);
  Taking<Left, Right>::template end<compat::comparisons_end_from_last>(left, right);
  return result;
}

template <int Op, bool Left, bool Right>
static inline int test(PyObject* left, PyObject* right) {
  int result = quickly<Op>(left, right);
  if (__builtin_expect(result == undecided, 0)) {
    PyObject* answer = PyObject_RichCompare(left, right, Op);
    Taking<Left, Right>::template end<compat::comparisons_end_from_last>(left, right);
    if (answer == nullptr) return -1;
    result = truth(answer);
    release(answer);
    return result;
  }
  Taking<Left, Right>::template end<compat::comparisons_end_from_last>(left, right);
  return result;
}

enum class Membership { in, not_in };

template <Membership M, bool Left, bool Right>
static inline int membership(PyObject* left, PyObject* right) {
  int result = PyDict_CheckExact(right) ? PyDict_Contains(right, left) : PySequence_Contains(right, left);
  if (M == Membership::not_in && result >= 0) result = result == 0;
  Taking<Left, Right>::template end<compat::comparisons_end_from_last>(left, right);
  return result;
}

template <Membership M, bool Left, bool Right>
static inline PyObject* membership_object(PyObject* left, PyObject* right) {
  return bool_or_error(membership<M, Left, Right>(left, right));
}

#define RT_DEFINE_COMPARISON(name, op)                     \
  RT_DEFINE_FORMS(PyObject*, compare_##name, compare, op)  \
  RT_DEFINE_FORMS(int, test_##name, test, op)

RT_DEFINE_COMPARISON(eq, Py_EQ)
RT_DEFINE_COMPARISON(ne, Py_NE)
RT_DEFINE_COMPARISON(lt, Py_LT)
RT_DEFINE_COMPARISON(le, Py_LE)
RT_DEFINE_COMPARISON(gt, Py_GT)
RT_DEFINE_COMPARISON(ge, Py_GE)

#define RT_DEFINE_MEMBERSHIP(name)                                 \
  RT_DEFINE_FORMS(int, test_##name, membership, Membership::name)  \
  RT_DEFINE_FORMS(PyObject*, compare_##name, membership_object, Membership::name)

RT_DEFINE_MEMBERSHIP(in)
RT_DEFINE_MEMBERSHIP(not_in)

}  // namespace rt
