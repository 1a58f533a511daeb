/**
 * The facts of all functions of a module together: parameters from the calls that are seen (else from annotations,
 * defaults and use), results from the bodies, globals, attributes and contents of containers from what the module stores.
 * What other modules could change is assumed; what code of this module could change that is not seen is a guess, which
 * builds try behind a check and nobody is told (`assumption.ts`).
 * Facts rise until nothing changes (`fixpoint`); a function that takes too many steps is given up, alone, and says so.
 */
import type { BlockId, IrFunction, ValueId } from '../ir/function.js';
import type { IrConstant } from '../semantics/constants/constant.js';
import { builtins } from '../semantics/builtins/builtins.js';
import { factNameOf } from '../semantics/builtins/hints.js';
import { type Assumption, assume, guess } from './assumption.js';
import type { Declarations } from './class-declarations.js';
import { assuming, bottom, classOfSite, type Fact, functionOfSite, join, madeAt, ofBuiltin, ofClass, ofForeign, ofFunction, type SiteId, typed, unknown, unknownOf } from './fact.js';
import { addRule, type Contributor, createFixpoint, type Fixpoint, type Input, ruleOf, type Variable, type Work } from './fixpoint/fixpoint.js';
import { createAnalysis, type FunctionAnalysis, type FunctionFacts, withoutConstant } from './function-facts.js';
import { createHeap } from './heap.js';
import type { ModuleFacts } from './module-facts.js';
import { type EditedText, type ModuleText, saidOfFunction, saidOfName, signatureOf } from './module-text.js';
import { createObjectModel } from './object-model.js';
import { createEvaluator, type ModuleSurroundings } from './objects.js';
import { checkOfParameter, createParameters, defaultOf, giveParameter, type Parameters, passArgument, type Passed, passedLattice } from './parameters.js';
import { createSiteNumbers } from './site-numbers.js';
import { createVariables, type Variables } from './variables.js';

/** What lets others call a function with anything, or change what it is. */
const ofFunctions: readonly string[] = ['__code__', '__defaults__', '__kwdefaults__'];
const isSpecial = (name: string): boolean => name.startsWith('__') && name.endsWith('__');

/** What gives the variables of the function that it is called in. */
const readers: ReadonlySet<string> = new Set(['locals', 'vars', 'eval', 'exec']);

function showsVariables(fn: IrFunction): boolean {
  return fn.blocks.some((block) => block.instructions.some(({ operation, immediate }) => readers.has(immediate.name ?? '') && (operation === 'global.get' || operation === 'attribute.get' || operation === 'method.get')));
}

/** Sites of one function: values, two each, what it yields last. */
const sitesOfFunction = 2 ** 21;
/** Now and then an analysis lets go of what edits have left behind, and in the end of all. */
const [updatesBetweenSweeps, mostUpdates] = [200, 10_000];
/** Where a function looks at its parameters, in the place of a block. */
const atEntry = -1;

const cellsOf = (fn: IrFunction | undefined): string => `${fn?.notCompiled === null} ${fn?.cells.map(({ name, kind }) => `${name} ${kind}`).join()}`;

export interface ModuleAnalysis {
  facts(): ModuleFacts;
  /** Changes when something else is known of the function's values. */
  versionOf(index: number): number;
  /** Calls what only looks at facts; then says whether all that it looked at is as it was. */
  watch: Fixpoint['watch'];
  /**
   * The same module after an edit: `changed` are functions that are new or do something else. Whether it could be brought up
   * to date; if not, it is of no use any more.
   */
  update(edited: EditedText, order: readonly number[], changed: ReadonlySet<number>, removed: ReadonlySet<number>): boolean;
}

interface Answer extends Input {
  said: string;
}

/** A function and the rules about it. */
interface Analyzed {
  readonly rules: readonly Contributor[];
  /** Null for one that keeps its bytecode. */
  readonly contributor: Contributor | null;
  readonly work: (Work & { readonly facts: FunctionFacts }) | null;
  readonly said: string;
}

/** `started`: the functions in their order. */
export function createModuleAnalysis(begun: ModuleText, started: readonly number[] = [...begun.functions.keys()]): ModuleAnalysis {
  let text = begun;
  const { classes, unseen: { importsStar, opensGlobals, opensAttributes, allAttributeStores } } = begun.declarations;
  const changesFunctions = ofFunctions.some((name) => allAttributeStores.has(name));
  const fixpoint = createFixpoint();
  /** The function that is looked at, and where in it. */
  let [current, place] = [0, 0];
  const names = new Map<string, Answer>();
  const signatures = new Map<number, Answer>();
  const versions = new Map<number, number>();
  let [version, updates] = [0, 0];
  const analyzed = new Map<number, Analyzed>();
  const numbers = createSiteNumbers();

  /** What the text says now of a name. */
  function about(name: string): Declarations {
    const known = names.get(name);
    const answer = known ?? { askers: new Set(), said: saidOfName(text, name) };
    if (known === undefined) names.set(name, answer);
    fixpoint.ask(answer);
    return text.declarations;
  }

  /** A function as those see it who call it. */
  function signature(index: number): IrFunction | undefined {
    const known = signatures.get(index);
    const answer = known ?? { askers: new Set(), said: signatureOf(text, index) };
    if (known === undefined) signatures.set(index, answer);
    fixpoint.ask(answer);
    return text.functions[index];
  }

  const placeNow = (): number => place;
  const variables = <Key>(begun: ((key: Key) => void) | null = null): Variables<Key> => createVariables<Key>(fixpoint, placeNow, begun);
  const heap = createHeap(fixpoint, placeNow, (site) => {
    const [target, owner] = [functionOfSite(site), classOfSite(site)];
    if (target !== null) enter(target);
    if (owner !== null) objects.loseClass(owner);
  });
  const globals = variables<string>();
  /** Globals that are stored as attributes of something that may be the module. */
  const exposed = variables<string>();
  const cells = variables<string>();
  const results = variables<number>();
  const passedTo = new Map<number, Variable<readonly Passed[]>>();
  const passed = (target: number): Variable<readonly Passed[]> => {
    const known = passedTo.get(target) ?? fixpoint.variable(passedLattice);
    passedTo.set(target, known);
    return known;
  };
  /** Functions that code calls which is not seen. */
  const entered = variables<number>();
  const isEntered = (target: number): boolean => entered.read(target).type !== 'bottom';

  function enter(target: number): void {
    entered.raise(target, typed('bool'));
  }

  function setParameter(target: number, index: number, fact: Fact): void {
    const fn = signature(target);
    if (fn !== undefined && fact.type !== 'bottom') fixpoint.add(passed(target), passArgument(index, fact, checkOfParameter(fn, index)));
  }

  const siteIn = (target: number, number: number): SiteId => (target + 1) * sitesOfFunction + number;
  const yieldSite = (target: number): SiteId => siteIn(target, sitesOfFunction - 1);

  /** What leaves a function for code that is not seen; operators see to the instances that special methods give. */
  function escapeResult(target: number, { sites }: Fact): void {
    const fn = text.functions[target];
    const given = fn?.isGenerator === true ? [yieldSite(target)] : sites;
    heap.escape(unknownOf(fn !== undefined && isSpecial(fn.name) ? given.filter((site) => classOfSite(site) === null) : given));
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
      const byDefault = defaultOf(fn, text.makers.get(target), index);
      setParameter(target, index, byDefault === undefined ? unknown : heap.ofLiteral(byDefault, `default ${target} ${index}`));
    }
  }

  function callFunction(target: number, operands: readonly Fact[], keywords: readonly string[] | null): Fact {
    const fn = signature(target);
    if (fn === undefined || fn.notCompiled !== null) {
      for (const operand of operands) heap.escape(operand);
      return unknown;
    }
    bindArguments(target, fn, operands, keywords);
    if (operands.some((operand) => operand.type === 'bottom')) return bottom;
    return assuming(fn.isCoroutine ? unknown : fn.isGenerator ? madeAt('iterator', yieldSite(target)) : results.read(target), changesFunctions ? guess(assume('function', fn.name)) : null);
  }

  function cellKey(index: number, cell: number): string | null {
    const name = text.functions[index]?.cells[cell]?.name ?? '';
    for (let at: number | null = index; at !== null; at = text.functions[at]?.parent ?? null) {
      const fn: IrFunction | undefined = text.functions[at];
      const known = fn?.cells.find((each) => each.name === name);
      if (fn === undefined || fn.kind === 'class' || fn.notCompiled !== null) return null;
      if (known?.kind === 'own') return text.opaqueCells.has(name) ? null : `${at} ${name}`;
    }
    return null;
  }

  /** Whether code may bind a global that is not seen to do so. */
  function isExposed(name: string): boolean {
    const { unseen } = about(name);
    return opensGlobals || importsStar || unseen.globalStores.has(name) || unseen.attributeStores.has(name) || exposed.read(name).type !== 'bottom' || objects.opensModule();
  }

  function globalFact(name: string): Fact {
    const rests = (assumption: Assumption, isSafe: boolean): Assumption => (isSafe ? assumption : guess(assumption));
    const { bindings, declarations } = text;
    const target = text.functionOfGlobal(name);
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
    if (!bindings.has(name)) return isBuiltin && !importsStar && !declarations.unseen.globalStores.has(name) ? ofBuiltin(name, rests(assume('builtin', name), isSafe && !declarations.unseen.allAttributeStores.has(name))) : unknown;
    if (importsStar) return unknown;
    const fact = globals.read(name);
    // Before it is bound, and after it is deleted, the name is the builtin's.
    if (isBuiltin) return join(fact, ofBuiltin(name, guess(assume('builtin', name))));
    return isSafe ? fact : assuming(fact, guess(assume('global', name)));
  }

  function storeGlobal(name: string, fact: Fact): void {
    // The module is an object too, and its globals are that object's attributes.
    const { unseen } = about(name);
    if (unseen.globals.has(name) || unseen.attributes.has(name) || opensGlobals) heap.escape(fact);
    const isCode = fact.type === 'function' || fact.type === 'method' || fact.type === 'class';
    // Which function a name is, native code asks only where one `def` binds it.
    globals.raise(name, isCode ? unknownOf(fact.sites) : fact.type === 'bottom' ? bottom : withoutConstant(fact, assume('global', name)));
  }

  const objects = createObjectModel(begun.declarations, {
    heap,
    about,
    variables,
    addRule: (when, apply) => { addRule(fixpoint, when, apply); },
    callFunction,
    enter: (target) => { enter(target); },
    functionOfGlobal(name) {
      about(name);
      return text.functionOfGlobal(name);
    },
    storeGlobal(name, value) {
      about(name);
      if (!text.bindings.has(name)) return;
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
      return opensAttributes || about(name).unseen.allAttributeStores.has(name) ? guess(rests) : rests;
    },
    siteOf: (value: ValueId, number: number) => siteIn(current, numbers.numberOf(current, value) * 2 + number),
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

  /** A function as one who contributes: what it passes, stores and gives. */
  function workOf(fn: IrFunction, index: number, parameters: Parameters): Work & { readonly facts: FunctionFacts } {
    const variable = passed(index);
    const shows = showsVariables(fn);
    let analysis: FunctionAnalysis;
    let [isEntryStale, isStale] = [true, true];
    const wake = (places: Iterable<number>): void => {
      isStale = true;
      for (const each of places) {
        if (each === atEntry) isEntryStale = true;
        else analysis.wake(each as BlockId);
      }
    };
    const inside = {
      heap,
      evaluate,
      ofLiteral: (constant: IrConstant, value: ValueId) => heap.ofLiteral(constant, `value ${index} ${numbers.numberOf(index, value)}`),
      showsVariables: shows,
      storeCell: surroundings.storeCell,
      enter(block: BlockId) { place = block; },
    };
    let shown: FunctionFacts | null = null;
    return {
      get facts() {
        shown ??= { ...analysis.facts };
        return shown;
      },
      begin() {
        analysis = createAnalysis(fn, inside);
        isEntryStale = true;
      },
      wake,
      run(places) {
        current = index;
        versions.set(index, ++version);
        shown = null;
        wake(places);
        do {
          isStale = false;
          place = atEntry;
          if (isEntryStale) {
            isEntryStale = false;
            const given = fixpoint.read(variable, atEntry);
            const isOpen = isEntered(index);
            given.forEach((_, at) => { analysis.setParameter(at, parameters.factOf(at, given, isOpen)); });
          }
          analysis.run();
          place = atEntry;
          const { result } = analysis.facts;
          results.raise(index, result.constant === null ? result : { ...result, constant: null });
          if (isEntered(index)) escapeResult(index, result);
        } while (isStale);
      },
    };
  }

  /** What is known of a function's calls before any is seen. */
  function declare(fn: IrFunction, index: number): void {
    const parent = text.functions[fn.parent ?? -1];
    const isMethod = parent?.kind === 'class' && text.bodies.has(fn.parent ?? -1);
    // What is made by code that is not seen, and what the interpreter calls by its name.
    if ((parent !== undefined && parent.notCompiled !== null && !isMethod) || (isSpecial(fn.name) && fn.name !== '__init__') || changesFunctions) enter(index);
    if (isMethod && text.declarations.unseen.attributes.has(fn.name)) enter(index);
    // What the first parameter of a method is, says its class.
    for (const { owner, kind } of text.methods.get(index) ?? []) {
      if (kind === 'other') enter(index);
      else setParameter(index, 0, objects.selfOf(owner));
    }
  }

  /** Parameters that no call was seen for: guesses, which may make more calls known. */
  function guessParameters(fn: IrFunction, index: number, parameters: Parameters): void {
    const given = fixpoint.read(passed(index));
    const isOpen = isEntered(index);
    for (let at = 0; at < fn.parameterCount; at++) {
      if (parameters.factOf(at, given, isOpen).type === 'bottom') fixpoint.add(passed(index), giveParameter(at, parameters.guessOf(at, isOpen)));
    }
  }

  /** A function that is new, or does something else than before. */
  function analyze(index: number, rank: number): void {
    const fn = text.functions[index];
    if (fn === undefined) return;
    const known = analyzed.get(index);
    const parameters = createParameters(fn, text.makers.get(index), text.declarations.functions.get(index));
    const rules = [['first', () => { declare(fn, index); }], ['between', () => { guessParameters(fn, index, parameters); }]] as const;
    const work = fn.notCompiled === null ? workOf(fn, index, parameters) : null;
    const said = saidOfFunction(text, index);
    if (known !== undefined && (known.work === null) === (work === null)) {
      known.rules.forEach((rule, at) => { fixpoint.exchange(rule, ruleOf(rules[at]![1])); });
      if (known.contributor !== null && work !== null) fixpoint.exchange(known.contributor, work);
      analyzed.set(index, { ...known, work, said });
      return;
    }
    if (known !== undefined) forget(known);
    analyzed.set(index, { rules: rules.map(([when, apply]) => addRule(fixpoint, when, apply)), contributor: work === null ? null : fixpoint.contributor(work, rank), work, said });
  }

  function forget({ rules, contributor }: Analyzed): void {
    for (const rule of rules) fixpoint.remove(rule);
    if (contributor !== null) fixpoint.remove(contributor);
  }

  /** Takes note of what is said now; those start again who went by something else. */
  function renew<Key>(answers: Map<Key, Answer>, keys: Iterable<Key>, say: (key: Key) => string): void {
    for (const key of keys) {
      const answer = answers.get(key);
      if (answer === undefined) continue;
      if (answer.askers.size === 0) {
        answers.delete(key);
        continue;
      }
      const said = say(key);
      if (said === answer.said) continue;
      answer.said = said;
      fixpoint.renew(answer);
    }
  }

  started.forEach(analyze);
  fixpoint.settle();

  return {
    facts() {
      const { declarations } = text;
      const nothing = (fn: IrFunction): FunctionFacts => ({ parameters: [], values: [], slots: fn.slots.map(() => unknown), reached: new Set(), result: unknown, isCut: false });
      return {
        functions: text.functions.map((fn, index) => analyzed.get(index)?.work?.facts ?? nothing(fn)),
        globalFact(name) {
          const fact = globals.read(name);
          return isExposed(name) ? assuming(fact, guess(assume('global', name))) : fact;
        },
        heap,
        foreign: [...declarations.foreign.values()],
        fields: declarations.fields,
        opensFrames: declarations.unseen.opensFrames,
      };
    },
    versionOf: (index) => versions.get(index) ?? 0,
    watch: (look) => fixpoint.watch(look),
    update({ text: next, names: told, functions: toldFunctions, isOther }, order, changed, removed) {
      if (isOther) return false;
      const before = text;
      for (const index of changed) if (!numbers.renew(index, before.functions[index], next.functions[index])) return false;
      text = next;
      order.forEach((index, rank) => {
        const contributor = analyzed.get(index)?.contributor ?? null;
        if (contributor !== null) contributor.rank = rank;
      });
      for (const index of removed) {
        const known = analyzed.get(index);
        if (known !== undefined) forget(known);
        analyzed.delete(index);
        numbers.forget(index);
        passedTo.delete(index);
        versions.delete(index);
      }
      // Which function a cell belongs to, say those around.
      const moved = new Set<number>();
      order.forEach((index, rank) => {
        const fn = next.functions[index];
        const old = before.functions[index];
        const isMoved = moved.has(fn?.parent ?? -1);
        if (isMoved || (changed.has(index) && cellsOf(old) !== cellsOf(fn))) moved.add(index);
        const mayBeOther = told === null || told.has(fn?.name ?? '') || toldFunctions.has(index);
        if (changed.has(index) || isMoved || (mayBeOther && analyzed.get(index)?.said !== saidOfFunction(next, index))) analyze(index, rank);
      });
      renew(names, told ?? [...names.keys()], (name) => saidOfName(next, name));
      renew(signatures, [...changed, ...removed, ...toldFunctions], (index) => signatureOf(next, index));
      fixpoint.settle();
      if (++updates % updatesBetweenSweeps === 0) fixpoint.sweep();
      return updates < mostUpdates;
    },
  };
}
