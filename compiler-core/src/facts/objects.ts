/**
 * What operations on objects give and do: containers, attributes, methods, calls. Each place that makes a container is a
 * site of its own; what escapes to code that is not seen is told to the heap.
 */
import type { Instruction, ValueId } from '../ir/function.js';
import { type OperationName, operations } from '../semantics/operations/operations.js';
import { textOf } from '../syntax/ast/python-string.js';
import type { TypeName } from '../semantics/types/type-name.js';
import { looksOnly, methodResult, putsIn } from './builtin-methods.js';
import { builtinResult, type CallSurroundings } from './builtin-results.js';
import { type Assumption, assume, guess, isGuess } from './assumption.js';
import { assuming, bottom, classOfSite, type Fact, functionOfSite, isContainer, join, joinSites, madeAt, ofFunction, ofMethod, ofNamed, type SiteId, typed, unknown, unknownOf } from './fact.js';
import type { Heap } from './heap.js';
import { isKnownModule, libraryCall, libraryValue } from './library-results.js';
import { isOpen, meetsNumber } from './number-guesses.js';
import { transfer } from './transfer.js';

/** What the module knows: functions, classes, variables of others. */
export interface ModuleSurroundings {
  readonly heap: Heap;
  /** That the standard library's is still what it was. */
  library(name: string): Assumption;
  /** The site of a value of the function that is looked at; `number` for several at one place. */
  siteOf(value: ValueId, number: number): SiteId;
  /** What the generator yields that is looked at. */
  readonly yielded: SiteId;
  global(name: string): Fact;
  storeGlobal(name: string, fact: Fact): void;
  cell(cell: number): Fact;
  storeCell(cell: number, fact: Fact): void;
  /** A call of a function of the module; `keywords` are the names of the last operands, null where it is not known which there are. */
  callFunction(target: number, operands: readonly Fact[], keywords: readonly string[] | null): Fact;
  construct(target: number, operands: readonly Fact[], keywords: readonly string[] | null): Fact;
  /** The class whose body a function runs. */
  classOfBody(target: number): Fact | null;
  attribute(instance: Fact, name: string): Fact;
  /** What an attribute of an object of unknown type may lead to. */
  attributeOfUnknown(name: string): Fact;
  storeAttribute(object: Fact, name: string, value: Fact): void;
  /** A store of an attribute whose name is not known, or a way to make such stores. */
  openAttributes(object: Fact): void;
  /** Someone may call all methods (and the function) of that name with whatever arguments. */
  escapeMethods(name: string): void;
  /** What the methods give that classes have for an operator; null for what is no operator. */
  callOperator(operation: OperationName, operands: readonly Fact[]): Fact | null;
  callMethod(receiver: Fact, name: string, operands: readonly Fact[], keywords: readonly string[] | null): Fact;
}

const noSites: readonly SiteId[] = [];
const hasContent: ReadonlySet<string> = new Set(['list', 'set', 'frozenset', 'dict', 'tuple', 'iterator']);

/** One for a module: it is asked for each instruction, so it keeps what it needs to answer. */
export function createEvaluator(module: ModuleSurroundings): (instruction: Instruction, facts: readonly Fact[]) => Fact {
  const { heap } = module;
  let facts: readonly Fact[] = [];
  let result: ValueId | null = null;
  const make = (type: TypeName, assumption: Assumption | null, number = 0): Fact => madeAt(type, module.siteOf(result ?? (0 as ValueId), number), assumption);
  const escapeAll = (): void => { for (const fact of facts) heap.escape(fact); };
  const rules: CallSurroundings = { heap, make, call: (callee, operands) => call(callee, operands, []) };

  function call(callee: Fact, operands: readonly Fact[], keywords: readonly string[] | null): Fact {
    if (callee.type === 'bottom') return bottom;
    switch (callee.type) {
      case 'builtin':
        if (callee.name === 'vars' || callee.name === 'setattr' || callee.name === 'delattr') storeByName(operands);
        if (keywords !== null) return builtinResult(callee.name ?? '', operands, keywords, callee.assumption, rules);
        break;
      case 'function': case 'class': {
        // It may be another one that is called.
        if (isGuess(callee.assumption)) for (const operand of operands) heap.escape(operand);
        const target = callee.target ?? 0;
        return assuming(callee.type === 'function' ? module.callFunction(target, operands, keywords) : module.construct(target, operands, keywords), callee.assumption);
      }
      case 'instance': return callMethod(callee, '__call__', operands, keywords);
      case 'method': return callMethod(callee.receiver ?? unknown, callee.name ?? '', operands, keywords);
      case 'foreign': {
        for (const operand of operands) heap.escape(operand);
        if (operands.some((operand) => operand.type === 'bottom')) return bottom;
        const result = callee.signature?.result;
        if (result === null) return typed('none', callee.assumption);
        return result?.gives === undefined || result.gives === null ? unknown : typed(result.gives, callee.assumption);
      }
      case 'external': {
        if (callee.name === '.build_class') {
          const made = operands.length >= 2 ? module.classOfBody(operands[0]?.target ?? -1) : null;
          if (made !== null) return made;
        }
        if (operands.some((operand) => operand.type === 'bottom')) return bottom;
        if (callee.name === 'dataclasses.dataclass') return operands.length === 1 && keywords?.length === 0 ? operands[0]! : callee;
        const type = libraryCall(callee.name ?? '');
        if (type !== null) return typed(type, callee.assumption);
        const isWhole = /^math\.(floor|ceil|trunc)$/.test(callee.name ?? '') && (operands[0]?.type === 'float' || operands[0]?.type === 'int');
        if (isWhole) return typed('int', callee.assumption);
        break;
      }
      default: break;
    }
    // The callee may be one of these, or anything else.
    for (const each of callee.sites) {
      const target = functionOfSite(each);
      if (target !== null) module.callFunction(target, operands, keywords);
    }
    heap.escape({ ...callee, sites: callee.sites.filter((site) => functionOfSite(site) === null) });
    for (const operand of operands) heap.escape(operand);
    return unknown;
  }

  function storeByName([object = unknown, name, value]: readonly Fact[]): void {
    if (name?.constant?.type === 'str') module.storeAttribute(object, textOf(name.constant.value), value ?? bottom);
    else module.openAttributes(object);
  }

  function callMethod(receiver: Fact, method: string, operands: readonly Fact[], keywords: readonly string[] | null): Fact {
    if (receiver.type === 'bottom') return bottom;
    if (receiver.type === 'module') return call(memberOf(receiver, method), operands, keywords);
    if (keywords === null || keywords.length === 0) {
      const known = methodResult(receiver, method, operands, rules);
      if (known !== null) return known;
    }
    if (method === '__class__') return call(unknownOf(receiver.sites), operands, keywords);
    if (method === '__setattr__' || method === '__delattr__') module.openAttributes(unknown);
    // A method of a container that is not modelled may put in anything.
    if (hasContent.has(receiver.type) && method !== 'sort') heap.escape(receiver);
    if (receiver.type === 'function' || receiver.type === 'class' && method.startsWith('__')) heap.escape(receiver);
    if (receiver.type === 'object' && receiver.sites.length > 0 && !putsIn(method) && !looksOnly(method)) heap.escape({ ...receiver, sites: receiver.sites.filter(isContainer) });
    if (receiver.type === 'object' && putsIn(method)) {
      const iterated = method === 'extend' || method === 'update';
      for (const operand of operands) heap.write(receiver, 'element', iterated ? heap.iterated(operand) : operand);
      if (receiver.sites.length > 0) heap.write(receiver, 'key', operands[0] ?? unknown);
    }
    if (receiver.type === 'list' && method === 'sort') for (const operand of operands) call(operand, [heap.read(receiver, 'element')], []);
    const isOpen = receiver.type !== 'instance';
    if (isOpen) for (const operand of operands) heap.escape(operand);
    return module.callMethod(receiver, method, operands, keywords);
  }

  function memberOf(fact: Fact, member: string): Fact {
    const full = `${fact.name}.${member}`;
    const value = libraryValue(full);
    return value === null ? ofNamed('external', full, module.library(member)) : typed(value, module.library(member));
  }

  function attribute(object: Fact, name: string): Fact {
    switch (object.type) {
      case 'bottom': return bottom;
      case 'module': return memberOf(object, name);
      case 'instance': {
        if (name === '__dict__') module.openAttributes(object);
        if (name === '__class__') return unknownOf(object.sites);
        const found = module.attribute(object, name);
        // Whoever gets the bound method may call it.
        if (found.type === 'method') module.escapeMethods(name);
        return isGuess(object.assumption) ? join(found, attributeOfAny(object, name)) : found;
      }
      case 'int': case 'bool': return name === 'real' || name === 'imag' || name === 'numerator' || name === 'denominator' ? typed('int') : unknown;
      case 'float': return name === 'real' || name === 'imag' ? typed('float') : ofMethod(object, name);
      case 'str': case 'bytes': case 'list': case 'dict': case 'set': case 'frozenset': case 'tuple': 
        if (!name.startsWith('__')) return ofMethod(object, name);
        heap.escape(object);
        return unknown;
      default: return attributeOfAny(object, name);
    }
  }

  function attributeOfAny(object: Fact, name: string): Fact {
    if (name === '__dict__') module.openAttributes(object);
    // From here to its class and on to other instances.
    if (name === '__class__') return unknownOf(object.sites);
    if (name.startsWith('__')) heap.escape(object);
    module.escapeMethods(name);
    return module.attributeOfUnknown(name);
  }

  function item(container: Fact, index: Fact): Fact {
    const { assumption } = container;
    switch (container.type) {
      case 'dict': return heap.read(container, 'element');
      case 'list': case 'tuple': case 'str': case 'bytes': case 'range': break;
      case 'object': return itemOrSlice(container);
      default: return unknown;
    }
    if (index.type === 'slice') {
      if (container.type === 'str' || container.type === 'bytes' || container.type === 'range') return typed(container.type, assumption);
      const made = make(container.type, assumption);
      heap.write(made, 'element', heap.read(container, 'element'));
      return made;
    }
    if (index.type !== 'int' && index.type !== 'bool') return itemOrSlice(container);
    const place = index.constant?.type === 'int' && container.type === 'tuple' ? Number(index.constant.value) : null;
    return place === null ? heap.iterated(container) : heap.readItem(container, place);
  }

  /** An item, or a slice, which holds the same as the whole. */
  function itemOrSlice(container: Fact): Fact {
    return unknownOf(joinSites(container.sites.filter(isContainer), heap.iterated(container).sites));
  }

  /** Operators on objects call the methods of their classes. Code that is not seen, of another operand's class, keeps no instances. */
  function operate(operation: OperationName, operands: readonly Fact[]): Fact {
    const given = module.callOperator(operation, operands);
    if (given === null) {
      for (const operand of operands) heap.escape(operand);
      return unknown;
    }
    const meetsOthers = operands.some((operand) => operand.type === 'object' && operand.options === null) || !operands.some((operand) => operand.type === 'instance');
    if (meetsOthers) for (const operand of operands) heap.escape({ ...operand, sites: operand.sites.filter((site) => classOfSite(site) === null) });
    return unknownOf(given.sites);
  }

  function unpack(source: Fact, count: number): Fact {
    const made = make('tuple', source.assumption);
    const isTuple = source.type === 'tuple';
    heap.writeItems(made.sites[0]!, Array.from({ length: count }, (_, index) => (isTuple ? heap.readItem(source, index) : heap.iterated(source))));
    return made;
  }

  /** What a new container holds that an operator made of others. */
  function fill(made: Fact): Fact {
    if (!hasContent.has(made.type) || result === null) return made;
    if (made.constant !== null) return made;
    const filled = make(made.type as TypeName, made.assumption);
    for (const operand of facts) {
      if (!hasContent.has(operand.type)) continue;
      for (const part of ['element', 'key'] as const) heap.write(filled, part, heap.read(operand, part));
    }
    return filled;
  }

  return (instruction, operands) => {
    facts = operands;
    result = instruction.result;
    const { operation, immediate } = instruction;
    const [first = unknown, second = unknown, third = unknown] = facts;
    const name = immediate.name ?? '';
    switch (operation) {
      case 'global.get': return module.global(name);
      case 'cell.get': return module.cell(immediate.cell);
      case 'load.build_class': return ofNamed('external', '.build_class', assume('builtin', '__build_class__'));
      case 'make.function': {
        // Annotations are looked at, but what they name is not called.
        const isAnnotations = (place: number): boolean => immediate.annotations === true && place === Number(immediate.defaults === true) + Number(immediate.keywordDefaults === true);
        facts.forEach((fact, place) => { if (!isAnnotations(place)) heap.escape(fact); });
        return ofFunction(immediate.function, null);
      }
      case 'import.name': case 'import.deferrable':
        return immediate.level === 0 && isKnownModule(name) ? ofNamed('module', name, module.library(name)) : unknown;
      case 'import.from': return first.type === 'module' ? memberOf(first, name) : unknown;
      default: break;
    }
    if (facts.some((fact) => fact.type === 'bottom')) return bottom;
    switch (operation) {
      case 'global.set':
        heap.share(first);
        module.storeGlobal(name, first); return bottom;
      case 'cell.set': module.storeCell(immediate.cell, first); return bottom;
      case 'build.list': case 'build.set': {
        const made = make(operation === 'build.list' ? 'list' : 'set', null);
        for (const fact of facts) heap.write(made, 'element', fact);
        return made;
      }
      case 'build.tuple': {
        const made = make('tuple', null);
        heap.writeItems(made.sites[0]!, facts);
        return made;
      }
      case 'build.dict': {
        const made = make('dict', null);
        facts.forEach((fact, index) => { heap.write(made, index % 2 === 0 ? 'key' : 'element', fact); });
        return made;
      }
      case 'list.to_tuple': return fill(typed('tuple'));
      case 'list.append': case 'set.add': heap.write(first, 'element', second); return bottom;
      case 'list.extend': case 'set.update': heap.write(first, 'element', heap.iterated(second)); return bottom;
      case 'dict.set': heap.write(first, 'key', second); heap.write(first, 'element', third); return bottom;
      case 'dict.update': case 'dict.merge':
        if (second.type !== 'dict') heap.escape(second);
        for (const part of ['key', 'element'] as const) heap.write(first, part, second.type === 'dict' ? heap.read(second, part) : unknown);
        return bottom;
      case 'item.get': {
        const got = item(first, second);
        // Generic classes are subscribed with classes, which stay what they are.
        if ((first.type !== 'object' && first.type !== 'instance') || second.type === 'class') return got;
        return unknownOf(joinSites(got.sites, operate(operation, [{ ...first, sites: noSites }, second]).sites));
      }
      case 'item.set':
        if (first.type === 'object' || first.type === 'instance') operate(operation, [{ ...first, sites: noSites }, second, third]);
        if (first.type !== 'dict') heap.write(first, 'element', second.type === 'int' || second.type === 'bool' ? third : second.type === 'slice' ? heap.iterated(third) : join(third, heap.iterated(third)));
        if (first.type === 'dict' || (first.type === 'object' && first.sites.length > 0)) {
          heap.write(first, 'key', second);
          heap.write(first, 'element', third);
        }
        return bottom;
      case 'iterate': {
        if (first.type === 'range') return typed('range_iterator', first.assumption);
        if (first.type === 'iterator') return first;
        if (first.type === 'object' || first.type === 'instance') return unknownOf(first.sites.filter(isContainer));
        const got = heap.iterated(first);
        if (got.type === 'object' && !hasContent.has(first.type)) return unknown;
        const made = make('iterator', first.assumption);
        heap.write(made, 'element', got);
        return made;
      }
      case 'unpack.sequence': return unpack(first, immediate.count);
      case 'unpack.item': return heap.readItem(first, immediate.index);
      case 'unpack.star': {
        const made = make('tuple', first.assumption);
        const rest = make('list', null, 1);
        const { count, after } = immediate;
        heap.write(rest, 'element', heap.iterated(first));
        heap.writeItems(made.sites[0]!, Array.from({ length: count + 1 + after }, (_, index) => (index === count ? rest : heap.iterated(first))));
        return made;
      }
      case 'yield': heap.share(first); heap.write({ ...typed('iterator'), sites: [module.yielded] }, 'element', first); return unknown;
      case 'yield.iterator': heap.escape(first); return unknown;
      case 'yield.from': heap.write({ ...typed('iterator'), sites: [module.yielded] }, 'element', unknown); return unknown;
      case 'attribute.get': return attribute(first, name);
      case 'attribute.set': heap.share(second); module.storeAttribute(first, name, second); return bottom;
      case 'attribute.delete': module.storeAttribute(first, name, bottom); return bottom;
      case 'method.get': return ofMethod(first, name);
      case 'call': return call(first, facts.slice(1), []);
      case 'call.found': return call(first, facts.slice(1), []);
      case 'call.method': return callMethod(first, name, facts.slice(1), []);
      case 'call.keywords': return call(first, facts.slice(1), immediate.keywords);
      case 'call.unpack': {
        escapeAll();
        return first.type === 'builtin' ? builtinOfUnpacked(first) : call(first, facts.slice(1), null);
      }
      case 'local.set': case 'local.clear': case 'constant': case 'pass': return bottom;
      case 'format.value': return typed('str', guess(assume('text', '__format__')));
      default: break;
    }
    const made = transfer(operation, facts);
    const { meaning } = operations[operation];
    if (meaning.family === 'inplace' && hasContent.has(made.type) && made.type !== 'tuple' && made.type !== 'frozenset') {
      if (meaning.operator !== 'mult') for (const part of ['element', 'key'] as const) heap.write(first, part, second.type === made.type ? heap.read(second, part) : part === 'key' ? unknown : heap.iterated(second));
      return made;
    }
    if (made.type !== 'object' || made.options !== null) return fill(made);
    const given = operate(operation, facts);
    return isOpen(given) && meaning.family !== 'compare' && meetsNumber(operation, first, second) ? typed('float', guess(assume('number', 'float'))) : given;
  };
}

/** `print(*items)` and the like: only what does not depend on the arguments. */
function builtinOfUnpacked(callee: Fact): Fact {
  switch (callee.name) {
    case 'print': return typed('none', callee.assumption);
    default: return unknown;
  }
}
