/** Docstrings without their indentation, as CPython 3.13 keeps them (`_PyCompile_CleanDoc` in Python/compile.c). */
import { character, charactersOf, concatenate, emptyString, type PythonString, repeat } from '../syntax/ast/python-string.js';

const [newline, tab, carriageReturn, space] = ['\n', '\t', '\r', ' '].map((sign) => character(sign.charCodeAt(0))) as [PythonString, PythonString, PythonString, PythonString];

/** The lines with tabs expanded, each a list of its characters. */
function expandedLines(docstring: PythonString): readonly (readonly PythonString[])[] {
  const lines: PythonString[][] = [[]];
  let column = 0;
  for (const each of charactersOf(docstring)) {
    const line = lines.at(-1) ?? [];
    if (each === newline) lines.push([]);
    else if (each === tab) line.push(...charactersOf(repeat(space, 8 - (column % 8))));
    else line.push(each);
    column = each === newline || each === carriageReturn ? 0 : each === tab ? column + 8 - (column % 8) : column + 1;
  }
  return lines;
}

/** The blanks that a line begins with; all of them where it has nothing else. */
function indentation(line: readonly PythonString[]): number {
  const found = line.findIndex((each) => each !== space);
  return found < 0 ? line.length : found;
}

export function cleanDocstring(docstring: PythonString): PythonString {
  const [first = [], ...rest] = expandedLines(docstring);
  const margin = rest.filter((line) => indentation(line) < line.length).reduce((least, line) => Math.min(least, indentation(line)), Infinity);
  // Lines of blanks alone lose the margin too, and keep what stands beyond it.
  const cleaned = rest.map((line) => (Number.isFinite(margin) ? line.slice(Math.min(margin, indentation(line))) : line));
  return concatenate([first.slice(indentation(first)), ...cleaned].flatMap((line, index) => [index === 0 ? emptyString : newline, ...line]));
}
