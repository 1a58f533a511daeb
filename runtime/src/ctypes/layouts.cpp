/** Where the fields of a class lie that a body takes for machine words. */
#include "rt/memory.hpp"

#include "items.hpp"
#include "rt/operations/objects.hpp"
#include "rt/references.hpp"
#include "rt/words.hpp"
#include "values.hpp"

namespace rt {

using namespace foreign;

/** Whether instances have the field as it is guessed; `field` then says where. */
static bool find_field(PyTypeObject* type, MemoryField& field) {
  const Owned name(PyUnicode_InternFromString(field.name));
  PyObject* const found = name ? compat::type_lookup(type, name.get()) : nullptr;
  if (found == nullptr || !is_field(found)) return false;
  const auto* known = reinterpret_cast<ForeignField*>(found);
  int first;
  if (known->getter != nullptr || known->setter != nullptr || compat::field_bits(known, &first) != 0) return false;
  if (kind_of(letter_of(known->type)) != kind_of(field.letter) || kind_of_type(known->type) == Kind::other) return false;
  field.offset = static_cast<std::int32_t>(known->offset);
  return field.offset == known->offset;
}

static bool has_fields(PyTypeObject* type, MemoryLayout& layout) {
  if (!may_be_foreign(type) || (Py_TYPE(type) != types.structure && Py_TYPE(type) != types.union_) || compat::foreign_type_info(type) == nullptr) return false;
  if (type->tp_getattro != PyObject_GenericGetAttr || type->tp_setattro != PyObject_GenericSetAttr) return false;
  for (int i = 0; i < layout.count; i++)
    if (!find_field(type, layout.fields[i])) return false;
  return true;
}

bool read_layout(PyObject* object, MemoryLayout& layout) {
  // A place that sees many classes does not gain by looking.
  constexpr int most_misses = 256;
  if (layout.misses > most_misses) return false;
  layout.misses += 1;
  layout.version = no_version;
  PyTypeObject* const type = Py_TYPE(object);
  const bool is_found = has_fields(type, layout);
  if (PyErr_Occurred() != nullptr) PyErr_Clear();
  if (!is_found || compat::type_version(type) == 0) return false;
  layout.version = compat::type_version(type);
  return true;
}

/** Where items of an array are structures whose ends nobody sees. */
static void fill_views(PyObject* container, ViewCache& cache) {
  PyTypeObject* const type = Py_TYPE(container);
  cache = {};
  PyTypeObject* const item = may_be_foreign(type) ? structure_items(type) : nullptr;
  if (item == nullptr || item->tp_finalize != nullptr || item->tp_del != nullptr || item->tp_weaklistoffset == 0) return;
  cache = {compat::type_version(type), compat::type_version(item), compat::foreign_type_info(item)->size, item->tp_weaklistoffset};
  if (cache.container == 0 || cache.item == 0) cache = {};
}

bool item_into_slow(PyObject* container, std::int64_t key, PyObject*& place, ViewCache& cache) {
  if (cache.size == 0 || compat::type_version(Py_TYPE(container)) != cache.container) fill_views(container, cache);
  PyObject* const item = item_get(container, key);
  if (item == nullptr) return false;
  store(place, item);
  return true;
}

}  // namespace rt
