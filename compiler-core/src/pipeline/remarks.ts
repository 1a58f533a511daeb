/**
 * What the compiler has to say of a program's hints: a function that is asked to be native and is not, what `reveal` shows, and
 * hints that it makes nothing of yet. For the editor and `taipan check`; a build says the first of functions as they were built.
 */
import type { FunctionDeclaration } from '../facts/function-declarations.js';
import { isGuess, wordsOf } from '../facts/assumption.js';
import type { Declarations } from '../facts/class-declarations.js';
import { isWritable, writeType } from '../facts/heap.js';
import { factOf, type ModuleFacts } from '../facts/module-facts.js';
import type { IrModule } from '../ir/function.js';
import { factNameOf, hintRow } from '../semantics/builtins/hints.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import { brokenPromise, type SelectionReport } from './function-report.js';

export interface Remark {
  readonly at: Positioned;
  readonly severity: 'error' | 'information';
  /** Stable; each has a page in docs/diagnostics. */
  readonly code: 'not-native' | 'revealed' | 'hint-not-used';
  readonly message: string;
}

function ofFunction(declared: FunctionDeclaration, report: SelectionReport | undefined): readonly Remark[] {
  return declared.hints.flatMap(({ hint, node }): readonly Remark[] => {
    const broken = report === undefined ? null : brokenPromise(hint, report);
    if (broken !== null) return [{ at: node, severity: 'error', code: 'not-native', message: broken }];
    const missing = hintRow(hint)?.missing;
    return missing === undefined ? [] : [{ at: node, severity: 'information', code: 'hint-not-used', message: `@${hint} is not used yet: ${missing}` }];
  });
}

function revealed(ir: IrModule, facts: ModuleFacts): readonly Remark[] {
  return ir.functions.flatMap((fn, index) => {
    const known = facts.functions[index];
    if (known === undefined) return [];
    return fn.blocks.flatMap((block) => block.instructions.flatMap(({ operation, operands, position }): readonly Remark[] => {
      const callee = operation === 'call' && operands[0] !== undefined ? factOf(known, operands[0]) : null;
      if (callee?.type !== 'builtin' || callee.name !== factNameOf('reveal') || operands.length !== 2 || position === null) return [];
      const say = (message: string): readonly Remark[] => [{ at: position, severity: 'information', code: 'revealed', message }];
      if (!known.reached.has(block.id)) return say('nothing comes here');
      const fact = factOf(known, operands[1]!);
      if (!isWritable(fact)) return say('any object');
      const { text, assumption } = writeType(fact, facts.heap);
      if (isGuess(assumption)) return say(`any object; tried as ${text}, behind a check`);
      return say(assumption === null ? text : `${text}, as long as ${wordsOf(assumption)}`);
    }));
  });
}

export function remarksOf(declarations: Declarations, ir: IrModule, facts: ModuleFacts, reports: readonly SelectionReport[]): readonly Remark[] {
  const ofFunctions = [...declarations.functions].flatMap(([index, declared]) => ofFunction(declared, reports[index]));
  return [...ofFunctions, ...revealed(ir, facts)].sort((a, b) => a.at.lineno - b.at.lineno || a.at.col_offset - b.at.col_offset);
}
