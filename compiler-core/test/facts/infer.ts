/** Facts of a module given as text, for tests. */
import type { Hint } from '../../src/facts/hints.js';
import { declarationsOf } from '../../src/facts/class-declarations.js';
import { inferModule, type ModuleFacts } from '../../src/facts/module-facts.js';
import type { IrModule } from '../../src/ir/function.js';
import { analyzeScopes, lowerSource, parseModule } from '../../src/pipeline/front-end.js';
import { hintsOfModule } from '../../src/pipeline/hints.js';
import type { ScopeTree } from '../../src/scopes/scope.js';
import type { Module } from '../../src/syntax/ast/nodes.generated.js';
import { newestOf } from '../../src/targets/target-version.js';

const target = newestOf(12);


function read(text: string): { readonly module: Module; readonly scopes: ScopeTree } {
  const parsed = parseModule(text, target);
  if (parsed.kind === 'rejected') throw new Error(parsed.errors[0]?.message);
  const analyzed = analyzeScopes(parsed.module, target);
  if (analyzed.kind === 'rejected') throw new Error(analyzed.errors[0]?.message);
  return { module: parsed.module, scopes: analyzed.scopes };
}

export function infer(text: string): { readonly ir: IrModule; readonly facts: ModuleFacts } {
  const { module, scopes } = read(text);
  const ir = lowerSource(module, scopes, { name: '__main__', file: 'test.py', isPackage: false, content: text }, target);
  return { ir, facts: inferModule(ir, declarationsOf(module, ir)) };
}

export function hints(text: string): readonly Hint[] {
  const { module, scopes } = read(text);
  return hintsOfModule(module, scopes, text, target);
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
