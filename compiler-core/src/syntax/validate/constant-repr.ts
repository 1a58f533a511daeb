/** `repr` of a constant, for messages. */
import type { ConstantValue } from '../ast/constant.js';
import { dumpConstant } from '../ast/dump.js';
import { pythonString, reprOfString } from '../ast/python-string.js';

export function reprOfConstant(value: ConstantValue): string {
  switch (value.type) {
    case 'none':
      return 'None';
    case 'ellipsis':
      return 'Ellipsis';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'str':
      return reprOfString(value.value);
    case 'bytes':
      return `b${reprOfString(pythonString(Buffer.from(value.value).toString('latin1')))}`;
    case 'int':
    case 'float':
    case 'complex':
      return String(Object.values(dumpConstant(value) as Readonly<Record<string, string>>)[0]);
  }
}
