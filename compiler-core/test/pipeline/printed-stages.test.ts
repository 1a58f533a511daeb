/**
 * What the stages print of small functions: each file of `test-fixtures/stages` holds cases of one family, a piece of
 * Python and beneath it what it becomes. `npm test -- --update` writes the answers anew; read the difference like code.
 *
 *     === the case in words
 *     def f(a): return a + 1
 *     --- ir f
 *     (printed IR of the function of that qualified name)
 *     --- facts f
 *     --- cpp f
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { emitBodies } from '../../src/emission/module-file.js';
import { printFunction } from '../../src/ir/printer.js';
import { printLow } from '../../src/low/ir/printer.js';
import { verifyFunction } from '../../src/ir/verifier.js';
import { describeFacts, printFacts } from '../../src/pipeline/dump-facts.js';
import { walk } from '../facts/infer.js';

const folder = fileURLToPath(new URL('../../../test-fixtures/stages/', import.meta.url));

interface Case {
  readonly title: string;
  readonly python: string;
  /** `ir f`: a stage and a function. */
  readonly sections: readonly string[];
}

function readCases(text: string): readonly Case[] {
  return text.split(/^(?==== )/m).map((part) => {
    const [head = '', ...sections] = part.split(/^(?=--- )/m);
    const [title = '', ...python] = head.split('\n');
    return { title: title.replace('=== ', ''), python: python.join('\n'), sections: sections.map((section) => section.split('\n')[0]!.replace('--- ', '')) };
  });
}

function answer(python: string, section: string): string {
  const [stage, name] = section.split(' ');
  const { joined: { ir }, facts, selected, low } = walk(python, 'joined', 'facts', 'selected', 'low');
  const index = ir.functions.findIndex((fn) => fn.qualname === name);
  const fn = ir.functions[index];
  if (fn === undefined) throw new Error(`there is no function ${name}`);
  if (fn.notCompiled === null) verifyFunction(fn);
  switch (stage) {
    case 'ir': return printFunction(fn);
    case 'low': return low[index] == null ? 'none' : printLow(low[index]);
    case 'facts': return printFacts(describeFacts(ir, facts).filter((each) => each.function === name));
    case 'cpp': {
      // Sites are the lines of the text: an interpreter that has code units was not asked.
      const bodies = emitBodies(ir, selected, low, () => ({ index: -1, variables: null, unitOf: ({ lineno }) => lineno, unitOfReturn: (_, from) => from?.lineno ?? null }));
      return [bodies.generic[index], bodies.typed.get(index)?.text].filter((text) => text !== undefined).join('\n').trimEnd();
    }
    default: throw new Error(`no stage is called ${stage}`);
  }
}

const print = ({ title, python, sections }: Case): string =>
  `=== ${title}\n${python}${sections.map((section) => `--- ${section}\n${answer(python, section)}\n`).join('')}\n`;

describe('stages print', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  it('has cases', () => { expect(files.length).toBeGreaterThan(5); });
  it.each(files)('%s', async (file) => {
    const cases = readCases(readFileSync(`${folder}${file}`, 'utf8'));
    for (const { title, sections } of cases) expect(sections, title).not.toEqual([]);
    await expect(cases.map(print).join('')).toMatchFileSnapshot(`${folder}${file}`);
  });
});
