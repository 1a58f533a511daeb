/** What displays do with a list or a set that is being made: as the interpreter's own instructions, room for more included. */
#pragma once
#include "rt/compat/headers.hpp"

#if PY_VERSION_HEX >= 0x030D0000
extern "C" int _PySet_Update(PyObject* set, PyObject* iterable);
#endif

namespace rt::compat {

/** `LIST_EXTEND`. False with an exception set. */
[[nodiscard]] inline bool extend_list(PyObject* list, PyObject* iterable) {
#if PY_VERSION_HEX >= 0x030D0000
  return PyList_Extend(list, iterable) == 0;
#else
  PyObject* none = _PyList_Extend(reinterpret_cast<PyListObject*>(list), iterable);
  Py_XDECREF(none);
  return none != nullptr;
#endif
}

/** `SET_UPDATE`. False with an exception set. */
[[nodiscard]] inline bool update_set(PyObject* set, PyObject* iterable) { return _PySet_Update(set, iterable) == 0; }

}  // namespace rt::compat
