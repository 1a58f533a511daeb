/** The results of the program runner as Markdown, for the terminal and for `docs/benchmarks.md`. */

const number = (value, digits) => (value === null || value === undefined ? '–' : value.toFixed(digits));

/** A row a program and version; columns are padded so that the text is a table in a terminal as well. */
export function markdownTable(rows) {
  const head = ['program', 'version', 'equal', 'interpreted s', 'native s', 'ratio', 'build s', 'native functions'];
  const body = rows.map((row) => [row.program, row.version, row.equal ? 'yes' : '**no**', number(row.interpreted, 3), number(row.native, 3), number(row.ratio, 2), number(row.build, 1), row.functions ?? '–']);
  const widths = head.map((title, column) => Math.max(title.length, ...body.map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => (column < 3 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column < 3 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** The geometric mean of the ratios of one version: each program counts alike. */
export function geometricMean(rows) {
  const ratios = rows.map((row) => row.ratio).filter((ratio) => typeof ratio === 'number' && ratio > 0);
  return ratios.length === 0 ? null : Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}
