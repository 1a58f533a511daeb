/**
 * Whose rules hold for the open files: the version of the interpreter that a build would use, because what 3.11
 * refuses may be right in 3.12. Asked once an interpreter; the newest version stands in where none answers.
 */
import { execFile } from 'node:child_process';
import { type TargetMinor, targetMinors } from '@taipan/compiler-core';

export const newestTarget: TargetMinor = targetMinors.at(-1) ?? 13;

const question = 'import sys; print(sys.version_info[1])';
const patienceMilliseconds = 10_000;
const answers = new Map<string, Promise<TargetMinor>>();

function ask(python: string): Promise<TargetMinor> {
  return new Promise((resolve) => {
    // -I and no site: nothing of the user's folder runs.
    execFile(python, ['-I', '-S', '-c', question], { timeout: patienceMilliseconds, windowsHide: true }, (failure, stdout) => {
      const minor = failure === null ? Number(stdout) : Number.NaN;
      resolve(targetMinors.find((candidate) => candidate === minor) ?? newestTarget);
    });
  });
}

/** `pythonPath` as the settings have it: empty for the one that the command line would take. */
export function targetOf(pythonPath: string): Promise<TargetMinor> {
  const python = pythonPath === '' ? 'python3' : pythonPath;
  const known = answers.get(python);
  if (known !== undefined) return known;
  const asked = ask(python);
  answers.set(python, asked);
  return asked;
}
