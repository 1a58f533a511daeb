/** The exit codes of every command. */
export const exitCodes = {
  ok: 0,
  /** Problems found in the user's program. */
  problems: 1,
  /** Wrong usage, or something that the machine lacks. */
  environment: 2,
  /** Whoever read the output went away: 128 and the number of SIGPIPE. */
  closedPipe: 141,
} as const;
