/** Hints stand in the text where an editor draws them. */
import { expect, it } from 'vitest';
import { annotate, hints } from './infer.js';

it('shows types, folded constants and native functions', () => {
  expect(annotate(`def count(limit):
    total = 0
    step = 2 * 3
    for index in range(limit):
        total += index * step
    return total

print(count(10))`)).toBe(`[native]def count(limit[: int?])[ -> int?]:
    total[: int?] = 0
    step[: int] = 2 * 3[ = 6]
    for index[: int?] in range(limit):
        total += index * step
    return total

print(count(10))`);
});

it('counts columns in UTF-16 units', () => {
  expect(annotate("name = '😀' + 'é'")).toBe("name[: str?] = '😀' + 'é'[ = '😀é']");
});

it('leaves annotated parameters and results alone', () => {
  expect(annotate('def half(x: float) -> float:\n    return x / 2')).not.toContain(': float?');
});

it('names the assumption in the tooltip', () => {
  const [first] = hints('def double(n):\n    return n * 2 - 1\n\ndouble(4)').filter((hint) => hint.kind === 'type');
  expect(first).toMatchObject({ type: 'int', tooltip: '`n` is int as long as calls pass for `n` what those of this module do.' });
});

it('says that native code checks it only where a typed body does', () => {
  const provenances = (text: string): readonly string[] => hints(text).filter((hint) => hint.kind === 'type' || hint.kind === 'returnType').map((hint) => `${hint.label} ${hint.provenance}`);
  const loop = (rest: string): string => `def count(limit):\n    total = 0\n    for index in range(limit):\n        total += index\n${rest}\ncount(4)`;
  expect(provenances(loop('    return total'))).toEqual([': int checked', ' -> int checked', ': int checked', ': int checked']);
  // Without a typed body nobody looks.
  expect(provenances('def double(n):\n    return n * 2\ndouble(4)')).toEqual([': int assumed', ' -> int assumed']);
  // The body leaves for objects before the variable is set and the result made.
  expect(provenances(loop('    print(total)\n    rest = total + 1\n    return rest'))).toEqual([': int checked', ' -> int assumed', ': int checked', ': int checked', ': int assumed']);
  expect(provenances('x = 1\nx = x + 2')).toEqual([': int assumed']);
});

it('says which functions keep their bytecode', () => {
  expect(hints('async def wait():\n    yield').filter((hint) => hint.kind === 'fallback')).toHaveLength(1);
});

it('shows constants only of expressions that compute them', () => {
  const shown = (text: string): readonly string[] => hints(text).filter((hint) => hint.kind === 'constant').map((hint) => hint.label);
  expect(shown('def gap(primes):\n    return max(b - a for a, b in zip(primes, primes[1:]))')).toEqual([]);
  expect(shown('def f():\n    pass\nx = -1\ny = "a" "b"\nz = 1 < 2 < 3\nw = (1, 2)')).toEqual([]);
  expect(shown('x = -(3 + 4)')).toEqual([' = -7']);
});

it('shows what containers hold, and those that hold themselves without it', () => {
  expect(annotate('def f(n):\n    xs = [True] * n\n    d = {"a": (1, 2.5)}\n    return xs\nf(3)')).toContain('def f(n[: int?])[ -> list[bool]?]:\n    xs[: list[bool]?] = [True] * n\n    d[: dict[str, tuple[int, float]]] = ');
  expect(annotate('r = [1] * 2\nr.append(r)')).toContain('r[: list?] =');
});

it('follows variables that are one of a few types through operators', () => {
  expect(annotate('def f(values):\n    total = 0\n    for v in values:\n        total += v\n    half = total / 2\n    return total\nf([0.5])')).toContain('    total[: float | int?] = 0');
  const shown = (text: string): readonly string[] => hints(text).filter(({ kind }) => kind === 'type').map(({ label }) => label);
  expect(shown('def f(k):\n    n = 1 if k else 2.5\n    a = n * 2\n    b = n < 3\n    c = -n\n    d = n + "s"')).toEqual([': float | int', ': float | int', ': bool', ': float | int']);
  // What may be no number may be added to anything.
  expect(shown('def f(k):\n    n = None if k else 1\n    a = n + 2')).toEqual([': int | None']);
});

it('does not tell guesses', () => {
  expect(annotate('def double(n):\n    return n * 2 - 1')).toBe('def double(n):\n    return n * 2 - 1');
});
