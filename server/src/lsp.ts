/**
 * The language server on standard input and output: wires the protocol to the handlers, which know the compiler only
 * as the analysis of one file. Started by `taipan lsp --stdio` and by the extension.
 */
import {
  createConnection,
  DidChangeConfigurationNotification,
  ExecuteCommandRequest,
  LSPErrorCodes,
  ProposedFeatures,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { answerCodeActions } from './handlers/code-actions.js';
import { executeCommand } from './handlers/commands.js';
import { publishDiagnostics } from './handlers/diagnostics.js';
import { completeHints } from './handlers/hint-help.js';
import { answerHover } from './handlers/hover.js';
import { answerInlayHints } from './handlers/inlay-hints.js';
import type { Analyze } from './protocol/analysis.js';
import { emptyAnalysis } from './protocol/analysis.js';
import type { ClientAbilities } from './protocol/capabilities.js';
import { initializeResult, readClientAbilities } from './protocol/capabilities.js';
import { describeFailure, guardNotification, guardRequest } from './protocol/guard.js';
import { createProgressOpener } from './protocol/progress.js';
import { createAnalyses } from './workspace/analyses.js';
import { createAnalyzer } from './workspace/analyze.js';
import { createBuildNotes } from './workspace/build-notes.js';
import type { Settings } from './workspace/settings.js';
import { defaultSettings, readPushedSettings, readSettings } from './workspace/settings.js';
import { targetOf } from './workspace/target-version.js';

/** Messages are read one a turn of the event loop. */
const turnsToTakeBack = 4;
const nextTurn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** How long a silent interpreter, or a client that does not tell its settings, keeps diagnostics back. */
const holdMilliseconds = 2000;

export function startLanguageServer(): void {
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout),
  );
  const log = (message: string): void => connection.console.error(message);
  process.on('uncaughtException', (failure) => log(`uncaught: ${describeFailure(failure)}`));
  process.on('unhandledRejection', (failure) => log(`unhandled rejection: ${describeFailure(failure)}`));

  const progress = createProgressOpener(connection);
  let settings: Settings = defaultSettings;
  let initialSettings: Settings = defaultSettings;
  let abilities: ClientAbilities | undefined;
  let analyze: Analyze = () => emptyAnalysis;
  const documents = new TextDocuments(TextDocument);
  const analyses = createAnalyses((file) => analyze(file), log);
  const notes = createBuildNotes();
  const publisher = publishDiagnostics(connection, documents, analyses, notes, log);

  connection.onInitialize(async (parameters) => {
    abilities = readClientAbilities(parameters);
    progress.listen(abilities.workDoneProgress);
    initialSettings = readSettings(parameters.initializationOptions);
    settings = initialSettings;
    try {
      // Awaited before the answer, so that no file is ever analyzed by a half-made analyzer.
      analyze = await createAnalyzer();
    } catch (failure) {
      log(`the analysis is not available: ${describeFailure(failure)}`);
    }
    setTimeout(() => publisher.release(), holdMilliseconds).unref();
    // Others are asked for their settings first, which they may not be before they are initialized.
    if (!abilities.configuration) void followInterpreter();
    return initializeResult();
  });

  async function followInterpreter(): Promise<void> {
    const { pythonPath } = settings;
    const target = await targetOf(pythonPath);
    // The settings may have changed while it was asked.
    if (settings.pythonPath !== pythonPath) return;
    if (analyses.retarget(target)) publisher.publishAll();
    publisher.release();
  }

  /** Follows the interpreter and the switches of the settings. */
  async function applySettings(): Promise<void> {
    await followInterpreter();
    if (abilities?.refreshInlayHints) await connection.languages.inlayHint.refresh();
  }

  async function refreshSettings(pushed: unknown): Promise<void> {
    settings = abilities?.configuration
      ? readSettings(await connection.workspace.getConfiguration('taipan'), initialSettings)
      : readPushedSettings(pushed, settings);
    await applySettings();
  }

  connection.onInitialized(
    guardNotification('initialized', log, async () => {
      if (abilities?.dynamicConfiguration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: 'taipan' });
      }
      if (abilities?.configuration) await refreshSettings(undefined);
      else await applySettings();
    }),
  );
  connection.onDidChangeConfiguration(
    guardNotification('workspace/didChangeConfiguration', log, (change) => refreshSettings(change.settings)),
  );


  connection.languages.inlayHint.on(
    guardRequest('textDocument/inlayHint', log, async ({ textDocument, range }, token) => {
      // While one types, what was asked for a moment ago is taken back: that is read before anything is worked out.
      for (let turn = 0; turn < turnsToTakeBack; turn++) await nextTurn();
      if (token.isCancellationRequested) return new ResponseError<void>(LSPErrorCodes.RequestCancelled, 'taken back');
      const document = documents.get(textDocument.uri);
      return document === undefined ? [] : answerInlayHints(analyses.of(document), range, settings);
    }),
  );
  connection.onHover(
    guardRequest('textDocument/hover', log, ({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      return document === undefined ? null : answerHover(document, analyses.of(document), position);
    }),
  );
  connection.onCodeAction(
    guardRequest('textDocument/codeAction', log, ({ textDocument, range, context }) => {
      const document = documents.get(textDocument.uri);
      return document === undefined ? [] : answerCodeActions(document.uri, analyses.of(document), range, context.only);
    }),
  );
  connection.onCompletion(
    guardRequest('textDocument/completion', log, ({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      return document === undefined ? [] : completeHints(document, position);
    }),
  );
  // Not `onExecuteCommand`, which takes the progress token out of the parameters and keeps it for itself.
  connection.onRequest(
    ExecuteCommandRequest.type,
    guardRequest('workspace/executeCommand', log, (parameters, token) =>
      executeCommand(parameters, token, settings, progress, (entry, printed) => {
        notes.take(entry, printed);
        publisher.publishAll();
      }),
    ),
  );

  documents.listen(connection);
  connection.listen();
}
