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

/** `is_same_text` of strings of one length that are not both ASCII. */
RT_APART static int is_same_wide_text(PyObject* left, PyObject* right) {
  if (!PyUnicode_IS_READY(left) || !PyUnicode_IS_READY(right)) return undecided;
  // Strings are kept in the narrowest form that holds them.
  const auto kind = PyUnicode_KIND(left);
  return kind == PyUnicode_KIND(right) &&
         std::memcmp(PyUnicode_DATA(left), PyUnicode_DATA(right), static_cast<size_t>(PyUnicode_GET_LENGTH(left)) * kind) == 0;
}

/** Whether two exact strings are equal; `undecided` in a form that only older versions have. */
static RT_INLINE int is_same_text(PyObject* left, PyObject* right) {
  if (left == right) return 1;
  const Py_ssize_t length = PyUnicode_GET_LENGTH(left);
  if (length != PyUnicode_GET_LENGTH(right)) return PyUnicode_IS_READY(left) && PyUnicode_IS_READY(right) ? 0 : undecided;
  if (!PyUnicode_IS_COMPACT_ASCII(left) || !PyUnicode_IS_COMPACT_ASCII(right)) return is_same_wide_text(left, right);
  const auto* a = reinterpret_cast<const char*>(reinterpret_cast<PyASCIIObject*>(left) + 1);
  const auto* b = reinterpret_cast<const char*>(reinterpret_cast<PyASCIIObject*>(right) + 1);
  return *a == *b && (length <= 1 || std::memcmp(a, b, static_cast<size_t>(length)) == 0);
}

/** `quickly` for ints of two digits, and for an int beside a float. */
template <int Op>
RT_APART static int quickly_wide(PyObject* left, PyObject* right) {
  PyTypeObject* type = Py_TYPE(left);
  if (type == &PyLong_Type && Py_IS_TYPE(right, &PyLong_Type)) {
    std::int64_t a, b;
    if (compat::read_small(left, &a) && compat::read_small(right, &b)) return ordered<Op>(a, b);
    return undecided;
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

/** 1 or 0 where exact numbers or strings decide it at once; else `undecided`. */
template <int Op>
static RT_INLINE int quickly(PyObject* left, PyObject* right) {
  PyTypeObject* type = Py_TYPE(left);
  if (type == Py_TYPE(right)) {
    if (type == &PyLong_Type) {
      std::int64_t a, b;
      if (compat::read_digit(left, &a) && compat::read_digit(right, &b)) return ordered<Op>(a, b);
    } else if (type == &PyFloat_Type) {
      return ordered<Op>(PyFloat_AS_DOUBLE(left), PyFloat_AS_DOUBLE(right));
    } else if ((Op == Py_EQ || Op == Py_NE) && type == &PyUnicode_Type) {
      const int same = is_same_text(left, right);
      return same == undecided || Op == Py_EQ ? same : 1 - same;
    } else {
      return undecided;
    }
  }
  return quickly_wide<Op>(left, right);
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

/** Whether a string is among objects of which all up to it are strings; else `undecided`. */
static inline int is_among(PyObject* text, PyObject* const* items, Py_ssize_t count) {
  for (Py_ssize_t i = 0; i < count; i++) {
    if (items[i] == text) return 1;
    if (!Py_IS_TYPE(items[i], &PyUnicode_Type)) return undecided;
    const int same = is_same_text(text, items[i]);
    if (same != 0) return same;
  }
  return 0;
}

/** `in` where nothing but strings is compared, and no code runs; else `undecided`. */
static inline int contains_quickly(PyObject* container, PyObject* item) {
  if (!Py_IS_TYPE(item, &PyUnicode_Type)) return undecided;
  PyTypeObject* type = Py_TYPE(container);
  if (type == &PyTuple_Type) return is_among(item, &PyTuple_GET_ITEM(container, 0), PyTuple_GET_SIZE(container));
  if (type == &PyList_Type) return is_among(item, reinterpret_cast<PyListObject*>(container)->ob_item, PyList_GET_SIZE(container));
  if (type == &PyUnicode_Type && PyUnicode_IS_COMPACT_ASCII(container) && PyUnicode_IS_COMPACT_ASCII(item) && PyUnicode_GET_LENGTH(item) == 1)
    return std::memchr(PyUnicode_1BYTE_DATA(container), *PyUnicode_1BYTE_DATA(item), static_cast<size_t>(PyUnicode_GET_LENGTH(container))) != nullptr;
  PyObject* value = nullptr;
  if (type == &PyDict_Type && compat::find_text(container, item, &value)) return value != nullptr;
  return undecided;
}

template <Membership M, bool Left, bool Right>
static inline int membership(PyObject* left, PyObject* right) {
  int result = contains_quickly(right, left);
  if (result == undecided) result = PyDict_CheckExact(right) ? PyDict_Contains(right, left) : PySequence_Contains(right, left);
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
