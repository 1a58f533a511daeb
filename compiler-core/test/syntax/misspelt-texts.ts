/** Texts with misspelt keywords: each keyword of valid ones without a letter, with two of them swapped, and with one too many. */
import { keywords } from '../../src/syntax/tokens/tokens.js';

const valid = [
  'def area(w, h):\n    if w:\n        return w * h\n    elif h:\n        raise ValueError(w) from None\n    else:\n        pass\n    return not w\n',
  'import os\nfrom sys import argv as a\nx = 1\nwhile x < 3 and not a or x is None:\n    x += 1\n    continue\nelse:\n    x = 2\n',
  'try:\n    a\nexcept KeyError as e:\n    b\nelse:\n    c\nfinally:\n    d\n\ntry:\n    e\nfinally:\n    f\n',
  'class A(B):\n    """Text."""\n    def f(self):\n        global x\n        for i in range(3):\n            if i in self: break\n        del x\n        assert x, "no"\n\n    async def g(self):\n        async with a as b:\n            await c\n        return [i async for i in b if i]\n',
  'f = lambda x: x if x else None\ng = [y for y in f if y not in z and y is not None]\nwith open(f) as g, h:\n    yield_ = (yield)\n',
  'x = 1\nif x:\n    y = 2\n    for z in y:\n        w\n    print(y)\nelse:\n    y = (1,\n         2)\n    print(x if y else z)\n', 'é = "ü"; import ö\nwhile é: ä = not é\n', '# nothing\n\n\n@a\ndef f(): return 1\n\nclass C: pass\n',
  'match x:\n    case [a, b] if a:\n        return_ = 1\n    case _:\n        pass\nnonlocal_ = 1\nx = """\nfor\n""" if a else b\n',
];

function misspell(word: string): readonly string[] {
  const half = Math.floor(word.length / 2);
  return [word.slice(0, half) + word.slice(half + 1), word.slice(0, half - 1) + word[half] + word[half - 1] + word.slice(half + 1), word.slice(0, half) + word[half - 1] + word.slice(half - 1)];
}

export const misspelt: readonly string[] = [
  ...valid.flatMap((text) => [...text.matchAll(/\b[A-Za-z]+\b/g)].filter(([word]) => keywords.has(word)).flatMap(({ 0: word, index }) =>
    misspell(word).map((wrong) => text.slice(0, index) + wrong + text.slice(index + word.length)))),
  // In a part of a line, more than one, in another case, in long texts, with more that is wrong.
  'x = 1; improt os\n', 'fro x ni y: pass\n', 'IF x:\n    pass\n', 'x = nOne y\n', 'Import os\n', 'whil True\n', 'retrun (1, 2\n', 'form a improt b\n', 'prnt x\n', 'foo bar\n', 'a b c d e f g h i j k l\n',
  `if x:\n${'    y = 1  # long\n'.repeat(80)}    retrun x\n`, `x = 1\n${'# comment\n'.repeat(120)}retrun x\n`, `x = (${'a, '.repeat(400)}\nretrun x)\n`, 'def f():\n\tif x:\n\t\ty\n\tretrun x\n', 'x = f"{a fi b else c}"\n', 'x = 1\r\nimprot os\r\n', 'x = "a\x0cb"\nimprot os\n',
  '  improt os\n', '# coding: latin-1\nimprot os\n', 'x = 1 +\nimprot os\n', 'with a as b:\n    c\nimprot (d\n', 'del x, y\ndle x, y\n', 'clas A: x = """\n', 'whlie x: y = (\n', 'assrt x == 1\n', 'lamda x: 1\n', 'x = lamda y: y\n', 'nonlocla x\n', 'esle:\n    x\n', 'elfi x: y\n', 'whielx: y\n', 'x = "漢字é"; improt os\n', 'x = "e\u0301漢" y\n', '\tx = 1\n\t漢 = = 2\n', 'def f():\n\t漢 字\n',
];
