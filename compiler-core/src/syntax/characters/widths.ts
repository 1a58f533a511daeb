/** How many columns a text takes on a terminal, as `traceback` of 3.15 counts them. */
import { emptyRuns, wideRuns } from './widths.generated.js';

function readRuns(runs: string): readonly number[] {
  let at = 0;
  return runs.trim().split(' ').map((length) => (at += Number.parseInt(length, 36)));
}

let ends: { readonly wide: readonly number[]; readonly empty: readonly number[] } | undefined;

/** Whether the code lies in a run, of which every second is one of the characters. */
function isIn(code: number, ends: readonly number[]): boolean {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (code < (ends[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low % 2 === 1;
}

function widthOf(code: number): number {
  if (code < 128) return 1;
  ends ??= { wide: readRuns(wideRuns), empty: readRuns(emptyRuns) };
  if (isIn(code, ends.empty)) return 0;
  return isIn(code, ends.wide) ? 2 : 1;
}

/** What ends a program's input shows as two; sequences that color a text as none, but alone as they are. */
export function displayWidth(characters: readonly string[]): number {
  const text = characters.join('');
  const width = characters.reduce((sum, character) => sum + widthOf(character.codePointAt(0) ?? 0), 0);
  if (characters.length === 1 && text !== '\x1a') return width;
  const sequences = text.match(/\x1b\[[ -@]*[A-~]/g) ?? [];
  return width - sequences.join('').length + characters.filter((character) => character === '\x1a').length;
}
