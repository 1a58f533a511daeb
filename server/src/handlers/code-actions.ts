/** Answers `textDocument/codeAction`: inferred types as annotations, of the function at the cursor and of the file. */
import type { CodeAction, Range, TextEdit } from 'vscode-languageserver/node';
import { CodeActionKind } from 'vscode-languageserver/node';
import type { AnalysisAnnotation, FileAnalysis } from '../protocol/analysis.js';

export const codeActionKinds: readonly string[] = [CodeActionKind.RefactorRewrite, CodeActionKind.Source];

function toEdit({ line, column, text }: AnalysisAnnotation): TextEdit {
  const place = { line, character: column };
  return { range: { start: place, end: place }, newText: text };
}

function action(title: string, kind: string, uri: string, annotations: readonly AnalysisAnnotation[]): readonly CodeAction[] {
  return annotations.length === 0 ? [] : [{ title, kind, edit: { changes: { [uri]: annotations.map(toEdit) } } }];
}

/** `only` are the kinds that the client asks for; none means all. */
export function answerCodeActions(uri: string, analysis: FileAnalysis, range: Range, only: readonly string[] | undefined): CodeAction[] {
  const isAsked = (kind: string): boolean => only === undefined || only.some((each) => each === kind || kind.startsWith(`${each}.`));
  if (!codeActionKinds.some(isAsked)) return [];
  const all = analysis.annotations;
  // The innermost function: methods are not nested in what is annotated.
  const here = all.filter(({ firstLine, lastLine }) => firstLine <= range.start.line && range.start.line <= lastLine);
  return [
    ...(isAsked(CodeActionKind.RefactorRewrite) ? action('Taipan: write the inferred types of this function', CodeActionKind.RefactorRewrite, uri, here) : []),
    ...(isAsked(CodeActionKind.Source) ? action('Taipan: write all inferred types', CodeActionKind.Source, uri, all) : []),
  ];
}
