/**
 * What is known of a value: its exact type, its constant if it has one, and the assumption that the knowledge rests on.
 * The lattice of the analysis: `bottom` (nothing reached it yet) below everything, `object` above everything.
 */
import { type IrConstant, sameConstant } from '../semantics/constants/constant.js';
import type { CSignature } from '../semantics/ctypes/c-types.js';
import type { KnownType, TypeName } from '../semantics/types/type-name.js';
import { type Assumption, sameAssumption, weaker } from './assumption.js';

/** What stands for all objects that one place of the program makes; functions and classes are their own places. */
export type SiteId = number;

export interface Fact {
  readonly type: KnownType;
  /** The value, where it is always the same one. */
  readonly constant: IrConstant | null;
  /** For `function`: its index in the module; for `class` and `instance`: the class's place among the module's. */
  readonly target: number | null;
  /** For `builtin` and the like: its name. */
  readonly name: string | null;
  /** For `foreign`: how it is declared. */
  readonly signature: CSignature | null;
  /** For `method`: what it is bound to. */
  readonly receiver: Fact | null;
  /** Which containers, functions, classes and instances of classes the value may be; kept where the type is not known any more. */
  readonly sites: readonly SiteId[];
  /** For `object`: the few types that it is one of, for people to read; null where anything may come. */
  readonly options: readonly Fact[] | null;
  /** The condition under which the fact holds; null where it holds whatever anyone does (proved). */
  readonly assumption: Assumption | null;
}

const noSites: readonly SiteId[] = [];
const plain = { constant: null, target: null, name: null, signature: null, receiver: null, sites: noSites, options: null, assumption: null } as const;

/** Functions take the numbers below zero, classes (and their instances) those past all containers. */
const siteOfFunction = (index: number): SiteId => -1 - index;
export const functionOfSite = (site: SiteId): number | null => (site < 0 ? -1 - site : null);
const firstClass: SiteId = 2 ** 44;
const siteOfClass = (place: number): SiteId => firstClass + place;
export const classOfSite = (site: SiteId): number | null => (site >= firstClass ? site - firstClass : null);
export const isContainer = (site: SiteId): boolean => site >= 0 && site < firstClass;
export const bottom: Fact = { ...plain, type: 'bottom' };
export const unknown: Fact = { ...plain, type: 'object' };

/** Containers of which nobody knows what they hold. */
export const openSite: SiteId = 0;
const open: readonly SiteId[] = [openSite];
const containers: ReadonlySet<string> = new Set(['list', 'set', 'frozenset', 'dict', 'tuple', 'iterator']);

const proved = new Map<TypeName, Fact>();

/** Proved ones are made once each, as most operations give one. */
export function typed(type: TypeName, assumption: Assumption | null = null): Fact {
  if (assumption !== null) return { ...plain, type, assumption, sites: containers.has(type) ? open : noSites };
  const known = proved.get(type) ?? { ...plain, type, sites: containers.has(type) ? open : noSites };
  proved.set(type, known);
  return known;
}

export function ofConstant(constant: IrConstant): Fact {
  return { ...plain, type: constant.type, constant, sites: containers.has(constant.type) ? open : noSites };
}

export function ofFunction(target: number, assumption: Assumption | null): Fact {
  return { ...plain, type: 'function', target, assumption, sites: [siteOfFunction(target)] };
}

export function ofNamed(type: 'module' | 'external', name: string, assumption: Assumption): Fact {
  return { ...plain, type, name, assumption };
}

export function ofForeign(name: string, signature: CSignature, assumption: Assumption): Fact {
  return { ...plain, type: 'foreign', name, signature, assumption };
}

export function ofClass(type: 'class' | 'instance', target: number, name: string, assumption: Assumption | null): Fact {
  return { ...plain, type, target, name, assumption, sites: [siteOfClass(target)] };
}

export function ofMethod(receiver: Fact, name: string): Fact {
  return { ...plain, type: 'method', receiver, name, assumption: receiver.assumption, sites: receiver.sites };
}

/** A container or iterator made at a place. */
export function madeAt(type: TypeName, site: SiteId, assumption: Assumption | null = null): Fact {
  return { ...plain, type, sites: [site], assumption };
}

export function ofBuiltin(name: string, assumption: Assumption): Fact {
  return { ...plain, type: 'builtin', name, assumption };
}

export function assuming(fact: Fact, assumption: Assumption | null): Fact {
  if (assumption === null || fact.type === 'bottom') return fact;
  const both = weaker(fact.assumption, assumption);
  return both === fact.assumption ? fact : { ...fact, assumption: both };
}

const sameKnown = (left: IrConstant | null, right: IrConstant | null): boolean => (left === null || right === null ? left === right : sameConstant(left, right));

const sameSites = (left: readonly SiteId[], right: readonly SiteId[]): boolean => left === right || (left.length === right.length && left.every((site, index) => site === right[index]));

const sameReceiver = (left: Fact | null, right: Fact | null): boolean => left === right || (left !== null && right !== null && sameFact(left, right));

const sameOptions = (left: readonly Fact[] | null, right: readonly Fact[] | null): boolean =>
  left === right || (left !== null && right !== null && left.length === right.length && left.every((option, index) => sameFact(option, right[index]!)));

export function sameFact(left: Fact, right: Fact): boolean {
  return left === right || (left.type === right.type && left.target === right.target && left.name === right.name
    && sameAssumption(left.assumption, right.assumption) && sameSites(left.sites, right.sites) && sameReceiver(left.receiver, right.receiver) && sameOptions(left.options, right.options) && sameKnown(left.constant, right.constant));
}

export function joinSites(left: readonly SiteId[], right: readonly SiteId[]): readonly SiteId[] {
  if (right.length === 0 || sameSites(left, right)) return left;
  if (left.length === 0) return right;
  const all = new Set(left);
  for (const site of right) all.add(site);
  return all.size === left.length ? left : [...all].sort((a, b) => a - b);
}

/** What is not known but for the places where it may have been made. */
export function unknownOf(sites: readonly SiteId[]): Fact {
  return sites.length === 0 ? unknown : { ...unknown, sites };
}

const mostOptions = 3;
const inUnions: ReadonlySet<string> = new Set(['int', 'float', 'bool', 'none', 'str', 'bytes', 'complex', 'tuple', 'frozenset', 'list', 'dict', 'set', 'range', 'instance']);

const isSameKind = (left: Fact, right: Fact): boolean => left.type === right.type && left.target === right.target && left.name === right.name && sameReceiver(left.receiver, right.receiver);

/** A union of a few types, in one order whatever came first, `None` last. */
function unite(left: Fact, right: Fact, sites: readonly SiteId[]): Fact {
  const options: Fact[] = [];
  for (const option of [...(left.options ?? [left]), ...(right.options ?? [right])]) {
    if (!inUnions.has(option.type)) return unknownOf(sites);
    const at = options.findIndex((each) => isSameKind(each, option));
    if (at < 0) options.push(option.constant === null ? option : { ...option, constant: null });
    else options[at] = join(options[at]!, option);
  }
  if (options.length > mostOptions) return unknownOf(sites);
  const rank = (fact: Fact): string => (fact.type === 'none' ? '~' : typeText(fact));
  options.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
  return { ...unknown, sites, options, assumption: weaker(left.assumption, right.assumption) };
}

export function join(left: Fact, right: Fact): Fact {
  if (left === right || right.type === 'bottom') return left;
  if (left.type === 'bottom') return right;
  const sites = joinSites(left.sites, right.sites);
  const isOpen = (fact: Fact): boolean => fact.type === 'object' && fact.options === null;
  if (isOpen(left)) return sites === left.sites ? left : unknownOf(sites);
  if (isOpen(right)) return unknownOf(sites);
  if (left.type === 'object' || !isSameKind(left, right)) return unite(left, right, sites);
  return { ...left, sites, constant: sameKnown(left.constant, right.constant) ? left.constant : null, assumption: weaker(left.assumption, right.assumption) };
}

const written: Partial<Record<Fact['type'], string>> = {
  none: 'None', function: 'Callable', builtin: 'Callable', method: 'Callable', external: 'Callable', foreign: 'Callable', ellipsis: 'EllipsisType', iterator: 'Iterator', range_iterator: 'Iterator', class: 'type', module: 'ModuleType',
};

/** The type as Python would write it, without what containers hold. */
export function typeText(fact: Fact): string {
  return (fact.type === 'instance' ? fact.name : null) ?? written[fact.type] ?? fact.type;
}
