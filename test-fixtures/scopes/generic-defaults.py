"""Defaults of type parameters, and comprehensions in annotation scopes of a class (3.13)."""
type Chain[A = int, *Bs = (*tuple[A],), **C = [A]] = A


class Box[T: int = bool, __U = T](object):
    names = [1]
    type Many = [name for name in names]
    type Late = lambda: names

    def method[V = T](self, x: [v for v in names]): ...
