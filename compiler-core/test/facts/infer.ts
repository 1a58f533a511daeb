/** Facts of a module given as text, for tests. */
import type { Hint } from '../../src/facts/hints.js';
import type { ModuleFacts } from '../../src/facts/module-facts.js';
import type { IrModule } from '../../src/ir/function.js';
import { hintsOfModule } from '../../src/pipeline/hints.js';
import { Rejection, type StageName, type StageResults, walkStages } from '../../src/pipeline/stages.js';
import { newestOf } from '../../src/targets/target-version.js';

const target = newestOf(12);

/** What the stages make of a text that is right. */
export function walk<Wanted extends StageName>(text: string, ...wanted: readonly Wanted[]): Pick<StageResults, Wanted> {
  const results = walkStages({ source: { name: '__main__', file: 'test.py', isPackage: false, content: text }, target, codes: null }, {}, wanted);
  if (results instanceof Rejection) throw new Error(results.errors[0]?.message);
  return results;
}

export function infer(text: string): { readonly ir: IrModule; readonly facts: ModuleFacts } {
  return walk(text, 'ir', 'facts');
}

export function hints(text: string): readonly Hint[] {
  const { ast, scopes } = walk(text, 'ast', 'scopes');
  return hintsOfModule(ast, scopes, text, target);
}

/** The text with its hints in brackets; `?` marks what is assumed. */
export function annotate(text: string): string {
  const lines = text.split('\n');
  for (const hint of [...hints(text)].reverse()) {
    const line = lines[hint.line] ?? '';
    lines[hint.line] = `${line.slice(0, hint.column)}[${hint.label}${hint.provenance !== 'proved' ? '?' : ''}]${line.slice(hint.column)}`;
  }
  return lines.join('\n');
}
