#!/usr/bin/env node
/**
 * Writes `src/syntax/ast/nodes.generated.ts` and `make.generated.ts` from the schema beside them. With `--check` it only
 * says whether the files on disk are those it would write (exit code 1 if not).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

const schema = transformSync(readFileSync(new URL('../src/syntax/ast/schema.ts', import.meta.url), 'utf8'), { loader: 'ts', format: 'esm' });
const { products, sums, unpositioned, words } = await import(`data:text/javascript,${encodeURIComponent(schema.code)}`);
const leaves = { identifier: 'string', string: 'string', int: 'number', constant: 'ConstantValue' };

function parseField(text) {
  const [, name, type, suffix, since] = /^(\w+):(\w+)([?*]*)(?:@([\d.]+))?$/.exec(text);
  return { name, type, optional: suffix.startsWith('?'), list: suffix.endsWith('*'), since };
}

function typeOf(field) {
  const base = leaves[field.type] ?? field.type;
  const item = field.optional ? `${base} | null` : base;
  if (!field.list) return item;
  return field.optional ? `readonly (${item})[]` : `readonly ${item}[]`;
}

function node(name, fieldTexts, positioned) {
  const fields = fieldTexts.map(parseField);
  const body = fields.map((field) => `  readonly ${field.name}: ${typeOf(field)};\n`).join('');
  const base = positioned ? ' extends Positioned' : '';
  const rows = fields.map((field) => `{ name: '${field.name}', type: '${field.type}', optional: ${field.optional}, list: ${field.list}${field.since ? `, since: '${field.since}'` : ''} }`);
  return {
    name,
    positioned,
    fields,
    text: `export interface ${name}${base} {\n  readonly _type: '${name}';\n${body}}\n`,
    row: `  ${name}: { positioned: ${positioned}, fields: [${rows.join(', ')}] },\n`,
  };
}

/** Types of fields as they stand in a signature, and the imports these need. */
function generateMakers({ nodes }) {
  const used = new Set(['Positioned']);
  const makers = nodes.filter((item) => item.positioned).map(({ name, fields }) => {
    used.add(name);
    const parameters = fields.filter((field) => field.name !== 'type_comment').map((field) => {
      if (!(field.type in leaves)) used.add(field.type);
      return `, ${field.name}: ${typeOf(field).replace(/^arguments$/, 'Arguments')}`;
    });
    const values = fields.map((field) => (field.name === 'type_comment' ? ' type_comment: null,' : ` ${field.name},`));
    return `export const make${name[0].toUpperCase()}${name.slice(1)} = (first: Positioned, last: Positioned${parameters.join('')}): ${name} =>
  ({ _type: '${name}',${values.join('')} lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
`;
  });
  return `// Made by tools/generate-ast.mjs from schema.ts: change that instead.
import type { ConstantValue } from './constant.js';
import type { ${[...used].sort((a, b) => (a < b ? -1 : 1)).map((name) => (name === 'arguments' ? 'arguments as Arguments' : name)).join(', ')} } from './nodes.generated.js';

// Each makes a node from where \`first\` begins to where \`last\` ends. Nothing reads type comments.
${makers.join('')}`;
}

function collectNodes() {
  const nodes = [];
  let unions = '';
  for (const [sum, rows] of Object.entries(sums)) {
    const members = rows.map((row) => {
      const [name, ...fields] = row.split(' ');
      nodes.push(node(name, fields, true));
      return name;
    });
    unions += `export type ${sum} =${members.map((member) => `\n  | ${member}`).join('')};\n\n`;
  }
  for (const [name, row] of Object.entries(products)) nodes.push(node(name, row.split(' '), !unpositioned.includes(name)));
  for (const [name, kinds] of Object.entries(words)) unions += `export type ${name} = ${kinds.map((kind) => `'${kind}'`).join(' | ')};\n\n`;
  return { nodes, unions };
}

function generateNodes({ nodes, unions }) {
  return `// Made by tools/generate-ast.mjs from schema.ts: change that instead.
import type { ConstantValue } from './constant.js';

/** Lines from 1, columns from 0 in UTF-8 bytes, as \`ast\` counts. */
export interface Positioned {
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
}

${nodes.map((item) => item.text).join('\n')}
${unions}export type AstNode =${nodes.map((item) => `\n  | ${item.name}`).join('')};

export interface FieldShape {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly list: boolean;
  /** The first Python version whose \`ast\` has the field. */
  readonly since?: string;
}

/** The fields of each node, in the order of \`_fields\`. */
export const nodeShapes: Readonly<Record<AstNode['_type'], { readonly positioned: boolean; readonly fields: readonly FieldShape[] }>> = {
${nodes.map((item) => item.row).join('')}};
`;
}

const collected = collectNodes();
const files = { 'nodes.generated.ts': generateNodes(collected), 'make.generated.ts': generateMakers(collected) };
for (const [name, text] of Object.entries(files)) {
  const target = new URL(`../src/syntax/ast/${name}`, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    console.error(`${name} is not what schema.ts says: run \`node compiler-core/tools/generate-ast.mjs\``);
    process.exit(1);
  }
}
