/**
 * Answers `textDocument/hover` with one section of native facts: what the hints of the word under the cursor know,
 * those switched off included, and what a name of the package `taipan` means. The signature is left to the type checkers.
 */
import type { Hover, Position } from 'vscode-languageserver/node';
import { MarkupKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileAnalysis } from '../protocol/analysis.js';
import { describeProvenance } from '../protocol/analysis.js';
import { explainHint } from './hint-help.js';

const wordCharacter = /[\p{L}\p{N}_]/u;

function wordAt(document: TextDocument, position: Position): { start: number; end: number } | undefined {
  const text = document.getText({
    start: { line: position.line, character: 0 },
    end: { line: position.line + 1, character: 0 },
  });
  let start = position.character;
  let end = position.character;
  while (start > 0 && wordCharacter.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && wordCharacter.test(text.charAt(end))) end += 1;
  return start === end ? undefined : { start, end };
}

/** A hint stands behind its word, so a word's hints are those from its start to its end, the end included. */
export function answerHover(document: TextDocument, analysis: FileAnalysis, position: Position): Hover | null {
  const word = wordAt(document, position);
  if (word === undefined) return null;
  const facts = analysis.hints
    .filter((hint) => hint.line === position.line && hint.column > word.start && hint.column <= word.end)
    .map((hint) => `${hint.tooltip}\n\n_${describeProvenance(hint.provenance)}_`);
  const line = document.getText({ start: { line: position.line, character: 0 }, end: { line: position.line + 1, character: 0 } });
  const meaning = explainHint(document.getText(), line.slice(0, word.start), line.slice(word.start, word.end));
  if (meaning !== null) facts.push(meaning);
  if (facts.length === 0) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: facts.join('\n\n') },
    range: {
      start: { line: position.line, character: word.start },
      end: { line: position.line, character: word.end },
    },
  };
}
