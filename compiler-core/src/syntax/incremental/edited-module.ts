/**
 * The AST of a text that is being edited: after a change only the statements it touches are read again, for the server.
 *
 * The text is kept as units, each a statement of the module with the lines up to the next; a long class has units of
 * its own for what is in it. A unit can be read by itself, as it begins at a known indentation with no bracket open.
 * Where that gives no Python the whole text is read, so the result is always that of a fresh start. What was not read
 * again keeps its nodes, moved to their new lines: a module holds until the next update.
 */
import { indexLines, normalizeSource, positionAt, type SourceFile } from '../../source/source-file.js';
import type { TargetVersion } from '../../targets/target-version.js';
import type { ClassDef, Module, Positioned, stmt } from '../ast/nodes.generated.js';
import { moduleOf, type ReadModule, readModule } from '../parse/parse-module.js';
import { locateError, type SyntaxProblem } from '../parse/problem.js';
import { neverClosed } from '../tokens/tokenizer.js';
import type { Token } from '../tokens/tokens.js';
import { shiftLines } from './shift-lines.js';

export type EditedModule =
  /** `warnings`: what CPython warns of as it reads the text, where it stands. */
  | { readonly kind: 'parsed'; readonly module: Module; readonly warnings: readonly TextWarning[] }
  | { readonly kind: 'rejected'; readonly errors: readonly SyntaxProblem[] };

export interface TextWarning {
  readonly message: string;
  readonly at: Positioned;
}

export interface ModuleEditor {
  /** The next text as a whole; what has changed is found by comparing. */
  update(text: string): EditedModule;
}

interface Unit {
  /** UTF-16 offsets. */
  start: number;
  end: number;
  firstLine: number;
  statements: readonly stmt[];
  /** Of a long class: what is in it, without the header. */
  members: Unit[] | null;
  /** What is warned of in it, but not in its members. */
  warnings: readonly UnitWarning[];
  /** Of a member: the white space before it. */
  readonly indentation: string;
}

interface UnitWarning {
  readonly message: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** What is known of the last text that was Python. */
interface Known {
  readonly text: string;
  readonly units: Unit[];
}

interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
  readonly lines: number;
}

const longClass = 2000;
const classHeader = 'class _:\n';

export function createModuleEditor(target: TargetVersion): ModuleEditor {
  let known: Known | null = null;

  const readAll = (file: SourceFile): EditedModule => {
    const read = readModule(file, target);
    if (read.error !== null) return { kind: 'rejected', errors: [locateError(file, read.error, target)] };
    return parsed({ text: file.text, units: splitModule(file, read) });
  };

  const parsed = (next: Known): EditedModule => {
    known = next;
    return { kind: 'parsed', module: moduleOf(next.units.flatMap((unit) => unit.statements)), warnings: placeWarnings(next) };
  };

  return {
    update(content) {
      const text = normalizeSource(content, target);
      if (known === null) return readAll(indexLines(text));
      const change = findChange(known.text, text);
      if (change !== null && !applyChange(target, known.units, text, change)) {
        const errors = findErrors(target, known.units, text, change);
        return errors === null ? readAll(indexLines(text)) : { kind: 'rejected', errors };
      }
      return parsed({ text, units: known.units });
    },
  };
}

function placeWarnings({ text, units }: Known): readonly TextWarning[] {
  const found = units.flatMap((unit) => [...unit.warnings, ...unit.members?.flatMap((member) => member.warnings) ?? []]);
  if (found.length === 0) return [];
  const file = indexLines(text);
  return found.map(({ message, start, end }) => {
    const [from, to] = [positionAt(file, start), positionAt(file, end)];
    return { message, at: { lineno: from.line, col_offset: from.column, end_lineno: to.line, end_col_offset: to.column } };
  });
}

function findChange(before: string, after: string): Change | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  // Steps of many characters first: comparing slices is quicker than reading them one by one.
  for (let step = 1 << 16; step >= 1; step >>= 2) {
    while (start + step <= shorter && before.slice(start, start + step) === after.slice(start, start + step)) start += step;
  }
  let tail = 0;
  for (let step = 1 << 16; step >= 1; step >>= 2) {
    while (
      start + tail + step <= shorter &&
      before.slice(before.length - tail - step, before.length - tail) === after.slice(after.length - tail - step, after.length - tail)
    ) tail += step;
  }
  const oldEnd = before.length - tail;
  const newEnd = after.length - tail;
  const lines = countLines(after.slice(start, newEnd)) - countLines(before.slice(start, oldEnd));
  return { start, oldEnd, newEnd, lines };
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function splitModule(file: SourceFile, { body, tokens, begins, reader }: ReadModule): Unit[] {
  const starts = begins.map((index) => tokens[index]?.start ?? 0);
  return splitAt(file.text, 0, file.text.length, file.firstLine ?? 1, starts, body, '').map((unit, index) => {
    unit.warnings = warningsWithin(reader, unit.start, unit.end);
    const [only] = unit.statements;
    if (unit.statements.length === 1 && only?._type === 'ClassDef' && unit.end - unit.start >= longClass) {
      unit.members = splitClass(file, unit, only, tokens, begins[index] ?? 0, begins[index + 1] ?? tokens.length);
      if (unit.members !== null) shareWarnings(unit, unit.members);
    }
    return unit;
  });
}

function warningsWithin({ warnings }: ReadModule['reader'], from: number, to: number): readonly UnitWarning[] {
  return warnings.size === 0 ? [] : [...warnings.values()].filter(({ start }) => start >= from && start < to);
}

/** Gives each member the warnings in it. */
function shareWarnings(unit: Unit, members: readonly Unit[]): void {
  const { warnings } = unit;
  if (warnings.length === 0) return;
  const isIn = (member: Unit, { start }: UnitWarning): boolean => start >= member.start && start < member.end;
  for (const member of members) member.warnings = warnings.filter((warning) => isIn(member, warning));
  unit.warnings = warnings.filter((warning) => !members.some((member) => isIn(member, warning)));
}

/** Units from each start to the next, with the statements on their lines. */
function splitAt(text: string, from: number, to: number, line: number, starts: readonly number[], body: readonly stmt[], indentation: string): Unit[] {
  const units: Unit[] = [];
  let firstLine = line;
  let taken = 0;
  for (let index = 0; index < Math.max(1, starts.length); index++) {
    const start = index === 0 ? from : lineStartOf(text, starts[index] ?? from);
    const end = index + 1 < starts.length ? lineStartOf(text, starts[index + 1] ?? to) : to;
    const nextLine = firstLine + countLines(text.slice(start, end));
    let until = taken;
    while (until < body.length && (index + 1 >= starts.length || (body[until]?.lineno ?? 0) < nextLine)) until++;
    units.push({ start, end, firstLine, statements: body.slice(taken, until), members: null, warnings: [], indentation });
    taken = until;
    firstLine = nextLine;
  }
  return units;
}

const lineStartOf = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

const continuesStatement: ReadonlySet<string> = new Set(['elif', 'else', 'except', 'finally']);

/** The members of a class whose block is on lines of its own; null if it is not. */
function splitClass(file: SourceFile, unit: Unit, node: ClassDef, tokens: readonly Token[], begin: number, end: number): Unit[] | null {
  const starts: number[] = [];
  let depth = 0;
  let atLineStart = false;
  let isDecorated = false;
  for (let index = begin; index < end; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.kind === 'indent') depth++;
    else if (token.kind === 'dedent') depth--;
    else {
      if (atLineStart && depth === 1 && !continuesStatement.has(token.text)) {
        if (!isDecorated) starts.push(token.start);
        isDecorated = token.text === '@';
      }
      atLineStart = false;
    }
    if (token.kind === 'newline') atLineStart = true;
  }
  const [first] = starts;
  if (first === undefined || node.body.length === 0) return null;
  const { text } = file;
  const from = lineStartOf(text, first);
  if (from <= unit.start || lineStartOf(text, starts[1] ?? unit.end) === from) return null;
  const line = unit.firstLine + countLines(text.slice(unit.start, from));
  return splitAt(text, from, unit.end, line, starts, node.body, text.slice(from, first));
}

/** Whether the units could be brought up to date; if not, they are as before. */
function applyChange(target: TargetVersion, units: Unit[], text: string, change: Change): boolean {
  const [first, last] = touched(units, change);
  const unit = units[first];
  if (unit === undefined) return false;
  if (first === last && unit.members !== null && changeMembers(target, unit, text, change)) {
    moveUnits(units.slice(first + 1), change);
    return true;
  }
  const replacement = readRegion(target, units, first, last, text, change);
  if (replacement === null) return false;
  moveUnits(units.slice(last + 1), change);
  units.splice(first, last - first + 1, ...replacement);
  return true;
}

/** The error of the new text, if there is one from the first touched unit on: those before it are as they were. */
function findErrors(target: TargetVersion, units: readonly Unit[], text: string, change: Change): readonly SyntaxProblem[] | null {
  const [first, last] = touched(units, change);
  const unit = units[first];
  if (unit === undefined) return null;
  const nearby = first === last && isWithinMembers(unit, change) ? findNearby(target, unit.members ?? [], text, change) : findNearby(target, units, text, change);
  if (nearby !== null) return [nearby];
  const rest: SourceFile = { ...indexLines(text.slice(unit.start)), firstLine: unit.firstLine };
  const { error } = readModule(rest, target);
  return error === null ? null : [locateError(rest, error, target)];
}

/** Units behind the touched ones that are read with them to find an error. */
const unitsBehind = 2;

/**
 * The error that a text has as far as a few units behind the touched ones, if it is the whole text's too. It is where the
 * parser has not looked at what stands at the end, and the tokenizer has no more to say of the rest, which it could read
 * before: but for a bracket that is open, which stays open, as in the rest as many are closed as opened.
 */
function findNearby(target: TargetVersion, units: readonly Unit[], text: string, change: Change): SyntaxProblem | null {
  const [first, last] = touched(units, change);
  const begin = units[first];
  const finish = units[last + unitsBehind];
  if (begin === undefined || finish === undefined) return null;
  const header = begin.indentation === '' ? '' : classHeader;
  const region = header + text.slice(begin.start, finish.end + change.newEnd - change.oldEnd);
  // As deep in the class as all others.
  const isPlaced = header === '' || /^(?:[ \t\f]*(?:#.*)?\n)*([ \t\f]*)/.exec(region.slice(header.length))?.[1] === begin.indentation;
  if (!region.endsWith('\n') || !isPlaced) return null;
  const file: SourceFile = { ...indexLines(region), firstLine: begin.firstLine - (header === '' ? 0 : 1) };
  const { error, reader, tokens } = readModule(file, target);
  const stopped = reader.tokenizerError;
  const isOnlyOpen = stopped === null || (stopped.open !== null && !stopped.insideFormatString && stopped.message === neverClosed(stopped.open));
  const real = tokens.findLastIndex(({ kind }) => kind !== 'dedent' && kind !== 'end' && kind !== 'error');
  if (error === null || !isOnlyOpen || reader.furthest >= real || error.offset < header.length) return null;
  const problem = locateError(file, error, target);
  // What is said of the line of a header must be said of the class's own.
  return header !== '' && /class definition on line/.test(problem.message) ? null : problem;
}

/** The units that the change touches, with the one before where it begins at a border. */
function touched(units: readonly Unit[], change: Change): readonly [number, number] {
  const first = units.findIndex((unit) => unit.end >= change.start);
  const last = units.findLastIndex((unit) => unit.start <= change.oldEnd);
  return [first, Math.max(first, last)];
}

function isWithinMembers({ members, end }: Unit, change: Change): boolean {
  const from = members?.[0]?.start ?? Number.POSITIVE_INFINITY;
  return change.start > from && change.oldEnd <= end;
}

function changeMembers(target: TargetVersion, unit: Unit, text: string, change: Change): boolean {
  const { members } = unit;
  const [node] = unit.statements;
  if (members === null || node?._type !== 'ClassDef' || !isWithinMembers(unit, change)) return false;
  const [first, last] = touched(members, change);
  const replacement = readRegion(target, members, first, last, text, change);
  if (replacement === null) return false;
  const reachesEnd = last === members.length - 1;
  moveUnits(members.slice(last + 1), change);
  members.splice(first, last - first + 1, ...replacement);
  unit.end += change.newEnd - change.oldEnd;
  const body = members.flatMap((member) => member.statements);
  const ending = body.at(-1);
  const { end_lineno, end_col_offset } = reachesEnd && ending ? ending : { end_lineno: node.end_lineno + change.lines, end_col_offset: node.end_col_offset };
  unit.statements = [{ ...node, body, end_lineno, end_col_offset }];
  return true;
}

/** The units for the new text of those from `first` to `last`. */
function readRegion(target: TargetVersion, units: readonly Unit[], first: number, last: number, text: string, change: Change): Unit[] | null {
  const begin = units[first];
  const finish = units[last];
  if (begin === undefined || finish === undefined) return null;
  const { start, firstLine, indentation } = begin;
  const end = finish.end + change.newEnd - change.oldEnd;
  const isMember = indentation !== '';
  const header = isMember ? classHeader : '';
  const region = header + text.slice(start, end);
  // A border is the start of a line.
  if (end < text.length && !region.endsWith('\n')) return null;
  const file: SourceFile = { ...indexLines(region), firstLine: firstLine - (isMember ? 1 : 0) };
  const read = readModule(file, target);
  const { error, body, tokens } = read;
  if (error !== null) return null;
  if (!isMember) {
    const local = splitModule(file, read);
    return local.map((unit) => placeUnit(unit, start));
  }
  const [holder] = body;
  if (body.length !== 1 || holder?._type !== 'ClassDef') return null;
  const ends = holder.body.at(-1);
  // A semicolon at the end belongs to the class and not to its last statement.
  if (ends?.end_lineno !== holder.end_lineno || ends.end_col_offset !== holder.end_col_offset) return null;
  const warnings = warningsWithin(read.reader, header.length, region.length);
  const whole: Unit = { start: 0, end: region.length, firstLine: firstLine - 1, statements: [holder], members: null, warnings, indentation: '' };
  const members = splitClass(file, whole, holder, tokens, 0, tokens.length);
  if (members === null || members[0]?.indentation !== indentation) {
    // One member, or none that begins where the others do.
    const indent = tokens.find((token) => token.kind === 'indent');
    if (indent === undefined || region.slice(lineStartOf(region, indent.start), indent.start) !== indentation) return null;
    return [placeUnit({ start: header.length, end: region.length, firstLine, statements: holder.body, members: null, warnings, indentation }, start - header.length)];
  }
  const [head] = members;
  // Blank lines and comments before the first member go with it.
  if (head) {
    head.start = header.length;
    head.firstLine = firstLine;
  }
  shareWarnings(whole, members);
  return members.map((unit) => placeUnit(unit, start - header.length));
}

/** From offsets in a region to offsets in the text. */
function placeUnit(unit: Unit, by: number): Unit {
  const members = unit.members?.map((member) => placeUnit(member, by)) ?? null;
  return { ...unit, start: unit.start + by, end: unit.end + by, warnings: moveWarnings(unit.warnings, by), members };
}

function moveWarnings(warnings: readonly UnitWarning[], by: number): readonly UnitWarning[] {
  return warnings.length === 0 || by === 0 ? warnings : warnings.map(({ message, start, end }) => ({ message, start: start + by, end: end + by }));
}

function moveUnits(units: readonly Unit[], change: Change): void {
  const by = change.newEnd - change.oldEnd;
  for (const unit of units) {
    unit.start += by;
    unit.end += by;
    unit.firstLine += change.lines;
    unit.warnings = moveWarnings(unit.warnings, by);
    if (change.lines !== 0) for (const statement of unit.statements) shiftLines(statement, change.lines);
    for (const member of unit.members ?? []) {
      member.start += by;
      member.end += by;
      member.firstLine += change.lines;
      member.warnings = moveWarnings(member.warnings, by);
    }
  }
}
