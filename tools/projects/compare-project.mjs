/** A project under its own tests, once as it is and once with each module compiled. */
import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileModules } from '../library/compile-modules.mjs';
import { runProcess } from '../run-process.mjs';
import { ensureEnvironment, ensureSources, folderOf } from './environments.mjs';
import { differences, readOutcomes, reasonFor } from './outcomes.mjs';

const plugins = fileURLToPath(new URL('.', import.meta.url));

/** Of one run of a project's tests, in milliseconds. */
const timeLimit = 1_800_000;

function filesBelow(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true }).map((name) => join(path, name));
}

/** Tests are read by pytest, which rewrites their text; `__main__` is run by `runpy`, which runs no extension module. */
const isLeft = (file) => /(^|\/)tests?\//.test(file) || /^(test_.*|.*_test|conftest|__main__)\.py$/.test(basename(file));

/** The modules of a project's packages. What cannot be imported by name, such as a script with a hyphen, is none. */
function modulesOf(project, folder) {
  return project.packages
    .flatMap((path) => filesBelow(join(folder, project.root, path)))
    .filter((file) => /^[A-Za-z_]\w*\.py$/.test(basename(file)) && !isLeft(relative(folder, file)))
    .sort();
}

/** A fresh copy of the sources, at the same place for both runs: paths are the same in what they print. */
function freshCopy(sources, folder) {
  rmSync(folder, { recursive: true, force: true });
  cpSync(sources, folder, { recursive: true });
}

/** Runs pytest in a copy of a project, whose own modules come first. */
async function runTests(project, folder, python, output) {
  rmSync(output, { force: true });
  const env = {
    ...process.env, PYTHONPATH: [join(folder, project.root), folder, plugins].join(delimiter), PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1',
    TAIPAN_OUTCOMES: output, TAIPAN_FOLDER: folder, NO_COLOR: '1', HOME: folder, ...project.environment,
  };
  const args = ['-m', 'pytest', '-q', '-p', 'taipan_outcomes', '-p', 'no:cacheprovider', ...project.arguments, ...project.tests];
  return { ...await runProcess(python, args, { limit: timeLimit, cwd: folder, env }), ...readOutcomes(output) };
}

/** The modules that the tests took from their sources although they were compiled, and whether any was taken compiled. */
function importProblems(files, imported) {
  const compiled = new Set(files);
  const missed = imported.filter((file) => compiled.has(file)).map((file) => `${file}: imported from its source`);
  return imported.some((file) => file.endsWith('.so')) ? missed : [...missed, 'no compiled module was imported'];
}

/** Compares both runs; `known` is the table of differences that have a reason. */
export async function compareProject(project, interpreter, known, { optimize, jobs }) {
  const python = await ensureEnvironment(interpreter, project.name, ['pytest==8.3.3', `${project.name}==${project.version}`, ...project.requirements]);
  const sources = await ensureSources(interpreter, python, project);
  const work = folderOf(interpreter, 'work', project.name);
  const folder = join(work, project.name);
  mkdirSync(work, { recursive: true });
  freshCopy(sources, folder);
  const interpreted = await runTests(project, folder, python, join(work, 'interpreted.jsonl'));
  freshCopy(sources, folder);
  const files = modulesOf(project, folder);
  const failed = await compileModules(files, python, { optimize, jobs });
  const compiled = await runTests(project, folder, python, join(work, 'compiled.jsonl'));
  const found = differences(interpreted.outcomes, compiled.outcomes).map((row) => ({ ...row, reason: reasonFor(known, project.name, row.test) }));
  const problems = [...interpreted.uncollected.map((name) => `${name}: no tests, also interpreted`), ...failed.map((line) => `not built: ${line}`), ...(compiled.exit === 'timeout' ? [] : importProblems(files, compiled.imported))];
  const tests = interpreted.outcomes.size;
  const news = found.filter(({ reason }) => reason === undefined).length;
  // Without tests nothing was compared; without a known difference the exit codes must be alike as well.
  const same = tests > 0 && news === 0 && problems.length === 0 && (found.length > 0 || interpreted.exit === compiled.exit);
  const used = compiled.imported.filter((file) => file.endsWith('.so')).length;
  return { name: project.name, interpreter, same, found, problems, interpreted, compiled, summary: `${files.length} modules (${used} imported), ${tests} tests` };
}
