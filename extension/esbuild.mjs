/**
 * Bundles the extension to `dist/extension.cjs`, which VS Code loads, and beside it the language server with the two
 * WebAssembly files of its parser, so that the folder works without `node_modules`.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const here = fileURLToPath(new URL('.', import.meta.url));
const output = join(here, 'dist');
const shared = { bundle: true, platform: 'node', target: 'node20', sourcemap: true, logLevel: 'warning' };

mkdirSync(output, { recursive: true });
await build({
  ...shared,
  entryPoints: [join(here, 'src/extension.ts')],
  outfile: join(output, 'extension.cjs'),
  format: 'cjs',
  external: ['vscode'],
});
await build({
  ...shared,
  stdin: {
    contents: "import { startLanguageServer } from './src/lsp.ts';\nstartLanguageServer();\n",
    resolveDir: join(here, '../server'),
    sourcefile: 'server-entry.ts',
    loader: 'ts',
  },
  outfile: join(output, 'server.mjs'),
  format: 'esm',
  // From the sources, so that the bundle needs no build before it.
  alias: { '@taipan/compiler-core': join(here, '../compiler-core/src/api/index.ts') },
  // The protocol library is CommonJS and asks for Node's modules by `require`.
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
});
// Each where its loader looks: beside the bundle, and as the package's file.
const grammar = 'tree-sitter-python/tree-sitter-python.wasm';
mkdirSync(join(output, 'node_modules', dirname(grammar)), { recursive: true });
copyFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), join(output, 'web-tree-sitter.wasm'));
copyFileSync(require.resolve(grammar), join(output, 'node_modules', grammar));
