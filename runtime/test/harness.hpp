/**
 * A small harness for tests of the runtime library in an embedded interpreter. A test is a static `Test`; an operation that
 * allocates goes through `survives_failures`, which repeats it with each of its allocations failing once.
 */
#pragma once
#include <functional>

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
/** Blocks that are allocated now. */
long live_blocks();

/**
 * Repeats an operation, which gives a new reference or null with an exception set, with each of its allocations failing
 * once. It must succeed (where the interpreter makes do without the memory) or raise MemoryError, and leave no memory.
 * `evaluate` and the like never fail in it.
 */
void survives_failures(const char* what, const std::function<PyObject*()>& operation,
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

 private:
  FrameStorage<32> storage;
};

}  // namespace rt::test
