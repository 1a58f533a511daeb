/**
 * The analysis behind the editor services: made once when the server starts, then called for each version of a file.
 * The one place where the compiler's answers become editor vocabulary: its errors diagnostics, its facts hints.
 */
import { annotateModule, createFactsEditor, createParser, createSourceEditor, type EditedSource, explainRejection, type FactsEditor, importsHints, type PythonParser, type Remark, type SourceEditor, type SourceWarning, type SyntaxError as SourceError } from '@taipan/compiler-core';
import type { AnalysisAnnotation, AnalysisDiagnostic, AnalysisHint, Analyze, AnalyzedFile, FileAnalysis, TextRange } from '../protocol/analysis.js';
import { carry } from './carried-hints.js';
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

function diagnosticsOf(lines: readonly string[], errors: readonly SourceError[], unit: OffsetUnit): readonly AnalysisDiagnostic[] {
  return withoutIgnored(lines, errors.map((error): AnalysisDiagnostic => ({
    range: rangeOfError(lines, error, unit),
    severity: 'error',
    code: 'syntax-error',
    message: error.note === undefined ? error.message : `${error.message}\n${error.note}`,
  })));
}

/** UTF-16 columns of a place in UTF-8. */
function rangeOfNode(lines: readonly string[], { lineno, col_offset, end_lineno, end_col_offset }: SourceWarning['at']): TextRange {
  const column = (line: number, bytes: number): number => textBefore(lines[line - 1] ?? '', bytes, 'bytes').length;
  return { line: lineno - 1, column: column(lineno, col_offset), endLine: end_lineno - 1, endColumn: column(end_lineno, end_col_offset) };
}

/** What CPython tells twice is one thing. */
function warningsOf(lines: readonly string[], warnings: readonly SourceWarning[]): readonly AnalysisDiagnostic[] {
  const found = new Map<string, AnalysisDiagnostic>();
  for (const { message, at } of warnings) found.set(`${at.lineno} ${at.col_offset} ${message}`, { range: rangeOfNode(lines, at), severity: 'warning', code: 'syntax-warning', message });
  return withoutIgnored(lines, [...found.values()]);
}

/** What the compiler says of the program's own hints. */
function remarksAsDiagnostics(lines: readonly string[], remarks: readonly Remark[]): readonly AnalysisDiagnostic[] {
  return withoutIgnored(lines, remarks.map(({ at, severity, code, message }) => ({ range: rangeOfNode(lines, at), severity: code === 'hint-not-used' ? 'hint' : severity, code, message })));
}

/** The inferred types that may be written into a text. */
function annotationsIn(edited: EditedSource & { readonly kind: 'analyzed' }, text: string, target: AnalyzedFile['target']): readonly AnalysisAnnotation[] {
  const before = (offset: number): readonly string[] => text.slice(0, offset).split(lineBreak);
  return annotateModule(edited.module, edited.scopes, text, target).map(({ offset, text: inserted, firstLine, lastLine }) => {
    const lines = before(offset);
    return { line: lines.length - 1, column: lines.at(-1)?.length ?? 0, text: inserted, firstLine: firstLine - 1, lastLine: lastLine - 1 };
  });
}

/** What is kept of a file that stays open. */
interface Session {
  readonly editor: SourceEditor;
  facts: FactsEditor;
  /** Of its last text without errors, as far as anyone asked. */
  sound: { readonly text: string; readonly hints: readonly AnalysisHint[] };
  /** Of its last text with errors: those after the first, as far as anyone asked. */
  broken: { readonly text: string; readonly further: readonly AnalysisDiagnostic[] };
}

/** While a text is broken, its first error is CPython's, and the hints of what has not changed stay where they are. */
function analyzeBroken(session: Session, { text, target }: AnalyzedFile, edited: EditedSource & { readonly kind: 'rejected' }, parser: PythonParser): FileAnalysis {
  const isParsers = edited.by === 'parser';
  const unit = isParsers ? 'code points' : 'bytes';
  let [all, quick]: (readonly AnalysisDiagnostic[] | undefined)[] = [];
  return {
    // Asked for when the typing pauses, as are the hints of a sound text: a keystroke pays for neither.
    get diagnostics() {
      if (all === undefined) {
        const [first] = isParsers ? edited.errors : [];
        all = diagnosticsOf(text.split(lineBreak), first ? explainRejection(parser, text, first, target) : edited.errors, unit);
        session.broken = { text, further: all.slice(1) };
      }
      return all;
    },
    /** The first error, and of those that are known already what stands where nothing has changed. */
    get quickDiagnostics() {
      if (quick === undefined) {
        const own = diagnosticsOf(text.split(lineBreak), edited.errors, unit);
        const { broken } = session;
        const carried = carry(broken.further, broken.text, text, ({ range }) => range.line, (each, down) => ({ ...each, range: { ...each.range, line: each.range.line + down, endLine: each.range.endLine + down } }));
        quick = [...own, ...carried.filter(({ range }) => range.line > (own.at(-1)?.range.endLine ?? 0))];
      }
      return quick;
    },
    hints: carry(session.sound.hints, session.sound.text, text, ({ line }) => line, (hint, down) => ({ ...hint, line: hint.line + down })),
    annotations: [],
  };
}

/** What the compiler says of a file: errors, or facts where there are none. */
function analyzeFile(session: Session, file: AnalyzedFile, parser: PythonParser): FileAnalysis {
  const { text, target } = file;
  const edited = session.editor.update(text);
  if (edited.kind === 'rejected') return analyzeBroken(session, file, edited, parser);
  let warnings: readonly AnalysisDiagnostic[] | undefined;
  let hints: readonly AnalysisHint[] | undefined;
  let annotations: readonly AnalysisAnnotation[] | undefined;
  let isAnalyzed = false;
  /** Of the newest text of a session only: what is asked of another is not told any more. */
  const facts = (): FactsEditor => {
    if (isAnalyzed) return session.facts;
    try {
      session.facts.update(edited.module, edited.scopes);
    } catch (failure) {
      // What was known may be half of the old text and half of the new.
      session.facts = createFactsEditor(target);
      throw failure;
    }
    isAnalyzed = true;
    return session.facts;
  };
  return {
    get diagnostics() {
      if (warnings === undefined) {
        const lines = text.split(lineBreak);
        warnings = [...warningsOf(lines, edited.warnings), ...remarksAsDiagnostics(lines, importsHints(edited.module) ? facts().remarks() : [])];
      }
      return warnings;
    },
    quickDiagnostics: null,
    get hints() {
      if (hints === undefined) {
        hints = facts().hints(text);
        session.sound = { text, hints };
        session.broken = { text: '', further: [] };
      }
      return hints;
    },
    get annotations() {
      annotations ??= annotationsIn(edited, text, target);
      return annotations;
    },
  };
}

/** A promise, because the parser that recovers from errors takes time to load. */
export async function createAnalyzer(): Promise<Analyze> {
  const parser = await createParser();
  const sessions = new WeakMap<object, Session>();
  return (file) => {
    const key = file.session ?? {};
    const session: Session = sessions.get(key) ?? { editor: createSourceEditor(file.target), facts: createFactsEditor(file.target), sound: { text: '', hints: [] }, broken: { text: '', further: [] } };
    sessions.set(key, session);
    return analyzeFile(session, file, parser);
  };
}
