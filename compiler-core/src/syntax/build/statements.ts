/** Lists of statements and the simple ones; `compound-statements.ts` has those with blocks. */
import type { Positioned, stmt } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { buildAssignment, buildAugmentedAssignment, buildPrint, buildTypeAlias } from './assignments.js';
import { buildCompoundStatement } from './compound-statements.js';
import { hasToken, identifierOf, namedChildren, positionOf, reject, requireChild, spanOf, SyntaxRejection, findField, type BuildContext } from './context.js';
import { buildExpression } from './expressions.js';
import { buildImport, buildImportFrom } from './imports.js';

/** The body of a compound statement and where it ends, which is where the statement ends. */
export interface Block {
  readonly body: readonly stmt[];
  readonly end: Pick<Positioned, 'end_lineno' | 'end_col_offset'>;
}

export function buildStatements(context: BuildContext, nodes: readonly CstNode[]): stmt[] {
  const built: stmt[] = [];
  for (const node of nodes) {
    if (!node.named) continue;
    try {
      built.push(buildStatement(context, node));
    } catch (error) {
      if (!(error instanceof SyntaxRejection)) throw error;
      context.report(error.message, error.offset);
    }
  }
  return built;
}

/** A semicolon after the last statement of a block belongs to the block. */
export function buildBlock(context: BuildContext, node: CstNode): Block {
  const body = buildStatements(context, node.children);
  const last = node.children.at(-1);
  const lastStatement = body.at(-1);
  if (lastStatement && last?.type !== ';') return { body, end: { end_lineno: lastStatement.end_lineno, end_col_offset: lastStatement.end_col_offset } };
  if (node.children.length === 0) reject('expected an indented block', node);
  const { end_lineno, end_col_offset } = spanOf(context, node.start, last?.end ?? node.end);
  return { body, end: { end_lineno, end_col_offset } };
}

function buildStatement(context: BuildContext, node: CstNode): stmt {
  const position = positionOf(context, node);
  switch (node.type) {
    case 'pass_statement':
      return { _type: 'Pass', ...position };
    case 'break_statement':
      return { _type: 'Break', ...position };
    case 'continue_statement':
      return { _type: 'Continue', ...position };
    case 'expression_statement':
      return buildExpressionStatement(context, node);
    case 'return_statement': {
      const value = namedChildren(node)[0];
      return { _type: 'Return', value: value ? buildExpression(context, value) : null, ...position };
    }
    case 'delete_statement': {
      const target = requireChild(namedChildren(node), 0, node);
      const targets = target.type === 'expression_list' ? namedChildren(target) : [target];
      return { _type: 'Delete', targets: targets.map((item) => buildExpression(context, item, 'Del')), ...position };
    }
    case 'raise_statement': {
      const cause = findField(node, 'cause');
      const exception = namedChildren(node).find((child) => child !== cause);
      if (exception?.type === 'expression_list') reject('invalid syntax', exception);
      return {
        _type: 'Raise',
        exc: exception ? buildExpression(context, exception) : null,
        cause: cause ? buildExpression(context, cause) : null,
        ...position,
      };
    }
    case 'global_statement':
    case 'nonlocal_statement': {
      const names = namedChildren(node).map((child) => identifierOf(context, child));
      return { _type: node.type === 'global_statement' ? 'Global' : 'Nonlocal', names, ...position };
    }
    case 'assert_statement': {
      const [test, message] = namedChildren(node);
      const built = buildExpression(context, test ?? reject('invalid syntax', node));
      return { _type: 'Assert', test: built, msg: message ? buildExpression(context, message) : null, ...position };
    }
    case 'import_statement':
      return buildImport(context, node);
    case 'import_from_statement':
    case 'future_import_statement':
      return buildImportFrom(context, node);
    case 'type_alias_statement':
      return buildTypeAlias(context, node);
    case 'print_statement':
      return buildPrint(context, node);
    case 'exec_statement':
      return reject("Missing parentheses in call to 'exec'. Did you mean exec(...)?", node);
    default:
      return buildCompoundStatement(context, node);
  }
}

function buildExpressionStatement(context: BuildContext, node: CstNode): stmt {
  const position = positionOf(context, node);
  const items = namedChildren(node);
  if (hasToken(node, ',')) {
    const elts = items.map((item) => buildExpression(context, item));
    return { _type: 'Expr', value: { _type: 'Tuple', elts, ctx: 'Load', ...position }, ...position };
  }
  const only = requireChild(items, 0, node);
  if (only.type === 'assignment') return buildAssignment(context, only);
  if (only.type === 'augmented_assignment') return buildAugmentedAssignment(context, only);
  return { _type: 'Expr', value: buildExpression(context, only), ...position };
}
