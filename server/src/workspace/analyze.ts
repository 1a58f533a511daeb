/**
 * The analysis behind the editor services, made once when the server starts and then called for each version of a
 * file: what CPython refuses, as found by the function it is given.
 */
import type { AnalysisDiagnostic, Analyze, TextRange } from '../protocol/analysis.js';
import { emptyAnalysis } from '../protocol/analysis.js';

/** An error where CPython puts it: lines from 1, offsets from 1 in code points. */
export interface SourceError {
  readonly message: string;
  readonly lineno: number;
  readonly offset: number;
}

const lineBreak = /\r\n?|\n/;
const wordAtStart = /^[\p{L}\p{N}_]+/u;

/** The word at the place of an error, or the one character there. */
function rangeOfError(lines: readonly string[], error: SourceError): TextRange {
  const line = Math.min(Math.max(error.lineno - 1, 0), lines.length - 1);
  const text = lines[line] ?? '';
  const before = Array.from(text).slice(0, Math.max(error.offset - 1, 0)).join('');
  const rest = text.slice(before.length);
  const marked = wordAtStart.exec(rest)?.[0] ?? Array.from(rest)[0] ?? '';
  return { line, column: before.length, endLine: line, endColumn: before.length + marked.length };
}

function toDiagnostic(lines: readonly string[], error: SourceError): AnalysisDiagnostic {
  return { range: rangeOfError(lines, error), severity: 'error', code: 'syntax-error', message: error.message };
}

export function analyzeWith(findErrors: (text: string) => readonly SourceError[]): Analyze {
  return (text) => {
    const errors = findErrors(text);
    if (errors.length === 0) return emptyAnalysis;
    const lines = text.split(lineBreak);
    return { diagnostics: errors.map((error) => toDiagnostic(lines, error)), hints: [] };
  };
}

/** A promise, because a parser takes time to load. The compiler core exports no front end yet, so nothing is found. */
export function createAnalyzer(): Promise<Analyze> {
  return Promise.resolve(analyzeWith(() => []));
}
