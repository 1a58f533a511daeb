/** A program that uses a library which looks deep into the interpreter, once run and once as an executable. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess } from '../run-process.mjs';
import { root } from '../setup.mjs';
import { ensureEnvironment, folderOf } from './environments.mjs';

const taipan = join(root, 'server', 'bin', 'taipan.js');

/** Of a build, or of a run, in milliseconds. */
const timeLimit = 300_000;

/** Compares exit code and both outputs. A program that fails under the interpreter compares nothing. */
export async function compareProgram({ name, requirements }, interpreter, { optimize }) {
  const python = await ensureEnvironment(interpreter, `program-${name}`, requirements);
  const file = join(root, 'test-fixtures', 'libraries', `use_${name}.py`);
  const work = folderOf(interpreter, 'work', 'programs');
  mkdirSync(work, { recursive: true });
  const settings = { limit: timeLimit, cwd: work, env: { ...process.env, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', NO_COLOR: '1' } };
  const interpreted = await runProcess(python, [file], settings);
  const output = join(work, `use_${name}`);
  const built = await runProcess(process.execPath, [taipan, 'build', '--python', python, '--optimize', optimize, '-o', output, file], settings);
  const compiled = built.exit === 0 ? await runProcess(output, [], settings) : built;
  const same = built.exit === 0 && interpreted.exit === 0 && ['exit', 'stdout', 'stderr'].every((key) => interpreted[key] === compiled[key]);
  const native = /(\d+ of \d+) functions native/.exec(built.stdout)?.[1] ?? 'no';
  return { name: `program ${name}`, interpreter, same, found: [], problems: built.exit === 0 ? [] : ['not built'], interpreted, compiled, summary: `${native} functions native` };
}
