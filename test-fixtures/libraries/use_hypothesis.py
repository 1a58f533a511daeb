"""hypothesis calls functions many times, shrinks what fails, and reads lambdas, signatures and annotations."""
from typing import NamedTuple

from hypothesis import Phase, assume, event, example, find, given, note, seed, settings, strategies as st, target
from hypothesis.errors import InvalidArgument
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

quiet = settings(database=None, derandomize=True, max_examples=60, deadline=None)


class Point(NamedTuple):
    x: int
    y: str = "y"



def encode(text):
    out = []
    for character in text:
        if out and out[-1][0] == character:
            out[-1][1] += 1
        else:
            out.append([character, 1])
    return out


def decode(pairs):
    return "".join(character * count for character, count in pairs)


@quiet
@given(st.text(alphabet="ab"))
@example("aab")
def roundtrip(text):
    event(f"length {len(text) > 3}")
    assert decode(encode(text)) == text


@quiet
@given(st.lists(st.integers()))
def wrong(values):
    note(f"values {values}")
    assert sum(values) < 100


@quiet
@given(x=st.integers(0, 1000), y=st.integers(0, 1000))
def pairs(x, y):
    assume(x != y)
    target(float(x + y))
    assert x * y != 6 or (x, y) == (6, 1)


@st.composite
def ordered(draw, limit=10):
    low = draw(st.integers(0, limit))
    return low, draw(st.integers(low, limit))


@quiet
@given(ordered(), st.data())
def composed(bounds, data):
    low, high = bounds
    assert low <= data.draw(st.integers(low, high)) <= high


class Machine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.stack = []

    @rule(value=st.integers(0, 5))
    def push(self, value):
        self.stack.append(value)

    @rule()
    def pop(self):
        if self.stack:
            self.stack.pop()

    @invariant()
    def short(self):
        assert len(self.stack) < 4, "too deep"


def typed(n: int, flag: bool = False) -> str:
    return f"{n}{flag}"


def attempt(function):
    try:
        function()
        print("holds")
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", []))


for test in (roundtrip, wrong, pairs, composed, lambda: run_state_machine_as_test(Machine, settings=quiet)):
    attempt(test)
print(find(st.integers(), lambda n: n > 41, settings=quiet), find(st.lists(st.integers()), lambda l: len(set(l)) >= 3, settings=quiet))
print(st.integers().map(lambda n: n + 1), st.text().filter(lambda t: t and t[0] != "x"), st.builds(Point, x=st.just(1), y=st.none()))
print(find(st.builds(typed), lambda s: len(s) > 5, settings=quiet), find(st.from_type(Point), lambda p: p.x > 2, settings=quiet))
attempt(given(st.integers())(lambda: None))
print(wrong.hypothesis.inner_test.__name__, isinstance(InvalidArgument(""), Exception), seed(1)(roundtrip) is roundtrip, Phase.shrink.name)
