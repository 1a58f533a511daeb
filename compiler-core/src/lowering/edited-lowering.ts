/**
 * The IR of a module that is being edited: only functions whose nodes are new are lowered again, beside the module's own
 * code, for the server. What was not lowered again keeps its index and the lines that it had then.
 *
 * A function that takes the place of another of its name gets that one's index; others get new ones, so indexes do not say
 * an order. `order` does: it is the one in which `lowerModule` numbers the same functions.
 */
import type { IrFunction, IrModule } from '../ir/function.js';
import { sameFunction } from '../ir/same-function.js';
import type { ScopeTree } from '../scopes/scope.js';
import { childrenOf } from '../syntax/ast/children.js';
import { isSameNode } from '../syntax/ast/difference.js';
import type { AstNode, AsyncFunctionDef, ClassDef, FunctionDef, Module, stmt } from '../syntax/ast/nodes.generated.js';
import type { TargetVersion } from '../targets/target-version.js';
import { createModuleContext, lowerNestedFunctions } from './function-body.js';
import { finishFunction, importsProfilerIn, importsStringAnnotations, lowerModuleCode } from './module.js';

export interface EditedIr {
  /** With holes where functions were. */
  readonly ir: IrModule;
  readonly order: readonly number[];
  /** Functions that do something else than before, and new ones. */
  readonly changed: ReadonlySet<number>;
  readonly removed: ReadonlySet<number>;
  /** Whether functions that are kept come in another order, or nothing is as it was. */
  readonly isReordered: boolean;
  /** The index of the function that a node stands for. */
  functionOf(node: AstNode): number | undefined;
  nodeOf(index: number): AstNode | undefined;
  /** The line on which it is now. */
  lineOf(index: number): number;
}

export interface LoweringEditor {
  update(module: Module, scopes: ScopeTree): EditedIr;
}

interface Session {
  readonly hasStringAnnotations: boolean;
  readonly importsProfiler: boolean;
  readonly functions: (IrFunction | null)[];
  /** As they are given to others. */
  readonly finished: IrFunction[];
  readonly functionOf: Map<AstNode, number>;
  readonly nodeOf: Map<number, AstNode>;
  /** By function: those that its code makes, as it meets them. */
  readonly children: Map<number, number[]>;
  statements: ReadonlySet<stmt>;
  /** The module's statements, with their lines when its own code was lowered. */
  body: readonly stmt[];
  lines: readonly number[];
  order: readonly number[];
}

export function createLoweringEditor(target: TargetVersion): LoweringEditor {
  let session: Session | null = null;
  const profiled = new WeakMap<stmt, boolean>();

  function importsProfiler(statement: stmt): boolean {
    const known = profiled.get(statement);
    if (known !== undefined) return known;
    const found = statement._type === 'ClassDef' ? statement.body.some(importsProfiler) : importsProfilerIn([statement]);
    profiled.set(statement, found);
    return found;
  }

  return {
    update(module, scopes) {
      const flags = { hasStringAnnotations: importsStringAnnotations(module.body), importsProfiler: module.body.some(importsProfiler) };
      const isNew = session?.hasStringAnnotations !== flags.hasStringAnnotations || session.importsProfiler !== flags.importsProfiler || session.functions.length > 2 * session.order.length + 1000;
      const current = isNew || session === null ? newSession(flags) : session;
      session = current;
      return lowerAgain(current, module, scopes, target, isNew);
    },
  };
}

function newSession(flags: Pick<Session, 'hasStringAnnotations' | 'importsProfiler'>): Session {
  return { ...flags, functions: [], finished: [], functionOf: new Map(), nodeOf: new Map(), children: new Map(), statements: new Set(), body: [], lines: [], order: [] };
}

/** Those that editing leaves as they are one by one: the module's, and those of its classes. */
function statementsOf(module: Module): ReadonlySet<stmt> {
  return new Set(module.body.flatMap((each) => (each._type === 'ClassDef' ? [each, ...each.body] : [each])));
}

/**
 * The statements of the module that are new but do nothing else in the module's own code than those before them: functions and
 * classes with the same head. Null where that code may be another, or stand on other lines.
 */
function changedInside({ body, lines }: Session, module: Module): readonly Definition[] | null {
  if (body.length !== module.body.length) return null;
  const changed: Definition[] = [];
  for (const [place, statement] of module.body.entries()) {
    const before = body[place]!;
    if (statement.lineno !== lines[place]) return null;
    if (before === statement) continue;
    if (!isDefinition(statement) || !isDefinition(before) || !hasSameHead(before, statement)) return null;
    changed.push(statement);
  }
  return changed;
}

type Definition = FunctionDef | AsyncFunctionDef | ClassDef;
const isDefinition = (statement: stmt): statement is Definition => statement._type === 'FunctionDef' || statement._type === 'AsyncFunctionDef' || statement._type === 'ClassDef';

/** Heads with functions in them count as others, and so does what stands on one line. */
function hasSameHead(left: Definition, right: Definition): boolean {
  if (left.lineno === left.end_lineno || right.lineno === right.end_lineno) return false;
  const headOf = (node: Definition): Definition => ({ ...node, body: [], end_lineno: 0, end_col_offset: 0 });
  return isSameNode(headOf(left), headOf(right)) && !makesFunctions(headOf(right));
}

function makesFunctions(node: AstNode): boolean {
  const isOne = node._type === 'Lambda' || node._type === 'ListComp' || node._type === 'SetComp' || node._type === 'DictComp' || node._type === 'GeneratorExp' || ('type_params' in node && node.type_params.length > 0);
  return isOne || childrenOf(node).some(makesFunctions);
}

function lowerAgain(session: Session, module: Module, scopes: ScopeTree, target: TargetVersion, isNew: boolean): EditedIr {
  const { functions, finished, functionOf, nodeOf, children, order: orderBefore, statements: statementsBefore } = session;
  const statements = statementsOf(module);
  const ofModule: ReadonlySet<AstNode> = new Set(module.body);
  const before = new Map([[0, children.get(0) ?? []]]);
  const taken = new Set<number>();
  const lowered: number[] = [];

  /** Whether nothing of the new text is that function any more; code in functions is new as a whole. */
  function isFree(index: number, isOfStatements: boolean): boolean {
    const node = nodeOf.get(index) as stmt;
    return !taken.has(index) && (!isOfStatements || (statementsBefore.has(node) && !statements.has(node)));
  }

  const numbers = {
    next(owner: number, node: AstNode, name: string): number {
      const ofOwner = nodeOf.get(owner);
      const isOfStatements = owner === 0 || (ofOwner?._type === 'ClassDef' && ofModule.has(ofOwner));
      const old = before.get(owner)?.find((each) => finished[each]?.name === name && isFree(each, isOfStatements));
      const index = old ?? functions.length;
      taken.add(index);
      const known = nodeOf.get(index);
      if (known !== undefined && functionOf.get(known) === index) functionOf.delete(known);
      nodeOf.set(index, node);
      before.set(index, children.get(index) ?? []);
      children.set(index, []);
      lowered.push(index);
      return index;
    },
    met(owner: number, index: number): void {
      const all = children.get(owner);
      if (all !== undefined && !all.includes(index)) all.push(index);
    },
  };
  const { hasStringAnnotations, importsProfiler } = session;
  const context = { scopes, target, hasStringAnnotations, importsProfiler, functions, functionOf, numbers };
  const others = isNew ? null : changedInside(session, module);
  const [codeBefore, childrenBefore] = [functions[0] ?? null, children.get(0) ?? []];
  if (others !== null) {
    children.set(0, [...childrenBefore]);
    lowerNestedFunctions(createModuleContext(context), others);
    functions[0] = codeBefore;
  }
  // Where something takes no other's place, the module's own code says where it comes.
  if (others === null || children.get(0)!.length > childrenBefore.length) {
    children.set(0, []);
    lowered.unshift(0);
    lowerModuleCode(module, createModuleContext(context));
    session.lines = module.body.map(({ lineno }) => lineno);
  }
  session.body = module.body;

  const changed = new Set<number>();
  for (const index of lowered) {
    const made = finishFunction(functions[index]);
    const known = finished[index];
    if (known === undefined || !sameFunction(known, made)) changed.add(index);
    finished[index] = made;
  }
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (index: number): void => {
    if (seen.has(index)) return;
    seen.add(index);
    order.push(index);
    for (const child of children.get(index) ?? []) visit(child);
  };
  visit(0);
  const removed = new Set(orderBefore.filter((index) => !seen.has(index)));
  for (const index of removed) {
    const node = nodeOf.get(index);
    if (node !== undefined && functionOf.get(node) === index) functionOf.delete(node);
    nodeOf.delete(index);
    children.delete(index);
    delete functions[index];
    delete finished[index];
  }
  const ranks = new Map(orderBefore.map((index, rank) => [index, rank]));
  const kept = order.flatMap((index) => ranks.get(index) ?? []);
  session.order = order;
  session.statements = statements;
  return {
    ir: { name: '__main__', file: '<text>', isPackage: false, functions: finished },
    order,
    changed,
    removed,
    isReordered: isNew || kept.some((rank, place) => place > 0 && rank < kept[place - 1]!),
    functionOf: (node) => functionOf.get(node),
    nodeOf: (index) => nodeOf.get(index),
    lineOf(index) {
      const node = nodeOf.get(index);
      return node !== undefined && 'lineno' in node ? node.lineno : 1;
    },
  };
}
