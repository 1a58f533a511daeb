/** Stacks on Linux: the program's own is reserved address space, which costs memory only where it was used. */
#include "stack.hpp"

#include <algorithm>
#include <cstdint>

#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <ucontext.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

namespace rt {

__thread char* stack_limit = reinterpret_cast<char*>(UINTPTR_MAX);

/** What is kept free below the limit: for the interpreter's C code and for printing the exception. */
static constexpr size_t reserve = 256 * 1024;
static constexpr size_t large_size = size_t(4) << 30;

static char* large_start = nullptr;

static bool is_on_large_stack(const char* here) { return large_start != nullptr && here >= large_start && here < large_start + large_size; }

/** The stack that the program would have without ours. */
static size_t own_size() {
  constexpr size_t usual = size_t(8) << 20, least = size_t(1) << 20;
  rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return usual;
  return std::clamp(static_cast<size_t>(limit.rlim_cur), least, large_size / 2);
}

/**
 * Lets the interpreter, where it measures addresses, find as much stack below `here` as it would have: what calls of Python functions
 * take of it is nothing there. Called again before the calls have gone down a quarter of that.
 */
static bool announce_below(PyThreadState* thread, char* here) {
  static const size_t own = own_size();
  char* lowest = large_start + reserve;
  char* bottom = here - large_start > static_cast<std::ptrdiff_t>(own) ? here - own : large_start;
  stack_limit = std::max(lowest, here - own / 4);
  return compat::announce_stack(thread, bottom, static_cast<size_t>(large_start + large_size - bottom));
}

bool find_stack(void* address) {
  auto* here = static_cast<char*>(address);
  if (is_on_large_stack(here)) {
    if (!compat::measures_stack || here < large_start + reserve) stack_limit = large_start + reserve;
    else if (!announce_below(compat::current_thread(), here)) PyErr_Clear();
  } else {
    pthread_attr_t attributes;
    void* start = nullptr;
    size_t size = 0;
    stack_limit = nullptr;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
      if (pthread_attr_getstack(&attributes, &start, &size) == 0 && here >= start && here < static_cast<char*>(start) + size)
        stack_limit = static_cast<char*>(start) + (size > 4 * reserve ? reserve : size / 4);
      pthread_attr_destroy(&attributes);
    }
  }
  return here >= stack_limit;
}

bool announce_large_stack(PyThreadState* thread) {
  auto* here = static_cast<char*>(__builtin_frame_address(0));
  return !compat::measures_stack || !is_on_large_stack(here) || announce_below(thread, here);
}

struct Start {
  void (*function)(void*);
  void* data;
};
static Start start;

#ifdef __SANITIZE_ADDRESS__
// AddressSanitizer has to know on which stack the program runs.
static const void* first_start = nullptr;
static size_t first_size = 0;

static void announce_stack(void** kept, const void* memory, size_t size) { __sanitizer_start_switch_fiber(kept, memory, size); }
static void enter_stack(void* kept) { __sanitizer_finish_switch_fiber(kept, &first_start, &first_size); }
static void announce_first_stack() { __sanitizer_start_switch_fiber(nullptr, first_start, first_size); }
#else
static void announce_stack(void**, const void*, size_t) {}
static void enter_stack(void*) {}
static void announce_first_stack() {}
#endif

static void run_start() {
  enter_stack(nullptr);
  start.function(start.data);
  announce_first_stack();
}

void run_on_large_stack(void (*function)(void*), void* data) {
  void* memory = mmap(nullptr, large_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  ucontext_t program, caller;
  if (memory == MAP_FAILED || getcontext(&program) != 0) {
    function(data);
    return;
  }
  large_start = static_cast<char*>(memory);
  start = {function, data};
  program.uc_stack.ss_sp = memory;
  program.uc_stack.ss_size = large_size;
  program.uc_link = &caller;
  makecontext(&program, run_start, 0);
  void* kept = nullptr;
  announce_stack(&kept, memory, large_size);
  swapcontext(&caller, &program);
  enter_stack(kept);
}

}  // namespace rt
