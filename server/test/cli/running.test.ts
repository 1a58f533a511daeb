/** `taipan run` is the program to everybody who looks at it, and `taipan verify` tells whether that is true. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { folderWith, run, runTaipan, start, taipan } from './command-line.js';

const names = `import os, sys
print(sys.argv, __file__, repr(__package__), __spec__ is None, __name__, __cached__, sys.path[0], 'TAIPAN_PROGRAM_NAME' in os.environ)
if __spec__ is not None:
    print(__spec__.name, __spec__.origin, __spec__.parent, __spec__.cached, __spec__.has_location)
print(sys.stdin.read())
sys.exit(7)
`;

describe.each(findInterpreters())('Python 3.$minor', ({ command }) => {
  test('a program has the names, arguments, input and exit code that it has under the interpreter', async () => {
    const folder = folderWith({ 'tool.py': names, 'app/__main__.py': names, 'app/tool.py': 'x = 1\n' });
    for (const entry of ['tool.py', './app/../tool.py', 'app']) {
      const args = [entry, '--verbose', 'a b', '-o', ''];
      const interpreted = await run(command, args, { folder, input: 'hello' });
      const compiled = await runTaipan(['run', '--python', command, ...args], { folder, input: 'hello' });
      if (entry === './app/../tool.py') expect(compiled.code).toBe(7);
      else expect(compiled).toEqual(interpreted);
    }
  });

  test('variables of the interpreter mean what they mean to it', async () => {
    const folder = folderWith({
      'safe.py': 'import sys\nprint(sys.path[0] == sys.argv[-1])\nimport helper\n', 'helper.py': '', 'elsewhere/helper.py': 'print("elsewhere")\n',
      'optimized.py': `def check(x):\n    'text'\n    assert x, 'no'\n    return __debug__, check.__doc__, check.__code__.co_consts\ntry:\n    print(check(0))\nexcept AssertionError as error:\n    print(error)\n1 / 0\n`,
    });
    const variables = [['safe.py', { PYTHONSAFEPATH: '1' }], ['safe.py', { PYTHONSAFEPATH: '1', PYTHONPATH: join(folder, 'elsewhere') }], ['safe.py', {}], ['optimized.py', { PYTHONOPTIMIZE: '1' }], ['optimized.py', { PYTHONOPTIMIZE: '2' }], ['optimized.py', { PYTHONNODEBUGRANGES: '1' }]] as const;
    for (const [entry, environment] of variables) {
      const interpreted = await run(command, [entry, folder], { folder, environment });
      expect(await runTaipan(['run', '-O0', '--python', command, entry, folder], { folder, environment })).toEqual(interpreted);
    }
  });

  test('a program may start itself again, and hide a module of the standard library', async () => {
    const folder = folderWith({
      'again.py': 'import os, sys\nprint(sys.orig_argv[1:], sys.argv, flush=True)\nif "again" not in sys.argv:\n    os.execv(sys.executable, sys.orig_argv + ["again"])\n',
      'random.py': 'import random\nprint(random.randint(1, 1))\n', 'main.py': 'import string\nprint(string.ascii_letters)\n', 'string.py': '',
      'long.py': `print(${Array.from({ length: 2000 }, () => '1').join('+')}, ascii('\\ud800'))\n`,
    });
    for (const args of [['again.py', 'a'], ['-m', 'again', 'b'], ['random.py'], ['main.py'], ['long.py']]) {
      const interpreted = await run(command, args, { folder });
      expect(await runTaipan(['run', '-O0', '--python', command, ...args], { folder })).toEqual(interpreted);
    }
  });

  test('a module or package runs by its name as after python -m', async () => {
    const folder = folderWith({
      'pack/__init__.py': 'import sys\nprint(__name__, sys.argv[0], hasattr(sys.modules["__main__"], "__file__"))\n', 'pack/__main__.py': `${names}\nfrom . import inner\n`, 'pack/inner.py': 'VALUE = 1\n',
      'pack/tool.py': `from .inner import VALUE\nimport inspect\ndef divide(n):\n    return 1 / n\n${names.replace('sys.exit(7)', 'print(inspect.getsource(divide), __loader__.get_code(__name__ if __spec__ is None else __spec__.name).co_filename)\ndivide(VALUE - 1)')}`,
      'broken/__init__.py': 'def fail():\n    raise ImportError("no")\nfail()\n', 'broken/__main__.py': '',
    });
    for (const module of ['pack', 'pack.tool', 'broken']) {
      const args = ['-m', module, '--verbose', '-m', ''];
      const interpreted = await run(command, args, { folder, input: 'hello' });
      expect(await runTaipan(['run', '-O0', '--python', command, ...args], { folder, input: 'hello' })).toEqual(interpreted);
    }
    for (const module of ['no_such', 'no.such', 'pack.inner.no']) {
      const wrong = await runTaipan(['run', '--python', command, '-m', module], { folder });
      // Its own packages are not run to find it.
      const { stderr, code } = await run(command, ['-m', module], { folder });
      expect({ stderr: wrong.stderr.replace(/^.*?: /, ''), code: wrong.code }).toEqual({ stderr: stderr.replace(/^.*?: /, ''), code });
    }
  });
});

test('a program that was built by a module name needs no source', async () => {
  const folder = folderWith({ 'pack/__init__.py': '', 'pack/__main__.py': 'from . import inner\nprint(inner.VALUE, __spec__.name)\n', 'pack/inner.py': 'VALUE = 1\n' });
  expect(await runTaipan(['build', '-m', 'pack', '-O0', '-o', 'out/pack'], { folder })).toMatchObject({ code: 0 });
  rmSync(join(folder, 'pack'), { recursive: true });
  expect(await run(join(folder, 'out/pack'), [], { folder })).toEqual({ code: 0, stdout: '1 pack.__main__\n', stderr: '' });
});

test('how hard the C++ compiler tries changes nothing of what a program does', async () => {
  const folder = folderWith({ 'add.py': 'import sys\ndef add(n: int) -> int:\n    total = 0\n    for i in range(n):\n        total += i\n    return total\nprint(add(10), sys.argv)\n' });
  for (const level of ['-O0', '-O3']) {
    expect(await runTaipan(['run', level, 'add.py', '-O1'], { folder })).toEqual({ code: 0, stdout: "45 ['add.py', '-O1']\n", stderr: '' });
  }
  const wrong = await runTaipan(['run', '-O4', 'add.py'], { folder });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain("argument '4' is invalid. Allowed choices are 0, 1, 2, 3.");
});

test('a program that is killed takes its signal along', async () => {
  const folder = folderWith({ 'killed.py': 'import os, signal\nprint(1, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n' });
  expect(await runTaipan(['run', 'killed.py'], { folder })).toEqual({ code: 'SIGKILL', stdout: '1\n', stderr: '' });
});

test.each(['SIGTERM', 'SIGHUP'] as const)('%s reaches the program, which may outlive it or not', async (signal) => {
  const folder = folderWith({
    'ends.py': 'import time\nprint("ready", flush=True)\ntime.sleep(60)\n',
    'stays.py': `import signal, sys\nsignal.signal(signal.${signal}, lambda *_: sys.exit(5))\nprint("ready", flush=True)\nsignal.pause()\n`,
  });
  for (const [entry, code] of [['ends.py', signal], ['stays.py', 5]] as const) {
    const { child, end } = start(process.execPath, [taipan, 'run', entry], { folder });
    // Where output is unbuffered, the line break comes apart.
    child.stdout?.on('data', (text: string) => { if (text.endsWith('\n')) child.kill(signal); });
    expect(await end).toEqual({ code, stdout: 'ready\n', stderr: '' });
  }
});

test('modules that only code without a native form imports are compiled in', async () => {
  const folder = folderWith({
    'main.py': 'import sys\nmatch sys.argv:\n    case [_, *_]:\n        import helper\ndef late():\n    import pack.later\n    yield pack.later.VALUE\nprint(helper.VALUE, *late())\n',
    'helper.py': 'VALUE = 1\n', 'pack/__init__.py': '', 'pack/later.py': 'VALUE = 2\n',
  });
  expect(await runTaipan(['build', 'main.py', '-o', 'out/main'], { folder })).toMatchObject({ code: 0 });
  for (const name of ['helper.py', 'pack']) rmSync(join(folder, name), { recursive: true });
  expect(await run(join(folder, 'out/main'), [], { folder })).toEqual({ code: 0, stdout: '1 2\n', stderr: '' });
});

test('a program whose module does not parse says so when it imports it, not before', async () => {
  const folder = folderWith({ 'main.py': 'print("before")\ntry:\n    import broken\nexcept SyntaxError as error:\n    print(error.msg, error.lineno)\n', 'broken.py': 'x = (1\n' });
  expect(await runTaipan(['run', 'main.py'], { folder })).toEqual({ code: 0, stdout: "before\n'(' was never closed 1\n", stderr: '' });
});

test("warnings of the interpreter's compiler are given as it gives them", async () => {
  const folder = folderWith({ 'program.py': 'x = 1\nprint(x is 1, "\\d")\nprint(() ())\n' });
  const [{ command }] = findInterpreters() as [{ command: string }];
  const interpreted = await run(command, ['-W', 'always::SyntaxWarning', 'program.py'], { folder });
  const compiled = await runTaipan(['run', '--python', command, 'program.py'], { folder });
  expect(compiled.stderr.split('Traceback')[0]).toBe(interpreted.stderr.split('Traceback')[0]);
  expect(compiled.stderr).toContain('SyntaxWarning');
  const built = await runTaipan(['build', '--python', command, 'program.py'], { folder });
  expect(built.stdout).toMatch(/^.*program\.py:2: warning: "is" with .*literal.* \[syntax-warning\]\n/);
});

test('verify: equal programs, with their input', async () => {
  const folder = folderWith({ 'same.py': 'import sys\nprint(sys.stdin.read(), {"a", "b", "c"}, object())\nprint("err", file=sys.stderr)\nsys.exit(3)\n' });
  const { code, stdout, stderr } = await runTaipan(['verify', 'same.py', 'x'], { folder, input: 'input' });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^equal standard output, standard error and exit code \(3\)\ninterpreted \d+\.\d\d s, compiled \d+\.\d\d s: \d+\.\d times as (fast|slow)\n$/);
});

test('verify: the first difference is shown', async () => {
  const folder = folderWith({ 'differs.py': 'import sys\nprint("one")\nprint(type(__loader__).__name__)\nsys.exit(len(type(__loader__).__name__))\n' });
  const { code, stdout } = await runTaipan(['verify', 'differs.py'], { folder });
  expect(code).toBe(1);
  expect(stdout.split('\n').slice(0, 5)).toEqual([
    'different exit code: interpreted 16, compiled 14', 'different standard output: at line 2', '    one', '  - SourceFileLoader', '  + CompiledLoader',
  ]);
});

test('verify: an error in the program is an error of the build', async () => {
  const folder = folderWith({ 'wrong.py': 'x = (1\n' });
  expect(await runTaipan(['verify', 'wrong.py'], { folder })).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining("SyntaxError: '(' was never closed") });
});

test('checks the hints of a program when asked to', async () => {
  const source = "from taipan import HintError, is_checking, native, i32\n@native\ndef double(n: i32) -> i32:\n    return n * 2\ntry:\n    print(is_checking(), double(2 ** 31))\nexcept HintError as error:\n    print(error)\n";
  const folder = folderWith({ 'hinted.py': source });
  const environment = { PYTHONPATH: fileURLToPath(new URL('../../../runtime/hints/src', import.meta.url)), TAIPAN_CHECK: '' };
  expect(await runTaipan(['run', '-O0', 'hinted.py'], { folder, environment })).toEqual({ code: 0, stdout: 'False 4294967296\n', stderr: '' });
  expect(await runTaipan(['run', '-O0', '--checked', 'hinted.py'], { folder, environment })).toEqual({ code: 0, stdout: 'double() was given 2147483648 for n, which is no i32\n', stderr: '' });
  expect((await runTaipan(['verify', '-O0', '--checked', 'hinted.py'], { folder, environment })).stdout).toMatch(/^equal /);
});
