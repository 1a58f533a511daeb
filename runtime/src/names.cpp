/** The texts of the runtime's own names. */
#include "names.hpp"

namespace rt {

PyObject* known_names[static_cast<int>(Name::count)];

/** In the order of `Name`. */
static constexpr const char* texts[] = {"", "__aenter__", "__aexit__", "__all__", "__annotations__", "__build_class__", "__class__", "__dict__", "__enter__",
                                        "__exit__", "__getattribute__", "__getattr__", "__import__", "__init__", "__module__", "name", "__name__", "__qualname__"};
static_assert(sizeof texts / sizeof *texts == static_cast<int>(Name::count), "a text for each name");

bool prepare_names() {
  for (int i = 0; i < static_cast<int>(Name::count); i++) {
    if (known_names[i] == nullptr) known_names[i] = PyUnicode_InternFromString(texts[i]);
    if (known_names[i] == nullptr) return false;
  }
  return true;
}

}  // namespace rt
