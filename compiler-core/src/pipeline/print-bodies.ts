/** The C++ bodies of a module's functions as text: what `taipan dump cpp` shows. */
import type { EmittedBodies } from '../emission/module-file.js';
import type { IrModule } from '../ir/function.js';

/** As a build writes them, but for the sites: those are places in code objects, which a dump does not ask for. */
export function printBodies(module: IrModule, { typed, generic }: EmittedBodies): string {
  return module.functions
    .map((fn, index) => (generic[index] === ''
      ? `// ${fn.qualname} keeps its bytecode\n`
      : [typed.get(index)?.declaration, generic[index], typed.get(index)?.text].filter((text) => text !== undefined).join('\n')))
    .join('\n');
}
