/** Answers `textDocument/inlayHint`: the hints of the analysis that lie in the asked range and are switched on. */
import type { InlayHint, Range } from 'vscode-languageserver/node';
import { InlayHintKind } from 'vscode-languageserver/node';
import type { AnalysisHint, FileAnalysis, HintKind } from '../protocol/analysis.js';
import { describeProvenance } from '../protocol/analysis.js';
import type { Settings } from '../workspace/settings.js';

/** Longer labels push the code away; the tooltip has the full text. */
const labelLimit = 30;

function isSwitchedOn(kind: HintKind, settings: Settings): boolean {
  switch (kind) {
    case 'type':
    case 'returnType':
      return settings.inlayHints.types;
    case 'constant':
      return settings.inlayHints.constants;
    case 'native':
    case 'fallback':
      return true;
  }
}

function isWithin(hint: AnalysisHint, range: Range): boolean {
  const { start, end } = range;
  const afterStart = hint.line > start.line || (hint.line === start.line && hint.column >= start.character);
  const beforeEnd = hint.line < end.line || (hint.line === end.line && hint.column <= end.character);
  return afterStart && beforeEnd;
}

/** Cut by code points, so that no surrogate is left alone. */
function shorten(label: string): string {
  const characters = Array.from(label);
  return characters.length <= labelLimit ? label : `${characters.slice(0, labelLimit - 1).join('')}…`;
}

function toInlayHint(hint: AnalysisHint): InlayHint {
  const isType = hint.kind === 'type' || hint.kind === 'returnType';
  const result: InlayHint = {
    position: { line: hint.line, character: hint.column },
    // What is not proved is marked, as the command line marks it.
    label: `${shorten(hint.label)}${isType && hint.provenance !== 'proved' ? '?' : ''}`,
    tooltip: `${hint.tooltip}\n\n${describeProvenance(hint.provenance)}`,
    paddingLeft: !isType,
  };
  if (isType) result.kind = InlayHintKind.Type;
  return result;
}

export function answerInlayHints(analysis: FileAnalysis, range: Range, settings: Settings): InlayHint[] {
  if (!settings.inlayHints.enabled) return [];
  return analysis.hints
    .filter((hint) => isWithin(hint, range) && isSwitchedOn(hint.kind, settings))
    .map(toInlayHint);
}
