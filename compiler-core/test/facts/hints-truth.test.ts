/** Every shown type and constant is what flows there when the program runs; `npm run test:hints` does it for many more. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findInterpreters } from '../harness/interpreters.js';
import { hints } from './infer.js';

const tracer = join(import.meta.dirname, 'trace-hints.py');
const generator = join(import.meta.dirname, 'sneaky-programs.py');
const [newest] = findInterpreters().slice(-1);
const [firstSeed, seeds] = [20_000, 12];

interface Answer {
  readonly status: string;
  readonly hints: number;
  readonly checked: number;
  readonly failures: readonly unknown[];
}

function trace(program: string, command: string): Answer {
  const at = join(mkdtempSync(join(tmpdir(), 'taipan-hints-')), 'hints.json');
  writeFileSync(at, JSON.stringify(hints(readFileSync(program, 'utf8'))));
  return JSON.parse(execFileSync(command, [tracer, at, program]).toString()) as Answer;
}

describe.skipIf(newest === undefined)('what is shown is what flows', () => {
  const { command } = newest ?? { command: '' };
  const folder = join(import.meta.dirname, 'programs');

  it.each(readdirSync(folder))('in %s', (name) => {
    const answer = trace(join(folder, name), command);
    expect(answer).toMatchObject({ status: 'ran', failures: [] });
    expect(answer.checked).toBeGreaterThan(answer.hints * 0.9);
  });

  it('in programs that change things by ways that are easily overlooked', () => {
    const made = mkdtempSync(join(tmpdir(), 'taipan-sneaky-'));
    execFileSync(command, [generator, made, String(firstSeed), String(seeds)]);
    const programs = readdirSync(made);
    expect(programs).toHaveLength(seeds);
    const answers = programs.map((name) => ({ name, ...trace(join(made, name), command) }));
    expect(answers.filter(({ status, failures }) => status !== 'ran' || failures.length > 0)).toEqual([]);
    expect(answers.reduce((sum, { checked }) => sum + checked, 0)).toBeGreaterThan(seeds);
  });
});
