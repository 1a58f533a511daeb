/**
 * The facts of all functions of a module together: parameters from the calls that are seen (else from annotations,
 * defaults and use), results from the bodies, globals from what the module stores. Everything that another module could
 * change is assumed, under a check that native code makes; rounds go on until nothing changes.
 */
import type { IrConstant, IrFunction, IrModule, ValueId } from '../ir/function.js';
import { builtinResult, isKnownBuiltin } from './builtin-results.js';
import { assuming, bottom, type Fact, join, ofBuiltin, ofFunction, sameFact, type TypeName, typed, unknown } from './fact.js';
import { analyzeFunction, type FunctionFacts, withoutConstant } from './function-facts.js';
import { makersOf, type FunctionMaker } from './function-makers.js';
import { guessFromUse } from './parameter-guesses.js';

export interface ModuleFacts {
  readonly functions: readonly FunctionFacts[];
  /** The function that a global name is bound to, where one `def` at module level is all that binds it. */
  readonly functionOfGlobal: ReadonlyMap<string, number>;
}

/** Beyond this many rounds what still changes becomes unknown; real modules need three or four. */
const roundLimit = 24;

const annotationTypes: Readonly<Record<string, TypeName>> = { int: 'int', float: 'float', bool: 'bool', str: 'str', bytes: 'bytes' };

/** Whether calls bind arguments to parameters one to one. */
export function hasPlainParameters(fn: IrFunction): boolean {
  return fn.parameterCount === fn.positionalCount;
}

function guessOf(fn: IrFunction, maker: FunctionMaker | undefined, index: number): Fact {
  const name = fn.slots[index]?.name ?? '';
  const assumption = `\`${name}\` is checked on entry`;
  const annotation = maker?.annotations.get(name);
  const annotated = annotation === undefined ? undefined : annotationTypes[annotation];
  if (annotated !== undefined) return typed(annotated, assumption);
  const byDefault: IrConstant | undefined = maker?.defaults[index - (fn.positionalCount - maker.defaults.length)];
  if (byDefault !== undefined && index < fn.positionalCount && (byDefault.type === 'int' || byDefault.type === 'float')) return typed(byDefault.type, assumption);
  const used = guessFromUse(fn, index);
  return used === null ? unknown : typed(used, assumption);
}

export function inferModule(module: IrModule): ModuleFacts {
  const { functions } = module;
  const makers = makersOf(module);
  const functionOfGlobal = new Map([...makers.values()].flatMap((maker) => (maker.global === null ? [] : [[maker.global, maker.function] as const])));
  const stored = new Map<string, Fact>();
  const seen: Fact[][] = functions.map((fn) => fn.slots.slice(0, fn.parameterCount).map(() => bottom));
  const results: Fact[] = functions.map(() => bottom);
  const facts: FunctionFacts[] = functions.map((fn) => ({ parameters: [], values: [], slots: fn.slots.map(() => unknown), reached: new Set(), result: unknown }));
  const bindsGlobal = new Set(functions.flatMap((fn) => fn.blocks.flatMap((block) => block.instructions.flatMap((instruction) =>
    ((instruction.operation === 'global.set' || instruction.operation === 'global.delete') && instruction.immediate.name !== undefined ? [instruction.immediate.name] : [])))));
  const importsStar = functions.some((fn) => fn.blocks.some((block) => block.instructions.some((instruction) => instruction.operation === 'import.star')));
  // What has to be analyzed again, and who asked for what changes.
  const pending = new Set<number>();
  const resultReaders = new Map<number, Set<number>>();
  const globalReaders = new Map<string, Set<number>>();
  let current = 0;
  const note = <Key>(readers: Map<Key, Set<number>>, key: Key): void => { readers.set(key, (readers.get(key) ?? new Set()).add(current)); };
  const wake = (readers: ReadonlySet<number> | undefined): void => { for (const reader of readers ?? []) pending.add(reader); };

  function globalFact(name: string): Fact {
    note(globalReaders, name);
    const target = functionOfGlobal.get(name);
    if (target !== undefined) return ofFunction(target, `\`${name}\` is still this module's function`);
    if (bindsGlobal.has(name)) return stored.get(name) ?? bottom;
    return !importsStar && isKnownBuiltin(name) ? ofBuiltin(name, `\`${name}\` is still the builtin`) : unknown;
  }

  function call(callee: Fact, operands: readonly Fact[]): Fact {
    if (callee.type === 'bottom') return bottom;
    if (callee.type === 'builtin') return builtinResult(callee.name ?? '', operands, callee.assumption);
    const target = callee.target;
    const fn = target === null ? undefined : functions[target];
    if (target === null || fn === undefined || fn.isGenerator || fn.notCompiled !== null) return unknown;
    const parameters = seen[target];
    if (hasPlainParameters(fn) && parameters !== undefined) {
      operands.slice(0, fn.parameterCount).forEach((operand, index) => {
        if (operand.type === 'object') return;
        const before = parameters[index] ?? bottom;
        const name = fn.slots[index]?.name ?? '';
        const after = join(before, operand.type === 'bottom' ? bottom : withoutConstant(operand, `\`${name}\` is checked on entry`));
        if (sameFact(before, after)) return;
        parameters[index] = after;
        pending.add(target);
      });
    }
    note(resultReaders, target);
    return assuming(results[target] ?? unknown, callee.assumption);
  }

  function analyze(fn: IrFunction, index: number): void {
    const parameters = fn.slots.slice(0, fn.parameterCount).map((_, place) => seen[index]?.[place] ?? unknown);
    const after = analyzeFunction(fn, parameters, { global: globalFact, call });
    facts[index] = after;
    const before = results[index] ?? bottom;
    const result = join(before, after.result.constant === null ? after.result : withoutConstant(after.result, after.result.assumption ?? `the result of \`${fn.name}\``));
    if (!sameFact(before, result)) {
      results[index] = result;
      wake(resultReaders.get(index));
    }
    for (const block of fn.blocks) {
      if (!after.reached.has(block.id)) continue;
      for (const instruction of block.instructions) if (instruction.operation === 'global.set') store(instruction.immediate.name ?? '', after.values[instruction.operands[0] ?? -1] ?? unknown);
    }
  }

  function store(name: string, fact: Fact): void {
    const before = stored.get(name) ?? bottom;
    const after = join(before, fact.type === 'bottom' ? bottom : withoutConstant(fact, `\`${name}\` is checked where it is read`));
    if (sameFact(before, after)) return;
    stored.set(name, after);
    wake(globalReaders.get(name));
  }

  function settle(): void {
    for (let round = 0; pending.size > 0 && round < roundLimit; round++) {
      const now = [...pending].sort((a, b) => a - b);
      pending.clear();
      for (const index of now) {
        const fn = functions[index];
        current = index;
        if (fn !== undefined && fn.notCompiled === null) analyze(fn, index);
      }
    }
  }

  functions.forEach((_, index) => { pending.add(index); });
  settle();
  // Parameters that no call was seen for: guesses, which may make more calls known.
  functions.forEach((fn, index) => {
    seen[index]?.forEach((fact, place) => {
      if (fact.type !== 'bottom') return;
      pending.add(index);
      seen[index]![place] = hasPlainParameters(fn) || place < fn.positionalCount ? guessOf(fn, makers.get(index), place) : unknown;
    });
  });
  settle();
  return { functions: facts, functionOfGlobal };
}

/** The fact of a value, `unknown` where the analysis did not come. */
export function factOf(facts: FunctionFacts, value: ValueId): Fact {
  return facts.values[value] ?? unknown;
}
