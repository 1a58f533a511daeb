/** What a user does with the extension, in order, in a real VS Code with the VSIX installed. */
import { equal, match, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { InlayHint, Range, TextDocument } from 'vscode';
import { commands, extensions, languages, Position, Range as EditorRange, Selection, Uri, window, workspace } from 'vscode';
import { chooseInPalette, photograph, see } from './driver.js';

export interface Step {
  readonly name: string;
  /** Answers why the step does not apply, where it does not. */
  readonly run: () => Promise<string | undefined> | Promise<void>;
}

const patienceMilliseconds = 60_000;

async function until<Value>(what: string, look: () => Promise<Value | undefined> | Value | undefined): Promise<Value> {
  for (const deadline = Date.now() + patienceMilliseconds; Date.now() < deadline; ) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`this did not happen: ${what}`);
}

function fileOfWorkspace(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no folder is open');
  return Uri.joinPath(folder.uri, name);
}

async function open(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(fileOfWorkspace(name));
  await window.showTextDocument(document);
  return document;
}

function everything(document: TextDocument): Range {
  return new EditorRange(0, 0, document.lineCount, 0);
}

/** Opens the hover there, as a pointer at rest does. */
async function hoverAt(position: Position): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) throw new Error('no editor is open');
  editor.selection = new Selection(position, position);
  await commands.executeCommand('editor.action.showHover');
}

function labelOf(hint: InlayHint): string {
  return typeof hint.label === 'string' ? hint.label : hint.label.map(({ value }) => value).join('');
}

function ours(document: TextDocument): string[] {
  return languages.getDiagnostics(document.uri).flatMap((found) => (found.source === 'taipan' ? [found.message] : []));
}

/** The program of the build steps and what it prints are beside each other in the workspace. */
const program = 'primes.py';

export const steps: readonly Step[] = [
  {
    name: 'the installed extension starts with a Python file',
    async run() {
      await open(program);
      const extension = extensions.getExtension('taipan.taipan-vscode');
      ok(extension !== undefined, 'the VSIX is not installed');
      await until('the extension is active', () => extension.isActive || undefined);
    },
  },
  {
    name: 'a syntax error is marked, with the text of CPython, until it is mended',
    async run() {
      const document = await open('mistake.py');
      const found = await until('a diagnostic', () => ours(document)[0]);
      equal(found, "duplicate argument 'width' in function definition");
      await commands.executeCommand('editor.action.marker.next');
      await see('duplicate argument');
      await photograph('1-syntax-error');
      await window.activeTextEditor?.edit((edit) => edit.replace(document.lineAt(3).range, 'def area(width, height):'));
      await until('no diagnostic', () => (ours(document).length === 0 ? true : undefined));
      await document.save();
    },
  },
  {
    name: 'inlay hints and a folded constant are shown',
    async run() {
      const document = await open('hints.py');
      const hintsNow = (): Thenable<InlayHint[]> => commands.executeCommand('vscode.executeInlayHintProvider', document.uri, everything(document));
      const hints = await hintsNow();
      if (hints.length === 0) return 'the analysis gives no hints yet';
      const folded = hints.find((hint) => hint.position.line === 4 && /86400/.test(labelOf(hint)));
      ok(folded !== undefined, 'the folded constant of SECONDS has no hint');
      match(hints.map(labelOf).join(' '), /: float\?/);
      await see('86400');
      await hoverAt(new Position(4, 0));
      await photograph('2-hints');
      return undefined;
    },
  },
  {
    name: 'a command of the palette builds a native executable, with progress',
    async run() {
      await open(program);
      const executable = join(dirname(fileOfWorkspace(program).fsPath), '.taipan', 'primes');
      rmSync(executable, { force: true });
      const chosen = chooseInPalette('Taipan: Build Native Executable');
      await see('Building primes.py');
      await see('compiling C++');
      await photograph('3-building');
      await chosen;
      await until('the executable is there', () => existsSync(executable) || undefined);
      await see('functions native');
      await photograph('4-built');
      const native = execFileSync(executable, { encoding: 'utf8' });
      const interpreted = execFileSync('python3', [fileOfWorkspace(program).fsPath], { encoding: 'utf8' });
      equal(native, interpreted);
      match(native, /^1229 primes/);
    },
  },
  {
    name: 'another runs it in a terminal',
    async run() {
      await commands.executeCommand('notifications.clearAll');
      await chooseInPalette('Taipan: Build and Run Native Executable');
      await see('1229 primes below 10000');
      await photograph('5-run');
      await commands.executeCommand('workbench.action.closePanel');
    },
  },
  {
    name: 'a build that cannot succeed says why in one line',
    async run() {
      await open('broken.py');
      await chooseInPalette('Taipan: Build Native Executable');
      await see('failed: SyntaxError');
      await photograph('6-failed');
      await commands.executeCommand('notifications.clearAll');
    },
  },
];
