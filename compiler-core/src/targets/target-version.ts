/** The CPython minor versions a program can be compiled for. */
export type TargetMinor = 11 | 12 | 13;

export const targetMinors: readonly TargetMinor[] = [11, 12, 13];

interface Lifetime {
  readonly since: TargetMinor;
  /** The last version that has it. */
  readonly until?: TargetMinor;
}

/** The syntax that not every target has, with the first minor version that does. */
const features = {
  /** PEP 695: `def f[T]()`, `class A[T]` and `type X = int`. */
  typeParameters: { since: 12 },
  /** PEP 696: `def f[T = int]()`. */
  typeParameterDefaults: { since: 13 },
  /** PEP 701: f-strings are tokens of the grammar, so their parts have positions of their own. */
  formalizedFormatStrings: { since: 12 },
  /** A format specification that ends in a field has an empty constant after it. */
  emptyFormatSpecEnd: { since: 12, until: 12 },
} satisfies Record<string, Lifetime>;

export type TargetFeature = keyof typeof features;

export function supports(target: TargetMinor, feature: TargetFeature): boolean {
  const { since, until = target }: Lifetime = features[feature];
  return target >= since && target <= until;
}
