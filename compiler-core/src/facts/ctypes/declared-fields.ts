/**
 * The fields of structures and unions that a module declares, by name:
 *
 *     class Point(Structure):
 *         _fields_ = [('x', c_double), ('y', c_double)]
 *
 * What is found is a guess of what an attribute of that name is, in objects of which nothing is known: native code looks at the
 * class before it relies on any of it. A name for which several types are declared says nothing.
 */
import { type CType, cTypes } from '../../semantics/ctypes/c-types.js';
import { textOf } from '../../syntax/ast/python-string.js';
import type { ClassDef, expr, Module, stmt } from '../../syntax/ast/nodes.generated.js';
import { ImportedNames, statementsOf } from './imported-names.js';

/** Null where one name has two types. */
type Found = Map<string, CType | null>;

/** Classes at module level and in one another, in functions too. */
function* classesOf(body: readonly stmt[]): Generator<ClassDef> {
  for (const statement of statementsOf(body)) {
    if (statement._type === 'ClassDef') yield statement;
    if (statement._type === 'ClassDef' || statement._type === 'FunctionDef') yield* classesOf(statement.body);
  }
}

function readList(list: expr, imported: ImportedNames, found: Found): void {
  if (list._type !== 'List' && list._type !== 'Tuple') return;
  for (const each of list.elts) {
    if (each._type !== 'Tuple' && each._type !== 'List') continue;
    const [name, type, bits] = each.elts;
    if (name?._type !== 'Constant' || name.value.type !== 'str' || type === undefined) continue;
    const known = bits === undefined ? cTypes.get(imported.of(type) ?? '') ?? null : null;
    const text = textOf(name.value.value);
    const before = found.get(text);
    found.set(text, before === undefined || before?.letter === known?.letter ? known : null);
  }
}

/** Those with plain names that are numbers which fit machine words. */
export function declaredFields(module: Module): ReadonlyMap<string, CType> {
  const imported = new ImportedNames([...statementsOf(module.body)]);
  const found: Found = new Map();
  if (!imported.isEmpty) {
    for (const { body } of classesOf(module.body)) {
      for (const statement of body) {
        const isFields = statement._type === 'Assign' && statement.targets.some((target) => target._type === 'Name' && target.id === '_fields_');
        if (isFields) readList(statement.value, imported, found);
      }
    }
  }
  return new Map([...found].flatMap(([name, type]) => (/^[A-Za-z_]\w*$/.test(name) && type !== null && (type.gives === 'int' || type.gives === 'float') ? [[name, type] as const] : [])));
}
