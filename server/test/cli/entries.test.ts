/** What may be named as a program besides a file: folders, zip archives, links, modules of packages without `__init__.py`. */
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { folderWith, run, runTaipan } from './command-line.js';

const main = `import sys, other, pack.inner, inspect, pkgutil, importlib.resources
print(sys.argv, __file__, repr(__package__), __name__, sys.path[0])
print(__spec__.name, __spec__.origin, __spec__.parent, __spec__.cached, __spec__.has_location, __spec__.submodule_search_locations)
print(other.__file__, pack.__path__, pack.inner.__spec__.origin)
print(__loader__.get_data(sys.path[0] + '/pack/data.txt'), pkgutil.get_data('pack', 'data.txt'), importlib.resources.files('pack').joinpath('data.txt').read_text())
print(inspect.getsource(other.divide))
other.divide(0)
`;
const app = { 'app/__main__.py': main, 'app/other.py': 'def divide(n):\n    return 1 / n\n', 'app/pack/__init__.py': '', 'app/pack/inner.py': '', 'app/pack/data.txt': 'data\n' };

describe.each(findInterpreters())('Python 3.$minor', ({ command }) => {
  test('zip archives', async () => {
    const folder = folderWith(app);
    await run(command, ['-m', 'zipapp', 'app', '-p', '/usr/bin/env python3', '-o', 'app.pyz'], { folder });
    rmSync(join(folder, 'app'), { recursive: true });
    const interpreted = await run(command, ['app.pyz', 'a b'], { folder });
    expect(interpreted.stdout).toContain('data');
    expect(await runTaipan(['run', '-O0', '--python', command, 'app.pyz', 'a b'], { folder })).toEqual(interpreted);
    // The executable has its modules in it; what else was in the archive is read there.
    expect(await runTaipan(['build', '-O0', '--python', command, 'app.pyz'], { folder })).toMatchObject({ code: 0 });
    const built = await run(join(folder, 'app'), ['a b'], { folder });
    expect(built).toEqual({ ...interpreted, stdout: interpreted.stdout.replace("['app.pyz'", `['${join(folder, 'app.pyz')}'`) });
  });

  test('links to files and folders', async () => {
    const names = 'import sys, near\nprint(sys.path[0], __file__, sys.argv, near.__file__)\n';
    const folder = folderWith({ 'real/sub/tool.py': names, 'real/sub/__main__.py': names, 'real/sub/near.py': '' });
    for (const [target, link] of [['real/sub/tool.py', 'tool.py'], ['real/sub', 'sub'], ['real', 'linked']] as const) symlinkSync(target, join(folder, link));
    for (const entry of ['tool.py', 'sub/tool.py', 'sub', 'linked/sub']) {
      const interpreted = await run(command, [entry], { folder });
      expect(interpreted).toMatchObject({ code: 0, stderr: '' });
      expect(await runTaipan(['run', '-O0', '--python', command, entry], { folder })).toEqual(interpreted);
    }
  });

  test('programs that do not compile, with the frames of what reads them', async () => {
    const wrong = 'x = (1\n';
    const folder = folderWith({ 'app/__main__.py': wrong, 'module.py': wrong, 'pack/__init__.py': 'raise SystemExit("run")\n', 'pack/__main__.py': wrong, 'space/inner/tool.py': 'x = "\0"\n' });
    await run(command, ['-m', 'zipapp', 'app', '-o', 'app.pyz'], { folder });
    for (const entry of [['app'], ['app.pyz'], ['-m', 'module'], ['-m', 'space.inner.tool']]) {
      const interpreted = await run(command, entry, { folder });
      expect(interpreted).toMatchObject({ code: 1, stderr: expect.stringContaining('<frozen runpy>') });
      expect(await runTaipan(['run', '--python', command, ...entry], { folder })).toEqual(interpreted);
    }
    // A package is not run to find what is in it.
    expect(await runTaipan(['run', '--python', command, '-m', 'pack'], { folder })).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Traceback.*SyntaxError: '\(' was never closed\n$/s) });
  });
});
