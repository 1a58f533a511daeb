/** Makes the client of the bundled language server, which runs as a process of its own on standard input and output. */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { workspace } from 'vscode';
import type { LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { chosenInterpreter } from './interpreter.js';

/** Puts the chosen interpreter where the user's settings name none. */
async function completeSettings(sent: unknown, scope: string | undefined): Promise<unknown> {
  if (typeof sent !== 'object' || sent === null || !('pythonPath' in sent) || sent.pythonPath !== '') return sent;
  const interpreter = await chosenInterpreter(scope).catch(() => undefined);
  return interpreter === undefined ? sent : { ...sent, pythonPath: interpreter };
}

export function createClient(context: ExtensionContext, output: LogOutputChannel): LanguageClient {
  const server: ServerOptions = {
    module: context.asAbsolutePath('dist/taipan.mjs'),
    args: ['lsp'],
    transport: TransportKind.stdio,
  };
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: 'python', scheme: 'file' },
      { language: 'python', scheme: 'untitled' },
    ],
    outputChannel: output,
    initializationOptions: workspace.getConfiguration('taipan'),
    middleware: {
      // The client registers the server's own commands too; those must not run anything unasked either.
      executeCommand: (command, values, next) => {
        if (!workspace.isTrusted) throw new Error(`${command} needs a trusted workspace`);
        return next(command, values);
      },
      workspace: {
        configuration: async (parameters, token, next) => {
          const answered = await next(parameters, token);
          if (!Array.isArray(answered)) return answered;
          const completed = answered.map((sent: unknown, index) => {
            const item = parameters.items[index];
            return item?.section === 'taipan' ? completeSettings(sent, item.scopeUri) : sent;
          });
          return Promise.all(completed);
        },
      },
    },
  };
  return new LanguageClient('taipan', 'Taipan', server, options);
}
