/**
 * The analysis behind the editor services, made once when the server starts and then called for each version of a
 * file.
 */
import type { Analyze } from '../protocol/analysis.js';
import { emptyAnalysis } from '../protocol/analysis.js';

export function createAnalyzer(): Promise<Analyze> {
  return Promise.resolve(() => emptyAnalysis);
}
