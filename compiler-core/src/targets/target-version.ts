/** The CPython minor versions a program can be compiled for. */
export type TargetMinor = 11 | 12 | 13;

export const targetMinors: readonly TargetMinor[] = [11, 12, 13];

/** The syntax that not every target has, with the first minor version that does. */
const features = {
  /** PEP 695: `def f[T]()`, `class A[T]` and `type X = int`. */
  typeParameters: { since: 12 },
  /** PEP 696: `def f[T = int]()`. */
  typeParameterDefaults: { since: 13 },
  /** PEP 701: f-strings are tokens of the grammar, so their parts have positions of their own. */
  formalizedFormatStrings: { since: 12 },
} as const satisfies Record<string, { since: number }>;

export type TargetFeature = keyof typeof features;

export function supports(target: TargetMinor, feature: TargetFeature): boolean {
  return target >= features[feature].since;
}
