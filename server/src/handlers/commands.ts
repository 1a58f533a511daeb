/**
 * Answers `workspace/executeCommand`: runs the command line on the file named, shows what it prints as progress, and
 * stops it when the request or the progress is cancelled.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CancellationToken, ExecuteCommandParams } from 'vscode-languageserver/node';
import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { ProgressOpener } from '../protocol/progress.js';
import { makeFolder } from '../toolchain/cache.js';
import { findCommandLine, runCommandLine } from '../workspace/command-line.js';
import type { Settings } from '../workspace/settings.js';
import { targetOf } from '../workspace/target-version.js';
import type { CommandRequest } from './command-table.js';
import { commandTable } from './command-table.js';

export interface CommandResult {
  /** The path written, or the text printed, as the command's row says. */
  readonly output: string;
  readonly exitCode: number;
  readonly stderr: string;
  /** What the command line says of a file that it wrote. */
  readonly summary?: string;
}

function invalid(message: string): ResponseError<void> {
  return new ResponseError<void>(ErrorCodes.InvalidParams, message);
}

/** The first argument is `{ uri, arguments?, output? }`; anything else is the caller's mistake and said to be. */
async function readRequest(parameters: ExecuteCommandParams, settings: Settings): Promise<CommandRequest> {
  const first: unknown = parameters.arguments?.[0];
  if (typeof first !== 'object' || first === null) throw invalid(`${parameters.command} needs [{ "uri": ... }]`);
  const given = first as { readonly uri?: unknown; readonly arguments?: unknown; readonly output?: unknown };
  if (typeof given.uri !== 'string') throw invalid(`${parameters.command} needs the "uri" of a file`);
  const uri = URI.parse(given.uri);
  if (uri.scheme !== 'file') throw invalid(`only files on disk can be compiled, not ${given.uri}`);
  const programArguments = Array.isArray(given.arguments) ? given.arguments.map(String) : [];
  const output = typeof given.output === 'string' ? given.output : undefined;
  const target = await targetOf(settings.pythonPath);
  return { file: uri.fsPath, pythonPath: settings.pythonPath, target, programArguments, output };
}

function lastLine(text: string): string | undefined {
  return text.trimEnd().split('\n').at(-1)?.trim();
}

/** A folder that nobody asked for by name is kept out of the user's version control. */
function makeOutputFolder(folder: string, request: CommandRequest): void {
  makeFolder(folder);
  const ignored = join(folder, '.gitignore');
  if (request.output === undefined && !existsSync(ignored)) writeFileSync(ignored, '*\n');
}

/** The one line that tells why: of a Python error the last, which names it; else the first, which the others explain. */
function reasonOf(detail: string, exitCode: number): string {
  if (detail === '') return `exit code ${exitCode}`;
  const last = lastLine(detail) ?? '';
  if (/^\w+Error: /.test(last)) return last;
  const first = (detail.split('\n', 1)[0] ?? detail).replace(/^taipan: /, '');
  // `the C++ build failed:`, and then what the C++ compiler says.
  const error = first.endsWith(':') ? /error: .+/.exec(detail)?.[0] : undefined;
  return error === undefined ? first.replace(/:$/, '') : `${first} ${error}`;
}

export async function executeCommand(
  parameters: ExecuteCommandParams,
  cancellation: CancellationToken,
  settings: Settings,
  progressOpener: ProgressOpener,
  onBuilt: (entry: string, printed: string) => void,
): Promise<CommandResult> {
  const row = Object.hasOwn(commandTable, parameters.command) ? commandTable[parameters.command] : undefined;
  if (row === undefined) throw invalid(`unknown command ${parameters.command}`);
  const request = await readRequest(parameters, settings);
  const script = findCommandLine();
  if (script === undefined) {
    throw new ResponseError<void>(LSPErrorCodes.RequestFailed, 'the taipan command line is not installed');
  }
  const plan = row.plan(request);
  if (plan.output.kind === 'file') makeOutputFolder(dirname(plan.output.path), request);

  const progress = await progressOpener.open(row.title, parameters.workDoneToken, cancellation);
  try {
    const result = await runCommandLine(
      script,
      plan.arguments,
      dirname(request.file),
      progress.cancellation,
      progress.report,
    );
    if (result.cancelled) throw new ResponseError<void>(LSPErrorCodes.RequestCancelled, `${row.title}: cancelled`);
    if (result.exitCode > plan.highestExitCode) {
      const detail = (result.stderr.trim() || result.stdout.trim()).slice(-4000);
      const message = `${row.title} failed: ${reasonOf(detail, result.exitCode)}\n${detail}`.trimEnd();
      throw new ResponseError<void>(LSPErrorCodes.RequestFailed, message);
    }
    const { exitCode, stdout, stderr } = result;
    if (plan.output.kind === 'text') return { output: stdout, exitCode, stderr };
    onBuilt(request.file, stdout);
    return { output: plan.output.path, exitCode, stderr, summary: stdout.trim() };
  } finally {
    progress.end();
  }
}
