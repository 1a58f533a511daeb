/** Moves a tree some lines further down or up, in place: a tree of an editor belongs to its newest text. */
import type { AstNode } from '../ast/nodes.generated.js';

export function shiftLines(node: AstNode, by: number): void {
  const fields = node as unknown as Record<string, unknown>;
  for (const field in fields) {
    const value = fields[field];
    if (typeof value === 'number') {
      if (field === 'lineno' || field === 'end_lineno') fields[field] = value + by;
    } else if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) shiftLines(item, by);
    } else if (isNode(value)) shiftLines(value, by);
  }
}

const isNode = (value: unknown): value is AstNode => typeof value === 'object' && value !== null && '_type' in value;
