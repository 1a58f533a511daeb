/** Loading compiled modules: from marshal blob to executed body, as extension modules and for the importer. */
#include "rt/module.hpp"

#include <marshal.h>

#include "copies.hpp"
#include "rt/function-loading.hpp"
#include "rt/module-loading.hpp"
#include "rt/references.hpp"
#include "shared.hpp"

namespace rt {

/** The item of a tuple of code objects, or the code that it stands for where it is None. Null where it is neither. */
static PyCodeObject* code_at(PyObject* codes, int index, PyCodeObject* otherwise) {
  PyObject* found = index < PyTuple_GET_SIZE(codes) ? PyTuple_GET_ITEM(codes, index) : nullptr;
  if (found == Py_None) return otherwise;
  return found != nullptr && PyCode_Check(found) ? reinterpret_cast<PyCodeObject*>(found) : nullptr;
}

/** What `prepare.py` wrote of a module. All borrowed. */
struct Codes {
  PyObject *code, *stubs, *bytecodes, *sets;
};

/** In the place of what an attempt before, for which memory was too short, has left. */
static void keep(PyCodeObject*& place, PyCodeObject* code) { Py_XSETREF(place, reinterpret_cast<PyCodeObject*>(Py_NewRef(code))); }

/** Gives the function, if it is compiled, its codes, and says what they stand for. */
static bool join(ModuleRecord* module, const Codes& codes, PyCodeObject* code, int index) {
  PyCodeObject* stub = code_at(codes.stubs, index, code);
  PyCodeObject* bytecode = code_at(codes.bytecodes, index, code);
  if (stub == nullptr || bytecode == nullptr) return false;
  FunctionRecord *compiled = nullptr, *resumed = nullptr;
  for (Py_ssize_t i = 0; i < module->function_count; i++) {
    FunctionRecord* record = module->functions[i];
    if (record->code_index != index) continue;
    keep(record->code, code);
    keep(record->bytecode, bytecode);
    if (record->resume != nullptr) resumed = record;
    if (record->body == nullptr || stub == code) continue;
    keep(record->stub, stub);
    compiled = record;
  }
  if (compiled != nullptr && (!join_stub(compiled) || !note_origin(stub, {code, compiled, nullptr}))) return false;
  // A module's own code is no function's: whoever runs it says in which names.
  FunctionRecord* function = index == 0 ? nullptr : compiled;
  const CodeOrigin origin = {code, function, resumed};
  if (bytecode != code && !note_origin(bytecode, origin)) return false;
  return (function == nullptr && resumed == nullptr) || note_origin(code, origin);
}

/**
 * Makes the sets among the constants anew, of their items in the order of the source and as often as the compiler does: marshal has
 * sorted them, and of those that collide the first one put in comes first. False if it could not be done, perhaps without an exception.
 */
static bool order_sets(const Codes& codes, PyCodeObject* code, int index) {
  const Owned key(PyLong_FromLong(index));
  PyObject* sets = key ? PyDict_GetItemWithError(codes.sets, key.get()) : nullptr;
  if (sets == nullptr) return !PyErr_Occurred();
  if (!PyList_Check(sets)) return false;
  PyCodeObject* bytecode = code_at(codes.bytecodes, index, code);
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(sets); i++) {
    Py_ssize_t place;
    PyObject* in_source;
    int times;
    if (!PyArg_ParseTuple(PyList_GET_ITEM(sets, i), "nO!i", &place, &PyTuple_Type, &in_source, &times)) return false;
    Owned items = share(in_source), set;
    for (; times > 0; times--) {
      if (!items) return false;
      set = Owned(PyFrozenSet_New(items.get()));
      if (!set) return false;
      items = Owned(PySequence_Tuple(set.get()));
    }
    if (!set) return false;
    for (PyCodeObject* each : {code, bytecode}) {
      if (each == nullptr || place < 0 || place >= PyTuple_GET_SIZE(each->co_consts)) return false;
      PyObject** constant = &PyTuple_GET_ITEM(each->co_consts, place);
      Py_SETREF(*constant, Py_NewRef(set.get()));
    }
  }
  return true;
}

/** Visits the code tree in preorder, as prepare.py numbered it. */
static bool join_tree(ModuleRecord* module, const Codes& codes, PyCodeObject* code, int* next_index) {
  const int index = (*next_index)++;
  if (!order_sets(codes, code, index) || !join(module, codes, code, index)) return false;
  const Py_ssize_t count = PyTuple_GET_SIZE(code->co_consts);
  for (Py_ssize_t i = 0; i < count; i++) {
    PyObject* constant = PyTuple_GET_ITEM(code->co_consts, i);
    if (PyCode_Check(constant) && !join_tree(module, codes, reinterpret_cast<PyCodeObject*>(constant), next_index)) return false;
  }
  return true;
}

/** Whether equal constants are one object anyway, or none that a program compares by identity. */
static bool is_unique(PyObject* constant) {
  if (PyUnicode_CheckExact(constant)) return PyUnicode_CHECK_INTERNED(constant) != 0;
  return constant == Py_None || constant == Py_Ellipsis || PyBool_Check(constant) || PyCode_Check(constant);
}

/** Equal for constants that the compiler makes one object of: marshal keeps 1, 1.0, -0.0 and True apart. */
static Owned key_of(PyObject* constant) {
  // Before it wrote which strings are interned.
  constexpr int version = 2;
  return Owned(PyMarshal_WriteObjectToString(constant, version));
}

/** Puts the constants of a code object and of those in it into `known`. False with an exception set. */
static bool note_constants(Borrowed known, PyCodeObject* code) {
  const Py_ssize_t count = PyTuple_GET_SIZE(code->co_consts);
  for (Py_ssize_t i = 0; i < count; i++) {
    PyObject* constant = PyTuple_GET_ITEM(code->co_consts, i);
    if (PyCode_Check(constant) && !note_constants(known, reinterpret_cast<PyCodeObject*>(constant))) return false;
    if (is_unique(constant)) continue;
    const Owned key = key_of(constant);
    if (!key && PyErr_ExceptionMatches(PyExc_ValueError)) {
      // Slices, which are constants from 3.14 on and have no such form: the module's own constants are none.
      PyErr_Clear();
      continue;
    }
    if (!key || PyDict_SetDefault(known, key.get(), constant) == nullptr) return false;
  }
  return true;
}

PyObject* known_constant(PyObject* known, PyObject* constant) {
  if (is_unique(constant)) return Py_NewRef(constant);
  const Owned key = key_of(constant);
  if (!key) return nullptr;
  PyObject* found = PyDict_GetItemWithError(known, key.get());
  if (found == nullptr && PyErr_Occurred()) return nullptr;
  return Py_NewRef(found == nullptr ? constant : found);
}

long interpreter_flag(const char* name) {
  PyObject* flags = PySys_GetObject("flags");
  const Owned value(flags == nullptr ? nullptr : PyObject_GetAttrString(flags, name));
  const long flag = value ? PyLong_AsLong(value.get()) : -1;
  if (flag != -1 || !PyErr_Occurred()) return flag;
  PyErr_Clear();
  return 0;
}

/** Under `-O` there are no assertions and other constants: not what was compiled, so the interpreter makes its own code. */
static bool compile_again(ModuleRecord* module) {
  PyCompilerFlags flags = {PyCF_IGNORE_COOKIE, PY_MINOR_VERSION};
  const Owned file(PyUnicode_DecodeFSDefault(module->file));
  module->code = file ? Py_CompileStringObject(module->source, file.get(), Py_file_input, &flags, -1) : nullptr;
  if (module->code == nullptr) return false;
  module->run = Py_NewRef(module->code);
  module->bytecode = Py_NewRef(module->code);
  return true;
}

bool load_module_code(ModuleRecord* module) {
  if (module->code != nullptr) return true;
  if (module->source != nullptr && interpreter_flag("optimize") > 0) return compile_again(module);
  if (!prepare_calls()) return false;
  const Owned blob(PyMarshal_ReadObjectFromString(reinterpret_cast<const char*>(module->marshal), module->marshal_size));
  if (!blob) return false;
  Codes codes;
  int next_index = 0;
  if (!PyTuple_Check(blob.get()) || !PyArg_ParseTuple(blob.get(), "O!O!O!O!", &PyCode_Type, &codes.code, &PyTuple_Type, &codes.stubs, &PyTuple_Type, &codes.bytecodes, &PyDict_Type, &codes.sets) ||
      !join_tree(module, codes, reinterpret_cast<PyCodeObject*>(codes.code), &next_index)) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_ImportError, "bad code for module %s", module->name);
    return false;
  }
  const Owned known(PyDict_New());
  if (!known || !note_constants(known, reinterpret_cast<PyCodeObject*>(codes.code))) return false;
  if (module->make_constants != nullptr && !module->make_constants(known.get())) return false;
  auto* code = reinterpret_cast<PyCodeObject*>(Py_NewRef(codes.code));
  module->bytecode = Py_NewRef(reinterpret_cast<PyObject*>(code_at(codes.bytecodes, 0, code)));
  PyCodeObject* stub = code_at(codes.stubs, 0, code);
  module->run = stub == code ? Py_NewRef(module->bytecode) : Py_NewRef(reinterpret_cast<PyObject*>(stub));
  module->code = reinterpret_cast<PyObject*>(code);
  return true;
}

bool execute_module(ModuleRecord* module, PyObject* names) {
  if (!load_module_code(module)) return false;
  const bool is_watched = compat::is_watched(compat::current_thread(), reinterpret_cast<PyCodeObject*>(module->code));
  const Owned result(PyEval_EvalCode(is_watched ? module->bytecode : module->run, names, names));
  return static_cast<bool>(result);
}

/** A module definition that knows its record: `PyModule_GetDef` gives it back. */
struct ExtensionDefinition {
  PyModuleDef definition;
  ModuleRecord* record;
};

static int execute_extension(PyObject* module) {
  auto* definition = reinterpret_cast<ExtensionDefinition*>(PyModule_GetDef(module));
  PyObject* names = PyModule_GetDict(module);
  // Functions take their builtins from here when they are made.
  if (PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) < 0) return -1;
  // First of all, so that no copy has to.
  if (!prepare_types()) return -1;
  const bool ok = serves_current() ? execute_module(definition->record, names) : execute_in_copy(definition->record, names);
  return ok ? 0 : -1;
}

PyObject* init_extension(ModuleRecord* record) {
  // Lives as long as the process, as a static definition would.
  auto* made = new ExtensionDefinition();
  made->definition.m_base = PyModuleDef_HEAD_INIT;
  made->definition.m_name = record->name;
  made->definition.m_slots = compat::module_slots<execute_extension>();
  made->record = record;
  return PyModuleDef_Init(&made->definition);
}

}  // namespace rt
