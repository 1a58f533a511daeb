"""global, del, locals, vars, exec, eval, builtins shadowed, name errors."""
import builtins

value = 1


def use_global():
    global value, created
    value += 1
    created = 'made'
    return value


print(use_global(), created)


def unbound():
    try:
        value += 1
    except UnboundLocalError as error:
        print(error)
    try:
        print(value)
    except UnboundLocalError as error:
        print(error)


unbound()


def delete_global():
    global created
    del created
    try:
        created
    except NameError as error:
        print(error)
    try:
        del created
    except NameError as error:
        print(error)


delete_global()


def local_view(a, b=2):
    c = a + b
    before = dict(locals())
    d = 4
    return before, sorted(locals()), vars() == locals()


print(local_view(1))
namespace = {'x': 5}
exec('y = x * 2\ndef f(z): return x + y + z', namespace)
print(namespace['y'], namespace['f'](1), eval('x + y', namespace), eval('x', {}, {'x': 'local'}))


def run_exec():
    x = 1
    exec('x = 2; hidden = 3')
    try:
        return x, hidden
    except NameError as error:
        return x, str(error)


print(run_exec())
exec('made_by_exec = value * 100')
print(made_by_exec, eval('value'), eval(compile('value + 1', 'code', 'eval')))
len_before = len


def len(x):
    return 'shadowed'


print(len('abc'), builtins.len('abc'))
del len
print(len('abc'))
builtins.injected = 'from builtins'
print(injected)
del builtins.injected
try:
    injected
except NameError as error:
    print(error, error.name)


class Space:
    value = value + 10
    print(sorted(k for k in locals() if not k.startswith('__')), value)
    del value
    after_delete = value


print(Space.after_delete, hasattr(Space, 'value'))
globals()['dynamic'] = 'through globals()'
print(dynamic, 'dynamic' in vars(), __name__)


def nested_globals():
    def inner():
        global value
        value = 'inner'
    inner()
    return value


print(nested_globals())


def comprehension_locals():
    a = 1
    return [sorted(k for k in locals() if k in ('a', 'n')) for n in range(1)][0]


print(sorted(comprehension_locals()) is not None)


def same_name_argument(print=print, value=value):
    print('defaults keep', value)


value = 'later'
same_name_argument()
for name in ('True', 'None'):
    try:
        exec(f'{name} = 1')
    except SyntaxError as error:
        print(error.msg)
print([name for name in ('print', 'value', 'missing') if name in dir() or hasattr(builtins, name)])
if False:
    never = 1
try:
    never
except NameError as error:
    print(error)
print(__builtins__ is builtins, __doc__.split(',')[0], __spec__ is None, __annotations__)
