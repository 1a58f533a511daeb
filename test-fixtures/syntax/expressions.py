a and b and c or d and not e
a < b <= c == d != e >= f > g in h not in i is j is not k
a + b - c * d @ e / f % g // h ** -i
a << b >> c | d & e ^ f
a ^ b & c ^ d & e
a & b ^ c
-a, +b, ~c, -a**-b
(x := a if b else c)
f(x := 1, y)
a if b else c if d else e
lambda: 0
lambda *a, b=1, **c: (yield)
lambda a, /, b=2, *, c: a
[x for x in y], {x for x in y}, {k: v for k, v in y if k}, (x for x, in y)
f(x for x in y)
f(*a, b, *c, d=1, **e, f=2)
{**a, 1: 2}, {}, {1, *b}, [], (), (a,), [*a, b]
a[1], a[1:2], a[::3], a[1:2, ::3, *b], a[*b], a[1,], a[x:=1]
a.b.c(d)[e]
None, True, False, ...
x = *a(), b
y = *a[i], *a.b(c), *a | b, d
(x) = 1
(x, y), [z, *w] = a
x, *y = z
x[0], y.z = 1, 2
print >>f, x
print >>f
print >> a or b
print >> a & b == c
type(x).attr = v
type(x)[k] = v
type(x, y).z[0].w = v
type = 3
match = case = 1
match(x)
match[x]
print(x)
def coroutine():
    x = yield
    y = yield a, b
    yield from z
    (yield)
async def power():
    await x ** 2
    return -await f(x)[0] ** 2 + await z
naïve = "é"; ﬁ = 1; ℌ.ℌ = ﬁ
"é", x, y; z
(a +
  b)
