/**
 * The bytes of a file that is damaged are refused as `compile` refuses them in every interpreter at hand: type, message,
 * line and offset. A text of this file has a character for each byte.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseText } from '../../src/syntax/parse/parse-module.js';
import type { TargetVersion } from '../../src/targets/target-version.js';
import { findInterpreters } from '../harness/interpreters.js';

/** Bytes that are no UTF-8, and where CPython counts bytes or takes them for others. */
const places = [
  'f\xdbom x import a\n', 'x = f\xdbom\n', 'x = 1\nif f\xdbom: pass\n', 'x = a.f\xdbom\n', 'x = \xc3\xa9\xc3\xa9 + f\xdbom\n',
  'x = \xc3\xa9\xc3\xa9 + = 2\n', 'x = \xc3\xa9\xc3\xa9 + "ab\xdbcd"\n', 'x =  "ab\xdbcd"\n', 'x =  "ab\xdbcd" + 1\n', 'x =  "ab\xdbcd" "efg" + 1\n',
  'x =  "ab\xdbcd" y\n', 'x =  f"ab\xdbcd" + 1\n', 'x =  f"ab\xdbcd{a}" + 1\n', 'x =  f"ab\\n\xdbcd{a}" + 1\n', 'x =  f"ab{a}\xdbcd" + 1\n',
  'x =  f"ab{a\xdb}cd" + 1\n', 'x =  """ab\xdbcd\n\n""" + 1\n', 'x =  """\n\nab\xdbcd\n\n""" + 1\n', 'x = "\xe4\xb8" + 1\n',
  'if 1:\n    a\n  \xa8 b\n', 'if 1:\n    a\n  \xc3\xa9 b\n', 'if 1:\n    a\n  b # \xc3\xa9\n', 'if 1:\n    a\n  b # \xe4\xb8\n',
  'if 1:\n    a\n  b # \xe4\xb8 abc \xff\n', '#\xff\nx = = 1\n', 'x = = 1 #\xff\n', 'x #\xff\xff\xff\n= 1\n', '\xff = = 1\n', '"\xff" = = 1\n',
  '"\xc3\xa9" = = 1\n', '"\xc3\xa9" = = 1 #\xff\n', 'x\x00\n', '#coding: foo\n\x00', '#coding: foo\nx\n', '\xef\xbb\xbf#coding: latin-1\n',
  '\xef\xbb\xbf#coding: utf-8\n\xff', '\xef\xbb\xbf\xff = 1', '#coding:utf-8\n\xff', '#coding:utf-8\n#\xff', '\xef\xbb\xbf#\xff\n',
  '#coding:latin-1\n\xff = = 1', '#coding:ascii\n\xff = = 1', '#coding:cp1252\n\xff = = 1 #\x81', '#coding:utf-8\nx = \xc3\xa9\xc3\xa9 + = 2\n',
  '#coding:utf8\nx = \xc3\xa9\xc3\xa9 + = 2\n', '#coding:latin-1\nx = \xe9\xe9 + = 2\n', '\xef\xbb\xbfx = \xc3\xa9\xc3\xa9 + = 2\n',
  '\xef\xbb\xbfx = \xc3\xa9\xc3\xa9 + \xff = 2\n', '\xef\xbb\xbf\nx = \xc3\xa9\xc3\xa9 + \xff = 2\n',
  '#coding:utf8\nx = \xc3\xa9\xc3\xa9 + \xff = 2\n', '#coding:utf8\nx = \xc3\xa9\xc3\xa9 + 2 # \xff\n',
  '#coding:u8\nx = \xc3\xa9\xc3\xa9 + 2 # \xff\n', '\xef\xbb\xbf#coding:utf8\nx = \xc3\xa9\xc3\xa9 + = 2\n',
  '\xef\xbb\xbf#coding:utf-8-sig\nx = \xc3\xa9\xc3\xa9 + = 2\n', '#coding:utf-8-foo\nx = \xc3\xa9\xc3\xa9 + = 2 # \xff\n',
  '#coding:UTF_8-foo\nx = \xc3\xa9\xc3\xa9 + = 2 # \xff\n', '#coding:utf-8foo\nx = 1\n',
  '\xef\xbb\xbf#coding:latin_1-x\nx = \xc3\xa9\xc3\xa9 + = 2\n', '\xef\xbb\xbf#coding:FOO_bar\nx = \xc3\xa9\xc3\xa9 + = 2\n',
  '#coding:FOO_bar\nx = 1\n', 'x = "\xc3\xa9\xc3\xa9" \\ 1\n', 'x = """\xc3\xa9\xc3\xa9\n\n""" \\ 1\n', 'x = \xc3\xa9\xc3\xa9, \\\n "abc", \\ 1\n',
  '#coding:utf-8\nx = """\xc3\xa9\xc3\xa9\n\n""" \\ 1\n', '#coding:utf-8\nx = \xc3\xa9\xc3\xa9, \\\n "abc", \\ 1\n',
  '#coding:utf-8\nx = abcdefghijkl, \\\n "abc", \\ 1\n', 'x = (\xc3\xa9\xc3\xa9, \n (3,\n', 'x = \xc3\xa9\xc3\xa9, (3,\n',
  'x = \xc3\xa9\xc3\xa9, (3,\n a b\n', 'x = \xc3\xa9\xc3\xa9; if 1\n', 'x = \xc3\xa9\xc3\xa9; 1a\n',
  'x = \xc3\xa9\xc3\xa9; "abc\n', 'x = \xc3\xa9\xc3\xa9 "\xff" ; 1a\n', 'x = \xc3\xa9\xc3\xa9 # \xff\ny = 3 "\xff\xff\xff" ; 1a\n', '"\xe6\x96" 1a\n',
  'y = 1 "\xe6\x96" 2\n', '"\xe6\x96" = 2\n', '#\xe6\x96\n1a\n', 'r"\xe6\x96" $ a\n', 'r"\xe6\x96\xe6\x96" ? a\n',
  'x = \xc3\xa9; f"{\xc3\xa9 = = 1}"\n', 'x = \xc3\xa9; f"{\xc3\xa9 \xc3\xa9 a}"\n', 'x = \xc3\xa9; f"{\xc3\xa9 \xc3\xa9 1a}"\n',
  'x = \xc3\xa9; f"{\xc3\xa9 \xff}"\n', 'f"\xff" + "abc\n', 'f"\xff" + 1a\n', 'f"a\xff{{\xff" + 1a\n', 'f"ok{1}\xff}} \xff" + 1a\n',
  'f"ok{1:\xc3\xa9\xff}" + 1a\n', 'f"""ok\n\xc3\xa9\n{1:\xc3\xa9\xff}""" + 1a\n', 'rf"ok\\\xc3\xa9\xff{1}" + 1a\n', 'rf"ok\xc3\xa9 \xff{1}"\n',
  'f"ok\xc3\xa9 \xff{1}"\n', 'f"ok\xc3\xa9 a\xff\xe6a{1}"\n', '"\\n ok\xc3\xa9 a\xff\xe6a{1}"\n', '"ok\xc3\xa9 a\xff\xe6a{1}"\n',
  'f"ok\\n\xc3\xa9 a\xff\xe6a{1}"\n', 'f"{a!\xff}"\n', 'f"{a!r:\xff}"\n', 'f"{\xff!r}"\n', 'f"{\xffabc!r}"\n', 'f"{1:{\xff}}"\n',
  'f"""{\n a + \xff}"""\n', 'u"\xff"', 'b"\xff"', 'rb"\xff"', 'b"a" "\xff"', '"\xff" b"a"', 'if 1:\n\t\xc3\xa9\n        \xc3\xa9\n',
  'if 1:\n  \xc3\xa9\n    \xc3\xa9\n', 'if 1:\n\xc3\xa9\n  \xc3\xa9\n', '  \xc3\xa9\n', 'if 1:\n  a\n \xc3\xa9', 'a = \xc3\xa9\xff\xff\xff b\n',
  '\xc3\xa9 = 2 3\n', '\xc3\xa9 = 3 +\n', '\xc3\xa9 = 3 + # \xc3\xa9 \xff\n',
  'f(\xc3\xa9=1, *a, b c)\n', 'x = \xe9; y = = "\xe9" 1a',
  `x=1\n${'\xc3\xa9'.repeat(600)} = = 1\n`, `#coding:utf-8\n${'\xc3\xa9'.repeat(600)} = = 1\n`, `#coding:utf-8\n${'\xc3\xa9'.repeat(400)} = = 1\n`,
];

/** Which of two errors comes, and which pieces of a string are decoded by themselves. */
const several = [
  'x=f\'\'\'\n  {\xc3\xa9 +\n \xc3\xa9(\xc3\xa9 a b)}\'\'\'', 'x=f\'\'\'\n  {\xc3\xa9 +\n                \xc3\xa9(\xc3\xa9 a b)}\'\'\'',
  'x=f\'\'\'a {b}\n  {\xc3\xa9(\xc3\xa9 a b)}\'\'\'', 'x=f\'\'\'a {b}\n  {\n\xc3\xa9(\xc3\xa9 a b)}\'\'\'',
  'x=f\'\'\'\n  {a +\n                \xff}\'\'\'', 'x=f\'\'\'\n  {\n                \xff}\'\'\'', 'x = f\'\'\'{\n                \xff}\'\'\'',
  'x = f\'\'\'  {a+\n                \xff}\'\'\'', 'x = (1 2\ny = \xff\n', 'x = f(1 2\ny = f\'{\xff}\'\n', 'x = 1 2\ny = f\'{\xff}\'\n',
  'x = 1 2\ny = f\'\xff\'\n', 'x = 1 2\ny = \'\xff\'\n', 'x = 1 2\ny = \xff\n', 'x 2\ny = \xff\n', 'x = 1 2\nf\'\'\'{\n\xff\'\'\'\n',
  'x = \'\xff\' 2 \ny = \xff\n', 'x = \'\xff\' + 2 \ny = $\n', 'x = f\'\xff\' + 2 \ny = $\n', 'x = f\'a\n\xff\' + 2 \ny = $\n',
  'x = f\'a{\xff\' + 2 \ny = $\n', 'x = f\'\xff{a\' + 2 \ny = $\n', 'if f\'\xff\':\nx\n', 'f(\'\xff\' for x in y, 1)\n', 'f(\xff for x in y, 1)\n',
  'def f(a=1, b): \'\xff\'\n', 'def f(a=1, b): \xff\n', 'x = {1: 2, 3}\n\xff\n', 'x = {\n1: 2, \n3}\n\xff\n', 'print 1\n\xff\n',
  'print 1\n  \xff\n x', 'x = \xff \xfe\n', 'x = (\n\xff \xfe\n', 'x = (\n\'\'\'\n\xff\n\'\'\' \xfe\n', '\'\'\'\n\n\'\'\' a\xfe\n',
  '\'\'\'\n\n\xfe\'\'\' a\xfe\n', 'x = (\n\n\\\n a\xfe\n', '\xfe = \\\n\n a\xfe\n', '\\\n  a\xfe\n', 'if 1:\n  \'\xff\' \\\n  a\xfe\n',
  'if 1:\n  a\n b \'\'\'\xff\n', 'if 1:\n  \'\'\'\xff\n\n\'\'\' a\n b \'\'\'\xff\n', 'match x:\n case \'\xff\': pass\n',
  'match x:\n case \xff: pass\n', 'match x:\n case a.\xff: pass\n', 'match \xff:\n case a: pass\n', 'match x, \xff:\n case a: pass\n', 'print \xff\n',
  'print \'\xff\'\n', 'exec f\'\xff\'\n', 'a = \'\xff\' if b\n', 'a = f\'\xff\' if b\n', '[a, \'\xff\' for x in y]', '{\'\xff\': 1, **a for x in y}',
  'with open(\'\xff\') as f, b as \xff: pass', 'with open(\'\xff\') as f, b as c\n', 'import \xff', 'from \xff import (a)',
  'from . import (a, \'\xff\')', 'global \xff', 'del \'\xff\'', 'del f(\'\xff\')', '\'\xff\' = 1', 'f(\'\xff\') = 1', 'f(\'\xff\') += 1',
  'f(f\'\xff\') += 1', '(f\'\xff\' += 1)', 'async \'\xff\'', 'type X = \'\xff\'', 'type X = \xff', 'class \'\xff\'', 'f\'{"\xff"}\'', 'f\'{"\xff"\'',
  'f\'{"a":\xff\'', 'f\'{"a":\xff{\'', 'f\'{{\xff{{{{\xff}}\'', 'f\'{{{{a\\{{{{\xff}}\'', 'f\'{a!\xff}\'', 'f\'{a!r\xff}\'', 'f\'{\xff\n',
  'f\'{\xff\'\'\'\n', 'f\'{a\xff\'\'\'\n', 'f\'{a:{b}\xff}\'\n', 'f\'\xff\'\n{', '\'\xff\'\n{', '{\n\'\xff\' 1 ', '{\nf\'\xff\' 1 ', '(\n\xff 1 ',
  'x = f"{a b \xff}" + 3\n', 'x = f"{a b \xff}" + 1a\n', 'x = f"{a b \xff}" + \xfe\n', 'x = f"{\xff}" + \xfe 2\n', 'x = f"{\xff}" 2; $\n',
  'x = f"{\xff}" 2; \xfe\n', 'x = f"{a b}" 2; \xfe\n', 'x = f"{a 1a}" 2; \xfe\n', 'x = f"{a b}" 2; $\n', 'x = """\xff""" b""; x\xff\n',
  'x = f"a\xff" b""; \\ x\n', 'x = "a\xff" \\ x\n', 'x = "a\xff" b"" \\ x\n', 'x = "a\xff" b"" $\n', 'x = "a\\N{foo}" \xff', 'x = "a\\N{foo}" + \xff',
  'x = f"a\\N{foo}" + \xff', 'x = f"a\\N{foo}" \xff', 'x = f"a\\N{foo}\xff', 'x = f"a\\N{foo}\xff"', 'x = f"a\\N{foo}{\xff}"',
  'x = f"a\\N{foo}{1}\xff"', 'x = f"a\\N{foo}{1} bcd" + 2\n', 'x = f"a\\N{foo}{1 2} bcd" + 2\n', 'x = f"a\\N{foo}{1:\\N{foo}}bcd" + 2\n',
  'x = f"a{1:\\N{foo}}bcd" + 2\n', 'x = f"a{1:\\N{foo}}bcd" 2\n', 'x = f"a\\N{foo}{1}bcd" 2\n', 'x = f"a\\N{foo}{1}bcd" f"{1 2}"\n',
  'x = f"a\\N{foo}{1}bcd" f"{\'\\N{bar}\'}"\n', 'x = f"a{\'\\N{bar}\'}\\N{foo}"\n', 'x = f"a{1!x}\\N{foo}"\n', 'x = f"a\\N{foo}{1!x}"\n',
  'x = f"a\\N{foo}{1!x:\\N{bar}}"\n', 'x = f"a\\N{foo}{1:{2 3}\\N{bar}}"\n', 'f"{{\\N{foo}"', 'f"\\N{BULLET}\\N{foo}"', 'f"{{}}\\N{foo}"',
  'f"\\\\N{{\\N{foo}"', 'f"\\\\N{1}\\N{foo}"', 'f"\\\\N{{{1}}}a\\N{foo}"', 'f"\\{{\xff"', 'f"\\}}\xff"', 'f"\\\\}}\xff"', 'rf"\\N{a}\xff"',
  'rf"\\N{{a}}\xff"', 'f"{{{{\xff"', 'f"{{{1}\xff"', 'f"}}}}a\xff"', 'f\'\'\'a\n{{b\n\xff\'\'\'', '\\\n a\n', ' \\\n  a\n', 'if 1:\n \\\n  a\n b\n',
  'if 1:\n\\\n  a\n  b\n', 'if 1:\n\\\n\t a\n\t b\n', 'if 1:\n \\\n\t a\n b\n', 'if 1:\n  a\n\\\n  b', 'if 1:\n  a\n\\\nb',
  'if 1:\n  a\n\\\n  \\\n b', '\\\n\\\n', '\\\n', '\\\n\n', '  \\\n\n', 'x\n\\\n # a', 'if 1:\n a\n\\\n\\\n b', 'f"{1:{{\xff}"', 'f"{1:}}\xff}"',
  'f"{1:a}}\xff"', 'if 1:\n  a\n \xe6', 'if 1:\n  a\n b', 'print "\\N{foo}"', 'print b"\xff"', 'print f"{1a}"', 'print f"{1 2}"', 'exec b"a" "b"',
  'print (1) b"a" "b"', 'x = 1 if b"\xff"', 'a b"\xff"', '(a b"\xff")', '(a "\xff")', '(a, "\xff" b)', 'f(a "\\N{foo}" b)', 'for "\xff" in x: pass',
  'for x "\xff"', 'a = b "\xff" "\xfe"', 'with "\xff" as "\xff": pass', '"\xff": int = 3', 'try:\n pass\n"\xff"', 'def f("\xff"): pass',
  'lambda "\xff": 1', 'lambda x="\xff" 1: 1', 'class A("\xff" 1): pass', 'import "\xff"', 'x["\xff" 1]', '{"\xff" 1}', '{1: "\xff" 1}',
  '{1: * "\xff"}', '{**"\xff" 1}', 'not "\xff" 1', 'return "\xff" 1', 'if x = "\xff": pass', 'while x = "\xff": pass', 'f(x for y in "\xff", 1)',
  'f(1="\xff")', 'f(True="\xff")', 'f(a.b="\xff")', 'f(**x, *"\xff")', 'del x, "\xff" 1', 'try:\n pass\nexcept a, "\xff":\n pass',
  'try:\n pass\nexcept a as "\xff":\n pass', 'if x:\n"\xff"', 'x = yield = "\xff"', 'else "\xff"', 'elif x:\n "\xff"', 'a + = "\xff"', 'a ? "\xff"',
  '@"\xff" 1', 'async with "\xff"', 'assert "\xff" 1', 'raise "\xff" from 1 2', 'x: "\xff" 1', 'match x:\n case "\xff" as 1: pass',
  'match x:\n case {"\xff": 1, **r, 1}: pass', 'match x:\n case A("\xff", b=1, "\xfe"): pass', 'match "\xff" 1:\n case 1: pass',
  'match x:\n  case "\xff" if "\xfe" 1: pass', '"\xff" if 1 else', '(yield "\xff") = 1', 'x.y = "\xff" = 1', '[x, "\xff"] = 1', '[x, "\xff"] += 1',
  'f"{x}" = "\xff"', 'f"{x}\xff" = 1', '("\xff" := 1)', '(a.b := "\xff")', '(a[0] := "\xff")', '[a := 1, b.c := "\xff"]', 'a := "\xff"',
  'x = (a, b c "\xff")', 'global a "\xff"', 'from a import b "\xff"', 'from a import *, "\xff"',
];

/** Ends of lines and of files, byte order marks. */
const edges = [
  'x = """a\r\n', 'x = """a\n', 'x = """a\r\n\r\n', 'x = """a\r', 'if x:\r\n', 'if x:\r\n  # a\r\n', 'x = (\r\n', 'x = (1\r\n  # a\r\n', 'x = \\\r\n',
  'x \\\r\n', '\r\n', 'x = 1 +\r\n', 'def f():\r\n  if x:\r\n', 'try:\r\n  x\r\n', 'class A:\r\n\r\n', '@a\r\n', 'f"""a\r\n', 'f"""a{\r\n',
  'f"""a{b\r\n', 'x = "abc\\\r\n', 'x = "abc\\\n', 'x = "abc\\', '  x\r\n', 'if x:\r\n  a\r\n b\r\n', 'if x:\r\n  a\r\n b\r', 'if x:\r\n  a\r\n b',
  '\'\\N{\xe6\x96\x87abc\'', '\'\\N{abc\xe6\x96\x87\'', '\'\xe6\x96\x87 \\N{\xe6\x96\x87\xf0\x9f\x98\x80}\'', '\'\\x\xe6\x96\x87\'',
  '\'\\u12\xe6\x96\x87\'', 'f\'\\N{\xe6\x96\x87abc\'', 'f\'\\N{\xe6\x96\x87abc}\'', ' \\\n\\ 2', 'x = 1\n \\\n\\ 2', 'x = \\\n "\xff" 1',
  'x = """\n""" + "\xff" 1', '\\\xe6\x96\x87', '#coding:utf-8\n  \\\xe6\x96\x87', '\xef\xbb\xbf  x', '\xef\xbb\xbf\\ x',
  '\xef\xbb\xbfif 1:\n  x\n y\n', '\xef\xbb\xbf(', '\xef\xbb\xbfif x:\r\n', '\xef\xbb\xbf(1 2)', '\xef\xbb\xbff"{1 2}"', '\xef\xbb\xbff"""{\n1 2}"""',
  '\xef\xbb\xbf\xef\xbb\xbfx 1', '\xef\xbb\xbf\xef\xbb\xbf', 'x = "\xff"\r\n 1 \r\n', 'x = (\xff\r\n',
];

/** What the parser says last, and how far it has read by then. */
const furthest = [
  'o{a = b}\n', 'o{a = b\n', 'x = o{a = b\n', 'x = o.p{a = b\n', 'x = o.p{a = b\nc d', 'x = o.p{\na = b\nc d', 'x = o.p{\na = b\n\n',
  'if 1:\n  x = o.p{\n  a = b\n\n', 'class A:\n  x = o.p{\n  a = b\n\n', 'class A:\n  x = o.p{\n  a = b\n\nclass B:\n  pass',
  'x = o.p{\na = b\n\nclass B:\n  pass', 'x = o.p{\na = b\nc = d\n', 'x = o.p{\na = b\nc = d\n}', 'x = o.p{\na = b.c\n\nd = e',
  'x = f{\na = b.c\n\nclass C(a.B,\n b): d = e', 'if ((not a or b) and\n  (c != e or\n d != f)):\n x',
  'if ((not a or b) and\n  (c != e or\n d != f)\n g):\n x', 'if ((not a or b) and\n  (c != e or\n d != f) g):\n x', 'f(1,\n (2), a\\b)\n',
  'f(1,\n 2 a\\b)\n', 'f(1,\n if a\\b)\n', 'f(1, \n if a\n\\', 'f{1, \n if a\n\\', 'x y\nif 1:\n  a\n b\n', '[x y\n]\nif 1:\n  a\n b\n',
  'f(\nx y, z\\ 1', 'x = 1andom\n', 'x = 1and y\n', 'x = 21ort(\n', 'x = 1or y\n', 'x = 1if y else z\n', 'x = 1in y\n', 'x = 1is y\n', 'x = 1isy\n',
  'x = 1iny\n', 'x = 1notin y\n', 'x = 1not in y\n', 'x = 1fory', 'x = 0x1for x in y', 'x = 0b1and 2', 'x = 1if\xc3\xa9', 'x = 1.5and 2',
  'x = 1jand 2', 'x = 1jandy 2', 'x = 0xfor y', 'x = 1else', 'x = 1if y else2', '[1for x in y]', '[1async for x in y]', 'x = 1_and', 'x = 1.and y',
  'x = 1eand y', 'x = 1e5and y', 'x = 1e5andy', 'x = 0o7or y', 'x = 0o7ory', 'x = 08or y', 'x = 0or y', 'x = 0ory', 'x = 1lambda', 'x = 1\xc3\xa9',
  'x = 0xg', 'x = 0_', 'x = 1__0', 'x = 1e+', 'x = 1.e', 'x = 0b2', 'x = 0b12', 'x = 0o8', 'x = 0o18', 'x = 012', 'x = 012.5', 'x = 012j',
  'x = 0_0_1', 'x = 00', 'x = 1.2.3', 'x = 1..real', 'x = 1.real', 'x = o.p{a = b}\n', 'x = 1{a = b}\n', 'x = (o){a = b}\n', 'f(){a = b}\n',
  '"s"{a = b}\n', 'o[1]{a = b}\n', 'o+p{a = b}\n', 'o p{a = b}\n', '1 {a = b}\n', '[o{a = b}]', 'f(o{a = b})', 'f(o.p{a = b})', 'f(1{a = b})',
  'x = o.p(a = b', 'x = o.p[a = b]', 'x = o.p [a = b]', 'x = 1 [a = b]', 'x = 1 (a = b)', 'x = o (a = b)', 'x = o 1 + (a = b)', 'x = o.p {a = b',
  'x = o.p -{a = b}', 'x = o.p not {a = b}', 'x = o.p not (a = b)', 'x = o.p not [a = b]', 'x = o.p {a b}', 'x = o.p {a b + }', 'x = o.p {f(a b)}',
  'x = o.p {f(a=b c)}', 'x = o.p {1: a b}', 'x = o.p {1: 2, 3: a b}', 'x = o.p {(a = b)}', 'x = o.p {[a = b]}', 'x = o.p not [a b]',
  'x = o.p lambda: (a = b)', 'x = o.p lambda: (a b)', 'x = o.p lambda: {a = b}', 'rd, wr  rd, wr = socket.socketpair()', 'x, y z = 3',
  'x, y x, y = 3', 'y x, y = 3', 'y x = 3', 'y x, 1 = 3', '1 y x = 3', 'returnef _f(func, args, *, debug=False):',
  'returnef _f(func, args, *, debug=False)', 'returnef _f(func, args, *)', 'rd _f(func, *)', 'rd f(*)', 'rd f(1=2)', 'rd f(a.b=2)', 'rd.x f(*)',
  '1 f(*)', '1 f(1=2)', 'rc, o     rc, out, err = a(b.c, 3)', 'a.b{t_c("x")\n', 'a.b{t_c("x"}\n', 'a.b{t c}\n', 'self.a{t_r(1)\n\n    def f(a): pass',
  '[a.b{t c}]', 'a.b{t_c(1) for}\n', 'a.b{t_c(1) 2\n', 'ifx(a, b) not in c:\n  pass', 'if x y:\n pass', 'el x: pass', 'class A(b) c:\n  pass',
  'while x y:\n pass', 'for x in y z:\n pass', 'with a b:\n pass', 'with a as b c:\n pass', 'def f() a:\n pass', 'try a:\n pass',
  'if x:\n pass\nelif y z:\n pass', 'if x:\n pass\nelse y:\n pass', 'try:\n pass\nfinally y:\n pass', 'try:\n pass\nexcept A b:\n pass',
  'try:\n pass\nexcept A as b c:\n pass', 'lambda x y: 1', 'match x y:\n case 1: pass', 'match x:\n case 1 y: pass',
  'def f() -> a.b[\n c,\n  d e]:\n pass', 'def f() -> a.b[c d]:\n pass', 'def f() -> a[1:2:3:4]:\n pass', 'def f() -> a[if]:\n pass',
  'def f() -> a[c,\nif]:\n pass', 'def f() -> a[c, d=]:\n pass', 'def f() -> a(if):\n pass', 'def f() -> a[]:\n pass',
  'def f() -> a[\n  b,\ndef g(): pass\n', '{1: 2,\n "\xc3\xa9\xc3\xa9" 1}', '{1: 2,\n "\xc3\xa9\xc3\xa9"}',
  '{1: 2,\n "\xc3\xa9\xc3\xa9"\n "\xc3\xa9\xc3\xa9\xc3\xa9"}', 'x = "\xc3\xa9"; {1: 2, \xc3\xa9\xc3\xa9,}', '{1: 2, 3}',
  '#coding: utf-8\n{1: 2,\n "\xc3\xa9\xc3\xa9"\n "\xc3\xa9\xc3\xa9\xc3\xa9"}', 'f"{ {1: 2, 3} }"', 'f"\xc3\xa9{ {1: 2, \xc3\xa9} }"',
  'f"""\xc3\xa9{ {1: 2, \n\xc3\xa9} }"""', 'f"{ {1: 2, a.\nb} }"',
];

const encodings = [
  '#coding: utf-\nx = \xc3\xa9 \xff', '#coding: _utf.8_\nx = \xc3\xa9 \xff', '#coding: utf..8\nx = \xc3\xa9 \xff',
  '#coding: cp437\nx = "\xc3\xa9 \xff" 1', '#coding: cp1252\nx = "\xc3\xa9 \x81" 1', '#coding: cp1253\r\nx = "\xc3\xa9"\r\n y = "\xff" 1',
  '#coding: shift_jis\nx = "\x81` \xff" 1', '#coding: sjis\nx = "\x81`" 1', '#coding: cp932\nx = "\x81`" 1', '#coding: euc-jp\nx = "\xa4\xa2" 1',
  '#coding: euc-jp\nx = "\xa4" 1', '#coding: gbk\nx = "\xa4" 1', '#coding: euc-kr\nx = "\xa4\xa2 \xff" 1', '#coding: utf-16\nx = 1',
  '#coding: cp037\nx = 12', '#coding: iso-8859-9\nx = "\x85 \xff" 1', '#coding: mac-roman\nx = "\x85 \xff" 1', '#coding: utf-7\nx = 1 2',
  '#coding: mbcs\nx', '#coding: charmap\nx 1', '#coding: raw-unicode-escape\nx 1', '#coding: latin1\nx 1', '#coding: L1\nx 1', '#coding: ASCII\nx 1',
  '#coding: us-ascii\nx "\xff" 1', '#coding: tis-620\nx "\xff" 1', '#coding: __init__\nx 1', '#coding: aliases\nx 1', '#coding: u`\nx 1',
  '#coding: constructor\nx', '#coding: utf-8-sig\n\xff', '#coding: utf_8_sig \n#\xff', '#coding=utf8 foo\nx 1', '#vim: fileencoding=koi8-r\nx 1', '#coding: koi8-r\n\xc1 1',
  '#coding: iso8859\n\xc1 1', '#coding: hz\nx 1', '#coding: iso2022_kr\nx 1', '#coding: iso2022_jp\nx 1',
];

// CPython reads the line at fault again from the file.
const script = `
import json, os, sys
for text in json.load(sys.stdin):
    content = text.encode("latin-1")
    path = os.path.join(sys.argv[1], "damaged.py")
    with open(path, "wb") as stream:
        stream.write(content)
    try:
        compile(content, path, "exec", dont_inherit=True)
        print("null")
    except SyntaxError as error:
        print(json.dumps([type(error).__name__, error.msg, error.lineno, error.offset]))
    except UnicodeDecodeError as error:
        print(json.dumps([type(error).__name__, str(error), None, None]))
`;
const folder = mkdtempSync(join(tmpdir(), 'taipan-bytes-'));
afterAll(() => rmSync(folder, { recursive: true }));

function judge(bytes: Uint8Array, target: TargetVersion): unknown {
  const [error] = parseText(bytes, target).errors;
  return error ? [error.raised?.type, error.raised?.message, error.raised?.lineno, error.raised?.offset] : null;
}

describe.each(findInterpreters())('Python 3.$minor', ({ command, target }) => {
  const texts = [...places, ...several, ...edges, ...furthest, ...encodings];
  const answer = spawnSync(command, ['-W', 'ignore', '-c', script, folder], { input: JSON.stringify(texts), encoding: 'utf8' });
  const expected = answer.stdout.trim().split('\n').map((line): unknown => JSON.parse(line));

  it.each(texts.map((text, index) => [JSON.stringify(text).slice(0, 80), text, expected[index]] as const))('%s', (_name, text, theirs) => {
    expect(judge(Buffer.from(text, 'latin1'), target)).toEqual(theirs);
  });
});
