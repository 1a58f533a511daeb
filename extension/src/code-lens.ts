/** `Run native | Build native` above the line that starts a program: one place in a file, where one looks for it. */
import type { Disposable, TextDocument } from 'vscode';
import { CodeLens, EventEmitter, languages, workspace } from 'vscode';

const startOfProgram = /^if\s+__name__\s*==\s*(['"])__main__\1\s*:/;

function lensesOf(document: TextDocument): CodeLens[] {
  if (!workspace.isTrusted || !workspace.getConfiguration('taipan.codeLens', document).get('enabled', true)) return [];
  for (let number = document.lineCount - 1; number >= 0; number -= 1) {
    const { text, range } = document.lineAt(number);
    if (!startOfProgram.test(text)) continue;
    return [
      new CodeLens(range, { title: '$(zap) Run native', command: 'taipan.runFile' }),
      new CodeLens(range, { title: 'Build native', command: 'taipan.buildFile' }),
    ];
  }
  return [];
}

export function registerCodeLens(): Disposable[] {
  const changed = new EventEmitter<void>();
  return [
    changed,
    workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('taipan.codeLens')) changed.fire();
    }),
    languages.registerCodeLensProvider(
      { language: 'python', scheme: 'file' },
      { onDidChangeCodeLenses: changed.event, provideCodeLenses: lensesOf },
    ),
  ];
}
