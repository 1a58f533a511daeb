#: python >= 3.14
# Template strings.
t""
t"a{x!r:>5}"
t"{ x }{x=}{ x = }{x = !r:>5}{ x ==y= }"
t"{x #c
}"
t"""{x #c=
 = } {
y
=
}"""
t"{x:a{b=}{c!s}}" T"{'#'}{x['#']=}"
rt"{e}\x{e:\d}" tR"{a:\x41}" Rt"\N{x}"
t"a" t"b{c}d" rt"{e}\x" t"" t"f"
t"{a:{t'{b}'}}" t"{t'{a}'}"
t"{x:=5}{(lambda: 1)}{yield_}{*a, b}{a,}"
f"{t'{a}{'b'}'}{a:{t"x"}}" f"{x['#']=}"
f(t"é{ü}" t'{"{"}', *t"x")
t"{{}}{{{x}}}"

# Handlers without brackets.
try:
    pass
except A, B:
    pass
except A.b, f(), c if d else e:
    pass
except A,:
    pass
except A, B,: pass
try:
    pass
except* A, B:
    pass
except* C,:
    pass
try:
    pass
except (A, B) as c:
    pass
