/** What the suite keeps in the user's cache folder, per Python: virtual environments, and the sources of projects. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../run-process.mjs';

const projectsFolder = process.env.TAIPAN_PROJECTS_DIR ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'taipan-projects');

/** Of one installation, in milliseconds. */
const timeLimit = 600_000;

/** Something that the machine lacks: one line for the user. */
export class Missing extends Error {}

async function must(command, args, what) {
  const result = await runProcess(command, args, { limit: timeLimit });
  if (result.exit !== 0) throw new Missing(`${what} failed: ${result.text.trim().split('\n').at(-1)}`);
}

const pip = ['-m', 'pip', '--quiet', '--disable-pip-version-check'];

export const folderOf = (interpreter, ...names) => join(projectsFolder, interpreter.version, ...names);

/** The `python` of a virtual environment with these packages, made on first use. */
export async function ensureEnvironment(interpreter, name, requirements) {
  const folder = folderOf(interpreter, 'environments', name);
  const [python, stamp, list] = [join(folder, 'bin', 'python'), join(folder, 'requirements.txt'), requirements.join('\n')];
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === list) return python;
  rmSync(folder, { recursive: true, force: true });
  await must(interpreter.executable, ['-m', 'venv', folder], `making ${folder}`);
  await must(python, [...pip, 'install', ...requirements], `installing ${requirements.join(', ')}`);
  writeFileSync(stamp, list);
  return python;
}

/** The folder with the sources of a project, tests included, as its authors released them. */
export async function ensureSources(interpreter, python, { name, version }) {
  const parent = folderOf(interpreter, 'sources');
  const folder = join(parent, `${name}-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(parent, { recursive: true });
  const temporary = mkdtempSync(join(parent, 'download-'));
  try {
    await must(python, [...pip, 'download', '--no-deps', '--no-binary', name, '--dest', temporary, `${name}==${version}`], `downloading ${name} ${version}`);
    const [archive] = readdirSync(temporary);
    await must(python, ['-m', 'tarfile', '-e', join(temporary, archive), join(temporary, 'unpacked')], `unpacking ${archive}`);
    const [top] = readdirSync(join(temporary, 'unpacked'));
    renameSync(join(temporary, 'unpacked', top), folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}
