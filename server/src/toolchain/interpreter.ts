/** The interpreter that a program is built for: its version, where its headers and its library are. */
import { spawnSync } from 'node:child_process';
import { parseTarget, targetMinors, type TargetVersion } from '@taipan/compiler-core';
import { BuildError } from './build-error.js';

export interface Interpreter {
  readonly executable: string;
  readonly target: TargetVersion;
  /** Major, minor and micro, as the interpreter says. */
  readonly version: string;
  readonly includeFolder: string;
  readonly libraryFolder: string;
  /** `python3.11`, as the linker's `-l` takes it. */
  readonly libraryName: string;
  /** Whether programs can be linked with its library. */
  readonly isShared: boolean;
  /** `.cpython-311-x86_64-linux-gnu.so`: how it names extension modules. */
  readonly extensionSuffix: string;
}

const probe = `
import json, os, sys, sysconfig
get = sysconfig.get_config_var
print(json.dumps({
    "executable": sys.executable, "release": "%d.%d.%d" % sys.version_info[:3],
    "version": sys.version.split()[0], "includeFolder": sysconfig.get_path("include"),
    "libraryFolder": get("LIBDIR"), "libraryName": "python" + get("LDVERSION"),
    "hasHeaders": os.path.exists(os.path.join(sysconfig.get_path("include"), "internal", "pycore_frame.h")),
    "isFreeThreaded": bool(get("Py_GIL_DISABLED")), "isShared": bool(get("Py_ENABLE_SHARED")), "extensionSuffix": get("EXT_SUFFIX"),
}))
`;

type Answer = Omit<Interpreter, 'target'> & { readonly release: string; readonly hasHeaders: boolean; readonly isFreeThreaded: boolean };

const supported = targetMinors.map((minor) => `3.${minor}`).join(', ');

function readAnswer(text: string): Answer | undefined {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return undefined;
  }
}

export function inspectInterpreter(python: string): Interpreter {
  const result = spawnSync(python, ['-I', '-c', probe], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (result.error !== undefined || result.status !== 0) throw new BuildError(`'${python}' is not a Python interpreter that runs here; name one with --python`, 2);
  const answer = readAnswer(result.stdout);
  if (answer === undefined) throw new BuildError(`'${python}' does not answer as a Python interpreter; name one with --python`, 2);
  const target = parseTarget(answer.release);
  if (target === null) throw new BuildError(`'${python}' is Python ${answer.version}; supported are ${supported}`, 2);
  if (answer.isFreeThreaded) throw new BuildError(`'${python}' is a free-threaded Python ${answer.version}, for which programs cannot be compiled; name one with the global interpreter lock with --python`, 2);
  if (!answer.hasHeaders) throw new BuildError(`the headers of Python ${answer.version} are missing (on Debian or Ubuntu: apt-get install python3-dev)`, 2);
  return { ...answer, target };
}

/** The version alone, for commands that need no headers. */
export function targetOfInterpreter(python: string): TargetVersion {
  const result = spawnSync(python, ['-I', '-S', '-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (result.error !== undefined || result.status !== 0) throw new BuildError(`'${python}' is not a Python interpreter that runs here; name one with --python`, 2);
  const target = parseTarget(result.stdout.trim());
  if (target === null) throw new BuildError(`'${python}' is Python ${result.stdout.trim()}; supported are ${supported}`, 2);
  return target;
}
