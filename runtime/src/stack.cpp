/** Stacks on Linux: the program's own is reserved address space, which costs memory only where it was used. */
#include "stack.hpp"

#include <cstdint>

#include <pthread.h>
#include <sys/mman.h>
#include <ucontext.h>

namespace rt {

__thread char* stack_limit = reinterpret_cast<char*>(UINTPTR_MAX);

/** What is kept free below the limit: for the interpreter's C code and for printing the exception. */
static constexpr size_t reserve = 256 * 1024;
static constexpr size_t large_size = size_t(4) << 30;

static char* large_start = nullptr;

bool find_stack(void* address) {
  auto* here = static_cast<char*>(address);
  if (large_start != nullptr && here >= large_start && here < large_start + large_size) {
    stack_limit = large_start + reserve;
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

struct Start {
  void (*function)(void*);
  void* data;
};
static Start start;

static void run_start() { start.function(start.data); }

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
  swapcontext(&caller, &program);
}

}  // namespace rt
