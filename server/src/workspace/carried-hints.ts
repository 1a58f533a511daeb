/**
 * What is told of a text after an edit that broke it: that of an earlier text on lines that have not changed, moved to where
 * these are now. So hints stand still while one types, and none is told of a line that nobody has read yet.
 */

interface ChangedLines {
  /** Lines before this one have not changed. */
  readonly head: number;
  /** Nor have those from this one on, counted in the earlier text. */
  readonly tail: number;
  readonly moved: number;
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** How far two texts are alike from their starts; of many characters at a time, as comparing slices is quick. */
function commonStart(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  for (let step = 1 << 16; step >= 1; step >>= 2) {
    while (start + step <= shorter && before.slice(start, start + step) === after.slice(start, start + step)) start += step;
  }
  return start;
}

function commonEnd(before: string, after: string, most: number): number {
  let end = 0;
  for (let step = 1 << 16; step >= 1; step >>= 2) {
    while (end + step <= most && before.slice(before.length - end - step, before.length - end) === after.slice(after.length - end - step, after.length - end)) end += step;
  }
  return end;
}

/** Lines as an editor counts them: a return alone ends one too. */
const unixLines = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

function changedLines(earlier: string, later: string): ChangedLines {
  const [before, after] = [unixLines(earlier), unixLines(later)];
  const all = countLines(before, 0, before.length) + 1;
  const moved = countLines(after, 0, after.length) + 1 - all;
  if (before === after) return { head: all, tail: all, moved };
  const start = commonStart(before, after);
  const end = commonEnd(before, after, Math.min(before.length, after.length) - start);
  // A line of which the end is alike may still have changed before.
  const begins = (text: string): boolean => text.length === end || text[text.length - end - 1] === '\n';
  const from = before.length - end;
  const lineEnd = before.indexOf('\n', from);
  const tail = begins(before) && begins(after) ? countLines(before, 0, from) : lineEnd < 0 ? all : countLines(before, 0, lineEnd) + 1;
  return { head: countLines(before, 0, start), tail, moved };
}

/** `lineOf` says on which line a thing stands, `move` puts it on another. */
export function carry<Told>(told: readonly Told[], before: string, after: string, lineOf: (each: Told) => number, move: (each: Told, down: number) => Told): readonly Told[] {
  if (told.length === 0) return [];
  const { head, tail, moved } = changedLines(before, after);
  return told.flatMap((each) => {
    if (lineOf(each) < head) return [each];
    return lineOf(each) >= tail ? [move(each, moved)] : [];
  });
}
