/** The three forms of an import. */
import type { alias, stmt } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { identifierOf, namedChildren, namedFields, positionOf, requireChild, requireField, textOf, type BuildContext } from './context.js';

export function buildImport(context: BuildContext, node: CstNode): stmt {
  return { _type: 'Import', names: buildAliases(context, node), ...positionOf(context, node) };
}

export function buildImportFrom(context: BuildContext, node: CstNode): stmt {
  const position = positionOf(context, node);
  if (node.type === 'future_import_statement') {
    return { _type: 'ImportFrom', module: '__future__', names: buildAliases(context, node), level: 0, ...position };
  }
  const from = requireField(node, 'module_name');
  const wildcard = node.children.find((child) => child.type === 'wildcard_import');
  const names: alias[] = wildcard
    ? [{ _type: 'alias', name: '*', asname: null, ...positionOf(context, wildcard) }]
    : buildAliases(context, node);
  if (from.type !== 'relative_import') return { _type: 'ImportFrom', module: dottedNameOf(context, from), names, level: 0, ...position };
  const [prefix, name] = namedChildren(from);
  const level = textOf(context, prefix ?? from).split('.').length - 1;
  return { _type: 'ImportFrom', module: name ? dottedNameOf(context, name) : null, names, level, ...position };
}

function buildAliases(context: BuildContext, node: CstNode): alias[] {
  return namedFields(node, 'name').map((child) => {
    const isAliased = child.type === 'aliased_import';
    const name = dottedNameOf(context, isAliased ? requireField(child, 'name') : child);
    const asname = isAliased ? identifierOf(context, requireField(child, 'alias')) : null;
    return { _type: 'alias', name, asname, ...positionOf(context, child) };
  });
}

function dottedNameOf(context: BuildContext, node: CstNode): string {
  requireChild(namedChildren(node), 0, node);
  return namedChildren(node)
    .map((part) => identifierOf(context, part))
    .join('.');
}
