"""Whether hints are checked, and the check of a function's annotations."""

from __future__ import annotations

import os
import types
import typing
from typing import Any, Callable, TypeVar

from ._numbers import SizedFloat, SizedInteger

_Function = TypeVar("_Function", bound=Callable[..., Any])

#: Read once: a decorator decides when it is applied.
_CHECKING: bool = os.environ.get("TAIPAN_CHECK", "") not in ("", "0")

# What an annotation of one class takes besides its own instances (PEP 484, "The numeric tower").
_PROMOTED: dict[type, tuple[type, ...]] = {float: (float, int), complex: (complex, float, int)}


class HintError(AssertionError):
    """A hint of the program is not true."""


def is_checking() -> bool:
    """Whether hints are checked: ``TAIPAN_CHECK`` was set, and not to 0, when the package was imported."""
    return _CHECKING


def _fits(value: object, hint: object) -> bool:
    """Whether a value is what an annotation says, as far as a look at the value alone can tell."""
    if hint is None or hint is type(None):
        return value is None
    if isinstance(hint, SizedFloat):
        # As for `float`, type checkers take an int.
        return isinstance(value, (hint, int))
    if isinstance(hint, (SizedInteger, type)) and not isinstance(hint, _GENERIC_ALIASES):
        return isinstance(value, _PROMOTED.get(hint, hint))
    if typing.get_origin(hint) in _UNIONS:
        return any(_fits(value, each) for each in typing.get_args(hint))
    return True


_UNIONS: tuple[object, ...] = (typing.Union, getattr(types, "UnionType", typing.Union))
# On 3.9 and 3.10 `isinstance(list[int], type)` is true.
_GENERIC_ALIASES: tuple[type, ...] = (type(list[int]),)


def _shown(hint: object) -> str:
    return hint.__name__ if isinstance(hint, type) else str(hint)


def check_annotations(function: _Function) -> _Function:
    """The function, with its arguments and its result compared with its annotations at each call."""
    import functools
    import inspect

    signature = inspect.signature(function)
    is_plain = not (
        inspect.isgeneratorfunction(function)
        or inspect.iscoroutinefunction(function)
        or inspect.isasyncgenfunction(function)
    )
    # At the first call, when all names that annotations use are bound.
    hints: dict[str, Any] | None = None

    @functools.wraps(function)
    def checked(*args: Any, **kwargs: Any) -> Any:
        nonlocal hints
        if hints is None:
            hints = typing.get_type_hints(function)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError:
            return function(*args, **kwargs)  # raises in the function's own words
        for name, value in bound.arguments.items():
            kind = signature.parameters[name].kind
            if name not in hints:
                continue
            values: tuple[object, ...] = (value,)
            if kind is inspect.Parameter.VAR_POSITIONAL:
                values = value
            elif kind is inspect.Parameter.VAR_KEYWORD:
                values = tuple(value.values())
            for each in values:
                if not _fits(each, hints[name]):
                    raise HintError(f"{function.__qualname__}() was given {each!r} for {name}, which is no {_shown(hints[name])}")
        result = function(*args, **kwargs)
        if is_plain and "return" in hints and not _fits(result, hints["return"]):
            raise HintError(f"{function.__qualname__}() gave {result!r}, which is no {_shown(hints['return'])}")
        return result

    return typing.cast(_Function, checked)
