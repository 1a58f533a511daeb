/** `rt/boxes.hpp`, `rt/references.hpp`: numbers as objects, and references that give themselves back. */
#include "harness.hpp"

namespace rt::test {

static const Test ints("ints of every size become objects and numbers again", [] {
  for (int shift = 0; shift < 64; shift++)
    for (std::int64_t near = -2; near <= 2; near++)
      for (int sign : {1, -1}) {
        const auto value = static_cast<std::int64_t>((std::uint64_t(1) << shift) * static_cast<std::uint64_t>(sign) + static_cast<std::uint64_t>(near));
        const Owned boxed(box_int(value)), expected(PyLong_FromLongLong(value));
        expect(same(boxed.get(), expected.get()), "box_int");
        std::int64_t read = 0;
        if (compat::read_small(boxed.get(), &read)) expect(read == value, "read_small");
        expect(is_small_int(value) == compat::read_small(boxed.get(), &read), "is_small_int");
      }
  survives_failures("box_int", [] { return box_int(1 << 20); });
  survives_failures("box_int of three digits", [] { return box_int(INT64_MAX); });
  survives_failures("box_float", [] { return box_float(1.25); });
});

static const Test references("a reference is given back once", [] {
  const Owned object = evaluate("object()");
  const Py_ssize_t before = Py_REFCNT(object.get());
  {
    Owned one = share(object.get()), other(std::move(one));
    expect(!one && other && Py_REFCNT(object.get()) == before + 1, "moved");
    one = std::move(other);
    Owned& same_one = one;
    one = std::move(same_one);
    expect(one && Py_REFCNT(object.get()) == before + 1, "moved to itself");
    PyObject* given = one.give();
    expect(!one && Py_REFCNT(given) == before + 1, "given");
    one = Owned(given);
    one = share(nullptr);
    expect(Py_REFCNT(object.get()) == before, "replaced");
  }
  expect(Py_REFCNT(object.get()) == before, "ended");
});

}  // namespace rt::test
