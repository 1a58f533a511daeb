/** The modules that a module imports, wherever in it: a build compiles those that lie beside the program in. */
import type { excepthandler, match_case, stmt } from '../syntax/ast/nodes.generated.js';

export interface ImportedModule {
  /** Dotted; empty for `from . import x`. */
  readonly name: string;
  /** Of a relative import: how many dots. */
  readonly level: number;
  /** What is imported from it, which may be modules too. */
  readonly names: readonly string[];
}

type Statement = stmt | excepthandler | match_case;

/** From the tree, as code that keeps its bytecode imports as well. */
export function importsOf(body: readonly Statement[]): ImportedModule[] {
  return body.flatMap((statement) => {
    switch (statement._type) {
      case 'Import':
        return statement.names.map(({ name }) => ({ name, level: 0, names: [] }));
      case 'ImportFrom':
        return [{ name: statement.module ?? '', level: statement.level ?? 0, names: statement.names.map(({ name }) => name) }];
      default:
        return blocksOf(statement).flatMap(importsOf);
    }
  });
}

function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement._type) {
    case 'If':
    case 'For':
    case 'AsyncFor':
    case 'While':
      return [statement.body, statement.orelse];
    case 'Try':
    case 'TryStar':
      return [statement.body, statement.handlers, statement.orelse, statement.finalbody];
    case 'Match':
      return [statement.cases];
    case 'FunctionDef':
    case 'AsyncFunctionDef':
    case 'ClassDef':
    case 'With':
    case 'AsyncWith':
    case 'ExceptHandler':
    case 'match_case':
      return [statement.body];
    default:
      return [];
  }
}
