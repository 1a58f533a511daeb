/**
 * The facts of a module as hints beside its text: types of parameters, variables and results, values of expressions that
 * are always the same, and which functions run natively. From the AST, the IR and its facts, for the editor and
 * `taipan hints`. Lines and columns are LSP's: from 0, in UTF-16 units.
 */
import type { Instruction, IrFunction, IrModule, ValueId } from '../ir/function.js';
import { type OperationName, operations } from '../semantics/operations/operations.js';
import type { AstNode, Module, Positioned, stmt } from '../syntax/ast/nodes.generated.js';
import { eachChild } from '../syntax/ast/children.js';
import { type Assumption, hasCheck, isGuess, wordsOf } from './assumption.js';
import { firstLineOf } from './class-declarations.js';
import { describeFunction } from './ctypes/describe.js';
import type { Fact } from './fact.js';
import { isWritable, writeType } from './heap.js';
import { factOf, type ModuleFacts } from './module-facts.js';
import { reprOf } from './repr.js';
import { endOfParameters, type FunctionNode, parametersOf } from './signature-end.js';
import type { TextPlaces } from './text-places.js';

/**
 * `proved` holds whatever else runs; `checked` holds as long as a condition does that native code checks where it relies
 * on it; of `assumed` nothing checks the condition, and nothing relies on it.
 */
export type Provenance = 'proved' | 'checked' | 'assumed';

interface HintPlace {
  readonly line: number;
  readonly column: number;
  readonly label: string;
  readonly tooltip: string;
  readonly provenance: Provenance;
}

export type Hint =
  | (HintPlace & { readonly kind: 'type' | 'returnType'; readonly type: string })
  | (HintPlace & { readonly kind: 'constant'; readonly value: string })
  | (HintPlace & { readonly kind: 'native' | 'fallback' });

/** How a function runs: with numbers in the machine's registers, or why not. */
export interface FunctionTier {
  readonly kind: 'native' | 'fallback';
  readonly label: string;
  readonly tooltip: string;
}

/** What a typed body holds in machine registers, and so has checked. */
export interface HeldValues {
  parameter(fn: number, slot: number): boolean;
  /** All that the variable is ever given. */
  variable(fn: number, slot: number): boolean;
  result(fn: number): boolean;
}

export interface HintSource {
  readonly places: TextPlaces;
  readonly ast: Module;
  readonly ir: IrModule;
  readonly facts: ModuleFacts;
  /** The `def` of a function; undefined for what has none. */
  nodeOf(index: number): FunctionNode | undefined;
  /** How many lines a function has moved down since its IR was made. */
  movedBy(index: number): number;
  /** By index of the function; null where there is nothing to say. */
  tierOf(index: number): FunctionTier | null;
  readonly held: HeldValues;
}

const longestValue = 60;

function bodiesOf(statement: stmt): readonly (readonly stmt[])[] {
  switch (statement._type) {
    case 'FunctionDef': case 'AsyncFunctionDef': case 'ClassDef': case 'With': case 'AsyncWith': return [statement.body];
    case 'If': case 'For': case 'AsyncFor': case 'While': return [statement.body, statement.orelse];
    case 'Try': case 'TryStar': return [statement.body, ...statement.handlers.map((handler) => handler.body), statement.orelse, statement.finalbody];
    case 'Match': return statement.cases.map((each) => each.body);
    default: return [];
  }
}

function functionsIn(body: readonly stmt[]): readonly FunctionNode[] {
  return body.flatMap((statement) => {
    const inner = bodiesOf(statement).flatMap(functionsIn);
    return statement._type === 'FunctionDef' || statement._type === 'AsyncFunctionDef' ? [statement, ...inner] : inner;
  });
}

const keyOf = (line: number, name: string): string => `${line} ${name}`;

/** The `def`s of a module that is not edited, by line and name. */
export function nodesIn(ast: Module, ir: IrModule): HintSource['nodeOf'] {
  const nodes = new Map(functionsIn(ast.body).map((node) => [keyOf(firstLineOf(node), node.name), node] as const));
  return (index) => {
    const fn = ir.functions[index];
    return fn === undefined ? undefined : nodes.get(keyOf(fn.firstLine, fn.name));
  };
}

/** `for x in`, `with a as x`, `except`: what follows the name's colon is no annotation. */
const bindsInHeader = /^\s*(async\s+)?(for|with|except|import|from)\b/;

/** A literal or the name of a class says the type of a variable that nothing else is ever assigned to. */
function saysItself(rest: string, value: Fact): boolean {
  const text = /^\s*=\s*([^=].*)$/.exec(rest)?.[1]?.replace(/\s+#.*$/, '').trim();
  if (text === undefined) return false;
  if (value.type === 'instance') return text.startsWith(`${value.name}(`);
  return /^(-?\d[\w.]*|True|False|[bBuUrRfF]*'[^']*'|[bBuUrRfF]*"[^"]*")$/.test(text);
}

interface Store {
  readonly first: Instruction;
  isOnly: boolean;
}

/** By variable of the function or, for the module, of the module. */
function storesOf(fn: IrFunction): ReadonlyMap<string, Store> {
  const stores = new Map<string, Store>();
  for (const block of fn.blocks) {
    for (const instruction of block.instructions) {
      const slot = fn.slots[instruction.immediate.slot ?? -1];
      const isLocal = instruction.operation === 'local.set' && slot?.kind === 'variable';
      if (!isLocal && !(instruction.operation === 'global.set' && fn.kind === 'module')) continue;
      const name = isLocal ? slot.name : instruction.immediate.name ?? '';
      const known = stores.get(name);
      if (known === undefined) stores.set(name, { first: instruction, isOnly: true });
      else known.isOnly = false;
    }
  }
  return stores;
}

const isAt = (node: Positioned, at: Positioned): boolean => node.lineno === at.lineno && node.col_offset === at.col_offset && node.end_lineno === at.end_lineno && node.end_col_offset === at.end_col_offset;
const isAround = (node: Positioned, at: Positioned): boolean => (node.lineno < at.lineno || (node.lineno === at.lineno && node.col_offset <= at.col_offset))
  && (node.end_lineno > at.end_lineno || (node.end_lineno === at.end_lineno && node.end_col_offset >= at.end_col_offset));

const computing: ReadonlySet<string> = new Set(['binary', 'compare', 'unary']);
const isComputation = (operation: OperationName): boolean => computing.has(operations[operation].meaning.family);

const isStatement = (node: AstNode): boolean => 'body' in node && Array.isArray(node.body) || /^(Assign|AnnAssign|AugAssign|Expr|Return|Delete|Raise|Assert|Import|ImportFrom|Global|Nonlocal|Pass|TypeAlias)$/.test(node._type);

/** A value after the inner of two expressions that end together would be read as the outer one's. */
function endsWith(outer: AstNode, inner: AstNode): boolean {
  return 'end_lineno' in outer && 'end_lineno' in inner && outer.end_lineno === inner.end_lineno && outer.end_col_offset === inner.end_col_offset;
}

/**
 * Whether an expression of the source that computes something stands at a place: an operator, but for the sign of a literal.
 * Places where more than one operation stands (`a < b < c`) are left out: what one of them gives is not what the expression is.
 */
function isComputedAt(module: Module, at: Positioned): boolean {
  let isFound = false;
  const visit = (node: AstNode, around: AstNode | null): void => {
    if ('end_lineno' in node && !('decorator_list' in node) && !isAround(node, at)) return;
    const isSigned = node._type === 'UnaryOp' && node.operand._type === 'Constant' && node.op !== 'Not';
    const isComputing = node._type === 'BinOp' || (node._type === 'UnaryOp' && !isSigned) || (node._type === 'Compare' && node.ops.length === 1);
    if (isComputing && isAt(node, at) && !(around !== null && endsWith(around, node))) isFound = true;
    const outer = 'end_lineno' in node && !isStatement(node) ? (around !== null && endsWith(around, node) ? around : node) : around;
    eachChild(node, (child) => { visit(child, outer); });
  };
  for (const statement of module.body) if (firstLineIn(statement) <= at.lineno && statement.end_lineno >= at.end_lineno) visit(statement, null);
  return isFound;
}

const firstLineIn = (statement: stmt): number => ('decorator_list' in statement ? firstLineOf(statement) : statement.lineno);

/** What is told of one function, or of the module's own code. */
export function hintsOfFunction(source: HintSource, index: number): readonly Hint[] {
  const { places } = source;
  const { lineText, columnOf } = places;
  const fn = source.ir.functions[index];
  const hints: Hint[] = [];
  const down = source.movedBy(index);
  const now = (position: Positioned): Positioned => (down === 0 ? position : { ...position, lineno: position.lineno + down, end_lineno: position.end_lineno + down });
  const endOf = (node: Positioned): { readonly line: number; readonly column: number } => ({ line: node.end_lineno - 1, column: columnOf(node.end_lineno, node.end_col_offset) });

  function provenanceOf(assumption: Assumption | null, isHeld: boolean): { readonly provenance: Provenance; readonly because: string } {
    if (assumption === null) return { provenance: 'proved', because: '' };
    return { provenance: isHeld && hasCheck(assumption) ? 'checked' : 'assumed', because: ` as long as ${wordsOf(assumption)}` };
  }

  function addType(kind: 'type' | 'returnType', place: { readonly line: number; readonly column: number }, name: string, fact: Fact, isHeld: boolean): void {
    if (!isWritable(fact)) return;
    const { text: type, assumption } = writeType(fact, source.facts.heap);
    if (isGuess(assumption)) return;
    const { provenance, because } = provenanceOf(assumption, isHeld);
    const label = kind === 'type' ? `: ${type}` : ` -> ${type}`;
    hints.push({ ...place, kind, label, type, provenance, tooltip: `${kind === 'type' ? `\`${name}\` is` : `\`${name}\` returns`} ${type}${because}.` });
  }

  /** The place after the parenthesis that ends a function's parameters. */
  function placeAfterParameters(node: FunctionNode): { readonly line: number; readonly column: number } | null {
    const end = endOfParameters(node, places.text, places.offsetOf);
    return end === null ? null : places.placeOf(end);
  }

  function addFunction(fn: IrFunction): void {
    const facts = source.facts.functions[index];
    const node = source.nodeOf(index);
    if (node === undefined || facts === undefined) return;
    const tier = source.tierOf(index);
    if (tier !== null) {
      const line = node.lineno - 1;
      hints.push({ line, column: columnOf(node.lineno, node.col_offset), kind: tier.kind, label: tier.label, tooltip: tier.tooltip, provenance: 'proved' });
    }
    if (fn.notCompiled !== null || source.facts.opensFrames) return;
    for (const parameter of parametersOf(node)) {
      const slot = fn.slots.findIndex((each) => each.kind === 'parameter' && each.name === parameter.arg);
      const fact = facts.parameters[slot];
      if (fact !== undefined && parameter.annotation === null && fact.type !== 'none' && !(slot === 0 && fact.type === 'instance')) addType('type', endOf(parameter), parameter.arg, fact, source.held.parameter(index, slot));
    }
    const end = node.returns === null && !fn.isGenerator && node._type === 'FunctionDef' && node.name !== '__init__' ? placeAfterParameters(node) : null;
    if (end !== null) addType('returnType', end, fn.name, facts.result, source.held.result(index));
  }

  /** The first assignment of each variable shows the type that all of them give it; not where the text says it anyway. */
  function addVariables(fn: IrFunction): void {
    const facts = source.facts.functions[index];
    if (facts === undefined) return;
    const stores = storesOf(fn);
    for (const [name, { first, isOnly }] of stores) {
      const { operation, immediate, operands } = first;
      const position = first.position === null ? null : now(first.position);
      if (position === null || name === '_' || /^__\w+__$/.test(name)) continue;
      const end = endOf(position);
      const line = lineText(end.line);
      if (!line.slice(0, end.column).endsWith(name) || position.lineno !== position.end_lineno) continue;
      const rest = line.slice(end.column);
      if (/^\s*:(?!=)/.test(rest) && !bindsInHeader.test(line.slice(0, end.column))) continue;
      const fact = operation === 'local.set' ? facts.slots[immediate.slot ?? -1] : source.facts.globalFact(name);
      const value = factOf(facts, operands[0]!);
      if (fact === undefined || fact.type === 'bottom' || fact.type === 'none' || (isOnly && (value.type === 'none' || saysItself(rest, value)))) continue;
      addType('type', end, name, fact, operation === 'local.set' && source.held.variable(index, immediate.slot ?? -1));
    }
  }

  /** Whether a literal stands there, for all that its first character says. */
  function isLiteral(position: Positioned | null): boolean {
    if (position === null) return true;
    const { lineno, col_offset } = now(position);
    return /[\d'"A-Z]/.test(lineText(lineno - 1)[columnOf(lineno, col_offset)] ?? '');
  }

  /** Computed values that are always the same; only the outermost expression of one is shown. */
  function addConstants(fn: IrFunction): void {
    const facts = source.facts.functions[index];
    if (facts === undefined) return;
    const inner = new Set<ValueId>();
    for (const block of fn.blocks) {
      for (const { operation, operands, result } of block.instructions) {
        if (result !== null && factOf(facts, result).constant !== null && isComputation(operation)) for (const operand of operands) inner.add(operand);
      }
    }
    for (const block of fn.blocks) {
      if (!facts.reached.has(block.id)) continue;
      for (const { operation, result, position, immediate } of block.instructions) {
        const isTold = operation === 'constant' ? immediate.folded === true || !isLiteral(position) : isComputation(operation);
        if (result === null || position === null || inner.has(result) || !isTold) continue;
        const fact = factOf(facts, result);
        // What the compiler makes up (an implicit `return None`, a jump's test) has the place of something else.
        if (fact.constant === null || position.lineno !== position.end_lineno) continue;
        const value = reprOf(fact.constant);
        if (value === null || value.length > longestValue || isGuess(fact.assumption) || !isComputedAt(source.ast, now(position))) continue;
        const { provenance, because } = provenanceOf(fact.assumption, false);
        hints.push({ ...endOf(now(position)), kind: 'constant', label: ` = ${value}`, value, provenance, tooltip: `Always ${value}${because}: computed when the program is compiled.` });
      }
    }
  }

  if (fn === undefined) return [];
  addFunction(fn);
  if (fn.notCompiled === null && !source.facts.opensFrames) {
    addVariables(fn);
    addConstants(fn);
  }
  return hints;
}

/** What is told of the C functions that a module declares. */
export function hintsOfForeign({ facts, places }: HintSource): readonly Hint[] {
  return facts.foreign.map((declared): Hint => ({
    line: declared.position.end_lineno - 1, column: places.columnOf(declared.position.end_lineno, declared.position.end_col_offset), ...describeFunction(declared), provenance: declared.signature === null ? 'proved' : 'checked',
  }));
}

export const inOrder = (hints: readonly Hint[]): readonly Hint[] => [...hints].sort((a, b) => a.line - b.line || a.column - b.column);

export function hintsOf(source: HintSource): readonly Hint[] {
  return inOrder([...hintsOfForeign(source), ...source.ir.functions.flatMap((_, index) => hintsOfFunction(source, index))]);
}
