/** What the top level of a module has of `ctypes`, and in which order its statements run. */
import type { expr, stmt } from '../../syntax/ast/nodes.generated.js';

/** Statements that run when the module does, once and in this order, in blocks too. */
export function* statementsOf(body: readonly stmt[]): Generator<stmt> {
  for (const statement of body) {
    yield statement;
    if (statement._type === 'If') yield* statementsOf([...statement.body, ...statement.orelse]);
    else if (statement._type === 'With') yield* statementsOf(statement.body);
    else if (statement._type === 'Try') yield* statementsOf([...statement.body, ...statement.handlers.flatMap((handler) => handler.body), ...statement.orelse, ...statement.finalbody]);
  }
}

/** What names of the module are of `ctypes`: those it imports. */
export class ImportedNames {
  private readonly modules = new Set<string>();
  private readonly members = new Map<string, string>();
  private hasAll = false;

  constructor(statements: readonly stmt[]) {
    for (const statement of statements) {
      if (statement._type === 'Import') {
        for (const { name, asname } of statement.names) if (name === 'ctypes' || (name.startsWith('ctypes.') && asname === null)) this.modules.add(asname ?? 'ctypes');
      } else if (statement._type === 'ImportFrom' && statement.module === 'ctypes' && (statement.level ?? 0) === 0) {
        for (const { name, asname } of statement.names) {
          if (name === '*') this.hasAll = true;
          else this.members.set(asname ?? name, name);
        }
      }
    }
  }

  get isEmpty(): boolean {
    return this.modules.size === 0 && this.members.size === 0 && !this.hasAll;
  }

  /** The name in `ctypes` of what an expression gives; null for anything else. */
  of(node: expr): string | null {
    if (node._type === 'Attribute') return node.value._type === 'Name' && this.modules.has(node.value.id) ? node.attr : null;
    if (node._type !== 'Name') return null;
    return this.members.get(node.id) ?? (this.hasAll ? node.id : null);
  }
}
