/** Entry of the tests inside the extension host: VS Code calls `run`, and a rejection is the failure of the tests. */
import { photograph } from './driver.js';
import { steps } from './steps.js';

export async function run(): Promise<void> {
  for (const { name, run: runStep } of steps) {
    const start = Date.now();
    try {
      const skipped = await runStep();
      const seconds = ((Date.now() - start) / 1000).toFixed(1);
      console.log(skipped === undefined ? `ok       ${name} (${seconds} s)` : `skipped  ${name}: ${skipped}`);
    } catch (failure) {
      console.log(`FAILED   ${name}: ${failure instanceof Error ? failure.message : String(failure)}`);
      await photograph('failure').catch(() => undefined);
      throw failure;
    }
  }
}
