/** From the AST's places in a text (lines from 1, columns in UTF-8) to offsets, and from these to an editor's, from 0. */
export interface TextPlaces {
  readonly text: string;
  /** Of a line from 0. */
  lineText(line: number): string;
  /** A column in UTF-16 units. */
  columnOf(line: number, bytes: number): number;
  offsetOf(line: number, bytes: number): number;
  placeOf(offset: number): { readonly line: number; readonly column: number };
}

export function createTextPlaces(text: string): TextPlaces {
  let starts: readonly number[] | null = null;
  const hasReturns = text.includes('\r');
  const startsOf = (): readonly number[] => {
    if (starts !== null) return starts;
    const found = [0];
    if (hasReturns) for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) found.push(index + end.length);
    else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) found.push(at + 1);
    starts = found;
    return found;
  };
  const lineText = (line: number): string => {
    const start = startsOf()[line];
    return start === undefined ? '' : text.slice(start, startsOf()[line + 1] ?? text.length).replace(/[\r\n]+$/, '');
  };
  const isAscii = Buffer.byteLength(text) === text.length;
  // Most texts have one byte a character.
  const columnOf = (line: number, bytes: number): number => (isAscii ? bytes : Buffer.from(lineText(line - 1)).subarray(0, bytes).toString().length);
  return {
    text,
    lineText,
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
