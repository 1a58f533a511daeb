/**
 * Puts a real VS Code workbench where the editor's test finds it, from npm and Debian only: code-server, the Node it
 * wants, a browser driver and chromium. Kept outside the repository, as it is far larger than everything else.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const versions = { node: '24.21.0', 'code-server': '4.139.1', 'playwright-core': '1.65.1', '@vscode/vsce': '3.9.2' };

/** Exit code for a machine that lacks something, as everywhere in Taipan. */
const environmentProblem = 2;

/** `TAIPAN_VSCODE_DIR`, else a folder in the user's cache. */
export const cacheFolder =
  process.env.TAIPAN_VSCODE_DIR ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'taipan-vscode');

function fail(message) {
  console.error(`taipan: ${message}`);
  process.exit(environmentProblem);
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
  if (result.status !== 0) fail(`this failed: ${command} ${args.join(' ')}`);
}

const npmFlags = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Installs one package into a folder of its own, once a version. */
export function ensurePackage(name, flags = []) {
  const folder = join(cacheFolder, name.replace('/', '-'));
  const installed = join(folder, 'node_modules', name);
  const manifest = join(installed, 'package.json');
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === versions[name]) return installed;
  console.log(`Installing ${name} ${versions[name]} ...`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', ...npmFlags, ...flags, `${name}@${versions[name]}`], { cwd: folder });
  return installed;
}

/** code-server's own start needs a newer Node than the compiler does. */
function ensureNode() {
  const installed = ensurePackage('node');
  const candidates = [join(installed, 'bin/node'), join(installed, 'bin/node.exe')];
  const found = candidates.find(existsSync);
  return found ?? fail(`npm's node ${versions.node} has no program for this platform`);
}

/** Without its native modules: it logs two errors at the start, works, and needs no C++ compiler. */
function ensureCodeServer(node) {
  const installed = ensurePackage('code-server', ['--ignore-scripts']);
  const workbench = join(installed, 'lib/vscode');
  if (!existsSync(join(workbench, 'node_modules'))) {
    const flags = ['--omit=dev', '--omit=optional', '--ignore-scripts'];
    run('npm', ['install', ...npmFlags, ...flags], { cwd: workbench, env: { ...process.env, PATH: `${join(node, '..')}:${process.env.PATH}` } });
  }
  return join(installed, 'out/node/entry.js');
}

function isDebian() {
  return existsSync('/etc/os-release') && /ID(_LIKE)?=.*(debian|ubuntu)/.test(readFileSync('/etc/os-release', 'utf8'));
}

function ensureChromium() {
  const find = () => ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  const found = find();
  if (found !== undefined) return found;
  const command = 'apt-get install -y --no-install-recommends chromium fonts-dejavu-core';
  if (process.getuid?.() !== 0 || !isDebian()) fail(`chromium is not installed. Install with: sudo ${command}`);
  console.log('Installing chromium ...');
  const [program, ...args] = command.split(' ');
  run('apt-get', ['update', '-qq']);
  run(program, ['-qq', ...args]);
  return find() ?? fail(`chromium was not found after: ${command}`);
}

/** Everything that the editor's test needs, by its path. */
export function ensureWorkbench() {
  const node = ensureNode();
  return {
    node,
    codeServer: ensureCodeServer(node),
    playwright: join(ensurePackage('playwright-core'), 'index.mjs'),
    chromium: ensureChromium(),
  };
}
