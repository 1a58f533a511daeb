/** Random expressions, of every operator and of strings and numbers in all their forms, read as each interpreter reads them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dumpAst } from '../../src/syntax/ast/dump.js';
import { withEscapedSurrogates } from '../../src/syntax/ast/python-string.js';
import { parseText } from '../../src/syntax/parse/parse-module.js';
import { targetMinors } from '../../src/targets/target-version.js';
import { findPython, targetFor } from '../harness/interpreters.js';
import { askOracle } from '../harness/oracle.js';

const binary = ['+', '-', '*', '/', '//', '%', '@', '**', '<<', '>>', '&', '|', '^', ' and ', ' or ', ' in ', ' not in ', ' is ', ' is not ', '<', '<=', '==', '!='];

const number = fc.oneof(
  fc.bigInt({ min: 0n, max: 1n << 80n }).map(String),
  fc.nat().map((value) => `0x${value.toString(16)}`),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map(String),
  fc.nat(99).map((value) => `${value}.5e-${value}j`),
  fc.constantFrom('1_000', '0b1_0', '0o17', '.5', '5.', '0_0'),
);
/** Characters that need no escape in a string quoted by `'`, and escapes. */
const piece = fc.oneof(fc.constantFrom('a', ' ', '"', '\\n', '\\x41', '\\u00e9', '\\\\', "\\'", 'é', '😀', '\\0', '#', '\\ud83d', '\\ude00'), fc.string({ maxLength: 2 }).map((text) => text.replace(/[\\'\0\r\n{}]|[\ud800-\udfff]/g, '')));
const text = fc.tuple(fc.constantFrom('', 'r', 'u', 'R'), fc.array(piece, { maxLength: 6 })).map(([prefix, pieces]) => `${prefix}'${pieces.join('')}'`);

const { expression } = fc.letrec<{ expression: string; formatted: string }>((tie) => ({
  formatted: fc.tuple(tie('expression'), fc.constantFrom('', '!r', ':>5', '=')).map(([inner, end]) => (/['"\\#{}:!\n]|lambda|=/.test(inner) ? "f'x'" : `f'a{ ${inner}${end} }b'`.replace(/ \}/, '}'))),
  expression: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constantFrom('a', 'b', 'None', 'True', '...', '_', 'é'),
    number,
    text,
    fc.tuple(tie('expression'), fc.constantFrom(...binary), tie('expression')).map(([left, operator, right]) => `${left} ${operator} ${right}`),
    fc.tuple(fc.constantFrom('-', '+', '~', 'not ', 'await_('), tie('expression')).map(([operator, operand]) => (operator === 'await_(' ? `(${operand})` : `(${operator}${operand})`)),
    fc.array(tie('expression'), { maxLength: 3 }).map((items) => `(${items.join(', ')}${items.length === 1 ? ',' : ''})`),
    fc.array(tie('expression'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc.array(fc.tuple(tie('expression'), tie('expression')), { maxLength: 2 }).map((items) => `{${items.map(([key, value]) => `(${key}): (${value})`).join(', ')}}`),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([body, test, otherwise]) => `(${body} if ${test} else ${otherwise})`),
    fc.tuple(tie('expression'), tie('expression')).map(([callee, argument]) => `(${callee})(${argument}, *a, k=b, **a)`),
    fc.tuple(tie('expression'), tie('expression')).map(([container, key]) => `(${container})[${key}:, ::2].x`),
    fc.tuple(tie('expression'), tie('expression')).map(([element, iterable]) => `[(${element}) for a, *b in (${iterable}) if a]`),
    tie('expression').map((body) => `(lambda a, *, b=1: ${body})`),
    tie('formatted'),
  ),
}));

const lines = fc.sample(expression, { numRuns: 400, seed: 20 });

describe.each(targetMinors)('Python 3.%i', (minor) => {
  const python = findPython(minor);
  it.skipIf(python === undefined)(`reads them so${python === undefined ? ` (no python3.${minor} on the path or among pyenv's)` : ''}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'taipan-expressions-'));
    try {
      const files = lines.map((line, index) => {
        const file = join(folder, `${index}.py`);
        writeFileSync(file, `x = ${line}\n`);
        return file;
      });
      const expected = askOracle(python ?? '', 'ast', files) as readonly ({ readonly _type: string } | null)[];
      expect(expected).toHaveLength(lines.length);
      // The generator is to give programs, not mistakes.
      expect(expected.filter((ast) => ast?._type === 'Module').length).toBeGreaterThan(lines.length * 0.8);
      for (const [index, line] of lines.entries()) {
        const source = `x = ${line}\n`;
        const { module, errors } = parseText(source, targetFor(minor));
        if (expected[index]?._type !== 'Module') expect(errors, source).not.toEqual([]);
        else expect({ source, errors, ast: JSON.parse(withEscapedSurrogates(JSON.stringify(dumpAst(module, targetFor(minor))))) as unknown }).toEqual({ source, errors: [], ast: expected[index] });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
