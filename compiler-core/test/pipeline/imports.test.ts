/** Imports are found wherever they stand: also in code that keeps its bytecode. */
import { expect, it } from 'vitest';
import { importsOf } from '../../src/pipeline/imports.js';
import { parseText } from '../../src/syntax/parse/parse-module.js';
import { newestTarget } from '../../src/targets/target-version.js';

const importsIn = (text: string): readonly string[] =>
  importsOf(parseText(text, newestTarget).module.body).map(({ name, level, names }) => `${'.'.repeat(level)}${name}:${names.join()}`);

it('finds every form of an import', () => {
  expect(importsIn('import a, b.c as d\nfrom e import f, g as h\nfrom . import i\nfrom ..j.k import *\n')).toEqual(['a:', 'b.c:', 'e:f,g', '.:i', '..j.k:*']);
});

it('finds them in every statement that has a block', () => {
  const blocks = [
    'if x:\n    import A\nelif y:\n    import B\nelse:\n    import C\n', 'for x in y:\n    import A\nelse:\n    import B\n', 'while x:\n    import A\nelse:\n    import B\n',
    'try:\n    import A\nexcept E:\n    import B\nelse:\n    import C\nfinally:\n    import D\n', 'try:\n    import A\nexcept* E:\n    import B\n', 'with x:\n    import A\n',
    'match x:\n    case 1:\n        import A\n    case _:\n        import B\n', 'class X:\n    def f(self):\n        import A\n',
    'async def f():\n    async with x:\n        import A\n    async for y in z:\n        import B\n', 'def f():\n    yield\n    import A\n',
  ];
  for (const text of blocks) {
    const expected = [...text.matchAll(/import (\w)/g)].map(([, name]) => `${name}:`);
    expect(importsIn(text)).toEqual(expected);
  }
});
