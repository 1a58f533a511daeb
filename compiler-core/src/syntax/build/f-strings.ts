/** The parts of a formatted string: literal text and replacement fields. */
import { supports } from '../../targets/target-version.js';
import type { Constant, expr, FormattedValue, JoinedStr, Positioned } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { findField, positionOf, requireField, spanOf, textOf, type BuildContext } from './context.js';
import { decodeEscapes, requireCharacterAt } from './escapes.js';
import { buildExpression } from './expressions.js';
import type { StringToken } from './strings.js';

/** The place and kind that every part has where parts have none of their own; undefined where they do. */
export type SharedPosition = (Positioned & { readonly kind: string | null }) | undefined;

interface FormatScope {
  readonly context: BuildContext;
  readonly isRaw: boolean;
  readonly shared: SharedPosition;
  /** The literal that the part is in, one of those joined to the whole. */
  readonly token: CstNode;
}

export function buildFormatParts(context: BuildContext, token: StringToken, shared: SharedPosition): expr[] {
  return buildParts({ context, isRaw: token.isRaw, shared, token: token.node }, token.node, token.contentStart, token.contentEnd, 'string');
}

/** Literal text next to literal text is one constant; empty text is none. */
export function mergeLiterals(parts: readonly expr[]): expr[] {
  const merged: expr[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part._type !== 'Constant' || last?._type !== 'Constant') merged.push(part);
    else merged[merged.length - 1] = joinConstants(last, part);
  }
  return merged.filter((part) => part._type !== 'Constant' || part.value.type !== 'str' || part.value.value !== '');
}

function joinConstants(left: Constant, right: Constant): Constant {
  const value = (left.value.type === 'str' ? left.value.value : '') + (right.value.type === 'str' ? right.value.value : '');
  return { ...left, value: { type: 'str', value }, end_lineno: right.end_lineno, end_col_offset: right.end_col_offset };
}

function place(scope: FormatScope, start: number, end: number): Positioned {
  if (!scope.shared) return spanOf(scope.context, start, end);
  const { lineno, col_offset, end_lineno, end_col_offset } = scope.shared;
  return { lineno, col_offset, end_lineno, end_col_offset };
}

type PartOf = 'string' | 'format-spec';

function buildParts(scope: FormatScope, node: CstNode, start: number, end: number, partOf: PartOf): expr[] {
  const parts: expr[] = [];
  let at = start;
  for (const child of node.children) {
    if (child.type !== 'interpolation' && child.type !== 'format_expression') continue;
    parts.push(...buildText(scope, at, child.start, partOf), ...buildField(scope, child));
    at = child.end;
  }
  parts.push(...buildText(scope, at, end, partOf));
  return parts;
}

function buildText(scope: FormatScope, start: number, end: number, partOf: PartOf): Constant[] {
  if (end <= start) return [];
  const written = scope.context.source.text.slice(start, end);
  const text = partOf === 'string' ? undoubleBraces(written, scope.isRaw) : written;
  const value = scope.isRaw ? text : decodeEscapes(text, 'text', requireCharacterAt(start));
  return [{ _type: 'Constant', value: { type: 'str', value }, kind: scope.shared?.kind ?? null, ...place(scope, start, end) }];
}

/** `{{` and `}}` stand for one brace, except that the braces of `\N{name}` are its own. */
function undoubleBraces(text: string, isRaw: boolean): string {
  const pattern = isRaw ? /\{\{|\}\}/g : /\\N\{[^}]*\}|\\[^{}]|\{\{|\}\}/g;
  return text.replace(pattern, (match) => (match === '{{' || match === '}}' ? match.charAt(0) : match));
}

function buildField(scope: FormatScope, node: CstNode): expr[] {
  const { context } = scope;
  const expression = requireField(node, 'expression');
  if (expression.type === 'named_expression') return [buildColonEqualsField(scope, node, expression)];

  const conversionNode = findField(node, 'type_conversion');
  const specNode = findField(node, 'format_specifier');
  let conversion = conversionNode ? textOf(context, conversionNode).charCodeAt(1) : -1;
  let formatSpec: JoinedStr | null = null;
  if (specNode) {
    const values = mergeLiterals(buildParts(scope, specNode, specNode.start + 1, specNode.end, 'format-spec'));
    if (supports(context.target, 'emptyFormatSpecEnd') && values.at(-1)?._type === 'FormattedValue') {
      values.push({ _type: 'Constant', value: { type: 'str', value: '' }, kind: null, ...spanOf(context, specNode.end, specNode.end) });
    }
    const last = values.at(-1);
    // Before 3.12 a specification and the text at its end have the place of their own literal, not of the whole.
    const own = scope.shared && positionOf(context, scope.token);
    if (own && last?._type === 'Constant') values[values.length - 1] = { ...last, ...own };
    formatSpec = { _type: 'JoinedStr', values, ...(own ?? place(scope, specNode.start, specNode.end)) };
  }
  const parts: expr[] = [];
  if (node.children.some((child) => child.type === '=')) {
    // `{x = }` shows its own text, and by `repr` unless it says otherwise.
    const end = conversionNode?.start ?? specNode?.start ?? node.end - 1;
    const written = context.source.text.slice(node.start + 1, end);
    // CPython 3.12 and 3.13 leave out from any `#` to the end of the line, even in a string.
    const value = supports(context.target, 'formalizedFormatStrings') ? written.replace(/#[^\n]*/g, '') : written;
    parts.push({ _type: 'Constant', value: { type: 'str', value }, kind: scope.shared?.kind ?? null, ...place(scope, node.start + 1, end) });
    if (conversion === -1 && !specNode) conversion = 'r'.charCodeAt(0);
  }
  let value = buildExpression(context, expression);
  if (scope.shared && expression.type === 'expression_list') {
    // Before 3.12 the field is parsed as if in parentheses where its braces are, and a tuple has them for its own.
    const next = node.children[node.children.indexOf(expression) + 1] ?? node;
    value = { ...value, ...spanOf(context, node.start, next.start + 1) };
  }
  parts.push({ _type: 'FormattedValue', value, conversion, format_spec: formatSpec, ...place(scope, node.start, node.end) });
  return parts;
}

/** `{x:=5}` formats `x` with `=5`; the CST takes it for an assignment. */
function buildColonEqualsField(scope: FormatScope, node: CstNode, expression: CstNode): FormattedValue {
  const name = requireField(expression, 'name');
  const colon = expression.children.find((child) => child.type === ':=') ?? expression;
  const values = buildText(scope, colon.start + 1, node.end - 1, 'format-spec');
  return {
    _type: 'FormattedValue',
    value: buildExpression(scope.context, name),
    conversion: -1,
    format_spec: { _type: 'JoinedStr', values, ...place(scope, colon.start, node.end - 1) },
    ...place(scope, node.start, node.end),
  };
}
