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
  /** PEP 709: comprehensions other than generator expressions run in the frame around them. */
  inlinedComprehensions: { since: '3.12' },
  /** PEP 701: f-strings are tokens of the grammar, so their parts have positions of their own. */
  formalizedFormatStrings: { since: '3.12' },
  /** PEP 750: `t'{name}'`. */
  templateStrings: { since: '3.14' },
  /** PEP 758: `except A, B:`. */
  exceptWithoutBrackets: { since: '3.14' },
  /** PEP 649, PEP 749: annotations are evaluated on demand, in scopes of their own. */
  deferredAnnotations: { since: '3.14' },
  /** `case +1:` */
  positivePatterns: { since: '3.15' },
  /** PEP 798: `[*row for row in rows]`, `{**part for part in parts}`. */
  unpackingComprehensions: { since: '3.15' },
  /** PEP 810: `lazy import a`. */
  lazyImports: { since: '3.15' },
  /** The text of a field before its `=` keeps a `#` in a string. */
  keepsHashesInStrings: { since: ['3.13.18', '3.14'] },
  /** A format specification that ends in a field has an empty constant after it. */
  emptyFormatSpecEnd: { since: '3.12', until: '3.12.1' },

  // How a text is read.
  /** A null byte is a SyntaxError; before, it ends the line for `python FILE`, and is a ValueError for `compile` (gh-96670). */
  refusesNullBytes: { since: ['3.11.4', '3.12'] },
  /** A file whose last line ends in a carriage return and a newline has one line more. */
  crlfAtEndAddsNewline: { until: '3.11' },

  // What the grammar says of a text that is not Python.
  /** A name that a soft keyword begins with does not count as one. */
  comparesWholeSoftKeywords: { since: ['3.13.18', '3.14'] },
  /** Of a value over several lines that lacks a comma after it the last line is marked. */
  marksLastLineBeforeComma: { since: '3.15' },
  /** An escape that is none is marked with its literal text, not where the reader is. */
  marksTextOfEscapes: { since: '3.14' },
  refusesNewlinesInFormats: { since: ['3.13.18', '3.14'] },
  refusesMixedHandlersFirst: { since: '3.14' },
  explainsArgumentValues: { since: '3.12' },
  explainsAssertedAssignments: { since: '3.15' },
  explainsCaseAlone: { since: '3.15' },
  explainsDoubleStarOrder: { since: '3.15' },
  explainsElifAfterElse: { since: '3.14' },
  explainsExceptTargets: { since: '3.14' },
  explainsImportTargets: { since: '3.14' },
  /** `<>` */
  explainsOldInequality: { since: ['3.13.18', '3.14'] },
  explainsPartialUnpacking: { since: '3.15' },
  explainsPatternTargets: { since: '3.14' },
  explainsQuotesInStrings: { since: '3.14' },
  explainsRaiseFrom: { since: '3.15' },
  explainsStatementsAsValues: { since: '3.14' },
  explainsTrailingCommaOfWith: { since: '3.15' },
  explainsSwappedImport: { since: '3.12' },
  explainsEmptyTypeParameters: { since: '3.13' },
  explainsInvalidStar: { since: '3.13' },
  explainsMissingImportNames: { since: '3.13' },
  explainsMissingIn: { since: '3.13' },
  explainsNotAfterOperator: { since: '3.13' },
  /** `def` insists on its brackets and colon even where another reading is still possible. */
  insistsInDefinitions: { until: '3.12' },
  refusesStarredBoundAtOnce: { until: '3.12' },
  /** `parameter`, not `argument`, in all messages of parameters. */
  saysParameters: { since: '3.15' },
  saysParameterWithoutDefault: { since: '3.12' },
  starAfterUnpackingPlacedAtComma: { since: '3.13' },
  /** The token of a newline is one column wide. */
  newlinesHaveWidth: { since: '3.12' },
  /** Warnings of unknown escapes say what to write instead. */
  advisesOnEscapes: { since: '3.14' },
  /** Operations on constants are computed before code is made, so that warnings are about their results. */
  foldsInTree: { until: '3.13' },
  /** A slice of literals is a constant, and so is what it takes of one. */
  foldsSlices: { since: '3.14' },
  /** `"is" with 'int' literal` */
  namesComparedLiteral: { since: '3.12' },
  /** PEP 765: a warning of what leaves a `finally` block. */
  warnsOfFinally: { since: '3.14' },
  /** The condition of `while` is made twice, before the body and after it, and warned of twice. */
  repeatsConditions: { until: '3.13' },
  /** The body of `finally` is warned of once, not on its second way too. */
  warnsOfFinallyOnce: { since: ['3.13.18', '3.14'] },
  /** But what is left from there is warned of again. */
  warnsOfLeftFinally: { since: '3.14' },
  /** Of unknown escapes there is a SyntaxWarning; before, a DeprecationWarning, which is not shown. */
  warnsOfEscapes: { since: '3.12' },
  /** Of a literal of bytes with others than those of ASCII, the whole is marked; before, the token after it (gh-102310). */
  marksNonAsciiBytes: { since: ['3.11.4', '3.12'] },
  /** "exclamation", not "exclamanation" (gh-135496). */
  spellsExclamation: { since: '3.13.6' },
  /** An unknown escape is warned of at its own line, not where its literal begins (gh-116042). */
  warnsAtEscape: { since: ['3.12.10', '3.13.3'] },
  /** A character that is not ASCII behind a number is what is wrong; before, the number is (gh-88943). */
  blamesCharacterAfterNumber: { since: ['3.11.6', '3.12'] },
  /** `f(**a, *b)` is wrong at the star; before, and of any arguments before a star with nothing sound behind it, all of them are (gh-110696). */
  placesUnpackingAtStar: { since: ['3.11.7', '3.12.1'] },
  /** "perhaps you escaped the end quote?" */
  suspectsEscapedQuote: { since: '3.13' },
  /** Uncaught errors are printed by the module traceback, which asks all of them for their end. */
  printsByTraceback: { since: '3.13' },
  /** Marks are put where the text stands on a terminal: wide characters have two columns, and blanks are not repeated. */
  marksByWidth: { since: '3.15' },
  /** Printed syntax errors ask for the keyword that a misspelt one stands for. */
  suggestsKeywords: { since: '3.14' },
  /** Only where the text without it is no Python. */
  checksTextOfTypos: { since: '3.15' },
  /** `compile` and `python FILE` count characters, not bytes, in a file that does not state its encoding. */
  countsCharactersOfBytes: { since: '3.13' },

  // What the symbol table does.
  /** Scopes of lambdas and comprehensions are called `<lambda>` and the like. */
  bracketsScopeNames: { since: '3.15' },
  checksAwaitInScopes: { since: '3.14' },
  decoratorsFirst: { since: '3.12' },
  handlersBeforeElse: { since: '3.13' },
  marksReadsOfComprehensions: { since: '3.14' },
  /** No type parameter may be called `__classdict__`. */
  reservesClassDictionary: { since: ['3.13.18', '3.14'] },
  refusesComprehensionsThatSeeClasses: { since: '3.12', until: '3.12' },
  saysCannotUnquoted: { since: '3.12' },

  // What the compiler refuses, and where it says so.
  alternativesPlacedTogether: { since: '3.12' },
  debugPlacedAtAlias: { since: '3.14' },
  debugPlacedAtArgument: { since: '3.12' },
  /** In an annotated name and a type alias; before, the statement is marked. */
  debugPlacedAtName: { since: '3.14' },
  futureImportsCountFromZero: { until: '3.11' },
  /** An unknown future feature is marked itself, not its statement (gh-126139). */
  marksUnknownFuture: { since: '3.13.1' },
  /** Of a future import that comes late the whole is marked. */
  marksLateFutureImports: { since: '3.12' },
  /** A name bound twice in a pattern is marked to where the last pattern inside ends. */
  marksInnerPattern: { until: '3.11' },
  /** Blocks may be nested 21 deep, not 20. */
  oneBlockMore: { since: '3.13' },
  saysYieldFrom: { since: '3.13' },

  // What bodies of generators rely on.
  /** Suspended frames hold on their stacks what those of native bodies can. */
  suspendsAlike: { until: '3.13' },

  // What the code objects have, and the places of their instructions.
  cleanDocstrings: { since: '3.13' },
  /** A list display that only `async for` walks is a tuple. */
  walksAsyncDisplaysAsTuples: { until: '3.13' },
  placesAdditionAtElement: { since: '3.12' },
  placesIterationAtIterable: { since: '3.13' },
  placesMessageCallAtAssert: { since: '3.12' },
  placesRaiseAtAssert: { since: '3.12', until: '3.12' },
  placesTestAtOwner: { until: '3.11' },
  placesWithAtManager: { since: '3.13' },
  placesLambdaReturnAtBody: { since: '3.13' },
  /** What stores or deletes an item lets go of the key first; before, of the value. */
  storesEndFromLast: { since: '3.14' },
  /** Operators and subscripts let go of the right operand first. */
  operatorsEndFromLast: { since: '3.15' },
  /** What a comprehension made and nobody takes ends before its variables do. */
  discardsComprehensionsFirst: { since: '3.13' },
  /** Of `x[a:b]` the slice ends before the rest. */
  slicesEndFirst: { since: '3.12' },
  /** Of two stores to a variable in turn only the second is left. */
  dropsRepeatedStores: { since: '3.13' },
  /** A generator expression handed to `all`, `any` or `tuple` is run by the function that calls them. */
  drainsGenerators: { since: '3.14' },
  drainsIntoListsAndSets: { since: '3.15' },
  /** A generator expression asks for its first iterator itself; before, it is given that. */
  iteratesInGenerators: { since: '3.15' },
  /** A jump to a jump on its line goes on to that one's target, so `(a and b) or c` asks `a` once. */
  threadsTruthTests: { until: '3.11' },
  /** The same to any line, and the jump then has the place of the other. */
  threadsAllTruthTests: { since: '3.14' },
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

const governing = (releases: readonly Release[], minor: number): Release | undefined => releases.findLast((release) => release.minor <= minor);

function isWithin({ since, until }: Bounds, { minor, micro }: TargetVersion): boolean {
  const first = governing(since, minor);
  if (since.length > 0 && (first === undefined || (first.minor === minor && micro < first.micro))) return false;
  if (until.length === 0) return true;
  const last = governing(until, minor);
  return last === undefined || (last.minor === minor && micro <= last.micro);
}

/** Parsers ask at every turn, always of the same few targets. */
const known = new Map<number, ReadonlySet<string>>();

function featuresOf(target: TargetVersion): ReadonlySet<string> {
  const key = target.minor * 1000 + target.micro;
  let features = known.get(key);
  if (features === undefined) {
    features = new Set([...bounds].filter(([, ofFeature]) => isWithin(ofFeature, target)).map(([feature]) => feature));
    known.set(key, features);
  }
  return features;
}

export const supports = (target: TargetVersion, feature: TargetFeature): boolean => featuresOf(target).has(feature);
