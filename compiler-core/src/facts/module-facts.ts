/** The facts of a module as selection, hints and reports read them, and how they are come by. */
import type { IrModule, ValueId } from '../ir/function.js';
import type { CType } from '../semantics/ctypes/c-types.js';
import type { Declarations } from './class-declarations.js';
import type { DeclaredFunction } from './ctypes/declared-functions.js';
import { type Fact, unknown } from './fact.js';
import type { FunctionFacts } from './function-facts.js';
import type { Heap } from './heap.js';
import { createModuleAnalysis } from './module-analysis.js';
import { readModule } from './module-text.js';

export { hasPlainParameters } from './parameters.js';

export interface ModuleFacts {
  readonly functions: readonly FunctionFacts[];
  /** What everything holds that the module stores in a global name. */
  globalFact(name: string): Fact;
  readonly heap: Heap;
  /** The C functions that the module declares. */
  readonly foreign: readonly DeclaredFunction[];
  /** What attributes are, by name, that structures of the module declare as their fields. */
  readonly fields: ReadonlyMap<string, CType>;
  /** Whether some code reaches into the variables of running functions: then what is found here of them is not told. */
  readonly opensFrames: boolean;
}

export function inferModule(module: IrModule, declarations: Declarations): ModuleFacts {
  return createModuleAnalysis(readModule(module, declarations)).facts();
}

/** The fact of a value, `unknown` where the analysis did not come. */
export function factOf(facts: FunctionFacts, value: ValueId): Fact {
  return facts.values[value] ?? unknown;
}
