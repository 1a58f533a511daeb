import a.b as c, d
from . import e
from .f import (g as h, i)
from ..j import k
from m import *
x = y = 1; x += 1, 2
z: int
(z): int = 3
z.w: list[int] = []
del x, y
del (x, z)
pass
assert x, "message"
assert y


def plain(a, /, b: int = 1, *c: int, d=2, e, **f) -> int:
    global g, h
    if a: return a, b;
    return


async def waiting(*, a, **k: str):
    async with a as b, c: pass
    async for x in y: break
    else:
        continue
    return [x async for x in a if x if b for y in x]


@decorator
@other.decorator(1)
class Thing(Base, metaclass=Meta, *args, **kwargs):
    def method(self): nonlocal_name = 1; return lambda: nonlocal_name

    def outer(self):
        n = 0
        def inner():
            nonlocal n
            n += 1
        return inner


if a: pass
elif b:
    pass
elif c: pass
else: pass;

while a:
    break
else:
    pass

for x, in *a, b: pass
for (x) in y:
    continue
else: pass

try:
    raise
except A as error:
    raise B from error
except (C, D): raise E
except:
    pass
else: pass
finally: pass

try: pass
except* A as group: pass
except* (B, C): pass

with a: pass
with a as b, c as (d, e): pass
with (a as b, c as d,): pass
with (a, b): pass
with (a, b) as c: pass
with (f() as x): pass
with (f() as x,): pass
with a if b else c as d: pass
with (lambda: x)() as y: pass
with open(x) as f.g, h as i[0]: pass
