/** `from __future__ import`: which names there are, and where the statement may stand. */
import type { ImportFrom, Module } from '../ast/nodes.generated.js';
import { firstProblem, stopAt, type TreeProblem } from './problem.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';

const features: ReadonlySet<string> = new Set([
  'nested_scopes', 'generators', 'division', 'absolute_import', 'with_statement', 'print_function', 'unicode_literals',
  'barry_as_FLUFL', 'generator_stop', 'annotations',
]);

export const misplacedFutureImport = 'from __future__ imports must occur at the beginning of the file';

/** CPython looks at these before anything else of the module. */
export function findFutureProblem(module: Module, target: TargetVersion): TreeProblem | null {
  return firstProblem(() => {
    let isOver = false;
    let line = 0;
    for (const [index, statement] of module.body.entries()) {
      if (isOver && statement.lineno > line) return;
      line = statement.lineno;
      if (statement._type === 'ImportFrom' && statement.module === '__future__' && statement.level === 0) {
        // Before 3.12 counted from 0, unlike any other.
        if (isOver) stopAt(misplacedFutureImport, supports(target, 'futureImportsCountFromZero') ? { ...statement, col_offset: statement.col_offset - 1 } : statement);
        checkNames(statement, target);
      } else if (index > 0 || statement._type !== 'Expr' || statement.value._type !== 'Constant' || statement.value.value.type !== 'str') isOver = true;
    }
  });
}

function checkNames(statement: ImportFrom, target: TargetVersion): void {
  for (const alias of statement.names) {
    const { name } = alias;
    if (features.has(name)) continue;
    stopAt(name === 'braces' ? 'not a chance' : `future feature ${name} is not defined`, supports(target, 'marksUnknownFuture') ? alias : statement);
  }
}

/** The line of the last future import that stands where it may; 0 if there is none. */
export function lastFutureLine(module: Module): number {
  let last = 0;
  let isDocumented = false;
  for (const statement of module.body) {
    const isString = statement._type === 'Expr' && statement.value._type === 'Constant' && statement.value.value.type === 'str';
    if (isString && !isDocumented) {
      isDocumented = true;
      continue;
    }
    if (statement._type !== 'ImportFrom' || statement.module !== '__future__' || statement.level !== 0) return last;
    isDocumented = true;
    last = statement.lineno;
  }
  return last;
}
