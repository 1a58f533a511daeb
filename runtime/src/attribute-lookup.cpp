/** Decides how an attribute is found: what `object.__getattribute__` would do, as far as it depends on the class. */
#include "attribute-lookup.hpp"

#include "ctypes/fields.hpp"
#include "known-calls.hpp"
#include "names.hpp"
#include "rt/references.hpp"

namespace rt {

/** Whether it is called with the instance as first argument, now and later. */
static bool is_method(PyObject* found) { return (Py_TYPE(found)->tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR) != 0 && is_stable(found); }

/** Remembers what the class has under the name, if it is a method. */
static void remember_method(PyObject* found, PyTypeObject* type, AttributeEntry* entry) {
  entry->is_method = is_method(found);
  if (!Py_IS_TYPE(found, &PyMethodDescr_Type)) return;
  auto* descriptor = reinterpret_cast<PyMethodDescrObject*>(found);
  if (!PyType_IsSubtype(type, PyDescr_TYPE(descriptor))) return;
  entry->call.method = descriptor->d_method;
  entry->call.known = known_method(found);
}

/** The offset of an object's member slot (`__slots__`); -1 for any other descriptor. */
static Py_ssize_t slot_offset(PyObject* found, PyTypeObject* type) {
  if (!Py_IS_TYPE(found, &PyMemberDescr_Type)) return -1;
  auto* descriptor = reinterpret_cast<PyMemberDescrObject*>(found);
  const PyMemberDef* member = descriptor->d_member;
  const bool plain = member->type == T_OBJECT_EX && member->flags == 0;
  return plain && PyType_IsSubtype(type, descriptor->d_common.d_type) ? member->offset : -1;
}

/** The `tp_getattro` of classes with a `__getattr__`; null where memory is short. */
static getattrofunc asking_twice() {
  static getattrofunc slot = nullptr;
  if (slot != nullptr) return slot;
  const Owned sample(PyObject_CallFunction(reinterpret_cast<PyObject*>(&PyType_Type), "s(){OO}", "", known(Name::get_missing), Py_None));
  if (sample) slot = reinterpret_cast<PyTypeObject*>(sample.get())->tp_getattro;
  else PyErr_Clear();
  return slot;
}

enum class Asked { otherwise, once, twice };
/** Whether objects of a class look attributes up by the function `usual`: alone, or before `__getattr__` is asked, which only happens where that raises. */
static Asked asks(PyTypeObject* type, getattrofunc usual) {
  if (type->tp_getattro == usual) return Asked::once;
  if (type->tp_getattro != asking_twice()) return Asked::otherwise;
  PyObject* found = compat::type_lookup(type, known(Name::get_attribute));
  const bool is_usual = found != nullptr && Py_IS_TYPE(found, &PyWrapperDescr_Type) &&
                        reinterpret_cast<PyWrapperDescrObject*>(found)->d_wrapped == reinterpret_cast<void*>(usual);
  return is_usual ? Asked::twice : Asked::otherwise;
}

/** Whether giving it out as an attribute of an instance cannot raise, now and later. */
static bool is_given_out(PyObject* found) { return is_method(found) || (is_stable(found) && Py_TYPE(found)->tp_descr_get == nullptr); }

static void fill_for_class(PyObject* object, PyObject* name, AttributeEntry* entry) {
  auto* type = reinterpret_cast<PyTypeObject*>(object);
  PyObject* in_metaclass = compat::type_lookup(Py_TYPE(object), name);
  // It may come first later.
  if (in_metaclass != nullptr && (is_data_descriptor(in_metaclass) || !is_stable(in_metaclass))) return;
  PyObject* found = compat::type_lookup(type, name);
  if (found == nullptr || compat::type_version(type) == 0) return;
  if (!is_own_attribute_of_class(found)) return;
  entry->kind = attribute_of_class;
  entry->state = compat::type_version(type);
  entry->found = found;
}

static void fill_for_module(PyObject* object, PyObject* name, AttributeEntry* entry) {
  PyObject* in_type = compat::type_lookup(Py_TYPE(object), name);
  if (in_type != nullptr && is_data_descriptor(in_type)) return;
  PyObject* dict = compat::module_dict(object);
  if (dict == nullptr) return;
  const std::uint32_t version = compat::ensure_keys_version(dict, false);
  const Py_ssize_t index = version == 0 ? -1 : compat::find_key(compat::dict_keys(dict), name);
  if (index < 0) return;
  entry->kind = attribute_of_module;
  entry->state = version;
  entry->index = static_cast<std::int32_t>(index);
}

void fill_attribute(PyObject* object, PyObject* name, AttributeEntry* entry) {
  PyTypeObject* type = Py_TYPE(object);
  PyObject* found = compat::type_lookup(type, name);
  *entry = {compat::type_version(type), any_attribute, false, 0, 0, 0, nullptr, {}};
  if (entry->version == 0) return;
  if (PyType_Check(object) && asks(type, PyType_Type.tp_getattro) != Asked::otherwise) {
    fill_for_class(object, name, entry);
    return;
  }
  if (PyModule_CheckExact(object)) {
    fill_for_module(object, name, entry);
    return;
  }
  const Asked asked = asks(type, PyObject_GenericGetAttr);
  if (asked == Asked::otherwise) return;
  const bool is_slot = found != nullptr && slot_offset(found, type) >= 0;
  // What raises is not for here then.
  if (asked == Asked::twice && found != nullptr && !is_slot && !is_given_out(found)) return;
  entry->found = found;
  if (found != nullptr && is_data_descriptor(found)) {
    if (foreign::fill_memory_attribute(type, found, entry)) {
      entry->kind = memory_attribute;
      return;
    }
    const Py_ssize_t offset = slot_offset(found, type);
    entry->kind = offset >= 0 ? member_slot : Py_IS_TYPE(found, &PyProperty_Type) ? property_getter : Py_TYPE(found)->tp_descr_get != nullptr ? data_descriptor : any_attribute;
    entry->index = static_cast<std::int32_t>(offset);
    return;
  }
  compat::Keys* keys = compat::instance_keys(type);
  if (keys != nullptr) {
    const Py_ssize_t index = compat::find_key(keys, name);
    if (index >= 0) {
      entry->kind = instance_value;
      entry->index = static_cast<std::int32_t>(index);
    } else if (found == nullptr) {
      entry->kind = instance_value;
      entry->index = -1;
    } else {
      entry->kind = class_attribute;
      remember_method(found, type, entry);
      entry->state = static_cast<std::uint32_t>(compat::key_count(keys));
    }
  } else if (found != nullptr && type->tp_dictoffset == 0 && !(type->tp_flags & compat::managed_dict_flag)) {
    entry->kind = unshadowed_attribute;
    remember_method(found, type, entry);
  }
}

void fill_assignment(PyObject* object, PyObject* name, AttributeEntry* entry) {
  PyTypeObject* type = Py_TYPE(object);
  PyObject* found = compat::type_lookup(type, name);
  *entry = {compat::type_version(type), any_attribute, false, 0, 0, 0, nullptr, {}};
  if (entry->version == 0 || type->tp_setattro != PyObject_GenericSetAttr) return;
  if (found != nullptr && is_data_descriptor(found)) {
    if (foreign::fill_memory_attribute(type, found, entry)) {
      entry->kind = memory_attribute;
      return;
    }
    const Py_ssize_t offset = slot_offset(found, type);
    if (offset < 0) return;
    entry->kind = member_slot;
    entry->index = static_cast<std::int32_t>(offset);
    return;
  }
  compat::Keys* keys = compat::instance_keys(type);
  const Py_ssize_t index = keys == nullptr ? -1 : compat::find_key(keys, name);
  if (keys != nullptr) {
    entry->found = found;
    entry->kind = instance_value;
    entry->index = static_cast<std::int32_t>(index);
  }
}

bool is_unshadowed_slow(PyObject* object, PyObject* name, AttributeEntry& entry) {
  PyObject* dict = compat::instance_dict(object);
  if (dict == nullptr) return true;
  // A key's comparison might change the class and the entry with it.
  if (compat::has_odd_keys(dict)) return false;
  return compat::value_by_hint(dict, name, &entry.hint) == nullptr && !PyErr_Occurred();
}

}  // namespace rt
