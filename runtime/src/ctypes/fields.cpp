/** Attributes that lie in the memory of objects of ctypes. */
#include "fields.hpp"

#include "values.hpp"

namespace rt::foreign {

/** What an entry remembers besides the offset: how the value lies there, which of its bits, and how its object is found. */
struct Place {
  Kind kind;
  std::uint8_t first_bit, bit_count;
  /** Of the pointer's target, behind it. */
  bool is_behind;
};
static_assert(sizeof(Place) == sizeof(std::uint32_t), "as `state` is");

static Place place_of(const AttributeEntry& entry) {
  Place place;
  std::memcpy(&place, &entry.state, sizeof place);
  return place;
}

static bool is_whole(Kind kind) { return kind >= Kind::int8 && kind <= Kind::uint64; }

static bool find_place(PyTypeObject* type, PyObject* found, AttributeEntry* entry, Place* place) {
  PyTypeObject* const metaclass = Py_TYPE(type);
  if (metaclass == types.simple) {
    entry->index = 0;
    place->kind = found == types.value ? kind_of_type(type) : Kind::other;
  } else if (metaclass == types.pointer) {
    PyTypeObject* const target = found == types.contents ? target_of(type) : nullptr;
    entry->index = 0;
    *place = {target != nullptr && compat::foreign_type_info(target) != nullptr ? Kind::structure : Kind::other, 0, 0, true};
  } else if ((metaclass == types.structure || metaclass == types.union_) && is_field(found)) {
    const auto* field = reinterpret_cast<ForeignField*>(found);
    int first;
    const int count = compat::field_bits(field, &first);
    entry->index = static_cast<std::int32_t>(field->offset);
    place->kind = field->getter == nullptr && field->setter == nullptr ? kind_in_memory(field->type) : Kind::other;
    place->first_bit = static_cast<std::uint8_t>(first);
    place->bit_count = static_cast<std::uint8_t>(count);
    // Where fields are packed, bits may lie beyond their integer: ctypes reads what its C compiler makes of that.
    const bool are_within = count == 0 || (is_whole(place->kind) && first + count <= 8 * compat::foreign_type_info(field->type)->size);
    if (entry->index != field->offset || !are_within) return false;
  }
  return place->kind != Kind::other;
}

bool fill_memory_attribute(PyTypeObject* type, PyObject* found, AttributeEntry* entry) {
  if (!may_be_foreign(type)) return false;
  Place place{Kind::other, 0, 0, false};
  const bool is_found = compat::foreign_type_info(type) != nullptr && find_place(type, found, entry, &place);
  // Memory was short for looking.
  if (PyErr_Occurred() != nullptr) PyErr_Clear();
  if (!is_found) return false;
  entry->found = found;
  std::memcpy(&entry->state, &place, sizeof place);
  return true;
}

/** The bits of a bit field, the highest of which is the sign if the type has one. */
static std::int64_t bits_of(const Place& place, std::int64_t whole) {
  const int above = 64 - place.first_bit - place.bit_count;
  const auto left = static_cast<std::uint64_t>(whole) << above;
  const int unused = 64 - place.bit_count;
  const bool is_signed = place.kind == Kind::int8 || place.kind == Kind::int16 || place.kind == Kind::int32 || place.kind == Kind::int64;
  return is_signed ? static_cast<std::int64_t>(left) >> unused : static_cast<std::int64_t>(left >> unused);
}

PyObject* get_memory_attribute(PyObject* object, const AttributeEntry& entry) {
  const Place place = place_of(entry);
  char* const memory = memory_of(object) + entry.index;
  if (place.kind != Kind::structure) {
    if (place.bit_count == 0) return object_of(place.kind, memory);
    const std::int64_t bits = bits_of(place, load_whole(place.kind, memory));
    return object_of(place.kind == Kind::uint64 ? Kind::uint64 : Kind::int64, reinterpret_cast<const char*>(&bits));
  }
  if (!place.is_behind) {
    const auto* field = reinterpret_cast<ForeignField*>(entry.found);
    return make_view(field->type, object, field->index, memory);
  }
  char* const target = load<char*>(memory);
  return target == nullptr ? nullptr : make_view(target_of(Py_TYPE(object)), object, 0, target);
}

bool set_memory_attribute(PyObject* object, PyObject* value, const AttributeEntry& entry) {
  const Place place = place_of(entry);
  char* const memory = memory_of(object) + entry.index;
  if (place.bit_count == 0) return store_object(place.kind, memory, value);
  if (!is_int(value)) return false;
  const std::uint64_t mask = (place.bit_count == 64 ? 0 : std::uint64_t{1} << place.bit_count) - 1;
  const auto kept = static_cast<std::uint64_t>(load_whole(place.kind, memory)) & ~(mask << place.first_bit);
  return store_whole(place.kind, memory, static_cast<std::int64_t>(kept | (static_cast<std::uint64_t>(low_bits(value)) & mask) << place.first_bit));
}

}  // namespace rt::foreign
