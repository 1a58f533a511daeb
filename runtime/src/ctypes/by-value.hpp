/**
 * How structures are passed and returned by value in the System V convention for x86-64 (its ABI, 3.2.3): small ones in
 * registers, each eight bytes of them by what lies there, others in memory. Structures that libffi would lay out otherwise than
 * ctypes does (packed ones, unions, bit fields) are not told of: ctypes passes or refuses them.
 */
#pragma once
#include "types.hpp"

namespace rt::foreign {

enum class Passing : std::uint8_t { unknown, memory, whole, real, whole_whole, whole_real, real_whole, real_real };

/** Of a type with objects of ctypes: a structure, or what derives from a simple type. */
[[nodiscard]] Passing passing_of(PyTypeObject* type);

}  // namespace rt::foreign
