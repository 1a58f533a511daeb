/** The start and end of a compiled program, as `python file arguments` or `python -m module arguments` starts and ends. */
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include <unistd.h>

#include "interpreter-role.hpp"
#include "rt/compat/start.hpp"
#include "rt/module-loading.hpp"
#include "rt/references.hpp"
#include "stack.hpp"

namespace rt {

/** `sys.argv[0]`: the entry as it was named to `taipan run`, which says so in the environment; else its path. */
static std::string take_program_name(const char* file) {
  static const char variable[] = "TAIPAN_PROGRAM_NAME";
  const char* given = std::getenv(variable);
  const std::string name = given == nullptr ? file : given;
  // The program, and what it starts, must not see it.
  unsetenv(variable);
  return name;
}

/** `sys.orig_argv`: the interpreter and its arguments, with which a program starts itself again. */
static PyStatus set_original_arguments(PyConfig* config, const std::string& name, int argc, char** argv, Start start) {
  std::vector<wchar_t*> arguments = {config->program_name};
  const auto add = [&](const char* text) { arguments.push_back(Py_DecodeLocale(text, nullptr)); };
  add(name.c_str());
  if (start.kind == Start::as_module) add(start.module_name);
  for (int i = 1; i < argc; i++) add(argv[i]);
  const bool is_whole = std::find(arguments.begin(), arguments.end(), nullptr) == arguments.end();
  const PyStatus status = is_whole ? PyConfig_SetWideStringList(config, &config->orig_argv, static_cast<Py_ssize_t>(arguments.size()), arguments.data()) : PyStatus_NoMemory();
  for (size_t i = 1; i < arguments.size(); i++) PyMem_RawFree(arguments[i]);
  return status;
}

static PyStatus initialize(int argc, char** argv, const char* file, const char* built_for, Start start) {
  const std::string given = take_program_name(start.kind == Start::as_folder ? start.folder : file);
  // Until runpy has found the module.
  const std::string name = start.kind == Start::as_module ? "-m" : given;
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  config.parse_argv = 0;
  PyStatus status = PyStatus_Ok();
  const std::string interpreter = find_interpreter(built_for);
  if (!interpreter.empty()) status = PyConfig_SetBytesString(&config, &config.program_name, interpreter.c_str());
  if (!PyStatus_Exception(status)) {
    char* program = argv[0];
    argv[0] = const_cast<char*>(name.c_str());
    status = PyConfig_SetBytesArgv(&config, argc, argv);
    argv[0] = program;
  }
  if (!PyStatus_Exception(status) && !interpreter.empty()) status = set_original_arguments(&config, name, argc, argv, start);
  if (!PyStatus_Exception(status)) status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  return status;
}

/** `sys.path[0]`: the program's directory, or the current one for a module's name. */
static bool add_program_directory(Start start) {
  if (start.kind != Start::as_folder && interpreter_flag("safe_path") != 0) return true;
  std::string path = start.folder;
  if (start.kind == Start::as_module) {
    char* current = realpath(".", nullptr);
    path = current == nullptr ? "." : current;
    std::free(current);
  }
  const Owned directory(PyUnicode_DecodeFSDefault(path.c_str()));
  compat::note_program_directory(path.c_str());
  PyObject* search_path = PySys_GetObject("path");
  return directory && search_path != nullptr && PyList_Insert(search_path, 0, directory.get()) == 0;
}

/** Runpy gives a module's program its names itself. */
static bool fill_main_names(PyObject* names, const char* file, Start start) {
  const Owned file_object(PyUnicode_DecodeFSDefault(file));
  const Owned builtins(PyImport_ImportModule("builtins"));
  if (!file_object || !builtins || PyDict_SetItemString(names, "__builtins__", builtins.get()) < 0) return false;
  if (start.kind == Start::as_module) return true;
  return PyDict_SetItemString(names, "__file__", file_object.get()) == 0 &&
         (!compat::modules_have_cached || PyDict_SetItemString(names, "__cached__", Py_None) == 0) && PyDict_SetItemString(names, "__spec__", Py_None) == 0;
}

/** A file's program has lost these when what it registered to run at the end runs (`PyRun_SimpleFile`). */
static void drop_main_names(PyObject* names, Start start) {
  if (names == nullptr || start.kind != Start::as_file) return;
  for (const char* name : {"__file__", "__cached__"})
    if (PyDict_DelItemString(names, name) < 0) PyErr_Clear();
}

/**
 * Runs a folder's `__main__.py` as the interpreter does, by runpy, whose two frames are below the program's own: it is given
 * the compiled code where it looks for the source.
 */
static bool execute_folder(ModuleRecord* module, PyObject* names) {
  static const char text[] = R"python(
import runpy
from _frozen_importlib import ModuleSpec
find_details = runpy._get_main_module_details
spec = ModuleSpec('__main__', loader, origin=file)
spec.has_location = True
def give_details(error):
    runpy._get_main_module_details = find_details
    return '__main__', spec, code
runpy._get_main_module_details = give_details
)python";
  if (!load_module_code(module)) return false;
  const Owned given(Py_BuildValue("{s:O,s:O,s:O,s:O}", "__builtins__", PyEval_GetBuiltins(), "code", module->run, "loader",
                                  PyDict_GetItemString(names, "__loader__"), "file", PyDict_GetItemString(names, "__file__")));
  if (!given) return false;
  const Owned prepared(PyRun_String(text, Py_file_input, given.get(), given.get()));
  if (!prepared) return false;
  const Owned ran(PyObject_CallMethod(PyDict_GetItemString(given.get(), "runpy"), "_run_module_as_main", "sO", "__main__", Py_False));
  return static_cast<bool>(ran);
}

/** Runs the program as `python -m` does, by runpy, which imports its packages, and finds its code by our importer. */
static bool execute_by_name(const char* module_name) {
  const Owned runpy(PyImport_ImportModule("runpy"));
  if (!runpy) return false;
  std::string name = module_name;
  const std::string ending = ".__main__";
  // A package's is found through the package.
  if (name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0) name.resize(name.size() - ending.size());
  const Owned ran(PyObject_CallMethod(runpy.get(), "_run_module_as_main", "sO", name.c_str(), Py_True));
  return static_cast<bool>(ran);
}

static bool execute_program(ModuleRecord* module, PyObject* names, Start start) {
  if (start.kind == Start::as_module) return execute_by_name(start.module_name);
  return start.kind == Start::as_folder ? execute_folder(module, names) : execute_module(module, names);
}

ModuleRecord* find_main(ModuleRecord* modules, Py_ssize_t count) {
  for (Py_ssize_t i = 0; i < count; i++)
    if (std::strcmp(modules[i].name, "__main__") == 0) return &modules[i];
  return nullptr;
}

static int run_program(int argc, char** argv, ModuleRecord* modules, Py_ssize_t count, const char* interpreter, Start start) {
  ModuleRecord* main_module = find_main(modules, count);
  if (main_module == nullptr) return 2;
  PyStatus status = initialize(argc, argv, main_module->file, interpreter, start);
  if (PyStatus_Exception(status)) Py_ExitStatusException(status);

  PyObject* module = PyImport_AddModule("__main__");
  PyObject* names = module == nullptr ? nullptr : PyModule_GetDict(module);
  const bool ok = announce_large_stack(compat::current_thread()) && names != nullptr && add_program_directory(start) &&
                  fill_main_names(names, main_module->file, start) && install_importer(modules, count, start.module_name, start.kind == Start::as_folder || interpreter_flag("safe_path") == 0, true) &&
                  compat::note_running_main() && execute_program(main_module, names, start);
  int result = ok ? 0 : 1;
  bool interrupted = false;
  if (!ok) {
    interrupted = PyErr_ExceptionMatches(PyExc_KeyboardInterrupt) != 0;
    // Leaves the process where the program raised SystemExit.
    PyErr_Print();
  }
  drop_main_names(names, start);
  compat::note_main_has_ended();
  if (compat::goes_on_with_prompt()) return compat::run_prompt();
  if (Py_FinalizeEx() < 0) result = 120;
  if (interrupted) {
    // Shells look at how a program died, not at its exit code.
    std::signal(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
    result = 130;
  }
  return result;
}

int run_main(int argc, char** argv, ModuleRecord* modules, Py_ssize_t count, const char* interpreter, Start start) {
  struct Program {
    int argc;
    char** argv;
    ModuleRecord* modules;
    Py_ssize_t count;
    const char* interpreter;
    Start start;
    int status;
  } program = {argc, argv, modules, count, interpreter, start, 0};
  run_on_large_stack(
      [](void* data) {
        auto* started = static_cast<Program*>(data);
        const auto run = is_in_interpreter_role(started->argv) ? run_as_interpreter : run_program;
        started->status = run(started->argc, started->argv, started->modules, started->count, started->interpreter, started->start);
      },
      &program);
  return program.status;
}

}  // namespace rt
