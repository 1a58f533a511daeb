/**
 * What a fact rests on that other code could make untrue, as data: which kind of thing must stay, and of what. A fact keeps
 * one assumption, the one that is hardest to check, by an order that does not depend on which came first.
 */
export type AssumptionKind =
  /** Typed bodies check these (`selection`): parameters at entry, callees, builtins, hints and C functions by identity, globals when they are read. */
  | 'calls' | 'annotation' | 'function' | 'builtin' | 'hint' | 'foreign' | 'global'
  /** Nothing checks these yet. */
  | 'library' | 'class' | 'self' | 'method' | 'property' | 'attribute' | 'content' | 'text' | 'number';

export interface Assumption {
  readonly kind: AssumptionKind;
  /** The name that it is about. */
  readonly subject: string;
  /**
   * Code of the module itself may break it, or nothing in it says so: a build may try it behind its check, and nobody is
   * told it as a fact.
   */
  readonly isGuess: boolean;
}

const ranks: Readonly<Record<AssumptionKind, number>> = {
  calls: 0, annotation: 1, function: 2, builtin: 3, hint: 4, foreign: 5, global: 6, library: 7, class: 8, self: 9, method: 10, property: 11, attribute: 12, content: 13, text: 14, number: 15,
};

export function assume(kind: AssumptionKind, subject: string): Assumption {
  return { kind, subject, isGuess: false };
}

export function guess(assumption: Assumption): Assumption {
  return assumption.isGuess ? assumption : { ...assumption, isGuess: true };
}

export function isGuess(assumption: Assumption | null): boolean {
  return assumption?.isGuess === true;
}

export function sameAssumption(left: Assumption | null, right: Assumption | null): boolean {
  return left === right || (left !== null && right !== null && left.kind === right.kind && left.subject === right.subject && left.isGuess === right.isGuess);
}

/** The assumption of what rests on both. */
export function weaker(left: Assumption | null, right: Assumption | null): Assumption | null {
  if (left === right || right === null) return left;
  if (left === null) return right;
  if (left.isGuess !== right.isGuess) return left.isGuess ? left : right;
  if (left.kind !== right.kind) return ranks[left.kind] > ranks[right.kind] ? left : right;
  return left.subject >= right.subject ? left : right;
}

/** Whether a typed body that relies on it has a check for it. */
export function hasCheck({ kind }: Assumption): boolean {
  return ranks[kind] <= ranks.global;
}

/** As the end of a sentence that begins with `as long as`. */
export function wordsOf({ kind, subject }: Assumption): string {
  switch (kind) {
    case 'calls': return `calls pass for \`${subject}\` what those of this module do`;
    case 'annotation': return `calls pass for \`${subject}\` what its annotation says`;
    case 'function': return `\`${subject}\` is still this module's function`;
    case 'builtin': return `\`${subject}\` is still the builtin`;
    case 'hint': return `\`${subject}\` is still what the package taipan gives`;
    case 'foreign': return `\`${subject}\` is still that C function, declared as it is here`;
    case 'global': return `no other module binds \`${subject}\``;
    case 'library': return `\`${subject}\` is the standard library's`;
    case 'class': return `\`${subject}\` is still this module's class`;
    case 'self': return `\`self\` is a \`${subject}\` of this module`;
    case 'method': return `the class of the receiver keeps its method \`${subject}\``;
    case 'property': return `\`${subject}\` is still that property`;
    case 'attribute': return `only this module sets \`.${subject}\``;
    case 'content': return `only this module puts something into ${subject}`;
    case 'number': return `only numbers meet \`${subject}\` in sums`;
    case 'text': return `\`${subject}\` gives a plain string`;
  }
}

/** What native code looks at where it relies on it. */
export function checkOf(assumption: Assumption): string {
  const isOfEntry = assumption.kind === 'calls' || assumption.kind === 'annotation';
  return isOfEntry ? `\`${assumption.subject}\` is checked on entry` : wordsOf(assumption);
}
