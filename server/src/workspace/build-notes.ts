/**
 * What the last build said of lines of the program, shown beside the analysis of open files until their text changes:
 * for instance why a function keeps its bytecode. Read from the lines `file:line: note: message [code]` of a build.
 */
import { pathToFileURL } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnalysisDiagnostic, AnalysisSeverity } from '../protocol/analysis.js';
import { withoutIgnored } from './ignore-comments.js';

export interface BuildNotes {
  /** Puts what a build of an entry said in the place of what the last build of it said. */
  readonly take: (entry: string, printed: string) => void;
  readonly of: (document: TextDocument) => readonly AnalysisDiagnostic[];
  readonly forget: (uri: string) => void;
}

interface Note {
  readonly line: number;
  readonly severity: AnalysisSeverity;
  readonly message: string;
  readonly code: string;
}

const noteLine = /^(.+?):(\d+): (note|warning): (.+) \[([\w-]+)\]$/;

/** The text of the line, its indentation left out. */
function toDiagnostic(lines: readonly string[], { line, severity, message, code }: Note): AnalysisDiagnostic {
  const text = lines[line] ?? '';
  const column = text.length - text.trimStart().length;
  const endColumn = Math.max(text.trimEnd().length, column);
  return { range: { line, column, endLine: line, endColumn }, severity, code, message };
}

export function createBuildNotes(): BuildNotes {
  /** By the URI of a file, then by the entry of the program that it was built in. */
  const known = new Map<string, Map<string, Note[]>>();
  return {
    take(entry, printed) {
      for (const byEntry of known.values()) byEntry.delete(entry);
      for (const text of printed.split('\n')) {
        const [, file, line, kind, message, code] = noteLine.exec(text) ?? [];
        if (file === undefined || message === undefined || code === undefined) continue;
        const uri = pathToFileURL(file).href;
        const byEntry = known.get(uri) ?? new Map<string, Note[]>();
        const notes = byEntry.get(entry) ?? [];
        notes.push({ line: Number(line) - 1, severity: kind === 'warning' ? 'warning' : 'information', message, code });
        known.set(uri, byEntry.set(entry, notes));
      }
    },
    of(document) {
      const byEntry = known.get(document.uri);
      if (byEntry === undefined) return [];
      const lines = document.getText().split(/\r\n?|\n/);
      // Two programs that share a file say the same of it.
      const notes = new Map([...byEntry.values()].flat().map((note) => [`${note.line} ${note.message}`, note]));
      return withoutIgnored(lines, [...notes.values()].map((note) => toDiagnostic(lines, note)));
    },
    forget(uri) {
      known.delete(uri);
    },
  };
}
