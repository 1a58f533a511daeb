/** Patterns of `match` that can never do what they say. */
import type { expr, Match, MatchClass, MatchMapping, pattern, Positioned } from '../ast/nodes.generated.js';
import type { ConstantValue } from '../ast/constant.js';
import { reprOfConstant } from './constant-repr.js';
import { stopAt } from './problem.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';

interface Context {
  readonly target: TargetVersion;
  /** Names bound so far. */
  readonly names: Set<string>;
  readonly allowsIrrefutable: boolean;
}

export function checkMatch(node: Match, target: TargetVersion): void {
  for (const [index, matchCase] of node.cases.entries()) {
    const isLast = index === node.cases.length - 1;
    checkPattern(matchCase.pattern, { target, names: new Set(), allowsIrrefutable: isLast || matchCase.guard !== null });
  }
}

function bind(name: string | null, node: pattern, context: Context): void {
  if (name === null) return;
  if (name === '__debug__') stopAt('cannot assign to __debug__', node);
  if (context.names.has(name)) stopAt(`multiple assignments to name '${name}' in pattern`, supports(context.target, 'marksInnerPattern') ? { ...node, ...endOf(lastLeaf(node)) } : node);
  context.names.add(name);
}

function checkPattern(node: pattern, context: Context): void {
  const inner = (nodes: readonly pattern[]): void => {
    for (const child of nodes) checkPattern(child, { ...context, allowsIrrefutable: true });
  };
  switch (node._type) {
    case 'MatchValue':
      if (constantOf(node.value) === null && node.value._type !== 'Attribute') stopAt('patterns may only match literals and attribute lookups', node);
      return;
    case 'MatchSingleton':
      return;
    case 'MatchSequence':
      if (node.patterns.filter((child) => child._type === 'MatchStar').length > 1) stopAt('multiple starred names in sequence pattern', node);
      inner(node.patterns);
      return;
    case 'MatchMapping':
      checkMapping(node);
      inner(node.patterns);
      bind(node.rest, node, context);
      return;
    case 'MatchClass':
      checkClass(node);
      inner([...node.patterns, ...node.kwd_patterns]);
      return;
    case 'MatchStar':
      bind(node.name, node, context);
      return;
    case 'MatchAs':
      if (node.pattern === null && !context.allowsIrrefutable) {
        const what = node.name === null ? 'wildcard' : `name capture '${node.name}'`;
        stopAt(`${what} makes remaining patterns unreachable`, node);
      }
      if (node.pattern !== null) checkPattern(node.pattern, context);
      bind(node.name, node, context);
      return;
    case 'MatchOr': {
      let bound: string | undefined;
      let all = context.names;
      for (const [index, alternative] of node.patterns.entries()) {
        const names = new Set(context.names);
        const isLast = index === node.patterns.length - 1;
        checkPattern(alternative, { ...context, names, allowsIrrefutable: isLast && context.allowsIrrefutable });
        const own = [...names].filter((name) => !context.names.has(name)).sort().join();
        bound ??= own;
        if (bound !== own) stopAt('alternative patterns bind different names', supports(context.target, 'alternativesPlacedTogether') ? node : lastLeaf(alternative));
        all = names;
      }
      for (const name of all) context.names.add(name);
    }
  }
}

/** The pattern that CPython 3.11 has compiled last. */
/** CPython 3.11 compiles the pattern inside first, and remembers where that ends. */
const endOf = ({ end_lineno, end_col_offset }: pattern): Pick<Positioned, 'end_lineno' | 'end_col_offset'> => ({ end_lineno, end_col_offset });

function lastLeaf(node: pattern): pattern {
  switch (node._type) {
    case 'MatchSequence':
    case 'MatchMapping':
    case 'MatchOr':
      return lastLeaf(node.patterns.at(-1) ?? node);
    case 'MatchClass':
      return lastLeaf(node.kwd_patterns.at(-1) ?? node.patterns.at(-1) ?? node);
    case 'MatchAs':
      return node.pattern ? lastLeaf(node.pattern) : node;
    case 'MatchValue':
    case 'MatchSingleton':
    case 'MatchStar':
      return node;
  }
}

function checkMapping(node: MatchMapping): void {
  const seen = new Set<string>();
  for (const key of node.keys) {
    if (key._type === 'Attribute') continue;
    const value = constantOf(key);
    if (value === null) return stopAt('mapping pattern keys may only match literals and attribute lookups', node);
    const same = equalityKey(value);
    if (seen.has(same)) stopAt(`mapping pattern checks duplicate key (${reprOfConstant(value)})`, node);
    seen.add(same);
  }
}

function checkClass(node: MatchClass): void {
  const seen = new Set<string>();
  for (const [index, name] of node.kwd_attrs.entries()) {
    const at = node.kwd_patterns[index] ?? node;
    if (name === '__debug__') stopAt('cannot assign to __debug__', at);
    if (seen.has(name)) stopAt(`attribute name repeated in class pattern: ${name}`, at);
    seen.add(name);
  }
}

/** Numbers, with their sign and imaginary part, count as constants. */
function constantOf(node: expr): ConstantValue | null {
  if (node._type === 'Constant') return node.value;
  if (node._type === 'UnaryOp' && node.op === 'UAdd') return constantOf(node.operand);
  if (node._type === 'UnaryOp' && node.op === 'USub') {
    const value = constantOf(node.operand);
    if (value?.type === 'int') return { type: 'int', value: -value.value };
    if (value?.type === 'float') return { type: 'float', value: -value.value };
    return value?.type === 'complex' ? { type: 'complex', real: -value.real, imag: -value.imag } : null;
  }
  if (node._type !== 'BinOp') return null;
  const left = constantOf(node.left);
  const right = constantOf(node.right);
  if (right?.type !== 'complex' || (left?.type !== 'int' && left?.type !== 'float')) return null;
  return { type: 'complex', real: Number(left.value), imag: node.op === 'Sub' ? -right.imag : right.imag };
}

/** Equal for constants that are equal in Python: `1`, `1.0` and `True`. */
function equalityKey(value: ConstantValue): string {
  switch (value.type) {
    case 'bool':
      return `number ${Number(value.value)}`;
    case 'int':
      return `number ${value.value}`;
    case 'float':
      return Number.isInteger(value.value) ? `number ${BigInt(value.value)}` : `number ${value.value}`;
    case 'complex':
      return value.imag === 0 ? equalityKey({ type: 'float', value: value.real }) : `complex ${value.real + 0} ${value.imag}`;
    case 'str':
    case 'bytes':
    case 'none':
    case 'ellipsis':
      return reprOfConstant(value);
  }
}
