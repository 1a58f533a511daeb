/** The Python package `taipan` as plain Python: its own tests, with checks off and on (`npm run test:hints-package` asks more Pythons). */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findFrontEndInterpreters } from '../../compiler-core/test/harness/interpreters.js';

const folder = fileURLToPath(new URL('../../runtime/hints', import.meta.url));

describe.each(findFrontEndInterpreters())('under CPython $target.minor', ({ command }) => {
  it.each(['0', '1'])('passes its tests with TAIPAN_CHECK=%s', (checked) => {
    const { status, stderr } = spawnSync(command, ['-W', 'error', '-m', 'unittest', 'discover', '-s', 'tests'], {
      cwd: folder, encoding: 'utf8', env: { ...process.env, PYTHONPATH: 'src', PYTHONDONTWRITEBYTECODE: '1', TAIPAN_CHECK: checked },
    });
    expect(status, stderr).toBe(0);
    expect(stderr).toMatch(/Ran [1-9]\d* tests/);
  });
});
