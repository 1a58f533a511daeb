/** The WebAssembly parser, which the packaged extension has, reads a text the same however often memory is collected. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createParser } from '../../src/syntax/cst/parser.js';

it('keeps nothing for the garbage collector to free', async () => {
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
