"""Every name of the package in use, for type checkers in their strict modes and for CPython; prints what it computes."""

from typing import ClassVar, Final

from taipan import (
    array,
    assume,
    bounds,
    clamp,
    cpp,
    exact,
    extern,
    f32,
    f64,
    frozen,
    i32,
    i64,
    inline,
    is_checking,
    likely,
    native,
    no_deopt,
    reveal,
    sealed,
    specialize,
    struct,
    u8,
    u32,
    unlikely,
    vec,
)

LIMIT: Final = 100


@inline
def square(x: f64) -> f64:
    return x * x


@native
def mean(total: f64, count: i64) -> f64:
    assume(count > 0)
    if unlikely(count > LIMIT):
        return 0.0
    return total / count


@no_deopt
def mix(seed: u32, byte: u8) -> u32:
    return u32((seed ^ byte) * 16777619)


@specialize(int)
def triangle(n: int) -> int:
    total = 0
    for i in range(n):
        if likely(i >= 0):
            total += i
    return total


@cpp("return a * b + c;")
def multiply_add(a: f64, b: f64, c: f64) -> f64:
    return a * b + c


@extern("m")
def hypot(x: f64, y: f64) -> f64:
    raise NotImplementedError


@sealed
@frozen
class Color:
    def __init__(self, name: str) -> None:
        self.name = name


@struct
class Point:
    dimensions: ClassVar[int] = 2
    x: f64
    y: f64 = 0.0
    tag: i32 = 1

    def length(self) -> float:
        return hypot(self.x, self.y)


def total_of(values: array[f64]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total


def main() -> None:
    values = array[f64]([1.0, 2.0, 3.0])
    values[0] = 4.0
    growing = vec[i32]()
    growing.append(5)
    first: int = growing[0]
    point = Point(3.0, y=4.0)
    point.tag += 1
    print(mean(total_of(values), 3), square(1.5), mix(2166136261, 97), triangle(10), multiply_add(2.0, 3.0, 4.0))
    print(first, point.length(), point.tag, Color("red").name, i32(2**31), f32(0.1), exact(u8, 255), clamp(u8, 300), bounds(i64))
    print(reveal(len(values)) == 3, is_checking())


if __name__ == "__main__":
    main()
