/**
 * One function's semantic IR to the text of its generic C++ body: every value a `PyObject*`, every operation a call of
 * the runtime function that is its meaning. Error exits are gotos; no object of the body has a destructor.
 *
 *     v2 = binary.add v0, v1     →     site.at(6);
 *                                      t0 = rt::binary_add(a_0, b_1); if (RT_UNLIKELY(!t0)) goto raise_exit;
 */
import { boundAtEntry, boundReads } from '../ir/analysis/definite-assignment.js';
import { valueLifetimes } from '../ir/analysis/value-lifetimes.js';
import type { Block, BlockId, Instruction, InstructionOf, IrFunction, SlotId, ValueId } from '../ir/function.js';
import { terminatorOperands } from '../ir/successors.js';
import { keepsVariablesInMemory, optimizationOf } from '../selection/body-length.js';
import type { ObjectLowering, OperatorForms } from '../semantics/operations/operation.js';
import { operations } from '../semantics/operations/operations.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import { bodyName, cellName, genericName, slotName } from './names.js';
import type { ObjectTable } from './object-table.js';
import { createRegisters } from './registers.js';
import { framePlaces } from './frame-places.js';
import type { ResumePoint } from './resume-points.js';
import { type Declaration, neededDeclarations, parameterList, withoutUnusedLabels } from './used-names.js';
import { pythonString } from '../syntax/ast/python-string.js';

type Call = ObjectLowering & { readonly kind: 'call' };

/** `most_taken` of the runtime. */
const mostTaken = 32;

export interface FunctionEmission {
  readonly index: number;
  readonly objects: ObjectTable;
  /** The code unit whose location a position has in the function's code object; null where there is none. */
  unitOf(position: Positioned): number | null;
  /** The names of the places for variables in the function's frame; null where no interpreter was asked. */
  readonly variables: readonly string[] | null;
  /** Where a typed body may enter this one; without any, the body has no entries but its start. */
  readonly resumePoints?: readonly ResumePoint[] | undefined;
}

/** The C++ text of a function's body; the function must be compiled (`notCompiled === null`, not a generator). */
export function emitFunctionBody(fn: IrFunction, emission: FunctionEmission): string {
  const registers = createRegisters();
  const lifetimes = valueLifetimes(fn);
  const entryBindings = boundAtEntry(fn);
  const plain = new Map<ValueId, string>();
  const lines: string[] = [];
  const entered = new Set<BlockId>();
  const caches: string[] = [];
  const slots = fn.slots.map((slot, index) => slotName(slot.name, index));
  const cells = fn.cells.map((cell, index) => cellName(cell.name, index));
  const resumes: string[] = [];
  const resumePoints = emission.resumePoints ?? [];
  const say = (line: string): void => { lines.push(`  ${line}`); };

  const expressionOf = (value: ValueId): string => registers.find(value) ?? plain.get(value) ?? 'nullptr';
  const endsAt = (value: ValueId, block: Block, index: number): boolean => lifetimes.endsAt(value, block.id, index);
  const allocate = (value: ValueId): string => registers.allocate(value, lifetimes.isLocal(value));
  const dropDead = (values: readonly ValueId[], block: Block, index: number): void => {
    for (const value of new Set(values)) {
      const register = registers.find(value);
      if (register === undefined || !endsAt(value, block, index)) continue;
      say(`rt::drop(${register});`);
      registers.free(value);
    }
  };
  /** An owned reference to a value: moved out of its register at the last use, a new one otherwise. */
  const ownedOperand = (value: ValueId, block: Block, index: number): string => {
    const register = registers.find(value);
    if (register === undefined || !endsAt(value, block, index)) return `rt::retain(${expressionOf(value)})`;
    registers.free(value);
    return `rt::take(${register})`;
  };
  const raiseLabel = (block: Block): string => (block.handler === null ? 'raise_exit' : labelRaise(block.handler));
  const labelRaise = (handler: BlockId): string => {
    entered.add(handler);
    return `raise_${handler}`;
  };
  /** Where the frame is for sure; null after a label, and after what moves it itself. */
  let placed: number | null = null;
  const site = (position: Positioned | null): void => {
    const unit = position === null ? null : emission.unitOf(position);
    if (unit === null || unit === placed) return;
    say(`site.at(${unit});`);
    placed = unit;
  };

  /**
   * An array of operands, its size, and the bits of those that the call takes over: which end here and have a register,
   * free then. `hidden`, a slot that the call empties, comes second. Operands beyond the bits are lent.
   */
  function movedOperands(values: readonly ValueId[], block: Block, index: number, hidden: string | null = null): string[] {
    const places = hidden === null ? values.map((value) => value) : [...values.slice(0, 1), null, ...values.slice(1)];
    let taken = 0;
    const moved: ValueId[] = [];
    const passed = places.map((value, place) => {
      const register = value === null ? hidden : registers.find(value);
      const moves = place < mostTaken && typeof register === 'string' && (value === null || (endsAt(value, block, index) && values.indexOf(value) === values.lastIndexOf(value)));
      if (moves) taken |= 1 << place;
      if (moves && value !== null) moved.push(value);
      return moves ? `rt::take(${register})` : value === null ? hidden ?? '' : expressionOf(value);
    });
    for (const value of moved) registers.free(value);
    return [`rt::Operands<${passed.length}>{${passed.join(', ')}}.items`, String(passed.length), `0x${(taken >>> 0).toString(16)}`];
  }

  function passedOperands(operands: readonly ValueId[], as: Call['operands'], block: Block, index: number): readonly string[] {
    const texts = operands.map(expressionOf);
    switch (as) {
      case 'each': return texts;
      case 'array': return texts.length === 0 ? ['nullptr', '0'] : [`rt::Operands<${texts.length}>{${texts.join(', ')}}.items`, String(texts.length)];
      case 'moved': return movedOperands(operands, block, index);
    }
  }

  function argumentsOf(instruction: Instruction, lowering: Call, block: Block, index: number): string[] {
    const values = passedOperands(instruction.operands, lowering.operands, block, index);
    const { immediate } = instruction;
    const immediates = operations[instruction.operation].immediates.map((kind) => {
      switch (kind) {
        case 'name': return emission.objects.nameExpression(immediate.name ?? '');
        case 'constant': return emission.objects.constantExpression(immediate.constant ?? { type: 'none' });
        case 'count': case 'after': case 'index': case 'level': case 'conversion': return String(immediate[kind] ?? 0);
        case 'keywords': return emission.objects.constantExpression({ type: 'tuple', items: (immediate.keywords ?? []).map((name) => ({ type: 'str', value: pythonString(name) })) });
        case 'slot': return slots[immediate.slot ?? 0] ?? '';
        case 'cell': return cells[immediate.cell ?? 0] ?? '';
        case 'function': return `functions[${immediate.function ?? 0}]`;
      }
    });
    return [...(lowering.needsFrame ? ['frame'] : []), ...values, ...immediates, ...(lowering.cache === null ? [] : [newCache(lowering.cache)])];
  }

  /** The name of a static variable for what one operation remembers. */
  function newCache(type: string): string {
    const name = `cache${caches.length}`;
    caches.push(`static rt::${type} ${name};`);
    return name;
  }

  /** A call of an operator in the form that takes over the operands which end here; their registers are free then. */
  function operatorCall(forms: OperatorForms, operands: readonly ValueId[], block: Block, index: number): string {
    const taken = operands.map((value, place) => operands.indexOf(value) === place && operands.lastIndexOf(value) === place
      && registers.find(value) !== undefined && endsAt(value, block, index));
    const form = taken[0] === true ? (taken[1] === true ? forms.both : forms.left) : taken[1] === true ? forms.right : forms.none;
    const passed = operands.map((value, place) => (taken[place] === true ? `rt::take(${expressionOf(value)})` : expressionOf(value)));
    operands.forEach((value, place) => { if (taken[place] === true) registers.free(value); });
    return `rt::${form}(${passed.join(', ')})`;
  }

  /** `slot = slot op operand` in one step, and the slot: its old number or string may become the new one. */
  function updateOf(instruction: Instruction, block: Block, index: number): { readonly update: string; readonly variable: string } | null {
    const { operation, operands: [left, right], result } = instruction;
    const { object } = operations[operation];
    const next = block.instructions[index + 1];
    if (object.kind !== 'operator' || object.update === null || left === undefined || right === undefined || result === null) return null;
    if (next?.operation !== 'local.set' || next.operands[0] !== result || !endsAt(result, block, index + 1)) return null;
    // What the slot held may look at the frame when it ends.
    if (next.position?.lineno !== instruction.position?.lineno) return null;
    const variable = slots[next.immediate.slot];
    const isFromSlot = lifetimes.ownershipOf(left) === 'slot' && plain.get(left) === variable && endsAt(left, block, index);
    return isFromSlot && plain.get(right) !== variable && variable !== undefined ? { update: object.update, variable } : null;
  }

  function emitUpdate(instruction: Instruction, update: string, variable: string, block: Block, index: number): void {
    site(instruction.position);
    say(`if (RT_UNLIKELY(!rt::${update}(${variable}, ${expressionOf(instruction.operands[1]!)}))) goto ${raiseLabel(block)};`);
    dropDead(instruction.operands, block, index);
  }

  /** How an operation is done that is only asked for its truth, by the branch right after it; null for any other. */
  function testOf(instruction: Instruction, block: Block, index: number): OperatorForms | null {
    const { terminator } = block;
    const { object } = operations[instruction.operation];
    const isTested = index === block.instructions.length - 1 && terminator.kind === 'branch' && terminator.test === instruction.result && endsAt(terminator.test, block, index + 1);
    return isTested && object.kind === 'operator' ? object.test : null;
  }

  /** `result = call` with its failure edge, or the effect's. */
  function emitCall(instruction: Instruction, call: string, block: Block, index: number): void {
    const row = operations[instruction.operation];
    if (row.failure === 'raises') site(instruction.position);
    const failure = `goto ${raiseLabel(block)};`;
    if (instruction.result === null) {
      say(row.failure === 'raises' ? `if (RT_UNLIKELY(!${call})) ${failure}` : `${call};`);
    } else if (row.result === 'borrowed') {
      plain.set(instruction.result, call);
    } else {
      const register = allocate(instruction.result);
      say(`${register} = ${call};${row.failure === 'raises' ? ` if (RT_UNLIKELY(!${register})) ${failure}` : ''}`);
    }
    dropDead([...instruction.operands, ...(instruction.result === null ? [] : [instruction.result])], block, index);
  }

  function emitLocalGet(instruction: Instruction, slot: SlotId, isBound: boolean, block: Block, index: number): void {
    const { result } = instruction;
    if (result === null) return;
    const variable = slots[slot] ?? '';
    if (!isBound) {
      site(instruction.position);
      say(`if (RT_UNLIKELY(!${variable})) { rt::raise_unbound_local(${emission.objects.nameExpression(fn.slots[slot]?.name ?? '')}); goto ${raiseLabel(block)}; }`);
    }
    if (lifetimes.ownershipOf(result) === 'slot') {
      plain.set(result, variable);
      return;
    }
    say(`${allocate(result)} = rt::retain(${variable});`);
    dropDead([result], block, index);
  }

  function emitInstruction(instruction: Instruction, block: Block, index: number, isBound: boolean): void {
    const { operation, immediate, operands, result } = instruction;
    const slot = immediate.slot === undefined ? '' : slots[immediate.slot] ?? '';
    const cell = immediate.cell === undefined ? '' : cells[immediate.cell] ?? '';
    const cellIdentifier = immediate.cell === undefined ? '' : emission.objects.nameExpression(fn.cells[immediate.cell]?.name ?? '');
    const isFree = immediate.cell !== undefined && fn.cells[immediate.cell]?.kind === 'free';
    switch (operation) {
      case 'constant':
        if (result !== null) plain.set(result, emission.objects.constantExpression(immediate.constant));
        return;
      case 'pass': site(instruction.position); return;
      case 'local.get': emitLocalGet(instruction, immediate.slot, isBound, block, index); return;
      case 'local.set':
        // What the variable held may end here, and look around.
        if (fn.slots[immediate.slot]?.kind !== 'hidden') site(instruction.position);
        say(`rt::store(${slot}, ${ownedOperand(operands[0]!, block, index)});`);
        return;
      case 'local.clear':
        site(instruction.position);
        say(`rt::drop(${slot});`);
        return;
      case 'local.delete':
        site(instruction.position);
        say(`if (RT_UNLIKELY(!${slot})) { rt::raise_unbound_local(${emission.objects.nameExpression(fn.slots[immediate.slot]?.name ?? '')}); goto ${raiseLabel(block)}; }`);
        say(`rt::drop(${slot});`);
        return;
      case 'local.take': emitCall(instruction, `rt::take(${slot})`, block, index); return;
      case 'cell.get': emitCall(instruction, `rt::${isFree ? 'free_cell_get' : 'cell_get'}(${cell}, ${cellIdentifier})`, block, index); return;
      case 'cell.set':
        site(instruction.position);
        say(`rt::cell_set(${cell}, ${expressionOf(operands[0]!)});`);
        dropDead(operands, block, index);
        return;
      case 'cell.delete': emitCall(instruction, `rt::${isFree ? 'free_cell_delete' : 'cell_delete'}(${cell}, ${cellIdentifier})`, block, index); return;
      case 'cell.object': if (result !== null) plain.set(result, cell); return;
      case 'cell.clear': say(`rt::drop(${cell});`); return;
      case 'cell.renew': emitCall(instruction, `rt::cell_renew(${cell})`, block, index); return;
      case 'exception.enter': emitCall(instruction, `rt::exception_enter(frame, &${slot})`, block, index); return;
      case 'exception.leave':
        site(instruction.position);
        say(`rt::exception_leave(frame, &${slot});`);
        return;
      case 'context.enter': emitCall(instruction, `rt::context_enter(${expressionOf(operands[0]!)}, &${slot})`, block, index); return;
      case 'call.method': {
        // The lookup has a place of its own; the runtime goes on to the call's once it has the method.
        const called = instruction.position === null ? null : emission.unitOf(instruction.position);
        const call = `rt::call_method(frame, ${movedOperands(operands, block, index).join(', ')}, ${emission.objects.nameExpression(immediate.name)}, ${called ?? -1}, ${newCache('AttributeCache')})`;
        emitCall({ ...instruction, position: immediate.lookup ?? instruction.position }, call, block, index);
        placed = null;
        return;
      }
      case 'method.get':
        emitCall(instruction, `rt::method_get(${expressionOf(operands[0]!)}, ${emission.objects.nameExpression(immediate.name)}, &${slot}, ${newCache('AttributeCache')})`, block, index);
        return;
      case 'call.found':
        emitCall(instruction, `rt::call_found(frame, ${movedOperands(operands, block, index, slot).join(', ')}, ${newCache('CallCache')})`, block, index);
        return;
      case 'make.function': emitMakeFunction(instruction, block, index); return;
      default:
        emitLowering(instruction, operations[operation].object, block, index);
    }
  }

  function emitLowering(instruction: Instruction, lowering: ObjectLowering, block: Block, index: number): void {
    switch (lowering.kind) {
      case 'operator':
        // Where an operand ends, its destructor may look at the frame.
        site(instruction.position);
        emitCall(instruction, operatorCall(lowering.forms, instruction.operands, block, index), block, index);
        return;
      case 'call': emitCall(instruction, `rt::${lowering.function}(${argumentsOf(instruction, lowering, block, index).join(', ')})`, block, index); return;
      case 'own': throw new Error(`${fn.qualname}: no native body has ${instruction.operation}`);
    }
  }

  function emitMakeFunction(instruction: InstructionOf<'make.function'>, block: Block, index: number): void {
    const { immediate } = instruction;
    const operands = instruction.operands.map(expressionOf);
    const optional = [immediate.defaults, immediate.keywordDefaults, immediate.annotations].map((there) => (there === true ? operands.shift() ?? 'nullptr' : 'nullptr'));
    const closure = operands.length === 0 ? 'nullptr, 0' : `rt::Operands<${operands.length}>{${operands.join(', ')}}.items, ${operands.length}`;
    emitCall(instruction, `rt::make_closure(frame, functions[${immediate.function}], ${optional.join(', ')}, ${closure})`, block, index);
  }

  function emitTest(instruction: Instruction, forms: OperatorForms, block: Block, index: number): void {
    site(instruction.position);
    say(`truth = ${operatorCall(forms, instruction.operands, block, index)};`);
    dropDead(instruction.operands, block, index);
  }

  function jump(block: Block, target: BlockId): string {
    return target <= block.id ? `{ if (RT_UNLIKELY(!rt::poll(frame))) goto ${raiseLabel(block)}; goto block${target}; }` : `goto block${target};`;
  }

  function emitTerminator(block: Block): void {
    const { terminator } = block;
    const index = block.instructions.length;
    const operands = terminatorOperands(terminator);
    const last = block.instructions.at(-1);
    const isTested = last !== undefined && testOf(last, block, index - 1) !== null;
    if (terminator.kind !== 'jump' && !isTested) site(terminator.position);
    switch (terminator.kind) {
      case 'jump': say(jump(block, terminator.target)); return;
      case 'branch': {
        if (!isTested) {
          say(`truth = rt::truth(${expressionOf(terminator.test)});`);
          dropDead(operands, block, index);
        }
        if (!isTested || operations[last.operation].failure === 'raises') say(`if (RT_UNLIKELY(truth < 0)) goto ${raiseLabel(block)};`);
        say(`if (truth) ${jump(block, terminator.then)}`);
        say(jump(block, terminator.otherwise));
        return;
      }
      case 'next': {
        const register = allocate(terminator.result);
        say(`${register} = rt::next_item(${expressionOf(terminator.iterator)});`);
        say(`if (${register}) goto block${terminator.body};`);
        say(`if (RT_UNLIKELY(PyErr_Occurred() != nullptr)) goto ${raiseLabel(block)};`);
        say(`goto block${terminator.exhausted};`);
        return;
      }
      case 'return':
        say(`result = ${ownedOperand(terminator.value, block, index)};`);
        say('goto leave;');
        return;
      case 'raise':
        say(`rt::raise(frame, ${terminator.exc === null ? 'nullptr' : expressionOf(terminator.exc)}, ${terminator.cause === null ? 'nullptr' : expressionOf(terminator.cause)});`);
        say(`goto ${raiseLabel(block)};`);
        return;
      case 'reraise':
        say(`rt::reraise(frame, ${expressionOf(terminator.exception)}, ${terminator.showsRaise});`);
        say(`goto ${raiseLabel(block)};`);
    }
  }

  /** Labels the points at which the body can be entered before this instruction, and says how to get there. */
  function emitResumes(block: Block, index: number): void {
    for (const point of resumePoints) {
      if (point.block !== block.id || point.index !== index) continue;
      const loads = point.values.flatMap((value, place) => {
        const register = registers.find(value);
        return register === undefined ? [] : [`${register} = state[${fn.slots.length + place}];`];
      });
      if (!point.raises) lines.push(`resume_${point.entry}:;`);
      placed = null;
      resumes.push(`case ${point.entry}: ${point.raises ? `goto ${raiseLabel(block)}` : `${loads.join(' ')} goto resume_${point.entry}`};`);
    }
  }

  /** Where the values go that died on the way into a block: what a loop's body made has its register only later. */
  const entries: { readonly block: BlockId; readonly line: number }[] = [];
  for (const block of fn.blocks) {
    if (block.id !== 0 && !entryBindings.has(block.id)) continue;
    lines.push(`block${block.id}:;`);
    placed = null;
    entries.push({ block: block.id, line: lines.length });
    lines.push('');
    const bound = boundReads(block, entryBindings.get(block.id));
    for (let index = 0; index < block.instructions.length; index++) {
      const instruction = block.instructions[index]!;
      emitResumes(block, index);
      const updated = updateOf(instruction, block, index);
      const tested = testOf(instruction, block, index);
      if (tested !== null) {
        emitTest(instruction, tested, block, index);
      } else if (updated !== null) {
        emitUpdate(instruction, updated.update, updated.variable, block, index);
        index += 1;
      } else {
        emitInstruction(instruction, block, index, bound.has(index));
      }
    }
    emitResumes(block, block.instructions.length);
    emitTerminator(block);
  }
  for (const { block, line } of entries) {
    const dead = lifetimes.deadAtEntry(block).flatMap((value) => registers.find(value) ?? []);
    lines[line] = dead.map((register) => `  rt::drop(${register});`).join('\n');
  }

  const release = registers.all.map((register) => `rt::drop(${register});`).join(' ');
  // One way to all handlers: a release of every register at each would make the text of a large body quadratic.
  const unwinds = [...entered].map((handler) => `raise_${handler}:;\n  handler = ${handler}; goto unwind;\n`).join('');
  const dispatch = `unwind:;\n  rt::add_traceback(frame);\n  ${release}\n  switch (handler) { ${[...entered].map((handler) => `case ${handler}: goto block${handler};`).join(' ')} default: break; }\n`;
  const handlers = entered.size === 0 ? '' : `${unwinds}${dispatch}`;
  const isResumed = emission.resumePoints !== undefined;
  // Variables live in the frame; what it has no place for is the body's own.
  const places = framePlaces(fn, emission.variables);
  const inFrame = (name: string, place: number): Declaration => ({ name, text: `PyObject*& ${name} = variables[${place}];` });
  const owned = slots.filter((_, index) => places.slots[index] === null);
  const inMemory = keepsVariablesInMemory(fn) && owned.length > 0;
  const slotVariables = slots.flatMap((slot, index): Declaration[] => {
    const place = places.slots[index];
    return typeof place === 'number' ? [inFrame(slot, place)] : inMemory ? [] : [{ name: slot, text: `PyObject* ${slot} = nullptr;` }];
  });
  const inMemoryVariables = inMemory ? [
    { name: 'others', text: `PyObject* others[${owned.length}] = {}; rt::keep_in_memory(others);` },
    ...owned.map((slot, index) => ({ name: slot, text: `PyObject*& ${slot} = others[${index}];` })),
  ] : [];
  let freeIndex = 0;
  const cellVariables = fn.cells.flatMap((cell, index): Declaration[] => {
    const name = cells[index] ?? '';
    const content = cell.kind === 'free' ? `rt::retain(PyTuple_GET_ITEM(closure, ${freeIndex++}))`
      : `rt::new_cell(${cell.parameter === null ? 'nullptr' : `rt::take(variables[${cell.parameter}])`})`;
    const place = places.cells[index];
    const start = cell.inlined === undefined ? content : 'nullptr';
    if (typeof place !== 'number') return [{ name, text: `PyObject* ${name} = ${start};` }];
    return [inFrame(name, place), ...(cell.inlined === undefined ? [{ name: '', text: `${name} = ${start};`, hasEffects: true }] : [])];
  });
  // Memory may be too short for a cell.
  const madeCells = cells.filter((_, index) => fn.cells[index]?.kind !== 'free' && fn.cells[index]?.inlined === undefined);
  const cellCheck = madeCells.length === 0 ? '' : `  if (RT_UNLIKELY(${madeCells.map((cell) => `!${cell}`).join(' || ')})) goto raise_exit;\n`;
  const restored = slots.map((slot, index) => `rt::store(${slot}, state[${index}]);`).join(' ');
  const dropSlots = inMemory ? ['for (PyObject*& other : others) rt::drop(other);'] : owned.map((slot) => `rt::drop(${slot});`);
  const ownCells = cells.filter((_, index) => places.cells[index] === null);
  // The interpreter ends the variables of a comprehension that an exception leaves.
  const inlined = [...slots.filter((_, index) => fn.slots[index]?.inlined !== undefined), ...cells.filter((_, index) => fn.cells[index]?.inlined !== undefined)];
  const releaseAll = [...registers.all.map((register) => `rt::drop(${register});`), ...dropSlots, ...ownCells.map((cell) => `rt::drop(${cell});`)].join(' ');
  const start = isResumed ? `  if (entry != 0) { ${restored} }\n  switch (entry) { ${resumes.join(' ')} default: break; }\n` : '';
  const end = `raise_exit:;\n  ${inlined.map((variable) => `rt::drop(${variable});`).join(' ')}\nleave:;\n  ${releaseAll}\n  return result;`;
  const code = withoutUnusedLabels(`${cellCheck}${start}${lines.filter((line) => line !== '').join('\n')}\n${handlers}${end}`);
  const declarations = neededDeclarations([
    { name: 'site', text: 'const rt::Site site(frame);' },
    { name: 'variables', text: 'PyObject** const variables = frame.variables();' },
    ...caches.map((text, index) => ({ name: `cache${index}`, text })),
    ...slotVariables, ...inMemoryVariables, ...cellVariables,
    ...registers.all.map((name) => ({ name, text: `PyObject* ${name} = nullptr;` })),
    { name: 'result', text: 'PyObject* result = nullptr;' },
    { name: 'truth', text: 'int truth = 0;' },
    { name: 'handler', text: 'int handler = 0;' },
  ], code).map(({ text }) => text).join(' ');
  const parameters = [
    { type: 'rt::Frame&', name: 'frame' }, ...(isResumed ? [{ type: 'PyObject**', name: 'state' }] : []),
    { type: 'PyObject*', name: 'closure' }, ...(isResumed ? [{ type: 'int', name: 'entry' }] : []),
  ];
  const name = (isResumed ? genericName : bodyName)(fn.name, emission.index);
  const optimization = optimizationOf(fn);
  return `${optimization === '' ? '' : `RT_OPTIMIZE("${optimization}") `}static PyObject* ${name}(${parameterList(parameters, `${declarations}\n${code}`)}) {
  ${declarations}
${code}
}
`;
}
