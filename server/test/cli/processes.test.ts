/**
 * Processes that a compiled program starts by multiprocessing's `spawn` and `forkserver` are the program again, in the role of its
 * interpreter: they need no source, and do what the interpreter's would do.
 */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { folderWith, type Outcome, run, runTaipan } from './command-line.js';

const program = `import concurrent.futures, multiprocessing, os, sys
from multiprocessing import shared_memory
import helper

class Point:
    def __init__(self, x):
        self.x = x
    def __repr__(self):
        return f'{type(self).__module__}.Point({self.x})'

def square(n):
    return Point(n * n)

def fail(n):
    return 1 // n

def nested(method):
    with multiprocessing.get_context(method).Pool(1) as pool:
        return pool.map(square, [7])

def report(queue, value):
    names = sorted(name for name in globals() if name.startswith('__') and name != '__annotations__')
    print(__name__, __file__, sys.argv[1:], len(sys.orig_argv), os.path.basename(sys.executable), repr(__package__), names, __spec__ is None, flush=True)
    print(sys.modules['__main__'] is sys.modules.get('__mp_main__'), sys.flags.dont_write_bytecode, sys.path[0], type(sys.modules['__main__'].__loader__).__name__, flush=True)
    queue.put((value, helper.twice(value), multiprocessing.current_process().name))

print('top', __name__, flush=True)
if __name__ == '__main__':
    for method in sys.argv[1:]:
        context = multiprocessing.get_context(method)
        queue = context.Queue()
        child = context.Process(target=report, args=(queue, Point(3)))
        child.start()
        print(queue.get(), flush=True)
        child.join()
        print(child.exitcode, flush=True)
        with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
            print(list(executor.map(square, range(3))), flush=True)
            try:
                executor.submit(fail, 0).result()
            except ZeroDivisionError as error:
                print(error.__cause__, flush=True)
            print(executor.submit(nested, method).result(), flush=True)
        with context.Manager() as manager:
            print(manager.dict(a=Point(2)).copy(), flush=True)
        bad = context.Process(target=fail, args=(0,))
        bad.start()
        bad.join()
        print(bad.exitcode, flush=True)
        memory = shared_memory.SharedMemory(create=True, size=10, name=f'taipan_{os.getpid()}')
        memory.close()
`;
const helper = "def twice(x):\n    return [x, x]\nprint('helper', __name__, flush=True)\n";

/** Process ids are in the names of what the resource tracker finds. */
const withoutIds = ({ code, stdout, stderr }: Outcome): Outcome => ({ code, stdout, stderr: stderr.replace(/taipan_\d+/g, 'taipan_N') });

describe.each(findInterpreters())('Python 3.$minor', ({ command }) => {
  test.each(['spawn', 'forkserver'])('%s: without the source, with the same output and errors as interpreted', async (method) => {
    const folder = folderWith({ 'tool.py': program, 'helper.py': helper });
    const interpreted = await run(command, ['tool.py', method], { folder });
    expect(interpreted.stdout).toContain('ZeroDivisionError');
    expect(interpreted.stderr).toContain('leaked shared_memory');
    expect(await runTaipan(['build', '-O0', '--python', command, 'tool.py', '-o', 'out/tool'], { folder })).toMatchObject({ code: 0 });
    for (const name of ['tool.py', 'helper.py']) renameSync(join(folder, name), join(folder, `${name}.away`));
    expect(withoutIds(await run(join(folder, 'out/tool'), [method], { folder }))).toEqual(withoutIds(interpreted));
  });

  test('of a module and of a folder', async () => {
    const worker = `import multiprocessing, sys
from multiprocessing.spawn import get_executable
def work(queue, value):
    queue.put((value, __name__, __spec__ and __spec__.name, sys.modules['__main__'].__name__))
if __name__ == '__main__':
    for method in ('spawn', 'forkserver'):
        context = multiprocessing.get_context(method)
        queue = context.Queue()
        child = context.Process(target=SOURCE.work, args=(queue, method))
        child.start()
        print(queue.get(), flush=True)
        child.join()
`;
    const folder = folderWith({
      'pack/__init__.py': '', 'pack/tool.py': worker.replace('SOURCE.', ''),
      'app/__main__.py': worker.replace('import', 'import other,').replace('SOURCE', 'other'), 'app/other.py': worker.replace('SOURCE.', ''),
    });
    for (const entry of [['-m', 'pack.tool'], ['app']]) {
      const interpreted = await run(command, entry, { folder });
      expect(interpreted).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^\('spawn', .*\n\('forkserver', .*\n$/) });
      expect(await runTaipan(['build', '-O0', '--python', command, ...entry, '-o', 'out/program'], { folder })).toMatchObject({ code: 0 });
      const parts = entry.includes('app') ? ['app'] : ['pack'];
      for (const part of parts) renameSync(join(folder, part), join(folder, `${part}.away`));
      expect(await run(join(folder, 'out/program'), [], { folder })).toEqual(interpreted);
    }
  });
});

test('the executable that multiprocessing is told of may be changed, and the interpreter keeps its name', async () => {
  const folder = folderWith({ 'tool.py': `import multiprocessing.spawn as spawn, subprocess, sys
print(spawn.get_executable())
spawn.set_executable(sys.executable)
print(spawn.get_executable() == sys.executable.encode(), type(spawn.__loader__).__name__, spawn.__spec__.loader is spawn.__loader__, vars(spawn.__loader__).keys() - {'name', 'path'})
print(subprocess.run([sys.executable, '-c', 'import sys; print(sys.argv)'], capture_output=True).stdout)
` });
  const [{ command }] = findInterpreters() as [{ command: string }];
  const interpreted = (await run(command, ['tool.py'], { folder })).stdout.split('\n');
  const compiled = (await runTaipan(['run', '-O0', '--python', command, 'tool.py'], { folder })).stdout.split('\n');
  expect(compiled[0]).toBe("b'/proc/self/exe'");
  expect(compiled.slice(1)).toEqual(interpreted.slice(1));
  expect(interpreted[1]).toBe('True SourceFileLoader True set()');
});
