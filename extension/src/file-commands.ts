/**
 * The commands on the file in the active editor. Each saves it, because the compiler reads the disk, and asks the
 * server, which shows progress with a Cancel button; then the user is told what came of it.
 */
import type { Disposable, LogOutputChannel, TextDocument } from 'vscode';
import { commands, env, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { ExecuteCommandRequest, LSPErrorCodes, ResponseError } from 'vscode-languageclient/node';

interface CommandResult {
  readonly output: string;
  readonly exitCode: number;
  readonly stderr: string;
}

type Present = (result: CommandResult, output: LogOutputChannel) => Promise<void> | void;

async function presentBuild(result: CommandResult): Promise<void> {
  const reveal = 'Reveal';
  const copyPath = 'Copy Path';
  const choice = await window.showInformationMessage(`Compiled to ${result.output}`, reveal, copyPath);
  if (choice === reveal) await commands.executeCommand('revealFileInOS', Uri.file(result.output));
  if (choice === copyPath) await env.clipboard.writeText(result.output);
}

function presentText(result: CommandResult, output: LogOutputChannel): void {
  if (result.output !== '') output.append(result.output);
  if (result.stderr !== '') output.append(result.stderr);
  output.info(`Ended with exit code ${result.exitCode}`);
  output.show(true);
}

function activePythonFile(): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === 'python' && document.uri.scheme === 'file' ? document : undefined;
}

async function execute(
  client: LanguageClient,
  output: LogOutputChannel,
  command: string,
  present: Present,
): Promise<void> {
  if (!workspace.isTrusted) {
    void window.showWarningMessage('Taipan compiles and runs files in trusted workspaces only.');
    return;
  }
  const document = activePythonFile();
  if (document === undefined) {
    void window.showWarningMessage('Open a Python file on disk first.');
    return;
  }
  if (document.isDirty && !(await document.save())) return;
  try {
    const result: CommandResult = await client.sendRequest(ExecuteCommandRequest.type, {
      command,
      arguments: [{ uri: client.code2ProtocolConverter.asUri(document.uri) }],
    });
    await present(result, output);
  } catch (failure) {
    if (failure instanceof ResponseError && failure.code === LSPErrorCodes.RequestCancelled) return;
    const message = failure instanceof Error ? failure.message : String(failure);
    output.error(message);
    const showOutput = 'Show Output';
    const choice = await window.showErrorMessage(`Taipan: ${message.split('\n', 1)[0]}`, showOutput);
    if (choice === showOutput) output.show();
  }
}

export function registerFileCommands(client: LanguageClient, output: LogOutputChannel): Disposable[] {
  const register = (name: string, command: string, present: Present): Disposable =>
    commands.registerCommand(name, () => execute(client, output, command, present));
  return [
    register('taipan.buildFile', 'taipan.build', presentBuild),
    register('taipan.runFile', 'taipan.run', presentText),
    register('taipan.verifyFile', 'taipan.verify', presentText),
  ];
}
