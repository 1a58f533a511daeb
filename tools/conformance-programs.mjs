/** The programs of `test-fixtures/conformance`, for the tests and the slow suites. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../test-fixtures/conformance', import.meta.url));

/**
 * `name.3.12.py` needs 3.12, as does the folder `name.3.12`; a folder with `__main__.py` is one program. Each is `{ name, entry, since }`: `since` is the
 * first minor version whose syntax it uses.
 */
export function conformancePrograms() {
  const singles = ['.', 'exits'].flatMap((part) => readdirSync(join(folder, part)).filter((file) => file.endsWith('.py')).map((file) => join(part, file)));
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'exits').map((entry) => entry.name);
  return [...singles, ...folders].sort().map((name) => ({ name, entry: join(folder, name), since: Number(/\.3\.(\d+)(?:\.py)?$/.exec(name)?.[1] ?? 0) }));
}
