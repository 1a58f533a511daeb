/** Compiled modules: what emission describes, how they are imported, and the program's start. */
#pragma once
#include "rt/function.hpp"

namespace rt {

struct ModuleRecord {
  /** Dotted name; `__main__` for the entry. */
  const char* name;
  const char* file;
  bool is_package;
  /** What `prepare.py` wrote for the module. */
  const unsigned char* marshal;
  Py_ssize_t marshal_size;
  /** UTF-8 text of the source, for `linecache` and `inspect`; null for none. */
  const char* source;
  Py_ssize_t source_size;
  FunctionRecord* const* functions;
  Py_ssize_t function_count;
  /** Makes the module's interned names and constants, once, or takes those that are known; false with an exception set. May be null. */
  bool (*make_constants)(PyObject* known);

  // Set when the module is first loaded.
  PyObject* code;
  /** What the interpreter runs in its place: to enter the body, and where somebody watches. */
  PyObject *run, *bytecode;
};

/**
 * The object that the module's code objects have among their constants, if any does, or else the constant itself; `known` is what
 * `make_constants` was given. New reference, or null with an exception set.
 */
[[nodiscard]] PyObject* known_constant(PyObject* known, PyObject* constant);

/** How the interpreter would be asked to run the program. */
struct Start {
  enum Kind { as_file, as_folder, as_module } kind = as_file;
  /** Where its modules were found: an archive's path, if the program was built from one. */
  const char* folder = nullptr;
  /** Of the module, as it is found: with `.__main__` for a package. */
  const char* module_name = nullptr;
};

/**
 * `python file argv[1:]`, `python folder ...` or `python -m module_name ...` with the modules compiled in; the record named
 * `__main__` is the program. The exit status.
 */
[[nodiscard]] int run_main(int argc, char** argv, ModuleRecord* modules, Py_ssize_t count, const char* interpreter, Start start = {});

/** The `PyInit_` function of an extension module whose body is `record`. */
[[nodiscard]] PyObject* init_extension(ModuleRecord* record);

}  // namespace rt
