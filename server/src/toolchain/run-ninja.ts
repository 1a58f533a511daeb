/** Runs ninja in a process group of its own, so that a cancel ends the compilers too. */
import { spawn } from 'node:child_process';
import { BuildError } from './build-error.js';

/** Ends when ninja does; rejects with what the compiler said if it fails. */
export function runNinja(folder: string, jobs: number | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = ['-C', folder, '--quiet', ...(jobs === undefined ? [] : ['-j', String(jobs)])];
    const child = spawn('ninja', args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    const stop = (signal: NodeJS.Signals): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      process.exitCode = signal === 'SIGINT' ? 130 : 143;
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const forget = (): void => { process.off('SIGINT', stop); process.off('SIGTERM', stop); };
    child.on('error', () => {
      forget();
      reject(new BuildError('ninja is not installed (on Debian or Ubuntu: apt-get install ninja-build); `taipan doctor` lists all that is missing', 2));
    });
    child.on('close', (code, signal) => {
      forget();
      if (code === 0) resolve();
      else reject(new BuildError(signal === null ? `the C++ build failed:\n${said.trim()}` : 'the build was cancelled', 2));
    });
  });
}
