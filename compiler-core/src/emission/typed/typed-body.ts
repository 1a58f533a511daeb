/**
 * One function's typed body and its entry from objects. Variables are C++ numbers; an operation that cannot be done
 * with them jumps to a stub, which hands the live variables to the generic body at that very operation.
 *
 *     v3 = binary.mult v1, v2    →    if (RT_UNLIKELY(!rt::mult(v1, v2, &v3))) goto leave_2;
 */
import { factOf } from '../../facts/module-facts.js';
import type { Block, BlockId, Instruction, IrFunction, SlotId, ValueId } from '../../ir/function.js';
import { liveness } from '../../ir/analysis/liveness.js';
import type { Positioned } from '../../syntax/ast/nodes.generated.js';
import { typedBuiltins, type TypedPlan } from '../../selection/plan.js';
import { isNumber, type NumberRepresentation, representationOf } from '../../selection/representation.js';
import { bodyName, genericName, slotName, typedName } from '../names.js';
import type { ObjectTable } from '../object-table.js';
import type { ResumePoint } from '../resume-points.js';
import { createDepartures, type SavedWords } from './departures.js';
import { asTruth, binary, comparison, type Computation, cppTypes, literal, type TypedOperand, unary } from './numbers.js';

export interface TypedEmission {
  readonly objects: ObjectTable;
  readonly plans: ReadonlyMap<number, TypedPlan>;
  readonly functions: readonly IrFunction[];
  unitOf(position: Positioned): number | null;
}

export interface TypedBody {
  /** Before all bodies. */
  readonly declaration: string;
  readonly text: string;
  /** Where it enters the generic body. */
  readonly resumePoints: readonly ResumePoint[];
}

const forms = { int: 'integer', float: 'floating', bool: 'boolean' } as const satisfies Record<NumberRepresentation, SavedWords['form']>;

function resultType(plan: TypedPlan): string {
  return plan.result === 'float' ? 'rt::FloatResult' : 'rt::IntResult';
}

function signatureOf(fn: IrFunction, plan: TypedPlan): string {
  const parameters = plan.parameters.map((kind, index) => `${cppTypes[kind]} ${slotName(fn.slots[index]?.name ?? '', index)}`);
  return `static ${resultType(plan)} ${typedName(fn.name, plan.function)}(${['rt::Native& activation', 'int remaining', ...parameters].join(', ')})`;
}

export function emitTypedBody(fn: IrFunction, plan: TypedPlan, emission: TypedEmission): TypedBody {
  const flags = new Set<SlotId>();
  // The first pass finds out which variables need to know whether they are bound.
  emitOnce(fn, plan, emission, flags);
  const { text, resumePoints } = emitOnce(fn, plan, emission, flags);
  return { declaration: `${signatureOf(fn, plan)};`, text: `${text}\n${emitEntry(fn, plan)}`, resumePoints };
}

function emitOnce(fn: IrFunction, plan: TypedPlan, emission: TypedEmission, flags: Set<SlotId>): { readonly text: string; readonly resumePoints: readonly ResumePoint[] } {
  const { facts } = plan;
  const live = liveness(fn);
  const lines: string[] = [];
  const declarations = new Map<string, string>();
  const statics: string[] = [];
  const texts = new Map<ValueId, string>();
  const constants = new Map<ValueId, string>();
  const guards = new Map<string, string>();
  let sites = 0;
  let polls = false;
  const say = (line: string): void => { lines.push(`  ${line}`); };
  const slots = fn.slots.map((slot, index) => slotName(slot.name, index));
  const slotText = (slot: SlotId | undefined): string => slots[slot ?? -1] ?? '';
  const kindOf = (value: ValueId): ReturnType<typeof representationOf> => representationOf(factOf(facts, value));
  const unit = (position: Positioned | null): number => (position === null ? -1 : emission.unitOf(position) ?? -1);

  const departures = createDepartures({
    fn,
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

  function emitGlobal(instruction: Instruction, result: ValueId, block: Block, index: number): void {
    const fact = factOf(facts, result);
    const name = instruction.immediate.name ?? '';
    const key = emission.objects.nameExpression(name);
    if (fact.type === 'builtin') {
      const object = `reinterpret_cast<PyObject*>(&${typedBuiltins[name]})`;
      constants.set(result, object);
      say(`if (RT_UNLIKELY(!rt::is_builtin(home, ${key}, ${object}))) goto ${leave(block, index)};`);
      return;
    }
    const guard = guards.get(name) ?? `guard_${guards.size}`;
    if (!guards.has(name)) statics.push(`static rt::GlobalGuard ${guard};`);
    guards.set(name, guard);
    if (fact.type === 'function') {
      constants.set(result, `natives[${fact.target}].function`);
      say(`if (RT_UNLIKELY(!rt::is_function(${guard}, home, ${key}, natives[${fact.target}]))) goto ${leave(block, index)};`);
      return;
    }
    const kind = kindOf(result);
    if (isNumber(kind)) say(`if (RT_UNLIKELY(!rt::unbox(rt::global_value(${guard}, home, ${key}), &${variable(result, cppTypes[kind])}))) goto ${leave(block, index)};`);
  }

  function emitBuiltinCall(name: string, operands: readonly ValueId[], result: ValueId, block: Block, index: number): void {
    const values = operands.map(operand);
    const [first, second, third] = values;
    if (name === 'range') {
      const [start, stop, step] = second === undefined ? ['0', first?.text, '1'] : [first?.text, second.text, third?.text ?? '1'];
      say(`if (RT_UNLIKELY(!rt::start_range(${start}, ${stop}, ${step}, &${variable(result, 'rt::RangeCursor')}))) goto ${leave(block, index)};`);
    } else if (first !== undefined) {
      const kind = name === 'float' ? 'float' : name === 'bool' ? 'bool' : 'int';
      if (name === 'int' && first.kind === 'float') compute({ kind: 'checked', call: (target) => `rt::truncate(${first.text}, &${target})` }, result, 'int', block, index);
      else compute({ kind: 'always', expression: name === 'bool' ? asTruth(first) : `${cppTypes[kind]}(${first.text})` }, result, kind, block, index);
    }
  }

  function emitCall(instruction: Instruction, result: ValueId, block: Block, index: number): void {
    const [callee, ...operands] = instruction.operands as [ValueId, ...ValueId[]];
    const fact = factOf(facts, callee);
    if (fact.type === 'builtin') {
      emitBuiltinCall(fact.name ?? '', operands, result, block, index);
      return;
    }
    const target = emission.plans.get(fact.target ?? -1);
    const called = emission.functions[fact.target ?? -1];
    if (target === undefined || called === undefined) throw new Error(`${fn.qualname} calls what has no typed body`);
    const at = unit(instruction.position);
    const site = `site_${sites++}`;
    statics.push(`static const rt::CallSite ${site} = {&natives[${target.function}], ${at}};`);
    const isUsed = live.before(block, index + 1).values.has(result);
    const object = 'object = rt::object_of(called);';
    const raise = `if (called.status == rt::status_error) goto ${departures.request({ block, index, raises: true, unit: at, result: null })};`;
    const afterwards = isUsed ? departures.request({ block, index: index + 1, raises: false, unit: -1, result }) : '';
    const kind = target.result;
    const value = isNumber(kind) ? variable(result, cppTypes[kind]) : '';
    const back = !isUsed ? 'Py_DECREF(object);' : isNumber(kind) ? `if (!rt::unbox(object, &${value})) goto ${afterwards}; Py_DECREF(object);` : `if (object != Py_None) goto ${afterwards}; Py_DECREF(object);`;
    say(`if (RT_UNLIKELY(remaining <= 0)) goto ${leave(block, index)};`);
    say(`{ rt::Native callee{&activation, &${site}, nullptr};`);
    say(`  const ${resultType(target)} called = ${typedName(called.name, target.function)}(${['callee', 'remaining - 1', ...operands.map((each) => operand(each).text)].join(', ')});`);
    say('  if (RT_UNLIKELY(callee.frame != nullptr)) rt::end_visible(callee, called.status == rt::status_error);');
    say(`  if (RT_UNLIKELY(called.status != rt::status_native)) { ${raise} ${object} ${back} }${value === '' ? '' : ` else ${value} = ${kind === 'bool' ? 'called.value != 0' : 'called.value'};`} }`);
  }

  function emitInstruction(instruction: Instruction, block: Block, index: number): void {
    const { operation, operands, immediate, result } = instruction;
    const slot = slotText(immediate.slot);
    const flag = (value: boolean): void => { if (immediate.slot !== undefined && flags.has(immediate.slot)) say(`bound_${immediate.slot} = ${value};`); };
    const [family, operator = ''] = operation.split('.') as [string, string?];
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
      const constant = immediate.constant ?? { type: 'none' };
      constants.set(result, emission.objects.constantExpression(constant));
      texts.set(result, literal(constant) ?? '0');
      return;
    }
    if (isNumber(kind) && fact.constant !== null && (fact.assumption === null || operation.startsWith('compare.is')) && /^(binary|inplace|compare|unary)$/.test(family)) {
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
        else compute(unary('not', operand(operands[0]!)), result, 'bool', block, index);
        return;
      default: break;
    }
    const values = operands.map(operand);
    const [left, right] = values;
    if (left === undefined || !isNumber(kind)) return;
    if (family === 'unary') compute(unary(operator, left), result, kind, block, index);
    else if (right === undefined) return;
    else if (family === 'compare') {
      const { expression, exact } = comparison(operator, left, right);
      if (exact !== null) say(`if (RT_UNLIKELY(!${exact})) goto ${leave(block, index)};`);
      say(`${variable(result, 'bool')} = ${expression};`);
    } else compute(binary(operator, left, right, kind), result, kind, block, index);
  }

  function jump(block: Block, target: BlockId): string {
    if (target > block.id) return `goto block${target};`;
    polls = true;
    const at = unit(block.terminator.position);
    const raise = departures.request({ block, index: block.instructions.length, raises: true, unit: at, result: null });
    return `{ if (RT_UNLIKELY(!rt::poll(activation, thread, ${at}))) goto ${raise}; goto block${target}; }`;
  }

  function emitReturn(value: ValueId): void {
    const kind = kindOf(value);
    const text = texts.get(value) ?? '0';
    const type = resultType(plan);
    if (isNumber(kind) && plan.result === kind) say(`return ${type}{${text}, rt::status_native};`);
    else if (kind === 'none' && plan.result === 'none') say(`return ${type}{0, rt::status_native};`);
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
      case 'return': emitReturn(terminator.value); return;
      case 'raise': case 'reraise': return;
    }
  }

  for (const block of fn.blocks) {
    const leaves = plan.blocks.get(block.id);
    if (leaves === undefined) continue;
    lines.push(`block${block.id}:;`);
    block.instructions.slice(0, leaves ?? undefined).forEach((instruction, index) => { emitInstruction(instruction, block, index); });
    if (leaves === null) emitTerminator(block);
    else say(`goto ${leave(block, leaves)};`);
  }

  const { tables, stubs, words, points, places } = departures.finish();
  const parameters = new Set(slots.slice(0, fn.parameterCount));
  const variables = fn.slots.flatMap((_, index) => {
    const kind = plan.slots[index] ?? null;
    if (kind === 'range_iterator') return [`rt::RangeCursor ${slots[index]} = {};`];
    return isNumber(kind) && !parameters.has(slots[index] ?? '') ? [`${cppTypes[kind]} ${slots[index]} = 0;`] : [];
  });
  const text = `${signatureOf(fn, plan)} {
  ${statics.join('\n  ')}
  ${tables}
  ${variables.join(' ')}
  ${[...declarations].map(([name, type]) => (type === 'rt::RangeCursor' ? `${type} ${name} = {};` : `${type} ${name} = 0;`)).join(' ')}
  ${[...flags].map((slot) => `bool bound_${slot} = false;`).join(' ')}
  ${polls ? 'PyThreadState* const thread = rt::compat::current_thread();' : ''}
  std::int64_t words[${words}]; const rt::Departure* departure = nullptr; PyObject* object = nullptr; (void)words; (void)object; (void)remaining;
${lines.join('\n')}
  ${stubs}
depart: __attribute__((cold, unused));
  return rt::boxed<${resultType(plan)}>(rt::leave_typed(activation, natives[${plan.function}], *departure, words, ${places}, ${genericName(fn.name, plan.function)}));
}
`;
  return { text, resumePoints: points };
}

/** The body that everybody else calls: arguments out of their objects, the result into one. */
function emitEntry(fn: IrFunction, plan: TypedPlan): string {
  const count = plan.parameters.length;
  const native = `natives[${plan.function}]`;
  const checks = plan.parameters.map((_, index) => ` || !rt::unbox(locals[${index}], &argument_${index})`).join('');
  const box = plan.result === 'none' || plan.result === 'object' ? 'rt::retain(Py_None)'
    : plan.result === 'bool' ? 'rt::retain(called.value != 0 ? Py_True : Py_False)' : `rt::box_or_same(called.value, locals, ${count})`;
  return `static PyObject* ${bodyName(fn.name, plan.function)}(rt::Frame& frame, PyObject** locals, PyObject* closure) {
  ${plan.parameters.map((kind, index) => `${cppTypes[kind]} argument_${index};`).join(' ')}
  if (RT_UNLIKELY(${native}.departures >= rt::departure_limit || !rt::is_home(frame, home)${checks}))
    return ${genericName(fn.name, plan.function)}(frame, locals, closure, 0);
  rt::Native activation{nullptr, nullptr, &frame};
  const ${resultType(plan)} called = ${typedName(fn.name, plan.function)}(${['activation', 'rt::call_budget(frame)', ...plan.parameters.map((_, index) => `argument_${index}`)].join(', ')});
  PyObject* result = called.status == rt::status_native ? ${box} : rt::object_of(called);
  ${plan.parameters.map((_, index) => `rt::drop(locals[${index}]);`).join(' ')}
  return result;
}
`;
}
