/** Code objects: a word of the runtime's own at each, and the code that functions and frames have. */
#pragma once
#include "rt/compat/frames.hpp"

namespace rt::compat {

/** Whether calls run the function's code whatever its `vectorcall` is: then compiled functions have stub code. */
constexpr bool calls_inline_always = PY_VERSION_HEX < 0x030C0000;

/**
 * Whether a call instruction keeps its receiver until a `vectorcall` has returned, where a frame that it pushes would take it:
 * then functions that bytecode makes keep their stubs.
 */
constexpr bool calls_keep_receivers = PY_VERSION_HEX >= 0x030E0000;

/** The index of a word that each code object may hold; -1 with an exception set. */
[[nodiscard]] inline Py_ssize_t request_code_word() {
#if PY_VERSION_HEX >= 0x030C0000
  const Py_ssize_t index = PyUnstable_Eval_RequestCodeExtraIndex(nullptr);
#else
  const Py_ssize_t index = _PyEval_RequestCodeExtraIndex(nullptr);
#endif
  if (index < 0 && PyErr_Occurred() == nullptr) PyErr_SetString(PyExc_RuntimeError, "too many users of co_extra");
  return index;
}

/** False with an exception set. */
[[nodiscard]] inline bool set_code_word(PyCodeObject* code, Py_ssize_t index, void* word) {
#if PY_VERSION_HEX >= 0x030C0000
  const int status = PyUnstable_Code_SetExtra(reinterpret_cast<PyObject*>(code), index, word);
#else
  const int status = _PyCode_SetExtra(reinterpret_cast<PyObject*>(code), index, word);
#endif
  // The interpreter says nothing where memory is short.
  if (status < 0 && PyErr_Occurred() == nullptr) PyErr_NoMemory();
  return status == 0;
}

/** As `_PyCodeObjectExtra` in the interpreter's Objects/codeobject.c. */
struct CodeWords {
  Py_ssize_t count;
  void* words[1];
};
/** Whether anybody has a word at the code. */
inline bool has_words(PyCodeObject* code) { return code->co_extra != nullptr; }
/** The word, or null; each call of a compiled function asks. */
inline void* code_word(PyCodeObject* code, Py_ssize_t index) {
  auto* words = static_cast<CodeWords*>(code->co_extra);
  return words != nullptr && index < words->count ? words->words[index] : nullptr;
}

/** Calls `made` for every function from now on, as soon as it has its code. False with an exception set. */
[[nodiscard]] inline bool watch_functions(void (*made)(PyFunctionObject*)) {
#if PY_VERSION_HEX >= 0x030C0000
  static void (*listener)(PyFunctionObject*) = made;
  static const PyFunction_WatchCallback notice = [](PyFunction_WatchEvent event, PyFunctionObject* function, PyObject*) {
    if (event == PyFunction_EVENT_CREATE) listener(function);
    return 0;
  };
  return PyFunction_AddWatcher(notice) >= 0;
#else
  (void)made;
  return true;
#endif
}

}  // namespace rt::compat
