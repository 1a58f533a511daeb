/** Guards of typed bodies that call C functions by their addresses. */
#include "rt/guards.hpp"
#include "rt/references.hpp"
#include "signature.hpp"

namespace rt {

using foreign::Kind, foreign::Signature;

static bool has_letters(const Signature& signature, const char* letters) {
  const Kind result = *letters == 'v' ? Kind::nothing : foreign::kind_of(*letters);
  if (signature.result != result || std::strlen(letters + 1) != static_cast<std::size_t>(signature.count)) return false;
  for (int i = 0; i < signature.count; i++)
    if (signature.parameters[i].kind != foreign::kind_of(letters[1 + i])) return false;
  return true;
}

/** Nothing that ctypes would do around the call: no locks, no `errno` of its own, no checks of the result. */
static bool is_plain(const foreign::ForeignFunction* function, const foreign::ForeignTypeInfo* info) {
  const bool calls_nobody = function->checker == nullptr && info->checker == nullptr && function->error_check == nullptr && function->parameter_flags == nullptr;
  return calls_nobody && (info->flags & compat::all_call_flags) == compat::uses_c_calls;
}

bool foreign_holds(ForeignName& known, PyObject* found) {
  if (found == nullptr || !foreign::is_function_type(Py_TYPE(found))) return false;
  auto* function = reinterpret_cast<foreign::ForeignFunction*>(found);
  const foreign::ForeignTypeInfo* info = compat::foreign_type_info(Py_TYPE(found));
  constexpr int levels_of_call = 4;
  if (info == nullptr || !is_plain(function, info) || compat::calls_in_c_remaining(PyThreadState_Get()) < levels_of_call) return false;
  PyObject* const converters = foreign::converters_of(function, info);
  PyObject* const result_type = foreign::result_type_of(function, info);
  if (found == known.function && converters == known.converters && foreign::has_result(known.result_type, known.getter, result_type) && foreign::address_of(function) == known.address) return true;
  const Signature* signature = foreign::find_signature(function, info);
  if (signature == nullptr || !signature->is_known || !signature->is_quick || signature->sized >= 0 || !has_letters(*signature, known.letters)) return false;
  const Owned before(known.converters);
  known = {known.letters, found, Py_XNewRef(converters), result_type, signature->getter, signature->address};
  return true;
}

}  // namespace rt
