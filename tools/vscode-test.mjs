#!/usr/bin/env node
/**
 * `npm run test:vscode`: packages the extension, installs the VSIX in a real VS Code (code-server in chromium), and has
 * the steps of `extension/test-vscode` done in it. Its screenshots are in `artifacts/vscode`; exit code 1 if a step fails.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensurePackages, ensureToolchain, root } from './setup.mjs';
import { ensureWorkbench } from './vscode-test-setup.mjs';

const patienceMilliseconds = 60_000;
const limitMilliseconds = 300_000;

const settings = {
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  // Else the terminal's text is a picture that no test can read.
  'terminal.integrated.gpuAcceleration': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
};

ensurePackages();
ensureToolchain();
const workbench = ensureWorkbench();
const { build } = await import('esbuild');
const { packageExtension } = await import('./package-extension.mjs');
const { chromium } = await import(pathToFileURL(workbench.playwright).href);

const home = mkdtempSync(join(tmpdir(), 'taipan-vscode-'));
const pictures = join(root, 'artifacts', 'vscode');
rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
/** What to end, in reverse order. */
const cleanups = [() => rmSync(home, { recursive: true, force: true, maxRetries: 5 })];

async function finish(exitCode) {
  for (const cleanup of cleanups.reverse()) await Promise.resolve(cleanup()).catch(() => undefined);
  process.exit(exitCode);
}

/** An extension that only holds the tests, as VS Code runs tests for an extension that is being developed. */
async function bundleTests() {
  const folder = join(home, 'tests');
  await build({
    entryPoints: [join(root, 'extension/test-vscode/main.ts')],
    outfile: join(folder, 'main.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const manifest = { name: 'taipan-tests', publisher: 'taipan', version: '0.0.0', engines: { vscode: '*' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return { folder, entry: join(folder, 'main.cjs') };
}

async function startCodeServer(driverAddress, vsix) {
  const data = join(home, 'data');
  const installed = join(home, 'extensions');
  const config = join(home, 'config.yaml');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(config, '');
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
  const folders = ['--user-data-dir', data, '--extensions-dir', installed];
  const install = spawnSync(workbench.node, [workbench.codeServer, '--config', config, ...folders, '--install-extension', vsix], { encoding: 'utf8' });
  if (install.status !== 0) throw new Error(`the VSIX cannot be installed:\n${install.stdout}${install.stderr}`);
  const socket = await freePort();
  const address = `127.0.0.1:${socket}`;
  const flags = ['--bind-addr', address, '--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
  const server = spawn(workbench.node, [workbench.codeServer, '--config', config, ...folders, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, VSCODE_PROXY_URI: '', TAIPAN_TEST_DRIVER: driverAddress, TAIPAN_CACHE_DIR: join(home, 'cache') },
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (piece) => { said += piece; });
  cleanups.push(() => server.kill());
  for (const deadline = Date.now() + patienceMilliseconds; Date.now() < deadline; ) {
    if (server.exitCode !== null) break;
    const response = await fetch(`http://${address}/healthz`).catch(() => undefined);
    if (response?.ok) return address;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`code-server did not start:\n${said}`);
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** What the tests inside VS Code ask for; `driver.ts` is the other end. */
const actions = {
  async palette(page, title) {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input[type=text]');
    await input.waitFor({ timeout: patienceMilliseconds });
    await input.fill(`>${title}`);
    // By its whole title: the palette's first match may be another command.
    await page.locator('.quick-input-list .monaco-list-row').filter({ has: page.getByText(title, { exact: true }) }).first().click({ timeout: patienceMilliseconds });
  },
  async see(page, text) {
    // The editor and the terminal write spaces as no-break spaces.
    await page.waitForFunction(
      (wanted) => document.body.textContent.replaceAll('\u00a0', ' ').includes(wanted),
      text,
      { timeout: patienceMilliseconds },
    );
  },
  async photograph(page, name) {
    // Notifications fade in.
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  },
};

/** Listens before there is a page, as code-server hands the address to the tests through its environment. */
function startDriver(currentPage) {
  const server = createServer((request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', async () => {
      try {
        await actions[request.url.slice(1)](currentPage(), Buffer.concat(pieces).toString());
        response.end();
      } catch (failure) {
        response.writeHead(500).end(String(failure));
      }
    });
  });
  cleanups.push(() => server.close());
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`)));
}

async function openPage(address, tests, workspace) {
  const context = await chromium.launchPersistentContext(join(home, 'profile'), {
    executablePath: workbench.chromium,
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  cleanups.push(() => context.close());
  const page = context.pages()[0] ?? (await context.newPage());
  // Nothing outside this machine is asked for.
  await page.route((url) => /^https?:$/.test(url.protocol) && url.hostname !== '127.0.0.1', (route) => route.abort());
  // The hooks of VS Code's own browser tests: lines of the tests, lines of the workbench among them, and the end.
  await page.exposeFunction('codeAutomationLog', (_kind, [line]) => {
    if (process.env.TAIPAN_VERBOSE || /^(ok|skipped|FAILED) {2,}/.test(String(line))) console.log(line);
  });
  await page.exposeFunction('codeAutomationExit', (exitCode) => finish(exitCode === 0 ? 0 : 1));
  const remote = (path) => ({ $mid: 1, scheme: 'vscode-remote', authority: address, path });
  // A built workbench takes tests from its page's configuration only, which is patched as it is read.
  await page.addInitScript((development) => {
    const get = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name) {
      const value = get.call(this, name);
      if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings') return value;
      const configuration = JSON.parse(value);
      return JSON.stringify({ ...configuration, developmentOptions: { ...configuration.developmentOptions, ...development } });
    };
  }, { extensions: [remote(tests.folder)], extensionTestsPath: remote(tests.entry) });
  await page.goto(`http://${address}/?folder=${encodeURIComponent(workspace)}`);
  return page;
}

let page;
setTimeout(async () => {
  console.error('the tests did not end in time');
  await page?.screenshot({ path: join(pictures, 'timeout.png') }).catch(() => undefined);
  await finish(1);
}, limitMilliseconds).unref();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => finish(130));

try {
  const vsix = packageExtension();
  const workspace = join(home, 'workspace');
  cpSync(join(root, 'extension/test-vscode/workspace'), workspace, { recursive: true });
  const driver = await startDriver(() => page);
  const address = await startCodeServer(driver, vsix);
  page = await openPage(address, await bundleTests(), workspace);
  await new Promise(() => undefined);
} catch (failure) {
  console.error(failure);
  await finish(1);
}
