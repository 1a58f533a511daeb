/** The first place where two texts differ, with a little around it: enough to see what kind of difference it is. */
const linesAround = 2;
const linesShown = 4;
const longestLine = 200;

function cut(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine)}...` : line;
}

/** Without the empty piece after the last line break; where there is none, that is said. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, `${last} (no line break at the end)`];
}

/** `at line 3` and a short diff: `-` lines are of the first text, `+` lines of the second. */
export function firstDifference(first: string, second: string): string {
  const [left, right] = [linesOf(first), linesOf(second)];
  const place = Array.from({ length: Math.max(left.length, right.length) }).findIndex((_, index) => left[index] !== right[index]);
  const mark = (lines: readonly string[], sign: string): readonly string[] => lines.map((line) => `  ${sign} ${cut(line)}`);
  return [
    `at line ${place + 1}`,
    ...mark(left.slice(Math.max(place - linesAround, 0), place), ' '),
    ...mark(left.slice(place, place + linesShown), '-'),
    ...mark(right.slice(place, place + linesShown), '+'),
  ].join('\n');
}
