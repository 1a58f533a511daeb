/** What names of the package `taipan` tell the facts. */
import { describe, expect, it } from 'vitest';
import { newestOf } from '../../src/targets/target-version.js';
import { Rejection, walkStages } from '../../src/pipeline/stages.js';
import { walk } from './infer.js';

/** How the typed bodies of a text hold their parameters, by function. */
function typedParameters(text: string, minor: 12 | 15 = 12): Readonly<Record<string, string>> {
  const results = minor === 12 ? walk(text, 'joined', 'selected') : walkStages({ source: { name: '__main__', file: 'test.py', isPackage: false, content: text }, target: newestOf(minor), codes: null }, {}, ['joined', 'selected']);
  if (results instanceof Rejection) throw new Error('rejected');
  return Object.fromEntries([...results.selected.plans].map(([index, { parameters }]) => [results.joined.ir.functions[index]!.name, parameters.join(' ')]));
}

const body = '    t = 0.0\n    for i in range(10):\n        t += a * b\n    return t\n';

describe('parameters that no call tells of', () => {
  it.each([
    ['sizes', 'from taipan import i32, f64\n', '', 'a: i32, b: f64', 'int float'],
    ['sizes of the module', 'import taipan\n', '', 'a: taipan.u8, b: taipan.f32', 'int float'],
    ['other names for them', 'from taipan import i32 as small\nimport taipan as t\n', '', 'a: small, b: t.i64', 'int int'],
    ['strings', 'from taipan import i32\n', '', "a: 'i32', b: 'float'", 'int float'],
    ['annotations kept as strings', 'from __future__ import annotations\nfrom taipan import i32\n', '', 'a: i32, b: float', 'int float'],
    ['decorators', 'from taipan import f64, native, inline\n', '@native\n@inline\n', 'a: f64, b: f64', 'float float'],
    ['specialize', 'from taipan import specialize\n', '@specialize(float, int)\n', 'a, b', 'float int'],
    ['specialize against annotations', 'from taipan import specialize\n', '@specialize(float)\n', 'a: int, b: int', 'float int'],
  ])('%s', (_, imports, decorators, parameters, expected) => {
    expect(typedParameters(`${imports}${decorators}def f(${parameters}):\n${body}`)).toEqual({ f: expected });
  });

  it.each([
    ['assert', 'assert isinstance(a, float)\n    assert isinstance(b, int) and a > 0'],
    ['assume', 'assume(isinstance(a, float))\n    assume(isinstance(b, int))'],
  ])('%s isinstance', (_, claim) => {
    expect(walk(`from taipan import assume\ndef f(a, b):\n    'doc'\n    ${claim}\n${body}`, 'facts').facts.functions.find(({ parameters }) => parameters.length === 2)?.parameters).toMatchObject([{ type: 'float' }, { type: 'int' }]);
  });

  it('are not told of by names that are bound otherwise too', () => {
    expect(typedParameters(`from taipan import i64\ni64 = str\ndef f(a: i64, b: i64):\n${body}`)).toEqual({ f: 'float float' });
    expect(typedParameters(`from elsewhere import i64\ndef f(a: i64, b: i64):\n${body}`)).toEqual({ f: 'float float' });
  });
});

describe('decorators of the package', () => {
  const callers = (decorator: string, imports = 'from taipan import native, sealed, specialize'): string => `${imports}\n${decorator}\ndef half(x):\n    return x / 2 * x - x\ndef loop(n: int):\n    total = 0.0\n    for i in range(n):\n        total += half(total)\n    return total\nloop(3)\n`;

  it.each(['@native', '@specialize(float)'])('%s leaves a function what it is, so callers call its typed body', (decorator) => {
    const { selected } = walk(callers(decorator), 'selected');
    expect([...selected.calls.values()].flatMap(({ guards }) => guards.map(({ name }) => name)).sort()).toEqual(['half', 'range']);
  });

  it('others do not', () => {
    const { selected } = walk(callers('@native', 'from elsewhere import native'), 'selected');
    expect([...selected.calls.values()].flatMap(({ guards }) => guards.map(({ name }) => name))).not.toContain('half');
  });

  it('leave a class what it is', () => {
    const { facts, ir } = walk('from taipan import sealed, frozen\n@sealed\n@frozen\nclass P:\n    def __init__(self):\n        self.x = 1.5\ndef f():\n    return P().x\nf()\n', 'ir', 'facts');
    expect(facts.functions[ir.functions.findIndex(({ name }) => name === 'f')]?.result).toMatchObject({ type: 'float' });
  });
});

describe('calls in typed bodies', () => {
  it('are guarded by the name in the package', () => {
    const { selected } = walk('from taipan import assume as must, u32\ndef f(n: int):\n    t = 0\n    for i in range(n):\n        must(i >= 0)\n        t = u32(t * 31 + i)\n    return t\nf(3)\n', 'selected');
    expect([...selected.calls.values()].map(({ guards }) => guards)).toMatchObject([[
      { name: 'range', target: null, hint: null }, { name: 'must', target: null, hint: 'assume' }, { name: 'u32', target: null, hint: 'u32' },
    ]]);
    expect([...selected.plans.values()].every(({ blocks }) => [...blocks.values()].every((leaves) => leaves === null))).toBe(true);
  });

  it('of what has no form there keep the loop out of it', () => {
    const { selected } = walk('from taipan import reveal\ndef f(n: int):\n    t = 0\n    for i in range(n):\n        t += reveal(i)\n    return t\nf(3)\n', 'selected');
    expect(selected.plans.size).toBe(0);
  });
});
