/**
 * The commands on the file in the active editor. Each saves it, because the compiler reads the disk, and asks the
 * server, which shows progress with a Cancel button; then the user is told what came of it.
 */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Disposable, LogOutputChannel, TextDocument } from 'vscode';
import { commands, env, ProgressLocation, Uri, ViewColumn, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { ExecuteCommandRequest, LSPErrorCodes, ResponseError, WorkDoneProgress } from 'vscode-languageclient/node';
import { runInTerminal } from './run-in-terminal.js';
import type { Status } from './status.js';

interface CommandResult {
  readonly output: string;
  readonly exitCode: number;
  readonly stderr: string;
  readonly summary?: string;
}

export interface CommandSurroundings {
  readonly client: LanguageClient;
  readonly output: LogOutputChannel;
  readonly status: Status;
}

type Present = (result: CommandResult, document: TextDocument, surroundings: CommandSurroundings) => Promise<void> | void;

/** The last line counts the functions, `path: 4 of 5 functions native`; those before it say why some are not. */
function tellOfBuild(result: CommandResult, { output, status }: CommandSurroundings): string {
  const lines = (result.summary ?? '').split('\n');
  for (const line of lines) output.info(line);
  const counted = /: (\d+ of \d+ functions native)$/.exec(lines.at(-1) ?? '')?.[1];
  if (counted !== undefined) status.tellBuild(counted);
  return counted ?? 'built';
}

async function presentBuild(result: CommandResult, document: TextDocument, surroundings: CommandSurroundings): Promise<void> {
  const told = tellOfBuild(result, surroundings);
  const run = 'Run';
  const reveal = 'Reveal';
  const copyPath = 'Copy Path';
  const choice = await window.showInformationMessage(`Built ${workspace.asRelativePath(result.output)}: ${told}`, run, reveal, copyPath);
  if (choice === run) await runInTerminal(result.output, document.uri);
  if (choice === reveal) await commands.executeCommand('revealFileInOS', Uri.file(result.output));
  if (choice === copyPath) await env.clipboard.writeText(result.output);
}

async function presentRun(result: CommandResult, document: TextDocument, surroundings: CommandSurroundings): Promise<void> {
  tellOfBuild(result, surroundings);
  await runInTerminal(result.output, document.uri);
}

function presentText(result: CommandResult, _document: TextDocument, { output }: CommandSurroundings): void {
  if (result.output !== '') output.append(result.output);
  if (result.stderr !== '') output.append(result.stderr);
  output.info(`Ended with exit code ${result.exitCode}`);
  output.show(true);
}

async function presentCpp(result: CommandResult): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'cpp', content: result.output });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true });
}

function activePythonFile(): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === 'python' && document.uri.scheme === 'file' ? document : undefined;
}

/** With the server's steps in a notification of our own, as the client library's has no button to cancel. */
function askServer(command: string, title: string, document: TextDocument, { client }: CommandSurroundings): Thenable<CommandResult> {
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (progress, cancellation) => {
    const workDoneToken = randomUUID();
    const steps = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind === 'report' && value.message !== undefined) progress.report({ message: value.message });
    });
    try {
      const uri = client.code2ProtocolConverter.asUri(document.uri);
      return await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [{ uri }], workDoneToken }, cancellation);
    } finally {
      steps.dispose();
    }
  });
}

async function execute(command: string, title: string, present: Present, surroundings: CommandSurroundings): Promise<void> {
  if (!workspace.isTrusted) {
    void window.showWarningMessage('Taipan builds and runs files in trusted workspaces only.');
    return;
  }
  const document = activePythonFile();
  if (document === undefined) {
    void window.showWarningMessage('Open a Python file on disk first.');
    return;
  }
  if (document.isDirty && !(await document.save())) return;
  const { output } = surroundings;
  try {
    const result = await askServer(command, `${title} ${basename(document.fileName)}`, document, surroundings);
    await present(result, document, surroundings);
  } catch (failure) {
    if (failure instanceof ResponseError && failure.code === LSPErrorCodes.RequestCancelled) return;
    const message = failure instanceof Error ? failure.message : String(failure);
    output.error(message);
    const showOutput = 'Show Output';
    const choice = await window.showErrorMessage(message.split('\n', 1)[0] ?? message, showOutput);
    if (choice === showOutput) output.show();
  }
}

export function registerFileCommands(surroundings: CommandSurroundings): Disposable[] {
  const register = (name: string, command: string, title: string, present: Present): Disposable =>
    commands.registerCommand(name, () => execute(command, title, present, surroundings));
  return [
    register('taipan.buildFile', 'taipan.build', 'Building', presentBuild),
    // Built by the server, so that there is progress, and run in a terminal, so that it can be typed to.
    register('taipan.runFile', 'taipan.build', 'Building', presentRun),
    register('taipan.verifyFile', 'taipan.verify', 'Comparing', presentText),
    register('taipan.showGeneratedCpp', 'taipan.showCpp', 'Generating C++ of', presentCpp),
  ];
}
