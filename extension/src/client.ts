/** Makes the client of the bundled language server, which runs as a process of its own on standard input and output. */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { workspace } from 'vscode';
import type { LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

export function createClient(context: ExtensionContext, output: LogOutputChannel): LanguageClient {
  const server: ServerOptions = {
    module: context.asAbsolutePath('dist/server.mjs'),
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
    },
  };
  return new LanguageClient('taipan', 'Taipan', server, options);
}
