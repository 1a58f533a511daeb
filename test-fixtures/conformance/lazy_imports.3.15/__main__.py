"""Names that lazy imports bind (PEP 810): who reads one has the module imported, and the name then means it."""
import sys, types
lazy import first
lazy import pkg.sub
lazy from second import value, other as renamed
lazy import missing_module
lazy import broken
G = globals()
def kind(name): return type(G[name]).__name__
def read(): return first.number
def read_alias(): return alias
def show(*names): print([f'{n}={kind(n)}' for n in names])
show('first', 'pkg', 'value', 'renamed')
alias = G['first']
show('alias')
print(read_alias().number, kind('alias'), kind('first'))
print(read(), kind('first'), read())
def later(): return value, renamed
print(later(), later()); show('value', 'renamed')
def use_pkg(): return pkg.name
def use_sub(): return pkg.sub.name
print(use_pkg(), 'pkg.sub' in sys.modules); print(use_sub(), 'pkg.sub' in sys.modules)
def fails():
    return missing_module.x
def fails2(): return broken
import traceback
for f in fails, fails, fails2, fails2:
    try: f()
    except Exception as e:
        traceback.print_exc()
        print(type(e).__name__, e, '|', repr(e.__cause__))
show('missing_module', 'broken')
for i in range(3):
    # A cached place gets a placeholder.
    def again(): return thing
    thing = i
    print(again())
def reads_thing(): return thing
print(reads_thing(), reads_thing())
lazy from third import thing
print(kind('thing'))
print(reads_thing(), kind('thing'))
del thing
try: reads_thing()
except NameError as e: print(e)
import fourth
def module_attribute(): return fourth.late, fourth.late
def module_call(): return fourth.function()
print(type(vars(fourth)['late']).__name__, module_attribute(), type(vars(fourth)['late']).__name__)
print(module_call())
fourth.again()
print(type(vars(fourth)['late2']).__name__, [fourth.late2.number for _ in range(2)], type(vars(fourth)['late2']).__name__)
def loops():
    for i in range(3): print(fifth.n, fifth.f(i), end=' ')
lazy import fifth
loops()
print()
class Body:
    x = first.number
    def m(self): return first.number
print(Body.x, Body().m())
def deleted():
    global first
    del first
    try: print(first)
    except NameError as e: print(e)
deleted()
