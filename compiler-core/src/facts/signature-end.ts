/** Where the parameters of a function end in its text, as no node of the AST says. */
import type { arg, AsyncFunctionDef, FunctionDef, Positioned } from '../syntax/ast/nodes.generated.js';

export type FunctionNode = FunctionDef | AsyncFunctionDef;

/** Those that may have an annotation of one value. */
export function parametersOf(node: FunctionNode): readonly arg[] {
  const { posonlyargs, args, kwonlyargs } = node.args;
  return [...posonlyargs, ...args, ...kwonlyargs];
}

/** What may stand between the last thing that the parentheses hold and the colon or arrow behind them, comments apart. */
const fillers = '(),/*\\ \t\f\r\n';

/** The offset behind the parenthesis that ends a function's parameters; null if the text is not what it was parsed from. */
export function endOfParameters(node: FunctionNode, text: string, offsetOf: (line: number, column: number) => number): number | null {
  const { args } = node;
  const parts: Positioned[] = [
    ...parametersOf(node), ...args.defaults, ...args.kw_defaults.filter((each) => each !== null), ...('type_params' in node ? node.type_params ?? [] : []),
    ...(args.vararg === null ? [] : [args.vararg]), ...(args.kwarg === null ? [] : [args.kwarg]),
  ];
  const start = offsetOf(node.lineno, node.col_offset);
  const header = /^(?:async[\s\\]+)?def[\s\\]+[^\s(\\[#]+/.exec(text.slice(start, start + 400));
  let at = Math.max(start + (header?.[0].length ?? 0), ...parts.map((part) => offsetOf(part.end_lineno, part.end_col_offset)));
  let end: number | null = null;
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (character === '#') {
      while (at + 1 < text.length && text[at + 1] !== '\n' && text[at + 1] !== '\r') at++;
    } else if (character === ')') end = at + 1;
    // The bracket of type parameters.
    else if (!fillers.includes(character) && character !== ']') break;
  }
  return end;
}
