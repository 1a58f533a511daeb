/**
 * The analyses of the open files, one a document and computed once a version, for every handler. An analysis that
 * throws is logged once; until the text changes again, its document keeps the last good analysis.
 */
import { isSameTarget, newestTarget, type TargetVersion } from '@taipan/compiler-core';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analyze, FileAnalysis } from '../protocol/analysis.js';
import { emptyAnalysis } from '../protocol/analysis.js';
import type { Log } from '../protocol/guard.js';
import { describeFailure } from '../protocol/guard.js';

export interface Analyses {
  readonly of: (document: TextDocument) => FileAnalysis;
  readonly forget: (uri: string) => void;
  /** Another Python's rules hold from now on; true if that is news, so that what was published must be so again. */
  readonly retarget: (target: TargetVersion) => boolean;
}

interface Known {
  readonly version: number;
  readonly session: object;
  readonly target: TargetVersion;
  readonly analysis: FileAnalysis;
}

export function createAnalyses(analyze: Analyze, log: Log): Analyses {
  const known = new Map<string, Known>();
  let target = newestTarget;

  function compute(document: TextDocument, entry: Known | undefined): Known {
    const { uri, version } = document;
    const session = entry?.target === target ? entry.session : {};
    try {
      return { version, target, session, analysis: analyze({ uri, text: document.getText(), target, session }) };
    } catch (failure) {
      log(`analysis of ${uri} version ${version} failed: ${describeFailure(failure)}`);
      // What was known may be half of the old text and half of the new.
      return { version, target, session: {}, analysis: entry?.analysis ?? emptyAnalysis };
    }
  }

  return {
    of(document) {
      const entry = known.get(document.uri);
      if (entry?.version === document.version && entry.target === target) return entry.analysis;
      const computed = compute(document, entry);
      known.set(document.uri, computed);
      return computed.analysis;
    },
    forget(uri) {
      known.delete(uri);
    },
    retarget(wanted) {
      const isNews = !isSameTarget(wanted, target);
      target = wanted;
      return isNews;
    },
  };
}
