x: list[A] | B | C = 3
y: A.B[int, str]
z: A | B | None
w: "text"
v: dict[str, list[int]]
u: (A)
t: Callable[[int], str] | None
s: tuple[int, ...]
def f(a: int, *b: list[int] | str, **c: A.B) -> list[int] | None: pass
def g(*b: *Ts): pass
