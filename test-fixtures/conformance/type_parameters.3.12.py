"""Type parameters and the type statement, from 3.12 on."""
import typing


def first[T](items: list[T], *rest: T) -> T:
    return items[0]


class Stack[T: (int, str), *Ts, **P](list):
    def push[U](self, item: T, other: U) -> tuple[T, U]:
        self.append(item)
        return item, other

    @classmethod
    def parameters(cls): return cls.__type_params__


type Pair[A] = tuple[A, A]
type Tree = dict[str, Tree] | int
print(first([1, 2]), first.__type_params__, first.__annotations__, Stack.parameters(), Stack[int, str].__origin__ is Stack)
print(Stack().push(1, 'x'), Stack.push.__type_params__, Stack.__orig_bases__, Pair, Pair.__value__, Pair[int], Tree.__value__)


class Base[T]:
    def method(self): return T, __class__


class Derived[T](Base[T]):
    x: T

    def method(self):
        return super().method()[1].__name__, T.__name__


print(Derived().method(), Derived.__mro__[1].__name__, Base.__parameters__, typing.get_type_hints(Derived))


def scope():
    captured = 5

    def generic[T](x: T = captured) -> T:
        return x, captured

    type Local = list[captured] if captured else None
    captured = 6
    return generic(), Local.__value__


print(scope())
print(f'{'same quotes'} {'nested ' + f'{'deeper' + f'{1 + 1}'}'} {[
    1,  # a comment
]}')
try:
    T
except NameError as error:
    print(error)
