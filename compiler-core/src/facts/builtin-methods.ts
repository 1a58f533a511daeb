/** What methods of the builtin types give and do to what containers hold: exact types, so nobody can have changed them. */
import type { TypeName } from '../semantics/types/type-name.js';
import type { CallSurroundings } from './builtin-results.js';
import { bottom, type Fact, join, typed, unknown } from './fact.js';

const text = {
  str: 'upper lower strip lstrip rstrip replace join format title capitalize casefold center ljust rjust zfill swapcase expandtabs translate removeprefix removesuffix',
  bool: 'startswith endswith isdigit isalpha isalnum isspace isupper islower istitle isidentifier isdecimal isnumeric isprintable isascii',
  int: 'find rfind index rindex count',
} as const;

const words = (list: string, type: TypeName): readonly (readonly [string, TypeName])[] => list.split(' ').map((name) => [name, type] as const);

/** Results by receiver type and name, whatever the arguments are. */
const fixed: Readonly<Record<string, ReadonlyMap<string, TypeName>>> = {
  str: new Map([...words(text.str, 'str'), ...words(text.bool, 'bool'), ...words(text.int, 'int'), ['encode', 'bytes']]),
  bytes: new Map([...words('upper lower strip lstrip rstrip replace join', 'bytes'), ...words('startswith endswith isdigit isalpha isalnum isspace', 'bool'), ...words(text.int, 'int'), ...words('decode hex', 'str')]),
  int: new Map([['bit_length', 'int'], ['bit_count', 'int'], ['conjugate', 'int'], ['to_bytes', 'bytes']]),
  float: new Map([['is_integer', 'bool'], ['hex', 'str'], ['conjugate', 'float']]),
  list: new Map([['index', 'int'], ['count', 'int'], ['sort', 'none'], ['reverse', 'none'], ['clear', 'none'], ['remove', 'none']]),
  tuple: new Map([['index', 'int'], ['count', 'int']]),
  set: new Map([['clear', 'none'], ['discard', 'none'], ['remove', 'none'], ...words('issubset issuperset isdisjoint', 'bool')]),
  frozenset: new Map(words('issubset issuperset isdisjoint', 'bool')),
  dict: new Map([['clear', 'none']]),
};

/** Methods that give a new list of texts. */
const splits: ReadonlySet<string> = new Set(['split', 'rsplit', 'splitlines']);
const unions: ReadonlySet<string> = new Set(['union', 'intersection', 'difference', 'symmetric_difference', 'copy']);
const updates: ReadonlySet<string> = new Set(['update', 'symmetric_difference_update']);

function ofText(receiver: Fact, name: string, { heap, make }: CallSurroundings): Fact | null {
  const type = receiver.type === 'bytes' ? 'bytes' : 'str';
  if (splits.has(name)) {
    const made = make('list', receiver.assumption);
    heap.write(made, 'element', typed(type));
    return made;
  }
  if (name !== 'partition' && name !== 'rpartition') return null;
  const made = make('tuple', receiver.assumption);
  heap.writeItems(made.sites[0]!, [typed(type), typed(type), typed(type)]);
  return made;
}

function ofList(receiver: Fact, name: string, operands: readonly Fact[], { heap, make }: CallSurroundings): Fact | null {
  const [first, second] = operands;
  switch (name) {
    case 'append': heap.write(receiver, 'element', first ?? unknown); return typed('none');
    case 'insert': heap.write(receiver, 'element', second ?? unknown); return typed('none');
    case 'extend': heap.write(receiver, 'element', heap.iterated(first ?? unknown)); return typed('none');
    case 'pop': return heap.read(receiver, 'element');
    case 'copy': {
      const made = make('list', receiver.assumption);
      heap.write(made, 'element', heap.read(receiver, 'element'));
      return made;
    }
    default: return null;
  }
}

function ofSet(receiver: Fact, name: string, operands: readonly Fact[], { heap, make }: CallSurroundings): Fact | null {
  const others = operands.map((operand) => heap.iterated(operand)).reduce(join, bottom);
  if (name === 'pop') return heap.read(receiver, 'element');
  if (receiver.type === 'set' && (name === 'add' || updates.has(name))) {
    heap.write(receiver, 'element', name === 'add' ? operands[0] ?? unknown : others);
    return typed('none');
  }
  if (name.endsWith('_update')) return typed('none');
  if (!unions.has(name)) return null;
  const made = make(receiver.type as TypeName, receiver.assumption);
  heap.write(made, 'element', join(heap.read(receiver, 'element'), name === 'union' || name === 'symmetric_difference' ? others : bottom));
  return made;
}

function ofDict(receiver: Fact, name: string, operands: readonly Fact[], { heap, make }: CallSurroundings): Fact | null {
  const [first, second] = operands;
  const [key, element] = [heap.read(receiver, 'key'), heap.read(receiver, 'element')];
  const iterator = (item: Fact): Fact => {
    const made = make('iterator', receiver.assumption);
    heap.write(made, 'element', item);
    return made;
  };
  switch (name) {
    case 'keys': return iterator(key);
    case 'values': return iterator(element);
    case 'items': case 'popitem': {
      const pair = make('tuple', receiver.assumption, 1);
      heap.writeItems(pair.sites[0]!, [key, element]);
      return name === 'items' ? iterator(pair) : pair;
    }
    case 'get': return join(element, second ?? typed('none'));
    case 'pop': return second === undefined ? element : join(element, second);
    case 'setdefault':
      heap.write(receiver, 'key', first ?? unknown);
      heap.write(receiver, 'element', second ?? typed('none'));
      return join(element, second ?? typed('none'));
    case 'update':
      if (first?.type === 'dict') for (const part of ['key', 'element'] as const) heap.write(receiver, part, heap.read(first, part));
      else {
        if (first !== undefined) heap.escape(first);
        for (const part of ['key', 'element'] as const) heap.write(receiver, part, unknown);
      }
      return typed('none');
    case 'copy': {
      const made = make('dict', receiver.assumption);
      heap.write(made, 'key', key);
      heap.write(made, 'element', element);
      return made;
    }
    default: return null;
  }
}

/** Null where nothing is known of the method. */
export function methodResult(receiver: Fact, name: string, operands: readonly Fact[], surroundings: CallSurroundings): Fact | null {
  if (receiver.type === 'bottom' || operands.some((operand) => operand.type === 'bottom')) return bottom;
  const type = fixed[receiver.type]?.get(name);
  if (type !== undefined) return typed(type, receiver.assumption);
  switch (receiver.type) {
    case 'str': case 'bytes': return ofText(receiver, name, surroundings);
    case 'list': return ofList(receiver, name, operands, surroundings);
    case 'set': case 'frozenset': return ofSet(receiver, name, operands, surroundings);
    case 'dict': return ofDict(receiver, name, operands, surroundings);
    default: return null;
  }
}

/** Methods that neither change a container of unknown type nor give what it holds. */
export function looksOnly(name: string): boolean {
  return /^(index|count|is\w+|startswith|endswith|clear|sort|reverse|remove|discard|strip|upper|lower|encode|decode|join|replace|find|format)$/.test(name);
}

/** What a method may put into a container of unknown type. */
export function putsIn(name: string): boolean {
  return ['append', 'add', 'insert', 'extend', 'update', 'setdefault', 'appendleft', 'push', 'put'].includes(name);
}
