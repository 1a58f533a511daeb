/**
 * Behind `sys.monitoring`: two of its functions have effects on compiled code that nothing else would make known. A tool
 * that begins to watch all code, or the code of one function by name, is to see calls of Python functions only.
 */
#include "rt/function-loading.hpp"
#include "rt/guards.hpp"
#include "rt/references.hpp"

namespace rt {

/** The interpreter's own functions. */
static PyObject *set_events_before = nullptr, *set_local_events_before = nullptr;

/** Whether this copy of the runtime is the first of those that share what code objects stand for. */
static bool looks_after_functions = false;

static int visit(PyObject* object, void*) {
  if (PyFunction_Check(object)) enter_by_stub(reinterpret_cast<PyFunctionObject*>(object));
  return 1;
}

/** Calls of functions that do not look like the interpreter's own would be reported as those of C functions. */
static void let_all_be_watched() {
  if (looks_after_functions) compat::visit_objects(visit);
}

static PyObject* set_events(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  Owned result(PyObject_Vectorcall(set_events_before, arguments, static_cast<size_t>(count), nullptr));
  if (result && PyObject_IsTrue(arguments[1]) == 1) let_all_be_watched();
  else if (result) enter_all_by_stub();
  return result.give();
}

static PyObject* set_local_events(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  Owned result(PyObject_Vectorcall(set_local_events_before, arguments, static_cast<size_t>(count), nullptr));
  if (!result) return nullptr;
  if (PyObject_IsTrue(arguments[2]) == 1) {
    compat::begin_watching_alone();
    let_all_be_watched();
  } else {
    enter_all_by_stub();
  }
  auto* code = reinterpret_cast<PyCodeObject*>(arguments[1]);
  FunctionRecord* record = record_of(code);
  // Typed bodies call each other without a look at who watches.
  if (record != nullptr && record->native != nullptr) {
    PyObject* own = record->native->function->func_code;
    record->native->code = compat::is_watched_alone(code) ? nullptr : is_enterable(own, record) ? own : entered_code(record);
  }
  return result.give();
}

static PyMethodDef methods[] = {
    {"set_events", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(set_events)), METH_FASTCALL, nullptr},
    {"set_local_events", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(set_local_events)), METH_FASTCALL, nullptr},
};

static bool replace(PyObject* names, PyMethodDef& method, PyObject*& before) {
  before = find_item(names, method.ml_name).give();
  if (before == nullptr || !PyCFunction_CheckExact(before)) return PyErr_Occurred() == nullptr;
  auto* original = reinterpret_cast<PyCFunctionObject*>(before);
  method.ml_doc = original->m_ml->ml_doc;
  const Owned function(PyCFunction_NewEx(&method, original->m_self, original->m_module));
  return function && PyDict_SetItemString(names, method.ml_name, function.get()) == 0;
}

bool prepare_watching(bool is_first) {
  looks_after_functions = is_first;
  PyObject* names = compat::monitoring_names();
  return names == nullptr || (replace(names, methods[0], set_events_before) && replace(names, methods[1], set_local_events_before));
}

}  // namespace rt
