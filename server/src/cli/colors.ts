/**
 * The colors of the command line's output, for the commands that print.
 *
 * Asked of a terminal only: a pipe gets plain text, also where a build server sets `CI` (picocolors by itself takes
 * that for a terminal, and a script that reads our output there would find escape codes in it). `NO_COLOR`
 * (https://no-color.org) and `FORCE_COLOR` (https://force-color.org) have the last word, in this order.
 */
import picocolors from 'picocolors';

function wanted(environment: NodeJS.ProcessEnv): boolean {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR) return environment.FORCE_COLOR !== '0';
  // Of a pipe `isTTY` is undefined, whatever its type says, and picocolors would decide for itself.
  return Boolean(process.stdout.isTTY) && environment.TERM !== 'dumb';
}

export const colors = picocolors.createColors(wanted(process.env));
