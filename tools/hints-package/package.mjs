#!/usr/bin/env node
/** `npm run package:hints`: the Python package `taipan` as a wheel in `artifacts`, which pip installs. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArguments } from '../arguments.mjs';
import { findPython, root } from '../setup.mjs';

/** Builds the wheel with any Python 3 and answers its path; ends the program if that fails. */
export function packageHints(python, folder = join(root, 'artifacts')) {
  const { status, stdout, stderr, error } = spawnSync(python, [join(root, 'runtime/hints/wheel.py'), folder], { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  console.error(`taipan: the wheel could not be built: ${stderr || error?.message}`);
  process.exit(2);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  readArguments(import.meta.url, { options: {} });
  console.log(packageHints(findPython() ?? 'python3'));
}
