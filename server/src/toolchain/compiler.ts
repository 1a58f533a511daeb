/** The C++ compiler of this machine: the first of those that we know how to call. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BuildError } from './build-error.js';

const compilers = ['g++', 'clang++'] as const;

function onPath(command: string): string | undefined {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '').map((folder) => join(folder, command)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  });
}

/** Its full path, so that ninja's shell finds the one that we found. */
export function findCompiler(): string {
  const [found] = compilers.flatMap((command) => onPath(command) ?? []);
  if (found === undefined) throw new BuildError('no C++ compiler is installed (on Debian or Ubuntu: apt-get install g++); `taipan doctor` lists all that is missing', 2);
  return found;
}
