/** The `for` and `if` clauses of a comprehension, for the expression builder. */
import type { comprehension, expr } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { hasToken, namedChildren, namedFields, reject, requireChild, requireField, type BuildContext } from './context.js';
import { buildExpression } from './expressions.js';

export function buildGenerators(context: BuildContext, node: CstNode): comprehension[] {
  const clauses: { target: expr; iter: expr; ifs: expr[]; is_async: number }[] = [];
  for (const child of node.children) {
    if (child.type === 'for_in_clause') {
      const iterables = namedFields(child, 'right');
      if (iterables.length > 1) reject('invalid syntax', child);
      clauses.push({
        target: buildExpression(context, requireField(child, 'left'), 'Store'),
        iter: buildExpression(context, requireChild(iterables, 0, child)),
        ifs: [],
        is_async: hasToken(child, 'async') ? 1 : 0,
      });
    } else if (child.type === 'if_clause') {
      clauses.at(-1)?.ifs.push(buildExpression(context, requireChild(namedChildren(child), 0, child)));
    }
  }
  return clauses.map((clause) => ({ _type: 'comprehension', ...clause }));
}
