/**
 * A language client for tests: starts the server as editors do, as a child process on standard input and output, and
 * speaks JSON-RPC to it.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

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

export function startClient(script: string, environment: NodeJS.ProcessEnv = {}): TestClient {
  const server = spawn(process.execPath, [script, 'lsp', '--stdio'], {
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
