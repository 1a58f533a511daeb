/** Extension modules: the stock interpreter imports them, and they do what their source does. */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { folderWith, run, runTaipan } from './command-line.js';

const geometry = `"""Points and numbers."""
import math

class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def norm(self):
        return math.hypot(self.x, self.y)

    def __repr__(self):
        return f'Point({self.x}, {self.y})'

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def squares(n):
    for i in range(n):
        yield i * i

def quotient(x, *, by=1):
    return x // by

counter = 0

def bump():
    global counter
    counter += 1
    return counter
`;

const use = `
import inspect, pickle, sys, traceback
import geometry as g
print(g.__name__, g.__doc__, g.fib(20), g.fib(2.5), list(g.squares(4)), g.Point(3, 4), g.Point(3, 4).norm())
print(g.bump(), g.bump(), g.counter, g.fib.__module__, g.Point.__module__, type(g.fib), inspect.signature(g.quotient))
for call in (lambda: g.quotient(1, by=0), lambda: g.fib(), lambda: g.quotient(1, 2), lambda: g.fib('a')):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error, [frame.name for frame in traceback.extract_tb(error.__traceback__)], traceback.extract_tb(error.__traceback__)[-1].lineno)
print(pickle.loads(pickle.dumps(g.Point(1, 2))), pickle.loads(pickle.dumps(g.fib)) is g.fib)
g.fib = lambda n: 5
print(g.fib(3))
`;

/** glibc has some two hundred such places for the modules of a process. */
const manyCopies = 260;

/** More copies than an interpreter allows watchers of functions. */
const folders = 'abcdefghijkl'.split('');
const useCopies = `
import importlib, marshal, sys, types
modules = [importlib.import_module(folder + '.geometry') for folder in 'abcdefghijkl']
def shown(function):
    code = function.__code__
    return code.co_consts, marshal.loads(marshal.dumps(code)) == code, len(code.co_code), len(code.co_varnames)
seen = []
def note(frame, event, argument):
    if 'geometry' in frame.f_code.co_filename:
        seen.append((event, frame.f_code.co_name, frame.f_lineno))
    return note
for module in modules:
    print(module.bump(), shown(module.fib), shown(module.Point.norm), shown(module.squares), [shown(getattr(module.Point, name)) for name in ('__init__', '__repr__')])
    sys.settrace(note)
    module.Point(1, 2).norm(), module.fib(1), list(module.squares(1))
    sys.settrace(None)
    print(module.Point(1, 2).norm(), module.fib(5), shown(module.Point.norm))
    print(types.FunctionType(module.quotient.__code__, {})(6, by=2) if module.quotient.__kwdefaults__ else None)
print(seen)
`;

const useInterpreters = `
import sys, threading
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
text = """
import sys
sys.path[:] = %r
sys.modules.pop('geometry', None)
import inspect, marshal
import geometry
class Point(geometry.Point):
    pass
def once():
    import geometry as g
    g.bump()
    fields = g.Point(3, 4).norm(), Point(5, 12).norm(), repr(g.Point(1, 2)), g.fib(12), g.fib(2.5), list(g.squares(3))
    try:
        g.quotient(1, by=0)
    except ZeroDivisionError as error:
        frame = error.__traceback__.tb_next.tb_frame
        seen = frame.f_code is g.quotient.__code__, dict(frame.f_locals), g.squares(1).gi_code is g.squares.__code__
    return fields, seen, g.counter, marshal.loads(marshal.dumps(g.fib.__code__)) == g.fib.__code__, str(inspect.signature(g.quotient))
first = once()
del sys.modules['geometry']
second = once()
for i in range(20):
    once()
assert first == second, (first, second)
""" % sys.path
def visit(interpreter, more=''):
    failed = (interpreters.exec if hasattr(interpreters, 'exec') else interpreters.run_string)(interpreter, text + more)
    print(end=failed.formatted if failed else '')
def visit_new(more=''):
    interpreter = interpreters.create()
    visit(interpreter, more)
    interpreters.destroy(interpreter)
exec(MAIN_FIRST * text)
visit_new('print(first)')
exec(text + 'print(first)')
for i in range(12):
    visit_new()
living = [interpreters.create() for i in range(4)]
threads = [threading.Thread(target=visit, args=[each]) for each in living]
for each in threads:
    each.start()
for each in threads:
    each.join()
copies = sum('memfd:taipan-module' in line and 'r-xp' in line for line in open('/proc/self/maps'))
for each in living:
    interpreters.destroy(each)
exec(text + 'print(first)')
`;

describe.each(findInterpreters())('Python 3.$minor', ({ command }) => {
  test('imports a module that was built, and finds in it what the source has', async () => {
    const folder = folderWith({ 'source/geometry.py': geometry, 'use.py': use });
    const built = await runTaipan(['build', '--mode', 'module', '--python', command, 'source/geometry.py'], { folder });
    expect(built).toMatchObject({ code: 0, stderr: '' });
    const [file] = readdirSync(folder).filter((name) => name.startsWith('geometry.'));
    expect(file).toMatch(/^geometry\.cpython-3\d+.*\.so$/);
    const native = await run(command, ['use.py'], { folder });
    const interpreted = await run(command, ['use.py'], { folder: folder, environment: { PYTHONPATH: join(folder, 'source'), PYTHONSAFEPATH: '1' } });
    expect(native).toEqual(interpreted);
    expect(native).toMatchObject({ code: 0, stderr: '' });
  });

  test('imports more of them into one process than there are fixed places for thread-local storage', async () => {
    const use = `import importlib, sys\nmodules = [importlib.import_module(f'copy{i}.geometry') for i in range(${manyCopies})]\nprint(len({m.__file__ for m in modules}), {(m.fib(10), m.bump(), repr(m.Point(3, 4)), m.Point(3, 4).norm()) for m in modules})\n`;
    const folder = folderWith({ 'geometry.py': geometry, 'use.py': use });
    expect(await runTaipan(['build', '--mode', 'module', '-O', '0', '--python', command, 'geometry.py'], { folder })).toMatchObject({ code: 0 });
    const [built = ''] = readdirSync(folder).filter((name) => name.startsWith('geometry.') && name.endsWith('.so'));
    for (let index = 0; index < manyCopies; index++) {
      mkdirSync(join(folder, `copy${index}`));
      copyFileSync(join(folder, built), join(folder, `copy${index}`, built));
    }
    expect(await run(command, ['use.py'], { folder })).toEqual({ code: 0, stdout: `${manyCopies} {(55, 1, 'Point(3, 4)', 5.0)}\n`, stderr: '' });
  });

  test('imports many of them into one process, which all hide how they are entered', async () => {
    const sources = Object.fromEntries(folders.map((name) => [`source/${name}/geometry.py`, geometry]));
    const folder = folderWith({ ...sources, 'geometry.py': geometry, 'use.py': useCopies });
    expect(await runTaipan(['build', '--mode', 'module', '--python', command, 'geometry.py'], { folder })).toMatchObject({ code: 0 });
    const [built = ''] = readdirSync(folder).filter((name) => name.startsWith('geometry.') && name.endsWith('.so'));
    for (const name of folders) {
      mkdirSync(join(folder, name));
      copyFileSync(join(folder, built), join(folder, name, built));
    }
    const native = await run(command, ['use.py'], { folder });
    const interpreted = await run(command, ['use.py'], { folder, environment: { PYTHONPATH: join(folder, 'source'), PYTHONSAFEPATH: '1' } });
    expect(native).toEqual(interpreted);
    expect(native).toMatchObject({ code: 0, stderr: '' });
  });

  test('imports one into several interpreters of a process, one after the other and side by side', async () => {
    const folder = folderWith({ 'source/geometry.py': geometry });
    expect(await runTaipan(['build', '--mode', 'module', '-O0', '--python', command, 'source/geometry.py'], { folder })).toMatchObject({ code: 0 });
    for (const isMainFirst of [0, 1]) {
      writeFileSync(join(folder, 'use.py'), `MAIN_FIRST = ${isMainFirst}\n${useInterpreters}print('at most five copies:', copies <= 5)\n`);
      const native = await run(command, ['use.py'], { folder });
      const interpreted = await run(command, ['use.py'], { folder, environment: { PYTHONPATH: join(folder, 'source'), PYTHONSAFEPATH: '1' } });
      expect(native).toMatchObject({ code: 0, stderr: '' });
      // One for each other interpreter that lives at the same time, though there were many.
      expect(native).toEqual(interpreted);
    }
    // docs/deviations.md: its bytes are read again for another interpreter.
    writeFileSync(join(folder, 'use.py'), useInterpreters.replace(/exec\(MAIN_FIRST[^]*/, "import geometry, os\nos.utime(geometry.__file__, (1, 1))\nvisit_new()\n"));
    const changed = await run(command, ['use.py'], { folder });
    expect(`${changed.stdout}${changed.stderr}`).toMatch(/ImportError.*module geometry cannot be loaded for another interpreter: .*geometry.*: the file has changed since it was imported/);
  });

  test('imports a module of a package, and a package, built where they lie', async () => {
    const folder = folderWith({
      'pack/__init__.py': 'from . import inner\nNAME = __name__, __package__, [p.rpartition("/")[2] for p in __path__]\n',
      'pack/inner.py': 'from . import __name__ as outer\ndef where():\n    return __name__, __package__, outer\n',
      'use.py': 'import pack, pack.inner as inner\nprint(pack.NAME, inner.where(), inner.__spec__.parent, pack.__spec__.submodule_search_locations is not None)\nprint(type(inner.__loader__).__name__, type(pack.__loader__).__name__)',
    });
    const interpreted = await run(command, ['-B', 'use.py'], { folder });
    for (const entry of ['pack/inner.py', 'pack']) expect(await runTaipan(['build', '--mode', 'module', '--python', command, entry], { folder })).toMatchObject({ code: 0 });
    const native = await run(command, ['-B', 'use.py'], { folder });
    expect(native).toEqual({ ...interpreted, stdout: interpreted.stdout.replaceAll('SourceFileLoader', 'ExtensionFileLoader') });
    // docs/deviations.md: as of every extension module, the interpreter has no code of it to run.
    expect(await run(command, ['-m', 'pack.inner'], { folder })).toMatchObject({ code: 1, stderr: expect.stringContaining('No code object available for pack.inner') });
  });
});

test('a name or place under which Python would not find the module is refused before it is built', async () => {
  const folder = folderWith({ 'geometry.py': geometry, 'no-name.py': '' });
  expect(await runTaipan(['build', '--mode', 'module', 'no-name.py'], { folder })).toMatchObject({ code: 2, stderr: expect.stringContaining("'no-name' is no name for an extension module") });
  expect(await runTaipan(['build', '--mode', 'module', '-o', 'other.so', 'geometry.py'], { folder })).toMatchObject({ code: 2, stderr: expect.stringContaining("Python imports 'geometry' only from a file of that name") });
});
