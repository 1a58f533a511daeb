/**
 * The facts of a module that is edited are those of a fresh start, whatever was edited in which order: statements put in, taken
 * out, exchanged and changed, in functions, classes and the module, and back.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeFacts, type FunctionFactsDump } from '../../src/pipeline/dump-facts.js';
import { createFactsEditor } from '../../src/pipeline/edited-facts.js';
import { createSourceEditor } from '../../src/pipeline/edited-source.js';
import { hintsOfModule } from '../../src/pipeline/hints.js';
import { newestOf } from '../../src/targets/target-version.js';
import { createRandom } from '../harness/random.js';
import { walk } from './infer.js';

const fixtures = fileURLToPath(new URL('../../../test-fixtures/', import.meta.url));
const target = newestOf(12);
const files = ['programs/dhrystone/__main__.py', 'programs/island/terrain.py', 'conformance/classes.py', 'conformance/closures.py', 'conformance/data_classes.py', 'programs/tour.py', 'conformance/coroutines_either_way.py'];
/** `npm run test:facts` makes more. */
const [edits, seed] = [Number(process.env['TAIPAN_EDITS'] ?? 40), Number(process.env['TAIPAN_SEED'] ?? 1)];

/** All but where it stands: what is not lowered again keeps the lines that it had. */
const withoutLines = (dumped: readonly FunctionFactsDump[]): unknown => dumped.map(({ line, ...known }) => known);

/** Statements that do something with names of the module. */
const added = ['x = 1', 'pass', 'self = None', 'x = [1, "a"]', 'x = x', 'return 2.5', 'setattr(x, "y", 1)', 'global total; total = "s"', 'x.name = 3', 'print(x)', 'x = lambda: total', 'def inner(a=1): return a', 'for i in range(3): x = i', 'x = (1, 2)', 'raise ValueError(x)', 'x = {1: [x]}', 'x += 1.5', 'yield x', 'nonlocal x', 'class Inner:\n    y = 1', 'import math'];

function edit(lines: string[], random: (below: number) => number): string[] {
  const at = random(lines.length);
  const line = lines[at] ?? '';
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  switch (random(9)) {
    case 0: case 1: return [...lines.slice(0, at), ...added[random(added.length)]!.split('\n').map((each) => indent + each), ...lines.slice(at)];
    case 2: return [...lines.slice(0, at), ...lines.slice(at + 1)];
    case 3: return [...lines.slice(0, at), line, ...lines.slice(at)];
    case 4: return [...lines.slice(0, at), line.replace(/\b\d+\b/, () => ['1', '2.5', '"s"', 'None'][random(4)]!), ...lines.slice(at + 1)];
    case 5: return [...lines.slice(0, at), line.replace(/\b[a-z]\w*\b/, () => ['x', 'total', 'self', 'len'][random(4)]!), ...lines.slice(at + 1)];
    case 6: return [...lines.slice(0, at), `${indent}# a remark`, '', ...lines.slice(at)];
    case 7: return [...lines.slice(0, at), /\basync /.test(line) ? line.replace(/\basync /, '') : line.replace(/\b(def|for|with) /, 'async $&'), ...lines.slice(at + 1)];
    default: return [...lines.slice(0, at), `${line}  # a remark`, ...lines.slice(at + 1)];
  }
}

/** What the editor and a fresh start say of the last of some texts, without the functions that are gone. */
function afterEdits(texts: readonly string[]): { readonly edited: unknown; readonly fresh: unknown } {
  const source = createSourceEditor(target);
  const editor = createFactsEditor(target);
  let edited: unknown = null;
  for (const text of texts) {
    const read = source.update(text);
    if (read.kind !== 'analyzed') throw new Error(`rejected: ${text}`);
    const { ir, order, facts } = editor.update(read.module, read.scopes);
    const now = { ...ir, functions: order.map((index) => ir.functions[index]!) };
    edited = withoutLines(describeFacts(now, { ...facts, functions: order.map((index) => facts.functions[index]!) }));
  }
  const fresh = walk(texts.at(-1) ?? '', 'joined', 'facts');
  return { edited, fresh: withoutLines(describeFacts(fresh.joined.ir, fresh.facts)) };
}

it.each([
  ['code that nothing reached is reached', 'class Item:\n\n    def first(cls): return next(iter(cls))\n\n\nraise ValueError(x)\n\ndef over(x: str) -> str: ...\n', '\ndef over(x: str) -> str: ...\n'],
  ['a function becomes a coroutine', 'def f(): return 1\nx = f()\ny = x\n', 'async def f(): return 1\nx = f()\ny = x\n'],
  ['a coroutine becomes a function', 'async def f(): return 1\nx = f()\ny = x\n', 'def f(): return 1\nx = f()\ny = x\n'],
])('where %s', (_, ...texts) => {
  const { edited, fresh } = afterEdits(texts);
  expect(edited).toEqual(fresh);
});

describe('facts of an edited module', () => {
  it.each(files)('%s', (file) => {
    const random = createRandom(seed * 1000 + file.length);
    const begun = readFileSync(`${fixtures}${file}`, 'utf8').split('\n');
    const source = createSourceEditor(target);
    const editor = createFactsEditor(target);
    let lines = begun;
    let compared = 0;
    for (let count = 0; count < edits; count++) {
      const next = count % 20 === 19 ? begun : edit(lines, random);
      const text = `${next.join('\n')}\n`;
      const edited = source.update(text);
      if (edited.kind !== 'analyzed') continue;
      lines = next;
      const { ir, order, facts } = editor.update(edited.module, edited.scopes);
      const fresh = walk(text, 'joined', 'facts');
      const inOrder = (all: readonly FunctionFactsDump[]): unknown => withoutLines(all);
      const now = { ...ir, functions: order.map((index) => ir.functions[index]!) };
      expect(now.functions.map(({ qualname }) => qualname)).toEqual(fresh.joined.ir.functions.map(({ qualname }) => qualname));
      const known = describeFacts(now, { ...facts, functions: order.map((index) => facts.functions[index]!) });
      expect(inOrder(known), `${file} after ${count} edits`).toEqual(inOrder(describeFacts(fresh.joined.ir, fresh.facts)));
      expect(editor.hints(text), `hints of ${file} after ${count} edits`).toEqual(hintsOfModule(edited.module, edited.scopes, text, target));
      compared++;
    }
    expect(compared).toBeGreaterThan(edits / 3);
  });
});
