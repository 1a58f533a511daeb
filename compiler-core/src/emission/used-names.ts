/** C++ function bodies without the labels, variables and parameters that nothing in them uses: g++ warns of each. */

/** A declaration of one name. One with effects is needed whether the name is used or not. */
export interface Declaration {
  readonly name: string;
  readonly text: string;
  readonly hasEffects?: boolean;
}

function namesIn(text: string): readonly string[] {
  // What strings hold counts too, which at worst declares too much.
  return text.match(/\w+/g) ?? [];
}

/** The declarations that are needed for a body: those it uses, and those that these use, which come before them. */
export function neededDeclarations(declarations: readonly Declaration[], body: string): readonly Declaration[] {
  const used = new Set(namesIn(body));
  return declarations.toReversed().filter((declaration) => {
    if (!used.has(declaration.name) && declaration.hasEffects !== true) return false;
    for (const name of namesIn(declaration.text)) used.add(name);
    return true;
  }).toReversed();
}

/** `TYPE NAME`, or the type alone where the name is not used: that is how C++ spells such a parameter. */
export function parameterList(parameters: readonly { readonly type: string; readonly name: string }[], body: string): string {
  const used = new Set(namesIn(body));
  return parameters.map(({ type, name }) => (used.has(name) ? `${type} ${name}` : type)).join(', ');
}

/** The text without the labels (`NAME:;` on lines of their own) that no goto names. */
export function withoutUnusedLabels(text: string): string {
  const targets = new Set([...text.matchAll(/\bgoto (\w+)/g)].map((match) => match[1]));
  return text.split('\n').filter((line) => {
    const label = /^(\w+):;$/.exec(line)?.[1];
    return label === undefined || targets.has(label);
  }).join('\n');
}

/**
 * Without the assignments, on lines of their own, to those of the variables that nothing reads. What they are assigned
 * must have no effects.
 */
export function withoutUnreadAssignments(text: string, variables: ReadonlySet<string>): string {
  const lines = text.split('\n');
  const assigned = lines.map((line) => /^\s+(\w+) = .*;$/.exec(line)?.[1]);
  const mentions = new Map<string, number>();
  for (const name of namesIn(text)) mentions.set(name, (mentions.get(name) ?? 0) + 1);
  const assignments = new Map<string, number>();
  for (const name of assigned) if (name !== undefined) assignments.set(name, (assignments.get(name) ?? 0) + 1);
  const isUnread = (name: string | undefined): boolean => name !== undefined && variables.has(name) && assignments.get(name) === mentions.get(name);
  const kept = lines.filter((_, index) => !isUnread(assigned[index]));
  // What an assignment read may be unread now.
  return kept.length === lines.length ? text : withoutUnreadAssignments(kept.join('\n'), variables);
}
