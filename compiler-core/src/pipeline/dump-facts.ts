/** The facts of a module's functions as plain data and as text: what `taipan dump facts` shows. */
import { wordsOf } from '../facts/assumption.js';
import type { Fact } from '../facts/fact.js';
import { typeText } from '../facts/fact.js';
import { type Heap, isWritable, writeType } from '../facts/heap.js';
import { factOf, type ModuleFacts } from '../facts/module-facts.js';
import { reprOf } from '../facts/repr.js';
import type { IrModule } from '../ir/function.js';

interface DumpedFact {
  readonly type: string;
  /** Its `repr`; null where it is not always the same, or too long to tell. */
  readonly constant: string | null;
  readonly provenance: 'proved' | 'assumed';
  /** The condition that an assumed fact rests on. */
  readonly assumption: string | null;
}

export interface FunctionFactsDump {
  readonly function: string;
  readonly line: number;
  readonly parameters: readonly (DumpedFact & { readonly name: string })[];
  readonly variables: readonly (DumpedFact & { readonly name: string })[];
  readonly result: DumpedFact;
  /** Blocks that nothing reaches. */
  readonly unreached: readonly number[];
  /** By value of the IR, of those about which something is known. */
  readonly values: Readonly<Record<string, DumpedFact>>;
}

/** The type with what it holds, which may rest on more than the type itself. */
function describeIn(heap: Heap, fact: Fact): DumpedFact {
  const constant = fact.constant === null ? null : reprOf(fact.constant);
  const { text, assumption } = isWritable(fact) ? writeType(fact, heap) : { text: fact.type === 'object' || fact.type === 'bottom' ? fact.type : typeText(fact), assumption: fact.assumption };
  return { type: text, constant, provenance: assumption === null ? 'proved' : 'assumed', assumption: assumption === null ? null : wordsOf(assumption) };
}

/** Functions that keep their bytecode have none. */
export function describeFacts(module: IrModule, facts: ModuleFacts): readonly FunctionFactsDump[] {
  const describe = (fact: Fact): DumpedFact => describeIn(facts.heap, fact);
  return module.functions.flatMap((fn, index) => {
    const known = facts.functions[index];
    if (fn.notCompiled !== null || known === undefined) return [];
    const named = fn.slots.map((slot, place) => ({ slot, fact: known.slots[place] ?? known.result, place }));
    const results = fn.blocks.flatMap((block) => block.instructions.flatMap(({ result }) => (result === null ? [] : [result])));
    return [{
      function: fn.qualname,
      line: fn.firstLine,
      parameters: named.flatMap(({ slot, place }) => {
        const fact = known.parameters[place];
        return slot.kind === 'parameter' && fact !== undefined ? [{ name: slot.name, ...describe(fact) }] : [];
      }),
      variables: named.filter(({ slot }) => slot.kind === 'variable').map(({ slot, fact }) => ({ name: slot.name, ...describe(fact) })),
      result: describe(known.result),
      unreached: fn.blocks.filter((block) => !known.reached.has(block.id)).map((block) => block.id),
      values: Object.fromEntries(results.map((value) => [`v${value}`, describe(factOf(known, value))] as const).filter(([, fact]) => fact.type !== 'object' && fact.type !== 'bottom')),
    }];
  });
}

function printFact({ type, constant, assumption }: DumpedFact): string {
  return `${type}${constant === null ? '' : ` = ${constant}`}${assumption === null ? '' : `  (as long as ${assumption})`}`;
}

export function printFacts(facts: readonly FunctionFactsDump[]): string {
  return facts.map((fn) => [
    `function ${fn.function} (line ${fn.line}) -> ${printFact(fn.result)}`,
    ...fn.parameters.map((each) => `  parameter ${each.name}: ${printFact(each)}`),
    ...fn.variables.map((each) => `  variable ${each.name}: ${printFact(each)}`),
    ...Object.entries(fn.values).map(([value, fact]) => `  ${value}: ${printFact(fact)}`),
    ...(fn.unreached.length === 0 ? [] : [`  nothing reaches ${fn.unreached.map((block) => `block${block}`).join(', ')}`]),
  ].join('\n')).join('\n\n');
}
