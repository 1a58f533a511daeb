/** The embedded interpreter, its allocators that fail on demand, and the loop over all tests. */
#include "harness.hpp"

#include <cstdio>
#include <cstdlib>

#include "rt/function-loading.hpp"
#include "rt/module-loading.hpp"

namespace rt::test {

static Test* tests = nullptr;
static int failures = 0;

Test::Test(const char* name, void (*run)()) : name(name), run(run), next(tests) { tests = this; }

void expect(bool ok, const char* what, const char* file, int line) {
  if (ok) return;
  failures++;
  std::fprintf(stderr, "%s:%d: %s\n", file, line, what);
  if (PyErr_Occurred()) PyErr_Print();
}

[[noreturn]] static void give_up(const char* what) {
  std::fprintf(stderr, "cannot go on: %s\n", what);
  PyErr_Print();
  std::exit(1);
}

bool same(PyObject* left, PyObject* right) {
  if (left == nullptr || right == nullptr) return left == right;
  const Owned one(PyObject_Repr(left)), other(PyObject_Repr(right));
  return Py_TYPE(left) == Py_TYPE(right) && one && other && PyUnicode_Compare(one.get(), other.get()) == 0;
}

bool raises(PyObject* type) {
  const bool as_expected = PyErr_Occurred() != nullptr && PyErr_ExceptionMatches(type);
  PyErr_Clear();
  return as_expected;
}

// Allocators.

static PyMemAllocatorEx beneath[2];
static long until_failure = 0, blocks = 0;
static bool failed = false;

static bool fails_now() {
  if (until_failure == 0 || --until_failure != 0) return false;
  failed = true;
  return true;
}

static void* counted(void* memory) {
  if (memory != nullptr) blocks++;
  return memory;
}
static void* allocate(void* context, size_t size) {
  auto* to = static_cast<PyMemAllocatorEx*>(context);
  return fails_now() ? nullptr : counted(to->malloc(to->ctx, size));
}
static void* allocate_zeros(void* context, size_t count, size_t size) {
  auto* to = static_cast<PyMemAllocatorEx*>(context);
  return fails_now() ? nullptr : counted(to->calloc(to->ctx, count, size));
}
static void* change(void* context, void* memory, size_t size) {
  auto* to = static_cast<PyMemAllocatorEx*>(context);
  if (fails_now()) return nullptr;
  void* changed = to->realloc(to->ctx, memory, size);
  return memory == nullptr ? counted(changed) : changed;
}
static void give_back(void* context, void* memory) {
  auto* to = static_cast<PyMemAllocatorEx*>(context);
  if (memory != nullptr) blocks--;
  to->free(to->ctx, memory);
}

static void install_allocators() {
  const PyMemAllocatorDomain domains[] = {PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ};
  for (int i = 0; i < 2; i++) {
    PyMem_GetAllocator(domains[i], &beneath[i]);
    PyMemAllocatorEx hook = {&beneath[i], allocate, allocate_zeros, change, give_back};
    PyMem_SetAllocator(domains[i], &hook);
  }
}

void fail_allocation(long n) {
  until_failure = n;
  failed = false;
}
bool has_failed() { return failed; }
long live_blocks() { return blocks; }

Unharmed::Unharmed() : kept(until_failure) { until_failure = 0; }
Unharmed::~Unharmed() { until_failure = kept; }

static Owned run_text(const char* text, int start, PyObject* names) {
  Owned result(PyRun_String(text, start, names, names));
  if (!result) give_up(text);
  return result;
}

Owned execute(const char* statements) {
  const Unharmed unharmed;
  Owned names(PyDict_New());
  if (!names || PyDict_SetItemString(names.get(), "__builtins__", PyEval_GetBuiltins()) < 0) give_up(statements);
  run_text(statements, Py_file_input, names.get());
  return names;
}

Owned evaluate(const char* expression, PyObject* names) {
  const Unharmed unharmed;
  const Owned own = execute("");
  return run_text(expression, Py_eval_input, names == nullptr ? own.get() : names);
}

PyObject* name_of(const Owned& names, const char* name) {
  const Unharmed unharmed;
  return PyDict_GetItemString(names.get(), name);
}

/** One run with the n-th allocation failing; how many blocks it left. */
static long run_failing(const std::function<PyObject*()>& operation, long n, const char*& wrong) {
  const long before = live_blocks();
  fail_allocation(n);
  Owned result(operation());
  until_failure = 0;
  PyObject* raised = PyErr_Occurred();
  if (!result && raised == nullptr) wrong = "it failed without an exception";
  else if (result && raised != nullptr) wrong = "it succeeded with an exception set";
  else if (!result && !has_failed()) wrong = "it raised although no allocation failed";
  else if (!result && !PyErr_ExceptionMatches(PyExc_MemoryError)) wrong = "it raised something else than MemoryError";
  if (wrong != nullptr && raised != nullptr) PyErr_Print();
  PyErr_Clear();
  result = Owned();
  if (live_blocks() > before) PyGC_Collect();
  return live_blocks() - before;
}

static void fail_each(const char* what, const std::function<PyObject*()>& operation, bool may_leave, const char* file, int line) {
  const char* wrong = nullptr;
  for (long n = 1; wrong == nullptr; n++) {
    long left = run_failing(operation, n, wrong);
    const bool is_last = !has_failed();
    // The interpreter keeps up to a hundred blocks of a kind for later.
    for (int again = 0; again < 120 && left > 0 && wrong == nullptr && !may_leave; again++) left = run_failing(operation, n, wrong);
    if (left > 0 && wrong == nullptr && !may_leave) wrong = "it leaves memory behind";
    if (wrong != nullptr) std::fprintf(stderr, "%s, allocation %ld: %s\n", what, n, wrong);
    if (is_last) break;
  }
  expect(wrong == nullptr, what, file, line);
}

void survives_failures(const char* what, const std::function<PyObject*()>& operation, const char* file, int line) {
  // What the interpreter makes at first use and keeps.
  const char* wrong = nullptr;
  for (int i = 0; i < 3; i++) (void)run_failing(operation, 0, wrong);
  fail_each(what, operation, false, file, line);
}

void survives_failures_once(const char* what, const std::function<PyObject*()>& operation, const char* file, int line) {
  fail_each(what, operation, true, file, line);
}

// Frames.

InFrame::InFrame(const char* statements) : names(execute(statements)) {
  auto* function = reinterpret_cast<PyFunctionObject*>(name_of(names, "function"));
  if (function == nullptr || !PyFunction_Check(function)) give_up("no function");
  auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  if (!push(frame, compat::current_thread(), function, code, 0, compat::variable_count(code))) give_up("no frame");
}
InFrame::~InFrame() { pop(frame, compat::variable_count(compat::frame_code(frame.frame))); }

// Modules.

Compiled& unloaded_module(const char* statements, std::initializer_list<Compiled::Function> functions) {
  const Unharmed unharmed;
  auto* made = new Compiled();
  auto& [module, records, record_pointers, blob, names] = *made;
  const Owned prepare = execute(
      "import marshal, prepare\n"
      "def make(text, compiled):\n"
      "  code = compile(text, 'compiled.py', 'exec', dont_inherit=True)\n"
      "  module = prepare.Module(compiled, text)\n"
      "  module.visit(code)\n"
      "  return marshal.dumps((code, tuple(module.stubs), tuple(module.bytecodes), module.sets))\n");
  const Owned compile(evaluate("[]")), text(PyUnicode_FromString(statements));
  for (const Compiled::Function& each : functions) {
    records.push_back({each.name, each.code_index, each.body, 0, each.direct, nullptr, nullptr, nullptr, nullptr});
    const Owned index(PyLong_FromLong(each.code_index));
    if (each.body != nullptr && PyList_Append(compile.get(), index.get()) < 0) give_up(statements);
  }
  for (FunctionRecord& each : records) record_pointers.push_back(&each);
  blob = Owned(PyObject_CallFunctionObjArgs(name_of(prepare, "make"), text.get(), compile.get(), nullptr));
  if (!blob) give_up(statements);
  names = execute("__name__ = 'compiled'");
  module.name = "compiled";
  module.file = "compiled.py";
  module.marshal = reinterpret_cast<const unsigned char*>(PyBytes_AS_STRING(blob.get()));
  module.marshal_size = PyBytes_GET_SIZE(blob.get());
  module.source = statements;
  module.source_size = static_cast<Py_ssize_t>(std::strlen(statements));
  module.functions = record_pointers.data();
  module.function_count = static_cast<Py_ssize_t>(record_pointers.size());
  return *made;
}

Compiled& compiled_module(const char* statements, std::initializer_list<Compiled::Function> functions) {
  const Unharmed unharmed;
  Compiled& made = unloaded_module(statements, functions);
  if (!load_module_code(&made.module)) give_up(statements);
  for (FunctionRecord& each : made.records) {
    const int flags = each.code->co_flags;
    each.parameters = each.code->co_argcount + each.code->co_kwonlyargcount + ((flags & CO_VARARGS) != 0) + ((flags & CO_VARKEYWORDS) != 0);
  }
  if (!execute_module(&made.module, made.names.get())) give_up(statements);
  return made;
}

}  // namespace rt::test

int main(int argc, char** argv) {
  using namespace rt::test;
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  if (argc > 1) PyConfig_SetBytesString(&config, &config.program_name, argv[1]);
  const PyStatus status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  if (PyStatus_Exception(status)) Py_ExitStatusException(status);
  // Where prepare.py lies.
  const rt::Owned folder(argc > 2 ? PyUnicode_DecodeFSDefault(argv[2]) : nullptr);
  if (!folder || PyList_Append(PySys_GetObject("path"), folder.get()) < 0) give_up("the arguments are an interpreter and the folder of prepare.py");
  install_allocators();
  if (!rt::prepare_calls()) give_up("the runtime is not ready");
  int count = 0;
  for (Test* test = tests; test != nullptr; test = test->next) {
    const int before = failures;
    test->run();
    count++;
    if (failures != before) std::fprintf(stderr, "FAILED %s\n", test->name);
  }
  std::printf("%d tests, %d failures\n", count, failures);
  std::fflush(stdout);
  // The hooks stay: what lives was allocated through them.
  return failures == 0 ? 0 : 1;
}
