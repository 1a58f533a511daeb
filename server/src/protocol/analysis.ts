/**
 * What the editor services ask of the compiler: one function from the text of a file to plain data in editor
 * vocabulary. The handlers know this interface only, so that the analysis behind it can grow without them.
 *
 * Lines and columns are those of LSP: counted from 0, columns in UTF-16 units.
 */

/** A stretch of text, its end excluded. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** `error` is kept for what CPython itself refuses; a program that runs never gets one. */
export type AnalysisSeverity = 'error' | 'warning' | 'information' | 'hint';

export interface AnalysisDiagnostic {
  readonly range: TextRange;
  readonly severity: AnalysisSeverity;
  /** Stable, kebab-case; the name a `# taipan: ignore[code]` comment uses. */
  readonly code: string;
  readonly message: string;
  readonly related?: readonly { readonly range: TextRange; readonly message: string }[];
}

export type HintKind = 'type' | 'returnType' | 'constant' | 'native' | 'fallback';

export interface AnalysisHint {
  readonly line: number;
  readonly column: number;
  readonly kind: HintKind;
  readonly label: string;
  readonly tooltip: string;
  /** How the fact is known, for instance `proved` or `declared`. */
  readonly provenance: string;
}

export interface FileAnalysis {
  readonly diagnostics: readonly AnalysisDiagnostic[];
  readonly hints: readonly AnalysisHint[];
}

export type Analyze = (text: string, uri: string, version: number) => FileAnalysis;

export const emptyAnalysis: FileAnalysis = { diagnostics: [], hints: [] };
