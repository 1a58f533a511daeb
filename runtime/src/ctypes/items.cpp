/** Items in the memory of objects of ctypes. */
#include "items.hpp"

#include "rt/references.hpp"
#include "values.hpp"

namespace rt::foreign {

/** How the items of a class lie, as long as it has the version. */
struct ItemsOfType {
  PyTypeObject* type;
  unsigned version;
  bool is_pointer;
  Kind kind;
  Py_ssize_t size, length;
  PyTypeObject* item;
};

/** By the addresses of the classes. */
static ItemsOfType known[128];

/** Of kind `other` where all is left to ctypes. */
static ItemsOfType read_items(PyTypeObject* type) {
  const ForeignTypeInfo* info = compat::foreign_type_info(type);
  // A class has a version once something was looked up in it.
  const Owned name(PyUnicode_InternFromString("__getitem__"));
  if (name) (void)compat::type_lookup(type, name.get());
  ItemsOfType items{type, compat::type_version(type), Py_TYPE(type) == types.pointer, Kind::other, 0, 0, nullptr};
  const PyMappingMethods* methods = type->tp_as_mapping;
  const bool is_plain = methods->mp_subscript == (items.is_pointer ? types.pointer_item : types.array_item) && methods->mp_ass_subscript == (items.is_pointer ? types.pointer_set_item : types.array_set_item);
  if (info == nullptr || info->target == nullptr || !is_plain) return items;
  items.item = reinterpret_cast<PyTypeObject*>(info->target);
  const ForeignTypeInfo* of_item = Py_TYPE(items.item) == &PyType_Type ? nullptr : compat::foreign_type_info(items.item);
  if (of_item == nullptr) return items;
  items.size = of_item->size;
  items.length = info->length;
  items.kind = kind_in_memory(items.item);
  return items;
}

static inline const ItemsOfType& items_of(PyTypeObject* type) {
  ItemsOfType& items = known[reinterpret_cast<std::uintptr_t>(type) / 64 % (sizeof known / sizeof *known)];
  if (__builtin_expect(items.type == type && items.version == compat::type_version(type) && items.version != 0, 1)) return items;
  items = read_items(type);
  if (PyErr_Occurred() != nullptr) {
    PyErr_Clear();
    items.version = 0;
  }
  return items;
}

/** Where the item lies; null where there is none, or ctypes has to say so. */
static inline char* place_of(const ItemsOfType& items, PyObject* container, std::int64_t* key) {
  auto* object = reinterpret_cast<ForeignData*>(container);
  char* memory = object->memory;
  if (items.is_pointer) {
    memory = load<char*>(memory);
    if (memory == nullptr) return nullptr;
  } else {
    if (*key < 0) *key += object->length;
    if (static_cast<size_t>(*key) >= static_cast<size_t>(object->length) || *key >= items.length) return nullptr;
  }
  return memory + *key * items.size;
}

PyTypeObject* structure_items(PyTypeObject* array) {
  if (Py_TYPE(array) != types.array) return nullptr;
  const ItemsOfType& items = items_of(array);
  const bool are_structures = items.kind == Kind::structure && (Py_TYPE(items.item) == types.structure || Py_TYPE(items.item) == types.union_);
  return are_structures ? items.item : nullptr;
}

PyObject* get_item(PyObject* container, std::int64_t key) {
  const ItemsOfType& items = items_of(Py_TYPE(container));
  char* const place = items.kind == Kind::other ? nullptr : place_of(items, container, &key);
  if (place == nullptr) return nullptr;
  return items.kind == Kind::structure ? make_view(items.item, container, key, place) : object_of(items.kind, place);
}

bool set_item(PyObject* container, std::int64_t key, PyObject* value) {
  const ItemsOfType& items = items_of(Py_TYPE(container));
  char* const place = items.kind == Kind::other ? nullptr : place_of(items, container, &key);
  return place != nullptr && store_object(items.kind, place, value);
}

}  // namespace rt::foreign
