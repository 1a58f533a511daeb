/** What displays make otherwise from version to version. */
#pragma once
#include "rt/compat/headers.hpp"

namespace rt::compat {

/**
 * Of a tuple that was just filled: from 3.14 on the collector does not begin to follow one whose items are of types that it never
 * follows; before, it found that out by itself.
 */
inline void begin_tracking(PyObject* tuple, PyObject* const* items, Py_ssize_t count) {
#if PY_VERSION_HEX >= 0x030E0000
  for (Py_ssize_t i = 0; i < count; i++)
    if (PyType_IS_GC(Py_TYPE(items[i]))) return;
  // The empty one is everybody's.
  if (count > 0) PyObject_GC_UnTrack(tuple);
#else
  (void)tuple, (void)items, (void)count;
#endif
}

}  // namespace rt::compat
