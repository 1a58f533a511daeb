/** What `docs/deviations.md` says of code objects, bytecode and tracers: the compiled program does just that, and no more. */
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

/** Where a frame is while it calls: 3.11 and 3.12 show the end of the instruction where the interpreter makes the call itself. */
const instructionText = `
import dis, sys
def called():
    frame = sys._getframe(1)
    steps = list(dis.get_instructions(frame.f_code, show_caches=True))
    at = next(index for index, step in enumerate(steps) if step.offset == frame.f_lasti)
    print(steps[at].opname, steps[at].positions == steps[at + 1].positions)
def calling():
    called()
    print('called')
calling()
class Caller:
    def calling(self):
        called()
        print('called')
Caller().calling()
Caller().calling()
`;

/** The interpreter passes a temporary on; a class body's function that is called for the first time has it lent. */
const temporaryText = `
import sys
events = []
class Dies:
    def __del__(self):
        events.append('died')
class Holder:
    def drops(self, thing):
        thing = None
        events.append('dropped')
def call(times):
    holder = Holder()
    for _ in range(times):
        holder.drops(Dies())
sys.settrace(lambda *_: None)
call(2)
sys.settrace(None)
print(events)
`;

const overwrittenText = `
import sys
class Loud:
    def __del__(self): print('died')
def overwrite():
    sys._getframe(1).f_locals['x'] = None
    print('overwritten')
def function():
    x = Loud()
    overwrite()
    print(x is None)
def renumber():
    sys._getframe(1).f_locals['n'] = 10
    return 0
def earlier():
    n = 1
    print(n + renumber())
earlier()
function()
print('left')
`;

const specializedText = `
import dis
def add(left, right):
    return left + right
for _ in range(100):
    add(1, 2)
print([step.opname for step in dis.get_instructions(add, adaptive=True) if step.opname.startswith('BINARY')])
`;

/** A word beside the code object is the runtime's own. */
const wordText = `
import sys
def called(): pass
print(sys.getsizeof(called.__code__))
try:
    import _interpreters
    print(_interpreters.call(_interpreters.create(), called))
except (ImportError, ValueError) as error:
    print(type(error).__name__)
`;

describe.each(interpreters)('compiled for $command', ({ command, minor }) => {
  it.skipIf(minor > 13)('has code objects that say to be larger, which 3.13 calls in no other interpreter', async () => {
    const { interpreted, compiled } = await bothWays('word', wordText, command, minor);
    const [size, called] = interpreted.split('\n');
    expect(called).toBe(minor < 13 ? 'ModuleNotFoundError' : 'None');
    expect(compiled.split('\n')).toEqual([String(Number(size) + 16), minor < 13 ? 'ModuleNotFoundError' : 'ValueError', '']);
  });

  it('shows bytecode as the interpreter has it before it runs it', async () => {
    const { interpreted, compiled } = await bothWays('specialized', specializedText, command, minor);
    expect(interpreted).toBe("['BINARY_OP_ADD_INT']\n");
    expect(compiled).toBe("['BINARY_OP']\n");
  });

  it('shows a tracer the next calls, and not what runs already', async () => {
    const { interpreted, compiled } = await bothWays('tracer', tracerText, command, minor);
    const calls = ['call called', 'line called', 'return called'];
    expect(compiled.split('\n')).toEqual([...calls, '']);
    expect(interpreted.split('\n')).toEqual(['line running', ...calls, 'line running', 'return running', 'return <module>', '']);
  });

  it('keeps what is overwritten through f_locals until the function ends, and reads variables late', async () => {
    const { interpreted, compiled } = await bothWays('overwritten', overwrittenText, command, minor);
    const writes = minor >= 13;
    expect(interpreted.split('\n')).toEqual(writes ? ['1', 'died', 'overwritten', 'True', 'left', ''] : ['1', 'overwritten', 'False', 'died', 'left', '']);
    expect(compiled.split('\n')).toEqual([writes ? '10' : '1', 'overwritten', writes ? 'True' : 'False', 'died', 'left', '']);
  });

  it('keeps the arguments of the first call that is watched until its end', async () => {
    const { interpreted, compiled } = await bothWays('temporary', temporaryText, command, minor);
    const passed = ['died', 'dropped'];
    expect(JSON.parse(interpreted.replaceAll("'", '"'))).toEqual([...passed, ...passed]);
    expect(JSON.parse(compiled.replaceAll("'", '"'))).toEqual(['dropped', 'died', ...passed]);
  });

  it('is at the start of an instruction that calls, where the interpreter may be at its end', async () => {
    const { interpreted, compiled } = await bothWays('instruction', instructionText, command, minor);
    const lines = (instruction: string): readonly string[] => [...Array.from({ length: 3 }, () => [`${instruction} True`, 'called']).flat(), ''];
    // This tells native bodies from bytecode, too.
    expect(compiled.split('\n')).toEqual(lines('CALL'));
    expect(interpreted.split('\n')).toEqual(lines(minor < 13 ? 'CACHE' : 'CALL'));
  });
});
