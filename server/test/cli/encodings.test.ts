/** Files in every kind of encoding that Python reads: programs of them, their sources without the files, and what other commands say. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { folderWith, run, runTaipan } from './command-line.js';

/** Of one byte a character, of several, with escapes, and with a byte order mark. */
const encodings = ['latin_1', 'cp1251', 'koi8_r', 'mac_greek', 'shift_jis', 'shift_jis_2004', 'euc_jp', 'euc_jis_2004', 'iso2022_jp_2', 'iso2022_kr', 'euc_kr', 'johab', 'cp949', 'gb2312', 'gb18030', 'big5', 'big5hkscs', 'hz', 'utf_7', 'utf_8_sig'];

const writer = `
import sys
samples = ['漢字カナ ~', '한국어', '漢字', 'Привет', 'αβγ', 'né +-~']
for encoding in sys.argv[1:]:
    text = f'# coding: {encoding}\\r\\ndef text(n):\\r\\n    """SAMPLE"""\\r\\n    return "SAMPLE", 1 / n  # SAMPLE\\r\\n'
    for sample in samples:
        try:
            content = text.replace('SAMPLE', sample).encode(encoding)
        except UnicodeError:
            continue
        with open(f'in_{encoding}.py', 'wb') as file:
            file.write(content)
        break
`;
const main = `import importlib, inspect, traceback
${encodings.map((encoding) => `import in_${encoding}`).join('\n')}
for module in (${encodings.map((encoding) => `in_${encoding}`).join(', ')}):
    print(module.__name__, ascii(module.text.__doc__), ascii(module.text(1)), ascii(inspect.getsource(module)), ascii(module.__loader__.get_source(module.__name__)))
    try:
        module.text(0)
    except ZeroDivisionError:
        print(ascii(traceback.format_exc()))
`;

describe.each(findInterpreters())('Python 3.$minor', ({ command }) => {
  test('modules are what they are under the interpreter, also without their files', async () => {
    const folder = folderWith({ 'main.py': main });
    spawnSync(command, ['-c', writer, ...encodings], { cwd: folder });
    expect(readdirSync(folder).filter((name) => name.startsWith('in_'))).toHaveLength(encodings.length);
    const interpreted = await run(command, ['main.py'], { folder });
    expect(interpreted).toMatchObject({ code: 0, stderr: '' });
    const built = await runTaipan(['build', '-O0', '--python', command, 'main.py', '-o', 'out/main'], { folder });
    expect(built).toMatchObject({ code: 0, stderr: '' });
    // No file was read otherwise by the compiler than by the interpreter.
    expect(built.stdout).not.toContain('front-end-divergence');
    mkdirSync(join(folder, 'away'));
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.py'))) renameSync(join(folder, name), join(folder, 'away', name));
    expect(await run(join(folder, 'out/main'), [], { folder })).toEqual(interpreted);
    expect(await runTaipan(['check', 'away'], { folder })).toEqual({ code: 0, stdout: `${encodings.length + 1} files checked, 0 problems\n`, stderr: '' });
  });
});

test('where an interpreter must be asked and there is none, one line says so', async () => {
  const folder = folderWith({ 'utf7.py': '# coding: utf-7\nx = "+AOk-"\n', 'empty/x': '', 'broken.py': Buffer.from('# coding: johab\nx = "\xff"\n', 'latin1') });
  const [{ command }] = findInterpreters() as [{ command: string }];
  for (const args of [['hints', 'utf7.py'], ['check', 'utf7.py']]) {
    expect(await runTaipan(args, { folder, environment: { PATH: join(folder, 'empty') } })).toMatchObject({
      code: 2, stderr: "taipan: utf7.py: only a Python interpreter can read its encoding, 'utf-7', and there is none on the path\n",
    });
  }
  expect(await runTaipan(['hints', 'utf7.py'], { folder })).toMatchObject({ code: 0 });
  expect(await runTaipan(['annotate', '--diff', 'utf7.py'], { folder })).toMatchObject({ code: 2, stderr: 'taipan: utf7.py: only files in UTF-8 can be annotated\n' });
  const interpreted = await run(command, ['broken.py'], { folder });
  expect(interpreted.stderr).toBe('SyntaxError: encoding problem: johab\n');
  expect((await runTaipan(['check', 'broken.py'], { folder })).stdout).toBe(`broken.py:1:1: error: encoding problem: johab [syntax-error]\n${interpreted.stderr}1 file checked, 1 problem\n`);
  expect(await runTaipan(['run', '--python', command, 'broken.py'], { folder })).toEqual(interpreted);
});
