/**
 * Writes to the variables of functions that run natively, through `f_locals` (3.13, PEP 667). A body lends operations what
 * a variable holds, without a reference of its own: what somebody else takes out of the frame lives until the function ends.
 */
#include <algorithm>
#include <utility>
#include <vector>

#include "frame-writes.hpp"

namespace rt {

static objobjargproc set_item_before = nullptr;
static binaryfunc merge_before = nullptr;
static PyCFunction update_before = nullptr;

static bool is_native(compat::InterpreterFrame* frame, const std::vector<compat::InterpreterFrame*>& lent_frames) {
  if (!compat::is_of_call(frame)) return false;
  return compat::is_native(frame) || std::find(lent_frames.begin(), lent_frames.end(), frame) != lent_frames.end();
}

/** Does a write, and keeps what it took out of the frame. */
template <typename Write>
static auto keeping(PyObject* proxy, Write write) {
  compat::InterpreterFrame* frame = compat::frame_of_proxy(proxy);
  Shared* here = shared_now();
  if (here == nullptr || !is_native(frame, here->lent_frames)) return write();
  const int count = compat::variable_count(compat::frame_code(frame));
  PyObject** variables = compat::frame_variables(frame);
  std::vector<PyObject*> before(variables, variables + count);
  for (PyObject* object : before) Py_XINCREF(object);
  const auto result = write();
  compat::own_variables(frame, count);
  for (int i = 0; i < count; i++) {
    if (variables[i] != before[static_cast<size_t>(i)] && before[static_cast<size_t>(i)] != nullptr) here->kept.push_back({frame, before[static_cast<size_t>(i)]});
    else Py_XDECREF(before[static_cast<size_t>(i)]);
  }
  return result;
}

static int set_item(PyObject* proxy, PyObject* key, PyObject* value) {
  return keeping(proxy, [&] { return set_item_before(proxy, key, value); });
}
static PyObject* merge(PyObject* proxy, PyObject* other) {
  return keeping(proxy, [&] { return merge_before(proxy, other); });
}
static PyObject* update(PyObject* proxy, PyObject* other) {
  return keeping(proxy, [&] { return update_before(proxy, other); });
}

void begin_lent(compat::InterpreterFrame* frame) {
  if (compat::locals_proxy_type() != nullptr) shared->lent_frames.push_back(frame);
}
void end_lent(compat::InterpreterFrame* frame) {
  if (compat::locals_proxy_type() == nullptr) return;
  std::vector<compat::InterpreterFrame*>& lent_frames = shared->lent_frames;
  // The last one, unless threads take turns.
  const auto found = std::find(lent_frames.rbegin(), lent_frames.rend(), frame);
  if (found != lent_frames.rend()) lent_frames.erase(std::next(found).base());
  end_kept(frame);
}

void end_kept_slow(compat::InterpreterFrame* frame) {
  std::vector<Kept>& kept = shared->kept;
  const auto ended = std::stable_partition(kept.begin(), kept.end(), [&](const Kept& each) { return each.frame != frame; });
  const std::vector<Kept> released(ended, kept.end());
  kept.erase(ended, kept.end());
  for (const Kept& each : released) Py_DECREF(each.object);
}

void prepare_frame_writes() {
  PyTypeObject* type = compat::locals_proxy_type();
  if (type == nullptr) return;
  set_item_before = std::exchange(type->tp_as_mapping->mp_ass_subscript, set_item);
  merge_before = std::exchange(type->tp_as_number->nb_inplace_or, merge);
  for (PyMethodDef* method = type->tp_methods; method != nullptr && method->ml_name != nullptr; method++)
    if (std::strcmp(method->ml_name, "update") == 0) update_before = std::exchange(method->ml_meth, update);
}

}  // namespace rt
