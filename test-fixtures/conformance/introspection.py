"""What tools see of functions, classes and frames."""
import inspect
import pickle
import sys
import types


def sample(a, b: int = 2, /, c='x', *args: str, d, e=5, **kwargs) -> 'list[int]':
    """Docstring
    of two lines."""
    local = a + b
    return [local]


code = sample.__code__
print(sample.__name__, sample.__qualname__, sample.__module__, sample.__doc__, sample.__defaults__, sample.__kwdefaults__, sample.__annotations__)
print(code.co_name, code.co_varnames, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals, code.co_flags & 0x0c, code.co_firstlineno, code.co_freevars, code.co_names)
print(inspect.signature(sample), inspect.isfunction(sample), type(sample) is types.FunctionType, inspect.getdoc(sample), inspect.getsource(sample).splitlines()[0], inspect.getfullargspec(sample).kwonlyargs)
print(sample(1, 2, d=3), sample.__call__(1, d=2), sample.__get__(5)(d=1), types.MethodType(sample, 7)(d=0))
sample.attribute = [1]
print(sample.__dict__, vars(sample), sample.attribute, sample.__globals__ is globals(), sample.__builtins__ is not None, sample.__closure__)
sample.__name__ = 'renamed'
sample.__doc__ = None
print(sample.__name__, sample.__doc__, code.co_name, repr(sample).split(' at ')[0])
copy = types.FunctionType(sample.__code__, {'__builtins__': __builtins__}, 'copied', (9, 10, 20), None)
copy.__kwdefaults__ = {'d': 0, 'e': 1}
print(copy(), copy.__name__)
print(pickle.loads(pickle.dumps(inspect.getmodule)) is inspect.getmodule)


class Thing:
    """A class."""
    attribute: int = 1

    def method(self, x=1): return x
    @classmethod
    def of_class(cls): return cls
    @staticmethod
    def static(): pass
    async def coroutine(self): pass
    def generator(self): yield
    @property
    def prop(self): return 1


print(Thing.method.__qualname__, Thing().method.__func__ is Thing.method, inspect.ismethod(Thing().method), inspect.signature(Thing.method), inspect.signature(Thing().method), inspect.getdoc(Thing), Thing.__dict__.keys() >= {'method', 'prop'})
print([inspect.iscoroutinefunction(Thing.coroutine), inspect.isgeneratorfunction(Thing.generator), inspect.isgeneratorfunction(Thing.method), isinstance(Thing.__dict__['static'], staticmethod)], [name for name, kind, *_ in inspect.classify_class_attrs(Thing) if not name.startswith('__')])
restored = pickle.loads(pickle.dumps([Thing(), Thing, sample.__defaults__]))
print(type(restored[0]) is Thing, restored[1] is Thing, restored[2], Thing.__module__, Thing.__qualname__)


def frame_info():
    frame = sys._getframe()
    caller = frame.f_back
    return frame.f_code.co_name, caller.f_code.co_name, caller.f_lineno, sorted(caller.f_locals), frame.f_globals is globals(), frame.f_code is frame_info.__code__


def calls_it(argument):
    local = argument * 2
    return frame_info()


print(calls_it(3))
print([f.function for f in inspect.stack()], inspect.currentframe().f_code.co_name)
lambda_function = lambda x, *, y=1: (x, y)
print(lambda_function.__name__, lambda_function.__qualname__, inspect.signature(lambda_function), inspect.getsource(lambda_function).strip())


def outer():
    captured = 1

    def inner(x):
        return captured + x

    class Local:
        def m(self): return captured

    return inner, Local


inner, Local = outer()
print(inner.__qualname__, Local.m.__qualname__, inner.__closure__[0].cell_contents, inspect.getclosurevars(inner).nonlocals, [c.co_name for c in outer.__code__.co_consts if isinstance(c, types.CodeType)])


def swapped(): return 'before'


def other(): return 'after'


alias = swapped
swapped.__code__ = other.__code__
print(swapped(), alias(), swapped.__name__)
try:
    swapped.__code__ = inner.__code__
except ValueError as error:
    print(error)
print(hasattr(sample, 'missing'), callable(sample), hash(sample) == hash(sample), sample == sample, sample != copy, bool(sample), isinstance(sample, object))
replaced = code.replace(co_name='new_name')
print(replaced.co_name, replaced == code, code == sample.__code__)
print(len(dir(sample)) > 30, sample.__type_params__ if hasattr(sample, '__type_params__') else ())


def own_variables(argument):
    local = argument + 1
    variables = sys._getframe().f_locals
    cell = [local]
    return sorted(name for name in variables if name != 'variables'), (lambda: cell)()


print(own_variables(1))
