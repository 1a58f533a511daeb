/** Fields of structures, and what simple objects and pointers hold, as attribute caches remember them. */
#pragma once
#include "rt/caches.hpp"
#include "types.hpp"

namespace rt::foreign {

/**
 * Whether instances of the class (by the entry's version) have the attribute in their memory, `found` being what the class has
 * under the name; then the entry says where.
 */
[[nodiscard]] bool fill_memory_attribute(PyTypeObject* type, PyObject* found, AttributeEntry* entry);

/** New reference; null with an exception set, or without where ctypes has to do it. */
[[nodiscard]] PyObject* get_memory_attribute(PyObject* object, const AttributeEntry& entry);
/** False, and nothing done, where ctypes has to do it. */
[[nodiscard]] bool set_memory_attribute(PyObject* object, PyObject* value, const AttributeEntry& entry);

}  // namespace rt::foreign
