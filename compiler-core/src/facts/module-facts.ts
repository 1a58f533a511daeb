/**
 * The facts of all functions of a module together: parameters from the calls that are seen (else from annotations,
 * defaults and use), results from the bodies, globals, attributes and contents of containers from what the module stores.
 * Everything that another module could change is assumed, under a check that native code makes where it relies on it.
 * Facts rise until nothing changes; a module that takes too many steps is given up as a whole, and says so.
 */
import type { BlockId, IrConstant, IrFunction, IrModule, ValueId } from '../ir/function.js';
import { isKnownBuiltin } from './builtin-results.js';
import type { Declarations, MethodKind } from './class-declarations.js';
import { asGuess, assuming, bottom, type Fact, join, madeAt, ofBuiltin, ofClass, ofConstant, ofFunction, ofMethod, sameFact, siteOfFunction, type TypeName, typed, unknown } from './fact.js';
import { createAnalysis, type FunctionAnalysis, type FunctionFacts, withoutConstant } from './function-facts.js';
import { type FunctionMaker, makersOf } from './function-makers.js';
import { createHeap, type Heap } from './heap.js';
import { createEvaluator, type ModuleSurroundings } from './objects.js';
import { guessFromUse } from './parameter-guesses.js';

export interface ModuleFacts {
  readonly functions: readonly FunctionFacts[];
  /** The function that a global name is bound to, where one `def` at module level is all that binds it. */
  readonly functionOfGlobal: ReadonlyMap<string, number>;
  /** What everything holds that the module stores in a global name. */
  readonly globals: ReadonlyMap<string, Fact>;
  readonly heap: Heap;
  /** Functions that code calls which is not seen, for all the module says. */
  readonly escaped: ReadonlySet<number>;
  /** How many blocks were looked at, and whether that was too much. */
  readonly steps: number;
  readonly isCut: boolean;
}

/** Looks at a block, on the average, before a module is given up; real modules need two or three. */
const stepsPerBlock = 60;

const annotationTypes: Readonly<Record<string, TypeName>> = { int: 'int', float: 'float', bool: 'bool', str: 'str', bytes: 'bytes' };

/** Whether calls bind arguments to parameters one to one. */
export function hasPlainParameters(fn: IrFunction): boolean {
  return fn.parameterCount === fn.positionalCount;
}

function defaultOf(fn: IrFunction, maker: FunctionMaker | undefined, index: number): IrConstant | undefined {
  return maker === undefined || index >= fn.positionalCount ? undefined : maker.defaults[index - (fn.positionalCount - maker.defaults.length)];
}

const checkedOnEntry = (fn: IrFunction, index: number): string => `\`${fn.slots[index]?.name ?? ''}\` is checked on entry`;

function annotatedType(fn: IrFunction, maker: FunctionMaker | undefined, index: number): TypeName | undefined {
  return annotationTypes[maker?.annotations.get(fn.slots[index]?.name ?? '') ?? ''];
}

function guessOf(fn: IrFunction, maker: FunctionMaker | undefined, index: number): Fact {
  const assumption = checkedOnEntry(fn, index);
  const annotated = annotatedType(fn, maker, index);
  // Annotations take an int for a float.
  if (annotated !== undefined) return typed(annotated, annotated === 'float' ? asGuess(assumption) : assumption);
  const byDefault = defaultOf(fn, maker, index);
  if (byDefault !== undefined && (byDefault.type === 'int' || byDefault.type === 'float')) return typed(byDefault.type, asGuess(assumption));
  const used = guessFromUse(fn, index);
  return used === null ? unknown : typed(used, asGuess(assumption));
}

interface FoundMethod {
  readonly owner: number;
  readonly function: number;
  readonly kind: MethodKind;
}

interface Variable {
  fact: Fact;
  readonly readers: Set<number>;
}

export function inferModule(module: IrModule, declarations: Declarations): ModuleFacts {
  const { functions } = module;
  const { classes } = declarations;
  const makers = makersOf(module);
  const functionOfGlobal = new Map([...makers.values()].flatMap((maker) => (maker.global === null ? [] : [[maker.global, maker.function] as const])));
  const bindsGlobal = new Set(functions.flatMap((fn) => fn.blocks.flatMap((block) => block.instructions.flatMap((instruction) =>
    ((instruction.operation === 'global.set' || instruction.operation === 'global.delete') && instruction.immediate.name !== undefined ? [instruction.immediate.name] : [])))));
  const importsStar = functions.some((fn) => fn.blocks.some((block) => block.instructions.some((instruction) => instruction.operation === 'import.star')));
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
  const heap = createHeap(() => reader, wake);
  const variables = <Key>(): ((key: Key) => Variable) & { readonly all: ReadonlyMap<Key, Variable> } => {
    const all = new Map<Key, Variable>();
    const get = (key: Key): Variable => {
      const known = all.get(key) ?? { fact: bottom, readers: new Set<number>() };
      all.set(key, known);
      return known;
    };
    return Object.assign(get, { all });
  };
  const globals = variables<string>();
  const cells = variables<string>();
  const attributes = variables<string>();
  const results = variables<number>();
  const seen: Fact[][] = functions.map((fn) => fn.slots.slice(0, fn.parameterCount).map(() => bottom));

  const read = (variable: Variable): Fact => {
    variable.readers.add(reader);
    return variable.fact;
  };
  const raise = (variable: Variable, fact: Fact): void => {
    const after = join(variable.fact, fact);
    if (sameFact(after, variable.fact)) return;
    variable.fact = after;
    wake(variable.readers);
  };

  function setParameter(target: number, index: number, fact: Fact): void {
    const parameters = seen[target];
    const before = parameters?.[index];
    const fn = functions[target];
    if (fn === undefined || parameters === undefined || before === undefined || fact.type === 'bottom') return;
    // Of an argument that nothing is known of, the annotation may tell.
    const annotated = fact.type === 'object' && hasPlainParameters(fn) ? annotatedType(fn, makers.get(target), index) : undefined;
    const given = annotated === undefined ? fact : typed(annotated, asGuess(checkedOnEntry(fn, index)));
    const after = join(before, withoutConstant(given, checkedOnEntry(fn, index)));
    if (sameFact(before, after)) return;
    parameters[index] = after;
    analyses[target]?.setParameter(index, after);
    pending.add(target);
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
    return fn.isGenerator ? madeAt('iterator', yieldSite(target)) : read(results(target));
  }

  const yieldSite = (target: number): number => ((valueStarts[target] ?? 0) + (functions[target]?.valueCount ?? 0) * 2);

  const methodsByName = new Map<string, FoundMethod[]>();
  classes.forEach((each, owner) => {
    for (const [name, method] of each.methods) {
      const found = methodsByName.get(name) ?? [];
      found.push({ owner, ...method });
      methodsByName.set(name, found);
    }
  });
  const none: readonly FoundMethod[] = [];

  /** All classes of a family (of any, for null) that define a method of that name. */
  function methodsNamed(root: number | null, name: string): readonly FoundMethod[] {
    const found = methodsByName.get(name) ?? none;
    return root === null || found.length === 0 ? found : found.filter((method) => classes[method.owner]?.root === root);
  }

  const instances = classes.map((each, place) => ofClass('instance', place, each.name, null));
  const selves = instances.map((instance) => assuming(instance, `\`self\` is a ${instance.name ?? ''}`));
  const instanceOf = (place: number): Fact => instances[place] ?? unknown;
  const selfOf = (owner: number): Fact => selves[owner] ?? unknown;
  const attributeKey = (place: number, name: string): string => `${classes[place]?.root ?? place}.${name}`;

  function callMethod(receiver: Fact, name: string, operands: readonly Fact[], keywords: readonly string[] | null): Fact {
    const place = receiver.type === 'instance' ? receiver.target : null;
    const found = methodsNamed(place === null ? null : classes[place]?.root ?? null, name);
    if (place === null) {
      // Any of them may be meant.
      if (receiver.type === 'object' || receiver.type === 'class') {
        for (const method of found) callFunction(method.function, receiver.type === 'class' && method.kind !== 'method' ? operands : [selfOf(method.owner), ...operands], receiver.type === 'class' ? null : keywords);
      }
      return unknown;
    }
    if (found.length === 0 || found.some((method) => method.kind !== 'method')) {
      for (const operand of operands) heap.escape(operand);
      for (const method of found) callFunction(method.function, operands, null);
      return unknown;
    }
    const result = found.map((method) => callFunction(method.function, [selfOf(method.owner), ...operands], keywords)).reduce(join, bottom);
    return assuming(result, `the class of the receiver keeps its method \`${name}\``);
  }

  function attribute(instance: Fact, name: string): Fact {
    const place = instance.target ?? 0;
    const root = classes[place]?.root ?? place;
    const found = methodsNamed(root, name);
    if (found.some((method) => method.kind === 'other')) return unknown;
    if (found.some((method) => method.kind === 'property')) {
      return found.every((method) => method.kind === 'property') ? assuming(found.map((method) => callFunction(method.function, [selfOf(method.owner)], [])).reduce(join, bottom), `\`${name}\` is still that property`) : unknown;
    }
    if (found.length > 0) return ofMethod(instance, name);
    if (name.startsWith('__') || declarations.unseen.has(name) && attributes.all.has(`*.${name}`)) return unknown;
    const declared = classes.filter((each) => each.root === root && each.attributes.has(name)).map((each) => each.attributes.get(name) ?? null);
    const inClass = declared.map((constant) => (constant === null ? unknown : ofConstant(constant))).reduce(join, bottom);
    const fact = [inClass, read(attributes(attributeKey(place, name))), read(attributes(`*.${name}`))].reduce(join, bottom);
    return fact.type === 'bottom' ? bottom : withoutConstant(fact, `only this module's stores set \`${name}\``);
  }

  function cellVariable(index: number, cell: number): Variable | null {
    const name = functions[index]?.cells[cell]?.name ?? '';
    for (let at: number | null = index; at !== null; at = functions[at]?.parent ?? null) {
      const fn: IrFunction | undefined = functions[at];
      const known = fn?.cells.find((each) => each.name === name);
      if (fn === undefined || fn.kind === 'class' || fn.notCompiled !== null) return null;
      if (known?.kind === 'own') return opaqueCells.has(name) ? null : cells(`${at} ${name}`);
    }
    return null;
  }

  // Cells that functions share which are not looked into.
  const opaqueCells = new Set(functions.flatMap((fn) => (fn.notCompiled === null ? [] : fn.cells.map((cell) => cell.name))));

  function globalFact(name: string): Fact {
    const target = functionOfGlobal.get(name);
    if (target !== undefined) return ofFunction(target, `\`${name}\` is still this module's function`);
    const place = declarations.classOfGlobal.get(name);
    if (place !== undefined) return ofClass('class', place, name, `\`${name}\` is still this module's class`);
    if (bindsGlobal.has(name)) return importsStar ? unknown : read(globals(name));
    return !importsStar && isKnownBuiltin(name) ? ofBuiltin(name, `\`${name}\` is still the builtin`) : unknown;
  }

  function storeGlobal(name: string, fact: Fact): void {
    // Which function a name is, native code asks only where one `def` binds it.
    const isCode = fact.type === 'function' || fact.type === 'method' || fact.type === 'class';
    if (isCode && !functionOfGlobal.has(name) && !declarations.classOfGlobal.has(name)) heap.escape(fact);
    raise(globals(name), isCode || declarations.unseen.has(`=${name}`) ? unknown : fact.type === 'bottom' ? bottom : withoutConstant(fact, `no other module binds \`${name}\``));
  }

  const surroundings: ModuleSurroundings = {
    heap,
    get yielded() { return yieldSite(current); },
    siteOf: (value: ValueId, number: number) => (valueStarts[current] ?? 0) + value * 2 + number,
    global: globalFact,
    storeGlobal,
    cell(cell) {
      const variable = cellVariable(current, cell);
      return variable === null ? unknown : read(variable);
    },
    storeCell(cell, fact) {
      const variable = cellVariable(current, cell);
      if (variable === null) heap.escape(fact);
      else raise(variable, fact.constant === null ? fact : { ...fact, constant: null });
    },
    callFunction,
    construct(target, operands, keywords) {
      const family = new Set<number>([target]);
      for (const each of family) for (const base of classes[each]?.bases ?? []) family.add(base);
      const maker = [...family].find((each) => classes[each]?.methods.has('__init__') === true);
      const method = maker === undefined ? undefined : classes[maker]?.methods.get('__init__');
      if (method === undefined) for (const operand of operands) heap.escape(operand);
      else callFunction(method.function, [selfOf(maker ?? target), ...operands], keywords);
      return operands.some((operand) => operand.type === 'bottom') ? bottom : instanceOf(target);
    },
    classOfBody(target) {
      const place = classes.findIndex((each) => each.body === target);
      return place < 0 ? null : ofClass('class', place, classes[place]?.name ?? '', null);
    },
    attribute,
    storeAttribute(object, name, value) {
      if (object.type === 'bottom') return;
      const key = object.type === 'instance' ? attributeKey(object.target ?? 0, name) : object.type === 'object' || object.type === 'class' ? `*.${name}` : null;
      if (key !== null) raise(attributes(key), value.constant === null ? value : { ...value, constant: null });
    },
    callMethod,
  };

  const evaluate = createEvaluator(surroundings);
  const analyses: (FunctionAnalysis | null)[] = functions.map((fn, index) => (fn.notCompiled !== null ? null : createAnalysis(fn, {
    heap,
    evaluate,
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
        raise(results(index), result.constant === null ? result : withoutConstant(result, `the result of \`${functions[index]?.name ?? ''}\``));
      }
    }
  }

  functions.forEach((_, index) => { pending.add(index); });
  // What the first parameter of a method is, says its class.
  classes.forEach((each, owner) => {
    for (const method of each.methods.values()) if (method.kind !== 'other') setParameter(method.function, 0, selfOf(owner));
  });
  settle();
  // What only code stores that is not seen.
  heap.openEscaped();
  for (const [key, variable] of attributes.all) if (variable.fact.type === 'bottom' && !key.startsWith('*.') && !attributes.all.has(key.replace(/^\d+/, '*'))) raise(variable, unknown);
  for (const [key, variable] of attributes.all) {
    const own = key.startsWith('*.') ? undefined : attributes.all.get(`*.${key.slice(key.indexOf('.') + 1)}`);
    if (variable.fact.type === 'bottom' && own?.fact.type === 'bottom') raise(variable, unknown);
  }
  // Parameters that no call was seen for: guesses, which may make more calls known.
  functions.forEach((fn, index) => {
    seen[index]?.forEach((fact, place) => {
      if (fact.type !== 'bottom') return;
      const guess = hasPlainParameters(fn) || place < fn.positionalCount ? guessOf(fn, makers.get(index), place) : unknown;
      seen[index]![place] = guess;
      analyses[index]?.setParameter(place, guess);
      pending.add(index);
    });
  });
  settle();

  const isCut = pending.size > 0;
  const nothing = (fn: IrFunction): FunctionFacts => ({ parameters: fn.slots.slice(0, fn.parameterCount).map(() => unknown), values: [], slots: fn.slots.map(() => unknown), reached: new Set(fn.blocks.map((block) => block.id)), result: unknown });
  const escaped = new Set(functions.flatMap((fn, index) => (heap.hasEscaped(siteOfFunction(index)) || declarations.unseen.has(fn.name) ? [index] : [])));
  return {
    functions: functions.map((fn, index) => (isCut ? nothing(fn) : analyses[index]?.facts ?? { parameters: [], values: [], slots: fn.slots.map(() => unknown), reached: new Set(), result: unknown })),
    functionOfGlobal,
    globals: new Map(isCut ? [] : [...globals.all].map(([name, variable]) => [name, variable.fact] as const)),
    heap,
    escaped,
    steps,
    isCut,
  };
}

/** The fact of a value, `unknown` where the analysis did not come. */
export function factOf(facts: FunctionFacts, value: ValueId): Fact {
  return facts.values[value] ?? unknown;
}
