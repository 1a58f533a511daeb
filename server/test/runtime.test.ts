/** The tests of the runtime library in C++ (`runtime/test`), for one interpreter; under sanitizers in `npm run test:sanitizers`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { operations } from '../../compiler-core/src/semantics/operations/operations.js';
import { findInterpreters } from '../../compiler-core/test/harness/interpreters.js';
import { findCompiler } from '../src/toolchain/compiler.js';
import { inspectInterpreter } from '../src/toolchain/interpreter.js';
import { emittedFlags } from '../src/toolchain/runtime-library.js';
import { runRuntimeTests } from '../../tools/runtime-tests.mjs';

const folder = mkdtempSync(join(tmpdir(), 'taipan-runtime-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

it('every operation does what the interpreter does, and raises MemoryError when memory is short', { timeout: 300_000 }, async () => {
  const [python] = findInterpreters();
  const { code, output } = await runRuntimeTests(python?.command ?? 'python3', ['-O1', '-w'], folder);
  expect(output).toMatch(/^[1-9]\d* tests, 0 failures$/m);
  expect(code).toBe(0);
});

it.each(findInterpreters().slice(0, 1))('has every function that the table of operations names, for $command', { timeout: 60_000 }, ({ command }) => {
  const rows = Object.values(operations);
  const names = rows.flatMap(({ object, words }) => [
    ...(object.kind === 'call' ? [object.function, ...(object.cache === null ? [] : [object.cache])] : []),
    ...(object.kind === 'operator' ? [...Object.values(object.forms), ...Object.values(object.test ?? {}), ...(object.update === null ? [] : [object.update])] : []),
    ...Object.values(words ?? {}).flatMap((lowering) => (lowering?.kind === 'checked' ? [lowering.function] : [])),
  ]);
  expect(names.length).toBeGreaterThan(200);
  const used = [...new Set(names), 'no_such_function'].map((name) => `using rt::${name};`);
  const compiler = findCompiler();
  const input = `#include "rt/emitted.hpp"\n${used.join('\n')}\n`;
  const check = spawnSync(compiler, [...emittedFlags(inspectInterpreter(command), compiler, '0', ['-w']), '-fsyntax-only', '-x', 'c++', '-'], { input, encoding: 'utf8' });
  // The one that is not there shows that others would be missed.
  expect([...check.stderr.matchAll(/error: .*?(\w+)\W* has not been declared/g)].map((match) => match[1])).toEqual(['no_such_function']);
});
