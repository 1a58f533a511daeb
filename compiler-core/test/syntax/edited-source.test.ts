/** After any edit the editor gives what a fresh start gives: the same AST and scopes, or the same error. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createSourceEditor, type EditedSource } from '../../src/pipeline/edited-source.js';
import { analyzeScopes, parseModule } from '../../src/pipeline/front-end.js';
import { dumpScopes } from '../../src/scopes/dump-scopes.js';
import { childrenOf } from '../../src/syntax/ast/children.js';
import type { AstNode } from '../../src/syntax/ast/nodes.generated.js';
import { createRandom } from '../harness/random.js';
import { newestOf } from '../../src/targets/target-version.js';

const folder = fileURLToPath(new URL('../../../test-fixtures/', import.meta.url));
const texts = ['syntax', 'scopes']
  .flatMap((name) => readdirSync(join(folder, name)).filter((file) => file.endsWith('.py')).map((file) => join(folder, name, file)))
  .map((file) => readFileSync(file, 'utf8'));
const target = newestOf(13);
const pieces = ['x', '\n', ' ', '    ', '(', ')', "'", '"""', ':', '#', 'if a:\n    b\n', '    y = 1\n', 'class A:\n', 'def f():\n', 'else:\n', 'global x\n', '[x for y in z]\n', '@', '\\', ';', '\t', 'ä', ' is 1', "'\\\\d'", ''];

/** In a form that can be compared: scopes lead to one another in circles. */
function comparable(edited: EditedSource): unknown {
  return edited.kind === 'rejected' ? edited : { module: edited.module, scopes: dumpScopes(edited.scopes, target), opened: openedScopes(edited), warnings: warningsOf(edited) };
}

function warningsOf({ warnings }: Extract<EditedSource, { kind: 'analyzed' }>): readonly string[] {
  return warnings.map(({ message, at }) => `${at.lineno}:${at.col_offset}-${at.end_lineno}:${at.end_col_offset} ${message}`).sort();
}

/** The scopes by the nodes that open them. */
function openedScopes({ module, scopes }: Extract<EditedSource, { kind: 'analyzed' }>): readonly string[] {
  const found: string[] = [];
  const walk = (node: AstNode): void => {
    if (node._type === 'FunctionDef' || node._type === 'ClassDef' || node._type === 'Lambda' || node._type === 'ListComp') {
      const scope = scopes.scopeOf(node);
      found.push(`${scope.name} ${scope.start?.lineno} ${scope.parent?.name} ${scope.parent === scopes.module} ${[...scope.symbols].map(([name, symbol]) => `${name} ${symbol.resolution}`).join()}`);
    }
    for (const child of childrenOf(node)) walk(child);
  };
  walk(module);
  return found;
}

function fresh(text: string): unknown {
  const parsed = parseModule(text, target);
  if (parsed.kind === 'rejected') return { ...parsed, by: 'parser' };
  const analyzed = analyzeScopes(parsed.module, target);
  if (analyzed.kind === 'rejected') return comparable({ ...analyzed, by: 'symbol table' });
  const first = createSourceEditor(target).update(text);
  return comparable({ ...analyzed, module: parsed.module, warnings: first.kind === 'rejected' ? [] : first.warnings });
}

/** A class long enough to have units of its own. */
const longClass = `import a\n\n@decorated\nclass Long(Base is 1):\n    """Text."""\n${Array.from({ length: 60 }, (_item, index) => `    @property\n    def method${index}(self):\n        # ${index}\n        return [self.x is ${index},\n            ${index}]\n\n    value${index} = 'a\\\\d'; other = 2\n`).join('')}\nlast = 1\n`;

it.each([1, 2, 3])('gives the AST and scopes of a fresh start after random edits (%i)', (seed) => {
  const random = createRandom(seed);
  for (const original of [longClass, ...texts.filter((_text, index) => index % 3 === seed - 1)]) {
    const editor = createSourceEditor(target);
    editor.update(original);
    let text = original;
    for (let step = 0; step < 25; step++) {
      const at = random(text.length + 1);
      const removed = random(3) === 0 ? random(12) : 0;
      text = text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + removed);
      const edited = editor.update(text);
      expect(comparable(edited), JSON.stringify(text.slice(Math.max(0, at - 60), at + 60))).toEqual(fresh(text));
      // Mostly back to Python, so that there is something to edit.
      if (edited.kind === 'rejected' && random(4) > 0) text = original;
    }
  }
});
