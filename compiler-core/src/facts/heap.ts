/**
 * What the containers and iterators hold that each place of a module makes: one content a place, joined from all that is
 * ever put in. A container that other modules can reach is *shared*: that they put in nothing else is assumed. One that is
 * handed to code which is not seen is *open*: what it holds is a guess.
 */
import type { IrConstant } from '../semantics/constants/constant.js';
import { type Assumption, assume, guess, isGuess, weaker } from './assumption.js';
import { assuming, bottom, type Fact, isContainer, join, ofConstant, openSite, sameFact, type SiteId, typeText, unknown, unknownOf } from './fact.js';

interface Content {
  element: Fact;
  /** Of dicts. */
  key: Fact;
  /** Of tuples of one length, by position. */
  items: Fact[] | null;
  reach: 'own' | 'shared' | 'open';
  /** Who is to look again when it changes. */
  readonly readers: Set<number>;
}

type Part = 'element' | 'key';

export interface Heap {
  /** What iterating over a value or subscribing it gives; the keys of a dict. */
  read(fact: Fact, part: Part): Fact;
  /** A literal, with what it holds. */
  ofLiteral(constant: IrConstant): Fact;
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
  /** Where nothing is seen to be put into what others can reach, something else may be. */
  openEscaped(): void;
}

/** Literals are sites too, past those of any program. */
const firstLiteral: SiteId = 2 ** 40;

/** What a container holds is told of the container, not of what is read from it. */
const shared = assume('content', 'it');
const opened = guess(shared);
const assumptions: Readonly<Record<Content['reach'], Assumption | null>> = { own: null, shared, open: opened };

/** Only literals are looked into. */
function itemsOf(constant: IrConstant | null): readonly Fact[] | null {
  return constant?.type === 'tuple' || constant?.type === 'frozenset' ? constant.items.map((item) => ofConstant(item)) : null;
}

const withoutValue = (fact: Fact): Fact => (fact.constant === null ? fact : { ...fact, constant: null });

/** `reader` says who is asking; `wake` is told who has to look again, `lose` which functions and classes escape, once each. */
export function createHeap(reader: () => number, wake: (readers: ReadonlySet<number>) => void, lose: (site: SiteId) => void): Heap {
  const open: Content = { element: unknown, key: unknown, items: null, reach: 'open', readers: new Set() };
  const contents = new Map<SiteId, Content>([[openSite, open]]);
  const literals = new Map<IrConstant, Fact>();
  const lost = new Set<SiteId>();

  function contentOf(site: SiteId): Content {
    const known = contents.get(site);
    if (known !== undefined) return known;
    const made: Content = { element: bottom, key: bottom, items: null, reach: 'own', readers: new Set() };
    contents.set(site, made);
    return made;
  }

  function joined(fact: Fact, select: (content: Content) => Fact): Fact {
    let all = bottom;
    for (const site of fact.sites) {
      if (!isContainer(site)) continue;
      const content = contentOf(site);
      content.readers.add(reader());
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

  function raise(content: Content, current: Fact, value: Fact, put: (after: Fact) => void): void {
    const after = join(current, withoutValue(value));
    if (sameFact(current, after)) return;
    put(after);
    wake(content.readers);
  }

  function writeTo(content: Content, part: Part, value: Fact): void {
    if (part === 'key') raise(content, content.key, value, (after) => { content.key = after; });
    else raise(content, content.element, value, (after) => { content.element = after; });
  }

  const reaches = { own: 0, shared: 1, open: 2 } as const;

  /** Functions and classes are lost to code that is not seen; other modules see them too, but that is told of calls. */
  function reach(fact: Fact, wanted: 'shared' | 'open'): void {
    const pending = [...fact.sites];
    for (let site = pending.pop(); site !== undefined; site = pending.pop()) {
      if (!isContainer(site)) {
        if (wanted === 'shared' || lost.has(site)) continue;
        lost.add(site);
        lose(site);
        continue;
      }
      const content = contentOf(site);
      if (reaches[content.reach] >= reaches[wanted]) continue;
      content.reach = wanted;
      wake(content.readers);
      pending.push(...content.element.sites, ...content.key.sites, ...(content.items ?? []).flatMap((item) => item.sites));
    }
  }

  /** What is put into something that others can reach, they can reach too. */
  function spread(content: Content, value: Fact): void {
    if (content.reach !== 'own') reach(value, content.reach);
  }

  function ofLiteral(constant: IrConstant): Fact {
    const known = literals.get(constant);
    if (known !== undefined) return known;
    let fact = ofConstant(constant);
    if (constant.type === 'tuple' || constant.type === 'frozenset') {
      const items = constant.items.map((item) => withoutValue(ofLiteral(item)));
      const site = firstLiteral + literals.size;
      if (constant.type === 'tuple') contentOf(site).items = items;
      else contentOf(site).element = items.reduce(join, bottom);
      fact = { ...fact, sites: [site] };
    }
    literals.set(constant, fact);
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
      const lengths = new Set(fact.sites.map((site) => contents.get(site)?.items?.length ?? null));
      return lengths.size === 1 ? [...lengths][0] ?? null : null;
    },
    write(fact, part, value) {
      for (const site of fact.sites) {
        if (!isContainer(site)) continue;
        const content = contentOf(site);
        spread(content, value);
        writeTo(content, part, value);
      }
      // Unknown containers may belong to anyone.
      if ((fact.sites.length === 0 || (fact.type === 'object' && fact.options === null)) && fact.type !== 'bottom') reach(value, 'open');
    },
    writeItems(site, items) {
      const content = contentOf(site);
      if (content.items === null) content.items = items.map(() => bottom);
      const known = content.items;
      items.forEach((item, index) => {
        spread(content, item);
        raise(content, known[index] ?? bottom, item, (after) => { known[index] = after; });
      });
    },
    share: (fact) => { reach(fact, 'shared'); },
    escape: (fact) => { reach(fact, 'open'); },
    openEscaped() {
      for (const content of contents.values()) {
        if (content.reach === 'own' || content.items !== null || content === open) continue;
        if (content.element.type === 'bottom') writeTo(content, 'element', unknown);
        if (content.key.type === 'bottom') writeTo(content, 'key', unknown);
      }
    },
  };
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
