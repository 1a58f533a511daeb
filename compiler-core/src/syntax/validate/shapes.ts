/** What the checker keeps of an expression: enough to say what it is and whether it can be assigned to. */

/** CPython's words for expressions in its messages. */
export type ShapeKind =
  | 'name' | 'attribute' | 'subscript' | 'starred' | 'tuple' | 'list'
  | 'function call' | 'literal' | 'True' | 'False' | 'None' | 'ellipsis' | 'f-string expression'
  | 'expression' | 'comparison' | 'conditional expression' | 'named expression' | 'lambda'
  | 'await expression' | 'yield expression' | 'generator expression'
  | 'list comprehension' | 'set comprehension' | 'dict comprehension' | 'dict literal' | 'set display';

export interface Shape {
  readonly kind: ShapeKind;
  readonly start: number;
  readonly end: number;
  /** Of a tuple or list its items, of a starred its operand, of a comparison with `in` first its left side. */
  readonly parts?: readonly Shape[];
}

export function isSingleTarget(shape: Shape): boolean {
  return shape.kind === 'name' || shape.kind === 'attribute' || shape.kind === 'subscript';
}

export type TargetUse = 'assign' | 'for' | 'delete';

/** The part that cannot be a target, as CPython finds it; undefined if all can. */
export function findInvalidTarget(shape: Shape, use: TargetUse): Shape | undefined {
  switch (shape.kind) {
    case 'tuple':
    case 'list':
      for (const part of shape.parts ?? []) {
        const found = findInvalidTarget(part, use);
        if (found) return found;
      }
      return undefined;
    case 'starred':
      return use === 'delete' ? shape : findInvalidTarget(shape.parts?.[0] ?? shape, use);
    case 'comparison': {
      if (use !== 'for') return shape;
      const left = shape.parts?.[0];
      return left && findInvalidTarget(left, use);
    }
    case 'name':
    case 'attribute':
    case 'subscript':
      return undefined;
    default:
      return shape;
  }
}

export function isTarget(shape: Shape, use: TargetUse): boolean {
  return shape.kind !== 'comparison' && findInvalidTarget(shape, use) === undefined;
}
