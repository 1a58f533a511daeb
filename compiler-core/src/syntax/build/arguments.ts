/** Parameters of functions and lambdas, and arguments of calls and classes. */
import type { arg, arguments as Arguments, expr, keyword } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { findField, identifierOf, namedChildren, positionOf, reject, requireChild, requireField, spanOf, type BuildContext } from './context.js';
import { buildExpression } from './expressions.js';

export function buildParameters(context: BuildContext, node: CstNode | undefined): Arguments {
  let posonlyargs: arg[] = [];
  let args: arg[] = [];
  const kwonlyargs: arg[] = [];
  const keywordDefaults: (expr | null)[] = [];
  const defaults: expr[] = [];
  let vararg: arg | null = null;
  let kwarg: arg | null = null;
  let isKeywordOnly = false;

  const add = (node: CstNode, parameter: arg, value?: CstNode): void => {
    const built = value ? buildExpression(context, value) : null;
    if (isKeywordOnly) {
      kwonlyargs.push(parameter);
      keywordDefaults.push(built);
    } else {
      args.push(parameter);
      if (built) defaults.push(built);
      else if (defaults.length > 0) reject(context.target >= 12 ? 'parameter without a default follows parameter with a default' : 'non-default argument follows default argument', node);
    }
  };

  for (const child of node ? namedChildren(node) : []) {
    switch (child.type) {
      case 'identifier':
        add(child, buildParameter(context, child));
        break;
      case 'default_parameter':
      case 'typed_default_parameter':
        add(child, buildParameter(context, requireField(child, 'name'), findField(child, 'type')), requireField(child, 'value'));
        break;
      case 'typed_parameter': {
        const inner = requireChild(namedChildren(child), 0, child);
        const type = requireField(child, 'type');
        if (inner.type === 'identifier') add(child, buildParameter(context, inner, type));
        else {
          const parameter = buildParameter(context, requireChild(namedChildren(inner), 0, inner), type);
          if (inner.type === 'list_splat_pattern') {
            vararg = parameter;
            isKeywordOnly = true;
          } else kwarg = parameter;
        }
        break;
      }
      case 'list_splat_pattern':
        vararg = buildParameter(context, requireChild(namedChildren(child), 0, child));
        isKeywordOnly = true;
        break;
      case 'dictionary_splat_pattern':
        kwarg = buildParameter(context, requireChild(namedChildren(child), 0, child));
        break;
      case 'keyword_separator':
        isKeywordOnly = true;
        break;
      case 'positional_separator':
        posonlyargs = args;
        args = [];
        break;
      default:
        reject('invalid syntax', child);
    }
  }
  return { _type: 'arguments', posonlyargs, args, vararg, kwonlyargs, kw_defaults: keywordDefaults, kwarg, defaults };
}

/** The span is from the name to the annotation: a star before it is not part of an `arg`. */
function buildParameter(context: BuildContext, name: CstNode, type?: CstNode): arg {
  return {
    _type: 'arg',
    arg: identifierOf(context, name),
    annotation: type ? buildExpression(context, type) : null,
    type_comment: null,
    ...spanOf(context, name.start, type?.end ?? name.end),
  };
}

export interface CallArguments {
  readonly args: expr[];
  readonly keywords: keyword[];
}

export function buildCallArguments(context: BuildContext, node: CstNode): CallArguments {
  const args: expr[] = [];
  const keywords: keyword[] = [];
  if (node.type === 'generator_expression') return { args: [buildExpression(context, node)], keywords };
  for (const child of namedChildren(node)) {
    if (child.type === 'keyword_argument') {
      const arg = identifierOf(context, requireField(child, 'name'));
      keywords.push({ _type: 'keyword', arg, value: buildExpression(context, requireField(child, 'value')), ...positionOf(context, child) });
    } else if (child.type === 'dictionary_splat') {
      const value = buildExpression(context, requireChild(namedChildren(child), 0, child));
      keywords.push({ _type: 'keyword', arg: null, value, ...positionOf(context, child) });
    } else args.push(buildExpression(context, child));
  }
  return { args, keywords };
}
