/** Runs the command line as a user does: in a folder of its own, with its real exit code and output. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const taipan = fileURLToPath(new URL('../../bin/taipan.js', import.meta.url));

export interface Outcome {
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** A folder with files in it, gone when the test is over. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'taipan command line '));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The environment of the tests, without what forces colors: vitest sets it for its own workers, also on a build server. */
const { FORCE_COLOR: _, ...plainEnvironment } = process.env;

export function start(command: string, args: readonly string[], { folder, environment, input }: Surroundings = {}): { readonly child: ChildProcess; readonly end: Promise<Outcome> } {
  const child = spawn(command, [...args], { cwd: folder, env: { ...plainEnvironment, ...environment }, stdio: ['pipe', 'pipe', 'pipe'], timeout: 120_000 });
  const end = new Promise<Outcome>((done, fail) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    child.on('error', fail);
    child.on('close', (code, signal) => { done({ code: code ?? signal, stdout, stderr }); });
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  return { child, end };
}

export function run(command: string, args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return start(command, args, surroundings).end;
}

export function runTaipan(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return run(process.execPath, [taipan, ...args], surroundings);
}
