/** The nodes directly inside an AST node, in the order of its fields: for walks that treat few kinds by themselves. */
import type { AstNode } from './nodes.generated.js';

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && '_type' in value;
}

export function childrenOf(node: AstNode): readonly AstNode[] {
  return Object.values(node).flatMap((field: unknown) => (Array.isArray(field) ? field : [field])).filter(isNode);
}
