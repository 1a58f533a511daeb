/** What is told of a text is carried to lines that have not changed, and to no other. */
import { describe, expect, it } from 'vitest';
import { carry } from '../src/workspace/carried-hints.js';

/** Each line of the earlier text that has a place in the later one, with its line there. */
function carried(before: string, after: string): readonly string[] {
  const lines = before.split(/\r\n?|\n/).map((text, line) => ({ text, line }));
  return carry(lines, before, after, ({ line }) => line, (each, down) => ({ ...each, line: each.line + down })).map(({ text, line }) => `${line} ${text}`);
}

describe('lines that have not changed', () => {
  it.each([
    ['all, where nothing has changed', 'a\nb', 'a\nb', ['0 a', '1 b']],
    ['all but the one that is typed in', 'a\nb\nc\nd', 'a\nbx\nc\nd', ['0 a', '2 c', '3 d']],
    ['those behind a new line', 'a\nb\nc', 'a\nnew\nb\nc', ['0 a', '2 b', '3 c']],
    ['those behind a line that is gone', 'a\nb\nc\nd', 'a\nc\nd', ['0 a', '1 c', '2 d']],
    ['not one that begins as the one before it ends', 'ab\nab\nc', 'ab\nxab\nc', ['0 ab', '2 c']],
    ['none of another text', 'a\nb', 'x\ny', []],
    ['with returns at the ends of lines', 'a\r\nb\r\nc', 'a\r\nbx\r\nc', ['0 a', '2 c']],
    ['the last one', 'a\nb', 'ax\nb', ['1 b']],
    ['the first one', 'a\nb', 'a\nbx', ['0 a']],
  ])('%s', (_, before, after, expected) => {
    expect(carried(before, after)).toEqual(expected);
  });

  it('are the same as lines compared one by one', () => {
    const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index % 3}`);
    for (let from = 0; from < 12; from++) {
      for (let removed = 0; removed < 3; removed++) {
        const [before, after] = [lines(12), lines(12)];
        after.splice(from, removed, 'typed', 'line 1');
        for (const told of carried(before.join('\n'), after.join('\n'))) {
          const [line, ...text] = told.split(' ');
          expect(after[Number(line)]).toBe(text.join(' '));
        }
        expect(carried(before.join('\n'), after.join('\n')).length).toBeGreaterThan(11 - removed - 2);
      }
    }
  });
});
