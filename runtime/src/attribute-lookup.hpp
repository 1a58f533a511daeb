/** How attribute caches are filled and read, for attributes and for method calls. */
#pragma once
#include <utility>

#include "rt/caches.hpp"

namespace rt {

enum AttributeKind : std::uint8_t {
  unknown_attribute,
  /** The value at `index` of the instance (-1: only in its dict); `found`, if any, where the instance has none. */
  instance_value,
  /** A member slot at offset `index`. */
  member_slot,
  /** `found` in the class, if the instance has no such value: it has none as long as its class has `state` keys. */
  class_attribute,
  /** `found` in the class, which has no instance dicts. */
  unshadowed_attribute,
  /** `found` in the class with a getter that comes before the instance's own values. */
  data_descriptor,
  /** `found`, a property in the class, whose getter is called with the instance. */
  property_getter,
  /** The object is a class of version `state`, which (or a base of which) holds `found`: no binding. */
  attribute_of_class,
  /** In the memory of an object of ctypes (`src/ctypes/fields.hpp`). */
  memory_attribute,
  /** The object is a module: the value at `index` in its dict of keys version `state`. */
  attribute_of_module,
  /** Nothing to remember. */
  any_attribute,
};

/*
 * A version speaks of a class and its bases, not of the class of what it holds: that one may be given a `__get__`,
 * `__set__` or `__delete__` later, or the attribute another `__class__`. So each use asks the attribute's type again,
 * except where nothing can change it (as `analyze_descriptor` in CPython's Python/specialize.c).
 */
[[nodiscard]] inline bool is_data_descriptor(PyObject* found) { return Py_TYPE(found)->tp_descr_set != nullptr; }
/** Whether it stays what it is of descriptors: its type cannot be changed, nor be exchanged for another. */
[[nodiscard]] inline bool is_stable(PyObject* found) {
  return (Py_TYPE(found)->tp_flags & Py_TPFLAGS_IMMUTABLETYPE) != 0 && !PyModule_Check(found);
}
/** Whether a class gives it out as it is: a function, though it has a getter, is its own attribute. */
[[nodiscard]] inline bool is_own_attribute_of_class(PyObject* found) {
  return Py_TYPE(found)->tp_descr_get == nullptr || PyFunction_Check(found);
}

/** Finds out how the object's attribute is got; the entry is for its class afterwards. */
void fill_attribute(PyObject* object, PyObject* name, AttributeEntry* entry);
/** The same for assignments: `instance_value`, `member_slot`, `memory_attribute` or `any_attribute`. */
void fill_assignment(PyObject* object, PyObject* name, AttributeEntry* entry);

/** Looks a special method up on the class and binds it. New reference; null without an exception if there is none. */
[[nodiscard]] PyObject* special_method(PyObject* object, PyObject* name);

[[nodiscard]] bool is_unshadowed_slow(PyObject* object, PyObject* name, AttributeEntry& entry);
/** Whether an instance has no value of its own under the name of a `class_attribute`. May set an exception: then no. */
[[nodiscard]] inline bool is_unshadowed(PyObject* object, PyObject* name, AttributeEntry& entry) {
  compat::Keys* keys = compat::instance_keys(Py_TYPE(object));
  if (__builtin_expect(compat::instance_values(object) != nullptr, 1))
    return compat::key_count(keys) == static_cast<Py_ssize_t>(entry.state);
  return is_unshadowed_slow(object, name, entry);
}

/** Lets `attribute_get` and `attribute_set` know whether the first entry is for them. */
inline void note_first(AttributeCache& cache) {
  const AttributeEntry& first = cache.entries[0];
  const bool is_value = first.kind == instance_value && first.index >= 0 && (first.found == nullptr || is_stable(first.found));
  cache.value_version = is_value ? ~first.version : 0;
}

/** A hit behind the first entry: a class that is met again and again comes first, as programs work with one kind of object for a while. */
inline AttributeEntry& met_behind(AttributeCache& cache, int place) {
  constexpr int often = 8;
  const unsigned version = cache.entries[place].version;
  if (version != cache.met) {
    cache.met = version;
    cache.times = 0;
  }
  if (++cache.times < often) return cache.entries[place];
  cache.times = 0;
  std::swap(cache.entries[0], cache.entries[place]);
  note_first(cache);
  return cache.entries[0];
}

/** The entry for the object's class, filled if need be. */
template <void Fill(PyObject*, PyObject*, AttributeEntry*)>
static inline AttributeEntry& entry_for(PyObject* object, PyObject* name, AttributeCache& cache) {
  const unsigned version = compat::type_version(Py_TYPE(object));
  if (__builtin_expect(cache.entries[0].version == version && version != 0, 1)) return cache.entries[0];
  for (int i = 1; i < remembered_classes && version != 0; i++)
    if (cache.entries[i].version == version) return met_behind(cache, i);
  static AttributeEntry none = {0, any_attribute, false, 0, 0, 0, nullptr, {}};
  // A place that sees many classes, or one that changes all the time, does not gain by filling.
  if (++cache.misses > 64 && version != cache.missed) {
    cache.missed = version;
    return none;
  }
  for (int i = remembered_classes - 1; i > 0; i--) cache.entries[i] = cache.entries[i - 1];
  Fill(object, name, &cache.entries[0]);
  note_first(cache);
  return cache.entries[0];
}

}  // namespace rt
