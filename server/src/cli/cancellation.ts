/** Ctrl-C and its like during a command: what it has started is ended first, then the command, as shells expect it. */
import { constants } from 'node:os';
import { Cancelled } from '../toolchain/build-error.js';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The exit code of the action, or 128 and the number of the signal that stopped it. */
export async function untilSignal(action: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  let received: (typeof stopSignals)[number] | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    received ??= stopSignals.find((candidate) => candidate === signal);
    controller.abort();
  };
  for (const signal of stopSignals) process.on(signal, stop);
  try {
    return await action(controller.signal);
  } catch (error) {
    if (!(error instanceof Cancelled) || received === undefined) throw error;
    console.error('taipan: cancelled');
    return 128 + constants.signals[received];
  } finally {
    for (const signal of stopSignals) process.off(signal, stop);
  }
}
