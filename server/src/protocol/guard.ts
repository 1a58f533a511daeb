/**
 * Keeps one failing request from taking the server down: whatever a handler throws is logged with its stack, and the
 * client gets a proper error answer. An answer that is already a protocol error passes through unchanged.
 */
import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';

export type Log = (message: string) => void;

export function describeFailure(failure: unknown): string {
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}

/** Wraps a request handler. An error is answered as such, never as an empty result: editors keep what they show. */
export function guardRequest<Arguments extends unknown[], Result>(
  name: string,
  log: Log,
  handler: (...values: Arguments) => Result | Promise<Result>,
): (...values: Arguments) => Promise<Result | ResponseError<void>> {
  return async (...values) => {
    try {
      return await handler(...values);
    } catch (failure) {
      if (failure instanceof ResponseError) return failure;
      log(`${name} failed: ${describeFailure(failure)}`);
      const message = failure instanceof Error ? failure.message : String(failure);
      return new ResponseError<void>(ErrorCodes.InternalError, `${name} failed: ${message}`);
    }
  };
}

/** Wraps a notification handler, which has nobody to answer to. */
export function guardNotification<Arguments extends unknown[]>(
  name: string,
  log: Log,
  handler: (...values: Arguments) => void | Promise<void>,
): (...values: Arguments) => Promise<void> {
  return async (...values) => {
    try {
      await handler(...values);
    } catch (failure) {
      log(`${name} failed: ${describeFailure(failure)}`);
    }
  };
}
