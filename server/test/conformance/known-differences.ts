/**
 * Conformance programs that still differ, each with the reason; `docs/status.md` tells the user. The quick suite leaves
 * them out; `npm run test:conformance` runs them and fails on one that has become equal on every version.
 */
export const knownDifferences: ReadonlyMap<string, string> = new Map<string, string>([]);
