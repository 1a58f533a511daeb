/**
 * Programs full of hints, run three ways: by CPython with checks, compiled over machine words, and compiled over objects
 * (instances of a class derived from int or float pass no guard). All print the same; so do they compiled with checks.
 */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInterpreters } from '../../compiler-core/test/harness/interpreters.js';
import { folderWith, run, runTaipan } from './cli/command-line.js';

const packageFolder = fileURLToPath(new URL('../../runtime/hints/src', import.meta.url));
const functionsAProgram = 24;

const size = fc.constantFrom('i8', 'i16', 'i32', 'i64', 'u8', 'u16', 'u32', 'u64');

/** An int expression of `a`, `b` and `t`. */
const { whole } = fc.letrec<{ whole: string }>((tie) => ({
  whole: fc.oneof({ maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('a', 'b', 't', '1', '7', '255', '2147483648', '4294967291'),
    fc.tuple(tie('whole'), fc.constantFrom('+', '-', '*', '^', '&', '|'), tie('whole')).map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc.tuple(size, tie('whole')).map(([name, value]) => `${name}(${value})`),
    fc.tuple(fc.constantFrom('likely', 'unlikely'), tie('whole')).map(([name, value]) => `${name}(${value})`),
    fc.tuple(size, tie('whole')).map(([name, value]) => `${name}(f64(${name}(${value})) * 0.75)`)),
}));

/** A float expression of `x`, `a` and `s`. */
const { real } = fc.letrec<{ real: string }>((tie) => ({
  real: fc.oneof({ maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('x', 's', '0.5', '-1e30', '3.0000001'),
    fc.tuple(tie('real'), fc.constantFrom('+', '-', '*'), tie('real')).map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc.tuple(fc.constantFrom('f32', 'f64', 'likely'), tie('real')).map(([name, value]) => `${name}(${value})`),
    fc.constantFrom('f32(a)', 'f64(a)', 'f32(True)')),
}));

const decorator = fc.constantFrom('', '@native\n', '@no_deopt\n', '@inline\n', '@specialize(int, int)\n', '@native\n@inline\n');

const integerFunction = fc.tuple(decorator, whole, whole, size).map(([decoration, first, second, result]) => (name: string) => `${decoration}def ${name}(a: i64, b: i64) -> ${result}:
    assume(b >= 0)
    t = a
    for step in range(b & 15):
        t = i64(t * 3 + ${first})
        if likely(t > step):
            t = ${result}(${second})
    return ${result}(t)
`);

const floatFunction = fc.tuple(decorator, real, real).map(([decoration, first, second]) => (name: string) => `${decoration.replace('int, int', 'int, float')}def ${name}(a: i64, x: f64) -> f32:
    assume(isinstance(a, int) and isinstance(x, float))
    s = 0.0
    for step in range(a & 7):
        s = s * 0.5 + ${first}
    return f32(s - ${second})
`);

const head = `import sys
from taipan import (assume, f32, f64, i8, i16, i32, i64, inline, likely, native, no_deopt, specialize, u8, u16, u32, u64, unlikely)

class Whole(int):
    pass

class Real(float):
    pass

GENERIC = 'objects' in sys.argv

def given(value):
    if not GENERIC:
        return value
    return Whole(value) if isinstance(value, int) else Real(value)

def show(function, *args):
    for _ in range(3):
        result = function(*map(given, args))
    print(function.__name__, args, repr(int(result) if isinstance(result, int) else float(result)))
`;

function program(integers: readonly ((name: string) => string)[], floats: readonly ((name: string) => string)[]): string {
  const definitions = [...integers.map((define, at) => define(`whole_${at}`)), ...floats.map((define, at) => define(`real_${at}`))];
  const wholes = `for a in (0, 1, -1, 127, -128, 2 ** 31, -2 ** 31 - 1, 2 ** 62 + 3, 2 ** 63 - 1, -2 ** 63):
    for b in (0, 3, 255, 2 ** 40 + 9):
        for function in (${integers.map((_, at) => `whole_${at}`).join(', ')},):
            show(function, a, b)
`;
  const reals = `for a in (0, 5, -3, 2 ** 53 + 1):
    for x in (0.0, -0.0, 1.1, 1e308, float('inf'), float('nan'), 2.0 ** -140):
        for function in (${floats.map((_, at) => `real_${at}`).join(', ')},):
            show(function, a, x)
`;
  return [head, ...definitions, wholes, reals].join('\n');
}

const programs = fc.tuple(fc.array(integerFunction, { minLength: functionsAProgram, maxLength: functionsAProgram }), fc.array(floatFunction, { minLength: functionsAProgram / 2, maxLength: functionsAProgram / 2 })).map(([integers, floats]) => program(integers, floats));

const seeds = process.env['TAIPAN_CONFORMANCE'] === 'all' ? [1, 2, 3, 4, 5, 6] : [1];
const interpreters = findInterpreters();
const chosen = process.env['TAIPAN_CONFORMANCE'] === 'all' ? interpreters : interpreters.slice(0, 1);

describe.each(chosen)('under CPython $target.minor', ({ command }) => {
  it.each(seeds)('three ways of running give one output (seed %i)', { timeout: 600_000 }, async (seed) => {
    const [text = ''] = fc.sample(programs, { seed, numRuns: 1 });
    const folder = folderWith({ 'hinted.py': text });
    const environment = { PYTHONPATH: packageFolder, TAIPAN_CHECK: '' };
    const expected = await run(command, ['hinted.py'], { folder, environment: { ...environment, TAIPAN_CHECK: '1' } });
    expect(expected).toMatchObject({ code: 0, stderr: '' });
    expect(expected.stdout.split('\n').length).toBeGreaterThan(1000);
    const compiled = (...args: readonly string[]): ReturnType<typeof runTaipan> => runTaipan(['run', '-O0', '--python', command, ...args], { folder, environment });
    expect(await compiled('hinted.py')).toEqual(expected);
    expect(await compiled('--checked', 'hinted.py')).toEqual(expected);
    const overObjects = await compiled('hinted.py', 'objects');
    expect(overObjects).toEqual(expected);
    const dump = JSON.parse((await runTaipan(['dump', 'selected', '--json', '--python', command, 'hinted.py'], { folder })).stdout) as { selected: readonly { tier: string }[] };
    expect(dump.selected.filter(({ tier }) => tier === 'native').length).toBeGreaterThan(functionsAProgram / 2);
  });
});

const rebinding = `import taipan
from taipan import HintError, assume, i32, native, u8
import taipan as other

@native
def low(n: int):
    total = 0
    for step in range(n):
        assume(step >= 0)
        total += u8(step * 3)
    return total

def positive(n):
    total = 0.0
    for step in range(n):
        assume(step < 5)
        total += step * 0.5
    return total

print(low(300), positive(5))
try:
    print(positive(7))
except HintError as error:
    print(type(error).__name__, error)
told = []
assume, before = told.append, assume
print(low(3), told)
assume, u8 = before, i32
print(low(300))
u8 = lambda n: n + 0.5
print(low(3))
taipan.i32 = taipan.assume = None
print(low(2))
from taipan import u8
print(low(300), low.__name__, low.__annotations__)
del u8
try:
    low(1)
except NameError as error:
    print(error)
@native
@other.inline
def twice(n: other.i64) -> other.i64:
    return n * 2
twice, kept = (lambda n: -n), twice
print(twice(4), kept(4), other.native is native)
`;

describe.each(chosen)('under CPython $target.minor', ({ command }) => {
  it.each(['', '1'])('a name that ceases to be the hint is what it has become (TAIPAN_CHECK=%s)', { timeout: 300_000 }, async (checked) => {
    const folder = folderWith({ 'rebinding.py': rebinding, 'taken/taipan.py': 'assume = print\n', 'taken/other.py': 'from taipan import assume\ndef f(n):\n    for i in range(n):\n        assume(i)\nf(3)\n' });
    const environment = { PYTHONPATH: packageFolder, TAIPAN_CHECK: checked };
    const expected = await run(command, ['rebinding.py'], { folder, environment });
    expect(expected).toMatchObject({ code: 0, stderr: '' });
    expect(await runTaipan(['run', '-O0', '--python', command, 'rebinding.py'], { folder, environment })).toEqual(expected);
    // Another module of that name.
    expect(await runTaipan(['run', '-O0', '--python', command, 'taken/other.py'], { folder })).toEqual({ code: 0, stdout: '0\n1\n2\n', stderr: '' });
  });
});
