/**
 * The analysis behind the editor services: made once when the server starts, then called for each version of a file.
 * The one place where the compiler's answers become editor vocabulary: its errors diagnostics, its facts hints.
 */
import { createParser, createSourceEditor, hintsOfModule, type SourceEditor, type SyntaxError as SourceError } from '@taipan/compiler-core';
import type { AnalysisDiagnostic, AnalysisHint, Analyze, AnalyzedFile, FileAnalysis, TextRange } from '../protocol/analysis.js';
import { withoutIgnored } from './ignore-comments.js';

const lineBreak = /\r\n?|\n/;
const wordAtStart = /^[\p{L}\p{N}_]+/u;

/** What CPython counts in a SyntaxError's `offset`: its parser code points, its symbol table UTF-8 bytes. */
type OffsetUnit = 'code points' | 'bytes';

function textBefore(line: string, offset: number, unit: OffsetUnit): string {
  switch (unit) {
    case 'code points':
      return Array.from(line).slice(0, offset).join('');
    case 'bytes':
      return Buffer.from(line).subarray(0, offset).toString();
  }
}

/** The word at the place of an error, or the one character there, in the editor's UTF-16 columns. */
function rangeOfError(lines: readonly string[], error: SourceError, unit: OffsetUnit): TextRange {
  const line = Math.min(Math.max(error.lineno - 1, 0), lines.length - 1);
  const text = lines[line] ?? '';
  const before = textBefore(text, Math.max(error.offset - 1, 0), unit);
  const rest = text.slice(before.length);
  const marked = wordAtStart.exec(rest)?.[0] ?? Array.from(rest)[0] ?? '';
  return { line, column: before.length, endLine: line, endColumn: before.length + marked.length };
}

function rejected(text: string, errors: readonly SourceError[], unit: OffsetUnit): FileAnalysis {
  const lines = text.split(lineBreak);
  const diagnostics = errors.map((error): AnalysisDiagnostic => ({
    range: rangeOfError(lines, error, unit),
    severity: 'error',
    code: 'syntax-error',
    message: error.message,
  }));
  return { diagnostics: withoutIgnored(lines, diagnostics), hints: [] };
}

/** What the compiler says of a file: errors, or facts where there are none. */
function analyzeFile(editor: SourceEditor, { text, target }: AnalyzedFile): FileAnalysis {
  const edited = editor.update(text);
  if (edited.kind === 'rejected') return rejected(text, edited.errors, edited.by === 'parser' ? 'code points' : 'bytes');
  let hints: readonly AnalysisHint[] | undefined;
  return {
    diagnostics: [],
    // Editors ask for them when the typing pauses; facts cost more than a keystroke may.
    get hints() {
      hints ??= hintsOfModule(edited.module, edited.scopes, text, target);
      return hints;
    },
  };
}

/** A promise, because a parser takes time to load. */
export async function createAnalyzer(): Promise<Analyze> {
  const parser = await createParser();
  const editors = new WeakMap<object, SourceEditor>();
  return (file) => {
    const session = file.session ?? {};
    const editor = editors.get(session) ?? createSourceEditor(file.target);
    editors.set(session, editor);
    return analyzeFile(editor, file);
  };
}
