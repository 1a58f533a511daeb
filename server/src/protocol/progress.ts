/**
 * Work-done progress that can be cancelled, whoever chose its token: the client with its request, or the server.
 * `vscode-languageserver` passes a cancel on for tokens of the server only, so the tokens are kept here.
 */
import { randomUUID } from 'node:crypto';
import type { CancellationToken, Connection, ProgressToken } from 'vscode-languageserver/node';
import {
  CancellationTokenSource,
  WorkDoneProgress,
  WorkDoneProgressCancelNotification,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver/node';

interface Progress {
  /** Cancelled by the request's own cancellation, or through the progress. */
  readonly cancellation: CancellationToken;
  readonly report: (message: string) => void;
  readonly end: () => void;
}

export interface ProgressOpener {
  /** To be called once the client has said what it can do: it takes the place of the library's own listener. */
  readonly listen: (canCreate: boolean) => void;
  readonly open: (
    title: string,
    requested: ProgressToken | undefined,
    request: CancellationToken,
  ) => Promise<Progress>;
}

export function createProgressOpener(connection: Connection): ProgressOpener {
  const sources = new Map<ProgressToken, CancellationTokenSource>();
  let canCreateTokens = false;

  /** A client that refuses a token still gets its answer, without progress. */
  async function createToken(): Promise<ProgressToken | undefined> {
    if (!canCreateTokens) return undefined;
    const token = randomUUID();
    try {
      await connection.sendRequest(WorkDoneProgressCreateRequest.type, { token });
      return token;
    } catch {
      return undefined;
    }
  }

  return {
    listen(canCreate) {
      canCreateTokens = canCreate;
      connection.onNotification(WorkDoneProgressCancelNotification.type, ({ token }) => sources.get(token)?.cancel());
    },

    async open(title, requested, request) {
      const source = new CancellationTokenSource();
      if (request.isCancellationRequested) source.cancel();
      const subscription = request.onCancellationRequested(() => source.cancel());
      const token = requested ?? (await createToken());
      if (token !== undefined) {
        sources.set(token, source);
        void connection.sendProgress(WorkDoneProgress.type, token, { kind: 'begin', title, cancellable: true });
      }
      return {
        cancellation: source.token,
        report(message) {
          if (token === undefined) return;
          void connection.sendProgress(WorkDoneProgress.type, token, { kind: 'report', message });
        },
        end() {
          subscription.dispose();
          if (token !== undefined) {
            sources.delete(token);
            void connection.sendProgress(WorkDoneProgress.type, token, { kind: 'end' });
          }
          source.dispose();
        },
      };
    },
  };
}
