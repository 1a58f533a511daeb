/** The handlers on a given analysis, without a server around them. */
import { describe, expect, it } from 'vitest';
import { newestOf } from '@taipan/compiler-core';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { answerCodeActions } from '../src/handlers/code-actions.js';
import { toDiagnostic } from '../src/handlers/diagnostics.js';
import { completeHints } from '../src/handlers/hint-help.js';
import { answerHover } from '../src/handlers/hover.js';
import { answerInlayHints } from '../src/handlers/inlay-hints.js';
import type { AnalysisHint, FileAnalysis } from '../src/protocol/analysis.js';
import { emptyAnalysis } from '../src/protocol/analysis.js';
import { withoutIgnored } from '../src/workspace/ignore-comments.js';
import { createAnalyzer } from '../src/workspace/analyze.js';
import { createAnalyses } from '../src/workspace/analyses.js';
import { defaultSettings, readPushedSettings, readSettings } from '../src/workspace/settings.js';

const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const allOn = readSettings({ inlayHints: { types: true } });

function place(line: number, column: number, label: string): Omit<AnalysisHint, 'kind'> {
  return { line, column, label, tooltip: `about ${label}`, provenance: 'proved' };
}

const analysis: FileAnalysis = {
  diagnostics: [],
  quickDiagnostics: null,
  annotations: [],
  hints: [
    { ...place(0, 5, ': float'), kind: 'type', type: 'float' },
    { ...place(1, 4, '= 4096'), kind: 'constant', value: '4096', provenance: 'assumed' },
    { ...place(2, 4, 'double'), kind: 'native' },
    { ...place(3, 4, '-> dict[str, list[tuple[int, float]]]'), kind: 'returnType', type: 'dict[str, list[tuple[int, float]]]' },
  ],
};

describe('inlay hints', () => {
  const labels = (settings: typeof allOn, range = everything): unknown[] =>
    answerInlayHints(analysis, range, settings).map(({ label }) => label);

  it('leaves plain types to a type checker when asked', () => {
    expect(labels(readSettings({ inlayHints: { types: false } }))).toEqual(['= 4096', 'double']);
    expect(labels(defaultSettings)).toEqual([': float', '= 4096', 'double', '-> dict[str, list[tuple[int, …']);
  });

  it('has a switch for all and one for constants', () => {
    expect(labels(readSettings({ inlayHints: { enabled: false, types: true } }))).toEqual([]);
    expect(labels(readSettings({ inlayHints: { constants: false, types: false } }))).toEqual(['double']);
  });

  it('gives those of the range only, its ends included', () => {
    const range = { start: { line: 0, character: 5 }, end: { line: 1, character: 4 } };
    expect(labels(allOn, range)).toEqual([': float', '= 4096']);
    expect(labels(allOn, { start: { line: 0, character: 6 }, end: { line: 1, character: 3 } })).toEqual([]);
  });

  it('places a hint and says more in its tooltip', () => {
    expect(answerInlayHints(analysis, everything, allOn)[0]).toEqual({
      position: { line: 0, character: 5 },
      label: ': float',
      tooltip: 'about : float\n\nProved: holds whatever else runs.',
      paddingLeft: false,
      kind: 1,
    });
    expect(answerInlayHints(analysis, everything, allOn)[1]?.tooltip).toMatch(/\n\nAssumed: /);
  });
});

it('hovers over a word, non-ASCII letters included, with the facts of its hints', () => {
  const document = TextDocument.create('file:///a.py', 'python', 1, 'größe = 1.5\n');
  const found = answerHover(document, analysis, { line: 0, character: 2 });
  expect(found?.contents).toEqual({ kind: 'markdown', value: 'about : float\n\n_Proved: holds whatever else runs._' });
  expect(found?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 5 } });
  expect(answerHover(document, analysis, { line: 0, character: 6 })).toBeNull();
});

it('names itself as the source of a diagnostic', () => {
  const range = { line: 1, column: 2, endLine: 1, endColumn: 5 };
  const related = [{ range, message: 'declared here' }];
  expect(toDiagnostic('file:///a.py', { range, severity: 'error', code: 'syntax-error', message: 'no', related })).toEqual({
    range: { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } },
    severity: 1,
    code: 'syntax-error',
    source: 'taipan',
    message: 'no',
    relatedInformation: [
      {
        location: { uri: 'file:///a.py', range: { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } } },
        message: 'declared here',
      },
    ],
  });
});

it('analyzes a version once, and keeps the last good analysis when one fails', () => {
  const log: string[] = [];
  let calls = 0;
  const analyses = createAnalyses(({ text }) => {
    calls += 1;
    if (text === 'bad') throw new Error('boom');
    return text === '' ? emptyAnalysis : analysis;
  }, (message) => log.push(message));
  const at = (version: number, text: string): FileAnalysis =>
    analyses.of(TextDocument.create('file:///a.py', 'python', version, text));
  expect([at(1, 'good'), at(1, 'good'), at(2, 'bad'), at(2, 'bad')]).toEqual([analysis, analysis, analysis, analysis]);
  expect(calls).toBe(2);
  expect(log).toHaveLength(1);
  expect(log[0]).toContain('analysis of file:///a.py version 2 failed: Error: boom');
  expect(at(3, '')).toBe(emptyAnalysis);
  expect([analyses.retarget(newestOf(12)), analyses.retarget(newestOf(12))]).toEqual([true, false]);
  at(3, '');
  expect(calls).toBe(4);
});

it('reads settings leniently, as a whole tree or as a section', () => {
  expect(readSettings(undefined)).toEqual(defaultSettings);
  expect(readSettings({ pythonPath: 3, inlayHints: 'yes' })).toEqual(defaultSettings);
  const pushed = { taipan: { inlayHints: { constants: false } } };
  expect(readPushedSettings(pushed, defaultSettings).inlayHints).toEqual({ enabled: true, constants: false, types: true });
  expect(readPushedSettings({ pythonPath: '/p' }, defaultSettings).pythonPath).toBe('/p');
});

it('marks what CPython refuses, in UTF-16 columns, whatever the line breaks', async () => {
  const analyze = await createAnalyzer();
  const errorsOf = (text: string, minor: 11 | 13 = 13): FileAnalysis['diagnostics'] =>
    analyze({ uri: 'file:///a.py', text, target: newestOf(minor) }).diagnostics;
  expect(errorsOf('a = 1\r\ndef 𝒳(größe, größe): pass\n')).toEqual([
    {
      range: { line: 1, column: 14, endLine: 1, endColumn: 19 },
      severity: 'error',
      code: 'syntax-error',
      message: "duplicate argument 'größe' in function definition",
    },
  ]);
  // Right since 3.12.
  expect(errorsOf('f"{"a"}"\n')).toEqual([]);
  expect(errorsOf('f"{"a"}"\n', 11)).toHaveLength(1);
});

it('marks what CPython warns of, where it moves to as well', async () => {
  const analyze = await createAnalyzer();
  const session = {};
  const warningsOf = (text: string): readonly string[] =>
    analyze({ uri: 'file:///a.py', text, target: newestOf(12), session }).diagnostics.map(({ range, severity, code, message }) => `${range.line}:${range.column}-${range.endLine}:${range.endColumn} ${severity} ${code} ${message}`);
  const text = 'class A:\n  def f(self):\n    é = "𝒳" is self\n    while (1 is self): pass  # taipan: ignore[syntax-warning]\n    while ([1] [\n      "a"]): pass\n';
  const found = [`2:8-2:20 warning syntax-warning "is" with 'str' literal. Did you mean "=="?`, '4:11-5:10 warning syntax-warning list indices must be integers or slices, not str; perhaps you missed a comma?'];
  expect(warningsOf(text)).toEqual(found);
  expect(warningsOf(`x = 1\n${text}`)).toEqual(found.map((line) => line.replace(/^2:8-2/, '3:8-3').replace(/^4:11-5/, '5:11-6')));
  expect(warningsOf(text.replace('"𝒳" is', '"𝒳" =='))).toEqual(found.slice(1));
  expect(warningsOf("x = '𝒳\\d'\ny = 1if x else '''\n  \\w'''\n")).toEqual([
    "0:7-0:9 warning syntax-warning invalid escape sequence '\\d'", '1:4-1:5 warning syntax-warning invalid decimal literal', "2:2-2:4 warning syntax-warning invalid escape sequence '\\w'",
  ]);
});

it('says of a program\'s own hints what it does not get, and what it asks to see', async () => {
  const analyze = await createAnalyzer();
  const session = {};
  const found = (text: string): readonly string[] =>
    analyze({ uri: 'file:///a.py', text, target: newestOf(12), session }).diagnostics.map(({ range, severity, code, message }) => `${range.line}:${range.column}-${range.endLine}:${range.endColumn} ${severity} ${code} ${message}`);
  const text = 'from taipan import cpp, native, reveal\n@native\n@cpp("")\ndef first(items):\n    return items[0]\nx = "𝒳", reveal(1 + 1)\n';
  const expected = ['1:1-1:7 error not-native `first` runs over objects, though it is @native: `items` is not known to be a number', '2:1-2:8 hint hint-not-used @cpp is not used yet: the Python body runs', '5:10-5:23 information revealed int'];
  expect(found(text)).toEqual(expected);
  expect(found(`\n${text}`)).toHaveLength(3);
  expect(found(text.replace('@native', '@native  # taipan: ignore[not-native]'))).toEqual(expected.slice(1));
  expect(found(text.replace('from taipan', 'from other'))).toEqual([]);
});

describe('names of the package taipan', () => {
  const text = 'from taipan import (assume,  # claims\n  i64 as small)\nimport taipan as t\nassume(1)\nx: small = t.u8(3)\nassume.u8\nother = native\n';
  const document = TextDocument.create('file:///a.py', 'python', 1, text);
  const hover = (line: number, character: number): unknown => (answerHover(document, emptyAnalysis, { line, character })?.contents as { readonly value: string } | undefined)?.value;

  it('are explained where they are imported', () => {
    expect(hover(3, 2)).toMatch(/^`taipan.assume`: Says that a condition holds here;/);
    expect(hover(4, 5)).toMatch(/^`taipan.i64`: An int from -2⁶³ to/);
    expect(hover(4, 13)).toMatch(/^`taipan.u8`: An int from 0 to 255\./);
    expect([hover(4, 11), hover(5, 8), hover(6, 9), hover(6, 1)]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('are offered where they may stand', () => {
    const labels = (typed: string): readonly string[] => {
      const [before = '', after = ''] = typed.split('|');
      const at = TextDocument.create('file:///a.py', 'python', 1, before + after);
      return completeHints(at, at.positionAt(before.length)).map(({ label }) => label);
    };
    expect(labels('from taipan import |')).toEqual(expect.arrayContaining(['assume', 'i64', 'native', 'vec']));
    expect(labels('from taipan import (assume,\n    na|\n)\n')).toContain('native');
    expect(labels('import taipan as t\nt.i|')).toContain('i64');
    expect(labels('from other import |')).toEqual([]);
    expect(labels('import taipan as t\nx.t.|')).toEqual([]);
    expect(labels('from taipan import (assume)\nx = |')).toEqual([]);
  });
});

it('offers inferred types of the function at the cursor, and of the file', async () => {
  const analyze = await createAnalyzer();
  const text = 'def größe(a):\r\n    return a * 2\r\ndef second(b):\r\n    return "𝒳" * b\r\nprint(größe(1), second(2))\r\n';
  const found = analyze({ uri: 'file:///a.py', text, target: newestOf(12) });
  const at = (line: number, only?: readonly string[]): readonly string[] => answerCodeActions('file:///a.py', found, { start: { line, character: 0 }, end: { line, character: 0 } }, only)
    .map(({ title, kind, edit }) => `${kind} ${title}: ${TextDocument.applyEdits(TextDocument.create('', '', 1, text), [...edit?.changes?.['file:///a.py'] ?? []]).split('\r\n').filter((line) => line.startsWith('def')).join(' ')}`);
  expect(at(3)).toEqual([
    'refactor.rewrite Taipan: write the inferred types of this function: def größe(a): def second(b: int) -> str:',
    'source Taipan: write all inferred types: def größe(a: int) -> int: def second(b: int) -> str:',
  ]);
  expect(at(4)).toHaveLength(1);
  expect(at(0, ['refactor'])).toHaveLength(1);
  expect(at(0, ['quickfix'])).toEqual([]);
  expect(analyze({ uri: 'file:///a.py', text: 'def f(:', target: newestOf(12) }).annotations).toEqual([]);
});

it('is silent where a comment says so', () => {
  const at = (line: number, code: string): FileAnalysis['diagnostics'][number] => ({
    range: { line, column: 0, endLine: line, endColumn: 1 },
    severity: 'warning',
    code,
    message: '',
  });
  const lines = ['x  # taipan: ignore[a, b]', 'x  #taipan:ignore', 'x  # taipan: ignore[]', 'x'];
  const found = lines.flatMap((_, line) => [at(line, 'a'), at(line, 'c')]);
  expect(withoutIgnored(lines, found).map(({ range, code }) => `${range.line}${code}`)).toEqual(['0c', '2a', '2c', '3a', '3c']);
});
