/**
 * Which code shows for the code that the interpreter runs: nobody is to see a stub. The getters of CPython's own types are
 * replaced in place, as no subtype can stand for them; they give what they gave for all that is not a compiled program's.
 */
#include "rt/function-loading.hpp"
#include "rt/references.hpp"
#include "shared.hpp"

namespace rt {

Py_ssize_t origin_word = no_word;

bool note_origin(PyCodeObject* code, const CodeOrigin& noted) {
  if (origin_word == no_word) return true;
  // Lives as long as the process, as the records do.
  auto* origin = static_cast<CodeOrigin*>(PyMem_Malloc(sizeof(CodeOrigin)));
  if (origin == nullptr) return PyErr_NoMemory(), false;
  *origin = noted;
  return compat::set_code_word(code, origin_word, origin);
}

/** Takes over `code`, which may be null; new reference. */
static PyObject* shown_for(PyObject* code) {
  if (code == nullptr || !PyCode_Check(code)) return code;
  // The types are those of all interpreters.
  Shared* here = shared_now();
  auto* origin = here == nullptr ? nullptr : static_cast<CodeOrigin*>(compat::code_word(reinterpret_cast<PyCodeObject*>(code), here->origin_word));
  if (origin == nullptr || reinterpret_cast<PyObject*>(origin->shown) == code) return code;
  Py_DECREF(code);
  return Py_NewRef(reinterpret_cast<PyObject*>(origin->shown));
}

/** Puts `by` in the place of one of a type's getters. */
static bool replace_getter(PyTypeObject& type, const char* name, getter by, getter& before) {
  for (PyGetSetDef* each = type.tp_getset; each != nullptr && each->name != nullptr; each++) {
    if (std::strcmp(each->name, name) != 0) continue;
    before = each->get;
    each->get = by;
    return true;
  }
  PyErr_Format(PyExc_SystemError, "%s.%s is not what it was", type.tp_name, name);
  return false;
}

/** A getter in the place of a member, which it reads by the member's own descriptor. */
struct ShownMember {
  PyTypeObject& type;
  PyGetSetDef definition;
  PyObject* before;

  PyObject* read(PyObject* object) { return Py_TYPE(before)->tp_descr_get(before, object, reinterpret_cast<PyObject*>(Py_TYPE(object))); }
  bool replace() {
    before = find_item(type.tp_dict, definition.name).give();
    if (before == nullptr) {
      if (!PyErr_Occurred()) PyErr_Format(PyExc_SystemError, "%s has no %s", type.tp_name, definition.name);
      return false;
    }
    definition.closure = this;
    const Owned descriptor(PyDescr_NewGetSet(&type, &definition));
    const bool ok = descriptor && PyDict_SetItemString(type.tp_dict, definition.name, descriptor.get()) == 0;
    PyType_Modified(&type);
    return ok;
  }
};

static getter function_code, frame_code;

static PyObject* get_function_code(PyObject* function, void* closure) { return shown_for(function_code(function, closure)); }
static PyObject* get_frame_code(PyObject* frame, void* closure) { return shown_for(frame_code(frame, closure)); }
static PyObject* get_member_code(PyObject* object, void* member) {
  return shown_for(static_cast<ShownMember*>(member)->read(object));
}
static ShownMember members[] = {
    {PyGen_Type, {"gi_code", get_member_code, nullptr, nullptr, nullptr}, nullptr},
    {PyCoro_Type, {"cr_code", get_member_code, nullptr, nullptr, nullptr}, nullptr},
    {PyAsyncGen_Type, {"ag_code", get_member_code, nullptr, nullptr, nullptr}, nullptr},
};

/** Where functions keep their stubs, the code of frames may have stubs among its constants. */
static bool hide_in_frames() {
  if (!replace_getter(PyFrame_Type, "f_code", get_frame_code, frame_code)) return false;
  for (ShownMember& member : members)
    if (!member.replace()) return false;
  return true;
}

bool hide_stubs() {
  if (!replace_getter(PyFunction_Type, "__code__", get_function_code, function_code)) return false;
  return !compat::calls_inline_always || hide_in_frames();
}

}  // namespace rt
