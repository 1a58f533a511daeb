/** The processes of this machine as Linux tells of them: to end what a build has started, wherever it moved itself. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface ProcessEntry {
  readonly id: number;
  /** The first 15 characters of its command's name. */
  readonly name: string;
  readonly session: number;
  /** In ticks of the kernel: an id is used again, the two together are not. */
  readonly start: string;
}

/** Undefined for what has ended, also if nobody has taken notice of that yet; and where there is no /proc. */
export function processOf(id: number): ProcessEntry | undefined {
  try {
    // The name stands in parentheses, and may hold some itself.
    const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${id}/stat`, 'latin1')) ?? [];
    const fields = rest?.trim().split(' ') ?? [];
    const [state, , , session] = fields;
    if (name === undefined || session === undefined || state === 'Z' || state === 'X') return undefined;
    return { id, name, session: Number(session), start: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

function allProcesses(): readonly ProcessEntry[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => processOf(Number(name)) ?? []);
  } catch {
    return [];
  }
}

const pollMilliseconds = 10;
const millisecondsBeforeKill = 2000;

/** Asks them to end, then makes them, until none is left. */
async function endAll(find: () => readonly ProcessEntry[]): Promise<void> {
  const started = Date.now();
  for (let left = find(); left.length > 0; left = find()) {
    for (const { id } of left) {
      try {
        process.kill(id, Date.now() - started < millisecondsBeforeKill ? 'SIGTERM' : 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    }
    if (Date.now() - started > 2 * millisecondsBeforeKill) return;
    await sleep(pollMilliseconds);
  }
}

/** A session is what a detached process and all its descendants have in common: ninja gives each command a group. */
export function endSession(session: number): Promise<void> {
  return endAll(() => allProcesses().filter((entry) => entry.session === session));
}

const buildTools: ReadonlySet<string> = new Set(['ninja', 'g++', 'clang++', 'cc1plus', 'as', 'ld', 'collect2', 'ar']);

function worksIn({ id, name }: ProcessEntry, folder: string): boolean {
  try {
    return buildTools.has(name) && readlinkSync(`/proc/${id}/cwd`) === folder;
  } catch {
    return false;
  }
}

/** Compilers that a killed build left behind in its folder. */
export function endBuildToolsIn(folder: string): Promise<void> {
  return endAll(() => allProcesses().filter((entry) => worksIn(entry, folder)));
}
