/**
 * A language client for tests: bundles the server from its sources, starts it as editors do, as a child process on
 * standard input and output, and speaks JSON-RPC to it.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

const require = createRequire(import.meta.url);

export interface TestClient {
  readonly connection: MessageConnection;
  readonly server: ChildProcess;
  readonly logged: string[];
  readonly progress: unknown[];
  /** The next publication for a file that fits, those received but not yet taken included. */
  readonly diagnostics: (fits: (published: PublishDiagnosticsParams) => boolean) => Promise<PublishDiagnosticsParams>;
  /** Ends the server in order and gives its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** From the sources, so that a test never runs a stale build. */
export async function bundleServer(folder: string): Promise<string> {
  const entry = fileURLToPath(new URL('../src/lsp.ts', import.meta.url));
  const core = fileURLToPath(new URL('../../compiler-core/src/api/index.ts', import.meta.url));
  const outfile = join(folder, 'server.mjs');
  await build({
    stdin: {
      contents: `import { startLanguageServer } from ${JSON.stringify(entry)}; startLanguageServer();`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    alias: { '@taipan/compiler-core': core },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  for (const name of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm']) {
    copyFileSync(require.resolve(name), join(folder, name.split('/')[1] ?? name));
  }
  return outfile;
}

export function startClient(script: string, environment: NodeJS.ProcessEnv = {}): TestClient {
  const server = spawn(process.execPath, [script, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const logged: string[] = [];
  const progress: unknown[] = [];
  const received: PublishDiagnosticsParams[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (published: PublishDiagnosticsParams) => {
    received.push(published);
    for (const look of waiting) look();
  });
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
  connection.onNotification('$/progress', (value: unknown) => void progress.push(value));
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  const exited = new Promise<number | null>((resolve) => server.on('exit', resolve));

  return {
    connection,
    server,
    logged,
    progress,
    diagnostics: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const index = received.findIndex(fits);
          const found = received[index];
          if (found === undefined) return;
          received.splice(0, index + 1);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      const code = await exited;
      connection.dispose();
      return code;
    },
  };
}
