/** The programs of `test-fixtures/conformance`, and what a run of one leaves behind, for the conformance test. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../test-fixtures/conformance', import.meta.url));
export const taipan = fileURLToPath(new URL('../../bin/taipan.js', import.meta.url));

export interface Program {
  readonly name: string;
  readonly entry: string;
  /** The first minor version whose syntax it uses. */
  readonly since: number;
}

/** `name.3.12.py` needs 3.12; a folder with `__main__.py` is one program. */
export function conformancePrograms(): readonly Program[] {
  const singles = ['.', 'exits'].flatMap((part) => readdirSync(join(folder, part)).filter((file) => file.endsWith('.py')).map((file) => join(part, file)));
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'exits').map((entry) => entry.name);
  return [...singles, ...folders].sort().map((name) => ({ name, entry: join(folder, name), since: Number(/\.3\.(\d+)\.py$/.exec(name)?.[1] ?? 0) }));
}

export interface Outcome {
  readonly exit: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runToEnd(command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((done, fail) => {
    const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    child.on('error', fail);
    child.on('close', (code, signal) => { done({ exit: code ?? signal, stdout, stderr }); });
  });
}
