/** `taipan dump STAGE FILE...`: what a stage of the compiler makes of each file; with several, one JSON object a line. */
import { createParser, type DumpStage, dumpStage, type SyntaxError, type TargetVersion, withEscapedSurrogates } from '@taipan/compiler-core';
import { exitCodes } from './exit-codes.js';
import { readSource, UnreadableFile } from '../workspace/read-source.js';

export interface DumpOptions {
  readonly json: boolean;
  readonly target: TargetVersion;
}

/** The first error, as `SyntaxError` has it: CPython reports one. */
function errorObject(errors: readonly SyntaxError[]): object {
  const [first] = errors;
  return { type: first?.type ?? 'SyntaxError', msg: first?.message ?? 'invalid syntax', lineno: first?.lineno ?? 1, offset: first?.offset ?? 1 };
}

function describeErrors(file: string, errors: readonly SyntaxError[]): string {
  return errors.map((error) => `${file}:${error.lineno}:${error.offset}: error: ${error.message} [syntax-error]`).join('\n');
}

export async function dump(stage: DumpStage, files: readonly string[], options: DumpOptions): Promise<number> {
  const parser = await createParser();
  let exitCode: number = exitCodes.ok;
  for (const file of files) {
    try {
      const result = dumpStage(parser, readSource(file), stage, options.target, options.json ? 'json' : 'text');
      switch (result.kind) {
        case 'json':
          console.log(withEscapedSurrogates(JSON.stringify({ file, [stage]: result.value }, null, options.json ? 0 : 2)));
          break;
        case 'text':
          console.log(options.json ? JSON.stringify({ file, [stage]: result.text }) : result.text);
          break;
        case 'rejected':
          console.log(options.json ? JSON.stringify({ file, error: errorObject(result.errors) }) : describeErrors(file, result.errors));
          exitCode = Math.max(exitCode, exitCodes.problems);
      }
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      console.error(`taipan: ${error.message}`);
      exitCode = exitCodes.environment;
    }
    // The native tree is freed between turns of the event loop only.
    await new Promise((done) => { setImmediate(done); });
  }
  return exitCode;
}
