/** From the AST's places in a text (lines from 1, columns in UTF-8) to offsets, and from these to an editor's, from 0. */
export interface TextPlaces {
  readonly text: string;
  readonly lines: readonly string[];
  /** A column in UTF-16 units. */
  columnOf(line: number, bytes: number): number;
  offsetOf(line: number, bytes: number): number;
  placeOf(offset: number): { readonly line: number; readonly column: number };
}

export function createTextPlaces(text: string): TextPlaces {
  const lines = text.includes('\r') ? text.split(/\r\n?|\n/) : text.split('\n');
  let starts: readonly number[] | null = null;
  // Few ask for offsets.
  const startsOf = (): readonly number[] => {
    if (starts !== null) return starts;
    const found = [0];
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) found.push(index + end.length);
    starts = found;
    return found;
  };
  const isAscii = Buffer.byteLength(text) === text.length;
  // Most texts have one byte a character.
  const columnOf = (line: number, bytes: number): number => (isAscii ? bytes : Buffer.from(lines[line - 1] ?? '').subarray(0, bytes).toString().length);
  return {
    text,
    lines,
    columnOf,
    offsetOf: (line, bytes) => (startsOf()[line - 1] ?? text.length) + columnOf(line, bytes),
    placeOf(offset) {
      const starts = startsOf();
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low, column: offset - starts[low]! };
    },
  };
}
