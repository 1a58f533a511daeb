/**
 * The CPython that a program is compiled for, and what its versions differ in. Texts and places of errors, and a few trees,
 * change in micro versions too, so a target has all three numbers.
 */

/** The minor versions of CPython 3 that programs are compiled for. */
export type TargetMinor = 11 | 12 | 13 | 14 | 15;

export const targetMinors: readonly TargetMinor[] = [11, 12, 13, 14, 15];

export interface TargetVersion {
  readonly major: 3;
  readonly minor: TargetMinor;
  readonly micro: number;
}

/** The last micro version of each that the table below speaks of: what holds where no interpreter is asked. */
const newestMicros: Readonly<Record<TargetMinor, number>> = { 11: 14, 12: 12, 13: 18, 14: 10, 15: 2 };

export function newestOf(minor: TargetMinor): TargetVersion {
  return { major: 3, minor, micro: newestMicros[minor] };
}

/** The newest target of all. */
export const newestTarget: TargetVersion = newestOf(15);

/** `3.12` or `3.12.1` as a target, null if it is none; without its micro version it is the newest of its minor. */
export function parseTarget(text: string): TargetVersion | null {
  const [, digits, micro] = /^3\.(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const minor = targetMinors.find((candidate) => String(candidate) === digits);
  if (minor === undefined) return null;
  return micro === undefined ? newestOf(minor) : { major: 3, minor, micro: Number(micro) };
}

/** `3.12.1`. */
export function printTarget({ major, minor, micro }: TargetVersion): string {
  return `${major}.${minor}.${micro}`;
}

export function isSameTarget(left: TargetVersion, right: TargetVersion): boolean {
  return left.minor === right.minor && left.micro === right.micro;
}
