/** Import statements: the out-of-line part of `rt/variables.hpp` that deals with modules. */
#include "names.hpp"
#include "rt/references.hpp"
#include "rt/variables.hpp"

namespace rt {

PyObject* import_name(Frame& frame, PyObject* from_list, PyObject* name, int level) {
  const Owned import(PyObject_GetItem(frame.builtins(), known(Name::import)));
  if (!import) {
    if (PyErr_ExceptionMatches(PyExc_KeyError)) {
      PyErr_Clear();
      PyErr_SetString(PyExc_ImportError, "__import__ not found");
    }
    return nullptr;
  }
  PyObject* names = frame.names() == nullptr ? Py_None : frame.names();
  // Not by a call, which would count as a level of the recursion.
  if (import.get() == compat::own_import(frame.thread)) return PyImport_ImportModuleLevelObject(name, frame.globals(), names, from_list, level);
  const Owned level_object(PyLong_FromLong(level));
  if (!level_object) return nullptr;
  PyObject* arguments[] = {nullptr, name, frame.globals(), names, from_list, level_object.get()};
  return PyObject_Vectorcall(import.get(), arguments + 1, 5 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
}

PyObject* import_deferrable(Frame& frame, PyObject* from_list, PyObject* name, int level) {
  if (!compat::has_lazy_imports) return import_name(frame, from_list, name, level);
  const Owned level_object(PyLong_FromLong(level));
  if (!level_object) return nullptr;
  PyObject* names = frame.names() == nullptr ? Py_None : frame.names();
  return compat::import_deferrable(frame.builtins(), frame.globals(), names, name, from_list, level_object.get());
}

static PyObject* give_module(PyObject* module, PyObject*) { return Py_NewRef(module); }
static PyMethodDef give_module_method = {"__import__", give_module, METH_VARARGS, nullptr};

/** Runs `from m import name` with an `__import__` that gives this module. Empty with an exception set. */
static Owned run_import_from(Borrowed module, Borrowed name) {
  Owned import(PyCFunction_New(&give_module_method, module));
  if (!import) return {};
  const Owned globals(Py_BuildValue("{s:{s:O}}", "__builtins__", "__import__", import.get()));
  const Owned text(PyUnicode_FromFormat("from m import %U", name.get()));
  const char* characters = globals && text ? PyUnicode_AsUTF8(text.get()) : nullptr;
  return Owned(characters == nullptr ? nullptr : PyRun_String(characters, Py_file_input, globals.get(), globals.get()));
}

/** Fails as the interpreter fails, so that each version words its own message. */
static void fail_import_from(Borrowed module, Borrowed name) {
  PyErr_Clear();
  if (run_import_from(module, name)) {
    // A name that appeared meanwhile.
    PyErr_Format(PyExc_ImportError, "cannot import name %R", name.get());
    return;
  }
  // The interpreter's parser may end without one when memory is short.
  if (!PyErr_Occurred()) PyErr_NoMemory();
  PyObject* raised = compat::take_raised();
  PyException_SetTraceback(raised, Py_None);
  compat::restore_raised(raised);
}

/** A submodule that is being imported is in sys.modules before it is an attribute. Empty, perhaps with an exception set. */
static Owned find_submodule(Borrowed module, Borrowed name) {
  const Owned package(PyObject_GetAttr(module, known(Name::own_name)));
  if (!package || !PyUnicode_Check(package.get())) return {};
  const Owned full_name(PyUnicode_FromFormat("%U.%U", package.get(), name.get()));
  return Owned(full_name ? PyImport_GetModule(full_name.get()) : nullptr);
}

PyObject* import_from(PyObject* module, PyObject* name) {
  if (compat::is_lazy(module)) return compat::import_from_lazy(module, name);
  Owned found(PyObject_GetAttr(module, name));
  if (found || !PyErr_ExceptionMatches(PyExc_AttributeError)) return found.give();
  PyErr_Clear();
  Owned submodule = find_submodule(module, name);
  if (!submodule) fail_import_from(module, name);
  return submodule.give();
}

/** The names that `from module import *` binds, and whether those with an underscore are left out. */
static Owned exported_names(Borrowed module, bool* skips_private) {
  *skips_private = false;
  Owned all(PyObject_GetAttr(module, known(Name::all)));
  if (all || !PyErr_ExceptionMatches(PyExc_AttributeError)) return all;
  PyErr_Clear();
  *skips_private = true;
  const Owned dict(PyObject_GetAttr(module, known(Name::dict)));
  if (dict) return Owned(PyMapping_Keys(dict.get()));
  if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
    PyErr_Clear();
    PyErr_SetString(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__");
  }
  return {};
}

static void raise_not_a_name(Borrowed module, Borrowed name, bool from_dict) {
  const Owned module_name(PyObject_GetAttr(module, known(Name::own_name)));
  if (!module_name) return;
  if (!PyUnicode_Check(module_name.get())) {
    PyErr_Format(PyExc_TypeError, "module __name__ must be a string, not %.100s", Py_TYPE(module_name.get())->tp_name);
    return;
  }
  PyErr_Format(PyExc_TypeError, "%s in %U.%s must be str, not %.100s", from_dict ? "Key" : "Item", module_name.get(),
               from_dict ? "__dict__" : "__all__", Py_TYPE(name.get())->tp_name);
}

static bool import_one(Frame& frame, Borrowed module, Borrowed name, bool skips_private) {
  if (!PyUnicode_Check(name.get())) {
    raise_not_a_name(module, name, skips_private);
    return false;
  }
  if (skips_private && PyUnicode_GET_LENGTH(name.get()) > 0 &&
      PyUnicode_READ_CHAR(name.get(), 0) == '_')
    return true;
  const Owned value(PyObject_GetAttr(module, name));
  return value && name_set(frame, value.get(), name);
}

bool import_star(Frame& frame, PyObject* module) {
  bool skips_private = false;
  const Owned names = exported_names(module, &skips_private);
  if (!names) return false;
  for (Py_ssize_t i = 0;; i++) {
    const Owned name(PySequence_GetItem(names.get(), i));
    if (!name) {
      const bool is_end = PyErr_ExceptionMatches(PyExc_IndexError) != 0;
      if (is_end) PyErr_Clear();
      return is_end;
    }
    if (!import_one(frame, module, name, skips_private)) return false;
  }
}

}  // namespace rt
