/** The C stack: a large one for the program, and how far calls may go down on the one at hand. */
#pragma once
#include "rt/frame.hpp"

namespace rt {

/** Sets `stack_limit` for the running stack; whether `address`, in it, is above. */
[[nodiscard]] bool find_stack(void* address);
/** Makes the large stack known to the interpreter if the thread, the first one, runs on it. False with an exception set. */
[[nodiscard]] bool announce_large_stack(PyThreadState* thread);

/** Runs a function on a stack that deep recursion does not exhaust, or on the one at hand if there is no memory. */
void run_on_large_stack(void (*function)(void*), void* data);

}  // namespace rt
