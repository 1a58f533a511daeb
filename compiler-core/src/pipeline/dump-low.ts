/** A module's lower IR as data, for scripts: what `tools/low/interpreter.py` executes. Functions without a native body have null for `blocks`. */
import type { IrFunction } from '../ir/function.js';
import type { LowBlock, LowFunction, LowInstruction } from '../low/ir/function.js';
import type { IrConstant } from '../semantics/constants/constant.js';
import { dumpConstant } from '../syntax/ast/dump.js';
import { codePointsOf, jsonValueOf, lengthOf } from '../syntax/ast/python-string.js';

export interface DescribedLow {
  readonly qualname: string;
  readonly kind: IrFunction['kind'];
  readonly firstLine: number;
  readonly isGenerator: boolean;
  readonly isCoroutine: boolean;
  readonly slots: IrFunction['slots'];
  readonly cells: IrFunction['cells'];
  /** As `LowFunction` has them. */
  readonly specialized: number | null;
  readonly words: readonly unknown[];
  readonly blocks: readonly unknown[] | null;
}

function describeConstant(constant: IrConstant): unknown {
  // In JSON two surrogates that follow each other are one character.
  if (constant.type === 'str' && lengthOf(constant.value) !== [...jsonValueOf(constant.value)].length) return { codes: codePointsOf(constant.value) };
  return constant.type === 'tuple' || constant.type === 'frozenset' ? { [constant.type]: constant.items.map(describeConstant) } : dumpConstant(constant);
}

/** Without what places frames. */
function describeInstruction({ operation, operands, result, rep, takes, immediate, point, exit, shows }: LowInstruction): unknown {
  const { lookup: _, constant, ...others } = immediate;
  return { operation, operands, result, rep, takes, point, exit, shows, immediate: constant === undefined ? others : { ...others, constant: describeConstant(constant) } };
}

function describeBlock({ id, instructions, terminator, takes, handler, point, shows }: LowBlock): unknown {
  const { position: _, ...end } = terminator;
  return { id, handler, instructions: instructions.map(describeInstruction), terminator: end, takes, point, shows };
}

export function describeLow(functions: readonly IrFunction[], low: readonly (LowFunction | null)[]): readonly DescribedLow[] {
  return functions.map(({ qualname, kind, firstLine, isGenerator, isCoroutine, slots, cells }, index) => {
    const body = low[index] ?? null;
    return { qualname, kind, firstLine, isGenerator, isCoroutine, slots, cells, specialized: body?.specialized ?? null, words: body?.words ?? [], blocks: body?.blocks.map(describeBlock) ?? null };
  });
}
