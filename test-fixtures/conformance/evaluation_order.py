"""The order in which everything is evaluated, made visible."""


def note(value):
    print(value, end=' ')
    return value


class Box:
    def __init__(self, name): self.__dict__['name'] = name
    def __getattr__(self, key): print(f'{self.name}.{key}', end=' '); return self
    def __setattr__(self, key, value): print(f'{self.name}.{key}={value}', end=' ')
    def __getitem__(self, key): print(f'{self.name}[{key}]', end=' '); return self
    def __setitem__(self, key, value): print(f'{self.name}[{key}]={value}', end=' ')
    def __call__(self, *a, **k): print(f'{self.name}{a}{k}', end=' '); return self
    def __add__(self, other): print(f'{self.name}+', end=' '); return self
    def __iadd__(self, other): print(f'{self.name}+=', end=' '); return self
    def __lt__(self, other): print(f'{self.name}<', end=' '); return True
    def __repr__(self): return self.name


def box(name):
    print(f'box:{name}', end=' ')
    return Box(name)


def line(title):
    print(f'\n{title}:', end=' ')


line('call'); box('f')(note(1), *[note(2)], a=note(3), **{'b': note(4)})
line('method'); box('m').method(note(1)).other[note(2)](note(3))
line('assign'); box('t').attr = note('value')
line('item'); box('t')[note('i')] = note('value')
line('chain'); box('a').x = box('b')[note(0)] = note('v')
line('tuple'); box('a').x, box('b').y = note(1), note(2)
line('augmented'); box('a').x += note(1)
line('augmented item'); box('a')[note('k')] += note(1)
line('binary'); note(1) + note(2) * note(3) ** note(2)
line('compare'); box('a') < box('b') < note(3)
line('conditional'); note('yes') if note(True) else note('no')
line('dict'); {note('k1'): note('v1'), **{note('k2'): note('v2')}, note('k3'): note('v3')}
line('set'); {note(1), *[note(2)], note(3)}
line('slice'); [0, 1, 2][note(0):note(2):note(1)]
line('lambda default'); f = lambda a=note('default'), *, k=note('kw'): note('body')
line('lambda call'); f(note('argument'))
line('def')


@(note('decorator') and (lambda g: note('decorated') and g))
def function(a: note('annotation a') = note('default a'), *, b: note('annotation b') = note('default b')) -> note('return annotation'):
    note('body')


line('class')


class Made((note('base') and object), metaclass=(note('meta') and type)):
    note('class body')
    x: note('class annotation') = note('class value')


line('annotated'); target: note('annotation') = note('value')
line('subscript annotated'); box('s')[note(0)]: note('annotation') = note('v')
line('walrus'); (y := note(1)) + note(y + 1)
line('and or'); note(0) and note(1) or note(2) and note('') or note('end')
line('in'); note(1) in [note(2), note(1)]
line('assert'); assert note(True), note('never')
line('with')


class Manager:
    def __init__(self, name): note('make ' + name); self.name = name
    def __enter__(self): return note('enter ' + self.name)
    def __exit__(self, *a): note('exit ' + self.name)


with Manager('a') as box('t').x, Manager('b'):
    note('body')
line('for')
for box('t')[note('index')] in note([1, 2]):
    note('loop')
line('del'); data = {1: 2, 3: 4}
del data[note(1)], data[note(3)]
line('comprehension'); [note((i, j)) for i in note([1, 2]) if note(i) for j in note([i])]
line('f-string'); f'{note(1)}{note(2):{note(3)}}{note(4)!r}'
line('unpack error')
try:
    note('before'), (a := note(1)), [][note(0)], note('never')
except IndexError:
    note('index error')
line('raise from')
try:
    raise ValueError(note('value')) from KeyError(note('cause'))
except ValueError as error:
    note(error.__cause__)
line('return in finally')


def jumps():
    try:
        return note('returned first')
    finally:
        note('finally')


note(jumps())
line('starred'); print(*note([1]), note(2), *note((3,)), sep=note('-'), end=note('\n'))
line('global augmented')


def global_augmented():
    global total
    total += change()


def change():
    global total
    total = 100
    return 1


total = 0
global_augmented()
note(total)
x = 5
x += (x := 10)
note(x)
items = [1, 2]
items[0], items = 'replaced', items
note(items)
print()
