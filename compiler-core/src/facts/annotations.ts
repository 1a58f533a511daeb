/**
 * The inferred types that may be written into the text as annotations: those of parameters, results and, where a type checker
 * would take another from the first assignment, variables. Left out is what is a guess, what has no plain name where it would
 * stand, and what a type checker, which looks into a function once it is annotated, would not follow: it takes a variable,
 * an attribute or a list for what is first put in. From the AST, the IR and its facts, for `taipan annotate`.
 */
import type { Instruction, IrFunction, IrModule } from '../ir/function.js';
import { eachChild } from '../syntax/ast/children.js';
import type { AstNode, ClassDef, expr, Module, stmt } from '../syntax/ast/nodes.generated.js';
import { isGuess } from './assumption.js';
import { firstLineOf } from './class-declarations.js';
import type { Fact } from './fact.js';
import { decoratingHint, hintNames } from './function-declarations.js';
import { isWritable, writeType } from './heap.js';
import { factOf, type ModuleFacts } from './module-facts.js';
import { endOfParameters, type FunctionNode, parametersOf } from './signature-end.js';
import { boundBy } from './unseen-code.js';

/** Text to put into the source at an offset. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
  /** The lines of the `def` that it is for, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface AnnotationSource {
  readonly text: string;
  readonly ast: Module;
  readonly ir: IrModule;
  readonly facts: ModuleFacts;
  /** The offset of a place that the AST gives: a line from 1, a column in UTF-8. */
  offsetOf(line: number, column: number): number;
}

/** A function of the text and what is around it. */
interface Definition {
  readonly node: FunctionNode;
  readonly owner: ClassDef | null;
  readonly fn: IrFunction;
  readonly index: number;
}

const builtinNames: ReadonlySet<string> = new Set(['None', 'int', 'float', 'bool', 'complex', 'str', 'bytes', 'list', 'dict', 'set', 'frozenset', 'tuple', 'range', 'slice', 'bytearray']);
const transparent: ReadonlySet<string> = new Set(['property', 'staticmethod', 'classmethod']);
/** What special methods give whatever their class is; other parts of them are laid down by `object`. */
const specialResults: ReadonlySet<string> = new Set(['__repr__', '__str__', '__len__', '__hash__', '__eq__', '__ne__', '__lt__', '__le__', '__gt__', '__ge__', '__bool__', '__call__', '__contains__']);
const isSpecial = (name: string): boolean => name.startsWith('__') && name.endsWith('__');
const hasUnion = (type: string): boolean => type.includes('|');
const containers: ReadonlySet<string> = new Set(['list', 'dict', 'set', 'frozenset', 'tuple']);
const numbersOnly = /^(?:int|float|bool)(?: \| (?:int|float|bool))*$/;

export function annotationsOf(source: AnnotationSource): readonly Insertion[] {
  const { ast, ir, facts } = source;
  // A star may bring other functions of these names.
  if (facts.opensFrames || importsStar(ast)) return [];
  const names = hintNames(ast);
  const definitions = definitionsIn(ast, ir);
  const classes = ast.body.filter((node) => node._type === 'ClassDef');
  const attributes = attributeTypes();
  const uses = usesIn(ast);
  const isDeferred = ast.body.some((node) => node._type === 'ImportFrom' && node.module === '__future__' && node.names.some(({ name }) => name === 'annotations'));

  /** The type as an annotation writes it, null where it is left out. */
  function typeOf(fact: Fact | undefined): string | null {
    if (fact === undefined || !isWritable(fact)) return null;
    const { text, assumption } = writeType(fact, facts.heap);
    // A container of anything says too little, and one of several types is not what a type checker makes of a display.
    if (isGuess(assumption) || text === '' || /\b(?:list|dict|set|frozenset|tuple)\b(?!\[)/.test(text) || /\[[^\]]*\|/.test(text)) return null;
    return text;
  }

  /** With quotes where a name is not bound yet when the annotation is computed; null where it means something else there. */
  function written(type: string, { node, owner }: Definition): string | null {
    const used = type.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
    const members = owner === null ? new Set<string>() : new Set(owner.body.flatMap((each) => [...boundBy(each), ...(each._type === 'Assign' ? each.targets.flatMap(boundBy) : each._type === 'AnnAssign' ? boundBy(each.target) : [])]));
    let isLate = false;
    for (const name of used) {
      const of = classes.find((each) => each.name === name);
      if (of !== undefined ? names.bindings.get(name) !== 1 : !builtinNames.has(name) || names.bindings.has(name)) return null;
      if (members.has(name)) return null;
      if (of !== undefined && of.end_lineno >= node.lineno) isLate = true;
    }
    return isLate && !isDeferred ? `'${type}'` : type;
  }

  /** By attribute name: the types that the module stores, `?` for what is not known; `None` in a class's body too. */
  function attributeTypes(): ReadonlyMap<string, ReadonlySet<string>> {
    const types = new Map<string, Set<string>>();
    const add = (name: string, type: string): void => { types.set(name, (types.get(name) ?? new Set()).add(type)); };
    ir.functions.forEach((fn, index) => {
      for (const block of fn.blocks) for (const instruction of block.instructions) {
        const known = facts.functions[index];
        if (instruction.operation === 'attribute.set' && known !== undefined) add(instruction.immediate.name, typeOf(factOf(known, instruction.operands[1]!)) ?? '?');
      }
    });
    const visit = (node: AstNode): void => {
      if (node._type === 'ClassDef') {
        for (const each of node.body) {
          const value = each._type === 'Assign' && each.value._type === 'Constant' ? each.value.value.type : '?';
          const targets = each._type === 'Assign' ? each.targets : [];
          for (const target of targets) if (target._type === 'Name') add(target.id, value === 'none' ? 'None' : value);
        }
      }
      eachChild(node, visit);
    };
    visit(ast);
    return types;
  }

  /** Whether a type checker takes what is first put there for what always is. */
  function isOneType(types: ReadonlySet<string> | undefined): boolean {
    if (types === undefined) return true;
    return types.size === 1 && !types.has('None') && ![...types].some(hasUnion);
  }

  function storesIn(fn: IrFunction): readonly Instruction[] {
    return fn.blocks.flatMap((block) => block.instructions.filter(({ operation }) => operation === 'attribute.set' || operation === 'global.set' || operation === 'local.set'));
  }

  /** Annotations that the function's variables need for a type checker to follow; null where that does not do. */
  function variablesOf(definition: Definition): readonly Insertion[] | null {
    const { fn, index, node } = definition;
    const known = facts.functions[index];
    if (known === undefined) return null;
    const bySlot = new Map<number, Instruction[]>();
    for (const instruction of storesIn(fn)) {
      const { operation, immediate } = instruction;
      if (operation === 'attribute.set' && !isOneType(attributes.get(immediate.name))) return null;
      if (operation === 'global.set') {
        const type = typeOf(facts.globalFact(immediate.name));
        if (type === null || hasUnion(type)) return null;
      }
      if (operation === 'local.set' && fn.slots[immediate.slot]?.kind !== 'hidden') bySlot.set(immediate.slot, [...bySlot.get(immediate.slot) ?? [], instruction]);
    }
    if (storesEmpty(node)) return null;
    const insertions: Insertion[] = [];
    for (const [slot, stores] of bySlot) {
      const given = stores.map((store) => factOf(known, store.operands[0]!));
      const types = new Set(given.map((fact) => typeOf(fact) ?? '?'));
      const name = fn.slots[slot]?.name ?? '';
      if (types.has('None') && types.size > 1) return null;
      // A type checker asks what an empty display will hold.
      const isEmpty = assignmentsIn(node, name).some(({ value }) => isEmptyDisplay(value));
      if (given.some((fact) => containers.has(fact.type) && typeOf(fact) === null)) return null;
      const isParameter = slot < fn.parameterCount;
      if (isParameter) types.add(typeOf(known.parameters[slot]) ?? '?');
      const whole = typeOf(known.slots[slot]);
      if (types.size === 1 && (stores.length === 1 || whole !== null) && !isEmpty) continue;
      const place = isParameter || whole === null ? null : firstAssignment(node, name);
      const text = whole === null ? null : written(whole, definition);
      // What is now this and now that, it follows in its own way.
      if (place === null || text === null || (hasUnion(text) && !numbersOnly.test(text))) return null;
      insertions.push({ offset: source.offsetOf(place.end_lineno, place.end_col_offset), text: `: ${text}`, firstLine: firstLineOf(node), lastLine: node.end_lineno });
    }
    return insertions;
  }

  /** A default that is of another type than what calls pass. */
  function fitsDefault(type: string, value: expr | null | undefined): boolean {
    if (value === null || value === undefined) return true;
    const signed = value._type === 'UnaryOp' ? value.operand : value;
    if (signed._type !== 'Constant') return false;
    const name = signed.value.type === 'none' ? 'None' : signed.value.type;
    return type.split(' | ').includes(name);
  }

  function defaultsOf({ args }: FunctionNode): ReadonlyMap<string, expr | null> {
    const positional = [...args.posonlyargs, ...args.args];
    return new Map([
      ...args.defaults.map((value, at) => [positional[positional.length - args.defaults.length + at]?.arg ?? '', value] as const),
      ...args.kwonlyargs.map(({ arg }, at) => [arg, args.kw_defaults[at] ?? null] as const),
    ]);
  }

  function signatureOf(definition: Definition): readonly { readonly offset: number; readonly text: string }[] {
    const { node, owner, fn, index } = definition;
    const known = facts.functions[index];
    if (known === undefined) return [];
    const found: { readonly offset: number; readonly text: string }[] = [];
    const defaults = defaultsOf(node);
    const isPlainMethod = owner !== null && !node.decorator_list.some((each) => each._type === 'Name' && each.id === 'staticmethod');
    parametersOf(node).forEach((parameter, place) => {
      if (parameter.annotation !== null || (isPlainMethod && place === 0)) return;
      if (isSpecial(node.name) && node.name !== '__init__' && node.name !== '__call__') return;
      const slot = fn.slots.findIndex((each) => each.kind === 'parameter' && each.name === parameter.arg);
      const type = typeOf(known.parameters[slot]);
      // Of what may be None a type checker wants to see each test.
      if (type === null || (hasUnion(type) && !numbersOnly.test(type)) || type === 'None' || !fitsDefault(type, defaults.get(parameter.arg))) return;
      const text = written(type, definition);
      if (text !== null) found.push({ offset: source.offsetOf(parameter.end_lineno, parameter.end_col_offset), text: `: ${text}` });
    });
    const isMaking = node.name === '__init__';
    const mayReturn = node.returns === null && node._type === 'FunctionDef' && !fn.isGenerator && (!isSpecial(node.name) || specialResults.has(node.name) || isMaking);
    const result = isMaking ? 'None' : typeOf(known.result);
    const isWanted = result === 'None' && !isMaking && uses.results.has(node.name);
    const text = mayReturn && !isWanted && result !== null && (!hasUnion(result) || numbersOnly.test(result)) ? written(result, definition) : null;
    const end = text === null ? null : endOfParameters(node, source.text, source.offsetOf);
    if (end !== null) found.push({ offset: end, text: ` -> ${text}` });
    // Alone it would only make a type checker look.
    return isMaking && found.length === 1 && node.args.args.length > 1 && parametersOf(node).slice(1).every(({ annotation }) => annotation === null) ? [] : found;
  }

  function isAnnotatable({ node, owner, fn }: Definition): boolean {
    // Where it is taken as a value, or stands for another, a type checker compares its type with others.
    if (fn.notCompiled !== null || uses.values.has(node.name) || (owner === null && names.bindings.get(node.name) !== 1)) return false;
    if (!node.decorator_list.every((each) => (each._type === 'Name' && transparent.has(each.id) && !names.bindings.has(each.id)) || decoratingHint(names, each) !== null)) return false;
    // What the methods of its bases say of it is not known.
    return owner === null || isMakingOnly(node) || owner.bases.every((base) => base._type === 'Name' && (base.id === 'object' || classes.some((each) => each.name === base.id)));
  }

  const isMakingOnly = (node: FunctionNode): boolean => node.name === '__init__';

  /** Methods of one name, in whatever classes, have to agree, as one may override another. */
  function overridden(): ReadonlySet<string> {
    const seen = new Map<string, string>();
    const different = new Set<string>();
    for (const definition of definitions) {
      if (definition.owner === null || isMakingOnly(definition.node)) continue;
      const { name } = definition.node;
      const types = [...parametersOf(definition.node).slice(1).map((_, place) => typeOf(facts.functions[definition.index]?.parameters[place + 1])), typeOf(facts.functions[definition.index]?.result)].join(', ');
      if (seen.has(name) && seen.get(name) !== types) different.add(name);
      seen.set(name, types);
    }
    return different;
  }

  const different = overridden();
  return definitions.flatMap((definition): readonly Insertion[] => {
    const { node, owner } = definition;
    if (!isAnnotatable(definition) || (owner !== null && different.has(node.name))) return [];
    const signature = signatureOf(definition);
    const variables = signature.length === 0 ? null : variablesOf(definition);
    if (variables === null) return [];
    return [...signature.map((each) => ({ ...each, firstLine: firstLineOf(node), lastLine: node.end_lineno })), ...variables];
  }).sort((a, b) => a.offset - b.offset);
}

function importsStar(node: AstNode): boolean {
  let found = node._type === 'ImportFrom' && node.names.some(({ name }) => name === '*');
  eachChild(node, (child) => { found ||= importsStar(child); });
  return found;
}

/** The functions of the module and the methods of its classes that have a body of their own in the IR. */
function definitionsIn(ast: Module, ir: IrModule): readonly Definition[] {
  const indexes = new Map(ir.functions.map((fn, index) => [`${fn.firstLine} ${fn.name}`, index] as const));
  const found: Definition[] = [];
  const visit = (body: readonly stmt[], owner: ClassDef | null): void => {
    for (const node of body) {
      if (node._type === 'ClassDef' && owner === null) visit(node.body, node);
      if (node._type !== 'FunctionDef' && node._type !== 'AsyncFunctionDef') continue;
      const index = indexes.get(`${firstLineOf(node)} ${node.name}`);
      const fn = ir.functions[index ?? -1];
      if (index !== undefined && fn !== undefined) found.push({ node, owner, fn, index });
    }
  };
  visit(ast.body, null);
  return found;
}

function assignmentsIn(node: FunctionNode, name: string): readonly { readonly target: expr; readonly value: expr; readonly isSimple: boolean }[] {
  const found: { target: expr; value: expr; isSimple: boolean }[] = [];
  const visit = (each: AstNode, isTop: boolean): void => {
    if (each._type === 'Assign') for (const target of each.targets) if (target._type === 'Name' && target.id === name) found.push({ target, value: each.value, isSimple: isTop && each.targets.length === 1 });
    if (each._type !== 'FunctionDef' && each._type !== 'AsyncFunctionDef' && each._type !== 'ClassDef' && each._type !== 'Lambda') eachChild(each, (child) => { visit(child, false); });
  };
  for (const statement of node.body) visit(statement, true);
  return found;
}

/** The target of the first assignment, if nothing but a statement of the body itself makes it. */
function firstAssignment(node: FunctionNode, name: string): expr | null {
  const [first] = assignmentsIn(node, name);
  return first?.isSimple === true ? first.target : null;
}

function isEmptyDisplay(value: expr): boolean {
  const isCall = value._type === 'Call' && value.func._type === 'Name' && containers.has(value.func.id) && value.args.length === 0 && value.keywords.length === 0;
  return isCall || (value._type === 'List' && value.elts.length === 0) || (value._type === 'Dict' && value.keys.length === 0);
}

/** Whether it gives attributes what does not say their type. */
function storesEmpty(node: FunctionNode): boolean {
  let found = false;
  const visit = (each: AstNode): void => {
    if (each._type === 'Assign' && each.targets.some((target) => target._type === 'Attribute') && (isEmptyDisplay(each.value) || (each.value._type === 'Constant' && each.value.value.type === 'none'))) found = true;
    eachChild(each, visit);
  };
  visit(node);
  return found;
}

/** Names of functions and methods that the text takes as values, and of those whose result it does something with. */
function usesIn(ast: Module): { readonly values: ReadonlySet<string>; readonly results: ReadonlySet<string> } {
  const [values, results] = [new Set<string>(), new Set<string>()];
  const visit = (node: AstNode, isCallee: boolean, isStatement: boolean): void => {
    const name = node._type === 'Name' && node.ctx === 'Load' ? node.id : node._type === 'Attribute' && node.ctx === 'Load' ? node.attr : null;
    if (name !== null && !isCallee) values.add(name);
    if (node._type === 'Call' && !isStatement) {
      if (node.func._type === 'Name') results.add(node.func.id);
      if (node.func._type === 'Attribute') results.add(node.func.attr);
    }
    eachChild(node, (child) => { visit(child, node._type === 'Call' && child === node.func, node._type === 'Expr'); });
  };
  visit(ast, false, false);
  return { values, results };
}
