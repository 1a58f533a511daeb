/** Loading compiled modules: from marshal blob to executed body, as extension modules and for the importer. */
#include "rt/module.hpp"

#include <marshal.h>

#include "rt/function-loading.hpp"
#include "rt/module-loading.hpp"

namespace rt {

/** The same number as PLACEHOLDER in python/prepare.py. */
static constexpr long long placeholder_base = 0x7A1FA00000000LL;

/** Puts the object that stands for the native body in the place of a stub's placeholder. */
static bool join(ModuleRecord* module, PyCodeObject* code, long long code_index) {
  for (Py_ssize_t i = 0; i < module->function_count; i++) {
    FunctionRecord* record = module->functions[i];
    if (record->code_index != code_index || record->body == nullptr) continue;
    PyObject* entry = make_entry(record);
    if (entry == nullptr) return false;
    PyObject** last = &PyTuple_GET_ITEM(code->co_consts, PyTuple_GET_SIZE(code->co_consts) - 1);
    Py_SETREF(*last, entry);
    return true;
  }
  return true;
}

/** Visits the code tree in preorder, as prepare.py numbered it, and gives each record its code. */
static bool join_tree(ModuleRecord* module, PyCodeObject* code, int* next_index) {
  const int index = (*next_index)++;
  for (Py_ssize_t i = 0; i < module->function_count; i++) {
    FunctionRecord* record = module->functions[i];
    if (record->code_index != index) continue;
    record->code = reinterpret_cast<PyCodeObject*>(Py_NewRef(code));
    record->original = compat::code_units(record->code) + record->prefix;
  }
  const Py_ssize_t count = PyTuple_GET_SIZE(code->co_consts);
  for (Py_ssize_t i = 0; i < count; i++) {
    PyObject* constant = PyTuple_GET_ITEM(code->co_consts, i);
    if (PyCode_Check(constant) && !join_tree(module, reinterpret_cast<PyCodeObject*>(constant), next_index)) return false;
  }
  if (count == 0) return true;
  PyObject* last = PyTuple_GET_ITEM(code->co_consts, count - 1);
  if (!PyLong_CheckExact(last)) return true;
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(last, &overflow);
  return overflow != 0 || value != placeholder_base + index || join(module, code, index);
}

bool load_module_code(ModuleRecord* module) {
  if (module->code != nullptr) return true;
  if (!prepare_calls()) return false;
  if (module->make_constants != nullptr && !module->make_constants()) return false;
  PyObject* code = PyMarshal_ReadObjectFromString(reinterpret_cast<const char*>(module->marshal), module->marshal_size);
  if (code == nullptr) return false;
  int next_index = 0;
  if (!PyCode_Check(code) || !join_tree(module, reinterpret_cast<PyCodeObject*>(code), &next_index)) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_ImportError, "bad code for module %s", module->name);
    Py_DECREF(code);
    return false;
  }
  module->code = code;
  return true;
}

bool execute_module(ModuleRecord* module, PyObject* names) {
  if (!load_module_code(module)) return false;
  PyObject* result = PyEval_EvalCode(module->code, names, names);
  Py_XDECREF(result);
  return result != nullptr;
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
  return execute_module(definition->record, names) ? 0 : -1;
}

PyObject* init_extension(ModuleRecord* record) {
  static PyModuleDef_Slot slots[] = {
      {Py_mod_exec, reinterpret_cast<void*>(execute_extension)},
      {0, nullptr},
  };
  // Lives as long as the process, as a static definition would.
  auto* made = new ExtensionDefinition();
  made->definition.m_base = PyModuleDef_HEAD_INIT;
  made->definition.m_name = record->name;
  made->definition.m_slots = slots;
  made->record = record;
  return PyModuleDef_Init(&made->definition);
}

}  // namespace rt
