/** Docstrings without their indentation, as CPython 3.13 keeps them (`_PyCompile_CleanDoc` in Python/compile.c). */

function expandTabs(line: string): string {
  let column = 0;
  let result = '';
  for (const character of line) {
    const width = character === '\t' ? 8 - (column % 8) : 1;
    result += character === '\t' ? ' '.repeat(width) : character;
    column = character === '\n' || character === '\r' ? 0 : column + width;
  }
  return result;
}

export function cleanDocstring(docstring: string): string {
  const lines = expandTabs(docstring).split('\n');
  const indented = lines.slice(1).filter((line) => /[^ ]/.test(line));
  const margin = indented.reduce((least, line) => Math.min(least, line.search(/[^ ]/)), Infinity);
  const [first = '', ...rest] = lines;
  // Lines of blanks alone lose the margin too, and keep what stands beyond it.
  const cleaned = rest.map((line) => (Number.isFinite(margin) ? line.slice(Math.min(margin, line.search(/[^ ]|$/))) : line));
  return [first.replace(/^ +/, ''), ...cleaned].join('\n');
}
