"""beartype and typeguard check what annotations say: by wrappers that they write, and from the functions' own code and source."""
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Optional, Protocol, TypedDict, Union

from beartype import beartype
from beartype.door import die_if_unbearable, is_bearable
from beartype.roar import BeartypeCallHintViolation
from beartype.vale import Is
from typeguard import TypeCheckError, check_type, typechecked

Even = Annotated[int, Is[lambda n: n % 2 == 0]]


class Sized(Protocol):
    def size(self) -> int: ...


class Movie(TypedDict):
    title: str
    year: int


@beartype
def total(values: Sequence[int], start: Optional[int] = None) -> int:
    return sum(values, start or 0)


@beartype
def halve(n: Even) -> Union[int, str]:
    return n // 2 if n < 100 else str(n)


@beartype
def lies() -> int:
    return "text"


@beartype
class Stack:
    def __init__(self, items: list[str]) -> None:
        self.items = items

    def push(self, item: str) -> "Stack":
        self.items.append(item)
        return self

    @classmethod
    def of(cls, *items: str) -> "Stack":
        return cls(list(items))

    @property
    def depth(self) -> int:
        return len(self.items)


@beartype
def counting(n: int) -> Iterator[int]:
    yield from range(n)


@typechecked
def joined(parts: list[str], *, sep: str = ", ") -> str:
    result: str = sep.join(parts)
    return result


@typechecked
def assigned(flag: bool) -> int:
    value: int = 1
    if flag:
        value = "text"
    return value


@typechecked
def apply(function: Callable[[int], int], *values: int) -> list[int]:
    return [function(value) for value in values]


@typechecked
def yielding(n: int) -> Iterator[int]:
    for i in range(n):
        yield i if i < 2 else str(i)


@typechecked
class Account:
    balance: int

    def __init__(self, balance: int):
        self.balance = balance

    def add(self, amount: int) -> "Account":
        return Account(self.balance + amount)


def outer():
    @typechecked
    def inner(x: int) -> str:
        return str(x)

    return inner


def attempt(function, *arguments, **named):
    try:
        result = function(*arguments, **named)
        print("gives", list(result) if isinstance(result, Iterator) else getattr(result, "__dict__", result))
    except (BeartypeCallHintViolation, TypeCheckError) as error:
        print(type(error).__name__, str(error)[:160])


for checked, arguments in (
    (total, ([1, 2],)), (total, ([1], 4)), (total, (["a"],)), (total, (3,)), (halve, (4,)), (halve, (5,)), (halve, (200,)), (lies, ()),
    (Stack.of, ("a", "b")), (Stack.of, (1,)), (Stack(["x"]).push, ("y",)), (Stack(["x"]).push, (2,)), (counting, (3,)), (counting, ("3",)),
    (joined, (["a", "b"],)), (joined, ([1],)), (assigned, (False,)), (assigned, (True,)), (apply, (lambda n: n + 1, 1, 2)), (apply, (lambda: 1, 1)),
    (yielding, (2,)), (yielding, (3,)), (Account(1).add, (2,)), (Account(1).add, ("2",)), (outer(), (1,)), (outer(), ("1",)),
    (check_type, ({"title": "M", "year": 1931}, Movie)), (check_type, ({"title": 1}, Movie)), (check_type, ([1, None], list[Optional[int]])),
):
    attempt(checked, *arguments)
print(is_bearable([1, 2], list[int]), is_bearable("a", Even), Stack.of("q").depth)
attempt(die_if_unbearable, ["a"], list[int])
print(total.__name__, total.__annotations__, joined.__qualname__)
