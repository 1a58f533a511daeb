/**
 * What became of each function of a module, and why: for `taipan build --report` and the notes of a build. From the IR
 * and the bodies that were emitted for it, so that it says what the build did and not what it meant to do.
 */
import type { JoinedCode, JoinedModule } from '../emission/code-objects.js';
import type { EmittedBodies } from '../emission/module-file.js';
import { checkOf } from '../facts/assumption.js';
import type { Declarations } from '../facts/class-declarations.js';
import type { FunctionFacts } from '../facts/function-facts.js';
import { hasPlainParameters, type ModuleFacts } from '../facts/module-facts.js';
import { typeText } from '../facts/fact.js';
import { type FunctionKind, type IrFunction, isResumed } from '../ir/function.js';
import { isWord, type LowFunction } from '../low/ir/function.js';
import { findTooLong, type TooLong } from '../selection/body-length.js';
import type { TypedPlan } from '../selection/plan.js';
import { isNumber, slotRepresentation } from '../selection/representation.js';
import type { Selection } from '../selection/select.js';
import { planSuspensions } from '../selection/suspensions.js';

/**
 * `native`: numbers in machine registers from its start to its end. `typed`: the same up to points at which it goes on
 * with objects. `mixed`: some variables in registers, the others as objects. `generic`: compiled, over objects. `bytecode`: as
 * the interpreter runs it.
 */
export type Tier = 'native' | 'typed' | 'mixed' | 'generic' | 'bytecode';

export interface Reason {
  /** Stable, for scripts. */
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
}

export interface SelectionReport {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly line: number;
  readonly tier: Tier;
  /** Why the tier is not a better one. */
  readonly reasons: readonly Reason[];
  /** What is checked while it runs, in words. */
  readonly guards: readonly string[];
}

export interface FunctionReport extends SelectionReport {
  /** What it is not, though the program asks for it by a hint. */
  readonly broken: readonly string[];
  /** Places at which it can leave for the generic body. */
  readonly deoptPoints: number;
}

export function tooLongText({ operations }: TooLong): string {
  return `its body is too long to be compiled (${operations} operations)`;
}

const unmatchedText = 'the interpreter compiles it otherwise than the compiler expects; please report this';

/** What keeps a function's bytecode that could have a native body: its code object, or that of a function it makes. */
function whyCode(code: JoinedCode | undefined): Reason {
  const because = (name: string, message: string): Reason => ({ code: name, message, line: null });
  if (code?.kind === 'dropped') return because('never-made', 'the interpreter finds that nothing makes it');
  if (code?.kind === 'own' && code.description.dropsSuperArgument) return because('not-compiled', 'it uses `super()` and deletes its first argument');
  return because('unmatched-code', unmatchedText);
}

function whyBytecode(fn: IrFunction, code: JoinedCode | undefined): Reason {
  if (fn.notCompiled !== null) {
    const { code, construct, position } = fn.notCompiled;
    return { code, message: fn.kind === 'class' ? 'class bodies run once' : `it uses ${construct}`, line: position?.lineno ?? null };
  }
  const tooLong = findTooLong(fn);
  if (tooLong !== null) return { code: 'too-long', message: tooLongText(tooLong), line: tooLong.position?.lineno ?? null };
  if (isResumed(fn)) {
    const plan = planSuspensions(fn);
    const line = plan.kind === 'impossible' ? plan.position?.lineno ?? null : null;
    return { code: 'not-compiled', message: 'it is suspended in the midst of an expression', line };
  }
  return whyCode(code);
}

function whyGeneric(fn: IrFunction, facts: FunctionFacts | undefined): Reason {
  const because = (code: string, message: string): Reason => ({ code, message, line: null });
  if (fn.kind === 'module') return because('module-level', 'module level runs once');
  if (isResumed(fn)) return because('generator', `${fn.isCoroutine ? 'coroutines' : 'generators'} work with objects`);
  if (fn.kind !== 'function' && fn.kind !== 'lambda') return because('comprehension', 'comprehensions work with objects');
  if (fn.cells.length > 0) return because('shared-variable', `\`${fn.cells[0]?.name ?? ''}\` is shared with another function`);
  if (fn.looksAtFrame) return because('frame-access', 'it looks at its own frame, as by super() or locals()');
  if (!hasPlainParameters(fn)) return because('parameter-form', 'it takes keyword-only arguments, *args or **kwargs');
  const place = (facts?.parameters ?? []).findIndex((fact) => !isNumber(slotRepresentation(fact)));
  const parameter = fn.slots[place];
  if (place >= 0 && parameter !== undefined) {
    const fact = facts?.parameters[place];
    const known = fact === undefined || fact.type === 'object' || fact.type === 'bottom' ? 'not known to be a number' : `\`${typeText(fact)}\` and no number`;
    return because('parameter-type', `\`${parameter.name}\` is ${known}`);
  }
  return because('no-gain', 'its work is not arithmetic on numbers that are known to be such');
}

function whyTyped(fn: IrFunction, plan: TypedPlan): readonly Reason[] {
  return [...plan.blocks].flatMap(([id, leaves]) => {
    const block = fn.blocks[id];
    if (leaves === null || block === undefined || !plan.facts.reached.has(id)) return [];
    const instruction = block.instructions[leaves];
    const line = (instruction ?? block.terminator).position?.lineno ?? null;
    return [{ code: 'needs-objects', message: `goes on with objects at ${instruction?.operation ?? block.terminator.kind}`, line }];
  });
}

function guardsOf(fn: IrFunction, plan: TypedPlan): readonly string[] {
  const assumptions = new Set<string>();
  for (const fact of plan.facts.parameters) if (fact.assumption !== null) assumptions.add(checkOf(fact.assumption));
  for (const [id, leaves] of plan.blocks) {
    if (!plan.facts.reached.has(id)) continue;
    for (const { result } of fn.blocks[id]?.instructions.slice(0, leaves ?? undefined) ?? []) {
      const assumption = result === null ? null : plan.facts.values[result]?.assumption ?? null;
      if (assumption !== null) assumptions.add(checkOf(assumption));
    }
  }
  return [...assumptions].sort();
}

/** Whether nothing but an exception makes it leave where it would have gone on. */
function staysInRegisters(fn: IrFunction, plan: TypedPlan): boolean {
  return [...plan.blocks].every(([id, leaves]) => leaves === null || !plan.facts.reached.has(id) || fn.blocks[id]?.terminator.kind === 'raise');
}

/** A function that shares another's code runs as that does. */
export function reportSelection({ ir: module, codes }: JoinedModule, facts: ModuleFacts, selected: Selection): readonly SelectionReport[] {
  const report = (fn: IrFunction, index: number): SelectionReport => {
    const code = codes[index];
    const first = code?.kind === 'shared' ? module.functions[code.first] : undefined;
    if (code?.kind === 'shared' && first !== undefined) return { ...report(first, code.first), name: fn.qualname, line: fn.firstLine };
    const plain = { name: fn.qualname, kind: fn.kind, line: fn.firstLine, guards: [] };
    if (selected.hasBody[index] !== true) return { ...plain, tier: 'bytecode', reasons: [whyBytecode(fn, code)] };
    const plan = selected.plans.get(index);
    if (plan === undefined) return { ...plain, tier: 'generic', reasons: [whyGeneric(fn, facts.functions[index])] };
    const tier = staysInRegisters(fn, plan) ? 'native' : 'typed';
    return {
      ...plain, tier, guards: guardsOf(fn, plan),
      reasons: tier === 'native' ? [] : whyTyped(fn, plan),
    };
  };
  return module.functions.map(report);
}

const shownReasons = 3;

function because(reasons: readonly Reason[]): string {
  const texts = [...new Set(reasons.map(({ message, line }) => (line === null ? message : `line ${line}: ${message}`)))];
  return `${texts.slice(0, shownReasons).join('; ')}${texts.length > shownReasons ? `; and ${texts.length - shownReasons} more` : ''}`;
}

/** Why a function is not what a hint asks for; null if it is. */
export function brokenPromise(hint: string, { name, tier, reasons }: Pick<SelectionReport, 'name' | 'tier' | 'reasons'>): string | null {
  const isHigh = tier === 'native' || (tier === 'typed' && hint === 'native');
  if (isHigh || (hint !== 'native' && hint !== 'no_deopt')) return null;
  const what = tier === 'bytecode' ? 'keeps its bytecode' : tier === 'generic' ? 'runs over objects' : 'leaves machine words';
  return `\`${name}\` ${what}, though it is @${hint}: ${because(reasons)}`;
}

/** Which variables a function holds in machine words, if only some: it is no longer over objects alone. */
function withWords(report: SelectionReport, fn: LowFunction | null | undefined): SelectionReport {
  if (report.tier !== 'generic' || fn === null || fn === undefined || fn.specialized === null) return report;
  const names = fn.words.flatMap((word, slot) => (isWord(word) && fn.source.slots[slot]?.kind !== 'hidden' ? [`\`${fn.source.slots[slot]?.name ?? ''}\``] : []));
  const message = names.length === 0 ? 'only what it computes in between is held in machine words' : `of its variables only ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} held in machine words`;
  return { ...report, tier: 'mixed', reasons: [{ code: 'some-objects', message, line: null }, ...report.reasons] };
}

const exitsOf = (fn: LowFunction | null | undefined): number =>
  new Set((fn?.blocks ?? []).flatMap(({ instructions }) => instructions.flatMap(({ exit }) => (exit === null ? [] : [`${exit.block} ${exit.index}`])))).size;

/** The same with what is known once the bodies are emitted. */
export function reportFunctions(declarations: Declarations, joined: JoinedModule, facts: ModuleFacts, selected: Selection, low: readonly (LowFunction | null)[], bodies: EmittedBodies): readonly FunctionReport[] {
  return reportSelection(joined, facts, selected).map((report, index) => {
    const code = joined.codes[index];
    const own = code?.kind === 'shared' ? code.first : index;
    const hints = declarations.functions.get(index)?.hints ?? [];
    const broken = hints.flatMap(({ hint }) => brokenPromise(hint, report) ?? []);
    return { ...withWords(report, low[own]), broken, deoptPoints: (bodies.typed.get(own)?.resumePoints.length ?? 0) + exitsOf(low[own]) };
  });
}
