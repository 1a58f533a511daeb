/**
 * Arguments as machine words, converted as ctypes does (`from_param` and `ConvParam` of CPython's Modules/_ctypes). What needs more
 * than a look at the object, or raises, is left to ctypes: nothing has been done by then that anybody could see.
 */
#pragma once
#include "signature.hpp"

namespace rt::foreign {

struct Words {
  std::int64_t whole[whole_registers];
  double real[float_registers];
  /** What no register has room for. */
  std::int64_t stack[stack_words];
  int whole_count, real_count, stack_count;
};

[[nodiscard]] inline bool add_stacked(Words& words, const char* memory, size_t size) {
  const size_t count = (size + 7) / 8;
  if (words.stack_count + count > stack_words) return false;
  words.stack[words.stack_count + static_cast<int>(count) - 1] = 0;
  std::memcpy(&words.stack[words.stack_count], memory, size);
  words.stack_count += static_cast<int>(count);
  return true;
}
[[nodiscard]] inline bool add_whole(Words& words, std::int64_t value) {
  if (__builtin_expect(words.whole_count == whole_registers, 0)) return add_stacked(words, reinterpret_cast<const char*>(&value), sizeof value);
  words.whole[words.whole_count++] = value;
  return true;
}
[[nodiscard]] inline bool add_address(Words& words, const void* address) { return add_whole(words, reinterpret_cast<std::int64_t>(address)); }
[[nodiscard]] inline bool add_real(Words& words, double value) {
  if (__builtin_expect(words.real_count == float_registers, 0)) return add_stacked(words, reinterpret_cast<const char*>(&value), sizeof value);
  words.real[words.real_count++] = value;
  return true;
}
/** A float takes the lower half of its register. */
[[nodiscard]] inline bool add_real(Words& words, float value) {
  double half = 0;
  std::memcpy(&half, &value, sizeof value);
  return add_real(words, half);
}

/** A structure by value, in registers if there is room for all of it. */
[[nodiscard]] inline bool add_structure(Words& words, Passing passing, PyObject* object) {
  auto* data = reinterpret_cast<ForeignData*>(object);
  const auto size = static_cast<size_t>(data->size);
  const bool is_first_real = passing == Passing::real || passing == Passing::real_whole || passing == Passing::real_real;
  const bool is_second_real = passing == Passing::whole_real || passing == Passing::real_real;
  const int count = passing == Passing::whole || passing == Passing::real ? 1 : 2;
  const int reals = (is_first_real ? 1 : 0) + (is_second_real ? 1 : 0);
  const bool fits = passing != Passing::memory && words.real_count + reals <= float_registers && words.whole_count + count - reals <= whole_registers;
  if (!fits) return add_stacked(words, data->memory, size);
  std::int64_t parts[2] = {0, 0};
  std::memcpy(parts, data->memory, size);
  double reals_of[2];
  std::memcpy(reals_of, parts, sizeof parts);
  const bool is_first_added = is_first_real ? add_real(words, reals_of[0]) : add_whole(words, parts[0]);
  return is_first_added && (count == 1 || (is_second_real ? add_real(words, reals_of[1]) : add_whole(words, parts[1])));
}

/** What lies in memory as a value of a simple type. */
[[nodiscard]] inline bool add_loaded(Words& words, Kind kind, const char* memory) {
  switch (kind) {
    case Kind::float32: return add_real(words, load<float>(memory));
    case Kind::float64: return add_real(words, load<double>(memory));
    default: return add_whole(words, load_whole(kind, memory));
  }
}

/** An int as a value of an integer type. */
[[nodiscard]] inline std::int64_t cut(Kind kind, std::int64_t value) {
  switch (kind) {
    case Kind::int8: return static_cast<std::int8_t>(value);
    case Kind::uint8: return static_cast<std::uint8_t>(value);
    case Kind::int16: return static_cast<std::int16_t>(value);
    case Kind::uint16: return static_cast<std::uint16_t>(value);
    case Kind::int32: return static_cast<std::int32_t>(value);
    case Kind::uint32: return static_cast<std::uint32_t>(value);
    default: return value;
  }
}

[[nodiscard]] inline bool is_array_of_char(PyTypeObject* type) {
  PyTypeObject* target = target_of(type);
  return target != nullptr && letter_of(target) == 'c';
}

/** An array passes where it lies, a pointer or function what it holds. */
[[nodiscard]] inline bool add_addressing(Words& words, PyObject* object) {
  PyTypeObject* metaclass = Py_TYPE(Py_TYPE(object));
  if (metaclass == types.array) return add_address(words, memory_of(object));
  if (metaclass == types.pointer || metaclass == types.function) return add_whole(words, load<std::int64_t>(memory_of(object)));
  return false;
}

/** For `c_char_p` and `c_void_p`, which take more than their own instances. */
[[nodiscard]] inline bool add_text_or_address(Words& words, Kind kind, PyObject* object) {
  if (object == Py_None) return add_whole(words, 0);
  if (PyBytes_CheckExact(object)) return add_address(words, PyBytes_AS_STRING(object));
  if (kind == Kind::text) return is_array_of_char(Py_TYPE(object)) && add_addressing(words, object);
  if (Py_IS_TYPE(object, &PyLong_Type)) return add_whole(words, low_bits(object));
  if (is_reference(object)) {
    auto* reference = reinterpret_cast<ForeignReference*>(object);
    return reference->tag == 'P' && add_address(words, reference->address);
  }
  if (letter_of(Py_TYPE(object)) == 'z') return add_whole(words, load<std::int64_t>(memory_of(object)));
  return add_addressing(words, object);
}

[[nodiscard]] inline bool add_pointer(Words& words, const Parameter& parameter, PyObject* object) {
  PyTypeObject* type = Py_TYPE(object);
  if (object == Py_None) return add_whole(words, 0);
  if (type == parameter.target) return add_address(words, memory_of(object));
  if (is_reference(object)) {
    auto* reference = reinterpret_cast<ForeignReference*>(object);
    return reference->tag == 'P' && reference->object != nullptr && Py_TYPE(reference->object) == parameter.target && add_address(words, reference->address);
  }
  const bool is_right = type == parameter.type || (Py_TYPE(type) == types.array && target_of(type) == parameter.target);
  return is_right && add_addressing(words, object);
}

/** An argument without a declared type. */
[[nodiscard]] inline bool add_undeclared(Words& words, PyObject* object) {
  if (object == Py_None) return add_whole(words, 0);
  std::int64_t value;
  // Longer ones may be too long.
  if (is_int(object)) return compat::read_small(object, &value) && add_whole(words, static_cast<std::int32_t>(value));
  if (PyBytes_CheckExact(object)) return add_address(words, PyBytes_AS_STRING(object));
  if (is_reference(object)) {
    auto* reference = reinterpret_cast<ForeignReference*>(object);
    return reference->tag == 'P' && add_address(words, reference->address);
  }
  return add_addressing(words, object);
}

[[nodiscard]] inline bool add_argument(Words& words, const Parameter& parameter, PyObject* object) {
  const Kind kind = parameter.kind;
  if (kind == Kind::float64) {
    if (PyFloat_CheckExact(object)) return add_real(words, PyFloat_AS_DOUBLE(object));
  } else if (kind == Kind::pointer) {
    return add_pointer(words, parameter, object);
  } else if (kind == Kind::data) {
    return Py_IS_TYPE(object, parameter.type) && add_addressing(words, object);
  } else if (kind == Kind::structure) {
    // Of the size that the type has: one may have been resized.
    return Py_IS_TYPE(object, parameter.type) && reinterpret_cast<ForeignData*>(object)->size == compat::foreign_type_info(parameter.type)->size && add_structure(words, parameter.passing, object);
  }
  if (Py_IS_TYPE(object, parameter.type)) return add_loaded(words, kind, memory_of(object));
  std::int64_t value;
  switch (kind) {
    case Kind::int8: case Kind::uint8: case Kind::int16: case Kind::uint16: case Kind::int32: case Kind::uint32: case Kind::int64: case Kind::uint64:
      return is_int(object) && add_whole(words, cut(kind, low_bits(object)));
    case Kind::float64:
      return Py_IS_TYPE(object, &PyLong_Type) && compat::read_small(object, &value) && add_real(words, static_cast<double>(value));
    case Kind::float32:
      if (PyFloat_CheckExact(object)) return add_real(words, static_cast<float>(PyFloat_AS_DOUBLE(object)));
      return Py_IS_TYPE(object, &PyLong_Type) && compat::read_small(object, &value) && add_real(words, static_cast<float>(static_cast<double>(value)));
    case Kind::boolean:
      return is_int(object) && add_whole(words, compat::digit_count(object) != 0);
    case Kind::character:
      return PyBytes_CheckExact(object) && PyBytes_GET_SIZE(object) == 1 && add_whole(words, static_cast<signed char>(*PyBytes_AS_STRING(object)));
    case Kind::text: case Kind::address:
      return add_text_or_address(words, kind, object);
    default:
      return false;
  }
}

}  // namespace rt::foreign
