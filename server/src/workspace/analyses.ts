/**
 * The analyses of the open files, one a document and computed once a version, for every handler. An analysis that
 * throws is logged once; until the text changes again, its document keeps the last good analysis.
 */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analyze, FileAnalysis } from '../protocol/analysis.js';
import { emptyAnalysis } from '../protocol/analysis.js';
import type { Log } from '../protocol/guard.js';
import { describeFailure } from '../protocol/guard.js';

export interface Analyses {
  readonly of: (document: TextDocument) => FileAnalysis;
  readonly forget: (uri: string) => void;
}

export function createAnalyses(analyze: Analyze, log: Log): Analyses {
  const known = new Map<string, { readonly version: number; readonly analysis: FileAnalysis }>();

  function compute(document: TextDocument, previous: FileAnalysis): FileAnalysis {
    try {
      return analyze(document.getText(), document.uri, document.version);
    } catch (failure) {
      log(`analysis of ${document.uri} version ${document.version} failed: ${describeFailure(failure)}`);
      return previous;
    }
  }

  return {
    of(document) {
      const entry = known.get(document.uri);
      if (entry?.version === document.version) return entry.analysis;
      const analysis = compute(document, entry?.analysis ?? emptyAnalysis);
      known.set(document.uri, { version: document.version, analysis });
      return analysis;
    },
    forget(uri) {
      known.delete(uri);
    },
  };
}
