/** Interned strings, made at first use and kept: keyed by the literal's address. */
#include "rt/interned.hpp"

#include <unordered_map>

namespace rt {

PyObject* interned(const char* text) {
  static auto* known = new std::unordered_map<const char*, PyObject*>();
  PyObject*& found = (*known)[text];
  if (found == nullptr) found = PyUnicode_InternFromString(text);
  return found;
}

}  // namespace rt
