/** A language client that measures a server: latencies of its answers, and the processor time of its process and of all below it. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function processesBelow(root) {
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended.
    }
  }
  const found = [];
  for (const pending = [root]; pending.length > 0;) {
    const id = pending.pop();
    found.push(id);
    pending.push(...(children.get(id) ?? []));
  }
  return found;
}

/** In milliseconds, of all threads that still run: `schedstat` counts nanoseconds, `stat` only hundredths of a second. */
function processorTime(ids) {
  let total = 0;
  for (const id of ids) {
    try {
      for (const thread of readdirSync(`/proc/${id}/task`)) total += Number(readFileSync(`/proc/${id}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // It has ended.
    }
  }
  return total / 1e6;
}

/** In megabytes. */
function memory(ids) {
  let total = 0;
  for (const id of ids) {
    try {
      total += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It has ended.
    }
  }
  return total / 1024;
}

const answerWithin = 120_000;

export async function startServer([command, ...args], folder) {
  const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], cwd: folder });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const published = new Map();
  let told = () => undefined;
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  for (const method of ['client/registerCapability', 'client/unregisterCapability', 'window/workDoneProgress/create', 'workspace/inlayHint/refresh', 'workspace/diagnostic/refresh', 'workspace/semanticTokens/refresh']) connection.onRequest(method, () => null);
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, version }) => {
    published.set(uri, version ?? Number.POSITIVE_INFINITY);
    told();
  });
  connection.listen();
  const root = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: process.pid, rootUri: root, workspaceFolders: [{ uri: root, name: 'bench' }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { synchronization: {}, publishDiagnostics: { versionSupport: true }, inlayHint: {}, hover: { contentFormat: ['markdown'] } },
      general: { positionEncodings: ['utf-16'] },
    },
  });
  await connection.sendNotification('initialized', {});
  const ids = () => processesBelow(server.pid);
  let known = ids();

  return {
    connection,
    /** Resolves when diagnostics of the version have come, or none do. */
    async diagnostics(uri, version, patience = answerWithin) {
      const end = performance.now() + patience;
      while ((published.get(uri) ?? -1) < version && performance.now() < end) {
        await Promise.race([new Promise((resolve) => { told = resolve; }), sleep(100)]);
      }
      return (published.get(uri) ?? -1) >= version;
    },
    forgetDiagnostics: (uri) => published.delete(uri),
    hints: (uri, lastLine, token) => connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range: { start: { line: 0, character: 0 }, end: { line: lastLine, character: 0 } } }, ...(token === undefined ? [] : [token])),
    processor: () => processorTime(known),
    memory: () => memory(known),
    lookForProcesses() { known = ids(); },
    async stop() {
      try {
        await Promise.race([connection.sendRequest('shutdown'), sleep(3000)]);
        await connection.sendNotification('exit');
      } catch {
        // It is gone.
      }
      await sleep(200);
      connection.dispose();
      server.kill('SIGKILL');
    },
  };
}

export const newToken = () => new CancellationTokenSource();
