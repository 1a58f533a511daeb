/** A copy of a tree some lines further down or up. */
import type { AstNode } from '../ast/nodes.generated.js';

export function shiftLines<T extends AstNode>(node: T, by: number): T {
  const copy: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(node)) {
    if (field === 'lineno' || field === 'end_lineno') copy[field] = (value as number) + by;
    else if (Array.isArray(value)) copy[field] = value.map((item: unknown) => (isNode(item) ? shiftLines(item, by) : item));
    else copy[field] = isNode(value) ? shiftLines(value, by) : value;
  }
  return copy as unknown as T;
}

const isNode = (value: unknown): value is AstNode => typeof value === 'object' && value !== null && '_type' in value;
