f'', f'a', f'{a}', f'a{b}c', F"{a}{b}"
f'{a!r}{a!s:>10}{a!a:{w}.{p}}'
f'{a:}', f'{a:%H:%M}', f'{a:x{b}y}'
f'{a=}', f'{a = }', f'{a=!s}', f'{a=:>5}', f'b{a + 1 = }c'
f'{{}}', f'{{{a}}}', f'a{{b}}c'
f'{a, b}', f'{*a, b}', f'{lambda_}', f'{(lambda: 1)}', f'{ a if b else c }', f'{a["b"]}', f'{ {1: 2}[1] }'
f'{x:=5}', f'{(x := 5)}'
'a' f'b' 'c', f'a' f'{b}' f'c', u'a' f'{b}' 'c', 'a' f'{b}' u'c' 'd', '' f'{a}' ''
rf'\{a}\n', fR'\d{a}', f'\n{a}\x41', f'\N{CJK UNIFIED IDEOGRAPH-4E00}{a}'
f'''{a}
b {c}
''', f"""{
a}"""
f'{f"{a}"}', f'é{a}é{b}'
def g():
    f'{yield}'
x = (f'a{b}'
     'c'
     f'{d}e')
y = ('a'
     f'b{c:02}d{e:{f}>5}'
     f'{g:x{h}}')
f"{value:}" f'{value:{width}{precision}}'
