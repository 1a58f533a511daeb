/** What the printer writes of the lower IR the reader reads back, and passes are tested on functions that are written as text. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { IrFunction } from '../../src/ir/function.js';
import type { LowFunction } from '../../src/low/ir/function.js';
import { printLow } from '../../src/low/ir/printer.js';
import { readLow } from '../../src/low/ir/reader.js';
import { verifyLow } from '../../src/low/ir/verifier.js';
import { insertReferences } from '../../src/low/passes/insert-references.js';
import { newestOf } from '../../src/targets/target-version.js';
import { walk } from '../facts/infer.js';
import { findPython } from '../harness/interpreters.js';

const conformance = fileURLToPath(new URL('../../../test-fixtures/conformance/', import.meta.url));

function checkRoundTrip(text: string): number {
  const found = walk(text, 'low').low.filter((fn) => fn !== null);
  for (const fn of found) {
    const printed = printLow(fn);
    expect(printLow(readLow(printed, fn.source, fn)), fn.source.qualname).toBe(printed);
  }
  return found.length;
}

it('reads what is printed of the conformance programs', () => {
  const files = readdirSync(conformance).filter((name) => /^[a-f].*\.py$/.test(name));
  expect(files.reduce((count, name) => count + checkRoundTrip(readFileSync(`${conformance}${name}`, 'utf8')), 0)).toBeGreaterThan(500);
});

it.skipIf(findPython(12) === undefined)('reads what is printed of modules of the standard library', () => {
  for (const name of ['textwrap', 'shlex', 'statistics']) {
    const file = execFileSync(findPython(12)!, ['-c', `import ${name}; print(${name}.__file__)`], { encoding: 'utf8' }).trim();
    expect(checkRoundTrip(readFileSync(file, 'utf8'))).toBeGreaterThan(10);
  }
});

/** A function of two parameters, `a` and `b`, and a variable `c`. */
const source: IrFunction = walk('def f(a, b):\n    c = 1\n', 'ir').ir.functions[1]!;
const read = (text: string): LowFunction => readLow(text, source, { specialized: null, words: source.slots.map(() => null) });

const unowned = `block0:
  v0: object = local.get a, bound
  v1: object = attribute.get v0 : x
  v2: object = constant "take v1, or leave"
  v3: object = binary.sub v1, v2
  v4: i1 = truth v3
  branch v4 block1, block2
block1:
  return v3
block2:
  local.set v2 : c
  v5: object = local.get b, bound
  return v5`;

describe('a pass', () => {
  it('gets text and gives text', () => {
    const owned = insertReferences(read(unowned), newestOf(12));
    verifyLow(owned);
    expect(printLow(owned)).toBe(`block0:
  v0: borrowed = local.get a, bound
  v1: object = attribute.get v0 : x
  v2: borrowed = constant "take v1, or leave"
  v3: object = binary.sub take v1, v2
  v4: i1 = truth v3
  branch v4 block1, block2
block1:
  return take v3
block2:
  drop v3
  local.set v2 : c
  v5: borrowed = local.get b, bound
  return v5`);
  });

  it('is told of what is no such text', () => {
    expect(() => read('block0:\n  v0: object = attribute.got v1\n  return v0')).toThrow('this is no line of the lower IR:   v0: object = attribute.got v1');
    expect(() => read('block0:\n  v0: object = local.get nothing, bound\n  return v0')).toThrow('there is no slot nothing');
    expect(() => read('block0:\n  goto block1')).toThrow('this is no line of the lower IR: goto block1');
  });
});
