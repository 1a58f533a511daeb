"""Numbers of a machine's sizes.

Their values are plain ``int`` and ``float`` objects, so arithmetic stays Python's and exact. The name of a size, called,
converts: ``i32(x)`` keeps the low 32 bits, in two's complement, as a conversion in C does, and ``f32(x)`` rounds to the
nearest single (to infinity beyond the greatest). ``exact(i32, x)`` raises OverflowError instead, ``clamp(i32, x)`` gives
the nearest value there is. As an annotation a size says that the value fits in it.
"""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING, Any, TypeVar

_Number = TypeVar("_Number", int, float)

_SINGLE = struct.Struct("f")
_GREATEST_SINGLE = (2 - 2**-23) * 2.0**127


class SizedInteger(type):
    """The class of ``i64`` and the like."""

    low: int
    high: int

    def __new__(cls, name: str, bits: int, is_signed: bool) -> SizedInteger:
        made = super().__new__(cls, name, (int,), {"__module__": "taipan", "__slots__": ()})
        made.low = -(1 << (bits - 1)) if is_signed else 0
        made.high = (1 << (bits - 1 if is_signed else bits)) - 1
        return made

    def __init__(cls, name: str, bits: int, is_signed: bool) -> None:
        super().__init__(name, (), {})

    def __call__(cls, *args: Any, **kwargs: Any) -> int:
        value = int(*args, **kwargs)
        if cls.low <= value <= cls.high:
            return value
        return ((value - cls.low) & (cls.high - cls.low)) + cls.low

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, int) and cls.low <= instance <= cls.high


def _round_single(value: float) -> float:
    try:
        rounded: float = _SINGLE.unpack(_SINGLE.pack(value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)
    return rounded


class SizedFloat(type):
    """The class of ``f64`` and ``f32``."""

    is_single: bool

    def __new__(cls, name: str, is_single: bool) -> SizedFloat:
        made = super().__new__(cls, name, (float,), {"__module__": "taipan", "__slots__": ()})
        made.is_single = is_single
        return made

    def __init__(cls, name: str, is_single: bool) -> None:
        super().__init__(name, (), {})

    def __call__(cls, *args: Any, **kwargs: Any) -> float:
        value = float(*args, **kwargs)
        return _round_single(value) if cls.is_single else value

    def __instancecheck__(cls, instance: object) -> bool:
        if not isinstance(instance, float):
            return False
        return not cls.is_single or instance != instance or _round_single(instance) == instance


if TYPE_CHECKING:
    # Type checkers see what values are: a plain `3` is an `i64`.
    i8 = int
    i16 = int
    i32 = int
    i64 = int
    u8 = int
    u16 = int
    u32 = int
    u64 = int
    f32 = float
    f64 = float
else:
    i8 = SizedInteger("i8", 8, True)
    i16 = SizedInteger("i16", 16, True)
    i32 = SizedInteger("i32", 32, True)
    i64 = SizedInteger("i64", 64, True)
    u8 = SizedInteger("u8", 8, False)
    u16 = SizedInteger("u16", 16, False)
    u32 = SizedInteger("u32", 32, False)
    u64 = SizedInteger("u64", 64, False)
    f32 = SizedFloat("f32", True)
    f64 = SizedFloat("f64", False)


def bounds(kind: type[_Number]) -> tuple[_Number, _Number]:
    """The least and the greatest finite value of a size."""
    kind_: Any = kind
    if isinstance(kind_, SizedInteger):
        limits: Any = (kind_.low, kind_.high)
        return limits[0], limits[1]
    if isinstance(kind_, SizedFloat):
        greatest: Any = _GREATEST_SINGLE if kind_.is_single else math.ldexp(2 - 2**-52, 1023)
        return -greatest, greatest
    raise TypeError(f"{kind!r} is no size of numbers")


def exact(kind: type[_Number], value: _Number) -> _Number:
    """The value in a size, rounded if it is a float; OverflowError if it does not fit."""
    low, high = bounds(kind)
    converted = kind(value)
    if isinstance(converted, int):
        if converted != int(value):
            raise OverflowError(f"{value!r} is not in {kind.__name__}, which is {low} to {high}")
    elif math.isinf(converted) and not math.isinf(value):
        raise OverflowError(f"{value!r} is not in {kind.__name__}, which is {low} to {high}")
    return converted


def clamp(kind: type[_Number], value: _Number) -> _Number:
    """The value of a size that is nearest to a value; a nan stays one."""
    low, high = bounds(kind)
    return low if value < low else high if value > high else kind(value)
