"""f-strings and formatting: conversions, specifications, nesting, order, errors."""
import datetime
import decimal

name, number, pi = 'Ann', 42, 3.14159265358979
print(f'{name} {name!r} {name!s} {name!a} {"é"!a} {name:>8} {name:*^9} {name!r:_<9}|')
print(f'{number:d} {number:05} {number:+} {number:x} {number:#X} {number:#010b} {number:,} {1234567:_} {number:e} {number:c} {-5: d}')
print(f'{pi} {pi:.2f} {pi:10.3f}| {pi:<10.3}| {pi:e} {pi:g} {1e20:g} {0.0001:g} {1e-5:g} {pi:%} {1e16} {1e15} {float("inf"):f} {float("nan"):8}')
width, precision = 12, 4
print(f'{pi:{width}.{precision}} {pi:{width}.{precision}f} {name:{"<"}{width}}| {number:{"0" + str(width)}d}')
print(f'{{literal}} {{{number}}} {number=} {pi=:.3f} {name=!s} {number + 1 = } {name.upper()=}')
print(f'{"nested " + f"{name} {number:{width}}"}' f' joined' ' plain' rf'\n{number}\t')
print(f'{[n for n in range(3)]} {({"a": 1})["a"]} {(lambda x: x * 2)(4)} {number if number > 3 else 0} {number!r:>{width}}')
print(f'''{
    name
    } over
lines {number:>6}''')


class Custom:
    def __format__(self, spec): return f'<{spec}>'
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'


c = Custom()
print(f'{c} {c:spec} {c!s} {c!r} {c!s:>5} {c:{name}}', format(c), format(c, 'x'), '{0:y} {0!r}'.format(c), '%s %r' % (c, c))
log = []


def note(value):
    log.append(value)
    return value


print(f'{note(1)} {note(2):{note(3)}} {note(4)!r}', log)
for text in ("f'{number:q}'", "f'{name:d}'", "f'{missing}'", "f'{1/0}'", "f'{None:5}'", "f'{[]:5}'", "f'{pi:.2d}'", "f'{number:.2s}'"):
    try:
        print(eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)
print(f'{datetime.date(2024, 2, 29):%d.%m.%Y} {decimal.Decimal("1.10"):.3f} {1 + 2j:.1f} {True:d} {True} {b"x"}')
print('%5d|%-5d|%05d|%x|%o|%+d|% d' % (42, 42, 42, 255, 8, 3, 3), '%.3f|%10.2e|%g|%G' % (pi, pi, 1e-10, 1e-10), '%s|%10s|%-10s|%.2s' % ('a', 'b', 'c', 'long'))
print('%(a)s %(b)05.1f %%' % {'a': 1, 'b': 2.25}, '%c%c' % (65, 'B'), '%*d %-*d|' % (5, 1, 5, 2), '%r %a' % ('é', 'é'))
for template, values in (('%d', 'x'), ('%d %d', (1,)), ('%d', (1, 2)), ('%(a)s', 5), ('%z', 1), ('%', ())):
    try:
        print(template % values)
    except Exception as error:
        print(repr(template), type(error).__name__, error)
print('{} {} {a} {b[0]} {c.real:>{w}}'.format(1, 2, a=3, b=[4], c=5, w=4), '{1} {0}'.format('x', 'y'), '{:>10}|{:<10}|{:^10}'.format('r', 'l', 'c'))
print(f'{"":5}|{"abc":.2}|{0.1 + 0.2}|{1/3:.20f}|{2**100:,}|{10**25:e}|{-0.0:.1f}|{round(-0.4)}')
print(repr(1e22), repr(1e21), repr(123456789012345680.0), repr(5e-324), repr(1.7976931348623157e308), str(0.1), repr(100.0), 1e5, 1.5e300 * 1e10)
