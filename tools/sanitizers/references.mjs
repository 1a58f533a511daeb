/**
 * Reference counts under the debug interpreter, as `regrtest -R` looks for leaks: a program's module level, or a module's
 * tests, run several times in one process, compiled and interpreted, and must not leave more of either than the interpreter does.
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, outputs, run } from './programs.mjs';

const harness = fileURLToPath(new URL('repeat.py', import.meta.url));

/** What is compiled: the harness runs as bytecode in both programs, and finds the subject that this one brings. */
const program = `import sys
exec(compile(open(sys.argv[1]).read(), sys.argv[1], 'exec'))
def brings():
    import subject
`;

/** Blocks come and go with the sizes of tables; only more of them is a leak that references do not show. */
const blockTolerance = 8;
const environment = { PYTHONHASHSEED: '0' };

/** The smallest and the largest change of references and of blocks: the smallest is what every run leaves. */
function changes(lines) {
  const rows = lines.map((line) => line.split(' ').map(Number));
  const [references, blocks] = [0, 1].map((column) => rows.map((row) => row[column]));
  return { references: { least: Math.min(...references), most: Math.max(...references) }, blocks: { least: Math.min(...blocks), most: Math.max(...blocks) } };
}

export async function check(interpreter, { name, entry }) {
  // Those that end the process cannot be run again.
  if (!entry.endsWith('.py') || name.startsWith('exits/')) return { finding: false, summary: 'not repeated' };
  return compareRuns(interpreter, name, entry, []);
}

/** `isKnown(test)`: whether a test of `subject` may fail in the compiled program only; `beside`: files that it imports. */
export async function compareRuns(interpreter, name, entry, args, { isKnown = () => false, beside = [] } = {}) {
  const folder = join(outputs, name);
  mkdirSync(folder, { recursive: true });
  const main = join(folder, 'main.py');
  writeFileSync(main, program);
  copyFileSync(entry, join(folder, 'subject.py'));
  for (const file of beside) copyFileSync(file, join(folder, basename(file)));
  const output = join(folder, 'main.out');
  const failure = await build(interpreter, main, output, ['-w']);
  if (failure !== undefined) return { finding: true, summary: 'not built', said: failure };
  const interpreted = await run(interpreter.executable, [main, harness, ...args], environment);
  const compiled = await run(output, [harness, ...args], environment);
  rmSync(dirname(output), { recursive: true });
  if (compiled.exit !== 0 || interpreted.exit !== 0) return { finding: true, summary: `exit ${interpreted.exit}, compiled ${compiled.exit}`, said: compiled.stderr || interpreted.stderr };
  const [before, after] = [interpreted, compiled].map(({ stdout }) => stdout.trim().split('\n'));
  const [outcome, other] = args.includes('tests') ? [before, after].map((lines) => lines.pop().split(' ')) : [[], []];
  const news = other.filter((each) => !outcome.includes(each) && !isKnown(each));
  if (outcome[0] !== other[0] || news.length > 0) return { finding: true, summary: `${outcome[0]} tests, compiled ${other[0]}; ${news.join(' ')}` };
  const [expected, actual] = [changes(before), changes(after)];
  const counted = outcome.length > 0 ? `${outcome[0]} tests, ${outcome.length - 1} of them fail, ` : '';
  const summary = `${counted}each run leaves ${actual.references.least} references and ${actual.blocks.least} blocks (interpreted up to ${expected.references.most} and ${expected.blocks.most})`;
  const finding = actual.references.least > expected.references.most || actual.blocks.least > expected.blocks.most + blockTolerance;
  return { finding, summary, said: `${compiled.stdout}interpreted:\n${interpreted.stdout}` };
}
