/** What emission would write for the functions of program.py; the rest of the module keeps its bytecode. */
#include <initializer_list>

#include "rt/rt.hpp"
#include "sites.hpp"

using namespace rt;

static PyObject* add(Frame& frame, PyObject** locals, PyObject*) {
  frame.at(add_6_11_16);
  PyObject* result = binary_add(locals[0], locals[1]);
  if (result == nullptr) {
    publish(frame, 0, locals[0]);
    publish(frame, 1, locals[1]);
  }
  Py_DECREF(locals[0]);
  Py_DECREF(locals[1]);
  return result;
}
static FunctionRecord add_record = {"add", add_index, add, 2, add_prefix, nullptr, nullptr, {}, nullptr};

static PyObject* text(const char* content) { return PyUnicode_InternFromString(content); }

static PyObject* advance(Frame& frame, PyObject** locals, PyObject* closure) {
  PyObject* step = PyTuple_GET_ITEM(closure, 0);
  PyObject* total = PyTuple_GET_ITEM(closure, 1);
  PyObject* result = nullptr;
  PyObject* old = free_cell_get(total, text("total"));
  PyObject* by = free_cell_get(step, text("step"));
  frame.at(counter_locals_advance_13_24_36);
  PyObject* product = binary_mult(by, locals[0]);
  if (product != nullptr) {
    frame.at(counter_locals_advance_13_16_36);
    PyObject* sum = binary_add(old, product);
    Py_DECREF(product);
    if (sum != nullptr) {
      cell_set(total, sum);
      PyObject* items[] = {sum, locals[1], locals[2]};
      result = build_tuple(items, 3);
      Py_DECREF(sum);
    }
  }
  Py_DECREF(old);
  Py_DECREF(by);
  for (int i = 0; i < 3; i++) Py_DECREF(locals[i]);
  return result;
}
static FunctionRecord advance_record = {"advance", counter_locals_advance_index, advance, 3,
                                        counter_locals_advance_prefix, nullptr, nullptr, {}, nullptr};

static PyObject* counter(Frame& frame, PyObject** locals, PyObject*) {
  PyObject* cells[] = {PyCell_New(locals[1]), PyCell_New(locals[0])};
  PyObject* closure = build_tuple(cells, 2);
  PyObject* defaults = Py_BuildValue("(i)", 1);
  PyObject* result = make_function(frame, &advance_record, defaults, nullptr, nullptr, closure);
  Py_DECREF(defaults);
  Py_DECREF(closure);
  for (int i = 0; i < 2; i++) {
    Py_DECREF(cells[i]);
    Py_DECREF(locals[i]);
  }
  return result;
}
static FunctionRecord counter_record = {"counter", counter_index, counter, 2, counter_prefix, nullptr, nullptr, {}, nullptr};

static PyObject* guarded(Frame& frame, PyObject** locals, PyObject*) {
  PyObject* saved = nullptr;
  PyObject *one = PyLong_FromLong(1), *callee = nullptr, *result = nullptr, *error = nullptr, *matches = nullptr;
  frame.at(guarded_20_15_18);
  callee = global_get(frame, text("add"));
  if (callee == nullptr) goto handler;
  {
    PyObject* operands[] = {callee, locals[0], one};
    frame.at(guarded_20_15_24);
    result = call(operands, 3);
  }
  if (result == nullptr) goto handler;
  goto leave;
handler:
  add_traceback(frame);
  error = exception_enter(frame, &saved);
  frame.at(guarded_21_11_20);
  matches = exception_matches(error, PyExc_TypeError);
  if (matches == Py_True) {
    PyObject* message = text("bad");
    PyObject* operands[] = {PyExc_ValueError, message};
    frame.at(guarded_22_14_31);
    PyObject* made = call(operands, 2);
    Py_DECREF(message);
    frame.at(guarded_22_8_42);
    raise(frame, made, error);
    Py_DECREF(made);
  } else {
    reraise(frame, error, false);
  }
  Py_DECREF(matches);
  exception_leave(frame, &saved);
  Py_DECREF(error);
leave:
  Py_XDECREF(callee);
  Py_DECREF(one);
  Py_DECREF(locals[0]);
  return result;
}
static FunctionRecord guarded_record = {"guarded", guarded_index, guarded, 1, guarded_prefix, nullptr, nullptr, {}, nullptr};

static PyObject* fields(Frame& frame, PyObject** locals, PyObject*) {
  frame.at(fields_26_4_16);
  PyObject* unpacked = unpack_star(locals[0], 1, 0);
  Py_DECREF(locals[0]);
  return unpacked;
}
static FunctionRecord fields_record = {"fields", fields_index, fields, 1, fields_prefix, nullptr, nullptr, {}, nullptr};

static PyObject* describe(Frame& frame, PyObject** locals, PyObject* closure) {
  publish(frame, 0, locals[0]);
  publish(frame, 1, PyTuple_GET_ITEM(closure, 0));
  PyObject* super_type[] = {reinterpret_cast<PyObject*>(&PySuper_Type)};
  frame.at(Shape_describe_34_15_22);
  PyObject* parent = call(super_type, 1);
  if (parent == nullptr) {
    Py_DECREF(locals[0]);
    return nullptr;
  }
  PyObject* operands[] = {parent};
  PyObject* shown = call_method(operands, 1, text("__repr__"));
  Py_DECREF(parent);
  PyObject* first = PySequence_GetSlice(shown, 0, 1);
  Py_DECREF(shown);
  PyObject* sides = attribute_get(locals[0], text("sides"));
  Py_DECREF(locals[0]);
  PyObject* number = PyObject_Str(sides);
  Py_DECREF(sides);
  PyObject* result = binary_add(first, number);
  Py_DECREF(first);
  Py_DECREF(number);
  return result;
}
static FunctionRecord describe_record = {"describe", Shape_describe_index, describe, 1, Shape_describe_prefix, nullptr, nullptr, {}, nullptr};

/** Where the module's body keeps its bytecode: makes its functions again, with the native entry. */
static bool make_functions_native(Frame& frame) {
  PyObject* keyword_defaults = Py_BuildValue("{s:i}", "step", 1);
  bool ok = true;
  for (FunctionRecord* record : {&add_record, &counter_record, &guarded_record, &fields_record}) {
    PyObject* defaults = record == &counter_record ? keyword_defaults : nullptr;
    PyObject* function = make_function(frame, record, nullptr, defaults, nullptr, nullptr);
    ok = ok && function != nullptr && global_set(frame, function, text(record->name));
    Py_XDECREF(function);
  }
  Py_DECREF(keyword_defaults);
  return ok;
}

static PyObject* shape(Frame& frame, PyObject**, PyObject*) {
  if (NATIVE_ENTRIES && !make_functions_native(frame)) return nullptr;
  PyObject* four = PyLong_FromLong(4);
  PyObject* qualname = text("Shape");
  PyObject* module = global_get(frame, text("__name__"));
  if (!name_set(frame, module, text("__module__")) || !name_set(frame, qualname, text("__qualname__")) ||
      !name_set(frame, four, text("sides")))
    return nullptr;
  Py_DECREF(module);
  Py_DECREF(qualname);
  Py_DECREF(four);
  PyObject* cell = PyCell_New(nullptr);
  PyObject* closure = build_tuple(&cell, 1);
  PyObject* method = make_function(frame, &describe_record, nullptr, nullptr, nullptr, closure);
  Py_DECREF(closure);
  const bool ok = method != nullptr && name_set(frame, method, text("describe")) && name_set(frame, cell, text("__classcell__"));
  Py_XDECREF(method);
  if (ok) return cell;
  Py_DECREF(cell);
  return nullptr;
}
static FunctionRecord shape_record = {"Shape", Shape_index, shape, 0, Shape_prefix, nullptr, nullptr, {}, nullptr};

static FunctionRecord* const functions[] = {&add_record,    &advance_record,  &counter_record, &guarded_record,
                                            &fields_record, &describe_record, &shape_record};

static ModuleRecord modules[] = {{"__main__", PROGRAM_FILE, false, blob_bytes, sizeof blob_bytes,
                                  reinterpret_cast<const char*>(source_bytes), sizeof source_bytes, functions,
                                  sizeof functions / sizeof *functions, nullptr, nullptr}};

int main(int argc, char** argv) { return run_main(argc, argv, modules, 1, ""); }
