/** Only `rt/compat` names versions of CPython and what it keeps private: the rest of the runtime, and emitted code, ask that folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Version macros, private functions and headers, and fields of structs that change from version to version. */
const isPrivate = /PY_VERSION|\b_Py\w|internal\/pycore|\b(?:localsplus|stacktop|frame_obj|f_executable|f_funcobj|prev_instr|instr_ptr|co_nlocalsplus|co_localsplusnames|_co_\w+|ma_keys|ma_values|ma_version_tag|dk_\w+|tp_version_tag|func_version|lv_tag|ob_digit|cframe|exc_info|datastack_\w+|eval_breaker)\b|\w->(?:recursion_\w+|previous|owner|f_globals|f_builtins|f_locals)\b/;

function sources(folder: string, end: RegExp): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? sources(path, end) : end.test(entry.name) ? [path] : [];
  });
}

const offenders = (paths: readonly string[], pattern: RegExp): readonly string[] => paths.flatMap((path) =>
  readFileSync(join(root, path), 'utf8').split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])));

test('what is private is seen', () => {
  for (const text of ['#if PY_VERSION_HEX >= 0x030C0000', '_Py_Dealloc(object);', 'frame->frame_obj', 'thread->recursion_remaining--', 'code->co_nlocalsplus']) expect(text).toMatch(isPrivate);
  for (const text of ['Py_DECREF(object);', 'compat::recursion_remaining(thread)', 'PyObject_GetAttr(object, name)']) expect(text).not.toMatch(isPrivate);
});

test('only compat names it', () => {
  const paths = ['runtime/include', 'runtime/src', 'runtime/test'].flatMap((folder) => sources(folder, /\.[ch]pp$/));
  const inCompat = paths.filter((path) => path.startsWith('runtime/include/rt/compat/'));
  expect(offenders(inCompat, isPrivate).length).toBeGreaterThan(50);
  expect(offenders(paths.filter((path) => !inCompat.includes(path)), isPrivate)).toEqual([]);
});

test('emitted code names neither it nor compat', () => {
  const paths = sources('compiler-core/src/emission', /\.ts$/);
  expect(paths.length).toBeGreaterThan(10);
  expect(offenders(paths, /PY_VERSION|\b_Py\w|rt::compat/)).toEqual([]);
});
