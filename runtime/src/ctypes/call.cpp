/** Calling C functions by their addresses. */
#include "call.hpp"

#include <cerrno>
#include <utility>

#include "arguments.hpp"

namespace rt::foreign {

/** What came back in the registers for results. */
union Returned {
  std::int64_t whole;
  double real;
  float half;
};

/**
 * In the System V convention for x86-64 whole words and floats have registers of their own, filled in the order of the arguments of
 * their class: with the same words in them, a call of this type is one of the function's own type. It says how many registers hold
 * floats, as a function with a variable number of arguments asks.
 */
template <typename Result>
static inline Result enter(void* address, const Words& words) {
  using Any = Result (*)(std::int64_t, ...);
  using WholeOnly = Result (*)(std::int64_t, std::int64_t, std::int64_t, ...);
  using RealOnly = Result (*)(double);
  using TwoReals = Result (*)(double, double);
  const auto& w = words.whole;
  const auto& r = words.real;
  if (words.real_count == 0 && words.whole_count <= 3) return reinterpret_cast<WholeOnly>(address)(w[0], w[1], w[2]);
  if (words.whole_count == 0 && words.real_count == 1) return reinterpret_cast<RealOnly>(address)(r[0]);
  if (words.whole_count == 0 && words.real_count == 2) return reinterpret_cast<TwoReals>(address)(r[0], r[1]);
  return reinterpret_cast<Any>(address)(w[0], w[1], w[2], w[3], w[4], w[5], r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7]);
}

static inline Returned enter_for(Kind result, void* address, const Words& words) {
  Returned returned;
  if (result == Kind::float64) returned.real = enter<double>(address, words);
  else if (result == Kind::float32) returned.half = enter<float>(address, words);
  else returned.whole = enter<std::int64_t>(address, words);
  return returned;
}

/** A register begins with the value, whatever the value's size. */
static PyObject* box(Kind kind, const Returned& returned) {
  return kind == Kind::nothing ? Py_NewRef(Py_None) : object_of(kind, reinterpret_cast<const char*>(&returned));
}

/** The thread's own `errno` of ctypes, which lives as long as the thread; null if it has none yet. */
static int* kept_error_number(PyThreadState* thread) {
  static struct {
    PyThreadState* thread;
    std::uint64_t id;
    int* number;
  } last{};
  if (last.thread == thread && last.id == thread->id) return last.number;
  PyObject* names = PyThreadState_GetDict();
  PyObject* capsule = names == nullptr ? nullptr : PyDict_GetItemString(names, "ctypes.error_object");
  if (capsule == nullptr || !PyCapsule_IsValid(capsule, "_ctypes pymem")) return nullptr;
  last = {thread, thread->id, static_cast<int*>(PyCapsule_GetPointer(capsule, "_ctypes pymem"))};
  return last.number;
}

/** The C call with all that goes around it; the state of the function may be another afterwards. */
static Returned run(const Signature& signature, const Words& words, int flags, bool is_quick, int* error_number) {
  const Kind result = signature.result;
  void* const address = signature.address;
  PyThreadState* const unlocked = is_quick || (flags & compat::keeps_interpreter_locked) != 0 ? nullptr : PyEval_SaveThread();
  if (error_number != nullptr) std::swap(*error_number, errno);
  const Returned returned = enter_for(result, address, words);
  if (error_number != nullptr) std::swap(*error_number, errno);
  if (unlocked != nullptr) PyEval_RestoreThread(unlocked);
  return returned;
}

/** Whether a function of a size works on so few bytes that no other thread waits for it. */
static bool is_short(const Words& words, int sized) {
  constexpr std::uint64_t few = 16384;
  return sized < words.whole_count && static_cast<std::uint64_t>(words.whole[sized]) <= few;
}

/** Room for the levels of recursion that ctypes needs: one for the call, one for a conversion in it. */
constexpr int levels_of_call = 4;

bool call_directly(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, PyObject** result) {
#ifndef __x86_64__
  return false;
#endif
  auto* function = reinterpret_cast<ForeignFunction*>(callee);
  const ForeignTypeInfo* info = compat::foreign_type_info(Py_TYPE(callee));
  if (info == nullptr || function->checker != nullptr || info->checker != nullptr || function->error_check != nullptr || function->parameter_flags != nullptr) return false;
  // A callback has an address like any other function; what it runs may look at the frames below it.
  const int flags = info->flags;
  if ((flags & compat::uses_c_calls) == 0 || compat::calls_in_c_remaining(thread) < levels_of_call) return false;
  const Signature* signature = find_signature(function, info);
  if (signature == nullptr || !signature->is_known || count < signature->count) return false;
  Words words;
  words.whole_count = words.real_count = 0;
  constexpr Parameter undeclared{Kind::undeclared, nullptr, nullptr};
  for (Py_ssize_t i = 0; i < count; i++) {
    const Parameter& parameter = i < signature->count ? signature->parameters[i] : undeclared;
    if (!(parameter.kind == Kind::undeclared ? add_undeclared(words, arguments[i]) : add_argument(words, parameter, arguments[i]))) return false;
  }
  const bool is_quick = signature->is_quick && (signature->sized < 0 || is_short(words, signature->sized));
  const Kind kind = signature->result;
  int* error_number = nullptr;
  if ((flags & compat::swaps_errno) != 0) {
    error_number = kept_error_number(thread);
    if (error_number == nullptr) return false;
  }
  if (is_quick) {
    *result = box(kind, run(*signature, words, flags, true, error_number));
    return true;
  }
  if (Py_EnterRecursiveCall(" while calling a Python object") != 0) {
    *result = nullptr;
    return true;
  }
  const Returned returned = run(*signature, words, flags, false, error_number);
  const bool is_raised = (flags & compat::keeps_interpreter_locked) != 0 && PyErr_Occurred() != nullptr;
  *result = is_raised ? nullptr : box(kind, returned);
  Py_LeaveRecursiveCall();
  return true;
}

}  // namespace rt::foreign
