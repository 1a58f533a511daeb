/** A concrete syntax tree as indented lines, for people who look at what the parser made of a text. */
import type { CstNode } from '../syntax/cst/parser.js';

export function printCst(root: CstNode): string {
  const lines: string[] = [];
  // A stack of its own: `a + b + c...` is as deep as it is long.
  const pending: { readonly node: CstNode; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    const name = node.named ? node.type : JSON.stringify(node.type);
    lines.push(`${'  '.repeat(depth)}${node.field === null ? '' : `${node.field}: `}${name} ${node.start}-${node.end}${node.missing === true ? ' (missing)' : ''}`);
    for (const child of [...node.children].reverse()) pending.push({ node: child, depth: depth + 1 });
  }
  return lines.join('\n');
}
