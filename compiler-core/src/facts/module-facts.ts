/**
 * The facts of all functions of a module together: parameters from the calls that are seen (else from annotations,
 * defaults and use), results from the bodies, globals, attributes and contents of containers from what the module stores.
 * What other modules could change is assumed; what code of this module could change that is not seen is a guess, which
 * builds try behind a check and nobody is told (`assumption.ts`).
 * Facts rise until nothing changes; a module that takes too many steps is given up as a whole, and says so.
 */
import type { BlockId, IrFunction, IrModule, ValueId } from '../ir/function.js';
import type { IrConstant } from '../semantics/constants/constant.js';
import type { TypeName } from '../semantics/types/type-name.js';
import { builtins } from '../semantics/builtins/builtins.js';
import { factNameOf } from '../semantics/builtins/hints.js';
import { type Assumption, assume, guess } from './assumption.js';
import { bindingsOf, type Declarations } from './class-declarations.js';
import type { DeclaredFunction } from './ctypes/declared-functions.js';
import { assuming, bottom, classOfSite, type Fact, functionOfSite, join, madeAt, ofBuiltin, ofClass, ofForeign, ofFunction, sameFact, typed, unknown, unknownOf } from './fact.js';
import { createAnalysis, type FunctionAnalysis, type FunctionFacts, withoutConstant } from './function-facts.js';
import type { FunctionDeclaration } from './function-declarations.js';
import { type FunctionMaker, makersOf } from './function-makers.js';
import { createHeap, type Heap } from './heap.js';
import { createObjectModel } from './object-model.js';
import { createEvaluator, type ModuleSurroundings } from './objects.js';
import { guessFromUse } from './parameter-guesses.js';
import { createVariables, type Variables } from './variables.js';

export interface ModuleFacts {
  readonly functions: readonly FunctionFacts[];
  /** The function that a global name is bound to, where one `def` at module level is all that binds it. */
  readonly functionOfGlobal: ReadonlyMap<string, number>;
  /** What everything holds that the module stores in a global name. */
  readonly globals: ReadonlyMap<string, Fact>;
  readonly heap: Heap;
  /** The C functions that the module declares. */
  readonly foreign: readonly DeclaredFunction[];
  /** Whether some code reaches into the variables of running functions: then what is found here of them is not told. */
  readonly opensFrames: boolean;
  /** How many blocks were looked at, and whether that was too much. */
  readonly steps: number;
  readonly isCut: boolean;
}

/** Looks at a block, on the average, before a module is given up; real modules need two or three. */
const stepsPerBlock = 60;

/** Whether calls bind arguments to parameters one to one. */
export function hasPlainParameters(fn: IrFunction): boolean {
  return fn.parameterCount === fn.positionalCount;
}

function defaultOf(fn: IrFunction, maker: FunctionMaker | undefined, index: number): IrConstant | undefined {
  return maker === undefined || index >= fn.positionalCount ? undefined : maker.defaults[index - (fn.positionalCount - maker.defaults.length)];
}

const nameOf = (fn: IrFunction, index: number): string => fn.slots[index]?.name ?? '';

function annotatedType(fn: IrFunction, declared: FunctionDeclaration | undefined, index: number): TypeName | undefined {
  return declared?.annotations.get(nameOf(fn, index));
}

/** Of a parameter that no call is seen for. */
function guessOf(fn: IrFunction, maker: FunctionMaker | undefined, declared: FunctionDeclaration | undefined, index: number, isEntered: boolean): Fact {
  const annotated = annotatedType(fn, declared, index);
  const rests = assume('annotation', nameOf(fn, index));
  // Annotations take an int for a float.
  if (annotated !== undefined) return typed(annotated, annotated === 'float' || isEntered ? guess(rests) : rests);
  const byDefault = defaultOf(fn, maker, index);
  const guessed = guess(assume('calls', nameOf(fn, index)));
  if (byDefault !== undefined && (byDefault.type === 'int' || byDefault.type === 'float')) return typed(byDefault.type, guessed);
  const used = guessFromUse(fn, index);
  return used === null ? unknown : typed(used, guessed);
}

/** What lets others call a function with anything, or change what it is. */
const ofFunctions: readonly string[] = ['__code__', '__defaults__', '__kwdefaults__'];
const isSpecial = (name: string): boolean => name.startsWith('__') && name.endsWith('__');

/** What gives the variables of the function that it is called in. */
const readers: ReadonlySet<string> = new Set(['locals', 'vars', 'eval', 'exec']);

function showsVariables(fn: IrFunction): boolean {
  return fn.blocks.some((block) => block.instructions.some(({ operation, immediate }) => readers.has(immediate.name ?? '') && (operation === 'global.get' || operation === 'attribute.get' || operation === 'method.get')));
}

export function inferModule(module: IrModule, declarations: Declarations): ModuleFacts {
  const { functions } = module;
  const { classes, unseen } = declarations;
  const { importsStar } = unseen;
  const makers = makersOf(module);
  // Decorators hide from code what the text tells, and so does code that keeps its bytecode.
  const functionOfGlobal = new Map([
    ...[...declarations.functions].flatMap(([index, { global }]) => (global === null ? [] : [[global, index] as const])),
    ...[...makers.values()].flatMap((maker) => (maker.global === null ? [] : [[maker.global, maker.function] as const])),
  ]);
  const bindings = bindingsOf(module);
  // A reader is a block of a function.
  const blockStarts: number[] = [];
  const valueStarts: number[] = [];
  let [blockCount, valueCount] = [0, 1];
  for (const fn of functions) {
    blockStarts.push(blockCount);
    valueStarts.push(valueCount);
    blockCount += Math.max(fn.blocks.length, 1);
    valueCount += (fn.valueCount + 1) * 2;
  }
  const functionOfReader = functions.flatMap((fn, index) => Array.from({ length: Math.max(fn.blocks.length, 1) }, () => index));
  const pending = new Set<number>();
  let [current, reader] = [0, 0];
  const wake = (readers: ReadonlySet<number>): void => {
    for (const each of readers) {
      const index = functionOfReader[each] ?? 0;
      analyses[index]?.wake((each - (blockStarts[index] ?? 0)) as BlockId);
      pending.add(index);
    }
  };
  const variables = <Key>(): Variables<Key> => createVariables<Key>(() => reader, wake);
  const heap = createHeap(() => reader, wake, (site) => {
    const [target, place] = [functionOfSite(site), classOfSite(site)];
    if (target !== null) enter(target);
    if (place !== null) objects.loseClass(place);
  });
  const globals = variables<string>();
  /** Globals that are stored as attributes of something that may be the module. */
  const exposed = variables<string>();
  const cells = variables<string>();
  const results = variables<number>();
  const seen: Fact[][] = functions.map((fn) => fn.slots.slice(0, fn.parameterCount).map(() => bottom));
  const checks = functions.map((fn) => Array.from({ length: fn.parameterCount }, (_, index) => assume('calls', nameOf(fn, index))));
  /** Functions that code calls which is not seen. */
  const entered = new Set<number>();

  function setParameter(target: number, index: number, fact: Fact): void {
    const parameters = seen[target];
    const before = parameters?.[index];
    const fn = functions[target];
    if (fn === undefined || parameters === undefined || before === undefined || fact.type === 'bottom') return;
    // Of an argument that nothing is known of, the annotation may tell, or what becomes of it.
    const annotated = fact.type === 'object' && hasPlainParameters(fn) ? annotatedType(fn, declarations.functions.get(target), index) ?? usedType(target, fn, index, fact) : undefined;
    const check = checks[target]?.[index] ?? assume('calls', nameOf(fn, index));
    const given = annotated === undefined ? fact : typed(annotated, guess(check));
    const after = join(before, withoutConstant(given, entered.has(target) ? guess(check) : check));
    if (sameFact(before, after)) return;
    parameters[index] = after;
    analyses[target]?.setParameter(index, after);
    pending.add(target);
  }

  const yieldSite = (target: number): number => ((valueStarts[target] ?? 0) + (functions[target]?.valueCount ?? 0) * 2);

  const usedTypes = new Map<string, TypeName | undefined>();
  function usedType(target: number, fn: IrFunction, index: number, fact: Fact): TypeName | undefined {
    if (fact.options !== null || fact.sites.length > 0) return undefined;
    const key = `${target} ${index}`;
    if (!usedTypes.has(key)) usedTypes.set(key, guessFromUse(fn, index) ?? undefined);
    return usedTypes.get(key);
  }

  /** What leaves a function for code that is not seen; operators see to the instances that special methods give. */
  function escapeResult(target: number): void {
    const { sites } = results.peek(target);
    const fn = functions[target];
    const given = fn?.isGenerator === true ? [yieldSite(target)] : sites;
    heap.escape(unknownOf(fn !== undefined && isSpecial(fn.name) ? given.filter((site) => classOfSite(site) === null) : given));
  }

  function enter(target: number): void {
    if (entered.has(target)) return;
    entered.add(target);
    seen[target]?.forEach((fact, index) => { setParameter(target, index, fact); });
    escapeResult(target);
  }

  function bindArguments(target: number, fn: IrFunction, operands: readonly Fact[], keywords: readonly string[] | null): void {
    const parameterCount = fn.parameterCount;
    if (keywords === null) {
      for (let index = 0; index < parameterCount; index++) setParameter(target, index, unknown);
      for (const operand of operands) heap.escape(operand);
      return;
    }
    const positional = operands.length - keywords.length;
    const given = new Set<number>();
    operands.forEach((operand, place) => {
      const index = place < positional ? place : fn.slots.findIndex((slot, at) => at < parameterCount && slot.name === keywords[place - positional]);
      if (index < 0 || (place < positional && place >= fn.positionalCount)) {
        heap.escape(operand);
        return;
      }
      given.add(index);
      setParameter(target, index, operand);
    });
    if (operands.some((operand) => operand.type === 'bottom')) return;
    for (let index = 0; index < parameterCount; index++) {
      if (given.has(index)) continue;
      const byDefault = defaultOf(fn, makers.get(target), index);
      setParameter(target, index, byDefault === undefined ? unknown : heap.ofLiteral(byDefault));
    }
  }

  function callFunction(target: number, operands: readonly Fact[], keywords: readonly string[] | null): Fact {
    const fn = functions[target];
    if (fn === undefined || fn.notCompiled !== null) {
      for (const operand of operands) heap.escape(operand);
      return unknown;
    }
    bindArguments(target, fn, operands, keywords);
    if (operands.some((operand) => operand.type === 'bottom')) return bottom;
    return assuming(fn.isGenerator ? madeAt('iterator', yieldSite(target)) : results.read(target), changesFunctions ? guess(assume('function', fn.name)) : null);
  }

  function cellKey(index: number, cell: number): string | null {
    const name = functions[index]?.cells[cell]?.name ?? '';
    for (let at: number | null = index; at !== null; at = functions[at]?.parent ?? null) {
      const fn: IrFunction | undefined = functions[at];
      const known = fn?.cells.find((each) => each.name === name);
      if (fn === undefined || fn.kind === 'class' || fn.notCompiled !== null) return null;
      if (known?.kind === 'own') return opaqueCells.has(name) ? null : `${at} ${name}`;
    }
    return null;
  }

  // Cells that functions share which are not seen.
  const opaqueCells = new Set(functions.flatMap((fn) => (fn.notCompiled === null ? [] : fn.cells.map((cell) => cell.name))));
  const changesFunctions = ofFunctions.some((name) => unseen.allAttributeStores.has(name));

  /** Whether code may bind a global that is not seen to do so. */
  function isExposed(name: string): boolean {
    return unseen.opensGlobals || importsStar || unseen.globalStores.has(name) || unseen.attributeStores.has(name) || exposed.read(name).type !== 'bottom' || objects.opensModule();
  }

  function globalFact(name: string): Fact {
    const rests = (assumption: Assumption, isSafe: boolean): Assumption => (isSafe ? assumption : guess(assumption));
    const target = functionOfGlobal.get(name);
    const isSafe = !isExposed(name);
    // Where others bind the name too, they are looked into as well.
    if (target !== undefined) return ofFunction(target, rests(assume('function', name), isSafe && bindings.get(name) === 1));
    const place = declarations.classOfGlobal.get(name);
    if (place !== undefined) return ofClass('class', place, name, rests(assume('class', name), isSafe));
    const hint = declarations.hints.imported.get(name);
    if (hint !== undefined) return ofBuiltin(factNameOf(hint), rests(assume('hint', name), isSafe));
    // Before it is declared it gives other types, so nobody is told what it gives.
    const { signature = null, isQuick = false } = declarations.foreign.get(name) ?? {};
    if (signature !== null && isQuick) return ofForeign(name, signature, guess(assume('foreign', name)));
    const isBuiltin = builtins.has(name);
    if (!bindings.has(name)) return isBuiltin && !importsStar && !unseen.globalStores.has(name) ? ofBuiltin(name, rests(assume('builtin', name), isSafe && !unseen.allAttributeStores.has(name))) : unknown;
    if (importsStar) return unknown;
    const fact = globals.read(name);
    // Before it is bound, and after it is deleted, the name is the builtin's.
    if (isBuiltin) return join(fact, ofBuiltin(name, guess(assume('builtin', name))));
    return isSafe ? fact : assuming(fact, guess(assume('global', name)));
  }

  function storeGlobal(name: string, fact: Fact): void {
    // The module is an object too, and its globals are that object's attributes.
    if (unseen.globals.has(name) || unseen.attributes.has(name) || unseen.opensGlobals) heap.escape(fact);
    const isCode = fact.type === 'function' || fact.type === 'method' || fact.type === 'class';
    // Which function a name is, native code asks only where one `def` binds it.
    globals.raise(name, isCode ? unknownOf(fact.sites) : fact.type === 'bottom' ? bottom : withoutConstant(fact, assume('global', name)));
  }

  const objects = createObjectModel(declarations, {
    heap,
    variables,
    callFunction,
    enter: (target) => { enter(target); },
    functionOfGlobal: (name) => functionOfGlobal.get(name),
    storeGlobal(name, value) {
      if (!bindings.has(name)) return;
      exposed.raise(name, typed('bool'));
      storeGlobal(name, value);
    },
  });

  const surroundings: ModuleSurroundings = {
    ...objects,
    heap,
    get yielded() { return yieldSite(current); },
    library: (name) => {
      const rests = assume('library', name);
      return unseen.opensAttributes || unseen.allAttributeStores.has(name) ? guess(rests) : rests;
    },
    siteOf: (value: ValueId, number: number) => (valueStarts[current] ?? 0) + value * 2 + number,
    global: globalFact,
    storeGlobal,
    cell(cell) {
      const key = cellKey(current, cell);
      return key === null ? unknown : cells.read(key);
    },
    storeCell(cell, fact) {
      const key = cellKey(current, cell);
      if (key === null) heap.escape(fact);
      else cells.raise(key, fact.constant === null ? fact : { ...fact, constant: null });
    },
    callFunction,
    classOfBody(target) {
      const place = classes.findIndex((each) => each.body === target);
      return place < 0 ? null : ofClass('class', place, classes[place]?.name ?? '', null);
    },
  };

  const evaluate = createEvaluator(surroundings);
  const analyses: (FunctionAnalysis | null)[] = functions.map((fn, index) => (fn.notCompiled !== null ? null : createAnalysis(fn, {
    heap,
    evaluate,
    showsVariables: showsVariables(fn),
    storeCell(cell, fact) {
      const before = current;
      current = index;
      surroundings.storeCell(cell, fact);
      current = before;
    },
    enter(block) { reader = (blockStarts[index] ?? 0) + block; },
  })));

  let steps = 0;
  const limit = 2000 + blockCount * stepsPerBlock;

  function settle(): void {
    while (pending.size > 0 && steps < limit) {
      const now = [...pending].sort((a, b) => a - b);
      pending.clear();
      for (const index of now) {
        const analysis = analyses[index];
        if (analysis === null || analysis === undefined) continue;
        current = index;
        steps += analysis.run();
        const { result } = analysis.facts;
        results.raise(index, result.constant === null ? result : { ...result, constant: null });
        if (entered.has(index)) escapeResult(index);
      }
    }
  }

  functions.forEach((fn, index) => {
    pending.add(index);
    const parent = functions[fn.parent ?? -1];
    const isMethod = parent?.kind === 'class' && classes.some((each) => each.body === fn.parent);
    // What is made by code that is not seen, and what the interpreter calls by its name.
    if ((parent !== undefined && parent.notCompiled !== null && !isMethod) || (isSpecial(fn.name) && fn.name !== '__init__') || changesFunctions) enter(index);
    if (isMethod && unseen.attributes.has(fn.name)) enter(index);
  });
  // What the first parameter of a method is, says its class.
  classes.forEach((each, owner) => {
    for (const method of each.methods.values()) {
      if (method.kind === 'other') enter(method.function);
      else setParameter(method.function, 0, objects.selfOf(owner));
    }
  });
  settle();
  // Parameters that no call was seen for: guesses, which may make more calls known.
  const guessed = new Set<string>();
  do {
    // What only code stores that is not seen.
    heap.openEscaped();
    objects.openUnset();
    functions.forEach((fn, index) => {
      seen[index]?.forEach((fact, place) => {
        if (fact.type !== 'bottom' || guessed.has(`${index} ${place}`)) return;
        guessed.add(`${index} ${place}`);
        const parameter = hasPlainParameters(fn) || place < fn.positionalCount ? guessOf(fn, makers.get(index), declarations.functions.get(index), place, entered.has(index)) : unknown;
        seen[index]![place] = parameter;
        analyses[index]?.setParameter(place, parameter);
        pending.add(index);
      });
    });
    settle();
    heap.openEscaped();
    objects.openUnset();
  } while (pending.size > 0 && steps < limit);

  const isCut = pending.size > 0;
  const nothing = (fn: IrFunction): FunctionFacts => ({ parameters: fn.slots.slice(0, fn.parameterCount).map(() => unknown), values: [], slots: fn.slots.map(() => unknown), reached: new Set(fn.blocks.map((block) => block.id)), result: unknown });
  return {
    functions: functions.map((fn, index) => (isCut ? nothing(fn) : analyses[index]?.facts ?? { parameters: [], values: [], slots: fn.slots.map(() => unknown), reached: new Set(), result: unknown })),
    functionOfGlobal,
    globals: new Map(isCut ? [] : [...globals.keys()].map((name) => [name, isExposed(name) ? assuming(globals.peek(name), guess(assume('global', name))) : globals.peek(name)] as const)),
    heap,
    foreign: [...declarations.foreign.values()],
    opensFrames: unseen.opensFrames,
    steps,
    isCut,
  };
}

/** The fact of a value, `unknown` where the analysis did not come. */
export function factOf(facts: FunctionFacts, value: ValueId): Fact {
  return facts.values[value] ?? unknown;
}
