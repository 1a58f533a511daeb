/** The AST schema says what the interpreter's own `ast` module says, version by version. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { nodeShapes } from '../../src/syntax/ast/nodes.generated.js';
import { findFrontEndInterpreters } from '../harness/interpreters.js';

const script = `
import ast, json
print(json.dumps({name: [list(kind._fields), bool(kind._attributes)] for name, kind in vars(ast).items()
                  if isinstance(kind, type) and issubclass(kind, ast.AST)}))
`;

function isSince(since: string | undefined, minor: number): boolean {
  return since === undefined || Number(since.split('.')[1]) <= minor;
}

const interpreters = findFrontEndInterpreters();

test('at least one supported interpreter is there to compare with', () => {
  expect(interpreters.length).toBeGreaterThan(0);
});

test.each(interpreters)('node fields and positions equal those of ast in 3.$minor', ({ command, minor }) => {
  const theirs = JSON.parse(spawnSync(command, ['-c', script], { encoding: 'utf8' }).stdout) as Record<string, [string[], boolean]>;
  const absent = Object.keys(nodeShapes).filter((name) => !(name in theirs));
  const since12 = ['TypeAlias', 'TypeVar', 'ParamSpec', 'TypeVarTuple'];
  const since14 = ['Interpolation', 'TemplateStr'];
  expect(absent.sort()).toEqual([...(minor >= 12 ? [] : since12), ...(minor >= 14 ? [] : since14)].sort());
  for (const [name, shape] of Object.entries(nodeShapes)) {
    const expected = theirs[name];
    if (expected === undefined) continue;
    const fields = shape.fields.filter((field) => isSince(field.since, minor)).map((field) => field.name);
    expect([name, fields, shape.positioned]).toEqual([name, ...expected]);
  }
});
