/**
 * `# taipan: ignore[code, code]` at the end of a line silences these diagnostics of the line; without codes, all of
 * them. Read from the text and not from a syntax tree, so that it works in a file that does not parse.
 */
import type { AnalysisDiagnostic } from '../protocol/analysis.js';

const ignoreComment = /#\s*taipan:\s*ignore(?:\[([^\]]*)\])?/;

export function isIgnored(line: string, code: string): boolean {
  const comment = ignoreComment.exec(line);
  if (comment === null) return false;
  const codes = comment[1]?.split(',').map((name) => name.trim());
  return codes === undefined || codes.includes(code);
}

/** The comment stands on the line where the diagnostic begins. */
export function withoutIgnored(lines: readonly string[], found: readonly AnalysisDiagnostic[]): readonly AnalysisDiagnostic[] {
  return found.filter(({ range, code }) => !isIgnored(lines[range.line] ?? '', code));
}
