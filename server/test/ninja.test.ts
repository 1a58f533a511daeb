/** Any path survives the way through ninja and the shell: a real ninja builds in a folder with an awkward name. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ninjaFile } from '../src/toolchain/ninja.js';

test('a program below a folder with spaces, quotes, dollars, colons and umlauts compiles and runs', () => {
  const root = mkdtempSync(join(tmpdir(), 'taipan-ninja-'));
  try {
    const folder = join(root, "it's a $trange: földer");
    mkdirSync(folder);
    const source = join(folder, 'main.cpp');
    writeFileSync(source, '#include <cstdio>\nint main() { std::puts(GREETING); }\n');
    const output = join(folder, 'the program');
    writeFileSync(join(root, 'build.ninja'), ninjaFile({
      compiler: 'g++', compileFlags: ['-DGREETING="hello $you"'], compiles: [{ source, object: `${source}.o` }], link: { output, inputs: [], flags: [] },
    }));
    const built = spawnSync('ninja', ['-C', root], { encoding: 'utf8' });
    expect([built.stdout, built.status]).toEqual([expect.any(String), 0]);
    expect(spawnSync(output, [], { encoding: 'utf8' }).stdout).toBe('hello $you\n');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
