/** Attributes, items, and the displays that make containers. */
import type { TypeName } from '../../types/type-name.js';
import { call, row } from '../rows.js';

const array = { operands: 'array' } as const;
const none = { result: 'none' } as const;
const always = (type: TypeName) => ({ rules: { always: type } });
/** What the first operand's class is asked; nobody asks the others'. */
const method = (name: string) => ({ methods: { own: [name], reflected: [] } });

export const objects = {
  'attribute.get': row('object', 1, call('attribute_get', { cache: 'AttributeCache' }), { immediates: ['name'], quiet: 'gets_quietly' }),
  /** Operands: object, value. */
  'attribute.set': row('object', 2, call('attribute_set', { cache: 'AttributeCache' }), { immediates: ['name'], ...none, quiet: 'sets_quietly' }),
  'attribute.delete': row('object', 1, call('attribute_delete'), { immediates: ['name'], ...none }),
  'item.get': row('object', 2, call('item_get'), { ...method('__getitem__'), quiet: 'has_plain_item' }),
  /** Operands: container, key, value. */
  'item.set': row('object', 3, call('item_set'), { ...none, ...method('__setitem__'), quiet: 'sets_plain_item' }),
  'item.delete': row('object', 2, call('item_delete'), { ...none, ...method('__delitem__') }),
  /** Operands: lower, upper, step; None where absent. */
  'build.slice': row('display', 3, call('build_slice'), always('slice')),
  'build.tuple': row('display', -1, call('build_tuple', array), always('tuple')),
  'build.list': row('display', -1, call('build_list', array), always('list')),
  'build.set': row('display', -1, call('build_set', array), always('set')),
  /** Operands: key, value, key, value, ... */
  'build.dict': row('display', -1, call('build_dict', array), always('dict')),
  /** Joins strings: the parts of an f-string. */
  'build.string': row('display', -1, call('build_string', array), { ...always('str'), quiet: 'always' }),
  'list.append': row('display', 2, call('list_append'), { ...none, quiet: 'always' }),
  'list.extend': row('display', 2, call('list_extend'), none),
  'list.to_tuple': row('display', 1, call('list_to_tuple'), always('tuple')),
  'set.add': row('display', 2, call('set_add'), none),
  'set.update': row('display', 2, call('set_update'), none),
  'dict.set': row('display', 3, call('dict_set'), none),
  /** `{**mapping}`. */
  'dict.update': row('display', 2, call('dict_update'), none),
  /** `f(**mapping)`: operands dict, mapping, the function for the error's text. */
  'dict.merge': row('display', 3, call('dict_merge'), none),
  /** Operands: value, format specification (None for none). */
  'format.value': row('object', 2, call('format_value'), { immediates: ['conversion'], quiet: 'are_plain' }),
};
