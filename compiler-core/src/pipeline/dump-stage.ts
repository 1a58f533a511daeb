/** What a stage makes of one module, as text or JSON: how the compiler is looked at and tested between its stages. */
import { emitBodies } from '../emission/module-file.js';
import { createObjectTable } from '../emission/object-table.js';
import { declarationsOf } from '../facts/class-declarations.js';
import { inferModule, type ModuleFacts } from '../facts/module-facts.js';
import type { IrModule } from '../ir/function.js';
import { printFunction } from '../ir/printer.js';
import { dumpScopes } from '../scopes/dump-scopes.js';
import { dumpAst } from '../syntax/ast/dump.js';
import { SourceDecodingError } from '../source/decode.js';
import { decodeSource } from '../source/source-file.js';
import type { PythonParser } from '../syntax/cst/parser.js';
import type { TargetVersion } from '../targets/target-version.js';
import { describeFacts, printFacts } from './dump-facts.js';
import { describeSelection, printSelection } from './dump-selection.js';
import { printCst } from './dump-cst.js';
import { analyzeScopes, lowerSource, type ModuleSource, parseModule, type SyntaxError } from './front-end.js';

export const dumpStages = ['cst', 'ast', 'scopes', 'ir', 'facts', 'selected', 'cpp'] as const;
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

/** The bodies as a build writes them, but for the sites: those are places in code objects, which a dump does not ask for. */
function printBodies(module: IrModule, facts: ModuleFacts): string {
  const bodies = emitBodies(module, facts, { objects: createObjectTable(), codeObjectOf: () => ({ compiled: true, variables: null, unitOf: () => null }) });
  return module.functions
    .map((fn, index) => (bodies.hasBody[index] === true
      ? [bodies.typed.get(index)?.declaration, bodies.generic[index], bodies.typed.get(index)?.text].filter((text) => text !== undefined).join('\n')
      : `// ${fn.qualname} keeps its bytecode\n`))
    .join('\n');
}

/** The only stage that text with errors has too, as long as it is text. */
function dumpTree(parser: PythonParser, source: ModuleSource, as: 'text' | 'json'): Dump {
  try {
    const root = parser.parse(typeof source.content === 'string' ? source.content : decodeSource(source.content));
    return as === 'json' ? { kind: 'json', value: root } : { kind: 'text', text: printCst(root) };
  } catch (error) {
    if (!(error instanceof SourceDecodingError)) throw error;
    return { kind: 'rejected', errors: [{ message: error.message, lineno: 1, offset: 1 }] };
  }
}

/** `as`: a stage has both forms for people and for scripts; the others have one. */
export function dumpStage(parser: PythonParser, source: ModuleSource, stage: DumpStage, target: TargetVersion, as: 'text' | 'json' = 'text'): Dump {
  if (stage === 'cst') return dumpTree(parser, source, as);
  const parsed = parseModule(source.content, target);
  if (parsed.kind === 'rejected') return parsed;
  const { module } = parsed;
  if (stage === 'ast') return { kind: 'json', value: dumpAst(module, target) };
  const analyzed = analyzeScopes(module, target);
  if (analyzed.kind === 'rejected') return analyzed;
  if (stage === 'scopes') return { kind: 'json', value: dumpScopes(analyzed.scopes, target) };
  const ir = lowerSource(module, analyzed.scopes, source, target);
  if (stage === 'ir') return { kind: 'text', text: printModule(ir) };
  const known = inferModule(ir, declarationsOf(module, ir));
  switch (stage) {
    case 'facts': {
      const facts = describeFacts(ir, known);
      return as === 'json' ? { kind: 'json', value: facts } : { kind: 'text', text: printFacts(facts) };
    }
    case 'selected': {
      const selection = describeSelection(ir, known);
      return as === 'json' ? { kind: 'json', value: selection } : { kind: 'text', text: printSelection(selection) };
    }
    case 'cpp': return { kind: 'text', text: printBodies(ir, known) };
  }
}
