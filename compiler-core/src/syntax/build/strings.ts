/** String literals, plain and formatted, with the concatenation of neighbors. */
import { supports } from '../../targets/target-version.js';
import type { Constant, expr } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { namedChildren, positionOf, reject, requireChild, textOf, type BuildContext } from './context.js';
import { decodeEscapes, type LiteralKind, requireCharacterAt } from './escapes.js';
import { buildFormatParts, mergeLiterals } from './f-strings.js';

/** What the opening token says, and where the content is. */
export interface StringToken {
  readonly node: CstNode;
  readonly isRaw: boolean;
  readonly isFormatted: boolean;
  readonly kind: LiteralKind;
  /** 'u' for a literal with that prefix, in lower case only. */
  readonly prefix: string | null;
  readonly contentStart: number;
  readonly contentEnd: number;
}

const prefixes = /^(?:|u|r|f|b|fr|rf|br|rb)$/i;

function readToken(context: BuildContext, node: CstNode): StringToken {
  const opening = requireChild(node.children, 0, node);
  const closing = requireChild(node.children, -1, node);
  const token = textOf(context, opening);
  const quote = token.search(/['"]/);
  const prefix = token.slice(0, quote);
  if (quote < 0 || !prefixes.test(prefix)) return reject('invalid syntax', node);
  return {
    node,
    isRaw: /r/i.test(prefix),
    isFormatted: /f/i.test(prefix),
    kind: /b/i.test(prefix) ? 'bytes' : 'text',
    prefix: prefix === 'u' ? 'u' : null,
    contentStart: opening.end,
    // The closing token spans the content of some raw strings, so only its end counts.
    contentEnd: closing.end - (token.length - quote),
  };
}

export function buildStrings(context: BuildContext, node: CstNode): expr {
  const tokens = (node.type === 'string' ? [node] : namedChildren(node)).map((part) => readToken(context, part));
  const position = positionOf(context, node);
  const first = tokens[0] ?? reject('invalid syntax', node);
  if (tokens.some((token) => token.kind !== first.kind)) reject('cannot mix bytes and nonbytes literals', node);

  if (first.kind === 'bytes') {
    const characters = tokens.map((token) => literalText(context, token)).join('');
    if (/[^\x00-\xff]/.test(characters)) reject('bytes can only contain ASCII literal characters', node);
    return { _type: 'Constant', value: { type: 'bytes', value: Uint8Array.from(Buffer.from(characters, 'latin1')) }, kind: null, ...position };
  }
  if (!tokens.some((token) => token.isFormatted)) {
    const value = tokens.map((token) => literalText(context, token)).join('');
    return { _type: 'Constant', value: { type: 'str', value }, kind: first.prefix, ...position };
  }
  // Before 3.12 a formatted string is read apart from the grammar, so all its parts have the place of the whole.
  const shared = supports(context.target, 'formalizedFormatStrings') ? undefined : { kind: first.prefix, ...position };
  const parts = tokens.flatMap((token): expr[] => (token.isFormatted ? buildFormatParts(context, token, shared) : [buildLiteral(context, token)]));
  const values = mergeLiterals(parts).map((part) => (shared && part._type === 'Constant' ? { ...part, ...shared } : part));
  return { _type: 'JoinedStr', values, ...position };
}

function buildLiteral(context: BuildContext, token: StringToken): Constant {
  return { _type: 'Constant', value: { type: 'str', value: literalText(context, token) }, kind: token.prefix, ...positionOf(context, token.node) };
}

function literalText(context: BuildContext, token: StringToken): string {
  const text = context.source.text.slice(token.contentStart, token.contentEnd);
  if (token.kind === 'bytes' && /[^\x00-\x7f]/.test(text)) reject('bytes can only contain ASCII literal characters', token.node);
  return token.isRaw ? text : decodeEscapes(text, token.kind, requireCharacterAt(token.node.start));
}
