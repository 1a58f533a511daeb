/** Entry of the extension: starts the language server and gives the user its commands and its status. */
import type { ExtensionContext } from 'vscode';
import { commands, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { DidChangeConfigurationNotification } from 'vscode-languageclient/node';
import { createClient } from './client.js';
import { registerCodeLens } from './code-lens.js';
import { registerFileCommands } from './file-commands.js';
import { watchChosenInterpreter } from './interpreter.js';
import { createStatus } from './status.js';

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('Taipan', { log: true });
  const current = createClient(context, output);
  client = current;
  const status = createStatus(current);
  context.subscriptions.push(
    output,
    status,
    ...registerFileCommands({ client: current, output, status }),
    ...registerCodeLens(),
    commands.registerCommand('taipan.restartServer', () => current.restart()),
    commands.registerCommand('taipan.showOutput', () => output.show()),
  );
  try {
    await current.start();
    const watching = await watchChosenInterpreter(() => {
      // The server asks again for its settings, the interpreter among them.
      if (current.isRunning()) void current.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    });
    if (watching !== undefined) context.subscriptions.push(watching);
  } catch (failure) {
    // The commands stay, so that the user can read the output and restart.
    output.error(failure instanceof Error ? failure : String(failure));
  }
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
  client = undefined;
}
