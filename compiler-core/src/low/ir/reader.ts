/**
 * Reads the text that `printer.ts` prints, so that passes can be tested on functions that nothing builds. Slots, cells and what else
 * a function is come from `source`, whose names the text uses; places in the program's text are not printed, and are null.
 *
 *     v2: object = binary.add v0, take v1
 */
import type { BlockId, CellId, Instruction, IrFunction, SlotId, StackItem, Terminator, ValueId } from '../../ir/function.js';
import type { IrConstant } from '../../semantics/constants/constant.js';
import type { ImmediateKind } from '../../semantics/operations/operation.js';
import { type OperationName, operations } from '../../semantics/operations/operations.js';
import { pythonString } from '../../syntax/ast/python-string.js';
import type { Exit, LowBlock, LowFunction, LowInstruction, Representation } from './function.js';

/** Throws on what is not such a text, with the line. */
export function readLow(text: string, source: IrFunction, more: Pick<LowFunction, 'specialized' | 'words'>): LowFunction {
  const parts = text.trimEnd().split(/^(?=block\d+:)/m);
  const blocks = parts.map((part) => readBlock(part.trimEnd().split('\n'), source));
  const values = [...text.matchAll(/\bv(\d+)\b/g)].map(([, number]) => Number(number) + 1);
  return { source, blocks, valueCount: Math.max(0, ...values), ...more };
}

const block = (text: string): BlockId => Number(text.replace('block', '')) as BlockId;
const value = (text: string): ValueId => Number(text.trim().replace('v', '')) as ValueId;

function readBlock([head = '', ...lines]: readonly string[], source: IrFunction): LowBlock {
  const [, id = '', , handler] = /^block(\d+):( \(on error block(\d+)\))?$/.exec(head) ?? wrong(head);
  const last = lines.at(-1) ?? wrong(head);
  return {
    id: block(id), handler: handler === undefined ? null : block(handler),
    instructions: lines.slice(0, -1).map((line) => readInstruction(line, source)),
    terminator: readTerminator(last.trim().replace('return take ', 'return ')), takes: last.trim().startsWith('return take '), site: null, point: null, shows: [],
  };
}

function wrong(line: string): never {
  throw new Error(`this is no line of the lower IR: ${line}`);
}

function readTerminator(line: string): Terminator {
  const position = null;
  const [kind = '', ...words] = line.split(/,? /);
  switch (kind) {
    case 'jump': return { kind, target: block(words[0]!), position };
    case 'branch': return { kind, test: value(words[0]!), then: block(words[1]!), otherwise: block(words[2]!), position };
    case 'return': return { kind, value: value(words[0]!), position };
    case 'raise': return { kind, exc: words[0] === undefined ? null : value(words[0]), cause: words[1] === undefined ? null : value(words[1]), position };
    case 'reraise': return { kind, exception: value(words[0]!), showsRaise: line.endsWith('at its raise'), position };
    default: {
      const [, result, iterator, body, exhausted] = /^v(\d+) = next v(\d+) block(\d+), block(\d+)$/.exec(line) ?? wrong(line);
      return { kind: 'next', result: value(result!), iterator: value(iterator!), body: block(body!), exhausted: block(exhausted!), position };
    }
  }
}

/** The slots of a list of names. */
const slotsOf = (names: string | undefined, source: IrFunction): readonly SlotId[] => (names === undefined ? [] : names.split(' ').map((name) => slotOf(name, source)));

function slotOf(name: string, { slots }: IrFunction): SlotId {
  const found = slots.findIndex((slot) => slot.name === name);
  const [, numbered] = /\.(\d+)$/.exec(name) ?? [];
  if (found < 0 && numbered === undefined) throw new Error(`there is no slot ${name}`);
  return (found >= 0 ? found : Number(numbered)) as SlotId;
}

function readExit(text: string | undefined, source: IrFunction): Exit | null {
  if (text === undefined) return null;
  const [, id, index, moves, shows] = /^block(\d+) at (\d+)(?: with ([^(]*?))?(?: \(shows ([^)]*)\))?$/.exec(text) ?? wrong(text);
  const pairs = moves === undefined ? [] : moves.split(', ').map((move) => move.split(' from '));
  return { block: block(id!), index: Number(index), values: pairs.map(([to]) => value(to!)), held: pairs.map(([, from]) => value(from!)), shows: slotsOf(shows, source) };
}

function readInstruction(line: string, source: IrFunction): LowInstruction {
  const [, result, rep, operation = '', parts = ''] = /^ {2}(?:v(\d+): (\w+) = )?([a-z_]+(?:\.[a-z_]+)?)( .*|, .*)?$/.exec(line) ?? wrong(line);
  const rest = /^(?: \(shows |, )/.test(parts) ? parts : parts.slice(1);
  const row = operations[operation as OperationName];
  if (row === undefined) wrong(line);
  const operands = /^(?:take )?v\d+(?:, (?:take )?v\d+)*(?=$| : |, or leave | \(shows )/.exec(rest)?.[0] ?? '';
  const list = operands === '' ? [] : operands.split(', ');
  let takes = operation === 'drop' ? 1 : 0;
  list.forEach((operand, place) => { if (operand.startsWith('take ')) takes |= 1 << place; });
  const reader = new ImmediateReader(rest.slice(operands.length).replace(/^ ?: /, ''), source);
  const immediate: Record<string, unknown> = {};
  row.immediates.forEach((kind, place) => {
    if (place > 0) reader.skip(', ');
    immediate[kind] = reader.read(kind);
  });
  for (const option of row.options) {
    const word = { defaults: 'defaults', keywordDefaults: 'keyword-defaults', annotations: 'annotations', bound: 'bound', folded: null, lookup: null }[option];
    if (word !== null && reader.finds(word)) immediate[option] = true;
  }
  const [, exit, shows] = /^(?:, or leave for (block\d+ at \d+(?: with (?: ?v\d+ from v\d+,?)*)?(?: \(shows [^)]*\))?))?(?: \(shows ([^)]*)\))?$/.exec(reader.rest) ?? wrong(line);
  const base = { operation, result: result === undefined ? null : value(result), operands: list.map((operand) => value(operand.replace('take ', ''))), immediate, position: null } as unknown as Instruction;
  return { ...base, rep: (rep ?? null) as Representation | null, takes: takes >>> 0, site: null, point: null, exit: readExit(exit, source), shows: slotsOf(shows, source) };
}

/** Takes immediates from the front of a text. */
class ImmediateReader {
  rest: string;
  readonly source: IrFunction;
  constructor(rest: string, source: IrFunction) {
    this.rest = rest;
    this.source = source;
  }

  take(pattern: RegExp): string {
    const [found] = pattern.exec(this.rest) ?? wrong(this.rest);
    this.rest = this.rest.slice(found.length);
    return found;
  }

  skip(text: string): void {
    if (!this.finds(text)) wrong(this.rest);
  }

  /** Whether the text goes on with this, behind a comma perhaps. */
  finds(text: string): boolean {
    const start = this.rest.startsWith(text) ? text : this.rest.startsWith(`, ${text}`) ? `, ${text}` : null;
    if (start !== null) this.rest = this.rest.slice(start.length);
    return start !== null;
  }

  read(kind: ImmediateKind): unknown {
    switch (kind) {
      case 'slot': return slotOf(this.take(/^[^ ,]+/), this.source);
      case 'cell': return this.source.cells.findIndex(({ name }) => name === this.rest.match(/^[^ ,]+/)?.[0] && this.take(/^[^ ,]+/) !== '') as CellId;
      case 'name': return this.take(/^[^ ,]*/);
      case 'operation': return this.take(/^[a-z_.]+/);
      case 'count': case 'after': case 'index': case 'level': case 'conversion': return Number(this.take(/^-?\d+/));
      case 'function': return Number(this.take(/^function\d+/).replace('function', ''));
      case 'keywords': return this.take(/^[^,]*/).split(' ').filter((name) => name !== '');
      case 'constant': return this.constant();
      case 'stack': return this.stack();
    }
  }

  stack(): readonly StackItem[] {
    const words = this.take(/^\[[^\]]*\]/).slice(1, -1).split(' ').filter((word) => word !== '');
    return words.flatMap((word, index): StackItem[] => {
      if (word === 'exception' || word === 'place') return [{ kind: word }];
      if (word === 'kept') return [{ kind: word, kept: slotOf(words[index + 1] ?? '', this.source) }];
      return word === 'object' || word === 'handled' || word === 'awaited' || word === 'entered' || word === 'exited' || word === 'next' ? [{ kind: word, slot: slotOf(words[index + 1] ?? '', this.source) }] : [];
    });
  }

  constant(): IrConstant {
    const words: Readonly<Record<string, IrConstant>> = { None: { type: 'none' }, Ellipsis: { type: 'ellipsis' }, True: { type: 'bool', value: true }, False: { type: 'bool', value: false }, NaN: { type: 'float', value: Number.NaN }, Infinity: { type: 'float', value: Infinity } };
    const word = /^(None|Ellipsis|True|False|NaN|Infinity)/.exec(this.rest)?.[0];
    if (word !== undefined) {
      this.rest = this.rest.slice(word.length);
      return words[word]!;
    }
    if (this.rest.startsWith('b"')) return { type: 'bytes', value: Uint8Array.from(JSON.parse(this.take(/^b"(?:[^"\\]|\\.)*"/).slice(1)) as string, (character) => character.charCodeAt(0)) };
    if (this.rest.startsWith('"')) return { type: 'str', value: pythonString(JSON.parse(this.take(/^"(?:[^"\\]|\\.)*"/)) as string) };
    const complex = /^\((-?[\d.e+-]+?|NaN|-?Infinity)\+(-?[\d.e+-]+|NaN|-?Infinity)j\)/.exec(this.rest);
    if (complex !== null) {
      this.rest = this.rest.slice(complex[0].length);
      return { type: 'complex', real: Number(complex[1]), imag: Number(complex[2]) };
    }
    if (this.rest.startsWith('(')) return { type: 'tuple', items: this.items(')') };
    if (this.rest.startsWith('{')) return { type: 'frozenset', items: this.items('}') };
    const number = this.take(/^-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:\.0)?|Infinity)/);
    return /[.e]|Infinity/.test(number) ? { type: 'float', value: Number(number.replace(/(e[+-]?\d+)\.0$/, '$1')) } : { type: 'int', value: BigInt(number) };
  }

  items(end: string): IrConstant[] {
    this.rest = this.rest.slice(1);
    const items: IrConstant[] = [];
    while (!this.rest.startsWith(end)) {
      items.push(this.constant());
      this.finds(', ');
    }
    this.skip(end);
    return items;
  }
}
