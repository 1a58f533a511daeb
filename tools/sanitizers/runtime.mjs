/** The tests of the runtime library under the sanitizers: each allocation of each operation fails once. */
import { join } from 'node:path';
import { runRuntimeTests } from '../runtime-tests.mjs';
import { environment, sanitizers, warnings } from './addresses.mjs';
import { outputs } from './programs.mjs';

export const subjects = () => [{ name: 'runtime', since: 0 }];

export async function check(interpreter) {
  try {
    const { code, output } = await runRuntimeTests(interpreter.executable, [...warnings, ...sanitizers], join(outputs, `runtime-${interpreter.version}`), environment);
    return { finding: code !== 0, summary: code === 0 ? output.trim().split('\n').at(-1) : `exit ${code}`, said: output };
  } catch (error) {
    return { finding: true, summary: 'not built', said: error.message };
  }
}
