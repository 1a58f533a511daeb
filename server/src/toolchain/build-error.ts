/** What stops a build and is not a bug of ours: one clear line, and the exit code that goes with it. */
export class BuildError extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The user stopped it. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
  }
}
