/**
 * Which interpreter the user chose in the Python extension, for those who leave `taipan.pythonPath` empty. Without that
 * extension there is no answer, and the command line looks for itself.
 */
import type { Disposable } from 'vscode';
import { extensions, Uri, workspace } from 'vscode';

/** The part of the Python extension's interface that is used here. */
interface PythonEnvironments {
  readonly getActiveEnvironmentPath: (resource?: Uri) => { readonly path: string };
  readonly resolveEnvironment: (
    environment: { readonly path: string },
  ) => Promise<{ readonly executable: { readonly uri?: Uri } } | undefined>;
  readonly onDidChangeActiveEnvironmentPath: (listener: () => void) => Disposable;
}

interface PythonExtension {
  readonly environments?: PythonEnvironments;
}

async function findEnvironments(): Promise<PythonEnvironments | undefined> {
  const extension = extensions.getExtension<PythonExtension | undefined>('ms-python.python');
  if (extension === undefined) return undefined;
  return (await extension.activate())?.environments;
}

/** An untrusted folder may choose no program to run, its virtual environment included. */
export async function chosenInterpreter(scope: string | undefined): Promise<string | undefined> {
  if (!workspace.isTrusted) return undefined;
  const environments = await findEnvironments();
  if (environments === undefined) return undefined;
  const resource = scope === undefined ? workspace.workspaceFolders?.[0]?.uri : Uri.parse(scope);
  const resolved = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(resource));
  return resolved?.executable.uri?.fsPath;
}

export async function watchChosenInterpreter(onChange: () => void): Promise<Disposable | undefined> {
  return (await findEnvironments())?.onDidChangeActiveEnvironmentPath(onChange);
}
