/**
 * Whose rules hold for the open files: the version of the interpreter that a build would use, because what 3.11
 * refuses may be right in 3.12. Asked once an interpreter; the newest version stands in where none answers.
 */
import { execFile } from 'node:child_process';
import { newestTarget, parseTarget, type TargetVersion } from '@taipan/compiler-core';

const question = 'import sys; print("%d.%d.%d" % sys.version_info[:3])';
const patienceMilliseconds = 10_000;
const answers = new Map<string, Promise<TargetVersion>>();

function ask(python: string): Promise<TargetVersion> {
  return new Promise((resolve) => {
    // -I and no site: nothing of the user's folder runs.
    execFile(python, ['-I', '-S', '-c', question], { timeout: patienceMilliseconds, windowsHide: true }, (failure, stdout) => {
      resolve((failure === null ? parseTarget(stdout.trim()) : null) ?? newestTarget);
    });
  });
}

/** `pythonPath` as the settings have it: empty for the one that the command line would take. */
export function targetOf(pythonPath: string): Promise<TargetVersion> {
  const python = pythonPath === '' ? 'python3' : pythonPath;
  const known = answers.get(python);
  if (known !== undefined) return known;
  const asked = ask(python);
  answers.set(python, asked);
  return asked;
}
