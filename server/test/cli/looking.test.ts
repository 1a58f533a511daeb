/** The commands that say what the compiler knows: hints, dumps, reports, help and completion. */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { folderWith, run, runTaipan, taipan } from './command-line.js';

const program = `SIZE = 3 * 4
def work(n):
    total = 0
    for i in range(n):
        total = total + i * i
    return total
async def late():
    yield 1
class Shape:
    def sides(self): return 4
print(work(SIZE))
`;

test('hints are what the editor shows, from 0 for programs and from 1 for people', async () => {
  const folder = folderWith({ 'program.py': program });
  const { stdout, code } = await runTaipan(['hints', '--format', 'json', 'program.py'], { folder });
  expect(code).toBe(0);
  const hints = JSON.parse(stdout) as readonly Record<string, unknown>[];
  expect(hints).toContainEqual({ line: 0, column: 12, kind: 'constant', label: ' = 12', value: '12', provenance: 'proved', tooltip: expect.any(String) });
  expect(hints).toContainEqual({ line: 1, column: 11, kind: 'returnType', label: ' -> int', type: 'int', provenance: 'checked', tooltip: expect.any(String) });
  expect(hints).toContainEqual(expect.objectContaining({ line: 1, kind: 'native' }));
  for (const hint of hints) expect(Object.keys(hint)).toEqual(expect.arrayContaining(['line', 'column', 'kind', 'label', 'tooltip', 'provenance']));
  const text = await runTaipan(['hints', 'program.py'], { folder });
  expect(text.stdout).toContain('program.py:1:13: = 12  Always 12');
});

test('a pipe gets no colors unless they are forced, whatever a build server sets', async () => {
  const folder = folderWith({ 'program.py': program });
  const escapes = async (environment: NodeJS.ProcessEnv) => (await runTaipan(['hints', 'program.py'], { folder, environment })).stdout.includes('\x1b[');
  expect(await escapes({ CI: 'true' })).toBe(false);
  expect(await escapes({ FORCE_COLOR: '1' })).toBe(true);
  expect(await escapes({ FORCE_COLOR: '0' })).toBe(false);
  expect(await escapes({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
});

test('hints of a file with an error are its error', async () => {
  const folder = folderWith({ 'wrong.py': 'x = (1\n' });
  expect(await runTaipan(['hints', 'wrong.py'], { folder })).toEqual({ code: 1, stdout: '', stderr: "wrong.py:1:5: error: '(' was never closed [syntax-error]\n" });
});

test('check lists problems for people, scripts and services', async () => {
  const folder = folderWith({ 'a b/wrong.py': 'x = 1\ny = (2\n', 'fine.py': 'x = 1\n' });
  const printed = `  File "${join(folder, 'a b/wrong.py')}", line 2\n    y = (2\n        ^\nSyntaxError: '(' was never closed\n`;
  expect(await runTaipan(['check', '.'], { folder })).toEqual({ code: 1, stderr: '', stdout: `a b/wrong.py:2:5: error: '(' was never closed [syntax-error]\n${printed}2 files checked, 1 problem\n` });
  const json = await runTaipan(['check', '--format', 'json', '.'], { folder });
  expect(JSON.parse(json.stdout)).toEqual([{ file: 'a b/wrong.py', line: 2, column: 5, severity: 'error', code: 'syntax-error', message: "'(' was never closed", printed }]);
  const sarif = JSON.parse((await runTaipan(['check', '--format', 'sarif', '.'], { folder })).stdout) as { readonly runs: readonly { readonly results: readonly unknown[] }[] };
  expect(sarif.runs[0]?.results).toEqual([{
    ruleId: 'syntax-error', level: 'error', message: { text: "'(' was never closed" },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b/wrong.py' }, region: { startLine: 2, startColumn: 5 } } }],
  }]);
});

test('check, build and the editor say what a program asks for by hints and does not get', async () => {
  const text = 'from taipan import native, reveal\n@native\ndef first(items):  # é\n    return items[0]\n\'é\'; reveal(1.5)\n@native  # taipan: ignore[not-native]\ndef second(items):\n    return items[0]\n';
  const folder = folderWith({ 'hinted.py': text, 'taipan.py': 'def native(function):\n    return function\nreveal = native\n' });
  const message = '`first` runs over objects, though it is @native: `items` is not known to be a number';
  expect(await runTaipan(['check', 'hinted.py'], { folder })).toEqual({ code: 1, stderr: '', stdout: `hinted.py:2:2: error: ${message} [not-native]\nhinted.py:5:6: information: float [revealed]\n1 file checked, 1 problem\n` });
  const built = await runTaipan(['build', '-O0', 'hinted.py'], { folder });
  expect(built).toMatchObject({ code: 1, stderr: '' });
  expect(built.stdout).toContain(`hinted.py:2: error: ${message} [not-native]\n`);
  // What was asked for is there, and runs.
  expect(await run('./hinted', [], { folder })).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await runTaipan(['run', '-O0', 'hinted.py'], { folder })).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('programs may nest as deep as CPython takes them, and what is deeper is no bug of ours', async () => {
  const sum = (terms: number): string => `x = 1\nprint(x${' + 1'.repeat(terms)})\n`;
  const folder = folderWith({ 'deep.py': sum(9000), 'deeper.py': sum(300_000) });
  expect(await runTaipan(['check', '--target', '3.13', 'deep.py'], { folder })).toEqual({ code: 0, stderr: '', stdout: '1 file checked, 0 problems\n' });
  expect(await runTaipan(['dump', 'scopes', '--json', 'deep.py'], { folder })).toMatchObject({ code: 0, stderr: '' });
  expect(await runTaipan(['check', '--target', '3.13', 'deeper.py'], { folder })).toMatchObject({ code: 1, stderr: '', stdout: expect.stringContaining('maximum recursion depth exceeded during compilation') });
  expect(await runTaipan(['hints', 'deeper.py'], { folder })).toEqual({ code: 1, stdout: '', stderr: 'RecursionError: maximum recursion depth exceeded during compilation\n' });
});

test('check says which version accepts what its target does not', async () => {
  const folder = folderWith({ 'new.py': 'type Pair = tuple[int, int]\n' });
  const { stdout, code } = await runTaipan(['check', '--target', '3.11', 'new.py'], { folder });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^new\.py:1:6: error: invalid syntax \[syntax-error\]\nnew\.py:1:6: note: Python 3\.12 accepts this, Python 3\.11 does not\.\n {2}File .*\n.*\n {9}\^{4}\nSyntaxError: invalid syntax\n1 file checked, 1 problem\n$/);
});

test('check lists all errors of a file', async () => {
  const folder = folderWith({ 'wrong.py': 'x = = 1\ndef f(a):\n    return a +\n' });
  expect((await runTaipan(['check', 'wrong.py'], { folder })).stdout).toMatch(/^wrong\.py:1:5: error: invalid syntax \[syntax-error\]\n(?: {2}.*\n)+SyntaxError: invalid syntax\nwrong\.py:3:15: error: invalid syntax \[syntax-error\]\n1 file checked, 2 problems\n$/);
});

test('each stage can be dumped for people and for scripts', async () => {
  const folder = folderWith({ 'program.py': program });
  const expected = { cst: 'function_definition', ast: 'FunctionDef', scopes: 'work', ir: 'binary.mult', facts: 'parameter n: int', selected: 'function work (line 2): native', cpp: 'rt::IntResult typed' };
  for (const [stage, part] of Object.entries(expected)) {
    const text = await runTaipan(['dump', stage, 'program.py'], { folder });
    expect(text).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(part) });
    const json = await runTaipan(['dump', stage, '--json', 'program.py'], { folder });
    expect(JSON.parse(json.stdout)).toMatchObject({ file: 'program.py', [stage]: expect.anything() });
  }
});

test('a minor version is that of this machine, to its micro version; the newest known where there is none', async () => {
  const folder = folderWith({ 'wrong.py': 'b"é" # more\n', 'bin/python3.11': '#!/bin/sh\necho 3.11.2\n' });
  chmodSync(join(folder, 'bin/python3.11'), 0o755);
  const place = async (target: string, path: string) => /^wrong\.py:1:(\d+):/.exec((await runTaipan(['check', '--target', target, 'wrong.py'], { folder, environment: { PATH: path } })).stdout)?.[1];
  expect(await place('3.11', join(folder, 'bin'))).toBe('6');
  expect(await place('3.11.7', join(folder, 'bin'))).toBe('1');
  expect(await place('3.11', folder)).toBe('1');
});

test("an interpreter's version decides whose rules hold", async () => {
  const folder = folderWith({ 'program.py': 'type X = int\n' });
  expect(await runTaipan(['dump', 'ast', '--target', '3.11', 'program.py'], { folder })).toMatchObject({ code: 1, stdout: expect.stringContaining('[syntax-error]') });
  expect(await runTaipan(['dump', 'ast', '--python', 'no-such-python', 'program.py'], { folder })).toMatchObject({ code: 2, stderr: "taipan: 'no-such-python' is not a Python interpreter that runs here; name one with --python\n" });
});

test('a report says what became of each function, and why', async () => {
  const folder = folderWith({ 'program.py': program });
  expect(await runTaipan(['build', 'program.py', '--report', 'report.json'], { folder })).toMatchObject({ code: 0, stderr: '' });
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Record<string, readonly Record<string, unknown>[]>;
  expect(report['functions']?.map(({ name, line, tier }) => [name, line, tier])).toEqual([
    ['<module>', 1, 'generic'], ['work', 2, 'native'], ['late', 7, 'bytecode'], ['Shape', 9, 'bytecode'], ['Shape.sides', 10, 'generic'],
  ]);
  expect(report['functions']?.[1]).toMatchObject({ file: join(folder, 'program.py'), guards: ['`n` is checked on entry', '`range` is still the builtin'], reasons: [] });
  expect(report['functions']?.[2]).toMatchObject({ reasons: [{ code: 'not-compiled', message: 'it uses an asynchronous generator' }] });
  expect(report['modules']).toEqual([{ name: '__main__', file: join(folder, 'program.py'), cppBytes: expect.any(Number), units: 1 }]);
  expect(report['phases']?.map(({ name }) => name)).toContain('compiling C++');
  expect(report['cache']).toMatchObject({ filesCompiled: 2, filesReused: 0 });
  const again = await runTaipan(['build', 'program.py', '--report', 'report.html'], { folder });
  expect(again.stdout.trimEnd().split('\n')).toEqual([
    `${join(folder, 'program.py')}:7: note: late keeps its bytecode: it uses an asynchronous generator [not-compiled]`, `${join(folder, 'program')}: 2 of 3 functions native`,
  ]);
  const page = readFileSync(join(folder, 'report.html'), 'utf8');
  expect(page).toContain('<span class="tier native">native</span>');
  expect(page).toContain('2 C++ files reused, 0 compiled');
  expect(page).not.toMatch(/<script|https?:|src=/);
});

test('a build of an unchanged program compiles nothing, and any change is noticed', async () => {
  const folder = folderWith({ 'program.py': 'try:\n    import helper\n    print(helper.WORD)\nexcept ImportError:\n    print("alone")\n' });
  async function built(): Promise<readonly [unknown, string]> {
    expect(await runTaipan(['build', 'program.py', '--report', 'report.json'], { folder })).toMatchObject({ code: 0, stderr: '' });
    const { cache } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as { readonly cache: { readonly python: string } };
    return [cache.python, (await run(join(folder, 'program'), [])).stdout];
  }
  expect(await built()).toEqual(['compiled', 'alone\n']);
  expect(await built()).toEqual(['hit', 'alone\n']);
  // Where nothing was, there is a module now.
  writeFileSync(join(folder, 'helper.py'), 'WORD = "one"\n');
  expect(await built()).toEqual(['compiled', 'one\n']);
  expect(await built()).toEqual(['hit', 'one\n']);
  writeFileSync(join(folder, 'helper.py'), 'WORD = "two"\n');
  expect(await built()).toEqual(['compiled', 'two\n']);
  rmSync(join(folder, 'helper.py'));
  expect(await built()).toEqual(['compiled', 'alone\n']);
});

test('many notes are cut to a few, unless all are wanted', async () => {
  const folder = folderWith({ 'program.py': Array.from({ length: 6 }, (_, index) => `async def f${index}():\n    yield 1\n`).join('') });
  const few = await runTaipan(['build', 'program.py'], { folder });
  expect(few.stdout).toMatch(/^(.*note: f\d .*\n){3}and 3 more notes \(--verbose shows them all\)\n.*: 0 of 6 functions native\n$/);
  const all = await runTaipan(['build', '--verbose', 'program.py'], { folder });
  expect(all.stdout.match(/ note: /g)).toHaveLength(6);
});

test('help has examples, and knows every command', async () => {
  const { stdout, code } = await runTaipan(['--help']);
  expect(code).toBe(0);
  for (const name of ['build', 'run', 'check', 'verify', 'hints', 'dump', 'doctor', 'lsp', 'completion', 'Examples:']) expect(stdout).toContain(name);
  expect(await runTaipan(['bild'])).toMatchObject({ code: 2, stderr: expect.stringContaining("unknown command 'bild'") });
});

test('completion scripts are scripts of their shells', async () => {
  const script = (await runTaipan(['completion', 'bash'])).stdout;
  const words = await run('bash', ['-c', `${script}\nCOMP_WORDS=(taipan ve); COMP_CWORD=1; _taipan; echo "\${COMPREPLY[@]}"; COMP_WORDS=(taipan dump fa); COMP_CWORD=2; _taipan; echo "\${COMPREPLY[@]}"`], { folder: folderWith() });
  expect(words).toEqual({ code: 0, stdout: 'verify\nfacts\n', stderr: '' });
  for (const shell of ['zsh', 'fish']) expect((await runTaipan(['completion', shell])).stdout).toContain('verify');
});

describe('a reader that goes away ends a command without a word, as SIGPIPE ends other tools', () => {
  /** The first line, what stands on standard error, and the exit codes of the pipe's commands, as the shell says them. */
  async function readOneLine(line: string, folder: string): Promise<readonly [string, string, string]> {
    const { stdout, stderr } = await run('bash', ['-c', `${line} | head -1; echo "\${PIPESTATUS[*]}"`], { folder });
    const lines = stdout.split('\n');
    return [lines[0] ?? '', stderr, lines[1] ?? ''];
  }
  const command = `"${process.execPath}" "${taipan}"`;
  const folderOf = (): string => folderWith({ 'long.py': 'x = 1\n'.repeat(20_000), 'wrong.py': 'x =\n' });

  it.each([
    ['dump ast long.py', '{'],
    ['dump scopes --json long.py long.py long.py', '{'],
    ['check $(yes wrong.py | head -3000)', 'wrong.py:1:4'],
  ])('%s', async (rest, start) => {
    const [line, stderr, codes] = await readOneLine(`${command} ${rest}`, folderOf());
    expect(line).toContain(start);
    expect([stderr, codes]).toEqual(['', '141 0']);
  });

  it.each(['--help', 'doctor', 'completion bash', 'check wrong.py', 'hints wrong.py', 'dump ast long.py', 'build absent.py', 'no-such-command'])('%s, with nobody at either end', async (rest) => {
    const closed = `(sleep 0.2; exec ${command} ${rest}) 2>&1 | true; echo "\${PIPESTATUS[*]}"`;
    const { stdout, stderr } = await run('bash', ['-c', closed], { folder: folderOf() });
    expect([stdout, stderr]).toEqual(['141 0\n', '']);
  });

  it('and the same of other tools', async () => {
    expect(await readOneLine('yes', folderOf())).toEqual(['y', '', '141 0']);
  });
});
