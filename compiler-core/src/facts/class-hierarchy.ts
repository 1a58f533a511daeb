/**
 * The classes that a module declares, by how they derive from each other: what an attribute of an instance may be, when
 * the instance is known to be of a class or of a subclass of it.
 */
import type { IrConstant } from '../semantics/constants/constant.js';
import type { ClassDeclaration, MethodKind } from './class-declarations.js';

export interface FoundMethod {
  readonly owner: number;
  readonly function: number;
  readonly kind: MethodKind;
}

/** What classes have under a name. */
export interface Members {
  readonly methods: readonly FoundMethod[];
  /** Values that class bodies bind; null for what is not a constant. */
  readonly values: readonly (IrConstant | null)[];
  /** Whether an instance may have it from elsewhere, or not at all. */
  readonly isPartial: boolean;
}

export interface ClassHierarchy {
  /** The class and those that derive from it, over any number of steps. */
  descendantsOf(place: number): readonly number[];
  /** Classes that some class derives from together with this one: an instance of one may be an instance of the other. */
  relatedTo(place: number): readonly number[];
  /** The class, then its bases in the order in which attributes are looked up (C3, as `type.mro`). */
  linearizationOf(place: number): readonly number[];
  /** What instances of the class and of its subclasses find. */
  membersOf(place: number, name: string): Members;
  /** All methods of that name. */
  methodsNamed(name: string): readonly FoundMethod[];
}

function mergeLinear(lists: readonly (readonly number[])[]): readonly number[] | null {
  const merged: number[] = [];
  for (let rest = lists.filter((list) => list.length > 0); rest.length > 0; rest = rest.filter((list) => list.length > 0)) {
    const next = rest.map((list) => list[0]!).find((head) => rest.every((list) => !list.slice(1).includes(head)));
    if (next === undefined) return null;
    merged.push(next);
    rest = rest.map((list) => (list[0] === next ? list.slice(1) : list));
  }
  return merged;
}

export function createHierarchy(classes: readonly ClassDeclaration[]): ClassHierarchy {
  const linear: (readonly number[])[] = [];
  // A base stands before the classes that derive from it.
  classes.forEach(({ bases }, place) => {
    const order = mergeLinear([...bases.map((base) => linear[base] ?? [base]), bases]);
    // Such a class statement raises, so there are no instances.
    linear.push([place, ...(order ?? new Set(bases.flatMap((base) => linear[base] ?? [])))]);
  });
  const descendants: number[][] = classes.map(() => []);
  linear.forEach((order, place) => { for (const base of order) descendants[base]?.push(place); });
  const related = classes.map((_, place) => [...new Set((descendants[place] ?? []).flatMap((each) => linear[each] ?? []))]);
  const named = new Map<string, FoundMethod[]>();
  classes.forEach(({ methods }, owner) => {
    for (const [name, method] of methods) named.set(name, [...named.get(name) ?? [], { owner, ...method }]);
  });
  const found = new Map<string, Members>();

  function findMembers(place: number, name: string): Members {
    const methods = new Map<number, FoundMethod>();
    const values = new Set<IrConstant | null>();
    let isPartial = false;
    for (const each of descendants[place] ?? []) {
      const owner = linear[each]?.find((base) => classes[base]?.methods.has(name) === true || classes[base]?.attributes.has(name) === true);
      const method = owner === undefined ? undefined : classes[owner]?.methods.get(name);
      if (owner === undefined) isPartial = true;
      else if (method === undefined) values.add(classes[owner]?.attributes.get(name) ?? null);
      else methods.set(method.function, { owner, ...method });
    }
    return { methods: [...methods.values()], values: [...values], isPartial };
  }

  return {
    descendantsOf: (place) => descendants[place] ?? [],
    relatedTo: (place) => related[place] ?? [],
    linearizationOf: (place) => linear[place] ?? [],
    membersOf(place, name) {
      const key = `${place} ${name}`;
      const members = found.get(key) ?? findMembers(place, name);
      found.set(key, members);
      return members;
    },
    methodsNamed: (name) => named.get(name) ?? [],
  };
}
