/** `repr` of a constant, for messages. */
import type { ConstantValue } from '../ast/constant.js';
import { dumpConstant } from '../ast/dump.js';

export function reprOfConstant(value: ConstantValue): string {
  switch (value.type) {
    case 'none':
      return 'None';
    case 'ellipsis':
      return 'Ellipsis';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'str':
      return quote(value.value);
    case 'bytes':
      return `b${quote(Buffer.from(value.value).toString('latin1'))}`;
    case 'int':
    case 'float':
    case 'complex':
      return String(Object.values(dumpConstant(value) as Readonly<Record<string, string>>)[0]);
  }
}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\n\r\t]/g, (character) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[character] ?? character);
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}
