/** The meta path finder for compiled modules: importlib's protocol in Python, over four functions in C++. */
#include "rt/module-loading.hpp"
#include "rt/references.hpp"
#include "interpreter-role.hpp"

namespace rt {

static ModuleRecord* known_modules = nullptr;
static Py_ssize_t known_count = 0;

/** As `python -m` finds the program; null where it was not started so. */
static const char* known_main_name = nullptr;

static ModuleRecord* find_module(PyObject* name) {
  for (Py_ssize_t i = 0; i < known_count; i++)
    if (PyUnicode_CompareWithASCIIString(name, known_modules[i].name) == 0) return &known_modules[i];
  if (known_main_name != nullptr && PyUnicode_CompareWithASCIIString(name, known_main_name) == 0) return find_main(known_modules, known_count);
  PyErr_Format(PyExc_ImportError, "no compiled module %R", name);
  return nullptr;
}

static PyObject* execute(PyObject*, PyObject* const* arguments, Py_ssize_t) {
  ModuleRecord* module = find_module(arguments[0]);
  if (module == nullptr) return nullptr;
  if (PyDict_SetItemString(arguments[1], "__builtins__", PyEval_GetBuiltins()) < 0) return nullptr;
  return execute_module(module, arguments[1]) ? Py_NewRef(Py_None) : nullptr;
}

static PyObject* code(PyObject*, PyObject* name) {
  ModuleRecord* module = find_module(name);
  return module != nullptr && load_module_code(module) ? Py_NewRef(module->code) : nullptr;
}

/** What runs when the program does. */
static PyObject* code_of_program(PyObject*, PyObject*) {
  ModuleRecord* module = find_main(known_modules, known_count);
  return module != nullptr && load_module_code(module) ? Py_NewRef(module->run) : nullptr;
}

static PyObject* source(PyObject*, PyObject* name) {
  ModuleRecord* module = find_module(name);
  if (module == nullptr) return nullptr;
  if (module->source == nullptr) return Py_NewRef(Py_None);
  return PyUnicode_DecodeUTF8(module->source, module->source_size, "strict");
}

static PyMethodDef methods[] = {
    {"execute", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(execute)), METH_FASTCALL, nullptr},
    {"code", code, METH_O, nullptr},
    {"code_of_program", code_of_program, METH_NOARGS, nullptr},
    {"source", source, METH_O, nullptr},
};

static const char importer_text[] = R"python(
from _frozen_importlib import ModuleSpec, _call_with_frames_removed

class CompiledLoader:
    """Finds and loads modules that are part of the compiled program."""

    def find_spec(self, name, path=None, target=None):
        if name == '__main__' or (name not in table or not finds_all) and name != awaited:
            return find_spawn(path) if name == 'multiprocessing.spawn' else None
        file, is_package = self.entry(name)
        spec = ModuleSpec(name, self, origin=file, is_package=is_package)
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [file.rpartition('/')[0]]
        return spec

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        _call_with_frames_removed(execute, module.__spec__.name, module.__dict__)

    def is_package(self, name):
        return self.entry(name)[1]

    def get_filename(self, name):
        return self.entry(name)[0]

    def get_source(self, name):
        return source(name)

    def get_code(self, name):
        global awaited
        if name != awaited:
            return code(name)
        awaited = None
        return code_of_program()

    def get_data(self, path):
        if in_archive():
            return in_archive().get_data(path)
        with open(path, 'rb') as file:
            return file.read()

    def get_resource_reader(self, name):
        if in_archive():
            return in_archive().get_resource_reader(name)
        from importlib.readers import FileReader
        loader = type('Location', (), {'path': self.get_filename(name)})
        return FileReader(loader)

    def entry(self, name):
        if name in table:
            return table[name]
        if name != main_name:
            raise ImportError(f'no compiled module {name!r}', name=name)
        return table['__main__']

def in_archive():
    """The importer of the zip archive that the program was built from, for what else is in it; None for a program of files."""
    from posix import stat
    from zipimport import zipimporter
    folder = table['__main__'][0].rpartition('/')[0] if '__main__' in table else ''
    try:
        # Of a folder, the bit of directories says so.
        return None if not folder or stat(folder).st_mode & 0o040000 else zipimporter(folder)
    except OSError:
        return None

def find_spawn(path):
    """As the other finders find it; once it has run, it starts the program where it would start the interpreter."""
    found = (finder.find_spec('multiprocessing.spawn', path) for finder in sys.meta_path if finder is not loader)
    spec = next(filter(None, found), None)
    if isinstance(spec, ModuleSpec) and hasattr(spec.loader, '__dict__'):
        def exec_module(module):
            del spec.loader.exec_module
            spec.loader.exec_module(module)
            start_by_program(module)
        spec.loader.exec_module = exec_module
    return spec

def start_by_program(spawn):
    from posix import access, X_OK
    if access(own_path, X_OK):
        spawn.set_executable(own_path)
    if is_program:
        return
    # A started process runs the program's text under another name.
    runpy = spawn.runpy
    find_code = runpy._get_code_from_file
    main_file = spawn.os.path.normpath(table['__main__'][0])
    def get_code(*arguments):
        if main_file not in arguments:
            return find_code(*arguments)
        runpy._get_code_from_file = find_code
        # Where the file is gone, tracebacks show its lines all the same; the module has no loader that would be asked.
        import linecache
        linecache.cache.setdefault(main_file, (lambda: source('__main__'),))
        code = code_of_program()
        # After the name that it runs under, versions before 3.13 want the file's back.
        return (code, main_file) if arguments[0] != main_file else code
    runpy._get_code_from_file = get_code

# Until runpy has found the program under its name.
awaited = main_name
loader = CompiledLoader()
sys.meta_path.insert(0, loader)
if is_program:
    sys.modules['__main__'].__loader__ = loader
if 'multiprocessing.spawn' in sys.modules:
    start_by_program(sys.modules['multiprocessing.spawn'])
)python";

static bool fill_table(Borrowed table) {
  for (Py_ssize_t i = 0; i < known_count; i++) {
    const ModuleRecord& module = known_modules[i];
    const Owned entry(Py_BuildValue("sO", module.file, module.is_package ? Py_True : Py_False));
    if (!entry || PyDict_SetItemString(table, module.name, entry.get()) < 0) return false;
  }
  return true;
}

bool install_importer(ModuleRecord* modules, Py_ssize_t count, const char* main_name, bool finds_all, bool is_program) {
  known_modules = modules;
  known_count = count;
  known_main_name = main_name;
  const Owned table(PyDict_New());
  const Owned system(PyImport_ImportModule("sys"));
  if (!table || !system || !fill_table(table)) return false;
  const Owned names(Py_BuildValue("{s:O,s:O,s:O,s:s,s:z,s:O,s:O,s:s}", "__builtins__", PyEval_GetBuiltins(), "table", table.get(), "sys",
                                  system.get(), "__name__", "compiled_importer", "main_name", main_name, "finds_all", finds_all ? Py_True : Py_False,
                                  "is_program", is_program ? Py_True : Py_False, "own_path", own_path));
  if (!names) return false;
  for (PyMethodDef& method : methods) {
    const Owned function(PyCFunction_New(&method, nullptr));
    if (!function || PyDict_SetItemString(names.get(), method.ml_name, function.get()) < 0) return false;
  }
  // The interpreter takes frames of its own importers out of tracebacks: by this name.
  const Owned code(Py_CompileString(importer_text, "<frozen importlib._bootstrap_external>", Py_file_input));
  if (!code) return false;
  const Owned ran(PyEval_EvalCode(code.get(), names.get(), names.get()));
  return static_cast<bool>(ran);
}

}  // namespace rt
