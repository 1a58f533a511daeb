#: python >= 3.12
def f[T: int, *Ts, **P](a: T) -> T: pass
async def g[T](): pass
class A[T: (int, str)](B): pass
type X = int
type Y[T] = list[T] | None | str
type Z[*Ts, **P] = A[int] | B | C

type Either[*Ts, T] = left[T] or right
type Sum = left[T] + right
type Conditional = left[T] if condition else right
type Chain = left[T].inner[T] and {key: value for key in left[T]}
