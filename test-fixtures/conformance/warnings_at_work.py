"""Operators and tests that warn do so each time that they run, also where numbers live in machine words."""
import warnings


def inverted(flag: bool):
    total = 0
    for _ in range(3):
        total += ~flag
    return total


def inverted_comparison(a: int, b: int):
    is_less = a < b
    total = 0
    while total > -20:
        total += ~is_less
        total += ~(a == b) - ~a
    return total


def inverted_constant():
    flag = True
    return ~flag


def inverted_literals():
    return ~True, ~False + 1, (~True, 2), -True, +False, not True


def inverted_once(a: int, b: int):
    return ~(a < b) + ~a * 2 + ~b


def unimplemented(value):
    return 1 if value else 2


for action in ('error', 'always'):
    for call in (lambda: inverted(True), lambda: inverted(False), lambda: inverted_comparison(1, 2), lambda: inverted_constant(), lambda: inverted_literals(), lambda: inverted_once(3, 4), lambda: unimplemented(NotImplemented)):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter(action)
            try:
                print(call())
            except Warning as error:
                print(type(error).__name__, error, [entry.tb_lineno for entry in [error.__traceback__, error.__traceback__.tb_next] if entry])
        print([(each.category.__name__, str(each.message)[:60], each.lineno) for each in seen])
