/**
 * What was selected for each function of a module, as plain data and as text: which body it gets, how the typed body
 * holds its values, and where it leaves for the generic one. What `taipan dump selected` shows.
 */
import type { JoinedModule } from '../emission/code-objects.js';
import { factOf, type ModuleFacts } from '../facts/module-facts.js';
import { printFunction } from '../ir/printer.js';
import { representationOf } from '../selection/representation.js';
import type { Selection } from '../selection/select.js';
import { reportSelection, type SelectionReport } from './function-report.js';

export interface SelectedFunction extends SelectionReport {
  /** Of the typed body; null where there is none. */
  readonly typed: {
    readonly parameters: readonly string[];
    readonly result: string;
    readonly variables: Readonly<Record<string, string>>;
    readonly values: Readonly<Record<string, string>>;
    /** The blocks that it has; where it leaves one: at the instruction of this number. */
    readonly blocks: readonly { readonly block: number; readonly leavesAt: number | null }[];
  } | null;
  readonly ir: string;
}

export function describeSelection(joined: JoinedModule, facts: ModuleFacts, selected: Selection): readonly SelectedFunction[] {
  const reports = reportSelection(joined, facts, selected);
  return joined.ir.functions.flatMap((fn, index): SelectedFunction[] => {
    const report = reports[index];
    if (report === undefined) return [];
    const plan = selected.plans.get(index);
    if (plan === undefined) return [{ ...report, typed: null, ir: printFunction(fn) }];
    const variables = fn.slots.flatMap((slot, place) => {
      const kind = plan.slots[place] ?? null;
      return kind === null ? [] : [[slot.name, kind] as const];
    });
    const values = fn.blocks.flatMap((block) => (plan.blocks.has(block.id) ? block.instructions : []).flatMap(({ result }) => {
      const kind = result === null ? null : representationOf(factOf(plan.facts, result));
      return result === null || kind === null ? [] : [[`v${result}`, kind] as const];
    }));
    const blocks = [...plan.blocks].sort(([a], [b]) => a - b).map(([block, leavesAt]) => ({ block, leavesAt }));
    return [{ ...report, typed: { parameters: plan.parameters, result: plan.result, variables: Object.fromEntries(variables), values: Object.fromEntries(values), blocks }, ir: printFunction(fn) }];
  });
}

function printTable(title: string, entries: Readonly<Record<string, string>>): readonly string[] {
  const words = Object.entries(entries).map(([name, kind]) => `${name} ${kind}`);
  return words.length === 0 ? [] : [`  ${title}: ${words.join(', ')}`];
}

export function printSelection(functions: readonly SelectedFunction[]): string {
  return functions.map((fn) => {
    const head = [`function ${fn.name} (line ${fn.line}): ${fn.tier}`, ...fn.reasons.map((reason) => `  ${reason.message} [${reason.code}]`)];
    if (fn.typed === null) return head.join('\n');
    const { parameters, result, variables, values, blocks } = fn.typed;
    return [
      ...head,
      `  (${parameters.join(', ')}) -> ${result}`,
      ...printTable('variables', variables),
      ...printTable('values', values),
      ...blocks.flatMap(({ block, leavesAt }) => (leavesAt === null ? [] : [`  leaves block${block} at instruction ${leavesAt}`])),
      ...fn.guards.map((guard) => `  checked: ${guard}`),
      ...(fn.tier === 'bytecode' ? [] : fn.ir.split('\n').map((line) => `    ${line}`)),
    ].join('\n');
  }).join('\n\n');
}
