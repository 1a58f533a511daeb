#include "interpreter-role.hpp"

#include <cstring>

#include <dlfcn.h>
#include <unistd.h>

#include "rt/compat/headers.hpp"
#include "rt/module-loading.hpp"
#include "stack.hpp"

namespace rt {

/**
 * The interpreter that belongs to the loaded libpython, by the layout of an installation (`lib/libpython3.12.so` beside
 * `bin/python3.12`); empty where there is none. Decides prefix, environment and `sys.executable`.
 */
static std::string find_installed() {
  Dl_info library;
  if (dladdr(reinterpret_cast<void*>(&Py_InitializeFromConfig), &library) == 0 || library.dli_fname == nullptr) return {};
  std::string path = library.dli_fname;
  for (int level = 0; level < 2; level++) {
    const size_t slash = path.rfind('/');
    if (slash == std::string::npos) return {};
    path.resize(slash);
  }
  path += "/bin/python" + std::to_string(PY_MAJOR_VERSION) + "." + std::to_string(PY_MINOR_VERSION);
  return access(path.c_str(), X_OK) == 0 ? path : std::string();
}

std::string find_interpreter(const char* built_for) { return access(built_for, X_OK) == 0 ? built_for : find_installed(); }

bool is_in_interpreter_role(char** argv) { return argv[0] != nullptr && std::strcmp(argv[0], own_path) == 0; }

int run_as_interpreter(int argc, char** argv, ModuleRecord* modules, Py_ssize_t count, const char* built_for, Start start) {
  std::string interpreter = find_interpreter(built_for);
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  PyStatus status = PyStatus_Ok();
  if (!interpreter.empty()) {
    // Its prefix, its packages and `sys.executable` come from here.
    argv[0] = interpreter.data();
    status = PyConfig_SetBytesString(&config, &config.program_name, interpreter.c_str());
  }
  if (!PyStatus_Exception(status)) status = PyConfig_SetBytesArgv(&config, argc, argv);
  if (!PyStatus_Exception(status)) status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  if (PyStatus_Exception(status)) Py_ExitStatusException(status);
  const bool ok = announce_large_stack(compat::current_thread()) &&
                  install_importer(modules, count, start.module_name, start.kind == Start::as_folder || interpreter_flag("safe_path") == 0, false);
  if (!ok) {
    PyErr_Print();
    return 1;
  }
  return Py_RunMain();
}

}  // namespace rt
