/** The interpreter that a program is built for: its version, where its headers and its library are. */
import { spawnSync } from 'node:child_process';
import { type TargetMinor, targetMinors } from '@taipan/compiler-core';
import { BuildError } from './build-error.js';

export interface Interpreter {
  readonly executable: string;
  readonly minor: TargetMinor;
  /** Major, minor and micro, as the interpreter says. */
  readonly version: string;
  readonly includeFolder: string;
  readonly libraryFolder: string;
  /** `python3.11`, as the linker's `-l` takes it. */
  readonly libraryName: string;
}

const probe = `
import json, os, sys, sysconfig
get = sysconfig.get_config_var
print(json.dumps({
    "executable": sys.executable, "minor": sys.version_info[1], "major": sys.version_info[0],
    "version": sys.version.split()[0], "includeFolder": sysconfig.get_path("include"),
    "libraryFolder": get("LIBDIR"), "libraryName": "python" + get("LDVERSION"),
    "hasHeaders": os.path.exists(os.path.join(sysconfig.get_path("include"), "internal", "pycore_frame.h")),
    "isShared": bool(get("Py_ENABLE_SHARED")),
}))
`;

type Answer = Omit<Interpreter, 'minor'> & { readonly major: number; readonly minor: number; readonly hasHeaders: boolean; readonly isShared: boolean };

export function inspectInterpreter(python: string): Interpreter {
  const result = spawnSync(python, ['-c', probe], { encoding: 'utf8' });
  if (result.error !== undefined || result.status !== 0) throw new BuildError(`'${python}' is not a Python interpreter that runs here; name one with --python`, 2);
  const answer = JSON.parse(result.stdout) as Answer;
  const minor = targetMinors.find((candidate) => answer.major === 3 && candidate === answer.minor);
  if (minor === undefined) throw new BuildError(`'${python}' is Python ${answer.version}; supported are ${targetMinors.map((candidate) => `3.${candidate}`).join(', ')}`, 2);
  if (!answer.hasHeaders) throw new BuildError(`the headers of Python ${answer.version} are missing (on Debian or Ubuntu: apt-get install python3-dev)`, 2);
  if (!answer.isShared) throw new BuildError(`Python ${answer.version} has no shared library; build it with --enable-shared`, 2);
  return { ...answer, minor };
}
