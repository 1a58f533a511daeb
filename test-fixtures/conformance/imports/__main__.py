"""Imports: relative, star, circular, lazy, as, submodules, failing, the import order, attributes of modules."""
import sys

print('main starts', __name__, __package__, sorted(m for m in ('pack', 'helper') if m in sys.modules))
import helper
import helper as renamed
from helper import answer, compute as calculate
from helper import *
import pack.sub.deep
import pack.sub.deep as deep
from pack import first, second
from pack.sub import *

print(helper is renamed, answer, calculate(3), public(), '_hidden' in globals(), 'not_exported' in globals())
print(pack.sub.deep is deep, first.NAME, second.NAME, exported_by_all, 'kept_back' in globals())
print(pack.__name__, pack.__package__, pack.__path__ is not None, deep.__package__, helper.__package__, deep.where())
print(first.partner().NAME, second.partner().NAME, pack.VERSION, pack.sub.upward())
helper.answer = 'patched'
print(answer, helper.answer, helper.compute(1), helper.read_answer())
for statement in ('import no_such_module', 'from helper import nothing', 'from . import x', 'import pack.missing', 'from pack import missing', 'import helper.sub', 'from .helper import answer', 'import broken', 'import broken'):
    try:
        exec(statement, {'__name__': '__main__', '__package__': None})
    except Exception as error:
        print(statement, '->', type(error).__name__, str(error).split(' (')[0])
print('broken' in sys.modules)


def lazy():
    import lazy_module
    from lazy_module import value as v
    return lazy_module.value, v


print('lazy' in sys.modules, 'lazy_module' in sys.modules)
print(lazy(), lazy())
print(__import__('pack.sub').__name__, __import__('pack.sub', fromlist=['x']).__name__)
import importlib
print(importlib.import_module('pack.sub.deep') is deep, importlib.import_module('.first', 'pack') is first)
print(sorted(name for name in dir(pack) if not name.startswith('_')), helper.__doc__, helper.__name__)
try:
    print(helper.missing)
except AttributeError as error:
    print(error)
print(pack.dynamic)
print([m for m in ('helper', 'pack', 'pack.sub', 'pack.sub.deep', 'pack.first', 'pack.second', 'lazy_module') if m in sys.modules])
