/** The results of the program runner as Markdown, for the terminal and for `docs/benchmarks.md`. */
import { readFileSync, writeFileSync } from 'node:fs';

const number = (value, digits) => (value === null || value === undefined ? '–' : value.toFixed(digits));

/** Columns are padded, so that the text is a table in a terminal as well; the first `left` columns hold words, the others numbers. */
export function alignedTable(head, body, left) {
  const widths = head.map((title, column) => Math.max(title.length, ...body.map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => (column < left ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column < left ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** A row a program and version. */
export function markdownTable(rows) {
  const head = ['program', 'version', 'equal', 'interpreted s', 'native s', 'ratio', 'build s', 'native functions'];
  return alignedTable(head, rows.map((row) => [row.program, row.version, row.equal ? 'yes' : '**no**', number(row.interpreted, 3), number(row.native, 3), number(row.ratio, 2), number(row.build, 1), row.functions ?? '–']), 3);
}

/** Replaces what stands between a document's two marks of that name. */
export function replaceTable(path, name, content) {
  const text = readFileSync(path, 'utf8');
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < 0) throw new Error(`${path} has no marks for ${name}`);
  writeFileSync(path, `${text.slice(0, from)}${begin}\n${content}\n${text.slice(to)}`);
}

/** The geometric mean of the ratios of one version: each program counts alike. */
export function geometricMean(rows) {
  const ratios = rows.map((row) => row.ratio).filter((ratio) => typeof ratio === 'number' && ratio > 0);
  return ratios.length === 0 ? null : Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}
