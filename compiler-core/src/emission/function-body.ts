/**
 * One function's generic body as a C++ function: the code of its lower IR (`body-code.ts`) between the declarations of what
 * that uses and the ways out, on which everything that the body owns ends.
 */
import type { LowFunction } from '../low/ir/function.js';
import { keepsVariablesInMemory, optimizationOf } from '../selection/body-length.js';
import { type CodeEmission, emitCode } from './body-code.js';
import { framePlaces } from './frame-places.js';
import { bodyName, cellName, genericName, resumeName, slotName } from './names.js';
import type { ResumePoint } from './resume-points.js';
import { createSuspensions, type SuspensionEmission } from './suspensions.js';
import { type Declaration, neededDeclarations, parameterList, withoutUnusedLabels } from './used-names.js';

export interface FunctionEmission extends Pick<CodeEmission, 'objects' | 'unitOf' | 'unitOfReturn'>, SuspensionEmission {
  readonly index: number;
  /** Where a typed body may enter this one; without any, the body has no entries but its start. */
  readonly resumePoints?: readonly ResumePoint[] | undefined;
}

/** The C++ text of a function's body, whose values have owners (`insert-references`). */
export function emitFunctionBody(low: LowFunction, emission: FunctionEmission): string {
  const fn = low.source;
  const suspensions = createSuspensions(fn, emission);
  const { lines, caches, resumes, registers, handlers: entered, words, shown } = emitCode(low, { ...emission, suspensions, resumePoints: emission.resumePoints ?? [] });
  const slots = fn.slots.map((slot, index) => slotName(slot.name, index));
  const cells = fn.cells.map((cell, index) => cellName(cell.name, index));
  const showing = shown.map((line) => `${line}\n  `).join('');
  // As the interpreter clears its stack, from its top.
  const dropRegisters = registers.map((register) => `rt::drop(${register});`).reverse();
  const release = dropRegisters.join(' ');
  // One way to all handlers: a release of every register at each would make the text of a large body quadratic.
  const unwinds = entered.map((handler) => `raise_${handler}:;\n  handler = ${handler}; goto unwind;\n`).join('');
  const dispatch = `unwind:;\n  ${showing}rt::add_traceback(frame);\n  ${release}\n  switch (handler) { ${entered.map((handler) => `case ${handler}: goto block${handler};`).join(' ')} default: break; }\n`;
  const handlers = entered.length === 0 ? '' : `${unwinds}${dispatch}`;
  const isResumed = emission.resumePoints !== undefined;
  // Variables live in the frame; what it has no place for is the body's own.
  const inFrames = framePlaces(fn, emission.variables);
  const places = { ...inFrames, slots: inFrames.slots.map((place, slot) => place ?? suspensions?.places.get(slot) ?? null) };
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
    // Bytecode has filled a generator's frame.
    if (typeof place === 'number' && suspensions !== null) return [inFrame(name, place)];
    if (typeof place !== 'number') return [{ name, text: `PyObject* ${name} = ${start};` }];
    return [inFrame(name, place), ...(cell.inlined === undefined ? [{ name: '', text: `${name} = ${start};`, hasEffects: true }] : [])];
  });
  // Memory may be too short for a cell.
  const madeCells = cells.filter((_, index) => fn.cells[index]?.kind !== 'free' && fn.cells[index]?.inlined === undefined);
  const cellCheck = madeCells.length === 0 || suspensions !== null ? '' : `  if (RT_UNLIKELY(${madeCells.map((cell) => `!${cell}`).join(' || ')})) goto raise_exit;\n`;
  const restored = slots.map((slot, index) => `rt::store(${slot}, state[${index}]);`).join(' ');
  const onStack = slots.filter((_, index) => suspensions?.places.has(index));
  const dropSlots = inMemory ? ['for (PyObject*& other : others) rt::drop(other);'] : owned.map((slot) => `rt::drop(${slot});`).reverse();
  const ownCells = cells.filter((_, index) => places.cells[index] === null);
  // The interpreter ends the variables of a comprehension that an exception leaves.
  const inlined = [...slots.filter((_, index) => fn.slots[index]?.inlined !== undefined), ...cells.filter((_, index) => fn.cells[index]?.inlined !== undefined)];
  const releaseAll = [...dropRegisters, ...dropSlots, ...onStack.map((slot) => `rt::drop(${slot});`).reverse(), ...ownCells.map((cell) => `rt::drop(${cell});`)].join(' ');
  const start = suspensions !== null ? `  switch (entry) { ${suspensions.cases.join(' ')} default: __builtin_unreachable(); }\n` : isResumed ? `  if (entry != 0) { ${restored} }\n  switch (entry) { ${resumes.join(' ')} default: break; }\n` : '';
  const end = `raise_exit:;\n  ${showing}${inlined.map((variable) => `rt::drop(${variable});`).join(' ')}\nleave:;\n  ${releaseAll}\n  return result;${suspensions === null ? '' : '\nsuspended:;\n  return result;'}`;
  const code = withoutUnusedLabels(`${cellCheck}${start}${low.specialized === null ? '' : `  if (RT_LIKELY(exits < rt::exit_limit)) goto block${low.specialized};\n`}${lines.join('\n')}\n${handlers}${end}`);
  const declarations = neededDeclarations([
    { name: 'site', text: 'const rt::Site site(frame);' },
    { name: 'variables', text: 'PyObject** const variables = frame.variables();' },
    ...caches,
    ...slotVariables, ...inMemoryVariables, ...cellVariables,
    ...(low.specialized === null ? [] : [{ name: 'exits', text: 'static int exits;' }]),
    ...words,
    ...registers.map((name) => ({ name, text: `PyObject* ${name} = nullptr;` })),
    { name: 'result', text: 'PyObject* result = nullptr;' },
    { name: 'truth', text: 'int truth = 0;' },
    { name: 'handler', text: 'int handler = 0;' },
    { name: 'passed', text: 'PyObject* passed = Py_None;' },
  ], code).map(({ text }) => text).join(' ');
  const parameters = suspensions !== null ? [{ type: 'rt::Frame&', name: 'frame' }, { type: 'PyObject*', name: 'sent' }, { type: 'int', name: 'entry' }] : [
    { type: 'rt::Frame&', name: 'frame' }, ...(isResumed ? [{ type: 'PyObject**', name: 'state' }] : []),
    { type: 'PyObject*', name: 'closure' }, ...(isResumed ? [{ type: 'int', name: 'entry' }] : []),
  ];
  const name = (suspensions !== null ? resumeName : isResumed ? genericName : bodyName)(fn.name, emission.index);
  const optimization = optimizationOf(fn);
  return `${optimization === '' ? '' : `RT_OPTIMIZE("${optimization}") `}static PyObject* ${name}(${parameterList(parameters, `${declarations}\n${code}`)}) {
  ${declarations}
${code}
}
`;
}
