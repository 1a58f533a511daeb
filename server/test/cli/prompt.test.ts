/** What comes after a program: the interpreter's prompt where one is asked for on a terminal, and what runs at the end. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { folderWith, run, runTaipan } from './command-line.js';

const program = `import os, sys
x = 41
def f():
    return x + 1
print('ran', sys.argv[1:])
if 'exit' in sys.argv:
    sys.exit(3)
if 'error' in sys.argv:
    f() / 0
if 'set' in sys.argv:
    os.environ['PYTHONINSPECT'] = '1'
`;

/** Types lines at a terminal as a person does: each when the prompt is there. Writes what the terminal shows, and exits as the program does. */
const typist = `import os, pty, select, sys, time
pid, terminal = pty.fork()
if pid == 0:
    # Variables first.
    os.execvp('env', ['env', *sys.argv[1:]])
shown = b''
def read_on(wanted):
    global shown
    start, end = len(shown), time.monotonic() + 60
    while wanted is None or wanted not in shown[start:]:
        if time.monotonic() > end:
            sys.exit('nothing more is shown: ' + repr(shown))
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            data = os.read(terminal, 4096)
        except OSError:
            data = b''
        if not data:
            return False
        shown += data
    return True
for line in ['f()', '1 / 0', "(__name__, sys.path[0] != sys.path[1], '__file__' in globals(), sorted(name for name in globals() if name[:2] != '__'))", 'exit(5)']:
    if not read_on(b'>>> '):
        break
    os.write(terminal, line.encode() + b'\\n')
else:
    read_on(None)
print(shown.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

describe.each(findInterpreters())('Python 3.$minor', ({ command }) => {
  test('the prompt over the names of the program', async () => {
    const folder = folderWith({ 'tool.py': program, 'typist.py': typist });
    expect(await runTaipan(['build', '-O0', '--python', command, 'tool.py', '-o', 'out/tool'], { folder })).toMatchObject({ code: 0 });
    const [{ stdout }] = [await run(command, ['-c', 'import sys; print(sys.executable)'])];
    for (const [argument, variables, code] of [['end', ['PYTHONINSPECT=1'], 5], ['exit', ['PYTHONINSPECT=1'], 5], ['error', ['PYTHONINSPECT=1'], 5], ['set', [], 5], ['exit', [], 3]] as const) {
      const environment = { TERM: 'dumb', PYTHON_BASIC_REPL: '1', PYTHON_COLORS: '0' };
      const interpreted = await run(command, ['typist.py', ...variables, stdout.trim(), join(folder, 'tool.py'), argument], { folder, environment });
      expect(interpreted.code).toBe(code);
      if (code === 5) expect(interpreted.stdout).toContain('>>> f()\r\n42');
      expect(await run(command, ['typist.py', ...variables, join(folder, 'out/tool'), argument], { folder, environment })).toEqual(interpreted);
    }
    // Without a terminal there is none.
    const environment = { PYTHONINSPECT: '1' };
    expect(await run(join(folder, 'out/tool'), ['exit'], { folder, environment })).toEqual(await run(command, [join(folder, 'tool.py'), 'exit'], { folder, environment }));
  });

  test('at the end, a program has no file any more', async () => {
    const names = "import atexit, sys\natexit.register(lambda: print(sorted(name for name in globals() if name[:2] == '__')))\nprint(__file__[-7:])\nif len(sys.argv) > 1:\n    raise ValueError(__file__[-7:])\n";
    const folder = folderWith({ 'tool.py': names, 'app/__main__.py': names });
    for (const args of [['tool.py'], ['tool.py', 'wrong'], ['app'], ['-m', 'tool']]) {
      expect(await runTaipan(['run', '-O0', '--python', command, ...args], { folder })).toEqual(await run(command, args, { folder }));
    }
  });
});
