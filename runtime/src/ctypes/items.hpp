/** Items of arrays and of what pointers lead to, in the memory of objects of ctypes. */
#pragma once
#include "types.hpp"

namespace rt::foreign {

/** Whether objects of the class may be such; then the functions below ask further. */
[[nodiscard]] inline bool may_have_items(PyTypeObject* type) {
  return may_be_foreign(type) && (Py_TYPE(type) == types.array || Py_TYPE(type) == types.pointer);
}

/** The class of an array's items, if they are structures or unions; null for others. */
[[nodiscard]] PyTypeObject* structure_items(PyTypeObject* array);

/** The item as a new reference; null with an exception set, or without where ctypes has to do it. */
[[nodiscard]] PyObject* get_item(PyObject* container, std::int64_t key);
/** False, and nothing done, where ctypes has to do it. */
[[nodiscard]] bool set_item(PyObject* container, std::int64_t key, PyObject* value);

}  // namespace rt::foreign
