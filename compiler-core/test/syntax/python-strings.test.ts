/**
 * Strings are the interpreter's, code point by code point, surrogates among them: literals and the pieces of formatted
 * strings, what is folded of them, their order and `repr`, and the constants that a build writes.
 */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjectTable } from '../../src/emission/object-table.js';
import type { IrConstant } from '../../src/semantics/constants/constant.js';
import { cleanDocstring } from '../../src/lowering/docstrings.js';
import { constantOf } from '../../src/lowering/constants.js';
import { foldComparison } from '../../src/semantics/constants/folding.js';
import type { expr } from '../../src/syntax/ast/nodes.generated.js';
import { dumpAst } from '../../src/syntax/ast/dump.js';
import { loadAst } from '../../src/syntax/ast/load.js';
import { charactersOf, codePointsOf, compareStrings, concatenate, jsonValueOf, lengthOf, ofCodePoints, type PythonString, pythonString, reprOfString, textOf, withEscapedSurrogates } from '../../src/syntax/ast/python-string.js';
import { findDifference } from '../../src/syntax/ast/difference.js';
import { parseText } from '../../src/syntax/parse/parse-module.js';
import { findInterpreters } from '../harness/interpreters.js';

const surrogates = [0xd800, 0xd83d, 0xdbff, 0xdc00, 0xde00, 0xdfff];
const others = [0, 0x20, 0x27, 0x41, 0x5c, 0x7f, 0xe9, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xe03d, 0xe7ff, 0xffff, 0x10000, 0x1f400, 0x1f600, 0x10ffff];
const code = fc.constantFrom(...surrogates, ...surrogates, ...others);
const codes = fc.array(code, { maxLength: 6 });

const escaped = (value: number): string => (value > 0xffff ? `\\U${value.toString(16).padStart(8, '0')}` : `\\u${value.toString(16).padStart(4, '0')}`);
/** As an escape or as it is. */
const written = fc.tuple(code, fc.boolean()).map(([value, asEscape]) => (asEscape || value < 0x80 || surrogates.includes(value) ? escaped(value) : String.fromCodePoint(value)));
const literal = fc.array(written, { maxLength: 4 }).map((pieces) => `'${pieces.join('')}'`);
const adjacent = fc.array(literal, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
const { folded } = fc.letrec<{ folded: string }>((tie) => ({
  folded: fc.oneof({ maxDepth: 3 }, adjacent, fc.tuple(tie('folded'), tie('folded')).map(([left, right]) => `(${left}) + (${right})`), fc.tuple(tie('folded'), fc.integer({ min: -1, max: 3 })).map(([text, count]) => `(${text}) * ${count}`)),
}));
const formatted = fc.array(fc.oneof(literal, literal.map((text) => `f${text}`), literal.map((text) => `f'${text.slice(1, -1)}{0}${text.slice(1, -1)}'`)), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));

function ask(command: string, program: string, input: unknown): unknown {
  return JSON.parse(execFileSync(command, ['-c', `import ast, json, sys\ngiven = json.load(sys.stdin)\n${program}`], { input: JSON.stringify(input), maxBuffer: 1 << 26 }).toString());
}

const samples = <T>(arbitrary: fc.Arbitrary<T>, count: number): readonly T[] => fc.sample(arbitrary, { numRuns: count, seed: 11 });

function valueOf(source: string, target: Parameters<typeof parseText>[1]): expr {
  const { module, errors } = parseText(`${source}\n`, target);
  expect(errors, source).toEqual([]);
  const [statement] = module.body;
  if (statement?._type !== 'Expr') throw new Error(`${source} is no expression`);
  return statement.value;
}

function codesOf(constant: IrConstant | null): readonly number[] | null {
  return constant?.type === 'str' ? codePointsOf(constant.value) : null;
}

/** The text and the specifications of a formatted string. */
function textsOf(node: expr): readonly (readonly number[])[] {
  if (node._type === 'JoinedStr') return node.values.flatMap(textsOf);
  return node._type === 'Constant' && node.value.type === 'str' ? [codePointsOf(node.value.value)] : [];
}

it('join and split where Python does', () => {
  fc.assert(fc.property(codes, codes, (left, right) => {
    const [a, b] = [ofCodePoints(left), ofCodePoints(right)];
    const both = concatenate([a, b]);
    expect(codePointsOf(both)).toEqual([...left, ...right]);
    expect(lengthOf(both)).toBe(left.length + right.length);
    expect(charactersOf(both)).toEqual([...left, ...right].map((one) => ofCodePoints([one])));
    expect(both === ofCodePoints([...left, ...right])).toBe(true);
    expect(a === b).toBe(JSON.stringify(left) === JSON.stringify(right));
  }));
});

it('are UTF-16 for people and JSON for programs', () => {
  fc.assert(fc.property(codes, (list) => {
    const value = ofCodePoints(list);
    expect(textOf(value)).toBe(String.fromCodePoint(...list));
    const json = withEscapedSurrogates(JSON.stringify([jsonValueOf(value), `\\udc00\ue000`]));
    expect(JSON.parse(json)).toEqual([String.fromCodePoint(...list), '\\udc00\ue000']);
    // Each surrogate is an escape of its own.
    expect([...json.matchAll(/(?<!\\)(?:\\\\)*\\u(d[89a-f]..)/g)].map(([, digits]) => Number.parseInt(digits!, 16))).toEqual(list.filter((one) => surrogates.includes(one)));
  }));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(textOf(pythonString(text))).toBe(text); }));
});

describe.each(findInterpreters())('of $command', ({ command, target }) => {
  it('are what literals and their sums and products give', () => {
    const sources = samples(folded, 400);
    const expected = ask(command, "print(json.dumps([[ord(c) for c in eval(each)] for each in given]))", sources) as readonly (readonly number[])[];
    const wrong = sources.flatMap((source, index) => {
      const found = codesOf(constantOf(valueOf(source, target)));
      return JSON.stringify(found) === JSON.stringify(expected[index]) ? [] : [`${source}: ${found} instead of ${expected[index]}`];
    });
    expect(wrong).toEqual([]);
  });

  it('are the text of formatted strings', () => {
    const sources = samples(formatted, 300);
    const program = `def texts(node):
    if isinstance(node, ast.JoinedStr): return [text for value in node.values for text in texts(value)]
    return [[ord(c) for c in node.value]] if isinstance(node, ast.Constant) else []
print(json.dumps([texts(ast.parse(each).body[0].value) for each in given]))`;
    const expected = ask(command, program, sources) as readonly unknown[];
    sources.forEach((source, index) => { expect(textsOf(valueOf(source, target)), source).toEqual(expected[index]); });
  });

  it('compare and are written as there', () => {
    const pairs = samples(fc.tuple(codes, codes), 300);
    const program = `def text(codes): return ''.join(map(chr, codes))
def answer(a, b):
    a, b = text(a), text(b)
    return [a < b, a <= b, a > b, a >= b, a == b, a != b, repr(a)]
print(json.dumps([answer(*each) for each in given]))`;
    const expected = ask(command, program, pairs) as readonly (readonly unknown[])[];
    pairs.forEach(([left, right], index) => {
      const [a, b] = [ofCodePoints(left), ofCodePoints(right)];
      const compared = ['lt', 'le', 'gt', 'ge', 'eq', 'ne'].map((operator) => foldComparison(operator, { type: 'str', value: a }, { type: 'str', value: b }));
      expect([...compared.map((each) => (each?.type === 'bool' ? each.value : null)), reprOfString(a)]).toEqual(expected[index]);
      expect(Math.sign(compareStrings(a, b))).toBe(-Math.sign(compareStrings(b, a)) + 0);
    });
  });

  it('reach the program and come from the interpreter as they are', () => {
    const lists = samples(codes, 200);
    const table = createObjectTable();
    const places = lists.map((list) => Number(/\d+/.exec(table.constantExpression({ type: 'str', value: ofCodePoints(list) }))![0]));
    const bytes = Buffer.from(table.finish().bytes).toString('base64');
    const read = ask(command, 'import base64, marshal\nprint(json.dumps([[ord(c) for c in each] for each in marshal.loads(base64.b64decode(given))]))', bytes) as readonly unknown[];
    expect(places.map((place) => read[place])).toEqual(lists);

    const source = `x = [${lists.map((list) => `'${list.map(escaped).join('')}'`).join(', ')}]\n`;
    const { module } = parseText(source, target);
    expect(findDifference(module, loadAst(parseOf(command, source)))).toBeNull();
    expect(JSON.parse(withEscapedSurrogates(JSON.stringify(dumpAst(module, target))))).toBeTruthy();
  });

  it.runIf(target.minor >= 13)('lose the indentation of docstrings by characters', () => {
    const lists = samples(fc.array(fc.constantFrom(0x20, 0x20, 0x09, 0x0a, 0x0d, 0x41, 0x1f600, 0xe9), { maxLength: 14 }), 300);
    const program = "def cleaned(codes):\n    return [ord(c) for c in compile(repr(''.join(map(chr, codes))), 'f', 'exec').co_consts[0] or '']\nprint(json.dumps([cleaned(each) for each in given]))";
    const expected = ask(command, program, lists) as readonly unknown[];
    lists.forEach((list, index) => { expect(codePointsOf(cleanDocstring(ofCodePoints(list) as PythonString)), JSON.stringify(list)).toEqual(expected[index]); });
  });
});

/** The tree as `parse.py` gives it to a build. */
function parseOf(command: string, source: string): unknown {
  const program = "import runpy\nencode = runpy.run_path(given[0])['encode']\nprint(json.dumps(encode(ast.parse(given[1]))))";
  return ask(command, program, [new URL('../../../runtime/python/parse.py', import.meta.url).pathname, source]);
}
