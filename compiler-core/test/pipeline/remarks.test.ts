/** What is said of a program's own hints, and where. */
import { expect, it } from 'vitest';
import { remarksOfModule } from '../../src/pipeline/hints.js';
import { newestOf } from '../../src/targets/target-version.js';
import { walk } from '../facts/infer.js';

function remarks(text: string): readonly string[] {
  const { ast, scopes } = walk(text, 'ast', 'scopes');
  return remarksOfModule(ast, scopes, text, newestOf(12)).map(({ at, severity, code, message }) => `${at.lineno}:${at.col_offset} ${severity} ${code}: ${message}`);
}

it('says why a function is not what it is asked to be', () => {
  expect(remarks(`from taipan import i64, native, no_deopt
@native
def right(n: i64):
    return n * 2 + 1 - n
@native
def objects(items):
    return [item for item in items]
@no_deopt
def leaves(n: i64):
    total = 0
    for i in range(n):
        total += i
    print(total)
    return total
@native
@no_deopt
def generator(n):
    yield n
@native
def typed(n: i64):
    for i in range(n):
        n = n - 1
    return [n]
`)).toEqual([
    '5:1 error not-native: `objects` runs over objects, though it is @native: `items` is not known to be a number',
    '8:1 error not-native: `leaves` leaves machine words, though it is @no_deopt: line 13: goes on with objects at global.get',
    '15:1 error not-native: `generator` runs over objects, though it is @native: generators work with objects',
    '16:1 error not-native: `generator` runs over objects, though it is @no_deopt: generators work with objects',
  ]);
});

it('says what is known where the program asks', () => {
  expect(remarks(`from taipan import reveal
def half(x):
    return reveal(x) / 2
def unseen(x: int):
    reveal(x)
    reveal(x * 2.5)
    return
    reveal(1)
reveal(half(3))
reveal([1, 'a'])
reveal(open)
def guessed(x: float):
    reveal(x)
`)).toEqual([
    '3:11 information revealed: int, as long as calls pass for `x` what those of this module do',
    '5:4 information revealed: int, as long as calls pass for `x` what its annotation says',
    '6:4 information revealed: float, as long as calls pass for `x` what its annotation says',
    '9:0 information revealed: float, as long as `reveal` is still what the package taipan gives',
    '10:0 information revealed: list[int | str]',
    '11:0 information revealed: any object',
    '13:4 information revealed: any object; tried as float, behind a check',
  ]);
});

it('says which hints are not used yet, and nothing of other names', () => {
  expect(remarks('from taipan import cpp, inline\n@cpp("return 1;")\n@inline\ndef f():\n    return 1\n')).toEqual([
    '2:1 information hint-not-used: @cpp is not used yet: the Python body runs',
    '3:1 information hint-not-used: @inline is not used yet: calls of it stay calls, as far as the C++ compiler does not inline them',
  ]);
  expect(remarks('def native(f):\n    return f\nreveal = print\n@native\ndef f(x):\n    return reveal(x)\n')).toEqual([]);
  expect(remarks('import taipan\nfrom elsewhere import native\n@native\ndef f(x):\n    return [x]\n')).toEqual([]);
});
