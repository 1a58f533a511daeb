/** Which bodies a module's functions get: the decision that emission, hints and reports read. */
import type { ModuleFacts } from '../facts/module-facts.js';
import { type IrFunction, type IrModule, isResumed } from '../ir/function.js';
import { findTooLong } from './body-length.js';
import { selectTyped, type TypedPlan } from './plan.js';
import { planSuspensions } from './suspensions.js';
import { type TypedCalls, typedCalls } from './typed-calls.js';

/** Whether a function can get a native body; the others keep their bytecode. */
export function isNative(fn: IrFunction): boolean {
  return fn.notCompiled === null && findTooLong(fn) === null && (!isResumed(fn) || planSuspensions(fn).kind === 'places');
}

export interface Selection {
  /** By index of the function: whether it gets a native body at all. */
  readonly hasBody: readonly boolean[];
  /** By index of the function: those that get a body over numbers too. */
  readonly plans: ReadonlyMap<number, TypedPlan>;
  /** Of the same functions. */
  readonly calls: ReadonlyMap<number, TypedCalls>;
}

export function selectBodies(module: IrModule, facts: ModuleFacts, hasBody: readonly boolean[]): Selection {
  const plans = selectTyped(module, facts, (index) => hasBody[index] === true);
  return { hasBody, plans, calls: typedCalls(module.functions, plans) };
}
