/**
 * Bodies that are long enough for another way through g++: tables of names, which keep their bytecode, and functions
 * with hundreds of variables. They behave as interpreted, and the report says which kept their bytecode and where.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { run, runTaipan } from '../cli/command-line.js';

const isWhole = process.env['TAIPAN_CONFORMANCE'] === 'all';
const interpreters = isWhole ? findInterpreters() : findInterpreters().slice(0, 1);
const folder = mkdtempSync(join(tmpdir(), 'taipan-long-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const lines = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('\n');

const table = `
import sys

def twice(x):
    return x + x

class Counter:
    def __init__(self):
        self.count = 0

    def add(self, step):
        self.count += step
        return self

one, two, three = 1, 'two', (3,)
names = [
${lines(20_000, (index) => `    ${['one', 'two', 'three'][index % 3]!},`)}
]
print(len(names), names[:4], twice(21), Counter().add(2).add(3).count)
print(sum(twice(1) for _ in names))
try:
    names[1] + one
except TypeError as error:
    print(error, error.__traceback__.tb_lineno, sys._getframe().f_code.co_name)
nothing(names)
`;

const wide = `
def steps(x):
    v0 = x
${lines(400, (index) => `    v${index + 1} = v${index} * 3 + 1`)}
    return v400 - v399

def objects(g, fails):
    v0 = g(0)
${lines(300, (index) => `    v${index + 1} = g(v${index})`)}
    if fails:
        del v7
        return v7
    return [v0, v300]

def table(g):
    return [
${lines(7000, (index) => `        g(${index % 10}),`)}
    ]

print(steps(1), steps(-1), steps(True), steps(1.5), steps(10 ** 30))
print(objects(lambda x: x + 2, False), sum(table(lambda x: x * x)))
try:
    objects(lambda x: x, True)
except UnboundLocalError as error:
    found = error.__traceback__.tb_next.tb_frame.f_locals
    print(error, len(found), 'v6' in found, 'v7' in found, error.__traceback__.tb_next.tb_lineno)

class Noisy:
    alive = 0

    def __init__(self, x):
        Noisy.alive += 1

    def __del__(self):
        Noisy.alive -= 1

objects(Noisy, False)
print(Noisy.alive)
objects(lambda x: 1 // (x - 1) if x else 1, False)
`;

interface Kept {
  readonly name: string;
  readonly tier: string;
  readonly reasons: readonly { readonly code: string; readonly line: number | null }[];
}

describe.each(interpreters)('compiled for $command', ({ command, minor }) => {
  it.concurrent.each([
    // Where the display begins: a long one is filled item by item.
    { name: 'table', text: table, kept: [{ name: '<module>', line: 16 }] },
    { name: 'wide', text: wide, kept: [{ name: 'table', line: 714 }] },
  ])('$name', async ({ name, text, kept }) => {
    const [entry, output, report] = [join(folder, `${name}_${minor}.py`), join(folder, `${name}_${minor}.out`), join(folder, `${name}_${minor}.json`)];
    writeFileSync(entry, text);
    expect(await runTaipan(['build', entry, '-o', output, '--python', command, '--report', report])).toMatchObject({ code: 0 });
    expect(await run(output, [])).toEqual(await run(command, [entry]));
    const { functions } = JSON.parse(readFileSync(report, 'utf8')) as { readonly functions: readonly Kept[] };
    const tooLong = functions.flatMap((fn) => fn.reasons.filter(({ code }) => code === 'too-long').map(({ line }) => ({ name: fn.name, tier: fn.tier, line })));
    expect(tooLong).toEqual(kept.map((each) => ({ ...each, tier: 'bytecode' })));
  });
});
