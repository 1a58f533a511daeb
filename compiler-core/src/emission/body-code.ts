/**
 * The blocks of a function's lower IR as lines of C++: every value a `PyObject*` in a register or where something else
 * keeps it, every operation a call of the runtime function that its row names. Error exits are gotos; no object of the
 * body has a destructor. What is decided is in the instructions; here it is only spelled.
 *
 *     v2 = binary.add v0, v1 : object    →    site.at(6);
 *                                             t0 = rt::binary_add(a_0, b_1); if (RT_UNLIKELY(!t0)) goto raise_exit;
 */
import { usesByValue } from '../ir/analysis/live-blocks.js';
import { placeOfNext } from '../ir/analysis/loop-starts.js';
import type { BlockId, InstructionOf, ValueId } from '../ir/function.js';
import { isWord, type LowBlock, type LowFunction, type LowInstruction, type SlotId, type Word } from '../low/ir/function.js';
import { looksOf, representationsOf } from '../low/ir/looks.js';
import type { ObjectLowering } from '../semantics/operations/operation.js';
import { operations } from '../semantics/operations/operations.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import { pythonString } from '../syntax/ast/python-string.js';
import { createExits } from './exits.js';
import { createMemoryLayouts } from './memory-layouts.js';
import { cellName, slotName } from './names.js';
import type { ObjectTable } from './object-table.js';
import { createRegisters } from './registers.js';
import type { Suspensions } from './suspensions.js';
import type { ResumePoint } from './resume-points.js';
import type { Declaration } from './used-names.js';
import { cppWords, wordCode } from './words.js';

type Call = ObjectLowering & { readonly kind: 'call' };
type Operator = ObjectLowering & { readonly kind: 'operator' };

export interface CodeEmission {
  readonly objects: ObjectTable;
  /** The code unit whose location a position has in the function's code object; null where there is none. */
  unitOf(position: Positioned): number | null;
  /** As `CodeObject` has it. */
  unitOfReturn(start: Positioned | null, from: Positioned | null): number | null;
  readonly resumePoints: readonly ResumePoint[];
  /** Of a generator. */
  readonly suspensions: Suspensions | null;
}

export interface BodyCode {
  readonly lines: readonly string[];
  /** What operations remember, `cache0` and so on. */
  readonly caches: readonly Declaration[];
  /** The cases of the switch that enters the body in its middle. */
  readonly resumes: readonly string[];
  readonly registers: readonly string[];
  /** Variables for words. */
  readonly words: readonly Declaration[];
  /** What an exception that leaves the version with words shows first. */
  readonly shown: readonly string[];
  /** The handlers that some operation may raise to. */
  readonly handlers: readonly BlockId[];
}

export function emitCode(fn: LowFunction, emission: CodeEmission): BodyCode {
  const { source } = fn;
  const registers = createRegisters();
  const uses = usesByValue(fn);
  const reps = representationsOf(fn);
  const words: Declaration[] = [];
  const borrowed = new Map<ValueId, string>();
  const lines: string[] = [];
  const entered = new Set<BlockId>();
  const caches: Declaration[] = [];
  const layouts = createMemoryLayouts();
  const resumes: string[] = [];
  const slots = source.slots.map((slot, index) => slotName(slot.name, index));
  const cells = source.cells.map((cell, index) => cellName(cell.name, index));
  /** The block of the semantic IR that one is built from. */
  const originOf = (block: BlockId): BlockId => (fn.specialized === null || block < fn.specialized ? block : block - fn.specialized - 1) as BlockId;
  const isInWords = (block: LowBlock): boolean => fn.specialized !== null && block.id >= fn.specialized;
  /** The block that is being written. */
  let handler: BlockId | null = null;
  /** Where the frame is for sure; null after a label, and after what moves it itself. */
  let placed: number | null = null;

  const say = (line: string): void => { lines.push(`  ${line}`); };
  const expressionOf = (value: ValueId): string => registers.find(value) ?? borrowed.get(value) ?? 'nullptr';
  const raiseLabel = (): string => {
    if (handler === null) return 'raise_exit';
    entered.add(handler);
    return `raise_${handler}`;
  };
  const { stubs, wordOf, newerOf, showing, leaveLabel, arrive } = createExits({ fn, registers, repOf: (value) => reps.get(value), expressionOf, raiseLabel });
  const failWhere = (condition: string): string => `if (RT_UNLIKELY(${condition})) goto ${raiseLabel()};`;
  const site = (position: Positioned | null): void => {
    const unit = position === null ? null : emission.unitOf(position);
    if (unit === null || unit === placed) return;
    say(`site.at(${unit});`);
    placed = unit;
  };
  /** A register of its own for a value that other blocks read. */
  const allocate = (value: ValueId, block: BlockId): string => registers.allocate(value, (uses.get(value) ?? []).every((use) => use.block.id === block));
  const isTaken = ({ takes }: LowInstruction, place: number): boolean => (takes & (1 << place)) !== 0;

  const wordVariable = (value: ValueId): string => {
    const rep = reps.get(value);
    const name = `v${value}`;
    if (rep !== 'object' && rep !== 'borrowed' && rep !== undefined) words.push({ name, text: `${cppWords[rep]} ${name}${rep === 'cursor' ? ' = {}' : ' = 0'};` });
    borrowed.set(value, name);
    return name;
  };

  /** The operands as they are passed: those taken over are moved out of their registers, which are free then. */
  function passedOperands(instruction: LowInstruction): string[] {
    const { operands } = instruction;
    const texts = operands.map((value, place) => (isTaken(instruction, place) ? `rt::take(${expressionOf(value)})` : expressionOf(value)));
    operands.forEach((value, place) => { if (isTaken(instruction, place)) registers.free(value); });
    return texts;
  }

  const asArray = (texts: readonly string[]): string[] => (texts.length === 0 ? ['nullptr', '0'] : [`rt::Operands<${texts.length}>{${texts.join(', ')}}.items`, String(texts.length)]);

  /** An array of operands, its size, and the bits of those that the call takes over. `hidden`, a slot that it empties, comes second. */
  function movedOperands(instruction: LowInstruction, hidden: string | null = null): string[] {
    const texts = passedOperands(instruction);
    const { takes } = instruction;
    if (hidden === null) return [...asArray(texts), `0x${(takes >>> 0).toString(16)}`];
    const shifted = (takes & 1) | 2 | ((takes & ~1) << 1);
    return [...asArray([...texts.slice(0, 1), `rt::take(${hidden})`, ...texts.slice(1)]), `0x${(shifted >>> 0).toString(16)}`];
  }

  function argumentsOf(instruction: LowInstruction, lowering: Call): string[] {
    const { immediate } = instruction;
    const values = lowering.operands === 'moved' ? movedOperands(instruction) : lowering.operands === 'array' ? asArray(passedOperands(instruction)) : passedOperands(instruction);
    const immediates = operations[instruction.operation].immediates.map((kind) => {
      switch (kind) {
        case 'name': return emission.objects.nameExpression(immediate.name ?? '');
        case 'constant': return emission.objects.constantExpression(immediate.constant ?? { type: 'none' });
        case 'count': case 'after': case 'index': case 'level': case 'conversion': return String(immediate[kind] ?? 0);
        case 'keywords': return emission.objects.constantExpression({ type: 'tuple', items: (immediate.keywords ?? []).map((name) => ({ type: 'str', value: pythonString(name) })) });
        case 'slot': return slots[immediate.slot ?? 0] ?? '';
        case 'cell': return cells[immediate.cell ?? 0] ?? '';
        case 'function': return `functions[${immediate.function ?? 0}]`;
        case 'operation': case 'stack': throw new Error(`${instruction.operation} is no call`);
      }
    });
    return [...(lowering.needsFrame ? ['frame'] : []), ...values, ...immediates, ...(lowering.cache === null ? [] : [newCache(lowering.cache)])];
  }

  /** The name of a static variable for what one operation remembers. */
  function newCache(type: string): string {
    const name = `cache${caches.length}`;
    caches.push({ name, text: `static rt::${type} ${name};` });
    return name;
  }

  /** In the form that takes over the operands which the instruction does. */
  function operatorCall(instruction: LowInstruction, { forms, test }: Operator): string {
    const form = (instruction.rep === 'i1' ? test ?? forms : forms)[(['none', 'left', 'right', 'both'] as const)[instruction.takes & 3]!];
    return `rt::${form}(${passedOperands(instruction).join(', ')})`;
  }

  /** `result = call` with its failure edge, or the effect's. */
  function emitCall(instruction: LowInstruction, call: string, block: LowBlock): void {
    const { failure } = operations[instruction.operation];
    const { result, rep } = instruction;
    if (result === null) {
      say(failure === 'raises' ? `if (RT_UNLIKELY(!${call})) goto ${raiseLabel()};` : `${call};`);
    } else if (rep === 'borrowed') {
      borrowed.set(result, call);
    } else if (rep === 'i1') {
      say(`truth = ${call};`);
    } else {
      const register = allocate(result, block.id);
      say(`${register} = ${call};${failure === 'raises' ? ` ${failWhere(`!${register}`)}` : ''}`);
    }
  }

  function emitLocalGet(instruction: InstructionOf<'local.get'> & LowInstruction, block: LowBlock): void {
    const { result, immediate: { slot, bound }, rep } = instruction;
    if (result === null) return;
    const variable = slots[slot] ?? '';
    if (bound !== true) checkBound(variable, source.slots[slot]?.name ?? '');
    if (rep === 'borrowed') borrowed.set(result, variable);
    else say(`${allocate(result, block.id)} = rt::retain(${variable});`);
  }

  function checkBound(variable: string, name: string): void {
    say(`if (RT_UNLIKELY(!${variable})) { rt::raise_unbound_local(${emission.objects.nameExpression(name)}); goto ${raiseLabel()}; }`);
  }

  /** With machine words; false for what is done with objects. */
  function emitWords(instruction: LowInstruction): boolean {
    const { operation, operands, result, exit, immediate, rep } = instruction;
    const leaveWhere = (condition: string): string => {
      if (exit === null) throw new Error(`${source.qualname}: ${operation} has no way out`);
      return `if (RT_UNLIKELY(${condition})) goto ${leaveLabel(exit)};`;
    };
    const slot = immediate.slot ?? null;
    const held = slot === null ? null : fn.words[slot] ?? null;
    if (slot !== null && held !== null) {
      const [word, newer, place] = [wordOf(slot), newerOf(slot), slots[slot] ?? ''];
      switch (operation) {
        case 'local.unbox': say(leaveWhere(`!rt::unbox(${place}, &${word})`)); return true;
        case 'local.get':
          if (held === 'cursor') borrowed.set(result!, word);
          else {
            if (exit !== null) say(leaveWhere('rt::may_be_written(frame)'));
            if (uses.has(result!)) say(`${wordVariable(result!)} = ${word};`);
          }
          return true;
        case 'local.set': say(`${word} = ${expressionOf(operands[0]!)}; ${newer} = true;`); return true;
        case 'local.take': say(`${wordVariable(result!)} = ${word}; ${newer} = false;`); return true;
        case 'local.clear': say(held === 'cursor' ? `${newer} = false;` : `${newer} = false; rt::drop(${place});`); return true;
        case 'local.box': {
          say(showing([slot]));
          say(`${registers.allocate(result!, false)} = rt::retain(${place});`);
          return true;
        }
        default: return false;
      }
    }
    if (operation === 'word.bool') {
      borrowed.set(result!, `(${expressionOf(operands[0]!)} ? Py_True : Py_False)`);
      return true;
    }
    if (operation === 'word.box') {
      const register = registers.allocate(result!, false);
      say(`${register} = rt::box_${reps.get(operands[0]!) === 'i64' ? 'int' : 'float'}(${expressionOf(operands[0]!)}); ${failWhere(`!${register}`)}`);
      return true;
    }
    if (operation === 'memory.load' || operation === 'memory.store') {
      const { layout, memory, field, letter } = layouts.place(instruction);
      const [object, stored] = operands.map(expressionOf);
      if (instruction.immediate.bound !== true) say(leaveWhere(`!rt::find_memory(${object}, ${layout}, &${memory})`));
      const type = cppWords[(rep ?? reps.get(operands[1]!)) as Word];
      const call = (name: string, passed: readonly string[]): string => `rt::memory_${name}<${type}, '${letter}'>(${[memory, field, ...passed].join(', ')});`;
      if (stored !== undefined) say(call('store', [stored]));
      else if (result !== null) say(`${wordVariable(result)} = ${call('load', [])}`);
      return true;
    }
    const code = wordCode(instruction, operands.map((operand) => ({ text: expressionOf(operand), rep: reps.get(operand) })));
    if (code === null) return false;
    switch (code.kind) {
      case 'check': say(leaveWhere(`!(${code.condition})`)); return true;
      case 'checked': {
        const target = `v${result}`;
        say(leaveWhere(`!${code.call(target)}`));
        wordVariable(result!);
        return true;
      }
      case 'value':
        if (code.condition !== null) say(leaveWhere(`!${code.condition}`));
        if (operation === 'constant') borrowed.set(result!, code.text);
        else say(`${wordVariable(result!)} = ${code.text};`);
        return rep !== null;
    }
  }

  /** Before an instruction that may look at the frame: what it would not find there. */
  function emitShows(instruction: LowInstruction, cache: string | null): void {
    if (instruction.shows.length === 0) return;
    const looks = looksOf(fn, instruction, (value) => reps.get(value));
    const text = showing(instruction.shows);
    if (looks.when === 'always') say(text);
    if (looks.when !== 'unless') return;
    const passed = [...(looks.slot === null ? [] : [slots[looks.slot] ?? '']), ...instruction.operands.filter(() => looks.slot === null || instruction.operation === 'local.update' || instruction.operation === 'local.item').map(expressionOf), ...(cache === null ? [] : [cache])];
    say(`if (RT_UNLIKELY(!rt::${looks.function}(${passed.join(', ')}))) { ${text} }`);
  }

  function emitInstruction(instruction: LowInstruction, block: LowBlock): void {
    const { operation, immediate, operands, result } = instruction;
    const slot = immediate.slot === undefined ? '' : slots[immediate.slot] ?? '';
    const cell = immediate.cell === undefined ? '' : cells[immediate.cell] ?? '';
    const variable = immediate.cell === undefined ? undefined : source.cells[immediate.cell];
    const cellIdentifier = variable === undefined ? '' : emission.objects.nameExpression(variable.name);
    const ofCell = variable?.kind === 'free' ? 'free_cell' : 'cell';
    const call = (text: string): void => { emitCall(instruction, text, block); };
    site(instruction.site);
    if (isInWords(block) && emitWords(instruction)) return;
    const { object: lowering } = operations[operation];
    const hasCache = lowering.kind === 'call' && lowering.cache !== null && looksOf(fn, instruction, (value) => reps.get(value)).when === 'unless';
    // The next that it makes.
    emitShows(instruction, hasCache ? `cache${caches.length}` : null);
    switch (operation) {
      case 'constant': if (result !== null) borrowed.set(result, emission.objects.constantExpression(immediate.constant)); return;
      case 'pass': return;
      case 'drop': {
        const register = registers.find(operands[0]!);
        if (register === undefined) throw new Error(`${source.qualname}: v${operands[0]} has no register to drop`);
        say(`rt::drop(${register});`);
        registers.free(operands[0]!);
        return;
      }
      case 'truth': call(`rt::truth(${passedOperands(instruction).join(', ')})`); return;
      case 'local.get': emitLocalGet(instruction, block); return;
      case 'local.set': say(`rt::store(${slot}, ${instruction.takes === 0 ? `rt::retain(${expressionOf(operands[0]!)})` : passedOperands(instruction).join('')});`); return;
      case 'local.update': {
        const { object } = operations[immediate.operation];
        if (object.kind === 'operator') call(`rt::${instruction.takes === 0 ? object.update?.none : object.update?.right}(${slot}, ${passedOperands(instruction).join('')})`);
        return;
      }
      case 'local.clear': say(`rt::drop(${slot});`); return;
      case 'local.delete':
        checkBound(slot, source.slots[immediate.slot]?.name ?? '');
        say(`rt::drop(${slot});`);
        return;
      case 'local.take': call(`rt::take(${slot})`); return;
      case 'cell.get': call(`rt::${ofCell}_get(${cell}, ${cellIdentifier})`); return;
      case 'cell.set': call(`rt::cell_set(${cell}, ${expressionOf(operands[0]!)})`); return;
      case 'cell.delete': call(`rt::${ofCell}_delete(${cell}, ${cellIdentifier})`); return;
      case 'cell.object': if (result !== null) borrowed.set(result, cell); return;
      case 'cell.clear': say(`rt::drop(${cell});`); return;
      case 'cell.renew': call(`rt::cell_renew(${cell})`); return;
      case 'exception.enter': call(`rt::exception_enter(frame, &${slot})`); return;
      case 'exception.leave': call(`rt::exception_leave(frame, &${slot})`); return;
      case 'context.enter_async': call(`rt::context_enter_async(${expressionOf(operands[0]!)}, &${slot})`); return;
      case 'context.enter': call(`rt::context_enter(${expressionOf(operands[0]!)}, &${slot})`); return;
      case 'call.method': {
        const unit = instruction.position === null ? null : emission.unitOf(instruction.position);
        call(`rt::call_method(frame, ${movedOperands(instruction).join(', ')}, ${emission.objects.nameExpression(immediate.name)}, ${unit ?? -1}, ${newCache('AttributeCache')})`);
        placed = null;
        return;
      }
      case 'method.get': call(`rt::method_get(${expressionOf(operands[0]!)}, ${emission.objects.nameExpression(immediate.name)}, &${slot}, ${newCache('AttributeCache')})`); return;
      case 'call.found': call(`rt::call_found(frame, ${movedOperands(instruction, slot).join(', ')}, ${newCache('CallCache')})`); return;
      case 'make.function': call(makeFunction(instruction)); return;
      case 'yield': emitYield(instruction, block); return;
      case 'yield.from': emitDelegation(instruction, block); return;
      default: {
        const { object } = operations[operation];
        if (object.kind === 'own') throw new Error(`${source.qualname}: no native body has ${operation}`);
        call(object.kind === 'operator' ? operatorCall(instruction, object) : `rt::${object.function}(${argumentsOf(instruction, object).join(', ')})`);
      }
    }
  }

  /** Leaves, and goes on where the body is entered again. */
  function emitSuspension({ result, operation }: InstructionOf<'yield' | 'yield.from'>, given: string): void {
    if (emission.suspensions === null || result === null) throw new Error(`${source.qualname}: it has ${operation} and is not resumed`);
    const text = emission.suspensions.suspend(result, given, operation === 'yield.from', {
      textOf: (value) => ({ text: expressionOf(value), isOwned: registers.find(value) !== undefined }), slotText: (slot) => slots[slot] ?? '', failWhere,
    });
    for (const line of text) if (line.endsWith(':;')) lines.push(line); else say(line);
    placed = null;
  }

  function emitYield(instruction: LowInstruction & InstructionOf<'yield'>, block: LowBlock): void {
    const [value = ''] = isTaken(instruction, 0) ? passedOperands(instruction) : [`rt::retain(${expressionOf(instruction.operands[0]!)})`];
    emitSuspension(instruction, value);
    if (instruction.result !== null) say(`${allocate(instruction.result, block.id)} = rt::retain(sent);`);
  }

  /** A loop: what is sent goes to the iterator in the slot, and what that gives is given. */
  function emitDelegation(instruction: LowInstruction & InstructionOf<'yield.from'>, block: LowBlock): void {
    const { result, immediate, position } = instruction;
    if (result === null) throw new Error(`${source.qualname}: a delegation without its result`);
    const register = allocate(result, block.id);
    const loop = `send_${result}`;
    say('passed = Py_None;');
    lines.push(`${loop}:;`);
    placed = null;
    site(position);
    say(`truth = rt::send(frame.thread, ${slots[immediate.slot]}, passed, &${register});`);
    say(failWhere('truth < 0'));
    say(`if (truth == 0) goto sent_${result};`);
    emitSuspension(instruction, `rt::take(${register})`);
    say(`passed = sent; goto ${loop};`);
    lines.push(`sent_${result}:;`);
  }

  function makeFunction({ operands, immediate }: InstructionOf<'make.function'>): string {
    const texts = operands.map(expressionOf);
    const optional = [immediate.defaults, immediate.keywordDefaults, immediate.annotations].map((there) => (there === true ? texts.shift() ?? 'nullptr' : 'nullptr'));
    return `rt::make_closure(frame, functions[${immediate.function}], ${optional.join(', ')}, ${asArray(texts).join(', ')})`;
  }

  function jump(block: LowBlock, target: BlockId): string {
    if (target > block.id) return `goto block${target};`;
    const unit = emission.unitOfReturn(placeOfNext(source, originOf(target)), block.terminator.position);
    const poll = `if (RT_UNLIKELY(!rt::poll(frame, ${unit ?? -1}))) goto ${raiseLabel()};`;
    return `{ ${block.shows.length === 0 ? poll : `if (RT_UNLIKELY(rt::is_waited_for(frame))) { ${showing(block.shows)} ${poll} }`} goto block${target}; }`;
  }

  function emitTerminator(block: LowBlock): void {
    const { terminator } = block;
    site(block.site);
    switch (terminator.kind) {
      case 'jump': say(jump(block, terminator.target)); return;
      case 'branch':
        say(`if (${borrowed.get(terminator.test) ?? 'truth'}) ${jump(block, terminator.then)}`);
        say(jump(block, terminator.otherwise));
        return;
      case 'next': {
        if (reps.get(terminator.iterator) === 'cursor') {
          say(`if (!rt::next_of(${expressionOf(terminator.iterator)}, &${wordVariable(terminator.result)})) goto block${terminator.exhausted};`);
          say(`goto block${terminator.body};`);
          return;
        }
        if (block.shows.length > 0) say(`if (RT_UNLIKELY(!rt::steps_quietly(${expressionOf(terminator.iterator)}))) { ${showing(block.shows)} }`);
        const register = allocate(terminator.result, terminator.body);
        say(`${register} = rt::next_item(${expressionOf(terminator.iterator)});`);
        say(`if (${register}) goto block${terminator.body};`);
        say(failWhere('PyErr_Occurred() != nullptr'));
        say(`goto block${terminator.exhausted};`);
        return;
      }
      case 'return':
        if (block.shows.length > 0) say(`if (RT_UNLIKELY(rt::is_seen(frame))) { ${showing(block.shows)} }`);
        say(`result = ${block.takes ? `rt::take(${expressionOf(terminator.value)})` : `rt::retain(${expressionOf(terminator.value)})`};`);
        if (block.takes) registers.free(terminator.value);
        say('goto leave;');
        return;
      case 'raise':
        say(`rt::raise(frame, ${terminator.exc === null ? 'nullptr' : expressionOf(terminator.exc)}, ${terminator.cause === null ? 'nullptr' : expressionOf(terminator.cause)});`);
        say(`goto ${raiseLabel()};`);
        return;
      case 'reraise':
        say(`rt::reraise(frame, ${expressionOf(terminator.exception)}, ${terminator.showsRaise});`);
        say(`goto ${raiseLabel()};`);
    }
  }

  /** Labels the points at which the body can be entered before an instruction, and says how to get there. */
  function emitResumes(block: BlockId, index: number | null): void {
    for (const point of emission.resumePoints) {
      if (point.block !== block || point.index !== index) continue;
      const loads = point.values.flatMap((value, place) => {
        const register = registers.find(value);
        return register === undefined ? [] : [`${register} = state[${source.slots.length + place}];`];
      });
      if (!point.raises) lines.push(`resume_${point.entry}:;`);
      placed = null;
      resumes.push(`case ${point.entry}: ${point.raises ? `goto ${raiseLabel()}` : `${loads.join(' ')} goto resume_${point.entry}`};`);
    }
  }

  const exitPoints = new Set(fn.blocks.flatMap(({ instructions }) => instructions.flatMap(({ exit }) => (exit === null ? [] : [`${exit.block} ${exit.index}`]))));
  /** Labels the point if the version with words may arrive there. */
  function emitArrival(block: LowBlock, index: number | null): void {
    if (index === null || isInWords(block) || !exitPoints.has(`${block.id} ${index}`)) return;
    lines.push(`${arrive(block.id, index)}:;`);
    placed = null;
  }

  /** Values that die on the way into a block, which a loop's body gives their registers only later. */
  const deadAtStarts: { readonly line: number; readonly values: readonly ValueId[] }[] = [];
  for (const block of fn.blocks) {
    // What the stubs move over must not lie in one another's way.
    if (block.id === fn.specialized) registers.separate();
    handler = block.handler;
    placed = null;
    lines.push(`block${block.id}:;`);
    const first = block.instructions.findIndex(({ operation }) => operation !== 'drop');
    const dead = block.instructions.slice(0, first < 0 ? undefined : first);
    deadAtStarts.push({ line: lines.length, values: dead.map(({ operands }) => operands[0]!) });
    for (const { operands } of dead) registers.free(operands[0]!);
    lines.push('');
    /** The truth that an instruction gave, until its failure is looked for: what it leaves behind ends before. */
    let truth: LowInstruction | null = null;
    const lookForFailure = (): void => {
      if (truth !== null && operations[truth.operation].failure === 'raises') say(failWhere('truth < 0'));
      truth = null;
    };
    for (const instruction of block.instructions.slice(dead.length)) {
      if (instruction.operation !== 'drop') lookForFailure();
      emitResumes(block.id, instruction.point);
      emitArrival(block, instruction.point);
      emitInstruction(instruction, block);
      if (instruction.rep === 'i1' && !borrowed.has(instruction.result!)) truth = instruction;
    }
    lookForFailure();
    emitResumes(block.id, block.point);
    emitArrival(block, block.point);
    emitTerminator(block);
  }
  for (const { line, values } of deadAtStarts) lines[line] = values.map((value) => `  rt::drop(${registers.find(value)});`).join('\n');
  const slotWords = fn.words.flatMap((word, index): Declaration[] => {
    const slot = index as SlotId;
    return word === null ? [] : [{ name: wordOf(slot), text: `${cppWords[word]} ${wordOf(slot)}${word === 'cursor' ? ' = {}' : ' = 0'};` }, { name: newerOf(slot), text: `bool ${newerOf(slot)} = false;` }];
  });
  const shown = fn.words.flatMap((word, slot) => (isWord(word) && source.slots[slot]?.kind !== 'hidden' ? [`if (${newerOf(slot as SlotId)}) { rt::show_raised(${slots[slot]}, ${wordOf(slot as SlotId)}); ${newerOf(slot as SlotId)} = false; }`] : []));
  return { lines: [...lines.filter((line) => line !== ''), ...stubs], caches: [...caches, ...layouts.declarations()], resumes, registers: registers.all, handlers: [...entered], words: [...slotWords, ...words, ...layouts.variables()], shown };
}
