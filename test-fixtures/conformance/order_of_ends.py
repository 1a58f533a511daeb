"""In which order an operation lets go of its operands, where nobody else keeps them."""


class Ends:
    def __init__(self, name): self.name = name
    def __del__(self): print('end', self.name, end=' ')
    def __setitem__(self, key, value): print('set', end=' ')
    def __delitem__(self, key): print('del', end=' ')
    def __add__(self, other): print('add', end=' ')
    def __mul__(self, other): print('mul', end=' '); return Ends('product')
    def __iadd__(self, other): print('iadd', end=' '); return Ends('sum')
    def __imul__(self, other): print('imul', end=' '); return self
    def __matmul__(self, other): raise ValueError
    def __lt__(self, other): print('lt', end=' ')
    def __contains__(self, item): print('in', end=' ')


class Key(Ends):
    def __hash__(self): return 4
    def __eq__(self, other): return True


def set_item(): Ends('a')[Ends('b')] = Ends('c')
def delete_item(): del Ends('a')[Ends('b')]
def set_attribute(): Ends('a').x = Ends('b')
def add(): return Ends('a') + Ends('b')
def compare(): return Ends('a') < Ends('b')
def test():
    if Ends('a') < Ends('b'): pass
def contains(): return Ends('a') in Ends('b')
def identity(): return Ends('a') is Ends('b')
def call(): len([Ends('a'), Ends('b')])
def method(): Ends('a').__add__(Ends('b'))
def search(): {Key('a'): 1}.get(Key('b'))
def display(): [Ends('a'), (Ends('b'), Ends('c'))]
def part(): (Ends('a'), Ends('b'))[:1]
def joined(): [Ends('a')] + [Ends('b')]


def update():
    a = Ends('a')
    a = a * Ends('b')
    print('next', end=' ')
def update_in_place():
    a = Ends('a')
    a += Ends('b')
    print('next', end=' ')
def update_by_sum():
    a = Ends('a')
    a += Ends('b') * Ends('c')
    print('next', end=' ')
def update_by_variable():
    a, b = Ends('a'), Ends('b')
    a += b
    print('next', end=' ')
def update_of_itself():
    a = Ends('a')
    a *= Ends('b')
    print('next', end=' ')
def update_that_fails():
    a = Ends('a')
    try: a @= Ends('b')
    except ValueError: print('raised', end=' ')
    print('next', end=' ')
def update_of_list():
    a = [Ends('a')]
    a = a + [Ends('b')]
    a += (Ends('c'),)
    print('next', end=' ')
def update_beside_number(n=3):
    n += len([Ends('a')])
    print(n, end=' ')
def update_of_captured():
    a = Ends('a')
    def inner():
        nonlocal a
        a += Ends('b')
        print('next', end=' ')
    inner()


for function in set_item, delete_item, set_attribute, add, compare, test, contains, identity, call, method, search, display, part, joined, update, update_in_place, update_by_sum, update_by_variable, update_of_itself, update_that_fails, update_of_list, update_beside_number, update_of_captured:
    print(function.__name__, end=': ')
    function()
    print()
