/**
 * The analyses of the open files, one a document and computed once a version, for every handler. An analysis that
 * throws is logged once; until the text changes again, its document keeps the last good analysis.
 */
import type { TargetMinor } from '@taipan/compiler-core';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analyze, FileAnalysis } from '../protocol/analysis.js';
import { emptyAnalysis } from '../protocol/analysis.js';
import type { Log } from '../protocol/guard.js';
import { describeFailure } from '../protocol/guard.js';
import { newestTarget } from './target-version.js';

export interface Analyses {
  readonly of: (document: TextDocument) => FileAnalysis;
  readonly forget: (uri: string) => void;
  /** Another Python's rules hold from now on; true if that is news, so that what was published must be so again. */
  readonly retarget: (target: TargetMinor) => boolean;
}

interface Known {
  readonly version: number;
  readonly target: TargetMinor;
  readonly analysis: FileAnalysis;
}

export function createAnalyses(analyze: Analyze, log: Log): Analyses {
  const known = new Map<string, Known>();
  let target = newestTarget;

  function compute(document: TextDocument, previous: FileAnalysis): FileAnalysis {
    try {
      return analyze({ uri: document.uri, text: document.getText(), target });
    } catch (failure) {
      log(`analysis of ${document.uri} version ${document.version} failed: ${describeFailure(failure)}`);
      return previous;
    }
  }

  return {
    of(document) {
      const entry = known.get(document.uri);
      if (entry?.version === document.version && entry.target === target) return entry.analysis;
      const analysis = compute(document, entry?.analysis ?? emptyAnalysis);
      known.set(document.uri, { version: document.version, target, analysis });
      return analysis;
    },
    forget(uri) {
      known.delete(uri);
    },
    retarget(wanted) {
      const isNews = wanted !== target;
      target = wanted;
      return isNews;
    },
  };
}
