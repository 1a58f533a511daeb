/** What calls of builtin functions give: types by name, and what the containers hold that they make. */
import type { TypeName } from '../semantics/types/type-name.js';
import { calledRow } from '../semantics/builtins/hints.js';
import { type Assumption, assume, guess } from './assumption.js';
import { assuming, bottom, type Fact, join, typed, unknown, unknownOf } from './fact.js';
import type { Heap } from './heap.js';

/** What a rule about a call needs of its surroundings. */
export interface CallSurroundings {
  readonly heap: Heap;
  /** A container that this call makes; a call that makes several numbers them. */
  make(type: TypeName, assumption: Assumption | null, number?: number): Fact;
  call(callee: Fact, operands: readonly Fact[]): Fact;
}

const numbers: ReadonlySet<string> = new Set(['int', 'float', 'bool']);

function mostOf(operands: readonly Fact[], assumption: Assumption | null, { heap }: CallSurroundings): Fact {
  const [first] = operands;
  const all = operands.length === 1 && first !== undefined ? heap.iterated(first) : operands.reduce(join, bottom);
  if (all.type === 'bottom') return bottom;
  // What compares as unknown code says is still one of them.
  return assuming({ ...all, constant: null }, assumption);
}

function sumOf(operands: readonly Fact[], assumption: Assumption | null, { heap }: CallSurroundings): Fact {
  const item = heap.iterated(operands[0] ?? unknown);
  const start = operands[1] ?? typed('int');
  if (item.type === 'bottom') return bottom;
  const isWhole = (fact: Fact): boolean => fact.type === 'int' || fact.type === 'bool';
  if (isWhole(item) && isWhole(start)) return typed('int', assumption);
  if ((isWhole(item) || item.type === 'float') && start.type === 'float') return typed('float', assumption);
  // What is added up may be found in the sum, and adds itself.
  if (!numbers.has(item.type)) for (const operand of operands) heap.escape(operand);
  return unknown;
}

/** Something that may be, or lead to, each of the arguments. */
function given(operands: readonly Fact[]): Fact {
  return unknownOf([...new Set(operands.flatMap((operand) => operand.sites))].sort((a, b) => a - b));
}

/** `keywords` are the names of the last operands. */
export function builtinResult(name: string, all: readonly Fact[], keywords: readonly string[], assumption: Assumption | null, surroundings: CallSurroundings): Fact {
  if (all.some((operand) => operand.type === 'bottom')) return bottom;
  const { heap, make, call } = surroundings;
  const escapeAll = (): Fact => {
    for (const operand of all) heap.escape(operand);
    return unknown;
  };
  const operands = all.slice(0, all.length - keywords.length);
  const named = new Map(keywords.map((keyword, index) => [keyword, all[operands.length + index] ?? unknown] as const));
  const [first, second] = operands;
  for (const callback of named.values()) heap.escape(callback);
  const builtin = calledRow(name);
  if (builtin === undefined) return escapeAll();
  if (builtin.gives === 'argument') return first !== undefined && all.length === 1 ? assuming(first, assumption) : escapeAll();
  const type = builtin.gives;
  if (!keywords.every((keyword) => builtin.keywords.includes(keyword))) {
    escapeAll();
    return type === undefined ? unknown : typed(type, assumption);
  }
  const key = named.get('key');
  if (key !== undefined && first !== undefined) call(key, [name === 'sorted' || operands.length === 1 ? heap.iterated(first) : operands.reduce(join, bottom)]);
  if (type !== undefined) {
    if (!builtin.isHarmless) for (const operand of operands) heap.escape(operand);
    return typed(type, assumption);
  }
  const container = builtin.collects;
  if (container !== undefined) {
    if (name === 'tuple' && first?.type === 'tuple') return assuming(first, assumption);
    // Two arguments of iter are a function and its last answer.
    if (name === 'iter' && operands.length !== 1) return given(operands);
    const item = first === undefined ? bottom : heap.iterated(first);
    if (container === 'iterator' && item.type === 'object') return given(operands);
    if (item.type === 'object' && first?.type === 'instance') heap.escape(first);
    const made = make(container, assumption);
    heap.write(made, 'element', item);
    return made;
  }
  const isNumber = first !== undefined && numbers.has(first.type);
  switch (name) {
    case 'abs': return isNumber && operands.length === 1 ? typed(first.type === 'float' ? 'float' : 'int', assumption) : escapeAll();
    case 'min': case 'max': return mostOf(operands, assumption, surroundings);
    case 'int': return first === undefined || isNumber || first.type === 'str' ? typed('int', assumption) : unknown;
    case 'round': return !isNumber ? escapeAll() : operands.length === 1 ? typed('int', assumption) : second?.type === 'int' ? typed(first.type === 'float' ? 'float' : 'int', assumption) : unknown;
    case 'str': case 'repr': case 'ascii': case 'format': return first === undefined || (first.type !== 'object' && first.type !== 'instance') ? typed('str', assumption) : typed('str', guess(assume('text', builtin.text ?? '')));
    case 'bytes': return first === undefined || numbers.has(first.type) || second?.type === 'str' ? typed('bytes', assumption) : unknown;
    case 'sum': return named.has('start') ? escapeAll() : sumOf(operands, assumption, surroundings);
    case 'divmod': {
      if (!isNumber || second === undefined || !numbers.has(second.type)) return escapeAll();
      const made = make('tuple', assumption);
      const item = typed(first.type === 'float' || second.type === 'float' ? 'float' : 'int');
      heap.writeItems(made.sites[0]!, [item, item]);
      return made;
    }
    case 'dict': {
      const made = make('dict', assumption);
      if (first?.type === 'dict') for (const part of ['key', 'element'] as const) heap.write(made, part, heap.read(first, part));
      else if (first !== undefined) {
        const pair = heap.iterated(first);
        for (const [index, part] of (['key', 'element'] as const).entries()) heap.write(made, part, pair.type === 'bottom' ? bottom : heap.readItem(pair, index));
      }
      return made;
    }
    case 'zip': case 'enumerate': {
      const made = make('iterator', assumption);
      const pair = make('tuple', null, 1);
      const items = operands.map((operand) => heap.iterated(operand));
      if (name === 'enumerate') items.splice(0, items.length, second === undefined || second.type === 'int' ? typed('int') : unknown, items[0] ?? unknown);
      heap.writeItems(pair.sites[0]!, items);
      heap.write(made, 'element', pair);
      return made;
    }
    case 'map': {
      const made = make('iterator', assumption);
      heap.write(made, 'element', call(first ?? unknown, operands.slice(1).map((operand) => heap.iterated(operand))));
      return made;
    }
    case 'filter': {
      const item = heap.iterated(second ?? unknown);
      if (first !== undefined && first.type !== 'none') call(first, [item]);
      const made = make('iterator', assumption);
      heap.write(made, 'element', item);
      return made;
    }
    case 'exec': case 'eval':
      for (const operand of operands) heap.escape(operand);
      return name === 'exec' ? typed('none', assumption) : unknown;
    case 'next': {
      const item = heap.iterated(first ?? unknown);
      return second === undefined ? assuming(item, assumption) : join(item, second);
    }
    // A class leads to its instances, and the other way round.
    case 'type': return operands.length === 1 ? given(operands) : escapeAll();
    case 'super': return unknown;
    default: return escapeAll();
  }
}
