/** Reference counts over CPython's own tests of the language, compiled: what `python -m test -R` looks for. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { knownDifferences } from '../cpython-tests/files.mjs';
import { findPythons } from '../cpython-tests/outcomes.mjs';
import { compareRuns } from './references.mjs';

const names = `
  augassign bool call class contains decorators descr dictcomps dictviews dynamicclassattribute enumerate exceptions
  extcall fstring generators genexps index isinstance iter keywordonlyarg lambda listcomps long named_expressions pep380 positional_only_arg
  property raise range scope setcomps slice string_literals super tuple unpack unpack_ex with yield_from
`.trim().split(/\s+/);

/** The files that the tests lie in; the debug interpreter's package has none of its own. */
export function subjects() {
  const [python] = findPythons(['3.11']);
  if (python === undefined) return [];
  return names.map((name) => ({ name: `test_${name}`, entry: join(python.folder, `test_${name}.py`), since: 11 })).filter(({ entry }) => existsSync(entry));
}

export function check(interpreter, { name, entry }) {
  return compareRuns(interpreter, name, entry, ['tests'], { isKnown: (test) => knownDifferences.has(test.replace(/^subject/, name)) });
}
