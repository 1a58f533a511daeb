/** Turns the diagnostics of an analysis into the protocol's, and publishes them a short pause after the last edit. */
import type { Connection, Diagnostic, Range, TextDocuments } from 'vscode-languageserver/node';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnalysisDiagnostic, AnalysisSeverity, TextRange } from '../protocol/analysis.js';
import type { Log } from '../protocol/guard.js';
import { guardNotification } from '../protocol/guard.js';
import type { Analyses } from '../workspace/analyses.js';
import type { BuildNotes } from '../workspace/build-notes.js';

const pauseMilliseconds = 150;
/** After that, what takes longer to find out of a broken text. */
const restMilliseconds = 850;

const severities: Readonly<Record<AnalysisSeverity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

function toRange(range: TextRange): Range {
  return {
    start: { line: range.line, character: range.column },
    end: { line: range.endLine, character: range.endColumn },
  };
}

export function toDiagnostic(uri: string, found: AnalysisDiagnostic): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(found.range),
    severity: severities[found.severity],
    code: found.code,
    source: 'taipan',
    message: found.message,
  };
  if (found.related !== undefined) {
    diagnostic.relatedInformation = found.related.map((related) => ({
      location: { uri, range: toRange(related.range) },
      message: related.message,
    }));
  }
  return diagnostic;
}

export interface DiagnosticsPublisher {
  /** For all open files, when something beside their texts has changed. */
  readonly publishAll: () => void;
  /** Once it is known whose rules hold, or nobody says: until then nothing is published. */
  readonly release: () => void;
}

/**
 * Every publication carries the version it was computed for, so that a client can drop one that came late. Once
 * released, the first is not delayed: a file that was just opened is not being typed in.
 */
export function publishDiagnostics(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  analyses: Analyses,
  notes: BuildNotes,
  log: Log,
): DiagnosticsPublisher {
  const pending = new Map<string, NodeJS.Timeout>();
  const opened = new Set<string>();
  let isHeld = true;

  const publish = guardNotification('publishing diagnostics', log, async (uri: string, isTyped: boolean) => {
    pending.delete(uri);
    const document = documents.get(uri);
    if (document === undefined || isHeld) return;
    const analysis = analyses.of(document);
    const quick = isTyped ? analysis.quickDiagnostics : null;
    if (quick !== null) pending.set(uri, setTimeout(() => void publish(uri, false), restMilliseconds));
    const found = [...quick ?? analysis.diagnostics, ...notes.of(document)];
    const diagnostics = found.map((diagnostic) => toDiagnostic(uri, diagnostic));
    await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  });

  documents.onDidChangeContent(({ document }) => {
    clearTimeout(pending.get(document.uri));
    const isTyped = opened.has(document.uri);
    // The lines of a build are those of the text that was built; opening is no change.
    if (isTyped) notes.forget(document.uri);
    opened.add(document.uri);
    pending.set(
      document.uri,
      setTimeout(() => void publish(document.uri, isTyped), isTyped ? pauseMilliseconds : 0),
    );
  });

  documents.onDidClose(
    guardNotification('clearing diagnostics', log, async ({ document }) => {
      clearTimeout(pending.get(document.uri));
      pending.delete(document.uri);
      opened.delete(document.uri);
      analyses.forget(document.uri);
      await connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    }),
  );

  const publishAll = (): void => {
    for (const { uri } of documents.all()) {
      clearTimeout(pending.get(uri));
      void publish(uri, false);
    }
  };
  return {
    publishAll,
    release() {
      if (!isHeld) return;
      isHeld = false;
      publishAll();
    },
  };
}
