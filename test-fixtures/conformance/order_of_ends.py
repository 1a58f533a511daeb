"""In which order an operation lets go of its operands, where nobody else keeps them."""


class Ends:
    def __init__(self, name): self.name = name
    def __del__(self): print('end', self.name, end=' ')
    def __setitem__(self, key, value): print('set', end=' ')
    def __delitem__(self, key): print('del', end=' ')
    def __add__(self, other): print('add', end=' ')
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


for function in set_item, delete_item, set_attribute, add, compare, test, contains, identity, call, method, search, display, part, joined:
    print(function.__name__, end=': ')
    function()
    print()
