/**
 * The one table of the IR's operations: what each is, row by row (`operation.ts` says what a row holds). Lowering may make
 * only these, the verifier checks against them, facts, selection and emission read what they do by them.
 */
import type { Operation } from './operation.js';
import { arithmetic } from './table/arithmetic.js';
import { calls } from './table/calls.js';
import { comparisons } from './table/comparisons.js';
import { control } from './table/control.js';
import { machine } from './table/machine.js';
import { objects } from './table/objects.js';
import { variables } from './table/variables.js';

const table = { ...arithmetic, ...comparisons, ...variables, ...objects, ...calls, ...control, ...machine };

export type OperationTable = typeof table;
export type OperationName = keyof OperationTable;
export const operations: Readonly<Record<OperationName, Operation>> = table;
