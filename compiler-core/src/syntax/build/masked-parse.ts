/**
 * A second reading for the texts that the grammar of the CST does not know: what it cannot parse is cut out, parsed by
 * itself and put back where the trees are built.
 *
 *     x: a[:]            →  x: ____           and `a[:]` by itself
 *     *(a, b), c = d     →  *______, c = d    and `(a, b)` by itself
 *     def f[T = int]()   →  def f[T      ]()  and `int` by itself
 *
 * Every mask is as long as what it hides, so the offsets stay those of the text.
 */
import type { CstNode, PythonParser } from '../cst/parser.js';
import type { Spot } from '../validate/reader.js';
import type { Token } from '../validate/tokens.js';

export interface Graft {
  readonly end: number;
  readonly tree: CstNode;
}

export interface MaskedTree {
  readonly root: CstNode;
  /** What stands behind a placeholder, by its offset. */
  readonly grafts: ReadonlyMap<number, Graft>;
  /** The default of a type parameter, by the end of what is left of the parameter. */
  readonly defaults: ReadonlyMap<number, Graft>;
}

interface Work {
  readonly parser: PythonParser;
  /** Without line ends and comments inside brackets, which mislead the parser's reading of indentation, and more. */
  readonly text: string;
  readonly grafts: Map<number, Graft>;
  readonly defaults: Map<number, Graft>;
}

export function parseMasked(parser: PythonParser, text: string, tokens: readonly Token[], spots: readonly Spot[]): MaskedTree {
  const work: Work = { parser, text: hideDetails(text, tokens), grafts: new Map(), defaults: new Map() };
  const ordered = [...new Map(spots.map((spot) => [`${spot.start} ${spot.end}`, spot])).values()].sort((a, b) => a.start - b.start || b.end - a.end);
  const root = parser.parse(mask(work, 0, work.text.length, ordered));
  return { root, grafts: work.grafts, defaults: work.defaults };
}

function hideDetails(text: string, tokens: readonly Token[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'format-middle') {
      // The text of a formatted string is read from the source, and the grammar takes some of it for more.
      pieces.push(text.slice(done, token.start), '_'.repeat(token.end - token.start));
      done = token.end;
      continue;
    }
    const start = tokens[index + 1]?.start;
    if (token.level === 0 || start === undefined || start <= token.end) continue;
    const gap = text.slice(token.end, start);
    if (!gap.includes('\n') && !gap.includes('#')) continue;
    pieces.push(text.slice(done, token.end), ' '.repeat(gap.length));
    done = start;
  }
  pieces.push(text.slice(done));
  // The grammar of the CST has no `*` for this module.
  return pieces.join('').replace(/__future__(?=\s+import\s*\*)/g, '__futurE__');
}

/** The text from `start` to `end` with its outermost spots hidden; those and the ones in them are parsed on the way. */
function mask(work: Work, start: number, end: number, spots: readonly Spot[]): string {
  const pieces: string[] = [];
  let done = start;
  for (let index = 0; index < spots.length; ) {
    const spot = spots[index];
    if (spot === undefined) break;
    let next = index + 1;
    while ((spots[next]?.start ?? end) < spot.end) next++;
    const graft = { end: spot.end, tree: parseAlone(work, spot, spots.slice(index + 1, next)) };
    if (spot.kind === 'default') work.defaults.set(spot.after, graft);
    else work.grafts.set(spot.start, graft);
    const from = spot.kind === 'default' ? spot.after : spot.start;
    pieces.push(work.text.slice(done, from), (spot.kind === 'default' ? ' ' : '_').repeat(spot.end - from));
    done = spot.end;
    index = next;
  }
  pieces.push(work.text.slice(done, end));
  return pieces.join('');
}

function parseAlone(work: Work, spot: Spot, inside: readonly Spot[]): CstNode {
  // In brackets of its own, so that it may span lines; a star before it keeps its meaning there.
  const root = work.parser.parse(`(${mask(work, spot.start, spot.end, inside)},)`);
  const statement = root.children[0];
  const tuple = statement?.children[0];
  const only = tuple?.children.find((child) => child.named);
  return shift(only ?? root, spot.start - 1);
}

function shift(node: CstNode, by: number): CstNode {
  return { ...node, start: node.start + by, end: node.end + by, children: node.children.map((child) => shift(child, by)) };
}
