/**
 * The program in the role of its interpreter. `multiprocessing` starts processes by `spawn` and `forkserver`, and its resource
 * tracker, as `python -c COMMAND`; those of a compiled program are the program itself, which has its modules and its text in it.
 */
#pragma once
#include <string>

#include "rt/module.hpp"

namespace rt {

/** Under this name the program is started in that role: nobody who means the program has it for one. */
constexpr const char* own_path = "/proc/self/exe";

[[nodiscard]] bool is_in_interpreter_role(char** argv);

/** The interpreter that the program was built for, or if it is gone, one that belongs to libpython; empty where there is none. */
[[nodiscard]] std::string find_interpreter(const char* built_for);

/** `python argv[1:]` with the modules compiled in, of which none is `__main__`. The exit status. */
[[nodiscard]] int run_as_interpreter(int argc, char** argv, ModuleRecord* modules, Py_ssize_t count, const char* interpreter, Start start);

}  // namespace rt
