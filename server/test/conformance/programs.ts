/** The programs of `test-fixtures/conformance`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../test-fixtures/conformance', import.meta.url));

export interface Program {
  readonly name: string;
  readonly entry: string;
  /** The first minor version whose syntax it uses. */
  readonly since: number;
}

/** `name.3.12.py` needs 3.12; a folder with `__main__.py` is one program. */
export function conformancePrograms(): readonly Program[] {
  const singles = ['.', 'exits'].flatMap((part) => readdirSync(join(folder, part)).filter((file) => file.endsWith('.py')).map((file) => join(part, file)));
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'exits').map((entry) => entry.name);
  return [...singles, ...folders].sort().map((name) => ({ name, entry: join(folder, name), since: Number(/\.3\.(\d+)\.py$/.exec(name)?.[1] ?? 0) }));
}
