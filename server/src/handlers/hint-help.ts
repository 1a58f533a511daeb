/** Explains and completes the names of the package `taipan`: what each means, and what compiled code makes of it. */
import { hintTexts } from '@taipan/compiler-core';
import type { CompletionItem, Position } from 'vscode-languageserver/node';
import { CompletionItemKind, MarkupKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { importedHints } from '../workspace/hint-names.js';

const inImport = /^\s*from\s+taipan\s+import\s+\(?[\w\s,]*$/;
/** Nothing else but names stands between the bracket and the cursor. */
const inBrackets = /\bfrom[ \t]+taipan[ \t]+import[ \t]*\([\w\s,]*$/;
const member = /(?<![\w.])(\w+)\.\w*$/;

/** The text of a word that the file imports from the package, or that stands behind the package's name; null for others. */
export function explainHint(text: string, before: string, word: string): string | null {
  const { names, modules } = importedHints(text);
  const [, module] = /(?<![\w.])(\w+)\.$/.exec(before) ?? [];
  const name = module !== undefined && modules.has(module) ? word : before.endsWith('.') ? undefined : names.get(word);
  const found = hintTexts.get(name ?? '');
  return found === undefined ? null : `\`taipan.${name}\`: ${found}`;
}

export function completeHints(document: TextDocument, position: Position): CompletionItem[] {
  const before = document.getText({ start: { line: 0, character: 0 }, end: position });
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  const [, module] = member.exec(line) ?? [];
  const isMember = module !== undefined && importedHints(document.getText()).modules.has(module);
  if (!isMember && !inImport.test(line) && !inBrackets.test(before)) return [];
  return [...hintTexts].map(([label, text]) => ({
    label,
    kind: /^[A-Z]|^[iuf]\d+$|^array$|^vec$/.test(label) ? CompletionItemKind.Class : CompletionItemKind.Function,
    documentation: { kind: MarkupKind.Markdown, value: text },
  }));
}
