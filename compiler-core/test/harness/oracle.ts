/** What an interpreter says of files: `tools/exactness/oracle.py`, for tests. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../tools/exactness/oracle.py', import.meta.url));

/** The answer of the interpreter for each file: its tree, or all that `answers` gives. */
export function askOracle(python: string, question: 'ast' | 'answers', files: readonly string[]): readonly unknown[] {
  const output = execFileSync(python, [script, question, ...files], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  return output.split('\n').filter(Boolean).map((line): unknown => JSON.parse(line));
}
