/** The first place where two trees differ, positions included: our own tree beside the target interpreter's. */
import type { ConstantValue } from './constant.js';
import { type AstNode, type FieldShape, type Module, nodeShapes } from './nodes.generated.js';

export interface TreeDifference {
  /** As in `body[3].value.op`. */
  readonly path: string;
  /** In the second tree, or of the last node above the place that has one. */
  readonly line: number;
}

const positions = ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'] as const;

export function findDifference(ours: Module, theirs: Module): TreeDifference | null {
  return differenceOfNodes(ours, theirs, 1);
}

/** Whether two nodes are the same, with what is in them and where it stands. */
export function isSameNode(left: AstNode, right: AstNode): boolean {
  return differenceOfNodes(left, right, 1) === null;
}

type Fields = Readonly<Record<string, unknown>>;

const below = (step: string, found: TreeDifference): TreeDifference =>
  ({ ...found, path: found.path === '' || found.path.startsWith('[') ? `${step}${found.path}` : `${step}.${found.path}` });

function differenceOfNodes(ours: AstNode, theirs: AstNode, outer: number): TreeDifference | null {
  const line = 'lineno' in theirs ? theirs.lineno : outer;
  if (ours._type !== theirs._type) return { path: '', line };
  const shape = nodeShapes[ours._type];
  const left = ours as unknown as Fields;
  const right = theirs as unknown as Fields;
  for (const field of shape.fields) {
    const found = differenceOfFields(field, left[field.name], right[field.name], line);
    if (found !== null) return below(field.name, found);
  }
  if (shape.positioned) for (const position of positions) if (left[position] !== right[position]) return { path: position, line };
  return null;
}

function differenceOfFields(field: FieldShape, ours: unknown, theirs: unknown, line: number): TreeDifference | null {
  if (!field.list) return differenceOfItems(field, ours, theirs, line);
  const left = ours as readonly unknown[];
  const right = theirs as readonly unknown[];
  for (let index = 0; index < left.length && index < right.length; index++) {
    const found = differenceOfItems(field, left[index], right[index], line);
    if (found !== null) return below(`[${index}]`, found);
  }
  return left.length === right.length ? null : { path: '', line };
}

function differenceOfItems(field: FieldShape, ours: unknown, theirs: unknown, line: number): TreeDifference | null {
  if (typeof ours !== 'object' || ours === null || typeof theirs !== 'object' || theirs === null) return ours === theirs ? null : { path: '', line };
  if (field.type === 'constant') return equalConstants(ours as ConstantValue, theirs as ConstantValue) ? null : { path: '', line };
  return differenceOfNodes(ours as AstNode, theirs as AstNode, line);
}

function equalConstants(ours: ConstantValue, theirs: ConstantValue): boolean {
  switch (ours.type) {
    case 'none':
    case 'ellipsis':
      return ours.type === theirs.type;
    case 'bool':
    case 'int':
    case 'str':
      return ours.type === theirs.type && ours.value === theirs.value;
    case 'float':
      return ours.type === theirs.type && Object.is(ours.value, theirs.value);
    case 'complex':
      return ours.type === theirs.type && Object.is(ours.real, theirs.real) && Object.is(ours.imag, theirs.imag);
    case 'bytes':
      return ours.type === theirs.type && Buffer.compare(ours.value, theirs.value) === 0;
  }
}
