/** Every shown type and constant is what flows there when the program runs; `npm run test:hints` does it for many more. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findInterpreters } from '../harness/interpreters.js';
import { hints } from './infer.js';

const folder = join(import.meta.dirname, 'programs');
const tracer = join(import.meta.dirname, 'trace-hints.py');
const cases = readdirSync(folder).flatMap((name) => findInterpreters().slice(-1).map(({ command }) => ({ name, command })));

it.each(cases)('of $name', ({ name, command }) => {
  const program = join(folder, name);
  const at = join(mkdtempSync(join(tmpdir(), 'taipan-hints-')), 'hints.json');
  writeFileSync(at, JSON.stringify(hints(readFileSync(program, 'utf8'))));
  const answer = JSON.parse(execFileSync(command, [tracer, at, program]).toString()) as { readonly status: string; readonly hints: number; readonly checked: number; readonly failures: readonly unknown[] };
  expect(answer.status).toBe('ran');
  expect(answer.failures).toEqual([]);
  expect(answer.checked).toBeGreaterThan(answer.hints * 0.9);
});
