/**
 * The body that everybody else calls: it checks what the typed body and all that this one calls rely on, takes the
 * arguments out of their objects, and puts the result into one. The generic body runs where something does not hold.
 */
import type { IrFunction } from '../../ir/function.js';
import { builtins } from '../../semantics/builtins/builtins.js';
import type { TypedPlan } from '../../selection/plan.js';
import type { GuardedName, TypedCalls } from '../../selection/typed-calls.js';
import { bodyName, foreignName, genericName, typedName } from '../names.js';
import type { ObjectTable } from '../object-table.js';
import { cppTypes, resultType } from './numbers.js';

function guardRow({ name, target, hint, foreign }: GuardedName, objects: ObjectTable): string {
  const builtin = target === null && hint === null && foreign === null ? `reinterpret_cast<PyObject*>(&${builtins.get(name)?.words?.object})` : 'nullptr';
  const other = hint !== null ? `, "${hint}"` : foreign !== null ? `, nullptr, &${foreignName(name)}` : '';
  return `{&${objects.nameExpression(name)}, ${target === null ? 'nullptr' : `&natives[${target}]`}, ${builtin}, nullptr${other}}`;
}

export function emitEntry(fn: IrFunction, plan: TypedPlan, calls: TypedCalls | undefined, objects: ObjectTable): string {
  const guards = calls?.guards ?? [];
  const isBare = calls?.isBare === true;
  const { function: index, parameters } = plan;
  const names = `names_${index}`;
  const tables = guards.length === 0 ? '' : `  static rt::GuardedName ${names}[] = {${guards.map((guard) => guardRow(guard, objects)).join(', ')}};\n`;
  const set = `  static rt::Guards guards = {${guards.length === 0 ? 'nullptr' : names}, ${guards.length}, ${guards.some(({ target, hint, foreign }) => target === null && hint === null && foreign === null)}, nullptr, 0, nullptr, 0};\n`;
  const checks = parameters.map((_, place) => ` || !rt::unbox(frame.variables()[${place}], &argument_${place})`).join('');
  const holds = guards.length === 0 ? '' : ' || !rt::guards_hold(guards, home, frame.builtins())';
  const box = plan.result === 'none' || plan.result === 'object' ? 'rt::retain(Py_None)'
    : plan.result === 'bool' ? 'rt::retain(called.value != 0 ? Py_True : Py_False)' : `rt::box_or_same(called.value, frame.variables(), ${parameters.length})`;
  const otherwise = !isBare ? 'rt::object_of(called)' : plan.result === 'object' ? 'called.status == rt::status_boxed ? rt::object_of(called) : rt::finish_body(frame)' : 'rt::finish_body(frame)';
  const passed = [...(isBare ? [] : ['activation']), 'rt::call_budget(frame)', ...parameters.map((_, place) => `argument_${place}`)];
  return `static PyObject* ${bodyName(fn.name, index)}(rt::Frame& frame, PyObject* closure) {
${isBare && guards.length === 0 ? '' : tables + set}  ${parameters.map((kind, place) => `${cppTypes[kind]} argument_${place};`).join(' ')}
  if (RT_UNLIKELY(natives[${index}].departures >= rt::departure_limit || !rt::is_home(frame, home)${checks}${holds}))
    return ${genericName(fn.name, index)}(frame, nullptr, closure, 0);
  rt::begin_native(frame);
${isBare ? '' : '  rt::Root activation{{nullptr, nullptr, &frame, nullptr}, &guards};\n'}  const ${resultType(plan)} called = ${typedName(fn.name, index)}(${passed.join(', ')});
  return called.status == rt::status_native ? ${box} : ${otherwise};
}
`;
}
