/** Copies of CPython's tests that run as programs; in one place, so that each builds once. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

function folderFor(python, ...names) {
  const folder = join(tmpdir(), `taipan-cpython-${python.version}`, ...names);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A copy of a test file that runs its tests where only `python -m test` would; what it takes from its package is `test`'s. */
export function copyThatRuns(python, file, name) {
  const copy = join(folderFor(python), `${name}.py`);
  const text = readFileSync(file, 'utf8').replace(/^( *from )\.(\w*)/gm, (_, from, name) => `${from}test${name && '.'}${name}`).replace(/\nif __name__ == ["']__main__["']:[\s\S]*$/, '');
  writeFileSync(copy, `${text}\n\nif __name__ == '__main__':\n    import unittest\n    unittest.main()\n`);
  return copy;
}

/** Whether a package collects the tests of the modules in it. */
export function isPackageOfTests(file) {
  return basename(file) === '__init__.py' && /^def load_tests/m.test(readFileSync(file, 'utf8'));
}

/** Whether a module asks for others by its own package, which a program has none of. */
export function importsFromItsPackage(file) {
  return /^from \./m.test(readFileSync(file, 'utf8'));
}

/** The dotted names of the test modules in a package and in those below it. */
function testModules(folder, name) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return existsSync(join(path, '__init__.py')) ? testModules(path, `${name}.${entry.name}`) : [];
    return /^test_.*\.py$/.test(entry.name) ? [`${name}.${entry.name.slice(0, -'.py'.length)}`] : [];
  });
}

/** A copy of a package of tests below one named `test`, as it is named in the original, and a program that imports and runs them all. */
export function copyPackage(python, file, name) {
  const folder = folderFor(python, 'packages', name);
  const copy = join(folder, 'test', name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(dirname(file), copy, { recursive: true, filter: (path) => basename(path) !== '__pycache__' });
  writeFileSync(join(folder, 'test', '__init__.py'), `__path__.append(${JSON.stringify(python.folder)})\n`);
  const program = join(folder, 'main.py');
  const imports = testModules(copy, `test.${name}`).map((each) => `try:\n    import ${each}\n    modules.append('${each}')\nexcept unittest.SkipTest:\n    pass\n`);
  writeFileSync(program, `import sys, unittest\nmodules = []\n${imports.join('')}unittest.main(None, argv=[*sys.argv, *modules])\n`);
  return program;
}
