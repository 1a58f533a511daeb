/** `taipan doctor`: what a native build needs and this machine lacks, with the exact command that installs it. */
import { spawnSync } from 'node:child_process';
import { targetMinors } from '@taipan/compiler-core';
import { exitCodes } from './exit-codes.js';

interface Need {
  readonly what: string;
  readonly commands: readonly (readonly [string, ...string[]])[];
  readonly debianPackage: string;
}

const headersProbe = `import os, sys, sysconfig; h = os.path.join(sysconfig.get_path("include"), "Python.h"); print(sys.version.split()[0], h)
sys.exit(not (sys.version_info[0] == 3 and sys.version_info[1] in [${targetMinors.join(', ')}] and not sysconfig.get_config_var("Py_GIL_DISABLED") and os.path.exists(h)))`;

function needs(python: string): readonly Need[] {
  return [
    { what: 'C++ compiler', commands: [['g++', '--version'], ['clang++', '--version']], debianPackage: 'g++' },
    { what: 'ninja', commands: [['ninja', '--version']], debianPackage: 'ninja-build' },
    { what: `Python 3.${targetMinors[0]} to 3.${targetMinors.at(-1)} with headers`, commands: [[python, '-c', headersProbe]], debianPackage: 'python3-dev' },
  ];
}

function firstAnswer(commands: Need['commands']): string | undefined {
  for (const [command, ...args] of commands) {
    const result = spawnSync(command, args, { encoding: 'utf8' });
    if (result.status === 0) return result.stdout.split('\n')[0];
  }
  return undefined;
}

export function doctor(python: string): number {
  const rows = needs(python).map((need) => ({ need, answer: firstAnswer(need.commands) }));
  for (const { need, answer } of rows) console.log(`${answer === undefined ? 'missing' : 'ok     '}  ${need.what}${answer === undefined ? '' : `: ${answer}`}`);
  const missing = rows.filter((row) => row.answer === undefined).map((row) => row.need.debianPackage);
  if (missing.length === 0) return exitCodes.ok;
  console.log(`Install on Debian or Ubuntu with: sudo apt-get install -y ${missing.join(' ')}`);
  return exitCodes.environment;
}
