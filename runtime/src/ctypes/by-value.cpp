/** The classes of the eight bytes of structures. */
#include "by-value.hpp"

namespace rt::foreign {

using compat::FfiType;

/** What each eight bytes hold; `none` where nothing lies. */
enum class Class : std::uint8_t { none, whole, real };
struct Classes {
  Class each[2];
};

static size_t aligned_to(size_t offset, size_t alignment) { return (offset + alignment - 1) / alignment * alignment; }

/** Adds what a type has at an offset below 16; false where it is no number or address, or lies there as no structure of C would have it. */
static bool add(Classes& classes, const FfiType* type, size_t offset) {
  if (type->alignment == 0 || offset % type->alignment != 0) return false;
  if (type->kind == compat::ffi_structure) {
    if (type->elements == nullptr) return false;
    size_t at = offset;
    for (FfiType** element = type->elements; *element != nullptr; element++) {
      if ((*element)->alignment == 0) return false;
      at = aligned_to(at, (*element)->alignment);
      if (at + (*element)->size > offset + type->size || !add(classes, *element, at)) return false;
      at += (*element)->size;
    }
    return aligned_to(at - offset, type->alignment) == type->size;
  }
  const bool is_real = type->kind == compat::ffi_float || type->kind == compat::ffi_double;
  if (!is_real && (type->kind < compat::ffi_first_whole || type->kind > compat::ffi_last_whole) && type->kind != compat::ffi_pointer) return false;
  // What goes to memory anyway is only looked at for its layout.
  if (offset >= 16) return true;
  Class& known = classes.each[offset / 8];
  if (!is_real) known = Class::whole;
  else if (known == Class::none) known = Class::real;
  return true;
}

Passing passing_of(PyTypeObject* type) {
  const compat::ForeignTypeInfo* info = compat::foreign_type_info(type);
  if (info == nullptr || info->size <= 0 || info->ffi.size != static_cast<size_t>(info->size)) return Passing::unknown;
  Classes classes{};
  if (!add(classes, &info->ffi, 0) || info->ffi.alignment > 8) return Passing::unknown;
  if (info->size > 16) return Passing::memory;
  const bool is_first_real = classes.each[0] == Class::real;
  switch (classes.each[1]) {
    case Class::none: return info->size > 8 ? Passing::unknown : is_first_real ? Passing::real : Passing::whole;
    case Class::whole: return is_first_real ? Passing::real_whole : Passing::whole_whole;
    default: return is_first_real ? Passing::real_real : Passing::whole_real;
  }
}

}  // namespace rt::foreign
