"""executing finds the node that a frame is at; icecream and stack_data show it."""
import ast
import sys

import executing
import stack_data
from icecream import ic

ic.configureOutput(outputFunction=lambda text: print(text), includeContext=False)


def here():
    found = executing.Source.executing(sys._getframe(1))
    node = found.node
    return None if node is None else (type(node).__name__, ast.unparse(node), found.code_qualname(), sorted(ast.unparse(s) for s in found.statements))


class Box:
    def __getitem__(self, key):
        return here()

    def __add__(self, other):
        return here()

    def __getattr__(self, name):
        return here()

    def __lt__(self, other):
        return here()


def calls(box, a=1):
    print(here())
    print([here() for _ in range(1)], (lambda: here())())
    print(box[a], box + a, box.thing)
    print(box < a)
    return max(here(), here(), key=str)


def debugged(x, y):
    ic(x + y)
    z = ic(x * y) + ic(sum([x, y]))
    return ic(z, x)


def failing(n):
    values = [1, 2, 3]
    if n == 0:
        return values[n] / (values[0] - 1)
    return failing(n - 1) + 1


print(calls(Box()))
print(debugged(2, 5))
try:
    failing(2)
except ZeroDivisionError as error:
    for frame in stack_data.FrameInfo.stack_data(error.__traceback__):
        if isinstance(frame, stack_data.RepeatedFrames):
            print(frame.description)
            continue
        print(frame.executing.code_qualname(), frame.lineno, frame.executing.text())
        for line in frame.lines:
            print("   ", line if line is stack_data.LINE_GAP else (line.lineno, line.is_current, line.render()))
        for variable in sorted(frame.variables, key=lambda v: v.name):
            if variable.name in ("n", "values", "n - 1"):
                print("   ", variable.name, variable.value)
    print(stack_data.Formatter(pygmented=False, options=stack_data.Options(before=1)).format_exception(error) is not None)
