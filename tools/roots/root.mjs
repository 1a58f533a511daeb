/**
 * A root of Debian's unstable suite, with the CPythons that stable systems do not have yet, their headers and test
 * suites: made once, in the user's cache. Its interpreters run outside it too, by its own loader.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const rootFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'taipan-roots', 'debian-unstable');
const minors = [13, 14, 15];
const packages = ['ca-certificates', 'g++', 'ninja-build', 'nodejs', 'npm', ...minors.flatMap((minor) => [`python3.${minor}`, `python3.${minor}-venv`, `libpython3.${minor}-dev`, `libpython3.${minor}-testsuite`])];
/** Below `usr`, for an interpreter looks for its library in the folders above the one it is started from. */
const outside = join(rootFolder, 'usr', 'outside');

/** The mirror of Debian that this machine's apt uses; null without one. */
function findMirror() {
  const { status, stdout } = spawnSync('apt-get', ['indextargets', '--format', '$(ORIGIN) $(LABEL) $(COMPONENT) $(REPO_URI)', 'Created-By: Packages'], { encoding: 'utf8' });
  if (status !== 0) return null;
  const line = stdout.split('\n').find((text) => text.startsWith('Debian Debian main '));
  return line?.split(' ')[3] ?? null;
}

/** What keeps this machine from making the root, with what would help; null if nothing does. */
export function findObstacle() {
  if (process.getuid?.() !== 0) return 'making the root needs root. Run: sudo npm run test:roots';
  if (spawnSync('debootstrap', ['--version']).status !== 0) return 'making the root needs debootstrap. Run: apt-get install debootstrap';
  return findMirror() === null ? "making the root needs a mirror of Debian, and apt's configuration has none" : null;
}

/** The root is there as a whole or not at all. */
export const hasRoot = () => existsSync(outside);

/** The message of debootstrap if it fails, or null. */
export function makeRoot() {
  const part = `${rootFolder}.part`;
  mkdirSync(part, { recursive: true });
  const { status } = spawnSync('debootstrap', ['--variant=minbase', `--include=${packages.join(',')}`, 'unstable', part, findMirror()], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) return `debootstrap failed; ${join(part, 'debootstrap', 'debootstrap.log')} says why`;
  rmSync(rootFolder, { recursive: true, force: true });
  renameSync(part, rootFolder);
  writeStarters();
  return null;
}

/** A command for each interpreter that starts it by the root's loader, as its library needs a newer one than stable systems have. */
function writeStarters() {
  mkdirSync(outside);
  const libraries = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu', 'usr/lib'].map((folder) => join(rootFolder, folder)).filter((folder) => existsSync(folder));
  const loader = ['lib64/ld-linux-x86-64.so.2', 'lib/ld-linux-aarch64.so.1'].map((file) => join(rootFolder, file)).find((file) => existsSync(file));
  for (const minor of minors) {
    const name = join(outside, `python3.${minor}`);
    writeFileSync(name, `#!/bin/sh\nexec '${loader}' --argv0 "$0" --library-path '${libraries.join(':')}' '${join(rootFolder, 'usr', 'bin', `python3.${minor}`)}' "$@"\n`);
    chmodSync(name, 0o755);
  }
}

/** The commands of the root's interpreters, oldest first; none without a root. */
export const rootInterpreters = () => (hasRoot() ? readdirSync(outside).sort().map((name) => join(outside, name)) : []);

/** In a mount namespace of its own, so that nothing is left mounted: `$0` is the root, `$1` the folder, the rest the command. */
const enter = `
mount --rbind /proc "$0/proc"
mount --rbind /dev "$0/dev"
mkdir -p "$0$1"
mount --bind "$1" "$0$1"
exec chroot "$0" /usr/bin/env -i HOME=/root PATH=/usr/local/bin:/usr/bin:/bin TAIPAN_CONFORMANCE="$TAIPAN_CONFORMANCE" sh -c 'cd "$0" && exec "$@"' "$@"
`;

/** Runs a command in the root, with this folder of the machine in its place there; its exit code. */
export function runInRoot(folder, command, variables = {}) {
  const { status } = spawnSync('unshare', ['--mount', '--propagation', 'private', 'sh', '-ec', enter, rootFolder, folder, ...command], { stdio: 'inherit', env: { ...process.env, ...variables } });
  return status ?? 1;
}
