/** The nodes directly inside an AST node, in the order of its fields: for walks that treat few kinds by themselves. */
import type { AstNode } from './nodes.generated.js';

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && '_type' in value;
}

export function childrenOf(node: AstNode): readonly AstNode[] {
  const children: AstNode[] = [];
  eachChild(node, (child) => { children.push(child); });
  return children;
}

/** As `childrenOf`, without making lists: for walks over whole sources at each pause of the typing. */
export function eachChild(node: AstNode, visit: (child: AstNode) => void): void {
  for (const key in node) {
    const field: unknown = node[key as keyof AstNode];
    if (typeof field !== 'object' || field === null) continue;
    if (Array.isArray(field)) for (const item of field as readonly unknown[]) {
      if (isNode(item)) visit(item);
    }
    else if (isNode(field)) visit(field);
  }
}
