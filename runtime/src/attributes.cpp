/** Attributes of any objects, with caches. */
#include "attribute-lookup.hpp"
#include "call-compiled.hpp"
#include "ctypes/fields.hpp"
#include "rt/boxes.hpp"
#include "rt/operations/objects.hpp"

namespace rt {

/** What the class holds, as an attribute of the object. */
static PyObject* bind(PyObject* found, PyObject* object) {
  descrgetfunc get = Py_TYPE(found)->tp_descr_get;
  if (get == nullptr) return Py_NewRef(found);
  Py_INCREF(found);
  PyObject* bound = get(found, object, reinterpret_cast<PyObject*>(Py_TYPE(object)));
  Py_DECREF(found);
  return bound;
}

/** Whether what the class has under the name comes before the instance's own value now; the entry is void then. */
static bool has_become_data_descriptor(AttributeEntry& entry) {
  if (__builtin_expect(entry.found == nullptr || !is_data_descriptor(entry.found), 1)) return false;
  entry.version = 0;
  return true;
}

PyObject* special_method(PyObject* object, PyObject* name) {
  PyObject* found = compat::type_lookup(Py_TYPE(object), name);
  return found == nullptr ? nullptr : bind(found, object);
}

PyObject* attribute_get_slow(PyObject* object, PyObject* name, AttributeCache& cache) {
  AttributeEntry& entry = entry_for<fill_attribute>(object, name, cache);
  switch (entry.kind) {
    case instance_value: {
      if (has_become_data_descriptor(entry)) break;
      PyDictValues* values = compat::instance_values(object);
      if (__builtin_expect(values != nullptr, 1)) {
        if (entry.index < 0) {
          // The name may have become one of the class's keys.
          entry.version = 0;
          break;
        }
        PyObject* value = values->values[entry.index];
        if (__builtin_expect(value != nullptr, 1)) return Py_NewRef(value);
        if (entry.found != nullptr) return bind(entry.found, object);
      } else {
        PyObject* dict = compat::instance_dict(object);
        const bool is_plain = dict != nullptr && !compat::has_odd_keys(dict);
        PyObject* value = is_plain ? compat::value_by_hint(dict, name, &entry.hint) : nullptr;
        if (value != nullptr) return Py_NewRef(value);
        if (PyErr_Occurred()) return nullptr;
      }
      break;
    }
    case member_slot: {
      PyObject* value = *reinterpret_cast<PyObject**>(reinterpret_cast<char*>(object) + entry.index);
      if (__builtin_expect(value != nullptr, 1)) return Py_NewRef(value);
      break;
    }
    case memory_attribute: {
      PyObject* value = foreign::get_memory_attribute(object, entry);
      if (__builtin_expect(value != nullptr, 1) || PyErr_Occurred()) return value;
      break;
    }
    case class_attribute:
      if (has_become_data_descriptor(entry)) break;
      if (is_unshadowed(object, name, entry)) return bind(entry.found, object);
      if (PyErr_Occurred()) return nullptr;
      entry.version = 0;
      break;
    case unshadowed_attribute: return bind(entry.found, object);
    case property_getter: {
      // It may be taken out of the class while it runs, or its object become one of another class.
      PyObject* getter = compat::property_getter(entry.found);
      if (!Py_IS_TYPE(entry.found, &PyProperty_Type) || getter == nullptr) {
        entry.version = 0;
        break;
      }
      Py_INCREF(getter);
      PyObject* value = call_with_one(getter, object, entry.call);
      release(getter);
      return value;
    }
    case data_descriptor:
      if (is_data_descriptor(entry.found) && Py_TYPE(entry.found)->tp_descr_get != nullptr) return bind(entry.found, object);
      entry.version = 0;
      break;
    case attribute_of_class:
      if (compat::type_version(reinterpret_cast<PyTypeObject*>(object)) == entry.state && is_own_attribute_of_class(entry.found))
        return Py_NewRef(entry.found);
      entry.version = 0;
      break;
    case attribute_of_module: {
      PyObject* dict = compat::module_dict(object);
      if (compat::keys_version(compat::dict_keys(dict)) == entry.state) {
        PyObject* value = compat::value_at(dict, entry.index);
        if (value != nullptr && !compat::is_lazy(value)) return Py_NewRef(value);
      }
      entry.version = 0;
      break;
    }
    default: break;
  }
  return PyObject_GetAttr(object, name);
}

bool attribute_set_slow(PyObject* object, PyObject* value, PyObject* name, AttributeCache& cache) {
  AttributeEntry& entry = entry_for<fill_assignment>(object, name, cache);
  if (__builtin_expect(entry.kind == instance_value, 1) && !has_become_data_descriptor(entry)) {
    PyDictValues* values = compat::writable_instance_values(object);
    if (__builtin_expect(values != nullptr && entry.index >= 0, 1)) {
      PyObject* before = values->values[entry.index];
      values->values[entry.index] = Py_NewRef(value);
      if (before == nullptr) {
        compat::add_to_insertion_order(values, entry.index);
      } else {
        release(before);
      }
      return true;
    }
    if (compat::instance_values(object) == nullptr) {
      PyObject* dict = compat::instance_dict(object);
      if (dict != nullptr && PyDict_CheckExact(dict)) return PyDict_SetItem(dict, name, value) == 0;
    } else if (entry.index < 0) {
      // The assignment adds the name to the class's keys, if it can.
      entry.version = 0;
    }
  } else if (entry.kind == member_slot) {
    PyObject*& slot = *reinterpret_cast<PyObject**>(reinterpret_cast<char*>(object) + entry.index);
    PyObject* before = slot;
    slot = Py_NewRef(value);
    if (before != nullptr) release(before);
    return true;
  } else if (entry.kind == memory_attribute && foreign::set_memory_attribute(object, value, entry)) {
    return true;
  }
  return PyObject_SetAttr(object, name, value) == 0;
}

}  // namespace rt
