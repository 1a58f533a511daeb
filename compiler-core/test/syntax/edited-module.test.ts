/** After any edit the editor gives what a fresh start gives: the same AST, or the same error. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createModuleEditor } from '../../src/syntax/build/edited-module.js';
import { buildModule } from '../../src/syntax/build/module.js';
import { createParser } from '../../src/syntax/cst/parser.js';

const folder = fileURLToPath(new URL('../../../test-fixtures/', import.meta.url));
const texts = ['syntax', 'scopes']
  .flatMap((name) => readdirSync(join(folder, name)).filter((file) => file.endsWith('.py')).map((file) => join(folder, name, file)))
  .map((file) => readFileSync(file, 'utf8'));
const parser = await createParser();
const pieces = ['x', '\n', ' ', '    ', '(', ')', "'", '"""', ':', '#', 'if a:\n    b\n', '    y = 1\n', 'class A:\n', 'def f():\n', 'else:\n', '@', '\\', ';', '\t', 'ä', ''];

function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

function fresh(text: string): unknown {
  const { module, errors } = buildModule(parser, text, 13);
  return errors.length > 0 ? { kind: 'rejected', errors } : { kind: 'parsed', module };
}

/** A class long enough to have units of its own. */
const longClass = `import a\n\n@decorated\nclass Long(Base):\n    """Text."""\n${Array.from({ length: 60 }, (_item, index) => `    @property\n    def method${index}(self):\n        # ${index}\n        return [self.x,\n            ${index}]\n\n    value${index} = 'a'; other = 2\n`).join('')}\nlast = 1\n`;

it.each([1, 2, 3])('gives the AST of a fresh start after random edits (%i)', (seed) => {
  const random = createRandom(seed);
  for (const original of [longClass, ...texts.filter((_text, index) => index % 3 === seed - 1)]) {
    const editor = createModuleEditor(parser, 13);
    editor.update(original);
    let text = original;
    for (let step = 0; step < 25; step++) {
      const at = random(text.length + 1);
      const removed = random(3) === 0 ? random(12) : 0;
      text = text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + removed);
      const edited = editor.update(text);
      expect(edited, JSON.stringify(text.slice(Math.max(0, at - 60), at + 60))).toEqual(fresh(text));
      // Mostly back to Python, so that there is something to edit.
      if (edited.kind === 'rejected' && random(4) > 0) text = original;
    }
  }
});
