/** The language status item of Python files: whether the server runs and what the last build said, the log one click away. */
import { Disposable, languages, LanguageStatusSeverity } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { State } from 'vscode-languageclient/node';

export interface Status extends Disposable {
  readonly tellBuild: (counted: string) => void;
}

export function createStatus(client: LanguageClient): Status {
  const item = languages.createLanguageStatusItem('taipan.status', { language: 'python' });
  item.name = 'Taipan';
  item.command = { command: 'taipan.showOutput', title: 'Show output' };
  const show = (state: State): void => {
    item.busy = state !== State.Running && state !== State.Stopped;
    item.severity = state === State.Stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.text = state === State.Running ? 'Taipan' : state === State.Stopped ? 'Taipan: stopped' : 'Taipan: starting';
  };
  show(client.state);
  const disposable = Disposable.from(
    item,
    client.onDidChangeState(({ newState }) => show(newState)),
  );
  return {
    dispose: () => disposable.dispose(),
    tellBuild(counted) {
      item.detail = `last build: ${counted}`;
    },
  };
}
