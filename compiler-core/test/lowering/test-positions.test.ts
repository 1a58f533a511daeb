/** Tests of an object's truth are placed where the interpreter's bytecode has one: what tracebacks through `__bool__` underline. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { IrFunction } from '../../src/ir/function.js';
import { analyzeScopes, lowerSource, parseModule } from '../../src/pipeline/front-end.js';
import type { TargetVersion } from '../../src/targets/target-version.js';
import { findInterpreters } from '../harness/interpreters.js';

const fixtures = join(import.meta.dirname, '../../../test-fixtures/conformance');
const names = ['truth_tests', 'truth_places', 'comprehensions', 'loops', 'exceptions', 'tracebacks'];

/** On 3.13 a comparison asks the truth of its result itself. */
const program = `
import dis, json, sys, types
def positions(code):
    for instruction in dis.get_instructions(code):
        if instruction.opname.startswith(('POP_JUMP', 'JUMP_IF', 'TO_BOOL', 'COMPARE_OP')):
            yield ' '.join(map(str, instruction.positions))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from positions(constant)
json.dump([list(positions(compile(open(name, 'rb').read(), name, 'exec'))) for name in sys.argv[1:]], sys.stdout)
`;

/** What gives a bool, whose truth cannot raise, so that bytecode has no test of it or places it elsewhere. */
const isCertain = /^(constant|compare\.(is|in|not_in|is_not)|unary\.not|exception\.)/;

function testsOf(fn: IrFunction): readonly string[] {
  const operations = new Map(fn.blocks.flatMap(({ instructions }) => instructions.map(({ result, operation }) => [result, operation] as const)));
  return fn.blocks.flatMap(({ terminator }) => {
    if (terminator.kind !== 'branch' || terminator.position === null || isCertain.test(operations.get(terminator.test) ?? '')) return [];
    const { lineno, end_lineno, col_offset, end_col_offset } = terminator.position;
    return [`${lineno} ${end_lineno} ${col_offset} ${end_col_offset}`];
  });
}

function loweredTests(file: string, target: TargetVersion): readonly string[] {
  const content = readFileSync(file);
  const parsed = parseModule(content, target);
  if (parsed.kind === 'rejected') throw new Error(parsed.errors[0]?.message);
  const scopes = analyzeScopes(parsed.module, target);
  if (scopes.kind === 'rejected') throw new Error(scopes.errors[0]?.message);
  return lowerSource(parsed.module, scopes.scopes, { name: '__main__', file, isPackage: false, content }, target).functions.flatMap(testsOf);
}

it.each(findInterpreters())('tests are placed as $command places them', ({ command, target }) => {
  const files = names.map((name) => join(fixtures, `${name}.py`));
  const answers = JSON.parse(execFileSync(command, ['-W', 'ignore', '-c', program, ...files], { encoding: 'utf8' })) as readonly (readonly string[])[];
  files.forEach((file, index) => {
    const found = new Set(answers[index]);
    const lowered = loweredTests(file, target);
    expect(lowered.length, file).toBeGreaterThan(5);
    expect(lowered.filter((position) => !found.has(position)), file).toEqual([]);
  });
});
