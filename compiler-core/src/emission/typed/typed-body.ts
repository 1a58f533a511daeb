/**
 * One function's typed body. Variables are C++ numbers; an operation that cannot be done with them jumps to a stub, which
 * hands the live variables to the generic body at that very operation: at once if the body keeps its activation, or else
 * by being suspended (`selection/typed-calls.ts` says which).
 *
 *     v3 = binary.mult v1, v2    →    if (RT_UNLIKELY(!rt::mult(v1, v2, &v3))) goto leave_2;
 */
import type { Fact } from '../../facts/fact.js';
import { factOf } from '../../facts/module-facts.js';
import type { Block, BlockId, Instruction, InstructionOf, IrFunction, SlotId, ValueId } from '../../ir/function.js';
import { liveness } from '../../ir/analysis/liveness.js';
import { placeOfNext } from '../../ir/analysis/loop-starts.js';
import { calledRow, hintOfFactName } from '../../semantics/builtins/hints.js';
import { operations } from '../../semantics/operations/operations.js';
import type { Positioned } from '../../syntax/ast/nodes.generated.js';
import type { TypedPlan } from '../../selection/plan.js';
import { isNumber, type NumberRepresentation, representationOf } from '../../selection/representation.js';
import { closesLoop, type TypedCalls } from '../../selection/typed-calls.js';
import { successors } from '../../ir/successors.js';
import { framePlaces } from '../frame-places.js';
import { foreignName, genericName, slotName, typedName } from '../names.js';
import type { ObjectTable } from '../object-table.js';
import type { ResumePoint } from '../resume-points.js';
import { type Declaration, neededDeclarations, parameterList, withoutUnreadAssignments, withoutUnusedLabels } from '../used-names.js';
import { foreignArgument, foreignCall } from './foreign-calls.js';
import { createDepartures, type SavedWords } from './departures.js';
import { emitEntry } from './entry.js';
import { asTruth, binary, comparison, type Computation, cppTypes, literal, resultType, type TypedOperand, unary } from './numbers.js';

export interface TypedEmission {
  readonly objects: ObjectTable;
  readonly plans: ReadonlyMap<number, TypedPlan>;
  /** Of the same functions as the plans. */
  readonly calls: ReadonlyMap<number, TypedCalls>;
  readonly functions: readonly IrFunction[];
  unitOf(position: Positioned): number | null;
  unitOfReturn(start: Positioned | null, from: Positioned | null): number | null;
  /** As `CodeObject` has them, of the function at hand. */
  readonly variables: readonly string[] | null;
}

export interface TypedBody {
  /** Before all bodies. */
  readonly declaration: string;
  readonly text: string;
  /** Where it enters the generic body. */
  readonly resumePoints: readonly ResumePoint[];
}

const forms = { int: 'integer', float: 'floating', bool: 'boolean' } as const satisfies Record<NumberRepresentation, SavedWords['form']>;

/** Recursive calls gain from being unrolled, which g++ does with all its passes only. */
const optimized = 'RT_OPTIMIZE("O3") ';

/** With the names of those parameters that the code uses. */
function signatureOf(fn: IrFunction, plan: TypedPlan, isBare: boolean, code: string): string {
  const parameters = [
    ...(isBare ? [] : [{ type: 'rt::Native&', name: 'activation' }]), { type: 'int', name: 'remaining' },
    ...plan.parameters.map((kind, index) => ({ type: cppTypes[kind], name: slotName(fn.slots[index]?.name ?? '', index) })),
  ];
  return `static ${resultType(plan)} ${typedName(fn.name, plan.function)}(${parameterList(parameters, code)})`;
}

const isBareIn = (emission: TypedEmission, index: number): boolean => emission.calls.get(index)?.isBare === true;

export function emitTypedBody(fn: IrFunction, plan: TypedPlan, emission: TypedEmission): TypedBody {
  const flags = new Set<SlotId>();
  // The first pass finds out which variables need to know whether they are bound.
  emitOnce(fn, plan, emission, flags);
  const { text, resumePoints } = emitOnce(fn, plan, emission, flags);
  const entry = emitEntry(fn, plan, emission.calls.get(plan.function), emission.objects);
  return { declaration: `${signatureOf(fn, plan, isBareIn(emission, plan.function), '')};`, text: `${text}\n${entry}`, resumePoints };
}

function emitOnce(fn: IrFunction, plan: TypedPlan, emission: TypedEmission, flags: Set<SlotId>): { readonly text: string; readonly resumePoints: readonly ResumePoint[] } {
  const { facts } = plan;
  const isBare = isBareIn(emission, plan.function);
  const live = liveness(fn);
  const lines: string[] = [];
  const declarations = new Map<string, string>();
  const statics: string[] = [];
  const texts = new Map<ValueId, string>();
  const constants = new Map<ValueId, string>();
  const guards = new Map<string, string>();
  let sites = 0;
  const polls: string[] = [];
  /** Blocks of a bare body that have looked for an interruption when they end. */
  const looked = new Set<BlockId>();
  const say = (line: string): void => { lines.push(`  ${line}`); };
  const slots = fn.slots.map((slot, index) => slotName(slot.name, index));
  const slotText = (slot: SlotId | undefined): string => slots[slot ?? -1] ?? '';
  const kindOf = (value: ValueId): ReturnType<typeof representationOf> => representationOf(factOf(facts, value));
  const unit = (position: Positioned | null): number => (position === null ? -1 : emission.unitOf(position) ?? -1);

  const departures = createDepartures({
    fn,
    suspension: isBare ? { resultType: resultType(plan), native: `natives[${plan.function}]`, generic: genericName(fn.name, plan.function) } : null,
    savedSlot: (slot) => saved(plan.slots[slot] ?? null, slotText(slot)),
    savedValue: (value) => {
      const constant = constants.get(value);
      if (constant !== undefined) return { form: 'constant', words: [`reinterpret_cast<std::int64_t>(${constant})`] };
      return saved(kindOf(value), texts.get(value) ?? '');
    },
    flagOf: (slot) => {
      flags.add(slot);
      return `bound_${slot}`;
    },
  });

  function saved(kind: ReturnType<typeof representationOf>, text: string): SavedWords | null {
    switch (kind) {
      case 'int': case 'bool': return { form: forms[kind], words: [text] };
      case 'float': return { form: 'floating', words: [`rt::to_bits(${text})`] };
      case 'none': return { form: 'none', words: ['0'] };
      case 'range_iterator': return { form: 'range_iterator', words: [`${text}.next`, `std::int64_t(${text}.left)`, `${text}.step`] };
      default: return null;
    }
  }

  const wordsOf = (words: readonly string[]): string => `const std::int64_t shown[] = {${[...words.map((word) => `std::int64_t(${word})`), ...(words.length === 0 ? ['0'] : [])].join(', ')}};`;
  const leave = (block: Block, index: number): string => departures.request({ block, index, raises: false, unit: -1, result: null });

  function operand(value: ValueId): TypedOperand {
    const kind = kindOf(value);
    if (!isNumber(kind)) throw new Error(`v${value} of ${fn.qualname} is no number`);
    return { text: texts.get(value) ?? '0', kind };
  }

  /** The C++ variable of a value. */
  function variable(value: ValueId, type: string): string {
    const name = `v${value}`;
    declarations.set(name, type);
    texts.set(value, name);
    return name;
  }

  function compute(computation: Computation, result: ValueId, kind: NumberRepresentation, block: Block, index: number): void {
    const target = variable(result, cppTypes[kind]);
    if (computation.kind === 'always') say(`${target} = ${computation.expression};`);
    else say(`if (RT_UNLIKELY(!${computation.call(target)})) goto ${leave(block, index)};`);
  }

  function emitGlobal(instruction: InstructionOf<'global.get'>, result: ValueId, block: Block, index: number): void {
    const fact = factOf(facts, result);
    const { name } = instruction.immediate;
    const key = emission.objects.nameExpression(name);
    // The guards of the whole tree of calls say that these hold.
    if (fact.type === 'foreign') {
      constants.set(result, `${foreignName(name)}.function`);
      return;
    }
    if (fact.type === 'builtin' || fact.type === 'function') {
      const hint = hintOfFactName(fact.name ?? '');
      const builtin = hint === null ? `reinterpret_cast<PyObject*>(&${calledRow(fact.name ?? '')?.words?.object})` : `rt::hint_object("${hint}")`;
      constants.set(result, fact.type === 'builtin' ? builtin : `natives[${fact.target}].function`);
      return;
    }
    const guard = guards.get(name) ?? `guard_${guards.size}`;
    if (!guards.has(name)) statics.push(`static rt::GlobalGuard ${guard};`);
    guards.set(name, guard);
    const kind = kindOf(result);
    if (isNumber(kind)) say(`if (RT_UNLIKELY(!rt::unbox(rt::global_value(${guard}, home, ${key}), &${variable(result, cppTypes[kind])}))) goto ${leave(block, index)};`);
  }

  function emitBuiltinCall(name: string, operands: readonly ValueId[], result: ValueId, block: Block, index: number): void {
    const values = operands.map(operand);
    const [first, second, third] = values;
    const call = calledRow(name)?.words?.call;
    if (call?.kind === 'range') {
      const [start, stop, step] = second === undefined ? ['0', first?.text, '1'] : [first?.text, second.text, third?.text ?? '1'];
      say(`if (RT_UNLIKELY(!rt::start_range(${start}, ${stop}, ${step}, &${variable(result, 'rt::RangeCursor')}))) goto ${leave(block, index)};`);
    } else if (call?.kind === 'convert' && first !== undefined) {
      const { to, by } = call;
      if (to === 'int' && first.kind === 'float') compute({ kind: 'checked', call: (target) => `rt::truncate(${first.text}, &${target})` }, result, 'int', block, index);
      else compute({ kind: 'always', expression: to === 'bool' ? asTruth(first) : `${cppTypes[to]}(${first.text})` }, result, to, block, index);
      if (by !== undefined) say(`v${result} = ${cppTypes[to]}(${by}(v${result}));`);
    } else if (call?.kind === 'same') compute({ kind: 'always', expression: values[0]?.text ?? '0' }, result, first?.kind ?? 'int', block, index);
  }

  /** The C function by its address, with numbers: it returns at once and runs nothing else, or the guard does not hold. */
  function emitForeignCall(fact: Fact, operands: readonly ValueId[], result: ValueId, block: Block, index: number): void {
    const { signature, name } = fact;
    if (signature === null || name === null) return;
    const called = `${foreignName(name)}.address`;
    const words = operands.map((each, place) => foreignArgument(signature.parameters[place]!, operand(each)));
    const call = foreignCall(signature, called, words);
    // As deep as ctypes itself goes, which counts its call and a conversion.
    say(`if (RT_UNLIKELY(remaining < 4)) goto ${leave(block, index)};`);
    const kind = kindOf(result);
    if (isNumber(kind)) say(`${variable(result, cppTypes[kind])} = ${call};`);
    else say(`${call};`);
  }

  function emitCall(instruction: Instruction, result: ValueId, block: Block, index: number): void {
    const [callee, ...operands] = instruction.operands as [ValueId, ...ValueId[]];
    const fact = factOf(facts, callee);
    if (fact.type === 'builtin') {
      emitBuiltinCall(fact.name ?? '', operands, result, block, index);
      return;
    }
    if (fact.type === 'foreign') {
      emitForeignCall(fact, operands, result, block, index);
      return;
    }
    const target = emission.plans.get(fact.target ?? -1);
    const called = emission.functions[fact.target ?? -1];
    if (target === undefined || called === undefined) throw new Error(`${fn.qualname} calls what has no typed body`);
    const at = unit(instruction.position);
    const isUsed = live.before(block, index + 1).values.has(result);
    const kind = target.result;
    const value = isNumber(kind) ? variable(result, cppTypes[kind]) : '';
    const store = value === '' ? '' : `\n    ${value} = ${kind === 'bool' ? 'called.value != 0' : 'called.value'};`;
    const passed = ['remaining - 1', ...operands.map((each) => operand(each).text)];
    const isRecursive = emission.calls.get(plan.function)?.recursive.has(target.function) === true;
    if (isRecursive) lookForInterruption(block, index, at);
    say(`if (RT_UNLIKELY(remaining <= 0)) goto ${leave(block, index)};`);
    if (isBare) {
      const suspended = departures.suspend({ reason: 'call', block, index: index + 1, unit: at, result: isUsed ? result : null });
      say(`{ const ${resultType(target)} called = ${typedName(called.name, target.function)}(${passed.join(', ')});`);
      say(`  if (RT_UNLIKELY(called.status != rt::status_native)) goto ${suspended};${store} }`);
      return;
    }
    const raise = `if (object == nullptr) goto ${departures.request({ block, index, raises: true, unit: at, result: null })};`;
    const onwards = `rt::may_go_on(activation, home)`;
    const afterwards = departures.request({ block, index: index + 1, raises: false, unit: -1, result: isUsed ? result : null });
    const back = !isUsed ? `Py_DECREF(object); if (!${onwards}) goto ${afterwards};`
      : isNumber(kind) ? `if (!${onwards} || !rt::unbox(object, &${value})) goto ${afterwards}; Py_DECREF(object);`
        : `if (!${onwards} || object != Py_None) goto ${afterwards}; Py_DECREF(object);`;
    const shown = departures.show(block, index, at);
    if (isBareIn(emission, target.function)) {
      say(`{ const ${resultType(target)} called = ${typedName(called.name, target.function)}(${passed.join(', ')});`);
      say(`  if (RT_UNLIKELY(called.status != rt::status_native)) { ${wordsOf(shown.words)} object = rt::finish_call(activation, ${at}, ${shown.shown}, shown); ${raise} ${back} }${store === '' ? '' : ` else${store}`} }`);
      return;
    }
    const site = `site_${sites++}`;
    // Where only an interruption could look, the variables are not stored for it.
    const isShown = emission.calls.get(target.function)?.runsOthers === true;
    statics.push(`static const rt::CallSite ${site} = {&natives[${target.function}], ${at}, ${isShown ? `&${shown.shown}` : 'nullptr'}};`);
    say(`{ ${isShown ? wordsOf(shown.words) : ''} rt::Native callee{&activation, &${site}, nullptr, ${isShown ? 'shown' : 'nullptr'}};`);
    say(`  const ${resultType(target)} called = ${typedName(called.name, target.function)}(${['callee', ...passed].join(', ')});`);
    say('  if (RT_UNLIKELY(callee.frame != nullptr)) rt::end_visible(callee, called.status == rt::status_error);');
    say(`  if (RT_UNLIKELY(called.status != rt::status_native)) { object = called.status == rt::status_error ? nullptr : rt::object_of(called); ${raise} ${back} }${store === '' ? '' : ` else${store}`} }`);
  }

  /** Before an operation that may go on for long: a signal or another thread must not wait for it. */
  function lookForInterruption(block: Block, index: number, at: number): void {
    if (!isBare) {
      say(interruption(block, index, at));
      return;
    }
    // It has no loops, so one look on the way is enough.
    if (looked.has(block.id)) return;
    looked.add(block.id);
    say(`if (rt::is_interrupted()) goto ${departures.suspend({ reason: 'interruption', block, index, unit: at, result: null })};`);
  }

  /** Looks for an interruption, out of the way of what is quick; whoever sees it sees the variables as they are. */
  function interruption(block: Block, index: number, at: number): string {
    const raise = departures.request({ block, index, raises: true, unit: at, result: null });
    const { shown, words } = departures.show(block, index, at);
    const name = polls.length;
    polls.push(`poll_${name}: __attribute__((cold)); { ${wordsOf(words)} if (!rt::poll_visible(activation, ${at}, ${shown}, shown)) goto ${raise}; if (!rt::may_go_on(activation, home)) goto ${leave(block, index)}; goto polled_${name}; }`);
    return `if (rt::is_interrupted()) goto poll_${name}; polled_${name}:;`;
  }

  function emitInstruction(instruction: Instruction, block: Block, index: number): void {
    const { operation, operands, immediate, result } = instruction;
    const slot = slotText(immediate.slot);
    const flag = (value: boolean): void => { if (immediate.slot !== undefined && flags.has(immediate.slot)) say(`bound_${immediate.slot} = ${value};`); };
    const { meaning, words } = operations[operation];
    if (operation === 'local.set') {
      const kind = kindOf(operands[0]!);
      if (kind !== 'none') say(`${slot} = ${texts.get(operands[0]!) ?? '0'};`);
      flag(true);
      return;
    }
    if (operation === 'local.clear') return flag(false);
    if (result === null) return;
    const fact = factOf(facts, result);
    const kind = representationOf(fact);
    if (operation === 'constant') {
      constants.set(result, emission.objects.constantExpression(immediate.constant));
      texts.set(result, literal(immediate.constant) ?? '0');
      return;
    }
    if (isNumber(kind) && fact.constant !== null && (fact.assumption === null || operation === 'compare.is' || operation === 'compare.is_not') && meaning.operator !== undefined) {
      texts.set(result, literal(fact.constant) ?? '0');
      return;
    }
    switch (operation) {
      case 'local.get':
        // An iterator is the variable itself, which the loop moves on.
        if (kind === 'range_iterator') texts.set(result, slot);
        else if (isNumber(kind)) say(`${variable(result, cppTypes[kind])} = ${slot};`);
        return;
      case 'local.take':
        if (isNumber(kind)) say(`${variable(result, cppTypes[kind])} = ${slot};`);
        flag(false);
        return;
      case 'global.get': emitGlobal(instruction, result, block, index); return;
      case 'call': emitCall(instruction, result, block, index); return;
      case 'iterate': texts.set(result, texts.get(operands[0]!) ?? ''); return;
      case 'unary.not':
        if (kindOf(operands[0]!) === 'none') texts.set(result, 'true');
        else if (words !== null) compute(unary(words, operand(operands[0]!)), result, 'bool', block, index);
        return;
      default: break;
    }
    const values = operands.map(operand);
    const [left, right] = values;
    if (left === undefined || !isNumber(kind) || words === null) return;
    if (right === undefined) compute(unary(words, left), result, kind, block, index);
    else if (meaning.family === 'compare') {
      const { expression, exact } = comparison(words, left, right);
      if (exact !== null) say(`if (RT_UNLIKELY(!${exact})) goto ${leave(block, index)};`);
      say(`${variable(result, 'bool')} = ${expression};`);
    } else compute(binary(words, left, right), result, kind, block, index);
  }

  function jump(block: Block, target: BlockId): string {
    if (!closesLoop(fn, plan, block, target)) return `goto block${target};`;
    return `{ ${interruption(block, block.instructions.length, emission.unitOfReturn(placeOfNext(fn, target), block.terminator.position) ?? -1)} goto block${target}; }`;
  }

  function emitReturn(value: ValueId, block: Block): void {
    const kind = kindOf(value);
    const text = texts.get(value) ?? '0';
    const type = resultType(plan);
    if (isNumber(kind) && plan.result === kind) say(`return ${type}{${text}, rt::status_native};`);
    else if (kind === 'none' && plan.result === 'none') say(`return ${type}{0, rt::status_native};`);
    // Callers of bare bodies know numbers only.
    else if (isBare && plan.result !== 'object') say(`goto ${leave(block, block.instructions.length)};`);
    else if (isNumber(kind)) say(`return rt::boxed<${type}>(${kind === 'float' ? `rt::box_float(${text})` : kind === 'int' ? `rt::box_int(${text})` : `rt::retain(${text} ? Py_True : Py_False)`});`);
    else say(`return rt::boxed<${type}>(rt::retain(${kind === 'none' ? 'Py_None' : constants.get(value) ?? 'Py_None'}));`);
  }

  function emitTerminator(block: Block): void {
    const { terminator } = block;
    switch (terminator.kind) {
      case 'jump': say(jump(block, terminator.target)); return;
      case 'branch': {
        const test = kindOf(terminator.test) === 'none' ? 'false' : asTruth(operand(terminator.test));
        say(`if (${test}) ${jump(block, terminator.then)}`);
        say(jump(block, terminator.otherwise));
        return;
      }
      case 'next':
        say(`if (!rt::next_of(${texts.get(terminator.iterator) ?? ''}, &${variable(terminator.result, 'std::int64_t')})) goto block${terminator.exhausted};`);
        say(`goto block${terminator.body};`);
        return;
      case 'return': emitReturn(terminator.value, block); return;
      case 'raise': case 'reraise': return;
    }
  }

  const predecessors = new Map<BlockId, BlockId[]>();
  for (const block of fn.blocks) {
    if (plan.blocks.get(block.id) !== null) continue;
    for (const target of successors(block.terminator)) predecessors.set(target, [...predecessors.get(target) ?? [], block.id]);
  }
  for (const block of fn.blocks) {
    const leaves = plan.blocks.get(block.id);
    if (leaves === undefined) continue;
    lines.push(`block${block.id}:;`);
    const before = predecessors.get(block.id) ?? [];
    if (before.length > 0 && before.every((each) => looked.has(each))) looked.add(block.id);
    block.instructions.slice(0, leaves ?? undefined).forEach((instruction, index) => { emitInstruction(instruction, block, index); });
    if (leaves === null) emitTerminator(block);
    else say(`goto ${leave(block, leaves)};`);
  }

  const { tables, stubs, words, points, places } = departures.finish();
  const parameters = new Set(slots.slice(0, fn.parameterCount));
  const variables = fn.slots.flatMap((_, index): Declaration[] => {
    const kind = plan.slots[index] ?? null;
    const name = slots[index] ?? '';
    if (kind === 'range_iterator') return [{ name, text: `rt::RangeCursor ${name} = {};` }];
    return isNumber(kind) && !parameters.has(name) ? [{ name, text: `${cppTypes[kind]} ${name} = 0;` }] : [];
  });
  const leaving = isBare || stubs === '' ? '' : `
depart: __attribute__((cold));
  return rt::boxed<${resultType(plan)}>(rt::leave_typed(activation, natives[${plan.function}], *departure, words, ${places}, ${genericName(fn.name, plan.function)}));`;
  const isRecursive = (emission.calls.get(plan.function)?.recursive.size ?? 0) > 0;
  const locals = [
    ...variables,
    ...[...declarations].map(([name, type]) => ({ name, text: `${type} ${name} = ${type === 'rt::RangeCursor' ? '{}' : '0'};` })),
    ...[...flags].map((slot) => ({ name: `bound_${slot}`, text: `bool bound_${slot} = ${slot < fn.parameterCount};` })),
  ];
  const labelled = withoutUnusedLabels(`${[...lines, ...polls].join('\n')}\n  ${stubs}${leaving}`);
  const code = withoutUnreadAssignments(labelled, new Set(locals.map(({ name }) => name)));
  const needed = neededDeclarations([
    ...locals,
    { name: 'words', text: `std::int64_t words[${words}];` },
    { name: 'departure', text: 'const rt::Departure* departure = nullptr;' },
    { name: 'object', text: 'PyObject* object = nullptr;' },
  ], code).map(({ text }) => text).join(' ');
  const framePlacesOf = framePlaces(fn, emission.variables).slots.map((place) => place ?? -1);
  const shownTables = `static const std::int16_t slot_places[] = {${framePlacesOf.join(', ') || '0'}};\n  static const rt::FramePlaces frame_places = {${framePlacesOf.length}, slot_places};`;
  const usesPlaces = [tables, code, ...statics].some((each) => each.includes('&frame_places'));
  const body = `  ${usesPlaces ? shownTables : ''}
  ${tables}
  ${statics.join('\n  ')}
  ${needed}
${code}`;
  const text = `${isRecursive && isBare ? optimized : ''}${signatureOf(fn, plan, isBare, body)} {
${body}
}
`;
  return { text, resumePoints: points };
}
