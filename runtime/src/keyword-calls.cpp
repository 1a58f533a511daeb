/** Calls of compiled functions with arguments by name: where each goes is found once a place. */
#include "keyword-calls.hpp"

#include "call-compiled.hpp"
#include "rt/function-loading.hpp"

namespace rt {

/** Parameters of functions that are called here. */
constexpr int most_parameters = 16;

/** Remembers where the arguments go, if the function is such a one and each of its arguments has a parameter of its own. */
static bool remember(PyFunctionObject* function, Py_ssize_t positional, PyObject* names, KeywordCache& cache) {
  FunctionRecord* record = record_of(function);
  const Py_ssize_t named = PyTuple_GET_SIZE(names);
  if (record == nullptr || record->direct == nullptr || !is_enterable(function->func_code, record)) return false;
  const PyCodeObject* code = record->code;
  if ((code->co_flags & (CO_VARARGS | CO_VARKEYWORDS)) != 0 || record->parameters > most_parameters) return false;
  if (positional > code->co_argcount || named > KeywordCache::most_named) return false;
  bool taken[most_parameters] = {};
  for (Py_ssize_t i = 0; i < named; i++) {
    int place = code->co_posonlyargcount;
    // Names in code are interned; what is not is somebody else's to find.
    while (place < record->parameters && compat::variable_name(code, place) != PyTuple_GET_ITEM(names, i)) place++;
    if (place == record->parameters || place < positional || taken[place]) return false;
    taken[place] = true;
    cache.places[i] = static_cast<std::int8_t>(place);
  }
  cache.code = function->func_code;
  cache.record = record;
  cache.positional = positional;
  return true;
}

/** The default of a parameter, borrowed; null for none, or where finding it is not for here. */
static PyObject* default_of(PyFunctionObject* function, const PyCodeObject* code, int place) {
  if (place >= code->co_argcount) {
    PyObject* value = nullptr;
    const bool is_found = function->func_kwdefaults != nullptr && compat::find_text(function->func_kwdefaults, compat::variable_name(code, place), &value);
    return is_found ? value : nullptr;
  }
  PyObject* defaults = function->func_defaults;
  const Py_ssize_t index = defaults == nullptr ? -1 : place - (code->co_argcount - PyTuple_GET_SIZE(defaults));
  return index < 0 ? nullptr : PyTuple_GET_ITEM(defaults, index);
}

PyObject* call_named(PyThreadState* thread, PyObject* callee, PyObject* const* arguments, Py_ssize_t count, PyObject* names, Taken taken,
                     KeywordCache& cache) {
  auto* function = reinterpret_cast<PyFunctionObject*>(callee);
  const bool is_remembered = (function->func_code == cache.code && count == cache.positional) || (is_compiled(callee) && remember(function, count, names, cache));
  if (__builtin_expect(!is_remembered, 0) || compat::is_watched(thread, cache.record->code)) return call_function(callee, arguments, count, names, taken);
  FunctionRecord* record = cache.record;
  PyObject* bound[most_parameters];
  unsigned given = (1u << count) - 1;
  Taken bound_taken = taken & given;
  for (Py_ssize_t i = 0; i < count; i++) bound[i] = arguments[i];
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
    const int place = cache.places[i];
    bound[place] = arguments[count + i];
    given |= 1u << place;
    if (is_taken(taken, static_cast<int>(count + i))) bound_taken |= Taken(1) << place;
  }
  for (unsigned missing = ((1u << record->parameters) - 1) & ~given; missing != 0; missing &= missing - 1) {
    const int place = __builtin_ctz(missing);
    bound[place] = default_of(function, record->code, place);
    // Who raises words it too.
    if (bound[place] == nullptr) return call_function(callee, arguments, count, names, taken);
  }
  return record->direct(thread, function, record, bound, bound_taken);
}

}  // namespace rt
