/** The difference of two texts with the same lines, some of them changed, as `diff -u` writes it and `patch` reads it. */
const around = 3;

/** The empty string where nothing differs. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const [left, right] = [before, after].map((text) => text.split('\n')) as [string[], string[]];
  if (left.length !== right.length) throw new Error('the texts differ in their number of lines');
  // What follows the last line break is no line, unless something does.
  const length = left.at(-1) === '' ? left.length - 1 : left.length;
  const changed = left.flatMap((line, at) => (at < length && line !== right[at] ? [at] : []));
  if (changed.length === 0) return '';
  const shown = (sign: string, line: string, at: number): string => `${sign}${line}\n${at === left.length - 1 ? '\\ No newline at end of file\n' : ''}`;
  let text = `--- ${file}\n+++ ${file}\n`;
  for (let first = 0; first < changed.length;) {
    let last = first;
    while (last + 1 < changed.length && changed[last + 1]! - changed[last]! <= 2 * around) last += 1;
    const [start, end] = [Math.max(changed[first]! - around, 0), Math.min(changed[last]! + around + 1, length)];
    text += `@@ -${start + 1},${end - start} +${start + 1},${end - start} @@\n`;
    for (let at = start; at < end;) {
      if (left[at] === right[at]) {
        text += shown(' ', left[at]!, at);
        at += 1;
        continue;
      }
      let stop = at;
      while (stop < end && left[stop] !== right[stop]) stop += 1;
      for (let line = at; line < stop; line++) text += shown('-', left[line]!, line);
      for (let line = at; line < stop; line++) text += shown('+', right[line]!, line);
      at = stop;
    }
    first = last + 1;
  }
  return text;
}
