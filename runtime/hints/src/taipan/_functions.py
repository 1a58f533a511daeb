"""How a function shall be compiled. Under CPython each gives the function that it is given."""

from __future__ import annotations

from typing import Any, Callable, TypeVar

from ._checking import check_annotations, is_checking

_Function = TypeVar("_Function", bound=Callable[..., Any])


def native(function: _Function) -> _Function:
    """Ask for a body over machine words: the compiler tells why a function cannot have one. Checked, its annotations are."""
    return check_annotations(function) if is_checking() else function


def no_deopt(function: _Function) -> _Function:
    """As ``native``, for a body with no operation that leaves it for objects. Checked, its annotations are."""
    return check_annotations(function) if is_checking() else function


def inline(function: _Function) -> _Function:
    """Say that callers may copy the function's body."""
    return function


def specialize(*types: type) -> Callable[[_Function], _Function]:
    """Say which classes the positional parameters mostly have. Others are as welcome, and slower."""
    for each in types:
        if not isinstance(each, type):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"specialize() takes classes, not {each!r}")

    def decorate(function: _Function) -> _Function:
        return function

    return decorate


def cpp(body: str) -> Callable[[_Function], _Function]:
    """Say how the function is written in C++. Its Python body, which must mean the same, runs where that is not used."""
    if not isinstance(body, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"cpp() takes the text of a body, not {body!r}")

    def decorate(function: _Function) -> _Function:
        return function

    return decorate
