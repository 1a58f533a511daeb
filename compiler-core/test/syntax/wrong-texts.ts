/** Texts that are not Python, for the tests of errors. */

/** What hands slip into, and what Python 2 was. */
export const typing = [
  'if x\n    pass\n', 'def f()\n    pass\n', 'class A\n    pass\n', 'for x in y\n    pass\n', 'while x\n    pass\n', 'else\n', 'try\n    pass\n',
  'with a as b\n    pass\n', 'match x\n    case 1: pass\n', 'print(1\nx = 2\n', 'x = [1, 2\ny = 3\n', 'x = (1, 2]\n', 'x = 1)\n', "x = 'abc\n",
  'x = "abc\n', "x = '''abc\n", "f'{a'\n", "f'{a b}'\n", 'f(a b)\n', '[1 2]\n', '{1: 2 3: 4}\n', '{1: 2, 3}\n', '{1: 2, 3 4}\n', 'f(m n)\n', 'def f() -> : pass\n', 'if x = 1:\n    pass\n', 'while a.b = 1: pass\n',
  'f(a.b=1)\n', 'f() = 1\n', '1 = x\n', 'None = 1\n', 'x + 1 = 2\n', 'a, 1 = x\n', 'del f()\n', 'f() += 1\n', 'x = 5 +\n', 'x = = 5\n', 'a b\n', 'return = 1\n',
  'def f():\nreturn 1\n', 'if x:\n    a\n  b\n', ' x = 1\n', 'x = 1\n    y = 2\n', 'if x:\n\ta\n        b\n', 'if x:\n', 'def f(a, a=1, b): pass\n', 'def f(*): pass\n',
  'def f(a, b=1, c): pass\n', 'f(a=1, b)\n', 'f(**a, b)\n', 'f(x for x in y, 1)\n', 'import a from b\n', 'from a import\n', 'from a import b,\n', 'a if b\n', 'x = a if b\n',
  'lambda x=: 1\n', 'def f(x=): pass\n', 'try:\n    pass\nx = 1\n', 'try:\n    pass\nexcept A, b:\n    pass\n', 'elif x: pass\n', 'x = 0777\n', '1_\n', '0x\n', '12ab\n',
  'x = \\ 1\n', 'x = €\n', 'a $ b\n', 'x.1\n', '(a, b\n', 'x = {\n', ')\n', '(]\n', "'\\x1'\n", "b'é'\n", "'\\N{no such}'\n", "'a' b'c'\n", 'print "x"\n', 'print x, y\n', 'exec "x"\n',
  'raise A, b\n', 'a <> b\n', '`a`\n', 'ur"x"\n', '10L\n', 'x := 1\n', '(a.b := 1)\n', '[*a for b in c]\n', '{**a for b in c}\n', '(*a)\n', 'x: int: y\n', '(a, b): int\n', 'async x\n',
];

/** What only the tree shows. */
export const meaning = [
  'return\n', 'break\n', 'if x:\n    continue\n', 'yield\n', 'def f():\n    await x\n', 'x = *a\n', '*a = 1\n', 'a, *b, *c = d\n', 'f(a=1, a=2)\n', '__debug__ = 1\n', 'def f(a, a): pass\n',
  'x = 1\nfrom __future__ import division\n', 'from __future__ import braces\n', 'from __future__ import nothing\n', 'def f():\n    x = 1\n    global x\n', 'nonlocal x\n', 'def f():\n    from a import *\n',
  'match x:\n    case a: pass\n    case b: pass\n', 'match x:\n    case [a, a]: pass\n', 'match x:\n    case {1: a, 1: b}: pass\n', 'try: pass\nexcept: pass\nexcept A: pass\n', '[x async for x in y]\n',
  'for x in y:\n    try: pass\n    except* A: break\n', 'async def f():\n    yield\n    return 1\n',
];
