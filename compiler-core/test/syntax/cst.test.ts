/** The two bindings of the parser of concrete trees: the native one, and the one of WebAssembly that the packaged extension has. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createSourceFile } from '../../src/source/source-file.js';
import { createParser } from '../../src/syntax/cst/parser.js';
import { newestTarget } from '../../src/targets/target-version.js';

const folder = fileURLToPath(new URL('../../../test-fixtures/syntax/', import.meta.url));

it('gives the same tree by either binding', async () => {
  const [native, wasm] = await Promise.all([createParser('native'), createParser('wasm')]);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.py'))) {
    const text = createSourceFile(readFileSync(join(folder, name)), newestTarget).text;
    expect(wasm.parse(text)).toEqual(native.parse(text));
  }
});

it('reads a text the same by WebAssembly however often memory is collected: it keeps nothing for the garbage collector to free', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const parser = await createParser('wasm');
  expect(parser.binding).toBe('wasm');
  const texts = ['if 1:\n  f  # comment\n', 'import a\n\n\ndef first(x):\n    return [y for y in x]\nlast = "text"\n'];
  const first = texts.map((text) => parser.parse(text));
  for (let round = 0; round < 20; round++) {
    expect(texts.map((text) => parser.parse(text))).toEqual(first);
    collect();
    // Finalizers run between tasks.
    await new Promise((done) => { setImmediate(done); });
  }
});
