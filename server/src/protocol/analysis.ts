/**
 * What the editor services ask of the compiler: one function from the text of a file to plain data in editor
 * vocabulary. The handlers know this interface only, so that the analysis behind it can grow without them.
 *
 * Lines and columns are those of LSP: counted from 0, columns in UTF-16 units.
 */

import type { Provenance, TargetVersion } from '@taipan/compiler-core';

/** A stretch of text, its end excluded. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** `error` is kept for what CPython itself refuses, and for what a program asks for by a hint and does not get. */
export type AnalysisSeverity = 'error' | 'warning' | 'information' | 'hint';

export interface AnalysisDiagnostic {
  readonly range: TextRange;
  readonly severity: AnalysisSeverity;
  /** Stable, kebab-case; the name a `# taipan: ignore[code]` comment uses. */
  readonly code: string;
  readonly message: string;
  readonly related?: readonly { readonly range: TextRange; readonly message: string }[];
}

/** For people, below a fact. */
export function describeProvenance(provenance: Provenance): string {
  switch (provenance) {
    case 'proved':
      return 'Proved: holds whatever else runs.';
    case 'checked':
      return 'Checked: native code looks, and goes on with objects where it does not hold.';
    case 'assumed':
      return 'Assumed: no native code relies on it, so the program runs as written, whatever comes.';
  }
}

interface HintPlace {
  readonly line: number;
  readonly column: number;
  readonly label: string;
  readonly tooltip: string;
  readonly provenance: Provenance;
}

export type AnalysisHint =
  | (HintPlace & { readonly kind: 'type' | 'returnType'; /** The full type as Python would write it. */ readonly type: string })
  | (HintPlace & { readonly kind: 'constant'; /** Its `repr`. */ readonly value: string })
  | (HintPlace & { readonly kind: 'native' | 'fallback' });

export type HintKind = AnalysisHint['kind'];

/** An inferred type to put into the text. */
export interface AnalysisAnnotation {
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** The lines of the function that it is for, both included. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface FileAnalysis {
  readonly diagnostics: readonly AnalysisDiagnostic[];
  /** What is quickly told of a text while it is typed; null where that is all there is. */
  readonly quickDiagnostics: readonly AnalysisDiagnostic[] | null;
  /** Of the newest text of a session; made when they are first asked for. */
  readonly hints: readonly AnalysisHint[];
  /** Made when they are first asked for. */
  readonly annotations: readonly AnalysisAnnotation[];
}

export interface AnalyzedFile {
  readonly uri: string;
  readonly text: string;
  /** The Python whose rules hold. */
  readonly target: TargetVersion;
  /** The same object for each text of a file that stays open: what is known of one may serve the next. */
  readonly session?: object;
}

export type Analyze = (file: AnalyzedFile) => FileAnalysis;

export const emptyAnalysis: FileAnalysis = { diagnostics: [], quickDiagnostics: null, hints: [], annotations: [] };
