"""What compiled code may take the package's names for, if they are these very objects.

The compiler has a row for each (`compiler-core/src/semantics/builtins/hints.ts`) and compares by identity before it relies
on one. An object that does more, because hints are checked, is not here.
"""

from ._checking import is_checking
from ._claims import assume, likely, unlikely
from ._numbers import f32, f64, i8, i16, i32, i64, u8, u16, u32

KNOWN: dict[str, object] = {
    "f32": f32,
    "f64": f64,
    "i8": i8,
    "i16": i16,
    "i32": i32,
    "i64": i64,
    "likely": likely,
    "u8": u8,
    "u16": u16,
    "u32": u32,
    "unlikely": unlikely,
}
if not is_checking():
    KNOWN["assume"] = assume
