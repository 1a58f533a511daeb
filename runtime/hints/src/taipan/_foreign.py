"""Functions of C libraries."""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import inspect
import typing
from typing import Any, Callable, Optional, TypeVar

from ._numbers import SizedInteger, exact
from ._structs import C_TYPES

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _c_type(function: Any, name: str, hint: Any) -> Any:
    if hint is bytes:
        return ctypes.c_char_p
    if hint in C_TYPES:
        return C_TYPES[hint]
    if isinstance(hint, type) and issubclass(hint, (ctypes.Structure, ctypes._SimpleCData, ctypes._Pointer)):  # pyright: ignore[reportPrivateUsage]
        return hint
    raise TypeError(f"{function.__qualname__}() has no C type for {name}: {hint!r} is no size of numbers, bytes, structure or type of ctypes")


def extern(library: Optional[str] = None, *, symbol: Optional[str] = None) -> Callable[[_Function], _Function]:
    """Call the function of this name in a C library: ``"m"``, a file, or None for what the process has.

    Annotations give its types. Ints that do not fit raise OverflowError. OSError and AttributeError at the definition say
    that the library or the symbol is not there.
    """

    def decorate(function: _Function) -> _Function:
        wanted: Any = function
        path = library if library is None or "/" in library or ".so" in library else ctypes.util.find_library(library)
        if library is not None and path is None:
            raise OSError(f"there is no library {library!r}")
        hints = typing.get_type_hints(wanted)
        names = list(inspect.signature(wanted).parameters)
        missing = [name for name in [*names, "return"] if name not in hints]
        if missing:
            raise TypeError(f"{wanted.__qualname__}() needs annotations for {', '.join(missing)}")
        called = ctypes.CDLL(path)[symbol or wanted.__name__]
        called.argtypes = [_c_type(wanted, name, hints[name]) for name in names]
        result = hints["return"]
        called.restype = None if result is type(None) else _c_type(wanted, "the result", result)
        integers = [(place, hints[name]) for place, name in enumerate(names) if isinstance(hints[name], SizedInteger)]
        signature = inspect.signature(wanted)

        @functools.wraps(wanted)
        def call(*args: Any, **kwargs: Any) -> Any:
            if kwargs or len(args) != len(names):
                bound = signature.bind(*args, **kwargs)
                bound.apply_defaults()
                args = bound.args
            if not integers:
                return called(*args)
            passed = list(args)
            for place, kind in integers:
                # Ctypes cuts ints off, and says itself what is none.
                if isinstance(passed[place], int):
                    passed[place] = exact(kind, passed[place])
            return called(*passed)

        return typing.cast(_Function, call)

    return decorate
