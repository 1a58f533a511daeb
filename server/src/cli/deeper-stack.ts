/**
 * Programs that nest deeper than the megabyte of stack that JavaScript takes: the command runs again with what the system
 * gives a process, which is as deep as CPython goes. Most programs need no second start, so nobody pays for it before.
 */
import { readFileSync } from 'node:fs';
import { isTooDeep } from '@taipan/compiler-core';
import { becomeProcess } from './become-process.js';

const option = '--stack-size=';
/** Of an unlimited stack. */
const most = 64 << 20;
/** The rest is for what is not JavaScript. */
const part = 0.9;

/** Whether the stack was too small, and a greater one can be had. */
export function needsDeeperStack(error: unknown): boolean {
  const isOverflow = (error instanceof RangeError && error.message === 'Maximum call stack size exceeded') || isTooDeep(error);
  return isOverflow && !process.execArgv.some((argument) => argument.startsWith(option)) && stackLimit() > 2 << 20;
}

/** In bytes; 0 if the system does not say. */
function stackLimit(): number {
  try {
    const limit = /^Max stack size +(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === 'unlimited' ? most : Math.min(most, Number(limit ?? 0));
  } catch {
    return 0;
  }
}

/** Its exit code. */
export function runWithDeeperStack(argv: readonly string[]): Promise<number> {
  return becomeProcess(process.execPath, [`${option}${Math.floor((stackLimit() * part) / 1024)}`, ...process.execArgv, ...argv.slice(1)], process.env);
}
