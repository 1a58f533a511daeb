/** Positions that CPython gives an instruction other than its node's own, by version, as `Python/compile.c` sets them. */
import type { Attribute, Call, Lambda, Positioned, stmt, expr } from '../syntax/ast/nodes.generated.js';
import { supports } from '../targets/features.js';
import { type FunctionContext, positionOf } from './function-context.js';

/** `GET_ITER` and `FOR_ITER`: the whole loop or comprehension, from 3.13 its iterable. */
export function iterationPosition(context: FunctionContext, loop: Positioned, iterable: expr): Positioned {
  return positionOf(supports(context.module.target, 'placesIterationAtIterable') ? iterable : loop);
}

/** Where a test's truth is asked: in 3.11 the statement or expression that tests, later the test. */
export function testPosition(context: FunctionContext, owner: Positioned, test: expr): Positioned {
  return positionOf(supports(context.module.target, 'placesTestAtOwner') ? owner : test);
}

/** Entering and leaving a context manager: the whole statement, from 3.13 the manager. */
export function withPosition(context: FunctionContext, node: stmt, manager: expr): Positioned {
  return positionOf(supports(context.module.target, 'placesWithAtManager') ? manager : node);
}

/** The end of a lambda: its first line, from 3.13 its body. */
export function lambdaReturnPosition(context: FunctionContext, node: Lambda): Positioned {
  if (supports(context.module.target, 'placesLambdaReturnAtBody')) return positionOf(node.body);
  return { lineno: node.lineno, col_offset: 0, end_lineno: node.lineno, end_col_offset: 0 };
}

/** The raise of a failed assertion: in 3.11 what `lowerCondition` gave, in 3.12 the statement, later the test. */
export function assertionPosition(context: FunctionContext, node: stmt, test: expr, tested: Positioned): Positioned {
  if (supports(context.module.target, 'placesTestAtOwner')) return positionOf(tested);
  return positionOf(supports(context.module.target, 'placesRaiseAtAssert') ? node : test);
}

/** What adds an element to a comprehension's container: in 3.11 the comprehension, or what its conditions gave; later the element. */
export function elementPosition(context: FunctionContext, tested: Positioned, first: expr, last: expr = first): Positioned {
  if (!supports(context.module.target, 'placesAdditionAtElement')) return positionOf(tested);
  return { ...positionOf(first), end_lineno: last.end_lineno, end_col_offset: last.end_col_offset };
}

/** An attribute that ends on a later line than its object starts is placed at its name (`update_start_location_to_match_attr`). */
export function attributePosition(attribute: Attribute, node: Attribute | Call = attribute): Positioned {
  const position = positionOf(node);
  if (attribute.lineno === attribute.end_lineno) return position;
  const length = [...attribute.attr].length;
  if (length > attribute.end_col_offset) return position;
  return { ...position, lineno: attribute.end_lineno, col_offset: attribute.end_col_offset - length };
}
