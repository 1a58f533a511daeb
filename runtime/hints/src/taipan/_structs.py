"""Classes whose instances are a C structure.

``@struct`` makes of a class with annotated fields a ``ctypes.Structure``. What is not as in other classes:

* Fields are machine numbers or other structures. A field of ints raises OverflowError for what does not fit; floats are
  rounded to ``f32`` fields; a float field gives ``3.0`` for ``3``.
* A structure as a field is part of the outer one: storing copies, reading gives a view.
* There are no other attributes, ``==`` compares the fields, there is no hash, and no class may derive from it.
"""

from __future__ import annotations

import ctypes
import typing
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from ._numbers import SizedInteger, exact, f32, f64, i8, i16, i32, i64, u8, u16, u32, u64

_Class = TypeVar("_Class")

C_TYPES: dict[Any, Any] = {
    i8: ctypes.c_int8,
    i16: ctypes.c_int16,
    i32: ctypes.c_int32,
    i64: ctypes.c_int64,
    u8: ctypes.c_uint8,
    u16: ctypes.c_uint16,
    u32: ctypes.c_uint32,
    u64: ctypes.c_uint64,
    f32: ctypes.c_float,
    f64: ctypes.c_double,
    float: ctypes.c_double,
    bool: ctypes.c_bool,
}


class _IntegerField:
    """Ctypes cuts ints off; this refuses them."""

    def __init__(self, name: str, kind: Any, field: Any) -> None:
        self.__name__ = name
        self._kind = kind
        self._field = field

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self._field if instance is None else self._field.__get__(instance, owner)

    def __set__(self, instance: Any, value: Any) -> None:
        if not isinstance(value, int):
            raise TypeError(f"{type(instance).__qualname__}.{self.__name__} takes an int, not {value!r}")
        self._field.__set__(instance, exact(self._kind, value))


def _names(cls: type) -> list[str]:
    return [name for name, _ in cls._fields_]  # type: ignore[attr-defined]


def _init(self: Any, *args: Any, **kwargs: Any) -> None:
    names = _names(type(self))
    if len(args) > len(names):
        raise TypeError(f"{type(self).__qualname__}() takes {len(names)} fields, but {len(args)} were given")
    given = dict(zip(names, args))
    for name, value in kwargs.items():
        if name not in names or name in given:
            raise TypeError(f"{type(self).__qualname__}() got an unexpected field {name!r}" if name not in names else f"{type(self).__qualname__}() got field {name!r} twice")
        given[name] = value
    for name in names:
        if name in given:
            setattr(self, name, given[name])
        elif name in type(self)._defaults_:
            setattr(self, name, type(self)._defaults_[name])
        else:
            raise TypeError(f"{type(self).__qualname__}() misses field {name!r}")


def _repr(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in _names(type(self)))})"


def _eq(self: Any, other: object) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return all(getattr(self, name) == getattr(other, name) for name in _names(type(self)))


def _set_attribute(self: Any, name: str, value: Any) -> None:
    if name not in type(self)._field_names_:
        raise AttributeError(f"{type(self).__qualname__!r} object has no field {name!r}")
    ctypes.Structure.__setattr__(self, name, value)


def _restore(cls: Any, content: bytes) -> Any:
    return cls.from_buffer_copy(content)


def _reduce(self: Any, _protocol: object) -> Any:
    # Ctypes's own copying asks for a `__dict__`.
    return _restore, (type(self), bytes(self))


def _refuse_subclass(subclass: type, /, **_: Any) -> NoReturn:
    raise TypeError(f"{subclass.__qualname__} cannot derive from a structure")


def _make(cls: Any) -> Any:
    if cls.__bases__ != (object,):
        raise TypeError(f"@struct takes a class without bases, not {cls.__qualname__}")
    kinds: dict[str, Any] = {}
    for name, hint in typing.get_type_hints(cls, localns=dict(vars(cls))).items():
        if typing.get_origin(hint) is typing.ClassVar:
            continue
        if hint not in C_TYPES and not (isinstance(hint, type) and issubclass(hint, ctypes.Structure)):
            raise TypeError(f"field {name!r} of {cls.__qualname__} is no size of numbers and no structure: {hint!r}")
        kinds[name] = hint
    if not kinds:
        raise TypeError(f"{cls.__qualname__} has no annotated fields")
    members = {name: value for name, value in vars(cls).items() if name not in kinds and name not in ("__dict__", "__weakref__")}
    defaults = {name: vars(cls)[name] for name in kinds if name in vars(cls)}
    members.update(_defaults_=defaults, _field_names_=frozenset(kinds), __hash__=None, __slots__=(), _fields_=[(name, C_TYPES.get(kind, kind)) for name, kind in kinds.items()])
    for name, value in (("__init__", _init), ("__repr__", _repr), ("__eq__", _eq), ("__reduce_ex__", _reduce), ("__setattr__", _set_attribute)):
        members.setdefault(name, value)
    meta: Any = type(ctypes.Structure)
    made: Any = meta(cls.__name__, (ctypes.Structure,), members)
    for name, kind in kinds.items():
        if isinstance(kind, SizedInteger):
            setattr(made, name, _IntegerField(name, kind, made.__dict__[name]))
    made.__init_subclass__ = classmethod(_refuse_subclass)
    return made


if TYPE_CHECKING:
    from typing_extensions import dataclass_transform

    @dataclass_transform()
    def struct(cls: type[_Class]) -> type[_Class]:
        """A class whose instances are a C structure; this module's text says what changes."""
        ...

else:

    def struct(cls: type[_Class]) -> type[_Class]:
        """A class whose instances are a C structure; this module's text says what changes."""
        return _make(cls)


