/** `--report x.html`: what a build did, as one page that needs nothing else and follows the reader's light or dark. */
import { basename } from 'node:path';
import type { FunctionReport, Tier } from '@taipan/compiler-core';
import type { BuildReport, ModuleReport } from '../toolchain/build.js';

const tiers: Readonly<Record<Tier, string>> = {
  native: 'numbers in machine registers from start to end',
  typed: 'numbers in machine registers, up to points at which it goes on with objects',
  mixed: 'some variables in machine registers',
  generic: 'compiled, over Python objects',
  bytecode: 'runs as in the interpreter',
};
const tierNames = Object.keys(tiers) as readonly Tier[];

const style = `
:root { color-scheme: light dark; --line: light-dark(#d8dee4, #373e47); --soft: light-dark(#f4f6f8, #22272e); --dim: light-dark(#59636e, #9198a1); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: light-dark(#1f2328, #d1d7e0); background: light-dark(#ffffff, #1b1f24); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
code, td.name { font-family: ui-monospace, monospace; font-size: .92em; overflow-wrap: anywhere; }
.dim { color: var(--dim); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--dim); font-weight: 600; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.tier { border-radius: .3rem; padding: .05rem .45rem; font-weight: 600; white-space: nowrap; }
.native { background: light-dark(#c7f0d2, #1d4a2c); } .typed { background: light-dark(#ddf4c8, #33481c); }
.mixed { background: light-dark(#d9f2ee, #1c4540); } .generic { background: light-dark(#d6e6fb, #1e3a5c); } .bytecode { background: light-dark(#fbe3c8, #553a18); }
.bar { display: flex; height: 1rem; border-radius: .3rem; overflow: hidden; background: var(--soft); } .bar span { display: block; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dd { margin: 0; }
`;

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function list(items: readonly string[]): string {
  return items.map((item) => `<div>${escape(item)}</div>`).join('');
}

function row(fn: FunctionReport): string {
  const reasons = fn.reasons.map((reason) => `${reason.line === null ? '' : `line ${reason.line}: `}${reason.message} [${reason.code}]`);
  return `<tr><td class="number">${fn.line}</td><td class="name">${escape(fn.name)}</td><td><span class="tier ${fn.tier}">${fn.tier}</span></td><td>${list(reasons)}</td><td>${list(fn.guards)}</td><td class="number">${fn.deoptPoints === 0 ? '' : fn.deoptPoints}</td></tr>`;
}

function section(module: ModuleReport): string {
  const rows = [...module.functions].sort((a, b) => a.line - b.line).map(row).join('\n');
  return `<h2>${escape(module.name)}</h2>
<p class="dim"><code>${escape(module.file)}</code> &middot; ${module.cppBytes.toLocaleString('en')} bytes of C++ in ${module.units} ${module.units === 1 ? 'file' : 'files'}</p>
<table><thead><tr><th class="number">Line</th><th>Function</th><th>Tier</th><th>Why not better</th><th>Checked while it runs</th><th class="number">Ways out</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

export function reportAsHtml(report: BuildReport): string {
  const functions = report.modules.flatMap((module) => module.functions);
  const counts = tierNames.map((tier) => ({ tier, count: functions.filter((fn) => fn.tier === tier).length }));
  const total = report.phases.reduce((sum, phase) => sum + phase.milliseconds, 0);
  const title = `What Taipan made of ${basename(report.modules[0]?.file ?? report.output)}`;
  const { runtimeLibrary, python, filesReused, filesCompiled } = report.cache;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title><style>${style}</style></head>
<body>
<h1>${escape(title)}</h1>
<p class="dim"><code>${escape(report.output)}</code> &middot; ${report.mode === 'exe' ? 'executable' : 'extension module'} for CPython ${escape(report.python.version)} (<code>${escape(report.python.executable)}</code>)</p>
<div class="bar" role="img" aria-label="${counts.map(({ tier, count }) => `${count} ${tier}`).join(', ')}">${counts.map(({ tier, count }) => `<span class="${tier}" style="flex:${count}"></span>`).join('')}</div>
<dl>${counts.map(({ tier, count }) => `<dt><span class="tier ${tier}">${tier}</span> ${count}</dt><dd>${tiers[tier]}</dd>`).join('\n')}</dl>
${report.modules.map(section).join('\n')}
${report.leftOut.length === 0 ? '' : `<h2>Left to the interpreter</h2>${list(report.leftOut.map(({ file, reason }) => `${file}: ${reason.split('\n').at(-1) ?? ''}`))}`}
<h2>Where the time of the build went</h2>
<table><thead><tr><th>Phase</th><th class="number">Milliseconds</th></tr></thead>
<tbody>${report.phases.map(({ name, milliseconds }) => `<tr><td>${escape(name)}</td><td class="number">${milliseconds.toFixed(1)}</td></tr>`).join('\n')}
<tr><td>all</td><td class="number">${total.toFixed(1)}</td></tr></tbody></table>
<p class="dim">Cache: runtime library ${runtimeLibrary === 'hit' ? 'found' : 'built'}; Python ${python === 'hit' ? 'unchanged' : 'compiled'}; ${filesReused} C++ ${filesReused === 1 ? 'file' : 'files'} reused, ${filesCompiled} compiled.</p>
</body></html>
`;
}
