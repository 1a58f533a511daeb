"""`%` with a tuple display is formatting by fields, as the optimizer of the interpreter makes it: what the methods of values see, and tracebacks."""
import traceback
class S:
    def __str__(self): raise ValueError('s')
    def __repr__(self): raise ValueError('r')
    def __format__(self, spec): return 'formatted'
class T(str):
    def __str__(self): print('str'); return self
    def __format__(self, spec): print('format', spec); return 'F'
class R:
    def __repr__(self): return T('r')
    def __str__(self): return T('s')
class N:
    def __len__(self): raise ValueError
    def __getitem__(self, i): raise ValueError
def run(f, *a):
    try: print(f(*a))
    except Exception: traceback.print_exc()
run(lambda x: '%s' % (x,), S())
run(lambda x: 'a %r b' % (x,), S())
run(lambda x: 'a %s b' % x, S())
run(lambda x, y: '%s-%a' % (x, y), 1, S())
run(lambda x, y: '%s-%s' % (x, y), T('t'), R())
run(lambda x, y: '%5s-%-5s|' % (x, y), T('t'), R())
run(lambda x, y: '%5.1s-%d|' % (x, y), T('t'), 5)
run(lambda x: '%s %s' % (x,), 1)
run(lambda x: '%s' % (x, x), 1)
run(lambda x: '%d' % (x,), 'a')
run(lambda x: '%s' % (x + 1,), 'a')
run(lambda x: '%s%%' % (*x,), [1])
run(lambda x: f'{x}', S()); run(lambda x: f'{x!s}', S()); run(lambda x: f'{x!r:>10}', R()); run(lambda x: f'{x!s:>5}', T('q'))
run(lambda x: 'é %s' % (x,), T('ü'))
run(lambda x: '%s' % (x,), T('ü'))
run(lambda x: type('%s' % (x,)), T('ü'))
run(lambda x: type('%s' % x), T('ü'))
run(lambda x: type(f'{x}'), T('ü')); run(lambda x: type(f'{x!s}'), T('ü'))
run(lambda x: '%s%%%s' % (x, 1), T('t'))
run(lambda x: '%005s|% s|%+-9s|%#r|%.s|%.0s' % (x, x, x, x, x, x), T('text'))
run(lambda x: '%100s' % (x,), T('t'))
run(lambda x: '%99.99s' % (x,), T('t'))
run(lambda x: '%*s' % (5, x), T('t'))
run(lambda x: '%(a)s' % (x,), T('t'))
run(lambda x: '%s %' % (x,), T('t'))
run(lambda x: '%s %c' % (x, 'c'), T('t'))
run(lambda x: ('%s' '%s') % (x, 2), T('t'))
run(lambda x: ('%s' + '%s') % (x, 2), T('t'))
run(lambda x: '' % (x,), T('t'))
run(lambda x: '\U0001f600%s%a' % (x, '\U0001f600'), T('t'))
run(lambda x: '%s' % (1, *x), 'a')
run(lambda x: '%s %s' % (x[0], x[2]), 'ab')
run(lambda x: b'%s' % (x,), b'x')
