"""What holds at a place of a program."""

from __future__ import annotations

import sys
from typing import TypeVar

from ._checking import HintError, is_checking

_Value = TypeVar("_Value")

if is_checking():

    def assume(condition: object) -> None:
        """Say that a condition holds here. A false one is a mistake of the program: checked, it raises HintError."""
        if not condition:
            raise HintError("what is assumed here is not true")

else:

    def assume(condition: object) -> None:
        """Say that a condition holds here. A false one is a mistake of the program: checked, it raises HintError."""


def likely(condition: _Value) -> _Value:
    """The condition, which is true as a rule."""
    return condition


def unlikely(condition: _Value) -> _Value:
    """The condition, which is false as a rule."""
    return condition


def reveal(value: _Value) -> _Value:
    """The value; prints to stderr where it is and of which class. The editor shows what the compiler knows of it."""
    caller = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
    print(f"{caller.f_code.co_filename}:{caller.f_lineno}: {type(value).__qualname__}: {value!r}", file=sys.stderr)
    return value
