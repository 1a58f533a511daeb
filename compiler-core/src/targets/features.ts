/** What not every target has: a row a feature, with the versions that have it. Passes ask `supports`, never a number. */
import type { TargetVersion } from './target-version.js';

/** `3.12`, from or up to any of its micro versions, or `3.12.1`. */
type Version = `3.${number}` | `3.${number}.${number}`;

interface Lifetime {
  /** The first version that has it; several where it came to older minor versions too, in a release of each. */
  readonly since?: Version | readonly Version[];
  /** The last version that has it; several as for `since`. */
  readonly until?: Version | readonly Version[];
}

const lifetimes = {
  /** PEP 695: `def f[T]()`, `class A[T]` and `type X = int`. */
  typeParameters: { since: '3.12' },
  /** PEP 696: `def f[T = int]()`. */
  typeParameterDefaults: { since: '3.13' },
  /** PEP 701: f-strings are tokens of the grammar, so their parts have positions of their own. */
  formalizedFormatStrings: { since: '3.12' },
  /** A format specification that ends in a field has an empty constant after it. */
  emptyFormatSpecEnd: { since: '3.12', until: '3.12.1' },
} satisfies Record<string, Lifetime>;

export type TargetFeature = keyof typeof lifetimes;

interface Release {
  readonly minor: number;
  readonly micro: number;
}

interface Bounds {
  readonly since: readonly Release[];
  readonly until: readonly Release[];
}

function releasesOf(versions: Version | readonly Version[] = [], anyMicro: number): Release[] {
  return [versions].flat().map((version) => {
    const [, minor, micro] = version.split('.');
    return { minor: Number(minor), micro: micro === undefined ? anyMicro : Number(micro) };
  });
}

const bounds: ReadonlyMap<string, Bounds> = new Map(Object.entries<Lifetime>(lifetimes).map(([feature, { since, until }]) =>
  [feature, { since: releasesOf(since, 0), until: releasesOf(until, Number.POSITIVE_INFINITY) }]));

const unbounded: Bounds = { since: [], until: [] };
const governing = (releases: readonly Release[], minor: number): Release | undefined => releases.findLast((release) => release.minor <= minor);

export function supports({ minor, micro }: TargetVersion, feature: TargetFeature): boolean {
  const { since, until } = bounds.get(feature) ?? unbounded;
  const first = governing(since, minor);
  if (since.length > 0 && (first === undefined || (first.minor === minor && micro < first.micro))) return false;
  if (until.length === 0) return true;
  const last = governing(until, minor);
  return last === undefined || (last.minor === minor && micro <= last.micro);
}
