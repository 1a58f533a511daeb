"""Hints for the Taipan compiler that are ordinary Python without it.

Each name works under CPython by itself. With ``TAIPAN_CHECK=1`` in the environment a hint that is wrong raises
``HintError`` where it is broken; without it, hints cost nothing but the call.
"""

from typing import TYPE_CHECKING

from . import _known as _known
from ._checking import HintError, is_checking
from ._claims import assume, likely, reveal, unlikely
from ._classes import frozen, sealed
from ._containers import array, vec
from ._functions import cpp, inline, native, no_deopt, specialize
from ._numbers import bounds, clamp, exact, f32, f64, i8, i16, i32, i64, u8, u16, u32, u64

if TYPE_CHECKING:
    from ._foreign import extern
    from ._structs import struct
else:

    def __getattr__(name):
        # They need ctypes, which takes as long to load as the rest of the package.
        if name == "extern":
            from ._foreign import extern as found
        elif name == "struct":
            from ._structs import struct as found
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = found
        return found


__all__ = [
    "HintError",
    "array",
    "assume",
    "bounds",
    "clamp",
    "cpp",
    "exact",
    "extern",
    "f32",
    "f64",
    "frozen",
    "i8",
    "i16",
    "i32",
    "i64",
    "inline",
    "is_checking",
    "likely",
    "native",
    "no_deopt",
    "reveal",
    "sealed",
    "specialize",
    "struct",
    "u8",
    "u16",
    "u32",
    "u64",
    "unlikely",
    "vec",
]
