/** `--report x.json`: what a build did, for scripts. Its names are a contract. */
import type { BuildReport } from '../toolchain/build.js';

export function reportAsJson(report: BuildReport): string {
  const modules = report.modules.map(({ name, file, cppBytes, units }) => ({ name, file, cppBytes, units }));
  const functions = report.modules.flatMap((module) => module.functions.map((fn) => ({
    name: fn.name, kind: fn.kind, module: module.name, file: module.file, line: fn.line, tier: fn.tier, reasons: fn.reasons, guards: fn.guards, deoptPoints: fn.deoptPoints,
  })));
  const divergences = report.modules.flatMap(({ file, divergence }) => (divergence === null ? [] : [{ file, ...divergence }]));
  const frontEnd = { compared: report.modules.length, divergences };
  const { output, mode, python, leftOut, warnings, phases, cache } = report;
  return `${JSON.stringify({ output, mode, python, functions, modules, leftOut, warnings, frontEnd, phases, cache }, null, 2)}\n`;
}
