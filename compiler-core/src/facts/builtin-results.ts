/** What calls of builtin functions give: a row a function, for calls with positional arguments only. */
import { bottom, type Fact, type TypeName, typed, unknown } from './fact.js';

/** Builtins that give the same exact type whatever the arguments are (or raise). */
const fixed: Readonly<Record<string, TypeName>> = {
  len: 'int', ord: 'int', hash: 'int', id: 'int', chr: 'str', repr: 'str', ascii: 'str', bin: 'str', hex: 'str', oct: 'str', isinstance: 'bool',
  issubclass: 'bool', callable: 'bool', hasattr: 'bool', any: 'bool', all: 'bool', bool: 'bool', sorted: 'list', list: 'list', dict: 'dict', set: 'set',
  frozenset: 'frozenset', print: 'none', input: 'str', range: 'range', slice: 'slice', float: 'float', dir: 'list',
};

const numbers: ReadonlySet<string> = new Set(['int', 'float', 'bool']);

export function isKnownBuiltin(name: string): boolean {
  return name in fixed || ['abs', 'min', 'max', 'int', 'round', 'str', 'tuple', 'sum', 'divmod'].includes(name);
}

export function builtinResult(name: string, operands: readonly Fact[], assumption: string | null): Fact {
  if (operands.some((operand) => operand.type === 'bottom')) return bottom;
  const type = fixed[name];
  if (type !== undefined) return typed(type, assumption);
  const [first, second] = operands;
  const isNumber = first !== undefined && numbers.has(first.type);
  switch (name) {
    case 'abs': return isNumber && operands.length === 1 ? typed(first.type === 'float' ? 'float' : 'int', assumption) : unknown;
    case 'min': case 'max':
      return isNumber && second !== undefined && operands.every((operand) => operand.type === first.type) ? typed(first.type as TypeName, assumption) : unknown;
    case 'int': return first === undefined || isNumber || first.type === 'str' ? typed('int', assumption) : unknown;
    case 'round': return isNumber && operands.length === 1 ? typed('int', assumption) : unknown;
    case 'str': return first === undefined || first.type !== 'object' ? typed('str', assumption) : unknown;
    case 'tuple': return first === undefined || first.type !== 'object' ? typed('tuple', assumption) : unknown;
    case 'divmod': return isNumber ? typed('tuple', assumption) : unknown;
    default: return unknown;
  }
}
