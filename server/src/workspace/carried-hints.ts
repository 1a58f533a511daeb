/**
 * The hints of a text after an edit that broke it: those of the last sound text on lines that have not changed, moved to
 * where these are now. So hints stand still while one types, and none is told of a line that nobody has read yet.
 */
import type { AnalysisHint } from '../protocol/analysis.js';

export function carryHints(hints: readonly AnalysisHint[], before: readonly string[], after: readonly string[]): readonly AnalysisHint[] {
  if (hints.length === 0) return [];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const moved = after.length - before.length;
  return hints.flatMap((hint) => {
    if (hint.line < head) return [hint];
    return hint.line >= before.length - tail ? [{ ...hint, line: hint.line + moved }] : [];
  });
}
