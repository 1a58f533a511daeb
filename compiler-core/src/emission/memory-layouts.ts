/**
 * The layouts of structures whose fields a body takes for machine words: for each the fields that are read or written, which the
 * runtime looks for in the class of the first object that comes.
 *
 *     static rt::MemoryField fields2[] = {{"x", 'd', 0}, {"y", 'd', 0}};
 *     static rt::MemoryLayout layout2 = {fields2, 2, rt::no_version, 0};
 */
import type { InstructionOf } from '../ir/function.js';
import type { Declaration } from './used-names.js';

export interface MemoryLayouts {
  /** The names of the layout, of the variable for the memory, and of the field; and its type's letter. */
  place(instruction: InstructionOf<'memory.load'> | InstructionOf<'memory.store'>): { readonly layout: string; readonly memory: string; readonly field: string; readonly letter: string };
  declarations(): readonly Declaration[];
  /** For where the memory lies. */
  variables(): readonly Declaration[];
}

export function createMemoryLayouts(): MemoryLayouts {
  const layouts = new Map<number, string[]>();
  return {
    place({ immediate: { name, index, conversion } }) {
      const letter = String.fromCharCode(conversion);
      const fields = layouts.get(index) ?? [];
      layouts.set(index, fields);
      const row = `{"${name}", '${letter}', 0}`;
      if (!fields.includes(row)) fields.push(row);
      return { layout: `layout${index}`, memory: `memory${index}`, field: `fields${index}[${fields.indexOf(row)}]`, letter };
    },
    declarations: () => [...layouts].flatMap(([index, fields]) => [
      { name: `fields${index}`, text: `static rt::MemoryField fields${index}[] = {${fields.join(', ')}};` },
      { name: `layout${index}`, text: `static rt::MemoryLayout layout${index} = {fields${index}, ${fields.length}, rt::no_version, 0};` },
    ]),
    variables: () => [...layouts.keys()].map((index) => ({ name: `memory${index}`, text: `char* memory${index} = nullptr;` })),
  };
}
