/** Problems as SARIF 2.1.0, which code hosts and CI services show beside the lines. */
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly level: 'error' | 'warning' | 'note';
  readonly code: string;
  readonly message: string;
}

/** Relative to the current folder, as services expect of files of the repository. */
function uriOf(file: string): string {
  const path = relative(process.cwd(), resolve(file));
  return path.startsWith('..') ? pathToFileURL(file).href : path.split('/').map(encodeURIComponent).join('/');
}

export function problemsAsSarif(problems: readonly Problem[]): string {
  const rules = [...new Set(problems.map(({ code }) => code))].sort().map((id) => ({ id }));
  const results = problems.map(({ file, line, column, level, code, message }) => ({
    ruleId: code,
    level,
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: Math.max(line, 1), startColumn: Math.max(column, 1) } } }],
  }));
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Taipan', rules } }, columnKind: 'unicodeCodePoints', results }],
  }, null, 2);
}
