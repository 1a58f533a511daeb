"""In which order values end that an exception, a `with` or the end of a display leaves behind."""
import sys



class Ends:
    def __init__(self, name): self.name = name
    def __del__(self): print('end', self.name, end=' ')
    def __add__(self, other): return Ends(self.name + '+')
    def __getattr__(self, name): return Ends(f'{self.name}.{name}')
    def __call__(self, *arguments, **keywords): return Ends(self.name + '()')
    def __getitem__(self, key): return Ends(self.name + '[]')
    def __setitem__(self, key, value): print('set', end=' ')
    def __delitem__(self, key): print('delete', end=' ')
    def __iter__(self): return iter([Ends(self.name + '0'), Ends(self.name + '1')])
    def __enter__(self): return self
    def __exit__(self, *raised): print('exit', end=' '); return True
    def __hash__(self): return 3
    def __eq__(self, other): return False
    def __lt__(self, other): return True
    def __format__(self, specification): return self.name


class Passes(Ends):
    def __exit__(self, *raised): print('exit', end=' '); return False


class Raises(Ends):
    def __exit__(self, *raised): raise KeyError(Ends('of exit'))


def give(*values, **keywords): return Ends('given')


# What is on the stack when something raises.
def of_list(x): return [Ends('a'), Ends('b'), 1 / 0]
def of_dict(x): return {Ends('a'): Ends('b'), Ends('c'): 1 / 0}
def of_operator(x): return Ends('a') + (Ends('b') + [1 / 0])
def of_comparison(x): return Ends('a') < Ends('b') < 1 / 0
def of_call(x): return give(Ends('a'), Ends('b'), k=[Ends('c'), 1 / 0])
def of_method(x): return Ends('a').method(Ends('b'), *1)
def of_keywords(x): return Ends('a').method(Ends('b'), *[Ends('c')], k=1 / 0)
def of_string(x): return f'{Ends("a")}{Ends("b")}{Ends("c").x + (1 / 0)}'
def of_item(x): Ends('a')[Ends('b')] = Ends('c')[Ends('d') + 1 / 0]
def of_ways(x): return [Ends('a'), x if x else Ends('b'), Ends('c') and Ends('d'), x or Ends('e'), Ends('f'), 1 / 0]
def of_merged(x): return {**{'a': Ends('a')}, 'b': Ends('b'), **{'c': 1 / 0}}
def of_nested(x): return [[Ends('a'), each, 1 / 0] for each in [Ends('b'), Ends('c')]]
def of_loops(x):
    for i in [Ends('a'), Ends('b')]:
        for j in [Ends('c'), Ends('d')]:
            i = j = None
            give(Ends('e'), 1 / 0)
def of_contexts(x):
    for i in [Ends('a'), Ends('b')]:
        with Passes('c'), Passes('d'): return Ends('e') + [1 / 0]
def caught(x):
    try:
        for i in [Ends('a'), Ends('b')]:
            for j in [Ends('c'), Ends('d')]:
                i = j = None
                [Ends('e'), Ends('f'), 1 / 0]
    except ZeroDivisionError: print('caught', end=' ')
def caught_in_loop(x):
    for i in range(2):
        try: give(Ends('a'), [Ends('b'), x, 1 / 0])
        except ZeroDivisionError: print('caught', end=' ')
        finally: print('finally', end=' ')


# What a `with` leaves behind.
def swallowed(x):
    for i in range(2):
        with Ends('a'): raise ValueError(Ends('b'))
def swallowed_outside(x):
    with Ends('a'), Passes('b'): raise ValueError(Ends('c'))
def passed(x):
    with Passes('a'), Passes('b'): raise ValueError(Ends('c'))
def replaced(x):
    for i in range(2):
        try:
            with Ends('a'), Raises('b'): raise ValueError(Ends('c'))
        except KeyError: print('caught', end=' ')
def replaced_twice(x):
    try:
        with Raises('a'), Raises('b'): return Ends('c')
    except KeyError: print('caught', end=' ')
def broken_off(x):
    for i in [Ends('a'), Ends('b')]:
        with Passes('c'): break


# What is filled, and slices.
def filled(x): [*Ends('a'), Ends('b')]
def filled_set(x): {*Ends('a'), Ends('b')}
def filled_dict(x): {**{'a': Ends('a')}, 'b': Ends('b'), **{'c': Ends('c')}}
def listed(x): [each for each in Ends('a')]
def listed_twice(x): [one for each in Ends('a') for one in each]
def mapped(x): {each: Ends('b') for each in Ends('a')}
def collected(x): {each for each in Ends('a') if Ends('b')}
def kept(x): made = [one for each in Ends('a') for one in each]
def slice_read(x): Ends('a')[Ends('b'):Ends('c')]
# Which end otherwise on 3.15 (docs/status.md).
slice_reads = [slice_read] if sys.version_info < (3, 15) else []
def slice_written(x): Ends('a')[Ends('b'):Ends('c')] = Ends('d')
def slice_deleted(x): del Ends('a')[Ends('b'):Ends('c')]
def slice_updated(x): Ends('a')[Ends('b'):Ends('c')] += Ends('d')


for function in (of_list, of_dict, of_operator, of_comparison, of_call, of_method, of_keywords, of_string, of_item, of_ways, of_merged, of_nested, of_loops, of_contexts,
                 caught, caught_in_loop, swallowed, swallowed_outside, passed, replaced, replaced_twice, broken_off, filled, filled_set, filled_dict, listed,
                 listed_twice, mapped, collected, kept, *slice_reads, slice_written, slice_deleted, slice_updated):
    for x in 0, Ends('x'):
        print(function.__name__, end=': ')
        try: function(x)
        except Exception as error: print('raised', type(error).__name__, end=' ')
        x = None
        print()
