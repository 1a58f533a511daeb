/** `taipan build`: a Python program to a native executable, or a module to an extension module. */
import { extname, resolve } from 'node:path';
import { BuildError } from '../toolchain/build-error.js';
import type { BuildReport } from '../toolchain/build.js';
import { writeAtomically } from '../toolchain/cache.js';
import type { BuildMode } from '../toolchain/entry.js';
import type { OptimizationLevel } from '../toolchain/runtime-library.js';
import { systemReason } from '../toolchain/system-errors.js';
import { untilSignal } from './cancellation.js';
import { colors } from './colors.js';
import { exitCodes } from './exit-codes.js';
import { reportAsHtml } from './report-html.js';
import { reportAsJson } from './report-json.js';
import { startBuild } from './start-build.js';

export interface BuildOptions {
  readonly python: string;
  readonly mode: BuildMode;
  readonly output?: string;
  readonly jobs?: number;
  readonly optimize: OptimizationLevel;
  /** The entry is a module's name. */
  readonly module?: boolean;
  readonly report?: string;
  readonly verbose: boolean;
}

/** Enough to see what it is about. */
const shownNotes = 3;

interface Notes {
  /** What the program asks for by hints and does not get: it is right, and the build is not what was asked for. */
  readonly broken: readonly string[];
  /** Said in any case. */
  readonly important: readonly string[];
  /** A line for each function that is not compiled. Class bodies run once and hold nothing to speed up. */
  readonly kept: readonly string[];
}

function notesOf(report: BuildReport): Notes {
  const warnings = report.warnings.map(({ file, line, message }) => `${file}:${line}: warning: ${message} [syntax-warning]`);
  const kept = report.modules.flatMap((module) => module.functions.flatMap((fn) => {
    if (fn.tier !== 'bytecode' || fn.kind === 'class') return [];
    return fn.reasons.slice(0, 1).map((reason) => `${module.file}:${reason.line ?? fn.line}: note: ${fn.name} keeps its bytecode: ${reason.message} [${reason.code}]`);
  }));
  const left = report.leftOut.map(({ file, reason }) => `${file}:1: note: left to the interpreter, which will say: ${reason.split('\n').at(-1) ?? ''} [not-compiled]`);
  const diverging = report.modules.flatMap(({ file, divergence }) =>
    divergence === null ? [] : [`${file}:${divergence.line}: note: ${divergence.message}; the interpreter's reading was compiled, please report this [front-end-divergence]`]);
  const broken = report.modules.flatMap(({ file, functions }) => functions.flatMap((fn) => fn.broken.map((message) => `${file}:${fn.line}: error: ${message} [not-native]`)));
  return { broken, important: [...diverging, ...warnings, ...left], kept };
}

/** `12 of 14 functions native`. The editor reads it. */
function summaryOf(report: BuildReport): string {
  const functions = report.modules.flatMap((module) => module.functions).filter((fn) => fn.kind !== 'class' && fn.kind !== 'module');
  return `${functions.filter((fn) => fn.tier !== 'bytecode').length} of ${functions.length} functions native`;
}

function writeReport(path: string, report: BuildReport): void {
  try {
    writeAtomically(resolve(path), extname(path) === '.html' ? reportAsHtml(report) : reportAsJson(report));
  } catch (error) {
    throw new BuildError(`${path} cannot be written: ${systemReason(error) ?? String(error)}`, exitCodes.environment);
  }
}

export function build(entry: string, options: BuildOptions): Promise<number> {
  if (options.report !== undefined && !['.html', '.json'].includes(extname(options.report))) {
    throw new BuildError(`${options.report}: a report is written as .html or .json`, exitCodes.environment);
  }
  return untilSignal(async (signal) => {
    const report = await startBuild(entry, { ...options, output: options.output, isQuiet: false, signal });
    if (options.report !== undefined) writeReport(options.report, report);
    const { broken, important, kept } = notesOf(report);
    const shown = options.verbose ? kept : kept.slice(0, shownNotes);
    for (const note of [...broken, ...important, ...shown]) console.log(note);
    if (shown.length < kept.length) console.log(colors.dim(`and ${kept.length - shown.length} more notes (--verbose shows them all)`));
    console.log(`${report.output}: ${summaryOf(report)}`);
    return broken.length > 0 ? exitCodes.problems : exitCodes.ok;
  });
}
