"""Code objects of compiled functions, of frames and generators: the same as those that compiling the text gives."""
import inspect
import marshal
import subprocess
import sys
import types


def plain(a, b=1, *rest, key=2, **more):
    total = a + b
    for item in rest:
        total += item
    return total, key, sorted(more)


def closure(n):
    def inner(x):
        return x + n
    return inner


def many():
    try:
        return [(i, lambda: i) for i in range(3)]
    finally:
        del_me = 1


def generator(n):
    for i in range(n):
        yield (lambda: sys._getframe().f_code)


async def coroutine():
    return [i for i in (1, 2)]


async def async_generator():
    yield lambda: 1


class Shape:
    body_code = sys._getframe().f_code

    def area(self, *, scale=1):
        return sys._getframe().f_code, scale

    @property
    def name(self):
        return sys._getframe().f_code

    @staticmethod
    def make():
        class Inner:
            def method(self):
                return super().__repr__()[:1]
        return Inner

    @classmethod
    def build(cls):
        return cls.__name__

    def steps(self):
        yield from (x for x in (1, 2))


with open(__file__, 'rb') as file:
    whole = compile(file.read(), __file__, 'exec')


def codes(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes(constant)


fresh = {(code.co_qualname, code.co_firstlineno): code for code in codes(whole)}
FIELDS = [name for name in dir(whole) if name.startswith('co_') and name not in ('co_lnotab',) and not callable(getattr(whole, name))]


def compare(what, code):
    other = fresh[code.co_qualname, code.co_firstlineno]
    same = [name for name in FIELDS if getattr(code, name) != getattr(other, name)]
    print(what, same, code == other, hash(code) == hash(other), list(code.co_positions()) == list(other.co_positions()),
          list(code.co_lines()) == list(other.co_lines()), marshal.dumps(code) == marshal.dumps(marshal.loads(marshal.dumps(code))),
          len(list(codes(code))) == len(list(codes(other))))


shape = Shape()
for _ in range(3):
    compare('plain', plain.__code__)
    compare('closure', closure.__code__)
    compare('inner', closure(2).__code__)
    compare('many', many.__code__)
    compare('generator', generator.__code__)
    compare('gi_code', generator(1).gi_code)
    compare('lambda in a generator', next(generator(1)).__code__)
    compare('running lambda', next(generator(1))())
    compare('class body', Shape.body_code)
    compare('method', Shape.area.__code__)
    compare('running method', shape.area()[0])
    compare('running method with a keyword', shape.area(scale=3)[0])
    compare('property', Shape.name.fget.__code__)
    compare('running property', shape.name)
    compare('method in a class in a function', Shape.make().method.__code__)
    compare('generator method', Shape.steps.__code__)
    compare('coroutine', coroutine.__code__)
    waiting = coroutine()
    compare('cr_code', waiting.cr_code)
    waiting.close()
    compare('ag_code', async_generator().ag_code)
    print(plain(1), closure(1)(2), len(many()), shape.area(scale=2)[1], Shape.build(), list(shape.steps()), Shape.make()().method())
print(shape.area()[0] is Shape.area.__code__, shape.name is Shape.name.fget.__code__, generator(1).gi_code is generator.__code__)
print(Shape.area.__code__ in Shape.body_code.co_consts, closure(1).__code__ in closure.__code__.co_consts, closure(1).__code__ is closure(2).__code__)

# Other functions with the code.
for function in (plain, Shape.area):
    copy = types.FunctionType(function.__code__, globals(), 'copy', function.__defaults__, function.__closure__)
    copy.__kwdefaults__ = function.__kwdefaults__
    print(copy.__code__ is function.__code__, copy(3)[1])


def first(a, b=5):
    return 'first', a, b


def second(a, b=6):
    return 'second', a, b


before = first.__code__
for _ in range(3):
    print(first(1))
    first.__code__, second.__code__ = second.__code__, first.__code__
    print(first(1), second(1), first.__code__ is before)
first.__code__ = first.__code__.replace(co_name='renamed')
print(first(2), first.__code__.co_name)
print(inspect.signature(first), inspect.getsource(second).splitlines()[0])

# By value, in another process and in this one.
for function in (plain, many):
    blob = marshal.dumps(function.__code__)
    again = types.FunctionType(marshal.loads(blob), globals(), None, function.__defaults__)
    again.__kwdefaults__ = function.__kwdefaults__
    text = f'import marshal, types\nf = types.FunctionType(marshal.loads({blob!r}), dict(range=range, sorted=sorted), None, {function.__defaults__!r})\n' \
        f'f.__kwdefaults__ = {function.__kwdefaults__!r}\nprint(len(f({"4, 5, 6, z=1" if function is plain else ""})))'
    print(len(again(*(4, 5, 6) if function is plain else ())), subprocess.run([sys.executable, '-c', text], capture_output=True, text=True).stdout)
