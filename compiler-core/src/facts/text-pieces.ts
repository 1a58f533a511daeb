/**
 * What is read from the AST before anything is known, statement by statement: the module's and those of its classes. After an
 * edit only statements with new nodes are read, and what others say is not counted again.
 */
import { eachChild } from '../syntax/ast/children.js';
import type { AstNode, AsyncFunctionDef, ClassDef, FunctionDef, Module, stmt } from '../syntax/ast/nodes.generated.js';
import { declareFunction, type FunctionDeclaration, globalsBoundIn, type HintNames, hintNamesIn } from './function-declarations.js';
import { createTally } from './names.js';
import { boundBy, createUnseenReader, flagKinds, moduleIsUnseen, nameKinds, type Place, placeOfClass, type UnseenCode, type UnseenPiece } from './unseen-code.js';

export type Definition = ClassDef | FunctionDef | AsyncFunctionDef;

/** A class that the text defines, with the names that its statements bind. */
export interface WrittenClass {
  readonly node: ClassDef;
  readonly members: readonly ReadonlySet<string>[];
}

/** Of what something else may be said than before. */
export interface Told {
  /** Null where it may be of all. */
  readonly names: ReadonlySet<string> | null;
  /** Indexes of functions. */
  readonly functions: ReadonlySet<number>;
}

export interface TextPieces {
  update(ast: Module, isModuleSeen: boolean): Told;
  readonly hints: HintNames;
  readonly unseen: UnseenCode;
  /** By index of the function, of those that `def` makes. */
  readonly functions: ReadonlyMap<number, FunctionDeclaration>;
  /** Those that one statement makes the only thing that a global holds. */
  functionOfGlobal(name: string): number | undefined;
  classes(): readonly WrittenClass[];
}

interface Piece {
  /** Where it stands, as far as that matters. */
  readonly context: string;
  /** What its definitions were when it was read. */
  readonly answers: ReadonlyMap<Definition, string>;
  readonly unseen: UnseenPiece;
  readonly bindings: readonly string[];
  readonly functions: readonly (readonly [index: number, declared: FunctionDeclaration])[];
  /** Classes in it, itself apart where it is the head of one. */
  readonly classes: readonly WrittenClass[];
  /** Names that it binds where it stands. */
  readonly members: ReadonlySet<string>;
}

export function firstLineOf(node: Definition): number {
  return Math.min(node.lineno, ...node.decorator_list.map((decorator) => decorator.lineno));
}

/** Names that a statement of a class's body binds. */
function membersIn(statement: stmt): ReadonlySet<string> {
  const members = new Set<string>();
  const visit = (each: AstNode): void => {
    for (const name of boundBy(each)) members.add(name);
    if (each._type !== 'FunctionDef' && each._type !== 'AsyncFunctionDef' && each._type !== 'ClassDef' && each._type !== 'Lambda') eachChild(each, visit);
  };
  visit(statement);
  return members;
}

/**
 * `isSeen`: of which functions there is an IR. A statement that an edit left alone is read again where its definitions are other functions
 * than before, or seen where they were not: code that nothing reached has none.
 */
export function createTextPieces(isSeen: (node: Definition) => boolean, functionOf: (node: Definition) => number | undefined): TextPieces {
  /** What was asked about the definitions of the statement that is being read. */
  let answers = new Map<Definition, string>();
  const answerOf = (node: Definition): string => `${functionOf(node)} ${isSeen(node)}`;
  const isAnsweredAlike = (piece: Piece): boolean => [...piece.answers].every(([node, answer]) => answerOf(node) === answer);
  const noted = (node: Definition): Definition => { answers.set(node, answerOf(node)); return node; };
  const reader = createUnseenReader((node) => isSeen(noted(node)));
  let [told, toldFunctions] = [new Set<string>(), new Set<number>()];
  const tell = (name: string): void => { told.add(name); };
  const tallies = Object.fromEntries(nameKinds.map((kind) => [kind, createTally(tell)] as const)) as Record<(typeof nameKinds)[number], ReturnType<typeof createTally>>;
  const flags = createTally();
  const bindings = createTally(tell);
  const functions = new Map<number, FunctionDeclaration>();
  const ofGlobals = new Map<string, Set<number>>();
  let pieces = new Map<stmt, Piece>();
  let hints = hintNamesIn({ _type: 'Module', body: [], type_ignores: [] }, bindings);
  let unseen = unseenNow();

  function unseenNow(): UnseenCode {
    const opensAll = flags.has('hasBuiltins') && flags.has('namesBuiltin');
    return { ...tallies, importsStar: flags.has('importsStar'), opensGlobals: opensAll || flags.has('opensGlobals'), opensAttributes: opensAll || flags.has('opensAttributes'), opensFrames: flags.has('opensFrames') };
  }

  /** Functions that a statement defines; those in the code of the module itself may be globals. */
  function functionsIn(statement: stmt, owner: string | null): Piece['functions'] {
    const found: (readonly [number, FunctionDeclaration])[] = [];
    const visit = (node: AstNode, within: string | null, isGlobal: boolean): void => {
      const isFunction = node._type === 'FunctionDef' || node._type === 'AsyncFunctionDef';
      const index = isFunction ? functionOf(noted(node)) : undefined;
      if (isFunction && index !== undefined) found.push([index, declareFunction(hints, node, within, isGlobal)]);
      eachChild(node, (child) => { visit(child, node._type === 'ClassDef' ? node.name : within, isGlobal && !isFunction && node._type !== 'ClassDef' && node._type !== 'Lambda'); });
    };
    visit(statement, owner, owner === null);
    return found;
  }

  function classesIn(statement: stmt): readonly WrittenClass[] {
    const found: WrittenClass[] = [];
    const visit = (node: AstNode): void => {
      if (node._type === 'ClassDef') found.push({ node, members: node.body.map(membersIn) });
      eachChild(node, visit);
    };
    visit(statement);
    return found;
  }

  function readPiece(statement: stmt, owner: ClassDef | null, place: Place | null, context: string): Piece {
    answers = new Map();
    const isHead = owner === null && statement._type === 'ClassDef';
    if (isHead) {
      const head: ClassDef = { ...statement, body: [] };
      return { context, answers, unseen: reader.ofHeader(statement, place), bindings: [statement.name], functions: functionsIn(head, null), classes: classesIn(head).filter(({ node }) => node !== head), members: new Set() };
    }
    return {
      context, answers, unseen: reader.ofStatement(statement, place, owner?.name ?? null), bindings: globalsBoundIn(statement, owner === null),
      functions: functionsIn(statement, owner?.name ?? null), classes: classesIn(statement), members: owner === null ? new Set() : membersIn(statement),
    };
  }

  function count(piece: Piece, by: 1 | -1): void {
    for (const kind of nameKinds) for (const name of piece.unseen.names[kind]) tallies[kind].add(name, by);
    for (const kind of flagKinds) if (piece.unseen.flags[kind]) flags.add(kind, by);
    for (const name of piece.bindings) bindings.add(name, by);
  }

  function declare(piece: Piece): void {
    for (const [index, declared] of piece.functions) {
      functions.set(index, declared);
      toldFunctions.add(index);
      if (declared.global === null) continue;
      ofGlobals.set(declared.global, (ofGlobals.get(declared.global) ?? new Set()).add(index));
      tell(declared.global);
    }
  }

  function forget(piece: Piece): void {
    for (const [index, declared] of piece.functions) {
      functions.delete(index);
      toldFunctions.add(index);
      if (declared.global === null) continue;
      ofGlobals.get(declared.global)?.delete(index);
      if (ofGlobals.get(declared.global)?.size === 0) ofGlobals.delete(declared.global);
      tell(declared.global);
    }
  }

  let body: readonly stmt[] = [];

  function readAll(ast: Module, isModuleSeen: boolean): void {
    const next = new Map<stmt, Piece>();
    const added: Piece[] = [];
    const take = (statement: stmt, owner: ClassDef | null, place: Place | null, context: string): void => {
      const known = pieces.get(statement);
      const piece = known?.context === context && isAnsweredAlike(known) ? known : readPiece(statement, owner, place, context);
      if (piece !== known) added.push(piece);
      next.set(statement, piece);
    };
    const top = isModuleSeen ? null : moduleIsUnseen;
    for (const statement of ast.body) {
      take(statement, null, top, String(isModuleSeen));
      if (statement._type !== 'ClassDef') continue;
      const inside = placeOfClass(statement);
      for (const member of statement.body) take(member, statement, inside, `${statement.name} ${[...inside.declared].join()}`);
    }
    // First what goes, so that nothing is gone that comes again.
    for (const [statement, piece] of pieces) {
      if (next.get(statement) === piece) continue;
      count(piece, -1);
      forget(piece);
    }
    for (const piece of added) {
      count(piece, 1);
      declare(piece);
    }
    pieces = next;
    body = ast.body;
  }

  return {
    update(ast, isModuleSeen) {
      [told, toldFunctions] = [new Set(), new Set()];
      readAll(ast, isModuleSeen);
      const now = hintNamesIn(ast, bindings);
      const isOther = now.text !== hints.text || now.isUsed !== hints.isUsed;
      hints = now;
      if (isOther) {
        // What is a hint says what annotations and decorators mean.
        for (const piece of pieces.values()) count(piece, -1);
        pieces = new Map();
        functions.clear();
        ofGlobals.clear();
        readAll(ast, isModuleSeen);
      }
      const before = unseen;
      unseen = unseenNow();
      const isOpen = (['importsStar', 'opensGlobals', 'opensAttributes', 'opensFrames'] as const).some((kind) => before[kind] !== unseen[kind]);
      return { names: isOther || isOpen ? null : told, functions: toldFunctions };
    },
    get hints() { return hints; },
    get unseen() { return unseen; },
    functions,
    functionOfGlobal: (name) => (bindings.get(name) === 1 ? [...ofGlobals.get(name) ?? []][0] : undefined),
    classes: () => body.flatMap((statement) => [
      ...pieces.get(statement)?.classes ?? [],
      ...(statement._type === 'ClassDef' ? [{ node: statement, members: statement.body.map((member) => pieces.get(member)?.members ?? new Set<string>()) }, ...statement.body.flatMap((member) => pieces.get(member)?.classes ?? [])] : []),
    ]),
  };
}
