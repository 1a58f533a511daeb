/** Statements with blocks. Each ends where its last block ends. */
import type { ExceptHandler, expr, Positioned, stmt, withitem } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { buildCallArguments, buildParameters } from './arguments.js';
import {
  findField,
  hasToken,
  identifierOf,
  listEnd,
  namedChildren,
  namedFields,
  positionOf,
  reject,
  requireChild,
  requireField,
  spanOf,
  type BuildContext,
} from './context.js';
import { buildExpression } from './expressions.js';
import { buildCase } from './patterns.js';
import { splitAlias, withItems } from './repairs.js';
import { buildBlock, type Block } from './statements.js';
import { buildTypeParameters } from './type-parameters.js';

export function buildCompoundStatement(context: BuildContext, node: CstNode): stmt {
  switch (node.type) {
    case 'if_statement':
      return buildIf(context, node, namedFields(node, 'alternative'));
    case 'while_statement':
    case 'for_statement':
      return buildLoop(context, node);
    case 'try_statement':
      return buildTry(context, node);
    case 'with_statement':
      return buildWith(context, node);
    case 'match_statement':
      return buildMatch(context, node);
    case 'function_definition':
      return buildFunction(context, node, []);
    case 'class_definition':
      return buildClass(context, node, []);
    case 'decorated_definition': {
      const decorators = node.children
        .filter((child) => child.type === 'decorator')
        .map((child) => buildExpression(context, requireChild(namedChildren(child), 0, child)));
      const definition = requireField(node, 'definition');
      return definition.type === 'class_definition' ? buildClass(context, definition, decorators) : buildFunction(context, definition, decorators);
    }
    default:
      return reject('invalid syntax', node);
  }
}

function until(context: BuildContext, node: CstNode, end: Block['end']): Positioned {
  const { lineno, col_offset } = positionOf(context, node);
  return { lineno, col_offset, end_lineno: end.end_lineno, end_col_offset: end.end_col_offset };
}

function blockOf(context: BuildContext, node: CstNode, field = 'body'): Block {
  const block = findField(node, field) ?? node.children.find((child) => child.type === 'block');
  return block ? buildBlock(context, block) : reject('expected an indented block', node);
}

/** `elif` is an `If` alone in the `orelse` of the one before. Built from the last: there may be thousands. */
function buildIf(context: BuildContext, node: CstNode, alternatives: readonly CstNode[]): stmt {
  const clauses = [node, ...alternatives].map((clause) => ({
    clause,
    test: clause.type === 'else_clause' ? null : buildExpression(context, requireField(clause, 'condition')),
    block: clause.type === 'else_clause' ? blockOf(context, clause) : blockOf(context, clause, 'consequence'),
  }));
  let orelse: Block | undefined;
  for (const { clause, test, block } of clauses.reverse()) {
    if (test === null) orelse = block;
    else {
      const nested: stmt = { _type: 'If', test, body: block.body, orelse: orelse?.body ?? [], ...until(context, clause, (orelse ?? block).end) };
      orelse = { body: [nested], end: nested };
    }
  }
  return orelse?.body[0] ?? reject('invalid syntax', node);
}

function buildLoop(context: BuildContext, node: CstNode): stmt {
  if (node.type === 'while_statement') {
    const test = buildExpression(context, requireField(node, 'condition'));
    return { _type: 'While', test, ...loopBlocks(context, node) };
  }
  const target = buildExpression(context, requireField(node, 'left'), 'Store');
  const iter = buildExpression(context, requireField(node, 'right'));
  return { _type: hasToken(node, 'async') ? 'AsyncFor' : 'For', target, iter, type_comment: null, ...loopBlocks(context, node) };
}

function loopBlocks(context: BuildContext, node: CstNode): { body: readonly stmt[]; orelse: readonly stmt[] } & Positioned {
  const block = blockOf(context, node);
  const alternative = findField(node, 'alternative');
  const orelse = alternative && blockOf(context, alternative);
  return { body: block.body, orelse: orelse?.body ?? [], ...until(context, node, (orelse ?? block).end) };
}

function buildTry(context: BuildContext, node: CstNode): stmt {
  const block = blockOf(context, node);
  let end = block.end;
  let isStar = false;
  const handlers: ExceptHandler[] = [];
  let orelse: readonly stmt[] = [];
  let finalbody: readonly stmt[] = [];
  for (const child of node.children) {
    if (child.type === 'except_clause') {
      const handler = buildHandler(context, child);
      isStar ||= hasToken(child, '*');
      handlers.push(handler);
      end = handler;
    } else if (child.type === 'else_clause' || child.type === 'finally_clause') {
      const clause = blockOf(context, child);
      if (child.type === 'else_clause') orelse = clause.body;
      else finalbody = clause.body;
      end = clause.end;
    }
  }
  return { _type: isStar ? 'TryStar' : 'Try', body: block.body, handlers, orelse, finalbody, ...until(context, node, end) };
}

function buildHandler(context: BuildContext, node: CstNode): ExceptHandler {
  const values = namedFields(node, 'value');
  if (values.length > 1) reject('multiple exception types must be parenthesized', requireChild(values, 0, node));
  const first = values[0];
  const { value, alias = findField(node, 'alias') } = first ? splitAlias(first) : {};
  const type = value ? buildExpression(context, value) : null;
  const block = blockOf(context, node);
  return { _type: 'ExceptHandler', type, name: alias ? identifierOf(context, alias) : null, body: block.body, ...until(context, node, block.end) };
}

function buildWith(context: BuildContext, node: CstNode): stmt {
  const clause = node.children.find((child) => child.type === 'with_clause') ?? reject('invalid syntax', node);
  const items = withItems(clause).map((item): withitem => {
    const { value, alias } = splitAlias(item);
    return {
      _type: 'withitem',
      context_expr: buildExpression(context, value),
      optional_vars: alias ? buildExpression(context, alias, 'Store') : null,
    };
  });
  const block = blockOf(context, node);
  return { _type: hasToken(node, 'async') ? 'AsyncWith' : 'With', items, body: block.body, type_comment: null, ...until(context, node, block.end) };
}

function buildMatch(context: BuildContext, node: CstNode): stmt {
  const subjects = namedFields(node, 'subject');
  const built = subjects.map((subject) => buildExpression(context, subject));
  const first = built[0] ?? reject('invalid syntax', node);
  const subject: expr = hasToken(node, ',')
    ? { _type: 'Tuple', elts: built, ctx: 'Load', ...spanOf(context, requireChild(subjects, 0, node).start, listEnd(node, subjects)) }
    : first;
  const cases = namedChildren(requireField(node, 'body')).map((clause) => buildCase(context, clause));
  const last = cases.at(-1) ?? reject('expected an indented block', node);
  return { _type: 'Match', subject, cases: cases.map((item) => item.node), ...until(context, node, last.block.end) };
}

function buildFunction(context: BuildContext, node: CstNode, decorators: readonly expr[]): stmt {
  const returnType = findField(node, 'return_type');
  const name = identifierOf(context, requireField(node, 'name'));
  const typeParameters = buildTypeParameters(context, findField(node, 'type_parameters'));
  const args = buildParameters(context, requireField(node, 'parameters'));
  const returns = returnType ? buildExpression(context, returnType) : null;
  const block = blockOf(context, node);
  return {
    _type: hasToken(node, 'async') ? 'AsyncFunctionDef' : 'FunctionDef',
    name,
    args,
    body: block.body,
    decorator_list: decorators,
    returns,
    type_comment: null,
    type_params: typeParameters,
    ...until(context, node, block.end),
  };
}

function buildClass(context: BuildContext, node: CstNode, decorators: readonly expr[]): stmt {
  const bases = findField(node, 'superclasses');
  const { args, keywords } = bases ? buildCallArguments(context, bases) : { args: [], keywords: [] };
  const block = blockOf(context, node);
  return {
    _type: 'ClassDef',
    name: identifierOf(context, requireField(node, 'name')),
    bases: args,
    keywords,
    body: block.body,
    decorator_list: decorators,
    type_params: buildTypeParameters(context, findField(node, 'type_parameters')),
    ...until(context, node, block.end),
  };
}
