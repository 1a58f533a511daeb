/** A build, a dump and the editor answer from the same facts, of classes too. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lowerModuleOfProgram } from '../../src/pipeline/compile-module.js';
import { readAlone } from '../../src/pipeline/divergence.js';
import { describeFacts, type FunctionFactsDump } from '../../src/pipeline/dump-facts.js';
import { dumpStage } from '../../src/pipeline/dump-stage.js';
import { walkAccepted } from '../../src/pipeline/stages.js';
import { parseModule } from '../../src/pipeline/front-end.js';
import { dumpAst } from '../../src/syntax/ast/dump.js';
import { createParser } from '../../src/syntax/cst/parser.js';
import { hints } from './infer.js';
import { newestOf } from '../../src/targets/target-version.js';

const fixtures = fileURLToPath(new URL('../../../test-fixtures/', import.meta.url));
const files = ['programs/fib.py', 'programs/tour.py', 'programs/dhrystone/__main__.py', 'programs/island/terrain.py', 'programs/island/noise.py', 'conformance/classes.py', 'conformance/method_calls.py', 'conformance/data_classes.py'];
const parser = await createParser();
const target = newestOf(12);

describe('the same facts', () => {
  it.each(files)('of %s', (file) => {
    const source = { name: '__main__', file, isPackage: false, content: readFileSync(`${fixtures}${file}`, 'utf8') };
    const dump = dumpStage(parser, source, 'facts', target, 'json');
    const parsed = parseModule(source.content, target);
    if (dump.kind !== 'json' || parsed.kind === 'rejected') throw new Error(`${file} is not read`);
    const dumped = dump.value as readonly FunctionFactsDump[];
    // As a build has them: with the interpreter's AST, and the declarations kept from its first step.
    const lowered = lowerModuleOfProgram(source, dumpAst(parsed.module, target), [], readAlone(source.content, target), target);
    const { joined, facts } = walkAccepted({ ...lowered, codes: null }, { declarations: lowered.stages.declarations, ir: lowered.stages.joined.ir }, ['joined', 'facts']);
    expect(describeFacts(joined.ir, facts)).toEqual(dumped);
    // As the editor shows them, where a hint stands in the line of a `def`.
    for (const hint of hints(source.content)) {
      const here = dumped.filter((fn) => fn.line === hint.line + 1 && fn.function !== '<module>');
      if (here.length === 0) continue;
      if (hint.kind === 'type') expect(here.flatMap((fn) => [...fn.parameters, ...fn.variables].map(({ type }) => type))).toContain(hint.type);
      if (hint.kind === 'returnType') expect(here.map((fn) => fn.result.type)).toContain(hint.type);
    }
  });
});
