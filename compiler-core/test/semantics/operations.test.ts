/** The rows of the table of operations say what the interpreter does, and do not contradict themselves. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { KnownOperand, Operation } from '../../src/semantics/operations/operation.js';
import { type OperationName, operations } from '../../src/semantics/operations/operations.js';
import type { TypeName } from '../../src/semantics/types/type-name.js';
import { findInterpreters } from '../harness/interpreters.js';

const rows = Object.entries(operations) as [OperationName, Operation][];
const signs = { add: '+', sub: '-', mult: '*', matmult: '@', div: '/', mod: '%', floordiv: '//', pow: '**', lshift: '<<', rshift: '>>', bitor: '|', bitxor: '^', bitand: '&' };
const comparisons = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=', in: 'in', not_in: 'not in', is: 'is', is_not: 'is not' };
const unarySigns = { neg: '-', pos: '+', invert: '~', not: 'not ' };

/** Values of each exact type, as Python writes them: negative, empty and large ones among them. */
const samples: Partial<Record<TypeName, readonly string[]>> = {
  int: ['0', '3', '-2', '10**20'], float: ['0.5', '-2.0', 'float("inf")'], bool: ['True', 'False'], none: ['None'], str: ['""', '"ab"', '"%s"'], bytes: ['b"ab"'], complex: ['1j'],
  tuple: ['()', '(1, 2)'], frozenset: ['frozenset({1})'], list: ['[]', '[1]'], dict: ['{}', '{1: 2}'], set: ['set()', '{1}'], range: ['range(3)'], ellipsis: ['...'],
};
const names: Readonly<Record<string, string>> = { none: 'NoneType', ellipsis: 'ellipsis' };

function expressionOf({ meaning }: Operation, [left, right]: readonly string[]): string | null {
  switch (meaning.family) {
    case 'binary': return `(${left}) ${signs[meaning.operator]} (${right})`;
    case 'inplace': return `update(${left}, ${JSON.stringify(`${signs[meaning.operator]}=`)}, ${right})`;
    case 'compare': return `(${left}) ${comparisons[meaning.operator]} (${right})`;
    case 'unary': return `${unarySigns[meaning.operator]}(${left})`;
    default: return null;
  }
}

const program = `import json, sys, warnings
warnings.simplefilter('ignore')
def update(value, operator, other):
    names = {'value': value, 'other': other}
    exec(f'value {operator} other', names)
    return names['value'] if names['value'] is not value else Same(value)
class Same:
    def __init__(self, value): self.value = value
def answer(expression):
    try: value = eval(expression)
    except Exception: return None
    return [type(value.value).__name__, True] if type(value) is Same else [type(value).__name__, False]
print(json.dumps([answer(e) for e in json.load(sys.stdin)]))`;

describe('types that rules give', () => {
  it.each(findInterpreters())('are those of $command', ({ command }) => {
    const cases: { expression: string; type: string; changesLeft: boolean }[] = [];
    const known = (type: string): KnownOperand => ({ type: type as TypeName, constant: null });
    for (const [, row] of rows) {
      for (const [left, lefts] of Object.entries(samples)) {
        for (const [right, rights] of row.operands === 1 ? [['none', ['None']] as const] : Object.entries(samples)) {
          const operands = row.operands === 1 ? [known(left)] : [known(left), known(right)];
          const changesLeft = row.rules.changesLeft?.(operands[0]!.type, known(right).type) === true;
          const type = changesLeft ? left : row.rules.always ?? row.rules.type?.(...operands) ?? null;
          if (type === null) continue;
          for (const a of lefts) for (const b of rights) {
            const expression = expressionOf(row, [a, b]);
            if (expression !== null) cases.push({ expression, type: names[type] ?? type, changesLeft });
          }
        }
      }
    }
    expect(cases.length).toBeGreaterThan(3000);
    const answers = JSON.parse(execFileSync(command, ['-c', program], { input: JSON.stringify(cases.map(({ expression }) => expression)), maxBuffer: 1 << 26 }).toString()) as readonly (readonly [string, boolean] | null)[];
    const wrong = cases.flatMap(({ expression, type, changesLeft }, index) => {
      const answer = answers[index] ?? null;
      return answer === null || (answer[0] === type && (!changesLeft || answer[1])) ? [] : [`${expression} is ${answer[0]}${answer[1] ? ', changed in place' : ''}; the table says ${type}${changesLeft ? ', changed in place' : ''}`];
    });
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(answers.filter((answer) => answer !== null).length).toBeGreaterThan(1000);
  });
});

describe('rows', () => {
  it.each(rows)('%s agrees with itself', (name, row) => {
    const { failure, effects, immediates, slot, object, operands, words, rules, result } = row;
    // Python code may raise anything; what a destructor raises reaches nobody.
    if (failure === 'never' && name !== 'drop') expect(effects.runsPython).toBe(false);
    expect(slot !== null).toBe(immediates.includes('slot'));
    if (slot !== null && slot.leaves !== 'same') expect(effects.writes.includes('slot') || effects.runsPython).toBe(true);
    if (object.kind === 'operator') expect(operands).toBe(2);
    if (object.kind === 'call' && object.operands === 'each') expect(operands).toBeGreaterThanOrEqual(0);
    // What is done with machine words is one of Python's operators, and gives something.
    if (words !== null) expect(row.meaning.operator).toBeDefined();
    if (rules.always !== undefined || rules.type !== undefined || words !== null) expect(result).not.toBe('none');
  });

  it('name no function of the runtime twice', () => {
    const named = rows.flatMap(([, { object }]) => (object.kind === 'call' ? [object.function]
      : object.kind === 'operator' ? [...Object.values(object.forms), ...Object.values(object.test ?? {}), ...Object.values(object.update ?? {})] : []));
    expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
  });
});
