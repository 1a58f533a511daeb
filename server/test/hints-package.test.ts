/** The Python package `taipan` as plain Python: its own tests, with checks off and on (`npm run test:hints-package` asks more Pythons). */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { hintTexts } from '@taipan/compiler-core';
import { describe, expect, it } from 'vitest';
import { calledRow, factNameOf } from '../../compiler-core/src/semantics/builtins/hints.js';
import { findFrontEndInterpreters } from '../../compiler-core/test/harness/interpreters.js';

const folder = fileURLToPath(new URL('../../runtime/hints', import.meta.url));

it('has the names that the editor explains', () => {
  const [interpreter] = findFrontEndInterpreters();
  if (interpreter === undefined) throw new Error('no CPython was found');
  const { stdout } = spawnSync(interpreter.command, ['-c', 'import taipan; print(*taipan.__all__)'], { cwd: folder, encoding: 'utf8', env: { ...process.env, PYTHONPATH: 'src', PYTHONDONTWRITEBYTECODE: '1' } });
  expect([...hintTexts.keys()].sort()).toEqual(stdout.trim().split(' ').sort());
});

it('lists the objects that native code relies on, and no others', () => {
  const [interpreter] = findFrontEndInterpreters();
  const ask = (checked: string): readonly string[] => spawnSync(interpreter?.command ?? '', ['-c', 'import taipan; from taipan._known import KNOWN; print(*sorted(KNOWN)); assert all(getattr(taipan, name) is value for name, value in KNOWN.items())'], { cwd: folder, encoding: 'utf8', env: { ...process.env, PYTHONPATH: 'src', PYTHONDONTWRITEBYTECODE: '1', TAIPAN_CHECK: checked } }).stdout.trim().split(' ');
  const known = [...hintTexts.keys()].filter((name) => calledRow(factNameOf(name))?.words !== undefined).sort();
  expect(known.length).toBeGreaterThan(5);
  expect(ask('0')).toEqual(known);
  // It does more then.
  expect(ask('1')).toEqual(known.filter((name) => name !== 'assume'));
});

describe.each(findFrontEndInterpreters())('under CPython $target.minor', ({ command }) => {
  it.each(['0', '1'])('passes its tests with TAIPAN_CHECK=%s', (checked) => {
    const { status, stderr } = spawnSync(command, ['-W', 'error', '-m', 'unittest', 'discover', '-s', 'tests'], {
      cwd: folder, encoding: 'utf8', env: { ...process.env, PYTHONPATH: 'src', PYTHONDONTWRITEBYTECODE: '1', TAIPAN_CHECK: checked },
    });
    expect(status, stderr).toBe(0);
    expect(stderr).toMatch(/Ran [1-9]\d* tests/);
  });
});
