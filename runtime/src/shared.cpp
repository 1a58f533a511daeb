/** Finding what an interpreter's copies of the runtime share, and the types that all interpreters share. */
#include "shared.hpp"

#include <new>

#include "frame-writes.hpp"
#include "rt/function-loading.hpp"
#include "rt/generators.hpp"
#include "rt/references.hpp"

namespace rt {

Shared* shared = nullptr;
bool is_copy = false;
std::int64_t owner_of_shared = -1;

/** Changes with the runtime: other versions of it have other structures. */
static char shared_name[] = "taipan." TAIPAN_RUNTIME;

static Shared* find_shared(PyObject* names) {
  const Owned found = find_item(names, shared_name);
  return found ? static_cast<Shared*>(PyCapsule_GetPointer(found.get(), shared_name)) : nullptr;
}

/** How many words code objects may have is limited: without one, what would need it runs its bytecode, and stubs show. */
static Py_ssize_t request_word() {
  const Py_ssize_t index = compat::request_code_word();
  if (index >= 0) return index;
  PyErr_Clear();
  return no_word;
}

bool prepare_shared(bool* is_first) {
  PyObject* names = PyInterpreterState_GetDict(PyInterpreterState_Get());
  if (names == nullptr) return PyErr_SetString(PyExc_SystemError, "the interpreter has no dict"), false;
  Shared* found = find_shared(names);
  if (found == nullptr && PyErr_Occurred()) return false;
  *is_first = found == nullptr;
  if (found == nullptr) {
    // Lives as long as the process: frames may end after the interpreter's dict.
    found = new (std::nothrow) Shared{no_word, {}, {}};
    if (found == nullptr) return PyErr_NoMemory(), false;
    found->origin_word = request_word();
    const Owned capsule(PyCapsule_New(found, shared_name, nullptr));
    if (!capsule || PyDict_SetItemString(names, shared_name, capsule.get()) < 0) return false;
  }
  shared = found;
  owner_of_shared = compat::current_interpreter();
  origin_word = found->origin_word;
  return true;
}

Shared* shared_elsewhere() {
  PyObject* names = PyInterpreterState_GetDict(PyInterpreterState_Get());
  if (names == nullptr) return nullptr;
  Shared* found = find_shared(names);
  if (found == nullptr) PyErr_Clear();
  return found;
}

/** The definition of `function.__code__`, which notes there whose turn it was: nobody else reads what a getter is given. */
static PyGetSetDef* noted_definition() {
  for (PyGetSetDef* each = PyFunction_Type.tp_getset; each->name != nullptr; each++)
    if (std::strcmp(each->name, "__code__") == 0) return each;
  return nullptr;
}

bool prepare_types() {
  PyGetSetDef* definition = noted_definition();
  if (definition == nullptr) return PyErr_SetString(PyExc_SystemError, "function.__code__ is not what it was"), false;
  // Interpreters may run at the same time, each with a GIL of its own.
  void* noted = __atomic_load_n(&definition->closure, __ATOMIC_ACQUIRE);
  do {
    if (noted != nullptr && std::strcmp(static_cast<char*>(noted), shared_name) == 0) return true;
  } while (!__atomic_compare_exchange_n(&definition->closure, &noted, static_cast<void*>(shared_name), false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
  prepare_frame_writes();
  prepare_generators();
  return hide_stubs();
}

}  // namespace rt
