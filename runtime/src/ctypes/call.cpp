/** Calling C functions by their addresses. */
#include "call.hpp"

#include <cerrno>
#include <utility>

#include "arguments.hpp"
#include "rt/references.hpp"

namespace rt::foreign {

/** What came back in the registers for results: the first begins with the value, whatever its size. */
union Returned {
  std::int64_t whole;
  double real;
  float half;
  struct WholeWhole { std::int64_t first, second; } whole_whole;
  struct WholeReal { std::int64_t first; double second; } whole_real;
  struct RealWhole { double first; std::int64_t second; } real_whole;
  struct RealReal { double first, second; } real_real;
};

/**
 * In the System V convention for x86-64 whole words and floats have registers of their own, filled in the order of the arguments of
 * their class: with the same words in them, a call of this type is one of the function's own type. It says how many registers hold
 * floats, as a function with a variable number of arguments asks. What registers have no room for lies on the stack in its order,
 * once all registers are full.
 */
template <typename Result>
static inline Result enter(void* address, const Words& words) {
  using Any = Result (*)(std::int64_t, ...);
  using WholeOnly = Result (*)(std::int64_t, std::int64_t, std::int64_t, ...);
  using RealOnly = Result (*)(double);
  using TwoReals = Result (*)(double, double);
  const auto& w = words.whole;
  const auto& r = words.real;
  const auto& s = words.stack;
  static_assert(stack_words == 16, "as many as are passed below");
  if (words.stack_count > 0)
    return reinterpret_cast<Any>(address)(w[0], w[1], w[2], w[3], w[4], w[5], r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9], s[10],
                                          s[11], s[12], s[13], s[14], s[15]);
  if (words.real_count == 0 && words.whole_count <= 3) return reinterpret_cast<WholeOnly>(address)(w[0], w[1], w[2]);
  if (words.whole_count == 0 && words.real_count == 1) return reinterpret_cast<RealOnly>(address)(r[0]);
  if (words.whole_count == 0 && words.real_count == 2) return reinterpret_cast<TwoReals>(address)(r[0], r[1]);
  return reinterpret_cast<Any>(address)(w[0], w[1], w[2], w[3], w[4], w[5], r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7]);
}

static Returned enter_for_structure(Passing passing, void* address, const Words& words) {
  Returned returned;
  switch (passing) {
    case Passing::real: returned.real = enter<double>(address, words); break;
    case Passing::whole_whole: returned.whole_whole = enter<Returned::WholeWhole>(address, words); break;
    case Passing::whole_real: returned.whole_real = enter<Returned::WholeReal>(address, words); break;
    case Passing::real_whole: returned.real_whole = enter<Returned::RealWhole>(address, words); break;
    case Passing::real_real: returned.real_real = enter<Returned::RealReal>(address, words); break;
    default: returned.whole = enter<std::int64_t>(address, words); break;
  }
  return returned;
}

/** What is entered; what is told of the function may be something else by the time that it runs. */
struct Entry {
  void* address;
  Kind result;
  Passing passing;
};
static inline Returned enter_for(const Entry& entry, const Words& words) {
  Returned returned;
  if (entry.result == Kind::structure) return enter_for_structure(entry.passing, entry.address, words);
  if (entry.result == Kind::float64) returned.real = enter<double>(entry.address, words);
  else if (entry.result == Kind::float32) returned.half = enter<float>(entry.address, words);
  else returned.whole = enter<std::int64_t>(entry.address, words);
  return returned;
}

/** `memory`: where the function puts a result that needs more than registers. */
static PyObject* box(const Entry& entry, PyTypeObject* type, const char* memory, const Returned& returned) {
  if (entry.result == Kind::nothing) return Py_NewRef(Py_None);
  if (entry.result != Kind::structure) return object_of(entry.result, reinterpret_cast<const char*>(&returned));
  return make_copy(type, entry.passing == Passing::memory ? static_cast<const void*>(memory) : &returned);
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

/** The C call with all that goes around it. */
static Returned run(const Entry& entry, const Words& words, int flags, bool is_quick, int* error_number) {
  PyThreadState* const unlocked = is_quick || (flags & compat::keeps_interpreter_locked) != 0 ? nullptr : PyEval_SaveThread();
  if (error_number != nullptr) std::swap(*error_number, errno);
  const Returned returned = enter_for(entry, words);
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
/** A structure that a function gives in memory, in bytes; ctypes does larger ones. */
constexpr Py_ssize_t largest_result = 256;

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
  const Entry entry{signature->address, signature->result, signature->result_passing};
  Words words;
  words.whole_count = words.real_count = words.stack_count = 0;
  char memory[largest_result];
  if (entry.result == Kind::structure && entry.passing == Passing::memory) {
    auto* type = reinterpret_cast<PyTypeObject*>(signature->result_type);
    if (compat::foreign_type_info(type)->size > largest_result || !add_address(words, memory)) return false;
  }
  constexpr Parameter undeclared{Kind::undeclared, Passing::unknown, nullptr, nullptr, 0};
  for (Py_ssize_t i = 0; i < count; i++) {
    const Parameter& parameter = i < signature->count ? signature->parameters[i] : undeclared;
    if (!(parameter.kind == Kind::undeclared ? add_undeclared(words, arguments[i]) : add_argument(words, parameter, arguments[i]))) return false;
  }
  const bool is_quick = signature->is_quick && (signature->sized < 0 || is_short(words, signature->sized));
  int* error_number = nullptr;
  if ((flags & compat::swaps_errno) != 0) {
    error_number = kept_error_number(thread);
    if (error_number == nullptr) return false;
  }
  if (is_quick) {
    *result = box(entry, reinterpret_cast<PyTypeObject*>(signature->result_type), memory, run(entry, words, flags, true, error_number));
    return true;
  }
  if (Py_EnterRecursiveCall(" while calling a Python object") != 0) {
    *result = nullptr;
    return true;
  }
  // The function may be declared otherwise by then.
  const Owned type = share(entry.result == Kind::structure ? signature->result_type : nullptr);
  const Returned returned = run(entry, words, flags, false, error_number);
  const bool is_raised = (flags & compat::keeps_interpreter_locked) != 0 && PyErr_Occurred() != nullptr;
  *result = is_raised ? nullptr : box(entry, reinterpret_cast<PyTypeObject*>(type.get()), memory, returned);
  Py_LeaveRecursiveCall();
  return true;
}

}  // namespace rt::foreign
