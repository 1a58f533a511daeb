/**
 * Runs a native program in a terminal, as a task without a shell: the terminal stays when the program ends, says its
 * exit code, and is used again by the next run.
 */
import { basename, dirname } from 'node:path';
import type { Uri } from 'vscode';
import { ProcessExecution, Task, TaskPanelKind, TaskRevealKind, TaskScope, tasks, workspace } from 'vscode';

/** In the folder of the source, where the interpreter would be started too. */
export async function runInTerminal(program: string, source: Uri): Promise<void> {
  const task = new Task(
    { type: 'process' },
    workspace.getWorkspaceFolder(source) ?? TaskScope.Global,
    `run ${basename(program)}`,
    'Taipan',
    new ProcessExecution(program, [], { cwd: dirname(source.fsPath) }),
  );
  task.presentationOptions = { reveal: TaskRevealKind.Always, panel: TaskPanelKind.Dedicated, clear: true, focus: false };
  await tasks.executeTask(task);
}
