/**
 * C values in memory as objects and back, as ctypes makes them (`cfield.c` of CPython's Modules/_ctypes). What needs more than a
 * look at the object, or raises, is left to ctypes: nothing has been done by then that anybody could see.
 */
#pragma once
#include "rt/boxes.hpp"
#include "types.hpp"

namespace rt::foreign {

/** A C type, by how its values go into registers and memory, and become objects. */
enum class Kind : std::uint8_t {
  /** Left to ctypes. */
  other,
  int8, uint8, int16, uint16, int32, uint32, int64, uint64, float32, float64, boolean, character,
  /** `c_char_p` and `c_void_p`. */
  text, address,
  /** `POINTER(T)`; an array or function type. */
  pointer, data,
  /** Passed by value; of results, and of what lies in memory, all types whose values become objects of their own. */
  structure,
  /** No type is declared: by the argument's own. */
  undeclared,
  /** Of results only: None. */
  nothing,
};

[[nodiscard]] Kind kind_of(char letter);
/** The kind of a simple type whose values can be taken as they lie; else `other`, with an exception set where memory is short. */
[[nodiscard]] Kind kind_of_type(PyTypeObject* type);
/** How values of any type lie in memory: a simple kind, `structure`, or `other`. */
[[nodiscard]] Kind kind_in_memory(PyTypeObject* type);

/** The low bits of an int, of any size. */
[[nodiscard]] inline std::int64_t low_bits(PyObject* number) {
  std::int64_t value;
  if (__builtin_expect(compat::read_small(number, &value), 1)) return value;
  return static_cast<std::int64_t>(PyLong_AsUnsignedLongLongMask(number));
}
[[nodiscard]] inline bool is_int(PyObject* object) { return Py_IS_TYPE(object, &PyLong_Type) || PyBool_Check(object); }

[[nodiscard]] inline char* memory_of(PyObject* object) { return reinterpret_cast<ForeignData*>(object)->memory; }
template <typename T>
[[nodiscard]] inline T load(const char* memory) {
  T value;
  std::memcpy(&value, memory, sizeof value);
  return value;
}
template <typename T>
inline bool store(char* memory, T value) {
  std::memcpy(memory, &value, sizeof value);
  return true;
}

/** What lies in memory as an integer; only of integer types, which bools and characters are here too. */
[[nodiscard]] inline std::int64_t load_whole(Kind kind, const char* memory) {
  switch (kind) {
    case Kind::int8: case Kind::character: return load<signed char>(memory);
    case Kind::uint8: case Kind::boolean: return load<unsigned char>(memory);
    case Kind::int16: return load<std::int16_t>(memory);
    case Kind::uint16: return load<std::uint16_t>(memory);
    case Kind::int32: return load<std::int32_t>(memory);
    case Kind::uint32: return load<std::uint32_t>(memory);
    default: return load<std::int64_t>(memory);
  }
}
inline bool store_whole(Kind kind, char* memory, std::int64_t value) {
  switch (kind) {
    case Kind::int8: case Kind::uint8: case Kind::boolean: case Kind::character: return store(memory, static_cast<std::uint8_t>(value));
    case Kind::int16: case Kind::uint16: return store(memory, static_cast<std::uint16_t>(value));
    case Kind::int32: case Kind::uint32: return store(memory, static_cast<std::uint32_t>(value));
    default: return store(memory, value);
  }
}

/** The object that ctypes gives for a value of a simple type; null with an exception set, or for other kinds. */
[[nodiscard]] inline PyObject* object_of(Kind kind, const char* memory) {
  switch (kind) {
    case Kind::int8: case Kind::uint8: case Kind::int16: case Kind::uint16: case Kind::int32: case Kind::uint32: case Kind::int64: return box_int(load_whole(kind, memory));
    case Kind::uint64: {
      const auto value = load<std::int64_t>(memory);
      return value >= 0 ? box_int(value) : PyLong_FromUnsignedLongLong(static_cast<unsigned long long>(value));
    }
    case Kind::float64: return box_float(load<double>(memory));
    case Kind::float32: return box_float(static_cast<double>(load<float>(memory)));
    case Kind::boolean: return PyBool_FromLong(load<std::uint8_t>(memory) != 0);
    case Kind::character: return PyBytes_FromStringAndSize(memory, 1);
    case Kind::text: {
      const char* text = load<const char*>(memory);
      return text == nullptr ? Py_NewRef(Py_None) : PyBytes_FromString(text);
    }
    case Kind::address: {
      void* address = load<void*>(memory);
      return address == nullptr ? Py_NewRef(Py_None) : PyLong_FromVoidPtr(address);
    }
    default: return nullptr;
  }
}

/** An object as a double, as `PyFloat_AsDouble` has it; false for what may raise or run code. */
[[nodiscard]] inline bool real_of(PyObject* object, double* real) {
  std::int64_t value;
  if (PyFloat_CheckExact(object)) {
    *real = PyFloat_AS_DOUBLE(object);
    return true;
  }
  if (!Py_IS_TYPE(object, &PyLong_Type) || !compat::read_small(object, &value)) return false;
  *real = static_cast<double>(value);
  return true;
}

/** Puts an object into memory as a value of a simple type; false, and nothing done, where that is left to ctypes. */
[[nodiscard]] inline bool store_object(Kind kind, char* memory, PyObject* object) {
  double real;
  switch (kind) {
    case Kind::int8: case Kind::uint8: case Kind::int16: case Kind::uint16: case Kind::int32: case Kind::uint32: case Kind::int64: case Kind::uint64:
      return is_int(object) && store_whole(kind, memory, low_bits(object));
    case Kind::float64: return real_of(object, &real) && store(memory, real);
    case Kind::float32: return real_of(object, &real) && store(memory, static_cast<float>(real));
    case Kind::boolean: return is_int(object) && store(memory, static_cast<std::uint8_t>(compat::digit_count(object) != 0));
    case Kind::character: return PyBytes_CheckExact(object) && PyBytes_GET_SIZE(object) == 1 && store(memory, *PyBytes_AS_STRING(object));
    case Kind::address:
      if (object == Py_None) return store<void*>(memory, nullptr);
      return Py_IS_TYPE(object, &PyLong_Type) && store(memory, low_bits(object));
    default: return false;
  }
}

/** An object of a type of ctypes for a value that lies in the memory of another one; null with an exception set. */
[[nodiscard]] PyObject* make_view(PyTypeObject* type, PyObject* base, Py_ssize_t index, char* memory);
/** One with a copy of the value. */
[[nodiscard]] PyObject* make_copy(PyTypeObject* type, const void* value);

}  // namespace rt::foreign
