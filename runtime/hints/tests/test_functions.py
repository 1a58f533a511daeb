"""Decorators and claims, with and without checks."""

import contextlib
import inspect
import io
import os
import subprocess
import sys
import unittest
from typing import List, Optional

import taipan
from taipan import HintError, assume, cpp, extern, f64, i32, inline, is_checking, likely, native, no_deopt, reveal, specialize, u8, unlikely


class Decorators(unittest.TestCase):
    def test_the_function_itself(self):
        def area(width: i32, height: i32 = 2) -> i32:
            """Doc."""
            return width * height

        self.assertIs(inline(area), area)
        self.assertIs(specialize(int, int)(area), area)
        self.assertIs(cpp("return width * height;")(area), area)
        for decorate in (native, no_deopt):
            decorated = decorate(area)
            self.assertEqual(decorated is area, not is_checking())
            self.assertEqual((decorated.__name__, decorated.__doc__, inspect.signature(decorated)), ("area", "Doc.", inspect.signature(area)))
            self.assertEqual((decorated(3), decorated(height=4, width=3)), (6, 12))
            with self.assertRaisesRegex(TypeError, "missing 1 required positional argument: 'width'"):
                decorated()

    def test_wrong_use(self):
        with self.assertRaises(TypeError):
            specialize(1)
        with self.assertRaises(TypeError):
            cpp(None)

    @unittest.skipUnless(is_checking(), "checks are off")
    def test_checked_annotations(self):
        @native
        def mixed(count: i32, ratio: f64, name: Optional[str] = None, *rest: u8, flag: bool = False, many: List[int] = [], **more: u8) -> f64:
            return "wrong" if flag else ratio * count

        self.assertEqual(mixed(2, 1.5), 3.0)
        self.assertEqual(mixed(2, 1, None, 1, 2, more=3, many=["what a list holds is not looked at"]), 2)
        for wrong, words in (
            (lambda: mixed(2**31, 1.0), r"mixed\(\) was given 2147483648 for count, which is no i32"),
            (lambda: mixed("2", 1.0), "for count, which is no i32"),
            (lambda: mixed(2, "1.0"), "for ratio, which is no f64"),
            (lambda: mixed(2, 1.0, 3), "for name"),
            (lambda: mixed(2, 1.0, None, 256), "256 for rest, which is no u8"),
            (lambda: mixed(2, 1.0, more=-1), "-1 for more, which is no u8"),
            (lambda: mixed(2, 1.0, flag=True), r"mixed\(\) gave 'wrong', which is no f64"),
        ):
            with self.assertRaisesRegex(HintError, words):
                wrong()

    @unittest.skipUnless(is_checking(), "checks are off")
    def test_generators_and_names_bound_later(self):
        @native
        def count(n: i32) -> "Later":
            yield from range(n)

        self.assertEqual(list(count(3)), [0, 1, 2])
        with self.assertRaises(HintError):
            count("3")


Later = object


class Claims(unittest.TestCase):
    def test_assume(self):
        self.assertIsNone(assume(1))
        if is_checking():
            with self.assertRaisesRegex(HintError, "is not true"):
                assume([])
        else:
            self.assertIsNone(assume([]))

    def test_likely(self):
        value = []
        self.assertIs(likely(value), value)
        self.assertIs(unlikely(value), value)

    def test_reveal(self):
        out = io.StringIO()
        with contextlib.redirect_stderr(out):
            self.assertEqual(reveal([1]), [1])
        self.assertRegex(out.getvalue(), r"test_functions\.py:\d+: list: \[1\]\n$")

    def test_the_environment_switches(self):
        for setting, expected in (("1", "True"), ("yes", "True"), ("0", "False"), ("", "False")):
            done = subprocess.run([sys.executable, "-c", "import taipan; print(taipan.is_checking())"], env={**os.environ, "TAIPAN_CHECK": setting}, stdout=subprocess.PIPE, universal_newlines=True, check=True)
            self.assertEqual(done.stdout.strip(), expected)

    def test_all_names(self):
        self.assertEqual([name for name in taipan.__all__ if not hasattr(taipan, name)], [])


class Foreign(unittest.TestCase):
    def test_calls_c(self):
        @extern("m")
        def hypot(x: f64, y: f64 = 4.0) -> f64: ...

        @extern(symbol="abs")
        def magnitude(n: i32) -> i32: ...

        @extern()
        def strlen(text: bytes) -> taipan.u64: ...

        self.assertEqual((hypot(3.0, 4.0), hypot(3), hypot(y=5, x=12)), (5.0, 5.0, 13.0))
        self.assertEqual((magnitude(-5), magnitude(n=-6), strlen(b"four")), (5, 6, 4))
        with self.assertRaises(OverflowError):
            magnitude(2**31)
        for wrong in (lambda: hypot(), lambda: hypot(1, 2, 3), lambda: hypot("1"), lambda: magnitude(1.5)):
            with self.assertRaises((TypeError, __import__("ctypes").ArgumentError)):
                wrong()

    def test_what_is_not_there(self):
        def nothing() -> None: ...

        def untyped(x): ...

        def texts(x: str) -> None: ...

        for declare, error in ((lambda: extern("no-such-library")(nothing), OSError), (lambda: extern("m")(nothing), AttributeError), (lambda: extern("m")(untyped), TypeError), (lambda: extern("m", symbol="cos")(texts), TypeError)):
            with self.assertRaises(error):
                declare()


if __name__ == "__main__":
    unittest.main()
