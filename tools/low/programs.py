"""Writes modules of small functions: `programs.py SEED COUNT` prints COUNT functions, some to a line, as JSON. They are those of
`tools/random`, without what keeps its bytecode and what a value in the interpreter's own registers would let end later.
"""
import json
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../random'))
from generate import Writer

PER_MODULE = 8


class SmallWriter(Writer):
    # Large numbers times a container would fill the memory.
    integers = ['0', '1', '2', '3', '-1', '7', '10', '0xff', '2**62', '2**63 - 1', '-2**63', '9223372036854775807', '10**25']
    operators, updates = [operator for operator in Writer.operators if operator != '*'] + ['&'], ['+', '-', '//', '|', '%']
    forms = [form for form in Writer.forms if form not in ('made', 'dying', 'call')] + ['item', 'attribute', 'traced', 'call']
    simple = [*Writer.simple, 'item_update', 'attribute_set', 'attribute_update']
    compound = [form for form in Writer.compound if form not in ('match_', 'star_try')]

    def do_attribute_set(self):
        self.say(f'box.value = {self.expression(1)}')

    def do_attribute_update(self):
        self.say(f'box.value {self.pick(self.updates)}= {self.number(1)}')

    def do_item_update(self):
        self.say(f'items[{self.number(1)}] {self.pick(["", "+", "-"])}= {self.expression(1)}')

    def attribute(self, depth):
        return self.pick(['box.value', 'box.value', 'box.missing', 'box.answer()', f'box.answer({self.expression(depth - 1)})', 'items[0]', f'items[{self.number(1)}]', 'items.pop()'])

    def expression(self, depth=2):
        # The base class knows those of its own list.
        return self.attribute(depth) if depth > 0 and self.chance(0.08) else super().expression(depth)

    def small(self):
        name = self.fresh('f')
        self.say(f'def {name}(a1, a2, items, box):')
        self.variables = ['a1', 'a2', 'g2']
        self.say(f'    x1 = {self.expression(1)}')
        self.variables.append('x1')
        self.block(size=5, in_function=True, in_loop=False, in_generator=False)
        self.say(f'    return {self.expression(1)}')
        self.variables = ['g1', 'g2']
        return name

    def module(self):
        self.say('from support import Kept, report, t')
        self.say('g1, g2 = 3, 5')
        names = [self.small() for _ in range(PER_MODULE)]
        return names, '\n'.join(self.lines) + '\n'


def write_module(seed):
    for attempt in range(100):
        names, source = SmallWriter(f'low {seed} {attempt}', f'm{seed}').module()
        try:
            compile(source, 'module', 'exec')
        except SyntaxError:
            continue
        return {'name': f'm{seed}', 'functions': names, 'source': source}
    raise RuntimeError(f'no module of seed {seed} compiles')


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    first, count = int(sys.argv[1]), int(sys.argv[2])
    for seed in range(first, first + -(-count // PER_MODULE)):
        print(json.dumps(write_module(seed)))
