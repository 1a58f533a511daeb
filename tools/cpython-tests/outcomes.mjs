/** Runs of CPython's own tests: the interpreters that come with them, one run, and what unittest said of it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { candidates } from '../programs/interpreters.mjs';
import { runProcess } from '../run-process.mjs';

/** Of a program with its build, in milliseconds: long enough for the longest of the tests, on a busy machine. */
const timeLimit = 900_000;

const supported = /^3\.1[1-5]\./;

function describe(command) {
  const program = 'import sys, os, test; print(sys.version.split()[0], os.path.dirname(test.__file__), sep="\\n")';
  const result = spawnSync(command, ['-c', program], { encoding: 'utf8' });
  const [version, folder] = result.stdout?.trim().split('\n') ?? [];
  return result.status === 0 && supported.test(version) ? { command, version, folder } : null;
}

/** One interpreter of each version that comes with its tests: those of distributions often do not. */
export function findPythons(chosen = []) {
  const paths = chosen.filter((name) => name.includes('/'));
  const names = chosen.filter((name) => !name.includes('/'));
  const found = new Map();
  for (const command of paths.length > 0 ? paths : candidates()) {
    const python = describe(command);
    const minor = python?.version.split('.').slice(0, 2).join('.');
    if (python && !found.has(minor) && (names.length === 0 || names.some((name) => python.version.startsWith(name)))) found.set(minor, python);
  }
  return [...found.values()];
}

/** Runs a program in a folder of its own. */
export async function execute(command, args, variables = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'taipan-cpython-'));
  const result = await runProcess(command, args, { limit: timeLimit, cwd: folder, env: { ...process.env, NO_COLOR: '1', ...variables } });
  rmSync(folder, { recursive: true, force: true });
  return result;
}

/** The tests that failed, by class and name, with what was said about them; how many ran, and for how long, in seconds. */
export function outcome(result) {
  const failures = new Map();
  for (const part of result.text.split(/^={70}$/m).slice(1)) {
    const header = /^(?:FAIL|ERROR): (\S+)(?: \((?:__main__\.)?([^)]*)\))?/m.exec(part);
    if (header) failures.set(header[2]?.endsWith(header[1]) ? header[2] : [header[2], header[1]].filter(Boolean).join('.'), part);
  }
  const [, ran = '-1', seconds = '0'] = /^Ran (\d+) tests? in ([\d.]+)s/m.exec(result.text) ?? [];
  return { failures, ran: Number(ran), seconds: Number(seconds) };
}
