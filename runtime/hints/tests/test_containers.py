"""``array`` and ``vec``: the standard library's arrays, of sizes by name."""

import array as stdlib
import copy
import pickle
import unittest

from taipan import array, f32, f64, i8, i32, is_checking, u8, u64, vec


class Arrays(unittest.TestCase):
    def test_made_of_a_length_or_of_items(self):
        self.assertEqual(list(array[f64](3)), [0.0, 0.0, 0.0])
        self.assertEqual(list(array[i32](x * x for x in range(4))), [0, 1, 4, 9])
        self.assertEqual(list(array[u64](b"ab")), [97, 98])
        self.assertEqual(list(array[f64](array[f64]([1.0]))), [1.0])
        self.assertEqual(list(vec[i8]()), [])
        self.assertIs(array[f64], array[f64])
        with self.assertRaises(ValueError):
            array[f64](-1)

    def test_needs_a_size(self):
        for wrong in (lambda: array(3), lambda: vec(), lambda: array[int], lambda: array["f64"]):
            with self.assertRaisesRegex(TypeError, "size of numbers"):
                wrong()

    def test_items_fit_or_are_refused(self):
        bytes_ = array[u8](1)
        for wrong in (-1, 256):
            with self.assertRaises(OverflowError):
                bytes_[0] = wrong
        singles = array[f32](1)
        singles[0] = 0.1
        self.assertEqual(singles[0], f32(0.1))
        with self.assertRaises(TypeError):
            bytes_[0] = 1.0

    def test_array_keeps_its_length(self):
        numbers = array[i32]([1, 2, 3])

        def add():
            nonlocal numbers
            numbers += array[i32]([1])

        def delete():
            del numbers[0]

        for change in (lambda: numbers.append(1), lambda: numbers.extend([1]), lambda: numbers.pop(), lambda: numbers.insert(0, 1), lambda: numbers.remove(1), add, delete):
            with self.assertRaisesRegex(TypeError, r"array\[i32\] keeps its length"):
                change()
        numbers[0:2] = stdlib.array("i", [7, 8])
        self.assertEqual(list(numbers), [7, 8, 3])
        if is_checking():
            with self.assertRaisesRegex(TypeError, "keeps its length"):
                numbers[0:1] = stdlib.array("i", [7, 8])

    def test_vec_grows(self):
        numbers = vec[i32]([1])
        numbers.append(2)
        numbers.extend([3, 4])
        numbers += vec[i32]([5])
        numbers.insert(0, 0)
        del numbers[1]
        self.assertEqual(numbers.pop(), 5)
        self.assertEqual(list(numbers), [0, 2, 3, 4])

    def test_copies_prints_and_pickles(self):
        for numbers in (array[f64]([1.0, -0.0]), vec[i32]([1, 2])):
            for same in (copy.copy(numbers), copy.deepcopy(numbers), *(pickle.loads(pickle.dumps(numbers, level)) for level in range(pickle.HIGHEST_PROTOCOL + 1))):
                self.assertIs(type(same), type(numbers))
                self.assertEqual(same, numbers)
                self.assertIsNot(same, numbers)
        self.assertEqual(repr(array[f64]([1.0])), "array[f64]([1.0])")
        self.assertEqual(memoryview(array[f64](2)).nbytes, 16)


if __name__ == "__main__":
    unittest.main()
