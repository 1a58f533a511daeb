/**
 * Functions and code objects find each other where the interpreter leaves dead code out and where it makes one code
 * object of several: every way to make a function, in every place whose code may be dead, at every kind of scope.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { CodeDescription } from '../../src/emission/code-objects.js';
import type { IrFunction } from '../../src/ir/function.js';
import { compileModuleOfProgram, type LoweredModule, lowerModuleOfProgram } from '../../src/pipeline/compile-module.js';
import type { TargetVersion } from '../../src/targets/target-version.js';
import { findInterpreters } from '../harness/interpreters.js';

const folder = mkdtempSync(join(tmpdir(), 'taipan-codes-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const parseScript = fileURLToPath(new URL('../../../runtime/python/parse.py', import.meta.url));

/** Each function has a name or parameter of its own, `m1`, `m2`, ...; `fresh` gives the next. */
type Fresh = () => string;

const expressionMakers: readonly ((fresh: Fresh) => string)[] = [
  (fresh) => `(lambda ${fresh()}: 0)`,
  (fresh) => `(lambda ${fresh()}=(lambda ${fresh()}: 0): (lambda ${fresh()}: 0))`,
  (fresh) => `[lambda ${fresh()}: x for x in a]`,
  (fresh) => `(lambda ${fresh()}: [x for x in (lambda ${fresh()}: a)()])`,
  (fresh) => `{x: lambda ${fresh()}: x for x in (lambda ${fresh()}: x)()}`,
  (fresh) => `list((lambda ${fresh()}: x) for x in a if (lambda ${fresh()}: x))`,
  (fresh) => `f'{(lambda ${fresh()}: 0)!r:>{(lambda ${fresh()}: 0)}}'`,
];

/** Expressions of which a part may be dead. */
const expressions = [
  'A if 0 else B', 'A if 1 else B', 'A if None else B', 'A if x else B', 'A if (0 if 1 else B) else 1', 'A if 1 or B else 2', 'A if not 0 and x else B',
  '0 or A', '1 or A', '0 and A', '1 and A', 'x or 2.0 or A', 'x and 0 and A', 'x or A or 1 or B', 'x and A and 0 and B', 'not 1 and A', 'not A or B', '(0 or A) and B', '1 and (0 and A or B)',
  '"" or A', '"a" or A', 'b"" and A', '() or A', '(1,) or A', '[] or A', '... or A', '1.5 or A', '0j or A', '-0 or A', '1 + 1 or A', '(1 + 1) * 0 and A', '"abc"[1] or A', '"abc"[1:1] or A', '(1, 0)[1] or A',
  '__debug__ or A', '__debug__ and A', 'not __debug__ and A', '1 in () and A', '1 in (1, 2) or A', '1 < 2 or A', '1 < 0 < A', 'A < 1 < B in C', '1 is 1 or A',
  '(A, B)[0]', '(A)(B, *C, **D)', '[A, B][0:0]', '{A: B}', '{**A, B: C}', '(y := A) or B', 'x[A:B]', 'x[1 or A]', 'f"{1 or A}"', 'f"{x:{0 and A}}{B}"', 'f""or A', '"%s" % A', '"a" "b" or A', 'A.b.c(B)', '-A', 'not A',
];

const statementMakers: readonly ((fresh: Fresh) => string)[] = [
  (fresh) => `x = lambda ${fresh()}: 0`,
  (fresh) => `def ${fresh()}(a, b=lambda ${fresh()}: 0, *, c: (lambda ${fresh()}: 0) = 1):\n  return lambda ${fresh()}: a`,
  (fresh) => `@decorate(lambda ${fresh()}: 0)\n@(lambda ${fresh()}: 0)\ndef ${fresh()}(): pass`,
  (fresh) => `class ${fresh()}(B, m=lambda ${fresh()}: 0):\n  x: int = lambda ${fresh()}: [y for y in z]\n  def ${fresh()}(self): return super()`,
  (fresh) => `async def ${fresh()}():\n  return [lambda ${fresh()}: 0 async for _ in x]`,
  (fresh) => `for x in (lambda ${fresh()}: 0)():\n  def ${fresh()}(): pass\nelse:\n  def ${fresh()}(): pass`,
  (fresh) => `try: x = lambda ${fresh()}: 0\nexcept A: x = lambda ${fresh()}: 0\nelse: x = lambda ${fresh()}: 0\nfinally: x = lambda ${fresh()}: 0`,
  (fresh) => `match x:\n  case 1 if (lambda ${fresh()}: 0): x = lambda ${fresh()}: 0\n  case _: x = lambda ${fresh()}: 0`,
];

/** Statements of which the suite `S`, the expression `A` or the suite `T` may be dead. */
const statements = [
  'if 0:\n S\nelse:\n T', 'if 1:\n S\nelse:\n T', 'if None: pass\nelif 1:\n S\nelse:\n T', 'if False:\n S', 'if ...:\n S\nelse:\n T', 'if __debug__:\n S\nelse:\n T', 'if not __debug__:\n S', 'if "":\n S', 'if ():\n S\nelse:\n T',
  'if 1 in ():\n S', 'if x and 0:\n S', 'if 0 and x:\n S\nelse:\n T', 'if 1 or x:\n S\nelse:\n T', 'if 1.0:\n S\nelse:\n T', 'if 0 if 1 else x:\n S', 'if (1, 0)[1]:\n S', 'if 1 < 0:\n S',
  'while 0:\n S\nelse:\n T', 'while 1:\n S\nelse:\n T', 'while 1:\n S\n break\n T', 'while x:\n continue\n S', 'while True: pass\nS', 'for _ in ():\n S\nelse:\n T',
  'raise A\nS', 'assert 1, A', 'assert 0, A', 'assert A', 'assert (A, "x")', 'assert not A, A', 'with A as x:\n S\n raise B\n T', 'try:\n raise A\n S\nexcept B:\n T', 'try:\n pass\nfinally:\n S', 'try:\n S\nfinally:\n if 0:\n  T',
  'x: A = 1', 'x: A', 'x.y: A', '(x): A = A', '"doc"\nA', 'del x\nS', 'x = y = A', 'x += A', 'x, y = A, 1 or A', 'z = A', 'import x\nS', 'print(1 or A)\nS',
];

/** Statements that only functions have. */
const inFunctions = ['return A\nS', 'if x:\n return\n S\nT', 'for _ in x:\n return A\n S', 'try:\n return A\nfinally:\n S', 'try:\n return 1\n S\nfinally:\n T', 'while 1:\n try:\n  break\n finally:\n  S\nT', 'with x:\n return A\n S', 'yield A\nS', 'nonlocal_ = A\nS'];

/** Since 3.12. */
const generics = ['def g[T: A](x: A = A):\n S', 'class G[T](A):\n S', 'type X[T] = A', 'if 0:\n def g[T](): pass\nelse:\n S', 'return_ = A\nclass G[*T]:\n def g[U](self):\n  S'];

const indent = (text: string, by: string): string => text.split('\n').map((line) => by + line).join('\n');

function programs(minor: number): readonly string[] {
  let count = 0;
  const fresh = (): string => `m${count++}`;
  const fillIn = (form: string, expression: (fresh: Fresh) => string, statement: (fresh: Fresh) => string): string =>
    form.split('\n').map((line) => {
      const by = /^ */.exec(line)?.[0] ?? '';
      return /^ *[ST]$/.test(line) ? indent(statement(fresh), by) : line.replace(/\b[ABCD]\b/g, () => expression(fresh));
    }).join('\n');
  const lambda = expressionMakers[0]!;
  const ofExpressions = expressions.flatMap((form) => expressionMakers.map((maker) => `x = ${fillIn(form, maker, () => 'pass')}`));
  // One form within another, in the first place that may be dead: an eighth of the pairs, each form in both places.
  const nested = expressions.flatMap((outer, place) => expressions.filter((_, index) => (place + index) % 8 === 0).map((inner) => `x = ${fillIn(outer.replace(/\b[ABCD]\b/, `(${inner.replaceAll('"', "'")})`), lambda, () => 'pass')}`))
    .filter((text) => !/f".*["'].*"/.test(text) && !/'.*f'/.test(text));
  const fillInAll = (forms: readonly string[]): readonly string[] => forms.flatMap((form) => statementMakers.map((maker) => fillIn(form, lambda, maker)));
  const suites = [...fillInAll(statements), ...fillInAll(minor >= 12 ? generics : [])];
  // 3.12 refuses lambdas in the type parameters of a class's members.
  const inClass = [...fillInAll(statements), ...fillInAll(minor >= 13 ? generics : [])];
  const some = (texts: readonly string[]): readonly string[] => texts.filter((_, index) => index % 3 === 0);
  return [
    [...some(ofExpressions), ...some(suites)],
    some([...ofExpressions, ...inClass]).map((text) => `class C:\n${indent(text, ' ')}`),
    [...ofExpressions, ...nested, ...suites, ...fillInAll(inFunctions)].map((text) => `def f(a):\n${indent(text, ' ')}`),
    some(suites).map((text) => `def f(a):\n def g():\n${indent(text, '  ')}\n  return a`),
  ].map((texts) => `${texts.join('\n')}\n`);
}

interface Parsed {
  readonly ast: unknown;
  readonly codes: readonly CodeDescription[];
  readonly error?: string;
}

function ask(python: string, files: readonly string[]): readonly Parsed[] {
  const asked = spawnSync(python, ['-I', '-B', parseScript], { input: JSON.stringify(files.map((file) => ({ source: file, file }))), encoding: 'utf8', maxBuffer: 1 << 30 });
  return asked.stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Parsed);
}

function lower(python: string, target: TargetVersion, files: readonly string[], sources: readonly string[]): readonly LoweredModule[] {
  return ask(python, files).map((answer, index) => {
    expect(answer.error).toBeUndefined();
    return lowerModuleOfProgram({ name: 'm', file: files[index]!, isPackage: false, content: sources[index]! }, answer.ast, answer.codes, { refusal: { line: 1, message: '' } }, target);
  });
}

/** The marks of the functions that a module's code makes, and of those that it does not. */
const listMade = `
import dis, re, sys, types

def mark(code):
    return next((name for name in (code.co_name, *code.co_varnames[:code.co_argcount][:1]) if re.fullmatch('m[0-9]+', name)), None)

def visit(code):
    yield mark(code)
    for step in dis.get_instructions(code):
        if isinstance(step.argval, types.CodeType):
            yield from visit(step.argval)

for file in sys.argv[1:]:
    with open(file) as text:
        print(*sorted({name for name in visit(compile(text.read(), file, 'exec')) if name}))
`;

function markOf(fn: IrFunction): string | null {
  return [fn.name, fn.parameterCount > 0 ? fn.slots[0]?.name ?? '' : ''].find((name) => /^m\d+$/.test(name)) ?? null;
}

const equalValues = ['1', '2 - 1', '-1j', '-(0 + 1j)', "''", "f''", "'b'", "'abc'[1]", "'a' 'b'", "'ab'", 'None', '()', '(1, 2)', '(1, 1 + 1)', 'x', '(x)', '[]', '[][0]', 'lambda: 1', '(lambda: 2 - 1)', '[y for y in x]', 'x.y', '1 or z', '1'];

describe.each(findInterpreters())('code objects of $command', ({ command, minor, target }) => {
  it('are found for every function that the interpreter makes, and for no other', () => {
    const sources = programs(minor);
    const files = sources.map((source, index) => {
      const file = join(folder, `made_${minor}_${index}.py`);
      writeFileSync(file, source);
      return file;
    });
    const listed = spawnSync(command, ['-c', listMade, ...files], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const made = listed.stdout.trimEnd().split('\n').map((line) => new Set(line.split(' ')));
    lower(command, target, files, sources).forEach(({ stages: { joined: { ir, codes } } }, index) => {
      const wrong = ir.functions.flatMap((fn, place) => {
        const mark = markOf(fn);
        const isMade = mark === null ? null : made[index]?.has(mark) ?? null;
        const kind = codes[place]?.kind;
        if (kind === 'unmatched' || kind === undefined || (isMade !== null && isMade !== (kind === 'own'))) return [`${fn.qualname} (line ${fn.firstLine}, ${mark}): ${kind}, made: ${isMade}`];
        return [];
      });
      expect(wrong).toEqual([]);
      // Without them the test would say nothing.
      expect(codes.filter(({ kind }) => kind === 'own').length).toBeGreaterThan(300);
      expect(codes.filter(({ kind }) => kind === 'dropped').length).toBeGreaterThan(10);
    });
  }, 120_000);

  it('are shared by the functions of which the interpreter makes one', () => {
    const pairs = equalValues.flatMap((left) => equalValues.map((right) => `(lambda: ${left}, lambda: ${right})`));
    const source = `x = []\npairs = [\n${pairs.join(',\n')}\n]\n`;
    const file = join(folder, `shared_${minor}.py`);
    writeFileSync(file, source);
    const asked = spawnSync(command, ['-c', `${source}print(*(int(a.__code__ is b.__code__) for a, b in pairs))`], { encoding: 'utf8' });
    const isShared = asked.stdout.trim().split(' ').map((answer) => answer === '1');
    expect(isShared).toHaveLength(pairs.length);
    const { ir, codes } = lower(command, target, [file], [source])[0]!.stages.joined;
    expect(codes.filter(({ kind }) => kind === 'unmatched' || kind === 'dropped')).toEqual([]);
    const outer = ir.functions.flatMap(({ parent }, place) => (parent === 0 ? [place] : []));
    const found = pairs.map((_, index) => {
      const [left, right] = [codes[outer[2 * index]!]!, codes[outer[2 * index + 1]!]!];
      return left.kind === 'own' && right.kind === 'shared' && right.first === outer[2 * index] && right.index === left.index;
    });
    expect(pairs.filter((_, index) => found[index] !== isShared[index])).toEqual([]);
    expect(isShared.some(Boolean)).toBe(minor === 12);
  }, 60_000);

  it('that are not what the functions say keep the bytecode of what needs them, and of nothing else', () => {
    const source = 'def outer(a):\n  return lambda b: a\ndef other(c):\n  return c\nother(1)\n';
    const file = join(folder, `unmatched_${minor}.py`);
    writeFileSync(file, source);
    const [answer] = ask(command, [file]);
    const alter = (name: string, change: Partial<CodeDescription>): readonly CodeDescription[] => answer!.codes.map((code) => (code.name === name ? { ...code, ...change } : code));
    const reports = (codes: readonly CodeDescription[]): readonly (readonly string[])[] => {
      const lowered = lowerModuleOfProgram({ name: 'm', file, isPackage: false, content: source }, answer!.ast, codes, { refusal: { line: 1, message: '' } }, target);
      return compileModuleOfProgram(lowered, 'm', new Uint8Array()).functions.filter(({ tier }) => tier === 'bytecode').map(({ name, reasons }) => [name, reasons[0]!.code]);
    };
    const lambda = 'outer.<locals>.<lambda>';
    expect(reports(answer!.codes)).toEqual([]);
    for (const change of [{ free: ['b'] }, { parameters: ['a'] }, { positionalCount: 0 }, { firstlineno: 3 }, { isGenerator: true }, { name: 'b' }]) {
      expect(reports(alter('<lambda>', change)), JSON.stringify(change)).toEqual([['outer', 'unmatched-code'], [lambda, 'unmatched-code']]);
    }
    expect(reports(alter('outer', { makes: [] }))).toEqual([[lambda, 'never-made']]);
    expect(reports(alter('outer', { parameters: [] })).sort()).toEqual([['<module>', 'unmatched-code'], ['outer', 'unmatched-code'], [lambda, 'unmatched-code']].sort());
    expect(reports(alter('other', { dropsSuperArgument: true }))).toEqual([['other', 'not-compiled']]);
    expect(reports([])).toHaveLength(4);
  });
});
