"""Imports without the keyword that a setting, a filter or `__lazy_modules__` puts off, in modules that are compiled."""
import sys, traceback
def kinds(module): return {k: type(v).__name__ for k, v in vars(module).items() if not k.startswith('__') and k != 'kinds'}
sys.set_lazy_imports('all')
import inner
print(type(globals()['inner']).__name__)
print(kinds(inner))
print(inner.use(), kinds(inner))
def seen(importer, name, fromlist=None):
    print('filter', importer, name, fromlist)
    return name != 'second'
sys.set_lazy_imports_filter(seen)
import inner2
print(kinds(inner2))
print(inner2.use())
sys.set_lazy_imports('normal')
sys.set_lazy_imports_filter(None)
import inner3
print(kinds(inner3), sorted(sys.lazy_modules)[:3] if isinstance(sys.lazy_modules, set) else type(sys.lazy_modules))
print(inner3.use())
try: inner3.fails()
except ImportError: traceback.print_exc()
try: exec("def f():\n  lazy import x")
except SyntaxError as e: print(e)
