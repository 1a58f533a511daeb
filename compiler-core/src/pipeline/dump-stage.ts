/** What a stage makes of one module, as text or JSON: how the compiler is looked at and tested between its stages. */
import { emitFunctionBody } from '../emission/function-body.js';
import { createObjectTable } from '../emission/object-table.js';
import type { IrModule } from '../ir/function.js';
import { printFunction } from '../ir/printer.js';
import { dumpScopes } from '../scopes/dump-scopes.js';
import { dumpAst } from '../syntax/ast/dump.js';
import type { PythonParser } from '../syntax/cst/parser.js';
import type { TargetMinor } from '../targets/target-version.js';
import { analyzeScopes, lowerSource, type ModuleSource, parseModule, type SyntaxError } from './front-end.js';

export const dumpStages = ['ast', 'scopes', 'ir', 'cpp'] as const;
export type DumpStage = (typeof dumpStages)[number];

export type Dump =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'rejected'; readonly errors: readonly SyntaxError[] };

function printModule(module: IrModule): string {
  return module.functions
    .map((fn) => (fn.notCompiled === null
      ? `function ${fn.qualname}\n${printFunction(fn)}`
      : `function ${fn.qualname} keeps its bytecode: ${fn.notCompiled.construct}`))
    .join('\n\n');
}

function printBodies(module: IrModule): string {
  const objects = createObjectTable();
  // Sites are code units of the interpreter's code objects, which a dump does not ask for.
  return module.functions
    .map((fn, index) => (fn.notCompiled === null && !fn.isGenerator
      ? emitFunctionBody(fn, { index, objects, unitOf: () => null })
      : `// ${fn.qualname} keeps its bytecode\n`))
    .join('\n');
}

export function dumpStage(parser: PythonParser, source: ModuleSource, stage: DumpStage, target: TargetMinor): Dump {
  const parsed = parseModule(parser, source.content, target);
  if (parsed.kind === 'rejected') return parsed;
  const { module } = parsed;
  if (stage === 'ast') return { kind: 'json', value: dumpAst(module, target) };
  const analyzed = analyzeScopes(module, target);
  if (analyzed.kind === 'rejected') return analyzed;
  switch (stage) {
    case 'scopes': return { kind: 'json', value: dumpScopes(analyzed.scopes, target) };
    case 'ir': return { kind: 'text', text: printModule(lowerSource(module, analyzed.scopes, source, target)) };
    case 'cpp': return { kind: 'text', text: printBodies(lowerSource(module, analyzed.scopes, source, target)) };
  }
}
