/**
 * What attributes of the module's objects are, and what calls of methods give: by the class of the receiver where it is
 * known, else by name over all classes. A name that something stores as an attribute is no method that is looked into.
 */
import { type OperationName, operations } from '../semantics/operations/operations.js';
import { assume, type Assumption, guess, isGuess } from './assumption.js';
import type { Declarations } from './class-declarations.js';
import { createHierarchy, type FoundMethod } from './class-hierarchy.js';
import { assuming, bottom, type Fact, functionOfSite, join, ofClass, ofConstant, ofMethod, typed, unknown, unknownOf } from './fact.js';
import { withoutConstant } from './function-facts.js';
import type { Heap } from './heap.js';
import type { Variables } from './variables.js';

type Keywords = readonly string[] | null;

/** What the model asks of the module. */
export interface ModelSurroundings {
  readonly heap: Heap;
  /** What the text says now of a name. */
  about(name: string): Pick<Declarations, 'unseen' | 'overriding'>;
  /** `begun` is told of each variable in which something is stored. */
  variables<Key>(begun?: (key: Key) => void): Variables<Key>;
  /** What holds of the module's variables, looked at again when they change. */
  addRule(when: 'last' | 'between', apply: () => void): void;
  callFunction(target: number, operands: readonly Fact[], keywords: Keywords): Fact;
  /** Someone calls the function with anything. */
  enter(target: number): void;
  /** An object of unknown type may be the module: its attributes are the globals. */
  storeGlobal(name: string, value: Fact): void;
  functionOfGlobal(name: string): number | undefined;
}

export interface ObjectModel {
  callMethod(receiver: Fact, name: string, operands: readonly Fact[], keywords: Keywords): Fact;
  attribute(instance: Fact, name: string): Fact;
  attributeOfUnknown(name: string): Fact;
  storeAttribute(object: Fact, name: string, value: Fact): void;
  openAttributes(object: Fact): void;
  /** Whether someone may set the module's globals as attributes with names that are not seen. */
  opensModule(): boolean;
  escapeMethods(name: string): void;
  callOperator(operation: OperationName, operands: readonly Fact[]): Fact | null;
  construct(target: number, operands: readonly Fact[], keywords: Keywords): Fact;
  /** What `self` is in the methods of a class. */
  selfOf(owner: number): Fact;
  /** Code that is not seen has instances of the class, or the class. */
  loseClass(place: number): void;
}

/** What exceptions have of their own. */
/** What a class that is given one of these finds is its own affair. */
const lookups: readonly string[] = ['__getattribute__', '__getattr__', '__setattr__', '__delattr__', '__get__', '__set__', '__delete__', '__new__'];
const ofExceptions: ReadonlySet<string> = new Set(['args', 'name', 'path', 'obj', 'msg', 'value', 'code', 'errno', 'strerror', 'filename', 'filename2', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset', 'print_file_and_line', 'encoding', 'object', 'start', 'end', 'reason', 'characters_written', 'exceptions', 'message', 'add_note', 'with_traceback']);

export function createObjectModel({ classes, unseen }: Declarations, module: ModelSurroundings): ObjectModel {
  const { heap, callFunction, enter, about } = module;
  const hierarchy = createHierarchy(classes);
  /** By class and name. */
  const attributes: Variables<string> = module.variables<string>((key) => {
    const [place] = partsOf(key);
    // What is stored in objects that code has which is not seen.
    module.addRule('last', () => {
      if (place === anywhere ? isLost(anywhere) : hierarchy.relatedTo(place).some(isLost)) heap.escape(attributes.read(key));
    });
  });
  /** By name: what any attribute leads to. */
  const leads = module.variables<string>();
  /** Classes, all objects (-1) whose attributes are stored by names that are not seen. */
  const opened = module.variables<number>();
  /** Classes that code has which is not seen; for -1, whether there are any. */
  const lost: Variables<number> = module.variables<number>((place) => {
    if (place === anywhere) return;
    module.addRule('last', () => {
      if (!isLost(place)) return;
      raise(lost, anywhere);
      for (const each of hierarchy.descendantsOf(place)) {
        raise(lost, each);
        for (const base of hierarchy.linearizationOf(each)) for (const method of classes[base]?.methods.values() ?? []) enter(method.function);
      }
    });
  });
  const isLost = (place: number): boolean => lost.read(place).type !== 'bottom';
  /** Attributes that are read and that nothing is seen to set. */
  const wanted: Variables<string> = module.variables<string>((key) => {
    const [place, name] = partsOf(key);
    // What is still not set by anything that is seen, something else sets.
    module.addRule('between', () => {
      if (wanted.read(key).type !== 'bottom' && stored(place, name).type === 'bottom') attributes.raise(key, unknown);
    });
  });
  const keyOf = (place: number, name: string): string => `${place} ${name}`;
  const partsOf = (key: string): readonly [place: number, name: string] => [Number(key.slice(0, key.indexOf(' '))), key.slice(key.indexOf(' ') + 1)];
  /** Any object, in the place of a class. */
  const anywhere = -1;
  const raise = <Key>(flags: Variables<Key>, key: Key): void => { flags.raise(key, typed('bool')); };

  const changesClasses = ['__class__', '__bases__'].some((name) => unseen.allAttributeStores.has(name));
  const instances = classes.map((each, place) => ofClass('instance', place, each.name, changesClasses ? guess(assume('class', each.name)) : null));
  const selves = instances.map((instance) => assuming(instance, assume('self', instance.name ?? '')));
  const selfOf = (owner: number): Fact => selves[owner] ?? unknown;

  const changesLookup = lookups.some((name) => unseen.allAttributeStores.has(name));
  /** Whether methods of that name are what the classes say. */
  const isFixed = (name: string): boolean => {
    const said = about(name);
    return !changesLookup && !said.unseen.allAttributeStores.has(name) && !said.overriding.has(name);
  };

  function callAll(methods: readonly FoundMethod[], operands: readonly Fact[], keywords: Keywords): Fact {
    return methods.map((method) => callFunction(method.function, method.kind === 'method' ? [selfOf(method.owner), ...operands] : operands, method.kind === 'method' ? keywords : null)).reduce(join, bottom);
  }

  /** What is stored under the name is called as a method is. */
  function callStored(name: string, operands: readonly Fact[], keywords: Keywords): void {
    const { sites } = leads.read(name);
    for (const site of sites) {
      const target = functionOfSite(site);
      if (target !== null) callFunction(target, operands, keywords);
    }
    heap.escape(unknownOf(sites.filter((site) => functionOfSite(site) === null)));
  }

  /** Any method of that name may be meant, or a function of the module. */
  function callByName(receiver: Fact, name: string, operands: readonly Fact[], keywords: Keywords): void {
    const isClass = receiver.type === 'class';
    for (const method of hierarchy.methodsNamed(name)) {
      if (isClass) enter(method.function);
      callFunction(method.function, isClass && method.kind !== 'method' ? operands : [selfOf(method.owner), ...operands], isClass ? null : keywords);
    }
    const global = module.functionOfGlobal(name);
    if (global !== undefined && !isClass) callFunction(global, operands, keywords);
    callStored(name, operands, keywords);
  }

  function callMethod(receiver: Fact, name: string, operands: readonly Fact[], keywords: Keywords): Fact {
    if (receiver.type !== 'instance') {
      if (receiver.type === 'object' || receiver.type === 'class') callByName(receiver, name, operands, keywords);
      return unknown;
    }
    if (isGuess(receiver.assumption)) {
      for (const operand of operands) heap.escape(operand);
      callByName(unknown, name, operands, keywords);
    }
    const { methods, values, isPartial } = hierarchy.membersOf(receiver.target ?? 0, name);
    const result = callAll(methods, operands, keywords);
    const isException = classes[receiver.target ?? 0]?.isException === true;
    if (methods.length === 0 || values.length > 0 || !isFixed(name) || (isPartial && isException) || methods.some((method) => method.kind !== 'method')) {
      for (const operand of operands) heap.escape(operand);
      callStored(name, operands, keywords);
      for (const method of methods) if (method.kind !== 'method') enter(method.function);
      return unknownOf(result.sites);
    }
    return assuming(result, assume('method', name));
  }

  function isOpen(place: number): boolean {
    return [anywhere, ...hierarchy.relatedTo(place)].map((each) => opened.read(each)).some((fact) => fact.type !== 'bottom') || unseen.opensAttributes || changesLookup;
  }

  /** What is stored in instances that may be of the class or of a subclass. */
  function stored(place: number, name: string): Fact {
    return [...hierarchy.relatedTo(place), anywhere].map((each) => keyOf(each, name)).map((key) => attributes.read(key)).reduce(join, bottom);
  }

  function attribute(instance: Fact, name: string): Fact {
    const place = instance.target ?? 0;
    const { methods, values } = hierarchy.membersOf(place, name);
    const isMethod = methods.length > 0 && values.length === 0;
    if (methods.length > 0 && (!isMethod || !isFixed(name) || methods.some((method) => method.kind === 'other'))) {
      for (const method of methods) enter(method.function);
      return attributeOfUnknown(name);
    }
    if (methods.some((method) => method.kind === 'property')) {
      return methods.every((method) => method.kind === 'property') ? assuming(methods.map((method) => callFunction(method.function, [selfOf(method.owner)], [])).reduce(join, bottom), assume('property', name)) : unknown;
    }
    if (isMethod) return ofMethod(instance, name);
    const isOwn = classes[place]?.isException === true && ofExceptions.has(name);
    if (name.startsWith('__') || about(name).overriding.has(name) || isOwn) return attributeOfUnknown(name);
    const inClasses = hierarchy.relatedTo(place).flatMap((each) => {
      const constant = classes[each]?.attributes.get(name);
      return constant === undefined ? [] : [constant === null ? unknown : ofConstant(constant)];
    }).reduce(join, bottom);
    if (inClasses.type === 'bottom') raise(wanted, keyOf(place, name));
    const fact = join(inClasses, stored(place, name));
    if (fact.type === 'bottom') return bottom;
    const rests: Assumption = assume('attribute', name);
    return withoutConstant(fact, about(name).unseen.attributeStores.has(name) || isOpen(place) ? guess(rests) : rests);
  }

  function attributeOfUnknown(name: string): Fact {
    return unknownOf(leads.read(name).sites);
  }

  function storeAttribute(object: Fact, name: string, value: Fact): void {
    if (object.type === 'bottom') return;
    const place = object.type === 'instance' ? object.target : null;
    const isAny = place === null || isGuess(object.assumption);
    if (about(name).unseen.attributes.has(name)) heap.escape(value);
    leads.raise(name, value.type === 'bottom' ? bottom : unknownOf(value.sites));
    const kept = value.constant === null ? value : { ...value, constant: null };
    if (place !== null) attributes.raise(keyOf(place, name), kept);
    if (isAny) attributes.raise(keyOf(anywhere, name), kept);
    if (isAny && (object.type !== 'object' || object.options === null)) module.storeGlobal(name, value);
    // A property's setter gets the value, and what is stored over a method is called as it.
    const setters = place === null ? hierarchy.methodsNamed(name) : hierarchy.membersOf(place, name).methods;
    if (setters.length > 0) heap.escape(value);
    for (const setter of setters) enter(setter.function);
  }

  function callOperator(operation: OperationName, operands: readonly Fact[]): Fact | null {
    const names = operations[operation].methods;
    if (names === null) return null;
    const [first = unknown, ...rest] = operands;
    const results: Fact[] = [];
    const apply = (receiver: Fact, name: string, given: readonly Fact[]): void => {
      const methods = receiver.type === 'instance' && !isGuess(receiver.assumption) ? hierarchy.membersOf(receiver.target ?? 0, name).methods : receiver.type === 'object' || receiver.type === 'instance' ? hierarchy.methodsNamed(name) : [];
      // What it is given is one case of many; where it came from is not to be lost.
      for (const method of methods) results.push(callFunction(method.function, [selfOf(method.owner), ...given.map((each) => unknownOf(each.sites))], []));
    };
    for (const name of names.own) apply(first, name, rest);
    const [second] = rest;
    if (second !== undefined) for (const name of names.reflected) apply(second, name, [first]);
    return results.reduce(join, bottom);
  }

  function construct(target: number, operands: readonly Fact[], keywords: Keywords): Fact {
    const name = '__init__';
    const owner = hierarchy.linearizationOf(target).find((each) => classes[each]?.methods.has(name) === true);
    const method = owner === undefined ? undefined : classes[owner]?.methods.get(name);
    if (owner === undefined || method === undefined || method.kind !== 'method' || !isFixed(name)) for (const operand of operands) heap.escape(operand);
    if (owner !== undefined && method !== undefined) callFunction(method.function, [selfOf(owner), ...operands], keywords);
    return operands.some((operand) => operand.type === 'bottom') ? bottom : instances[target] ?? unknown;
  }

  return {
    callMethod,
    attribute,
    attributeOfUnknown,
    storeAttribute,
    openAttributes(object) {
      raise(opened, object.type === 'instance' && !isGuess(object.assumption) ? object.target ?? anywhere : anywhere);
      heap.escape(object);
    },
    opensModule: () => opened.read(anywhere).type !== 'bottom',
    escapeMethods(name) {
      for (const method of hierarchy.methodsNamed(name)) enter(method.function);
      const global = module.functionOfGlobal(name);
      if (global !== undefined) enter(global);
    },
    callOperator,
    construct,
    selfOf,
    loseClass: (place) => { raise(lost, place); },
  };
}
