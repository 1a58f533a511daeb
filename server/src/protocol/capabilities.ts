/** What the server offers, and what it needs to know of the client, both from the `initialize` request. */
import type { InitializeParams, InitializeResult } from 'vscode-languageserver/node';
import { PositionEncodingKind, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { codeActionKinds } from '../handlers/code-actions.js';
import { commandNames } from '../handlers/command-table.js';

export interface ClientAbilities {
  readonly configuration: boolean;
  readonly dynamicConfiguration: boolean;
  readonly workDoneProgress: boolean;
  readonly refreshInlayHints: boolean;
}

export function readClientAbilities(parameters: InitializeParams): ClientAbilities {
  const { workspace, window } = parameters.capabilities;
  return {
    configuration: workspace?.configuration === true,
    dynamicConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    workDoneProgress: window?.workDoneProgress === true,
    refreshInlayHints: workspace?.inlayHint?.refreshSupport === true,
  };
}

/** UTF-16 is what every client speaks and what JavaScript strings count, so no other encoding is negotiated. */
export function initializeResult(): InitializeResult {
  return {
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      inlayHintProvider: true,
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: [...codeActionKinds] },
      completionProvider: { triggerCharacters: ['.'] },
      executeCommandProvider: { commands: [...commandNames], workDoneProgress: true },
    },
    serverInfo: { name: 'taipan', version: '0.1.0' },
  };
}
