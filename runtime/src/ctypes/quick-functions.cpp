/**
 * C functions that return at once, take no lock that is held while Python runs, and call nobody back: whether the interpreter is
 * locked while one runs, nobody can tell. They are known by their addresses in the C library, so a function of that name from
 * anywhere else is not taken for one.
 */
#include <dlfcn.h>

#include <cstdio>

#include "signature.hpp"

namespace rt::foreign {

struct QuickFunction {
  const char* name;
  /** The argument that says how many bytes it goes through; -1 for none. */
  int sized;
};

/** Each also with the endings `f`, for floats. */
static constexpr const char* mathematical[] = {
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "copysign", "cos", "cosh", "erf", "erfc", "exp", "exp2",
    "expm1", "fabs", "fdim", "floor", "fma", "fmax", "fmin", "fmod", "frexp", "hypot", "ilogb", "j0", "j1", "jn", "ldexp", "lgamma",
    "llrint", "llround", "log", "log10", "log1p", "log2", "logb", "lrint", "lround", "modf", "nearbyint", "nextafter", "pow", "remainder",
    "remquo", "rint", "round", "scalbln", "scalbn", "sin", "sincos", "sinh", "sqrt", "tan", "tanh", "tgamma", "trunc", "y0", "y1", "yn"};

static constexpr QuickFunction others[] = {
    {"abs", -1}, {"labs", -1}, {"llabs", -1}, {"atoi", -1}, {"atol", -1}, {"atoll", -1}, {"atof", -1}, {"strtol", -1}, {"strtoul", -1}, {"strtod", -1},
    {"isalnum", -1}, {"isalpha", -1}, {"isdigit", -1}, {"islower", -1}, {"isspace", -1}, {"isupper", -1}, {"isxdigit", -1}, {"tolower", -1}, {"toupper", -1},
    {"strlen", -1}, {"strcmp", -1}, {"strchr", -1}, {"strrchr", -1}, {"strcspn", -1}, {"strspn", -1}, {"strncmp", 2}, {"strnlen", 1},
    {"memcmp", 2}, {"memchr", 2}, {"memcpy", 2}, {"memmove", 2}, {"memset", 2}, {"ffs", -1}, {"getpid", -1}};

static bool is_at(void* library, const char* name, void* address) { return library != nullptr && dlsym(library, name) == address; }

/** A library that the process has loaded already; null for none. */
static void* loaded_library(const char* name) { return dlopen(name, RTLD_LAZY | RTLD_NOLOAD); }

bool is_quick_function(void* address, int* sized) {
  static void* const mathematics = loaded_library("libm.so.6");
  static void* const standard = loaded_library("libc.so.6");
  *sized = -1;
  for (const char* name : mathematical) {
    char single[16];
    std::snprintf(single, sizeof single, "%sf", name);
    if (is_at(mathematics, name, address) || is_at(mathematics, single, address)) return true;
  }
  for (const QuickFunction& each : others) {
    if (!is_at(standard, each.name, address)) continue;
    *sized = each.sized;
    return true;
  }
  return false;
}

}  // namespace rt::foreign
