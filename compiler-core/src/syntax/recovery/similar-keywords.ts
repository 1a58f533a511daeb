/** The keywords that a name may stand for, by the two measures that CPython takes (`Python/suggestions.c`, `difflib`). */
import { keywords } from '../tokens/tokens.js';

const [mostMatches, leastRatio] = [3, 0.5];
/** Of `Python/suggestions.c`. */
const [moveCost, caseCost, longestCompared] = [2, 1, 40];

function costOfChange(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() && a.length === 1 && /[a-z]/i.test(a) && /[a-z]/i.test(b) ? caseCost : moveCost;
}

/** `levenshtein_distance`, in which a change of case costs half. */
function distance(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, index) => (index + 1) * moveCost);
  a.forEach((character, above) => {
    let diagonal = above * moveCost;
    let left = diagonal + moveCost;
    row = row.map((up, index) => {
      const cost = Math.min(diagonal + costOfChange(character, b[index] ?? ''), left + moveCost, up + moveCost);
      diagonal = up;
      left = cost;
      return cost;
    });
  });
  return row.at(-1) ?? a.length * moveCost;
}

/** `_Py_CalculateSuggestions` */
function nearest(name: readonly string[]): string | undefined {
  let found: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const keyword of keywords) {
    const most = Math.min(Math.floor(((name.length + keyword.length + 3) * moveCost) / 6), least - 1);
    const cost = name.length > longestCompared ? Number.POSITIVE_INFINITY : distance(name, [...keyword]);
    if (cost <= most) [found, least] = [keyword, cost];
  }
  return found;
}

/** How many characters are in the blocks that `SequenceMatcher` finds in both, from `a` on the left and `b` on the right. */
function countMatching(a: readonly string[], b: readonly string[]): number {
  let [start, other, length] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      let size = 0;
      while (i + size < a.length && j + size < b.length && a[i + size] === b[j + size]) size++;
      if (size > length) [start, other, length] = [i, j, size];
    }
  }
  if (length === 0) return 0;
  return length + countMatching(a.slice(0, start), b.slice(0, other)) + countMatching(a.slice(start + length), b.slice(other + length));
}

/** `difflib.get_close_matches` */
function closeMatches(name: readonly string[]): readonly string[] {
  const rated = [...keywords].map((keyword) => ({ keyword, ratio: (2 * countMatching([...keyword], name)) / (keyword.length + name.length) }));
  const close = rated.filter(({ ratio }) => ratio >= leastRatio);
  return close.sort((a, b) => b.ratio - a.ratio || (a.keyword < b.keyword ? 1 : -1)).slice(0, mostMatches).map(({ keyword }) => keyword);
}

/** The likeliest first. */
export function keywordsLike(name: string): readonly string[] {
  const characters = [...name];
  const first = nearest(characters);
  return [...(first === undefined ? [] : [first]), ...closeMatches(characters)].slice(0, mostMatches);
}
