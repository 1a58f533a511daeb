/**
 * A small harness for tests of the runtime library in an embedded interpreter. A test is a static `Test`; an operation that
 * allocates goes through `survives_failures`, which repeats it with each of its allocations failing once.
 */
#pragma once
#include <functional>

#include <initializer_list>
#include <vector>

#include "rt/module.hpp"
#include "rt/references.hpp"
#include "rt/rt.hpp"

namespace rt::test {

/** One test; construct it as a static object of its file. */
struct Test {
  Test(const char* name, void (*run)());
  const char* name;
  void (*run)();
  Test* next;
};

/** Notes a failure of the running test, and prints it, if `ok` is false. */
void expect(bool ok, const char* what, const char* file = __builtin_FILE(), int line = __builtin_LINE());

/** The value of an expression, as the interpreter says; `names` may be null. Ends the process if it raises. */
Owned evaluate(const char* expression, PyObject* names = nullptr);
/** The names that statements bind. Ends the process if they raise. */
Owned execute(const char* statements);
/** Borrowed. */
PyObject* name_of(const Owned& names, const char* name);

/** Whether two objects have the same type and text; null is equal to null. */
bool same(PyObject* left, PyObject* right);
/** Whether an exception of this type is raised, which is then cleared. */
bool raises(PyObject* type);

/** Makes the n-th allocation from now on fail, once; 0 for none. */
void fail_allocation(long n);
/** Whether it did. */
bool has_failed();
/** While it lives, no allocation fails: what a test itself makes. */
struct Unharmed {
  Unharmed();
  ~Unharmed();
  Unharmed(const Unharmed&) = delete;
  Unharmed& operator=(const Unharmed&) = delete;

 private:
  const long kept;
};
/** Blocks that are allocated now. */
long live_blocks();

/**
 * Repeats an operation, which gives a new reference or null with an exception set, with each of its allocations failing
 * once. It must succeed (where the interpreter makes do without the memory) or raise MemoryError, and leave no memory.
 * `evaluate` and the like never fail in it.
 */
void survives_failures(const char* what, const std::function<PyObject*()>& operation,
                       const char* file = __builtin_FILE(), int line = __builtin_LINE());
/** The same for what is meant to last for the life of the process: memory may be left. */
void survives_failures_once(const char* what, const std::function<PyObject*()>& operation,
                            const char* file = __builtin_FILE(), int line = __builtin_LINE());

/** A result for operations that say whether all went well. */
inline PyObject* as_object(bool ok) { return ok ? Py_NewRef(Py_True) : nullptr; }

/** A frame of a function that statements define as `function`, linked while this lives. */
class InFrame {
 public:
  explicit InFrame(const char* statements);
  ~InFrame();
  InFrame(const InFrame&) = delete;
  InFrame& operator=(const InFrame&) = delete;

  Owned names;
  Frame frame;
};

/** A module as `prepare.py` makes it of statements, of which some functions have bodies of the test's own. */
struct Compiled {
  struct Function {
    const char* name;
    /** Counted through the text, the module's own code object being 0. */
    int code_index;
    Body body;
    Direct direct;
  };
  ModuleRecord module = {};
  std::vector<FunctionRecord> records;
  std::vector<FunctionRecord*> record_pointers;
  Owned blob;
  /** Of the module, when it has run. */
  Owned names;
};
/** Lives as long as the process, as modules do. */
Compiled& unloaded_module(const char* statements, std::initializer_list<Compiled::Function> functions);
/** The same when it has run, by its bytecode. */
Compiled& compiled_module(const char* statements, std::initializer_list<Compiled::Function> functions);

}  // namespace rt::test
