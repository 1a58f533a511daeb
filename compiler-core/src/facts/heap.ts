/**
 * What the containers and iterators hold that each place of a module makes: one content a place, joined from all that is
 * ever put in. A container that other modules can reach is *shared*: that they put in nothing else is assumed. One that is
 * handed to code which is not seen is *open*: what it holds is a guess.
 */
import type { IrConstant } from '../semantics/constants/constant.js';
import { textOf } from '../syntax/ast/python-string.js';
import { type Assumption, assume, guess, isGuess, weaker } from './assumption.js';
import { addRule, type Fixpoint, type Variable } from './fixpoint/fixpoint.js';
import type { Lattice } from './fixpoint/variable.js';
import { assuming, bottom, type Fact, isContainer, join, ofConstant, openSite, sameFact, type SiteId, typeText, unknown, unknownOf } from './fact.js';

type Reach = 'own' | 'shared' | 'open';
type Part = 'element' | 'key';

interface Content {
  readonly element: Fact;
  /** Of dicts. */
  readonly key: Fact;
  /** Of tuples of one length, by position. */
  readonly items: readonly Fact[] | null;
  readonly reach: Reach;
}

export interface Heap {
  /** What iterating over a value or subscribing it gives; the keys of a dict. */
  read(fact: Fact, part: Part): Fact;
  /** A literal, with what it holds; `place` is where the program has it, in words that stay the same. */
  ofLiteral(constant: IrConstant, place: string): Fact;
  /** What iterating over a value gives. */
  iterated(fact: Fact): Fact;
  readItem(fact: Fact, index: number): Fact;
  /** How many items each of the tuples has, if all have as many. */
  lengthOf(fact: Fact): number | null;
  write(fact: Fact, part: Part, value: Fact): void;
  writeItems(site: SiteId, items: readonly Fact[]): void;
  /** Other modules can get hold of the value. */
  share(fact: Fact): void;
  /** Code that is not seen gets hold of the value, and of all that it leads to. */
  escape(fact: Fact): void;
}

/** Literals are sites too, past those of any program. */
const firstLiteral: SiteId = 2 ** 40;

/** What a container holds is told of the container, not of what is read from it. */
const shared = assume('content', 'it');
const opened = guess(shared);
const assumptions: Readonly<Record<Reach, Assumption | null>> = { own: null, shared, open: opened };
const reaches: Readonly<Record<Reach, number>> = { own: 0, shared: 1, open: 2 };

const nothing: Content = { element: bottom, key: bottom, items: null, reach: 'own' };
/** Of containers that are not known. */
const anything: Content = { element: unknown, key: unknown, items: null, reach: 'open' };

function joinItems(left: readonly Fact[] | null, right: readonly Fact[] | null): readonly Fact[] | null {
  if (left === right || right === null) return left;
  if (left === null) return right;
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => join(left[index] ?? bottom, right[index] ?? bottom));
}

const contentLattice: Lattice<Content> = {
  bottom: nothing,
  join(left, right) {
    if (left === nothing) return right;
    return { element: join(left.element, right.element), key: join(left.key, right.key), items: joinItems(left.items, right.items), reach: reaches[left.reach] < reaches[right.reach] ? right.reach : left.reach };
  },
  same: (left, right) => left === right || (left.reach === right.reach && sameFact(left.element, right.element) && sameFact(left.key, right.key)
    && (left.items === right.items || (left.items !== null && right.items !== null && left.items.length === right.items.length && left.items.every((item, index) => sameFact(item, right.items![index]!))))),
};

/** Only literals are looked into. */
function itemsOf(constant: IrConstant | null): readonly Fact[] | null {
  return constant?.type === 'tuple' || constant?.type === 'frozenset' ? constant.items.map((item) => ofConstant(item)) : null;
}

const withoutValue = (fact: Fact): Fact => (fact.constant === null ? fact : { ...fact, constant: null });

/** `place` says where the one who reads is to look again; `lose` is told which functions and classes escape. */
export function createHeap(fixpoint: Fixpoint, place: () => number, lose: (site: SiteId) => void): Heap {
  const contents = new Map<SiteId, Variable<Content>>([[openSite, fixpoint.variable(contentLattice, anything)]]);
  const literals = new Map<string, Fact>();

  function contentOf(site: SiteId): Variable<Content> {
    const known = contents.get(site);
    if (known !== undefined) return known;
    const made = fixpoint.variable(contentLattice, nothing, () => { contents.delete(site); });
    made.whenRaised = ({ reach }) => {
      if (reach === 'own') return false;
      watch(made);
      return true;
    };
    contents.set(site, made);
    return made;
  }

  /** Rules about a container that others can reach. */
  function watch(content: Variable<Content>): void {
    // What it holds, they can reach too.
    addRule(fixpoint, 'last', () => {
      const { element, key, items, reach: wanted } = fixpoint.read(content);
      if (wanted === 'own') return;
      for (const fact of [element, key, ...items ?? []]) reach(fact, wanted);
    });
    // Where nothing is seen to be put into it, something else may be.
    addRule(fixpoint, 'between', () => {
      const { element, key, items, reach: wanted } = fixpoint.read(content);
      if (wanted === 'own' || items !== null) return;
      if (element.type === 'bottom') fixpoint.add(content, { ...nothing, element: unknown });
      if (key.type === 'bottom') fixpoint.add(content, { ...nothing, key: unknown });
    });
  }

  function joined(fact: Fact, select: (content: Content) => Fact): Fact {
    let all = bottom;
    for (const site of fact.sites) {
      if (!isContainer(site)) continue;
      const content = fixpoint.read(contentOf(site), place());
      all = join(all, assuming(select(content), assumptions[content.reach]));
    }
    return all;
  }

  const everything = (content: Content): Fact => (content.items ?? []).reduce(join, content.element);

  function read(fact: Fact, part: Part): Fact {
    if (fact.type === 'bottom') return bottom;
    if (fact.type === 'object') return within(fact);
    if (fact.sites.length === 0) return unknown;
    return assuming(joined(fact, part === 'key' ? (content) => content.key : everything), fact.assumption);
  }

  /** What is held by something of which only the places are known. */
  function within(fact: Fact): Fact {
    const all = joined(fact, (content) => join(everything(content), content.key));
    return all.sites.length === 0 ? unknown : unknownOf(all.sites);
  }

  /** Functions and classes are lost to code that is not seen; other modules see them too, but that is told of calls. */
  function reach(fact: Fact, wanted: 'shared' | 'open'): void {
    for (const site of fact.sites) {
      if (isContainer(site)) {
        if (site !== openSite) fixpoint.add(contentOf(site), { ...nothing, reach: wanted });
      } else if (wanted === 'open') lose(site);
    }
  }

  function ofLiteral(constant: IrConstant, at: string): Fact {
    if (constant.type !== 'tuple' && constant.type !== 'frozenset') return ofConstant(constant);
    const key = `${at} ${keyOf(constant)}`;
    const known = literals.get(key);
    if (known !== undefined) return known;
    const items = constant.items.map((item, index) => withoutValue(ofLiteral(item, `${at}.${index}`)));
    const site = firstLiteral + literals.size;
    const content = fixpoint.variable(contentLattice, constant.type === 'tuple' ? { ...nothing, items } : { ...nothing, element: items.reduce(join, bottom) });
    content.whenRaised = ({ reach: by }) => {
      if (by === 'own') return false;
      watch(content);
      return true;
    };
    contents.set(site, content);
    const fact: Fact = { ...ofConstant(constant), sites: [site] };
    literals.set(key, fact);
    return fact;
  }

  return {
    read,
    ofLiteral,
    iterated(fact) {
      switch (fact.type) {
        case 'bottom': return bottom;
        case 'str': return { ...fact, constant: null };
        case 'bytes': case 'range': case 'range_iterator': return { ...fact, type: 'int', constant: null };
        case 'dict': return read(fact, 'key');
        case 'list': case 'tuple': case 'set': case 'frozenset': case 'iterator': return read(fact, 'element');
        case 'object': return within(fact);
        default: return unknown;
      }
    },
    readItem(fact, index) {
      if (fact.type === 'bottom') return bottom;
      if (fact.type !== 'tuple') return within(fact);
      const item = itemsOf(fact.constant)?.at(index);
      if (item !== undefined && item.type !== 'tuple') return item;
      if (fact.sites.length === 0) return unknown;
      return assuming(joined(fact, (content) => (content.items === null ? content.element : content.items.at(index) ?? content.element)), fact.assumption);
    },
    lengthOf(fact) {
      const items = itemsOf(fact.constant);
      if (items !== null) return items.length;
      const lengths = new Set(fact.sites.map((site) => fixpoint.read(contentOf(site), place()).items?.length ?? null));
      return lengths.size === 1 ? [...lengths][0] ?? null : null;
    },
    write(fact, part, value) {
      const kept = withoutValue(value);
      for (const site of fact.sites) {
        if (!isContainer(site)) continue;
        if (site === openSite) reach(value, 'open');
        else if (kept.type !== 'bottom') fixpoint.add(contentOf(site), { ...nothing, [part]: kept });
      }
      // Unknown containers may belong to anyone.
      if ((fact.sites.length === 0 || (fact.type === 'object' && fact.options === null)) && fact.type !== 'bottom') reach(value, 'open');
    },
    writeItems(site, items) {
      fixpoint.add(contentOf(site), { ...nothing, items: items.map(withoutValue) });
    },
    share: (fact) => { reach(fact, 'shared'); },
    escape: (fact) => { reach(fact, 'open'); },
  };
}

/** Two literals with one key are the same. */
function keyOf(constant: IrConstant): string {
  switch (constant.type) {
    case 'tuple': case 'frozenset': return `${constant.type}(${constant.items.map(keyOf).join()})`;
    case 'none': case 'ellipsis': return constant.type;
    case 'float': return `float ${Object.is(constant.value, -0) ? '-0' : constant.value}`;
    case 'complex': return `complex ${Object.is(constant.real, -0) ? '-0' : constant.real} ${Object.is(constant.imag, -0) ? '-0' : constant.imag}`;
    case 'bytes': return `bytes ${[...constant.value].join(' ')}`;
    case 'str': return JSON.stringify(textOf(constant.value));
    case 'int': case 'bool': return `${constant.type} ${constant.value}`;
  }
}

export interface WrittenType {
  readonly text: string;
  /** What the type and what it holds rest on. */
  readonly assumption: Assumption | null;
}

const deepest = 3;
/** What holds itself, or nearly so: written without what it holds. */
const tooDeep: WrittenType = { text: '', assumption: null };

/** The type with what it holds, as annotations write it: `dict[str, list[int]]`. */
export function writeType(fact: Fact, heap: Heap, depth = 0): WrittenType {
  const text = typeText(fact);
  const plain: WrittenType = { text, assumption: fact.assumption };
  if (depth > deepest) return tooDeep;
  const inner = (facts: readonly Fact[]): readonly WrittenType[] | null => {
    const types = facts.map((each) => writeType(each, heap, depth + 1));
    return facts.some((each) => !isWritable(each) || isGuess(each.assumption)) ? null : types;
  };
  const build = (types: readonly WrittenType[] | null, end = ''): WrittenType => (types?.some((type) => type.text === '') === true ? (depth === 0 ? plain : tooDeep) : types === null || types.some((type) => isGuess(type.assumption)) ? plain : {
    text: `${text}[${types.map((type) => type.text).join(', ')}${end}]`,
    assumption: types.reduce((all, type) => weaker(all, type.assumption), fact.assumption),
  });
  switch (fact.type) {
    case 'object': {
      const types = (fact.options ?? []).map((option) => writeType(option, heap, depth));
      if (types.some((type) => type.text === '')) return tooDeep;
      return { text: types.map((type) => type.text).join(' | '), assumption: types.reduce((all, type) => weaker(all, type.assumption), fact.assumption) };
    }
    case 'list': case 'set': case 'frozenset': return build(inner([heap.read(fact, 'element')]));
    case 'dict': return build(inner([heap.read(fact, 'key'), heap.read(fact, 'element')]));
    case 'tuple': {
      const length = heap.lengthOf(fact);
      if (length === null) return build(inner([heap.read(fact, 'element')]), ', ...');
      return length === 0 ? { ...plain, text: 'tuple[()]' } : build(inner(Array.from({ length }, (_, index) => heap.readItem(fact, index))));
    }
    default: return plain;
  }
}

/** Types that have a name which says something to a reader. */
export function isWritable(fact: Fact): boolean {
  switch (fact.type) {
    case 'object': return fact.options?.every(isWritable) === true;
    case 'bottom': case 'range_iterator': case 'function': case 'builtin': case 'iterator': case 'class': case 'module': case 'external': case 'foreign': case 'method': case 'ellipsis': return false;
    default: return true;
  }
}
