/**
 * Fields of structures of ctypes as machine words, for bodies that guess what an attribute is: where each lies, as long as the
 * object is of the class that was looked at. And objects for structures in arrays, made where the one before lies that nobody needs.
 */
#pragma once
#include "rt/boxes.hpp"
#include "rt/compat/foreign.hpp"
#include "rt/frame.hpp"

namespace rt {

/** A field that a body reads or writes; `letter` is its type's, as ctypes has it. */
struct MemoryField {
  const char* name;
  char letter;
  std::int32_t offset;
};
/** The fields of one class, by its `compat::type_version`. */
struct MemoryLayout {
  MemoryField* fields;
  int count;
  unsigned version;
  int misses;
};
/** A version that no class has. */
constexpr unsigned no_version = ~0u;

/** Looks whether the object's class has all the fields so, and remembers where. */
[[nodiscard]] bool read_layout(PyObject* object, MemoryLayout& layout);

// A double is read and written as one, so that the C++ compiler knows that no pointer or version is changed by it; all else as bytes
// that may be anything, doubles too: the same memory may be read as several types.
using AnyDouble [[gnu::aligned(1)]] = double;
template <typename T>
struct Bytes {
  using Any [[gnu::aligned(1), gnu::may_alias]] = T;
};
template <char letter>
struct MemoryType;
template <> struct MemoryType<'d'> { using Type = AnyDouble; };
template <> struct MemoryType<'f'> { using Type = Bytes<float>::Any; };
template <> struct MemoryType<'b'> { using Type = Bytes<std::int8_t>::Any; };
template <> struct MemoryType<'B'> { using Type = Bytes<std::uint8_t>::Any; };
template <> struct MemoryType<'h'> { using Type = Bytes<std::int16_t>::Any; };
template <> struct MemoryType<'H'> { using Type = Bytes<std::uint16_t>::Any; };
template <> struct MemoryType<'i'> { using Type = Bytes<std::int32_t>::Any; };
template <> struct MemoryType<'I'> { using Type = Bytes<std::uint32_t>::Any; };
template <> struct MemoryType<'l'> { using Type = Bytes<std::int64_t>::Any; };

/** Where the object's fields lie; false if it is of another class than the layout's. */
[[nodiscard]] inline bool find_memory(PyObject* object, MemoryLayout& layout, char** memory) {
  if (__builtin_expect(compat::type_version(Py_TYPE(object)) != layout.version, 0) && !read_layout(object, layout)) return false;
  *memory = reinterpret_cast<compat::ForeignData*>(object)->memory;
  return true;
}
template <typename Word, char letter>
[[nodiscard]] inline Word memory_load(const char* memory, const MemoryField& field) {
  return static_cast<Word>(*reinterpret_cast<const typename MemoryType<letter>::Type*>(memory + field.offset));
}
/** Ints are cut to the field's size, and what goes into a float is rounded, in silence. */
template <typename Word, char letter>
inline void memory_store(char* memory, const MemoryField& field, Word value) {
  using Type = typename MemoryType<letter>::Type;
  auto* const place = reinterpret_cast<Type*>(memory + field.offset);
  // From an int a float is rounded twice, as by way of the object.
  if constexpr (letter == 'f') *place = static_cast<float>(static_cast<double>(value));
  else *place = static_cast<Type>(value);
}

/** An array whose items are structures, and their class, by their versions. */
struct ViewCache {
  unsigned container, item;
  Py_ssize_t size, weak_references;
};
/** Whether the object is one of the array's items, made for it, that nothing else has and that has nothing of its own. */
[[nodiscard]] inline bool is_reusable(PyObject* before, PyObject* container, const ViewCache& cache) {
  if (before == nullptr || Py_REFCNT(before) != 1 || cache.size == 0) return false;
  PyTypeObject* const type = Py_TYPE(before);
  if (compat::type_version(Py_TYPE(container)) != cache.container || compat::type_version(type) != cache.item) return false;
  const auto* view = reinterpret_cast<compat::ForeignData*>(before);
  if (view->base != container || view->kept != nullptr || compat::instance_dict(before) != nullptr) return false;
  compat::Keys* const keys = compat::instance_keys(type);
  if (keys != nullptr && compat::key_count(keys) != 0 && compat::instance_values(before) != nullptr) return false;
  return *reinterpret_cast<PyObject**>(reinterpret_cast<char*>(before) + cache.weak_references) == nullptr;
}
[[nodiscard]] inline bool is_within(PyObject* container, std::int64_t key, std::int64_t* index) {
  const Py_ssize_t length = reinterpret_cast<compat::ForeignData*>(container)->length;
  *index = key < 0 ? key + length : key;
  return static_cast<size_t>(*index) < static_cast<size_t>(length);
}
[[nodiscard]] bool item_into_slow(PyObject* container, std::int64_t key, PyObject*& place, ViewCache& cache);
/** `variable = container[key]`; the object before may become the new one. False with an exception set, the variable as it was. */
[[nodiscard]] inline bool item_into(PyObject* container, std::int64_t key, PyObject*& place, ViewCache& cache) {
  std::int64_t index;
  if (__builtin_expect(!is_reusable(place, container, cache) || !is_within(container, key, &index), 0)) return item_into_slow(container, key, place, cache);
  auto* view = reinterpret_cast<compat::ForeignData*>(place);
  view->memory = reinterpret_cast<compat::ForeignData*>(container)->memory + index * cache.size;
  view->index = index;
  return true;
}
/** Whether that runs no code of Python's: false is no promise. */
[[nodiscard]] inline bool takes_item_quietly(PyObject* before, PyObject* container, std::int64_t key, const ViewCache& cache) {
  std::int64_t index;
  return is_reusable(before, container, cache) && is_within(container, key, &index);
}

}  // namespace rt
