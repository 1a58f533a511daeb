/**
 * Bundles the extension to `dist/extension.cjs`, which VS Code loads, and beside it the command line, which is the
 * language server too, so that the folder works without `node_modules`.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleCommandLine } from '../server/bundle.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const output = join(here, 'dist');

mkdirSync(output, { recursive: true });
await build({
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  entryPoints: [join(here, 'src/extension.ts')],
  outfile: join(output, 'extension.cjs'),
  format: 'cjs',
  external: ['vscode'],
});
await bundleCommandLine(output);
// What native programs are made of, where the command line looks for it.
const runtime = join(output, 'runtime');
rmSync(runtime, { recursive: true, force: true });
for (const folder of ['include', 'src', 'python']) {
  cpSync(join(here, '../runtime', folder), join(runtime, folder), { recursive: true, filter: (path) => !path.endsWith('__pycache__') });
}
