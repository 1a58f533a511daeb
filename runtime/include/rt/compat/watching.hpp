/** Who watches: tracers, profilers, the tools of `sys.monitoring`. */
#pragma once
#include <utility>

#include "rt/compat/frames.hpp"

namespace rt::compat {

#if PY_VERSION_HEX >= 0x030C0000
/** Changes whenever a tool begins or ends to watch all code. */
inline std::uintptr_t monitoring_state(PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030D0000
  return thread->eval_breaker & ~static_cast<std::uintptr_t>(_PY_EVAL_EVENTS_MASK);
#else
  return static_cast<std::uintptr_t>(thread->interp->monitoring_version);
#endif
}
/** The last state in which no tool watched any code. */
inline std::uintptr_t quiet_state __attribute__((visibility("hidden"))) = ~std::uintptr_t(0);
#endif

/** Whether a tool watches this code by name. */
[[nodiscard]] inline bool is_watched_alone(PyCodeObject* code) {
#if PY_VERSION_HEX >= 0x030C0000
  if (code->_co_monitoring == nullptr) return false;
  for (std::uint8_t tools : code->_co_monitoring->local_monitors.tools)
    if (tools != 0) return true;
#else
  (void)code;
#endif
  return false;
}

/** Whether a tool ever watched code by name: then each call looks at its code. */
inline bool watches_alone __attribute__((visibility("hidden"))) = false;
/** To be called when a tool has begun to watch code by name, which leaves the state as it is. */
inline void begin_watching_alone() {
  watches_alone = true;
#if PY_VERSION_HEX >= 0x030C0000
  quiet_state = ~std::uintptr_t(0);
#endif
}

/** What is to be done once nobody watches any more; null for nothing. */
inline void (*when_quiet)() __attribute__((visibility("hidden"))) = nullptr;

/** `is_watched` where the state is not known to be quiet. */
__attribute__((noinline, cold)) inline bool is_watched_slow(PyThreadState* thread, PyCodeObject* code) {
#if PY_VERSION_HEX >= 0x030C0000
  unsigned all = 0;
  for (std::uint8_t tools : thread->interp->monitors.tools) all |= tools;
  const bool is_quiet = all == 0 && !watches_alone;
  if (is_quiet) quiet_state = monitoring_state(thread);
#else
  const bool all = thread->cframe->use_tracing != 0;
  const bool is_quiet = thread->c_tracefunc == nullptr && thread->c_profilefunc == nullptr;
#endif
  if (is_quiet && when_quiet != nullptr) std::exchange(when_quiet, nullptr)();
  // A tool is told nothing of the code that runs on its behalf.
  return (all != 0 || is_watched_alone(code)) && thread->tracing == 0;
}

/** Whether somebody is told of what the thread runs, or it must be found out. */
[[nodiscard]] inline bool is_told(PyThreadState* thread) {
#if PY_VERSION_HEX >= 0x030C0000
  return monitoring_state(thread) != quiet_state;
#else
  return thread->cframe->use_tracing != 0 || when_quiet != nullptr;
#endif
}

/** Whether a call of this code is to be told to somebody, which only the interpreter can do. */
[[nodiscard]] inline bool is_watched(PyThreadState* thread, PyCodeObject* code) {
  return __builtin_expect(is_told(thread), 0) && is_watched_slow(thread, code);
}

/** The namespace of `sys.monitoring`; null where there is none. Borrowed. */
[[nodiscard]] inline PyObject* monitoring_names() {
#if PY_VERSION_HEX >= 0x030C0000
  PyObject* module = PySys_GetObject("monitoring");
  return module == nullptr ? nullptr : PyModule_GetDict(module);
#else
  return nullptr;
#endif
}

/** Calls `visit` with every object that the collector knows. */
inline void visit_objects(int (*visit)(PyObject*, void*)) {
#if PY_VERSION_HEX >= 0x030C0000
  PyUnstable_GC_VisitObjects(visit, nullptr);
#else
  (void)visit;
#endif
}

}  // namespace rt::compat
