"""Containers whose items are machine numbers, one after another in memory: ``array[f64](100)``, ``vec[i32]()``.

Each is an ``array.array`` of the standard library, so it has its speed and its buffer. An item that does not fit raises
OverflowError, and ``f32`` rounds. What slicing, ``+`` and ``*`` give is a plain ``array.array``.
"""

from __future__ import annotations

import array as _stdlib
from typing import Any, NoReturn, TypeVar

from ._checking import is_checking
from ._numbers import f32, f64, i8, i16, i32, i64, u8, u16, u32, u64

_CODES = {i8: "b", i16: "h", i32: "i", i64: "q", u8: "B", u16: "H", u32: "I", u64: "Q", f32: "f", f64: "d"}

class _Numbers(_stdlib.array):
    """What ``array`` and ``vec`` share; a class derives from it for each of them and each size."""

    __slots__ = ()
    _code: Any
    _shown: Any

    def __new__(cls, items: Any = 0, /) -> Any:
        if isinstance(items, int):
            if items < 0:
                raise ValueError(f"a length cannot be {items}")
            return super().__new__(cls, cls._code, bytes(items * _stdlib.array(cls._code).itemsize))
        if isinstance(items, (bytes, bytearray)):
            # `array.array` would take them for the bytes of items.
            items = list(items)
        return super().__new__(cls, cls._code, items)

    def __repr__(self) -> str:
        return f"{self._shown}({self.tolist()!r})"

    def __copy__(self) -> Any:
        return type(self)(self)

    def __deepcopy__(self, memo: object) -> Any:
        return type(self)(self)

    def __reduce_ex__(self, protocol: object) -> Any:
        return type(self), (self.tolist(),)

def _refusal(name: str) -> Any:
    def refuse(self: Any, *_: Any) -> NoReturn:
        raise TypeError(f"{self._shown} keeps its length: it has no {name}()")

    refuse.__name__ = name
    return refuse

def _set_item(self: Any, index: Any, item: Any) -> None:
    length = len(self)
    if isinstance(index, slice) and len(item) != len(range(*index.indices(length))):
        raise TypeError(f"{self._shown} keeps its length: {len(item)} items do not go into that slice")
    _stdlib.array.__setitem__(self, index, item)

_GROWING = ("append", "extend", "fromlist", "frombytes", "fromfile", "fromunicode", "insert", "pop", "remove", "clear", "__iadd__", "__imul__", "__delitem__")
_FIXED: dict[str, Any] = {name: _refusal(name) for name in _GROWING}
if is_checking():
    # Every store would pay for it.
    _FIXED["__setitem__"] = _set_item

def _family(name: str, members: dict[str, Any], text: str) -> type:
    classes = {}
    for kind, code in _CODES.items():
        made = type(f"{name}_{kind.__name__}", (_Numbers,), {**members, "__module__": __name__, "__slots__": (), "_code": code, "_shown": f"{name}[{kind.__name__}]"})
        # For pickle, by name.
        globals()[made.__name__] = made
        classes[kind] = made

    def __class_getitem__(cls: type, kind: Any) -> Any:
        if isinstance(kind, TypeVar):
            return cls
        if kind not in classes:
            raise TypeError(f"{name}[...] takes a size of numbers, such as {name}[f64], not {kind!r}")
        return classes[kind]

    def __new__(cls: type, *_: Any) -> NoReturn:
        raise TypeError(f"{name} needs a size of numbers: {name}[f64](...)")

    return type(name, (), {"__doc__": text, "__module__": "taipan", "__class_getitem__": classmethod(__class_getitem__), "__new__": __new__})

array = _family("array", _FIXED, "Numbers of one size, of a length that stays: ``array[f64](100)`` or ``array[f64](values)``.")
vec = _family("vec", {}, "Numbers of one size, in a row that grows and shrinks: ``vec[f64]()``.")
