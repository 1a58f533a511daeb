/** Features that came to several minor versions in a micro version of each belong to what is from there on. */
import { expect, test } from 'vitest';
import { supports, type TargetFeature } from '../../src/targets/features.js';
import { newestOf, parseTarget, targetMinors } from '../../src/targets/target-version.js';

function has(version: string, feature: TargetFeature): boolean {
  const target = parseTarget(version);
  if (target === null) throw new Error(`${version} is no target`);
  return supports(target, feature);
}

test('by minor and by micro version', () => {
  expect(['3.11.3', '3.11.4', '3.12.0', '3.13.0'].map((version) => has(version, 'refusesNullBytes'))).toEqual([false, true, true, true]);
  expect(['3.11.6', '3.11.7', '3.12.0', '3.12.1', '3.13.0'].map((version) => has(version, 'placesUnpackingAtStar'))).toEqual([false, true, false, true, true]);
  expect(['3.11.7', '3.12.1', '3.12.2', '3.13.0'].map((version) => has(version, 'emptyFormatSpecEnd'))).toEqual([false, true, false, false]);
});

test('a minor version alone is its newest', () => {
  for (const minor of targetMinors) expect(parseTarget(`3.${minor}`)).toEqual(newestOf(minor));
  for (const text of ['3', '2.7', '3.1', '3.11.x', '3.11.2.1', '']) expect(parseTarget(text)).toBeNull();
});
