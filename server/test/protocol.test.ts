/** Drives the server through the protocol, over the pipes an editor would use. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InitializeResult, LSPErrorCodes, type PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { bundleCommandLine } from '../bundle.mjs';
import type { TestClient } from './client.js';
import { startClient } from './client.js';

/** Stands for the command line: writes what it was asked, or starts a child of its own and waits to be killed. */
const commandLine = `
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const values = process.argv.slice(2);
const file = values.at(-1);
if (file.endsWith('slow file.py')) {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  writeFileSync(file + '.pids', process.pid + ' ' + child.pid);
  setInterval(() => {}, 1000);
} else if (file.endsWith('broken.py')) {
  console.error('SyntaxError: invalid syntax');
  process.exitCode = 1;
} else if (file.endsWith('noted.py')) {
  console.log(file + ':2: note: f keeps its bytecode: it uses await [not-compiled]\\n' + file + ': 1 of 2 functions native');
} else {
  process.send({ step: 'compiling C++' });
  console.log(JSON.stringify(values));
}
`;

let folder = '';
let bundle = '';
let client: TestClient;
let initialized: InitializeResult;

function write(name: string, text: string): { readonly path: string; readonly uri: string } {
  const path = join(folder, name);
  writeFileSync(path, text);
  return { path, uri: pathToFileURL(path).href };
}

async function open(uri: string, text: string): Promise<void> {
  await client.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'python', version: 1, text },
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that ended but was not reaped yet has an empty command line.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !holds() && Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(holds()).toBe(true);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taipan server ü '));
  const { path } = write('command-line.mjs', commandLine);
  bundle = await bundleCommandLine(folder);
  client = startClient(bundle, { TAIPAN_COMMAND_LINE: path });
  initialized = await client.connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { general: { positionEncodings: ['utf-16', 'utf-8'] }, window: { workDoneProgress: true } },
    // No such program: the newest Python's rules hold.
    initializationOptions: { pythonPath: '/opt/my python/bin/python3' },
  });
  await client.connection.sendNotification('initialized', {});
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the language server', () => {
  it('says what it can do', () => {
    expect(initialized.capabilities).toEqual({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      inlayHintProvider: true,
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: ['refactor.rewrite', 'source'] },
      completionProvider: { triggerCharacters: ['.'] },
      executeCommandProvider: {
        commands: ['taipan.build', 'taipan.run', 'taipan.verify', 'taipan.showCpp', 'taipan.showReport'],
        workDoneProgress: true,
      },
    });
  });

  it('publishes diagnostics with versions and clears them when a file is closed', async () => {
    const uri = pathToFileURL(join(folder, 'module.py')).href;
    await open(uri, 'value = 1\n');
    expect(await client.diagnostics((found) => found.uri === uri)).toEqual({ uri, version: 1, diagnostics: [] });
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: { line: 0, character: 8 }, end: { line: 0, character: 9 } }, text: '23' }],
    });
    expect(await client.diagnostics((found) => found.uri === uri)).toEqual({ uri, version: 2, diagnostics: [] });
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, text: 'def f(x, x): pass\n' }],
    });
    const message = "duplicate parameter 'x' in function definition";
    const wrong = await client.diagnostics((found) => found.uri === uri);
    expect(wrong.version).toBe(3);
    expect(wrong.diagnostics).toMatchObject([{ severity: 1, code: 'syntax-error', source: 'taipan', message, range: { start: { line: 1 } } }]);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(await client.diagnostics((found) => found.uri === uri)).toEqual({ uri, diagnostics: [] });
  });

  it('does not answer hints that are taken back', async () => {
    const uri = pathToFileURL(join(folder, 'typed.py')).href;
    await open(uri, 'def f(n):\n    return n + 1\nf(1)\n');
    const parameters = { textDocument: { uri }, range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } };
    const source = new CancellationTokenSource();
    const stale = client.connection.sendRequest('textDocument/inlayHint', parameters, source.token);
    source.cancel();
    const fresh = client.connection.sendRequest('textDocument/inlayHint', parameters);
    await expect(stale).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(await fresh).toMatchObject([{ label: ': int?' }, { label: ' -> int?' }]);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  });

  it('tells the first error of a broken text while it is typed, with those known before, and all of them when the typing rests', async () => {
    const uri = pathToFileURL(join(folder, 'broken.py')).href;
    const told = async (fits: (found: PublishDiagnosticsParams) => boolean): Promise<readonly string[]> => (await client.diagnostics((found) => found.uri === uri && fits(found))).diagnostics.map(({ range, message }) => `${range.start.line} ${message}`);
    const type = async (version: number, line: number, text: string): Promise<void> => client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start: { line, character: 0 }, end: { line, character: 0 } }, text }] });
    await open(uri, 'a = 1\nb = 2\nc = 3\n');
    await told(({ version }) => version === 1);
    await type(2, 1, 'b = )\n');
    expect(await told(({ version }) => version === 2)).toEqual(["1 unmatched ')'"]);
    await type(3, 3, 'd = ]\n');
    expect(await told(({ version }) => version === 3)).toEqual(["1 unmatched ')'"]);
    expect(await told(({ version }) => version === 3)).toEqual(["1 unmatched ')'", "3 unmatched ']'"]);
    await type(4, 0, '\n');
    expect(await told(({ version }) => version === 4)).toEqual(["2 unmatched ')'", "4 unmatched ']'"]);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  });

  it('marks a syntax error in UTF-16 columns, and drops it when it is mended', async () => {
    const uri = pathToFileURL(join(folder, 'wrong.py')).href;
    // The letter before the mistake is one code point and two UTF-16 units.
    await open(uri, 'class 𝒳:\n');
    const range = { start: { line: 0, character: 9 }, end: { line: 0, character: 9 } };
    const found = await client.diagnostics((published) => published.uri === uri);
    expect(found.version).toBe(1);
    expect(found.diagnostics).toMatchObject([{ severity: 1, code: 'syntax-error', source: 'taipan' }]);
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, text: ' pass' }],
    });
    expect(await client.diagnostics((published) => published.uri === uri)).toEqual({ uri, version: 2, diagnostics: [] });
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  });

  it('finds after edits what it finds in a text that is opened', async () => {
    const edited = pathToFileURL(join(folder, 'edited.py')).href;
    let text = 'import a\n\n\ndef first(x):\n    return [y for y in x]\n\n\nclass Second:\n    def third(self):\n        global a\n        a = 1\n        return 6 * 7\n\n\nlast = "text"\n';
    await open(edited, text);
    await client.diagnostics((found) => found.uri === edited);
    // Place, what goes, what comes: typing, breaking and mending brackets, strings and indentation.
    const edits: readonly (readonly [string, number, string])[] = [
      ['return', 0, 'if x:\n        '], ['[y for', 1, '('], ['(y for', 1, '['], ['"text"', 1, ''], ['text"', 0, '"'], ['import a', 8, 'import a, b\n'],
      ['global a', 8, 'nonlocal a'], ['nonlocal a', 10, 'global a\n        global b'], ['        a = 1', 8, '    '], ['    a = 1', 0, '    '],
      ['x):', 1, 'x, x'], ['x, x', 3, ''], ['def third', 0, '@property\n    '], ['last', 0, 'x = = 1\n'], ['x = = 1\n', 8, ''],
    ];
    for (const [index, [place, removed, added]] of edits.entries()) {
      const version = index + 2;
      const opened = pathToFileURL(join(folder, `opened${index}.py`)).href;
      const at = text.indexOf(place);
      expect(at).toBeGreaterThanOrEqual(0);
      const positionOf = (offset: number): unknown => {
        const lines = text.slice(0, offset).split('\n');
        return { line: lines.length - 1, character: lines.at(-1)?.length };
      };
      const range = { start: positionOf(at), end: positionOf(at + removed) };
      await client.connection.sendNotification('textDocument/didChange', { textDocument: { uri: edited, version }, contentChanges: [{ range, text: added }] });
      text = text.slice(0, at) + added + text.slice(at + removed);
      await open(opened, text);
      const ask = async (uri: string, version: number): Promise<{ readonly diagnostics: readonly unknown[]; readonly hints: unknown }> => {
        const { diagnostics } = await client.diagnostics((found) => found.uri === uri && found.version === version);
        const asked = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
        return { diagnostics, hints: await client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range: asked }) };
      };
      const afterOpening = await ask(opened, 1);
      const afterEdit = await ask(edited, version);
      expect(afterEdit.diagnostics, text).toEqual(afterOpening.diagnostics);
      // While the text is broken, the hints of the last sound one stay.
      if (afterEdit.diagnostics.length === 0) expect(afterEdit.hints, text).toEqual(afterOpening.hints);
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: opened } });
    }
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: edited } });
  }, 30_000);

  it('keeps the hints of lines that stand while another is broken', async () => {
    const uri = pathToFileURL(join(folder, 'typing.py')).href;
    const hints = async (): Promise<readonly unknown[]> => {
      const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      const found = await client.connection.sendRequest<readonly { readonly position: { readonly line: number }; readonly label: unknown }[]>('textDocument/inlayHint', { textDocument: { uri }, range });
      return found.filter(({ label }) => /^ = /.test(String(label))).map(({ position, label }) => `${position.line}${String(label)}`);
    };
    const type = (version: number, line: number, text: string): Promise<void> => {
      const place = { line, character: 0 };
      return client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start: place, end: place }, text }] });
    };
    await open(uri, 'first = 6 * 7\nsecond = 3 * 4\n\nthird = 5 * 5\n');
    await client.diagnostics((found) => found.uri === uri);
    expect(await hints()).toEqual(['0 = 42', '1 = 12', '3 = 25']);
    await type(2, 2, 'print(\nx');
    expect(await hints()).toEqual(['0 = 42', '1 = 12', '4 = 25']);
    await type(3, 1, '= ');
    expect(await hints()).toEqual(['0 = 42', '4 = 25']);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  });

  it('answers hints and hovers of files it does not know', async () => {
    const textDocument = { uri: 'file:///nowhere.py' };
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    expect(await client.connection.sendRequest('textDocument/inlayHint', { textDocument, range })).toEqual([]);
    expect(await client.connection.sendRequest('textDocument/hover', { textDocument, position: range.start })).toBeNull();
  });

  it('builds a file with a space and a non-ASCII letter in its path, with progress', async () => {
    const { path, uri } = write('héllo world.py', 'print(1)\n');
    client.progress.length = 0;
    const built = await client.connection.sendRequest('workspace/executeCommand', {
      command: 'taipan.build',
      arguments: [{ uri }],
      workDoneToken: 'mine',
    });
    const output = join(folder, '.taipan', 'héllo world');
    const values = ['build', '--verbose', '--python', '/opt/my python/bin/python3', '-o', output, path];
    expect(built).toEqual({ output, exitCode: 0, stderr: '', summary: JSON.stringify(values) });
    expect(client.progress).toEqual([
      { token: 'mine', value: { kind: 'begin', title: 'Building native executable', cancellable: true } },
      { token: 'mine', value: { kind: 'report', message: 'compiling C++' } },
      { token: 'mine', value: { kind: 'end' } },
    ]);
  });

  it('shows what a build said of a line until the text changes', async () => {
    const text = 'if 1:\n  f  # taipan: ignore[other]\n';
    const { uri } = write('noted.py', text);
    await open(uri, text);
    expect((await client.diagnostics((found) => found.uri === uri)).diagnostics).toEqual([]);
    await client.connection.sendRequest('workspace/executeCommand', { command: 'taipan.build', arguments: [{ uri }] });
    const told = { severity: 3, code: 'not-compiled', source: 'taipan', message: 'f keeps its bytecode: it uses await' };
    const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 28 } };
    const noted = await client.diagnostics((found) => found.uri === uri);
    expect(noted.diagnostics).toEqual([{ ...told, range }]);
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: 'x = 1\n' }],
    });
    expect(await client.diagnostics((found) => found.uri === uri)).toEqual({ uri, version: 2, diagnostics: [] });
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  });

  it('answers what a program printed', async () => {
    const { path, uri } = write('run.py', 'print(1)\n');
    const answer = await client.connection.sendRequest('workspace/executeCommand', {
      command: 'taipan.run',
      arguments: [{ uri, arguments: ['a b', '$HOME'] }],
    });
    const values = ['run', '--python', '/opt/my python/bin/python3', path, 'a b', '$HOME'];
    expect(answer).toEqual({ output: `${JSON.stringify(values)}\n`, exitCode: 0, stderr: '' });
  });

  it('answers a failed build with its reason', async () => {
    const { uri } = write('broken.py', 'x =\n');
    const request = { command: 'taipan.build', arguments: [{ uri }] };
    await expect(client.connection.sendRequest('workspace/executeCommand', request)).rejects.toThrow(
      'Building native executable failed: SyntaxError: invalid syntax\nSyntaxError: invalid syntax',
    );
  });

  it.each(['request', 'progress'] as const)('kills the whole process group on a cancel of the %s', async (way) => {
    const { path, uri } = write('slow file.py', '');
    rmSync(`${path}.pids`, { force: true });
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(
      'workspace/executeCommand',
      { command: 'taipan.build', arguments: [{ uri }], workDoneToken: 'slow' },
      source.token,
    );
    const refused = expect(answer).rejects.toThrow('cancelled');
    await until(() => existsSync(`${path}.pids`) && readFileSync(`${path}.pids`, 'utf8') !== '');
    const pids = readFileSync(`${path}.pids`, 'utf8').split(' ').map(Number);
    expect(pids.map(isAlive)).toEqual([true, true]);
    if (way === 'request') source.cancel();
    else await client.connection.sendNotification('window/workDoneProgress/cancel', { token: 'slow' });
    await refused;
    await until(() => !pids.some(isAlive));
  });

  it('answers bad requests with errors and lives on', async () => {
    const send = (parameters: unknown): Promise<unknown> =>
      client.connection.sendRequest('workspace/executeCommand', parameters);
    await expect(send({ command: 'taipan.build' })).rejects.toThrow('taipan.build needs [{ "uri": ... }]');
    await expect(send({ command: 'taipan.fly', arguments: [] })).rejects.toThrow('unknown command taipan.fly');
    await expect(send({ command: 'constructor', arguments: [] })).rejects.toThrow('unknown command constructor');
    await expect(client.connection.sendRequest('textDocument/hover', {})).rejects.toThrow('textDocument/hover failed');
    expect(client.logged.some((line) => line.startsWith('textDocument/hover failed: TypeError'))).toBe(true);
    expect(await client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: 'file:///nowhere.py' },
      position: { line: 0, character: 0 },
    })).toBeNull();
  });

  it('shuts down in order', async () => {
    expect(await client.stop()).toBe(0);
  });
});

describe('an interpreter that takes its time', () => {
  const text = 'def f(a, a): pass\n';
  /** The words of 3.11, and of the newest. */
  const [own, newest] = ["duplicate argument 'a' in function definition", "duplicate parameter 'a' in function definition"];

  /** Says its version when the file that is given back is there, which it removes. */
  function slowInterpreter(name: string): { readonly python: string; readonly go: string } {
    const go = join(folder, `${name} may answer`);
    const { path: python } = write(name, `#!/bin/sh\nwhile [ ! -e '${go}' ]; do sleep 0.05; done\necho 3.11.7\nrm '${go}'\n`);
    chmodSync(python, 0o755);
    return { python, go };
  }

  async function openWith(python: string, capabilities: object): Promise<TestClient> {
    const other = startClient(bundle);
    other.connection.onRequest('workspace/configuration', () => [{ pythonPath: python }]);
    await other.connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities, initializationOptions: { pythonPath: python } });
    await other.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: 'file:///early.py', languageId: 'python', version: 1, text } });
    return other;
  }

  async function nextMessages(other: TestClient): Promise<string[]> {
    return (await other.diagnostics(() => true)).diagnostics.map(({ message }) => message);
  }

  it.each([
    ['does not tell settings', {}, true],
    ['tells settings', { workspace: { configuration: true } }, true],
    ["never sends 'initialized'", {}, false],
  ])('nothing is said in the words of another to a client that %s', async (client, capabilities, initializes) => {
    const { python, go } = slowInterpreter(`python for who ${client.replaceAll("'", '')}`);
    const other = await openWith(python, capabilities);
    if (initializes) await other.connection.sendNotification('initialized', {});
    writeFileSync(go, '');
    expect(await nextMessages(other)).toEqual([own]);
    expect(await other.stop()).toBe(0);
  });

  it('is not waited for without end', async () => {
    const { python, go } = slowInterpreter('silent python');
    const other = await openWith(python, {});
    expect(await nextMessages(other)).toEqual([newest]);
    writeFileSync(go, '');
    expect(await nextMessages(other)).toEqual([own]);
    expect(await other.stop()).toBe(0);
  });

  it('settings that a client keeps to itself are not waited for without end', async () => {
    const { python } = slowInterpreter('untold python');
    const other = await openWith(python, { workspace: { configuration: true } });
    expect(await nextMessages(other)).toEqual([newest]);
    expect(await other.stop()).toBe(0);
  });

  it('says nothing more once another has been chosen', async () => {
    const { python, go } = slowInterpreter('old python');
    const { path: quick } = write('quick python', '#!/bin/sh\necho 3.12.1\n');
    chmodSync(quick, 0o755);
    const other = await openWith(python, {});
    await other.connection.sendNotification('workspace/didChangeConfiguration', { settings: { taipan: { pythonPath: quick } } });
    expect(await nextMessages(other)).toEqual([own]);
    writeFileSync(go, '');
    await until(() => !existsSync(go));
    // What 3.11 refuses.
    const changed = { textDocument: { uri: 'file:///early.py', version: 2 }, contentChanges: [{ text: 'type x = int\n' }] };
    await other.connection.sendNotification('textDocument/didChange', changed);
    expect(await nextMessages(other)).toEqual([]);
    expect(await other.stop()).toBe(0);
  });
});
