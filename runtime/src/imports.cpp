/** Import statements: the out-of-line part of `rt/variables.hpp` that deals with modules. */
#include "rt/interned.hpp"
#include "rt/variables.hpp"

namespace rt {

PyObject* import_name(Frame& frame, PyObject* from_list, PyObject* name, int level) {
  PyObject* import = PyObject_GetItem(frame.builtins(), interned("__import__"));
  if (import == nullptr) {
    if (PyErr_ExceptionMatches(PyExc_KeyError)) {
      PyErr_Clear();
      PyErr_SetString(PyExc_ImportError, "__import__ not found");
    }
    return nullptr;
  }
  PyObject* level_object = PyLong_FromLong(level);
  PyObject* result = nullptr;
  if (level_object != nullptr) {
    PyObject* names = frame.names() == nullptr ? Py_None : frame.names();
    PyObject* arguments[] = {nullptr, name, frame.globals(), names, from_list, level_object};
    result = PyObject_Vectorcall(import, arguments + 1, 5 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
    Py_DECREF(level_object);
  }
  Py_DECREF(import);
  return result;
}

static PyObject* give_module(PyObject* module, PyObject*) { return Py_NewRef(module); }
static PyMethodDef give_module_method = {"__import__", give_module, METH_VARARGS, nullptr};

/**
 * Fails as the interpreter fails: runs `from m import name` with an `__import__` that gives this module, so that each
 * version words its own message.
 */
static void fail_import_from(PyObject* module, PyObject* name) {
  PyErr_Clear();
  PyObject* import = PyCFunction_New(&give_module_method, module);
  PyObject* globals = Py_BuildValue("{s:{s:N}}", "__builtins__", "__import__", import);
  PyObject* text = PyUnicode_FromFormat("from m import %U", name);
  PyObject* ran = nullptr;
  if (globals != nullptr && text != nullptr) ran = PyRun_String(PyUnicode_AsUTF8(text), Py_file_input, globals, globals);
  Py_XDECREF(text);
  Py_XDECREF(globals);
  if (ran != nullptr) {
    // A name that appeared meanwhile.
    Py_DECREF(ran);
    PyErr_Format(PyExc_ImportError, "cannot import name %R", name);
    return;
  }
  PyObject* raised = compat::take_raised();
  PyException_SetTraceback(raised, Py_None);
  compat::restore_raised(raised);
}

PyObject* import_from(PyObject* module, PyObject* name) {
  PyObject* found = PyObject_GetAttr(module, name);
  if (found != nullptr || !PyErr_ExceptionMatches(PyExc_AttributeError)) return found;
  PyErr_Clear();
  // A submodule that is being imported is in sys.modules before it is an attribute.
  PyObject* package = PyObject_GetAttr(module, interned("__name__"));
  if (package != nullptr && PyUnicode_Check(package)) {
    PyObject* full_name = PyUnicode_FromFormat("%U.%U", package, name);
    if (full_name != nullptr) found = PyImport_GetModule(full_name);
    Py_XDECREF(full_name);
  }
  Py_XDECREF(package);
  if (found == nullptr) fail_import_from(module, name);
  return found;
}

/** The names that `from module import *` binds, and whether those with an underscore are left out. */
static PyObject* exported_names(PyObject* module, bool* skips_private) {
  *skips_private = false;
  PyObject* all = PyObject_GetAttr(module, interned("__all__"));
  if (all != nullptr || !PyErr_ExceptionMatches(PyExc_AttributeError)) return all;
  PyErr_Clear();
  *skips_private = true;
  PyObject* dict = PyObject_GetAttr(module, interned("__dict__"));
  if (dict == nullptr) {
    if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
      PyErr_Clear();
      PyErr_SetString(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__");
    }
    return nullptr;
  }
  PyObject* keys = PyMapping_Keys(dict);
  Py_DECREF(dict);
  return keys;
}

static void raise_not_a_name(PyObject* module, PyObject* name, bool from_dict) {
  PyObject* module_name = PyObject_GetAttr(module, interned("__name__"));
  if (module_name == nullptr) return;
  if (!PyUnicode_Check(module_name)) {
    PyErr_Format(PyExc_TypeError, "module __name__ must be a string, not %.100s", Py_TYPE(module_name)->tp_name);
  } else {
    PyErr_Format(PyExc_TypeError, "%s in %U.%s must be str, not %.100s", from_dict ? "Key" : "Item", module_name,
                 from_dict ? "__dict__" : "__all__", Py_TYPE(name)->tp_name);
  }
  Py_DECREF(module_name);
}

static bool import_one(Frame& frame, PyObject* module, PyObject* name, bool skips_private) {
  if (!PyUnicode_Check(name)) {
    raise_not_a_name(module, name, skips_private);
    return false;
  }
  if (skips_private && PyUnicode_GET_LENGTH(name) > 0 && PyUnicode_READ_CHAR(name, 0) == '_') return true;
  PyObject* value = PyObject_GetAttr(module, name);
  if (value == nullptr) return false;
  const bool stored = name_set(frame, value, name);
  Py_DECREF(value);
  return stored;
}

bool import_star(Frame& frame, PyObject* module) {
  bool skips_private = false;
  PyObject* names = exported_names(module, &skips_private);
  if (names == nullptr) return false;
  bool ok = true;
  for (Py_ssize_t i = 0; ok; i++) {
    PyObject* name = PySequence_GetItem(names, i);
    if (name == nullptr) {
      ok = PyErr_ExceptionMatches(PyExc_IndexError) != 0;
      if (ok) PyErr_Clear();
      break;
    }
    ok = import_one(frame, module, name, skips_private);
    Py_DECREF(name);
  }
  Py_DECREF(names);
  return ok;
}

}  // namespace rt
