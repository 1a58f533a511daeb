#: python >= 3.15
# Unpacking in comprehensions.
[*x for x in y]
[*x, for_]
{*x for x in y if z}
(*x for x in y)
(*x if a else b for x in y)
f(*x for x in y)
f(*a if b else c for x in y)
{**d for d in ds}
{**d if a else b for d in ds}
{**d for d in ds for e in d if e}
async def g():
    [*x async for x in y]
    return {**await d async for d in ds}

# Lazy imports.
lazy import a
lazy import a.b as c, d
lazy from a import b
lazy from .a import (b as c, d,)
lazy from .. import e; lazy import f
lazy \
    import g
from . lazy import x
lazy = 1
lazy.attribute, lazy[0], lazy(1)
lazy: int = 5
import lazy
from lazy import lazy
if lazy: lazy import h

# Numbers with a plus in patterns.
match x:
    case +1: pass
    case +1.5 - 2j: pass
    case {+1: a, -1 + 0j: b}: pass
    case C(+1, d=+2) | [+3]: pass
