/** Where the walk of `compile-problems` is in the code that CPython's compiler would be making. */
import type { AsyncFunctionDef, AstNode, DictComp, expr, FunctionDef, GeneratorExp, ListComp, Positioned, SetComp, stmt } from '../ast/nodes.generated.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';
import { stopAt, type TreeProblem } from './problem.js';

export type UnitKind = 'module' | 'class' | 'function' | 'async function' | 'lambda' | 'comprehension';

/** What `break` and `return` leave on their way out; for the body of a `try` with `finally`, what runs then. */
type Block = 'loop' | 'group handler' | 'finally again' | 'other' | { readonly finalbody: readonly stmt[] };

export interface Unit {
  readonly kind: UnitKind;
  readonly blocks: Block[];
  readonly isGenerator: boolean;
  /** Of the statement or the definition that is being compiled, where CPython 3.11 points instead of a parameter. */
  readonly definition: Positioned | null;
  /** Annotations that are evaluated on demand, whose code is made last (3.14). */
  readonly annotations: expr[];
}

export interface Walk {
  readonly target: TargetVersion;
  readonly futureLine: number;
  readonly lazyAnnotations: boolean;
  readonly warnings: TreeProblem[];
  /** In how many bodies the walk is that were warned of before. */
  silent: number;
  readonly isCoroutine: (node: Comprehension) => boolean;
  readonly isGenerator: (node: FunctionDef | AsyncFunctionDef) => boolean;
  unit: Unit;
}

export type Comprehension = ListComp | SetComp | DictComp | GeneratorExp;

export interface CompileQuestions {
  /** Whether a comprehension awaits. */
  readonly isCoroutine: (node: Comprehension) => boolean;
  /** Whether a function has a `yield`. */
  readonly isGenerator: (node: FunctionDef | AsyncFunctionDef) => boolean;
}

export function warn(walk: Walk, message: string | null, at: Positioned): void {
  if (message !== null && walk.silent === 0) walk.warnings.push({ message, at });
}

/** The body of `finally` is made once more for exceptions, nested deeper. */
export function repeatFinally(walk: Walk, at: AstNode, body: () => void): void {
  const more = supports(walk.target, 'warnsOfFinallyOnce') ? 1 : 0;
  inBlock(walk, 'finally again', at, () => {
    walk.silent += more;
    body();
    walk.silent -= more;
  });
}

const maximumBlocks = (target: TargetVersion): number => (supports(target, 'oneBlockMore') ? 21 : 20);

export function inUnit(walk: Walk, kind: UnitKind, isGenerator: boolean, definition: Positioned | null, body: () => void): void {
  const outer = walk.unit;
  walk.unit = { kind, blocks: [], isGenerator, definition, annotations: [] };
  body();
  walk.unit = outer;
}

export function inBlock(walk: Walk, block: Block, at: AstNode, body: () => void): void {
  const { blocks } = walk.unit;
  if (blocks.length >= maximumBlocks(walk.target)) stopAt('too many statically nested blocks', at);
  blocks.push(block);
  body();
  blocks.pop();
}

/** On the way out of blocks, the `finally` of each comes again. */
export function leaveBlocks(walk: Walk, outermost: number, visitBody: (body: readonly stmt[]) => void): void {
  const { blocks } = walk.unit;
  for (let index = blocks.length - 1; index >= outermost; index--) {
    const block = blocks[index];
    if (typeof block !== 'object') continue;
    const left = blocks.splice(index);
    const heard = supports(walk.target, 'warnsOfLeftFinally') ? left.filter((kind) => kind === 'finally again').length : 0;
    walk.silent -= heard;
    visitBody(block.finalbody);
    walk.silent += heard;
    blocks.push(...left);
  }
}
