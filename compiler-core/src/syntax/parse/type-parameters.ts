/** Type parameters (PEP 695, PEP 696), and what CPython says where they are not right. */
import { supports } from '../../targets/features.js';
import { makeParamSpec, makeTypeVar, makeTypeVarTuple } from '../ast/make.generated.js';
import type { expr, type_param } from '../ast/nodes.generated.js';
import { expression, starExpression } from './expressions.js';
import { identifier } from './names.js';
import { accept, attempt, expect, markOnward, mismatch, next, peek, previous, raise, type Reader } from './reader.js';

/** `[T, *Ts, **P]`, if there are any. */
export function typeParameters(reader: Reader): type_param[] {
  if (!supports(reader.target, 'typeParameters') || !next(reader, '[')) return [];
  return attempt(reader, typeParameterList) ?? [];
}

function typeParameterList(reader: Reader): type_param[] {
  reader.at++;
  if (reader.explains && supports(reader.target, 'explainsEmptyTypeParameters') && next(reader, ']')) raise('Type parameter list cannot be empty', markOnward(reader, peek(reader)));
  const found: type_param[] = [];
  do {
    if (found.length > 0 && next(reader, ']')) break;
    found.push(typeParameter(reader));
  } while (accept(reader, ','));
  expect(reader, ']');
  return found;
}

function typeParameter(reader: Reader): type_param {
  const first = peek(reader);
  const star = first.text === '*' || first.text === '**' ? first.text : undefined;
  if (star) reader.at++;
  const name = identifier(reader);
  let bound: expr | null = null;
  if (next(reader, ':')) {
    if (star) refuseBound(reader, star);
    reader.at++;
    bound = expression(reader);
  }
  const hasDefault = supports(reader.target, 'typeParameterDefaults') && accept(reader, '=');
  const value = hasDefault ? (star === '*' ? starExpression : expression)(reader) : null;
  const last = previous(reader);
  if (star === '*') return makeTypeVarTuple(first, last, name, value);
  return star ? makeParamSpec(first, last, name, value) : makeTypeVar(first, last, name, bound, value);
}

function refuseBound(reader: Reader, star: '*' | '**'): never {
  const colon = peek(reader);
  if (!reader.explains && !supports(reader.target, 'refusesStarredBoundAtOnce')) return mismatch();
  reader.at++;
  const what = expression(reader)._type === 'Tuple' ? 'constraints' : 'bound';
  return raise(`cannot use ${what} with ${star === '*' ? 'TypeVarTuple' : 'ParamSpec'}`, markOnward(reader, colon));
}
