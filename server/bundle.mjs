/**
 * Bundles the command line, the language server in it, to one file that needs no `node_modules`, with the two
 * WebAssembly files of its parser beside it. For the extension, and for tests that want the sources as they are.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const here = fileURLToPath(new URL('.', import.meta.url));

/** Writes `taipan.mjs` and what it needs into the folder; answers the path of the script. */
export async function bundleCommandLine(folder) {
  const outfile = join(folder, 'taipan.mjs');
  await build({
    stdin: {
      contents: "import { main } from './src/cli/main.ts';\nawait main(process.argv);\n",
      resolveDir: here,
      sourcefile: 'taipan.ts',
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    logLevel: 'warning',
    // From the sources, so that the bundle needs no build before it.
    alias: { '@taipan/compiler-core': join(here, '../compiler-core/src/api/index.ts') },
    // The libraries that are CommonJS ask for Node's modules by `require`; the sources declare one of their own.
    banner: { js: "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);" },
  });
  // Each where its loader looks: beside the bundle, and as the package's file.
  const grammar = 'tree-sitter-python/tree-sitter-python.wasm';
  mkdirSync(join(folder, 'node_modules', dirname(grammar)), { recursive: true });
  copyFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), join(folder, 'web-tree-sitter.wasm'));
  copyFileSync(require.resolve(grammar), join(folder, 'node_modules', grammar));
  return outfile;
}
