/** The pool of blocks for ints and floats: the out-of-line part of `rt/boxes.hpp`. */
#include "rt/boxes.hpp"

namespace rt {

BlockPool block_pool = {nullptr, 0, 0};
PyObject* kept_ints[largest_kept_int - smallest_kept_int + 1];

static constexpr int most_kept_blocks = 4096;

bool prepare_boxes() {
  if (kept_ints[0] != nullptr) return true;
  for (int value = largest_kept_int; value >= smallest_kept_int; value--) {
    PyObject* object = PyLong_FromLong(value);
    if (object == nullptr) return false;
    kept_ints[value - smallest_kept_int] = object;
  }
  block_pool.limit = compat::has_pooled_memory() ? most_kept_blocks : 0;
  return true;
}

void destroy(PyObject* object) {
  PyTypeObject* type = Py_TYPE(object);
  const bool fits = type == &PyFloat_Type || (type == &PyLong_Type && compat::digit_count(object) <= 2);
  if (!fits || block_pool.count >= block_pool.limit) {
    compat::deallocate(object);
    return;
  }
  auto* block = reinterpret_cast<FreeBlock*>(object);
  block->next = block_pool.first;
  block_pool.first = block;
  block_pool.count++;
}

}  // namespace rt
