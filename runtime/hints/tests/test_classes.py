"""``sealed``, ``frozen`` and ``struct``."""

import copy
import ctypes
import pickle
import unittest
from typing import ClassVar

from taipan import HintError, f32, f64, frozen, i8, i32, is_checking, sealed, struct


@struct
class Point:
    axes: ClassVar[int] = 2
    x: f64
    y: f64 = 1.5

    def sum(self):
        return self.x + self.y


@struct
class Tagged:
    tag: i8
    weight: f32
    at: Point


class Sealed(unittest.TestCase):
    def test_nobody_derives(self):
        class Base:
            pass

        @sealed
        class Leaf(Base):
            pass

        with self.assertRaisesRegex(TypeError, "Leaf is sealed: .*Below cannot derive"):

            class Below(Leaf):
                pass

        class Beside(Base):
            pass

        self.assertIsInstance(Leaf(), Base)
        self.assertTrue(issubclass(Beside, Base))


class Frozen(unittest.TestCase):
    def test_set_by_init_only(self):
        @frozen
        class Base:
            def __init__(self, a):
                self.a = a

        class Derived(Base):
            def __init__(self, a, b):
                super().__init__(a)
                self.a += 1
                self.b = b

        base = Base(1)
        self.assertEqual(base.a, 1)
        if is_checking():
            with self.assertRaisesRegex(HintError, "frozen: 'a' cannot be set"):
                base.a = 2
            with self.assertRaisesRegex(HintError, "frozen: 'a' cannot be deleted"):
                del base.a
            with self.assertRaises(HintError):
                Derived(1, 2)  # sets attributes after what is frozen has been made
        else:
            derived = Derived(1, 2)
            self.assertEqual((derived.a, derived.b), (2, 2))
        self.assertEqual(copy.copy(base).a, 1)


class Structures(unittest.TestCase):
    def test_fields(self):
        point = Point(1)
        self.assertEqual((point.x, point.y, point.sum(), Point.axes), (1.0, 1.5, 2.5, 2))
        self.assertIs(type(point.x), float)
        self.assertEqual(repr(Point(1, y=2)), "Point(x=1.0, y=2.0)")
        self.assertEqual(Point(1), Point(1.0))
        self.assertNotEqual(Point(1), Point(2))
        self.assertNotEqual(Point(1), (1.0, 1.5))
        with self.assertRaises(TypeError):
            hash(point)
        self.assertEqual(ctypes.sizeof(Point), 16)

    def test_what_does_not_fit(self):
        tagged = Tagged(1, 0.1, Point(1))
        self.assertEqual(tagged.weight, f32(0.1))
        with self.assertRaises(OverflowError):
            tagged.tag = 128
        for wrong in (1.0, "1"):
            with self.assertRaises(TypeError):
                tagged.tag = wrong
        with self.assertRaises(TypeError):
            tagged.weight = "1"
        with self.assertRaisesRegex(AttributeError, "no field 'other'"):
            tagged.other = 1
        self.assertEqual(tagged.tag, 1)

    def test_inner_structures_are_part_of_the_outer(self):
        point = Point(1)
        tagged = Tagged(1, 2, point)
        point.x = 9
        self.assertEqual(tagged.at.x, 1)
        tagged.at.x = 5
        self.assertEqual(tagged.at.x, 5)

    def test_arguments(self):
        for wrong, words in ((lambda: Point(), "misses field 'x'"), (lambda: Point(1, 2, 3), "takes 2 fields, but 3"), (lambda: Point(1, x=2), "'x' twice"), (lambda: Point(1, z=2), "unexpected field 'z'")):
            with self.assertRaisesRegex(TypeError, words):
                wrong()

    def test_copies_and_pickles(self):
        tagged = Tagged(1, 2, Point(3))
        for same in (copy.copy(tagged), copy.deepcopy(tagged), pickle.loads(pickle.dumps(tagged))):
            self.assertEqual(same, tagged)
            self.assertIsNot(same, tagged)

    def test_classes_that_are_none(self):
        for bad, words in ((type("Empty", (), {}), "no annotated fields"), (type("Text", (), {"__annotations__": {"name": str}}), "no size of numbers"), (type("Derived", (Exception,), {"__annotations__": {"x": i32}}), "without bases")):
            with self.assertRaisesRegex(TypeError, words):
                struct(bad)
        with self.assertRaisesRegex(TypeError, "cannot derive from a structure"):
            type("Below", (Point,), {})


if __name__ == "__main__":
    unittest.main()
