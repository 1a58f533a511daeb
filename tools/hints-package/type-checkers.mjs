/** mypy, pyright and ty, pinned, in a virtual environment in the user's cache. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const checkers = ['mypy==2.4.1', 'pyright==1.1.414', 'ty==0.0.108'];

/** A virtual environment with the type checkers, made on first use. */
export function ensureCheckers(python) {
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'taipan-type-checkers');
  const inside = join(folder, 'bin', 'python');
  const wanted = checkers.map((each) => each.split('==')[0]);
  if (wanted.every((name) => existsSync(join(folder, 'bin', name)))) return folder;
  console.log(`Installing ${checkers.join(', ')} in ${folder} ...`);
  for (const [command, args] of [[python, ['-m', 'venv', '--clear', folder]], [inside, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...checkers]]]) {
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status === 0) continue;
    console.error(`taipan: the type checkers could not be installed: ${stderr}`);
    process.exit(2);
  }
  return folder;
}
