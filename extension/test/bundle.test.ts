/** The bundle as it would be shipped: complete without `node_modules`, and in step with the manifest. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InitializeResult } from 'vscode-languageserver/node';
import { startClient } from '../../server/test/client.js';
import { defaultSettings, readSettings } from '../../server/src/workspace/settings.js';

interface Manifest {
  readonly main: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

/** Stands for the editor's API while modules load: every member is a class that can be extended. */
const editorStub = `
const anything = () => new Proxy(class {}, {
  get: (target, name) => (name === 'prototype' ? target.prototype : typeof name === 'symbol' ? undefined : anything()),
});
module.exports = anything();
`;

const extensionFolder = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(extensionFolder, 'package.json'), 'utf8')) as Manifest;
let folder = '';

beforeAll(() => {
  execFileSync(process.execPath, [join(extensionFolder, 'esbuild.mjs')], { stdio: 'inherit' });
  folder = mkdtempSync(join(tmpdir(), 'taipan extension '));
  cpSync(join(extensionFolder, 'dist'), join(folder, 'dist'), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('loads as the CommonJS module that the manifest names', () => {
  writeFileSync(join(folder, 'dist', 'node_modules', 'vscode.js'), editorStub);
  const loaded = createRequire(import.meta.url)(join(folder, manifest.main)) as Record<string, unknown>;
  expect(Object.keys(loaded).sort()).toEqual(['activate', 'deactivate']);
});

it('brings a server that analyzes from its own folder', async () => {
  const client = startClient(join(folder, 'dist', 'taipan.mjs'));
  const answer: InitializeResult = await client.connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  expect(answer.serverInfo).toEqual({ name: 'taipan', version: '0.1.0' });
  const uri = 'file:///wrong.py';
  await client.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'python', version: 1, text: 'nonlocal x\n' },
  });
  const published = await client.diagnostics((found) => found.uri === uri);
  expect(published.diagnostics).toMatchObject([{ message: 'nonlocal declaration not allowed at module level' }]);
  expect(client.logged).toEqual([]);
  expect(await client.stop()).toBe(0);
});

it('brings a command line with all that a build needs', () => {
  const program = join(folder, 'sum.py');
  writeFileSync(program, 'total = 0\nfor i in range(10):\n    total += i\nprint(total)\n');
  const environment = { ...process.env, TAIPAN_CACHE_DIR: join(folder, 'cache') };
  const script = join(folder, 'dist', 'taipan.mjs');
  expect(execFileSync(process.execPath, [script, 'run', program], { env: environment, encoding: 'utf8' })).toBe('45\n');
});

it('states the settings with the defaults of the server', () => {
  const stated: Record<string, unknown> = {};
  for (const [name, { default: value }] of Object.entries(manifest.contributes.configuration.properties)) {
    // Of the extension alone.
    if (name.startsWith('taipan.codeLens.')) continue;
    const path = name.split('.').slice(1);
    const last = path.pop() ?? '';
    const parent = path.reduce<Record<string, unknown>>((tree, key) => {
      tree[key] ??= {};
      return tree[key] as Record<string, unknown>;
    }, stated);
    parent[last] = value;
  }
  expect(stated).toEqual(defaultSettings);
  expect(readSettings(stated)).toEqual(defaultSettings);
});

it('registers every command of the manifest, and none that the client registers for the server', () => {
  const source = ['extension.ts', 'file-commands.ts']
    .map((name) => readFileSync(join(extensionFolder, 'src', name), 'utf8'))
    .join('\n');
  const registered = [...source.matchAll(/register(?:Command)?\('(taipan\.\w+)'/g)].map((match) => match[1]);
  expect(registered.sort()).toEqual(manifest.contributes.commands.map(({ command }) => command).sort());
});
