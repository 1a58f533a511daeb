#!/usr/bin/env node
/**
 * `npm run package`: the extension as one VSIX for all platforms, with the command line, the parser as WebAssembly and
 * the sources of the runtime library inside, so that an installed extension builds programs without this repository.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensurePackages, root, run } from './setup.mjs';
import { ensurePackage } from './vscode-test-setup.mjs';

const extension = join(root, 'extension');

/** What the folder `dist` holds besides the compiler's output of single files. */
const bundled = ['extension.cjs', 'taipan.mjs', 'web-tree-sitter.wasm', 'node_modules/tree-sitter-python', 'runtime'];

/** The manifest as a user's machine needs it: nothing to install, no scripts to run. */
function shippedManifest() {
  const { devDependencies, dependencies, scripts, private: _, ...manifest } = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
  return manifest;
}

/** Writes the VSIX and answers its path. */
export function packageExtension() {
  if (run(process.execPath, [join(extension, 'esbuild.mjs')]) !== 0) process.exit(1);
  const manifest = shippedManifest();
  const folder = mkdtempSync(join(tmpdir(), 'taipan-package-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
    for (const name of ['README.md', 'media']) cpSync(join(extension, name), join(folder, name), { recursive: true });
    for (const name of ['LICENSE', 'CHANGELOG.md']) cpSync(join(root, name), join(folder, name));
    for (const name of bundled) cpSync(join(extension, 'dist', name), join(folder, 'dist', name), { recursive: true });
    // Everything in this folder was put there to be shipped, the parser's folder in `node_modules` too.
    writeFileSync(join(folder, '.vscodeignore'), '!dist/node_modules/**\n');
    mkdirSync(join(root, 'artifacts'), { recursive: true });
    const output = join(root, 'artifacts', `${manifest.name}-${manifest.version}.vsix`);
    const vsce = join(ensurePackage('@vscode/vsce', ['--omit=optional']), 'vsce');
    const args = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--no-rewrite-relative-links', '-o', output];
    if (run(process.execPath, [vsce, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }) !== 0) process.exit(1);
    return output;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensurePackages();
  const output = packageExtension();
  console.log(`${output} (${(statSync(output).size / 1024).toFixed(0)} KB)`);
}
