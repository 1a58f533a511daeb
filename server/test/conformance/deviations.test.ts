/** What `docs/deviations.md` says of code objects and of tracers: the compiled program does just that, and no more. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { run, runTaipan } from '../cli/command-line.js';

const isWhole = process.env['TAIPAN_CONFORMANCE'] === 'all';
const interpreters = isWhole ? findInterpreters() : findInterpreters().slice(0, 1);
const folder = mkdtempSync(join(tmpdir(), 'taipan-deviations-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

async function bothWays(name: string, text: string, python: string, minor: number): Promise<{ interpreted: string; compiled: string }> {
  const entry = join(folder, `${name}.py`);
  const output = join(folder, `${minor}-${name}.out`);
  writeFileSync(entry, text);
  await runTaipan(['build', entry, '-o', output, '--python', python]);
  const [interpreted, compiled] = await Promise.all([run(python, [entry]), run(output, [])]);
  return { interpreted: interpreted.stdout + interpreted.stderr, compiled: compiled.stdout + compiled.stderr };
}

/** As a debugger does, it watches all frames that there are; nothing ends it. */
const tracerText = `
import sys
def note(frame, event, argument):
    if frame.f_globals['__name__'] == '__main__':
        print(event, frame.f_code.co_name)
        return note
def begin():
    frame = sys._getframe(1)
    while frame:
        frame.f_trace = note
        frame = frame.f_back
    sys.settrace(note)
def called():
    return 1
def running():
    begin()
    called()
    return 2
running()
`;

const codeText = `
import sys
def sample(a, b=1):
    try:
        return a + b, 'text', lambda: a
    except TypeError:
        return None
with open(__file__) as file:
    whole = compile(file.read(), __file__, 'exec')
fresh = next(code for code in whole.co_consts if getattr(code, 'co_name', '') == 'sample')
code = sample.__code__
print(all(getattr(code, name) == getattr(fresh, name) for name in dir(code) if name.startswith('co_') and name not in ('co_code', 'co_consts', 'co_linetable', 'co_lnotab', 'co_exceptiontable') and not callable(getattr(code, name))))
plain = [item for item in fresh.co_consts if not hasattr(item, 'co_code')]
print([item for item in code.co_consts if not hasattr(item, 'co_code')][:len(plain)] == plain)
print(code.co_code.endswith(fresh.co_code), code.co_linetable.endswith(fresh.co_linetable), len(code.co_code) - len(fresh.co_code) in range(10, 22))
`;

describe.each(interpreters)('compiled for $command', ({ command, minor }) => {
  it('shows a tracer the next calls, and not what runs already', async () => {
    const { interpreted, compiled } = await bothWays('tracer', tracerText, command, minor);
    const calls = ['call called', 'line called', 'return called'];
    expect(compiled.split('\n')).toEqual([...calls, '']);
    expect(interpreted.split('\n')).toEqual(['line running', ...calls, 'line running', 'return running', 'return <module>', '']);
  });

  it('puts a stub before the bytecode of a function, and one constant behind its own', async () => {
    const { compiled } = await bothWays('code', codeText, command, minor);
    expect(compiled.split('\n')).toEqual(['True', 'True', 'True True True', '']);
  });
});
