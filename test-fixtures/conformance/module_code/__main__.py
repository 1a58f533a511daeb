"""The code of a module, as its loader gives it, in other names than its own."""
import mod, sys
code = mod.__loader__.get_code('mod')
g, l = {'__name__': 'other'}, {}
exec(code, g, l)
print(sorted(k for k in g if k != '__builtins__'), sorted(l))
print(l['f'](2), l['K']().m())
import runpy
r = runpy.run_module('mod', run_name='x')
print(r['f'](3), r['__name__'])
