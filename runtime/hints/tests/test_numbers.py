"""Sized numbers against ctypes, which converts as C does."""

import ctypes
import math
import pickle
import random
import struct
import unittest

import taipan
from taipan import bounds, clamp, exact, f32, f64, i64

INTEGERS = {
    name: getattr(ctypes, f"c_{'u' if name[0] == 'u' else ''}int{name[1:]}")
    for name in ("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64")
}
EDGES = [sign * (2**power + step) for power in range(0, 70) for step in (-1, 0, 1) for sign in (1, -1)]


class Integers(unittest.TestCase):
    def test_conversion_is_that_of_c(self):
        draw = random.Random(1)
        for name, c_type in INTEGERS.items():
            kind = getattr(taipan, name)
            for value in [*EDGES, *(draw.randrange(-(2**80), 2**80) for _ in range(500))]:
                converted = kind(value)
                self.assertEqual(converted, c_type(value).value, (name, value))
                self.assertIs(type(converted), int)
                self.assertEqual(isinstance(value, kind), converted == value, (name, value))

    def test_exact_and_clamp(self):
        for name in INTEGERS:
            kind = getattr(taipan, name)
            low, high = bounds(kind)
            for value in EDGES:
                self.assertEqual(clamp(kind, value), min(max(value, low), high))
                if low <= value <= high:
                    self.assertEqual(exact(kind, value), value)
                else:
                    with self.assertRaisesRegex(OverflowError, name):
                        exact(kind, value)

    def test_takes_what_int_takes(self):
        self.assertEqual(i64("12"), 12)
        self.assertEqual(i64("ff", 16), 255)
        self.assertEqual(i64(3.9), 3)
        self.assertEqual(i64(), 0)
        with self.assertRaises(ValueError):
            i64("x")

    def test_is_a_class(self):
        self.assertTrue(issubclass(i64, int))
        self.assertTrue(issubclass(f32, float))
        self.assertIs(pickle.loads(pickle.dumps(i64)), i64)
        self.assertEqual(i64.__name__, "i64")
        with self.assertRaises(TypeError):
            bounds(int)


class Floats(unittest.TestCase):
    def test_rounds_as_c(self):
        draw = random.Random(2)
        values = [struct.unpack("d", struct.pack("Q", draw.getrandbits(64)))[0] for _ in range(2000)]
        greatest = bounds(f32)[1]
        for value in [*values, 0.1, -0.0, 1e-46, greatest, greatest * (1 + 2**-26), greatest * (1 + 2**-24), 1e300, math.inf]:
            expected, got = ctypes.c_float(value).value, f32(value)
            if math.isnan(value):
                self.assertTrue(math.isnan(got))
            else:
                self.assertEqual(struct.pack("d", got), struct.pack("d", expected), value)
                self.assertTrue(isinstance(got, f32))
        self.assertFalse(isinstance(0.1, f32))
        self.assertFalse(isinstance(1, f64))
        self.assertTrue(isinstance(math.nan, f32))

    def test_exact_and_clamp(self):
        self.assertEqual(exact(f32, 0.1), f32(0.1))
        self.assertEqual(exact(f32, math.inf), math.inf)
        with self.assertRaises(OverflowError):
            exact(f32, 1e300)
        self.assertEqual(clamp(f32, 1e300), bounds(f32)[1])
        self.assertTrue(math.isnan(clamp(f64, math.nan)))
        self.assertIs(type(f64(3)), float)


if __name__ == "__main__":
    unittest.main()
