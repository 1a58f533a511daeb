/**
 * The scopes of a module that is edited are those of a fresh start, in all that can be asked of them, whichever of its
 * nodes an editor uses again: here every statement that says the same as before, also in classes.
 */
import { describe, expect, it } from 'vitest';
import { buildScopes } from '../../src/scopes/build-scopes.js';
import { createScopesEditor, type ScopesEditor } from '../../src/scopes/edited-scopes.js';
import { type Scope, ScopeError, type ScopeTree } from '../../src/scopes/scope.js';
import { childrenOf } from '../../src/syntax/ast/children.js';
import type { AstNode, Module, stmt } from '../../src/syntax/ast/nodes.generated.js';
import { parseText } from '../../src/syntax/parse/parse-module.js';
import { newestOf, targetMinors, type TargetVersion } from '../../src/targets/target-version.js';
import { createRandom } from '../harness/random.js';

/** All that a scope says, with the ways to other scopes as places in the tree. */
function describeScope(scope: Scope, places: ReadonlyMap<Scope, string>): unknown {
  const { node, start, parent, children, symbols, ...plain } = scope;
  const { kind, name, parameters, needsClassCell, needsClassDictionaryCell, isInlined, isNested, isGenerator, isCoroutine, mangledBy } = plain;
  return {
    kind, name, parameters, needsClassCell, needsClassDictionaryCell, isInlined, isNested, isGenerator, isCoroutine, mangledBy,
    opensWith: node._type,
    line: start?.lineno ?? 0,
    parent: parent && (places.get(parent) ?? parent.name),
    symbols: [...symbols].map(([key, symbol]) => `${key} ${symbol.name} ${symbol.flags} ${symbol.resolution}`),
    children: children.map((child) => describeScope(child, places)),
  };
}

function placesOf(scope: Scope, path = '', places = new Map<Scope, string>()): ReadonlyMap<Scope, string> {
  places.set(scope, path);
  for (const [index, child] of scope.children.entries()) placesOf(child, `${path}/${index} ${child.name}`, places);
  return places;
}

function describeTree(tree: ScopeTree, module: Module): unknown {
  const places = placesOf(tree.module);
  const found: string[] = [];
  const placeOf = (scope: Scope): string => places.get(scope) ?? `${scope.kind} ${scope.name} in ${scope.parent?.kind} ${scope.parent && places.get(scope.parent)}`;
  const walk = (node: AstNode): void => {
    switch (node._type) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
      case 'ClassDef':
        found.push(`${node.name} ${placeOf(tree.scopeOf(node))}`);
        if (node.type_params.length > 0) found.push(`around ${placeOf(tree.typeParametersOf(node) ?? tree.module)}`);
        break;
      case 'Module':
      case 'Lambda':
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp':
        found.push(`${node._type} ${placeOf(tree.scopeOf(node))}`);
        break;
      default:
    }
    for (const child of childrenOf(node)) walk(child);
  };
  walk(module);
  return { module: describeScope(tree.module, places), found };
}

function answer(module: Module, make: () => ScopeTree): unknown {
  try {
    return describeTree(make(), module);
  } catch (error) {
    if (!(error instanceof ScopeError)) throw error;
    return { message: error.message, lineno: error.lineno, offset: error.offset };
  }
}

const positions: ReadonlySet<string> = new Set(['lineno', 'col_offset', 'end_lineno', 'end_col_offset']);
const shapeOf = (node: AstNode): string => JSON.stringify(node, (key, value: unknown) => (positions.has(key) ? undefined : typeof value === 'bigint' ? String(value) : value));

/** The statements, with those of before that say the same in their places, moved; none is used twice. */
function reuse(before: readonly stmt[], now: readonly stmt[]): stmt[] {
  const left = new Set(before);
  const find = (test: (statement: stmt) => boolean): stmt | undefined => {
    const found = [...left].find(test);
    if (found !== undefined) left.delete(found);
    return found;
  };
  const shapes = new Map(before.map((statement) => [statement, shapeOf(statement)]));
  const same = now.map((statement) => {
    const shape = shapeOf(statement);
    return find((old) => shapes.get(old) === shape);
  });
  return now.map((statement, index) => {
    const old = same[index];
    if (old !== undefined) return move(old, statement);
    if (statement._type !== 'ClassDef') return statement;
    const owner = find((other) => other._type === 'ClassDef' && other.name === statement.name);
    return owner?._type === 'ClassDef' ? { ...statement, body: reuse(owner.body, statement.body) } : statement;
  });
}

function move<Node extends AstNode>(node: Node, to: Node): Node {
  for (const key of positions) if (key in node) Object.assign(node, { [key]: to[key as keyof Node] });
  const targets = childrenOf(to);
  for (const [index, child] of childrenOf(node).entries()) move(child, targets[index] ?? child);
  return node;
}

/** Follows a text through its versions. */
function createFollower(target: TargetVersion): (text: string) => boolean {
  const editor: ScopesEditor = createScopesEditor(target);
  let body: readonly stmt[] = [];
  return (text) => {
    const { module, errors } = parseText(text, target);
    if (errors.length > 0) return false;
    body = reuse(body, module.body);
    const edited: Module = { ...module, body };
    const given = answer(edited, () => editor.update(edited));
    expect(given, text).toEqual(answer(edited, () => buildScopes(edited, target)));
    return !(given as { message?: string }).message;
  };
}

/** Versions of one text, each with what it is to show. */
const histories: Readonly<Record<string, readonly string[]>> = {
  'global declarations that come and go': [
    'x = 1\ndef f():\n    x = 2\n    return x\nclass A:\n    def m(self):\n        return x\n    def n(self):\n        pass\n',
    'x = 1\ndef f():\n    global x\n    x = 2\n    return x\nclass A:\n    def m(self):\n        global new\n        new = x\n    def n(self):\n        pass\n',
    'x = 1\ndef f():\n    x = 2\n    return x\nclass A:\n    def m(self):\n        new = x\n    def n(self):\n        global new, other\n',
    'def f():\n    global x\n    x = 2\n    return x\nclass A:\n    def m(self):\n        new = x\n    def n(self):\n        pass\n',
  ],
  'global and nonlocal declarations in a class body': [
    'class A:\n    y = x\n    def m(self):\n        pass\n    z = y\n',
    'class A:\n    global x\n    y = x\n    def m(self):\n        pass\n    z = y\n',
    'class A:\n    y = x\n    global x\n    def m(self):\n        pass\n    z = y\n',
    'class A:\n    nonlocal x\n    def m(self):\n        pass\n    z = y\n',
    'class A:\n    y = x\n    def m(self):\n        pass\n    z = y\n',
  ],
  'global declarations in the module': ['x = 1\ny = x\n', 'global x\nx = 1\ny = x\n', 'y = x\nglobal x\nx = 1\n', 'y = x\nx = 1\n'],
  'nonlocal declarations without a binding': [
    'class A:\n    x = 1\n    def m(self):\n        def inner():\n            x = 2\n',
    'class A:\n    x = 1\n    def m(self):\n        def inner():\n            nonlocal x\n            x = 2\n',
    'class A:\n    x = 1\n    def m(self):\n        x = 0\n        def inner():\n            nonlocal x\n            x = 2\n',
    'class A:\n    def m(self):\n        def inner():\n            nonlocal __class__\n',
  ],
  'members that capture the class': [
    'class A:\n    def m(self):\n        return 1\n    def n(self):\n        return 2\n',
    'class A:\n    def m(self):\n        return super().m()\n    def n(self):\n        return 2\n',
    'class A:\n    def m(self):\n        return super().m()\n    def n(self):\n        return lambda: __class__\n',
    'class A:\n    def m(self):\n        return 1\n    def n(self):\n        return lambda: __class__\n',
    'class A:\n    def m(self):\n        return 1\n    class B:\n        x = __class__\n        def n(self):\n            pass\n',
    'class A:\n    def m(self):\n        return 1\n    class B:\n        x = __class__\n        def n(self):\n            return __class__\n',
    'class A:\n    def m(self):\n        return 1\n    class B:\n        def n(self):\n            return __class__\n',
    'class A:\n    __class__ = 1\n    class B:\n        def n(self):\n            return __class__\n',
    'class A:\n    __class__ = 1\n    def m(self):\n        return __class__\n',
  ],
  'names that become cells': [
    'def f(a):\n    b = a\n    def g():\n        return 1\n',
    'def f(a):\n    b = a\n    def g():\n        return a, b\n',
    'class A:\n    def f(self, a):\n        b = a\n        def g():\n            return a\n    x = 1\n',
    'class A:\n    def f(self, a):\n        b = a\n        def g():\n            nonlocal a\n            a = b\n    x = 1\n',
  ],
  'comprehensions in a class': [
    'class A:\n    x = [1]\n    def m(self):\n        return x\n',
    'class A:\n    x = [i for i in y]\n    def m(self):\n        return x\n',
    'class A:\n    i = 1\n    x = [i for i in y]\n    z = {j: (lambda: j) for j in x if i}\n    def m(self):\n        return x\n',
    'class A:\n    z = {j: (lambda: j) for j in x if i}\n    x = [__class__ for i in y]\n    def m(self):\n        return x\n',
    'class A:\n    z = {j: (lambda: j) for j in x if i}\n    x = [[super() for j in y] for i in y]\n    __class__ = 3\n    def m(self):\n        return x\n',
    'class A:\n    z = {j: (lambda: j) for j in x if i}\n    x = (super() for i in y)\n    def m(self):\n        return x\n',
    'class A:\n    z = [(w := j) for j in x]\n    def m(self):\n        return x\n',
    'class A:\n    def m(self):\n        return [(w := j) for j in x if w]\n',
  ],
  'comprehensions in the module': [
    'x = [i for i in y]\nz = 1\n', 'i = 0\nx = [i for i in y]\nz = [j for j in i]\n', 'x = [i for i in y]\nz = {(j, lambda: i) for j in i}\n', 'x = [(w := i) for i in y]\nz = w\n', 'x = (i for i in y)\nz = w\n',
  ],
  'the header of a class': [
    'class A(B):\n    __x = 1\n    def m(self):\n        return __x, self.__y\n',
    'class A(B, key=lambda: C):\n    __x = 1\n    def m(self):\n        return __x, self.__y\n',
    'class A2(B, key=lambda: C):\n    __x = 1\n    def m(self):\n        return __x, self.__y\n',
    '@decorate(lambda x: [x for x in y])\nclass A2:\n    __x = 1\n    def m(self):\n        return __x, self.__y\n',
    '@decorate(lambda x: [x for x in y])\nclass A2(a=1, a=2):\n    __x = 1\n    def m(self):\n        return __x, self.__y\n',
    'class A2[T](B):\n    __x = 1\n    def m(self):\n        return __x, self.__y\n',
    'class A2[T, __x](B[T]):\n    T = 1\n    def m(self: T):\n        return __x, self.__y, T\n',
    'def A2(B):\n    __x = 1\n    def m(self):\n        return __x, self.__y\n',
    'class A2:\n    __x = 1\n    def m(self):\n        return __x, self.__y\n',
  ],
  'members that come, go and change places': [
    'import a\nclass A:\n    def m(self): return a\n    def n(self): return b\n    x = y\nz = A\n',
    'import a\nclass A:\n    def m(self): return a\n    x = y\nz = A\n',
    'import a\nclass A:\n    x = y\n    def m(self): return a\n    def o(self): global b\nz = A\n',
    'import a\nclass A:\n    def o(self): global b\n    def m(self): return a\n    y = x\nz = A\n',
    'import a\nclass A:\n    pass\nz = A\n',
    'import a\nclass A:\n    def m(self): return a\nclass A:\n    def m(self): return a\n    y = x\nz = A\n',
    'import a\nz = A\n',
    'import a\nclass A:\n    def m(self): return a\n    y = x\nclass B(A):\n    y = x\nz = A\n',
  ],
  'classes in classes': [
    'class A:\n    class B:\n        class C:\n            def m(self): return __x\n        def n(self): return A\n    def o(self): return B\n',
    'class A:\n    class B:\n        class C:\n            def m(self): return __class__, __x\n        def n(self): return A\n    def o(self): return B\n',
    'class A:\n    class B:\n        class C:\n            def m(self):\n                global C\n                return 1\n        def n(self): return A\n    def o(self): return B\n',
    'class A:\n    class B:\n        class C:\n            global m\n            def m(self): return 1\n        def n(self): return A\n    def o(self): return B\n',
    'class A:\n    class B:\n        class C:\n            def m(self): return 1\n            break\n        def n(self): return A\n    def o(self): return B\n',
    'class A:\n    class B:\n        class C:\n            def m(self): return 1\n        def n(self): return A\n    def o(self): return B\n',
    'class A:\n    class B2:\n        class C:\n            def m(self): return 1\n        def n(self): return A\n    def o(self): return B\n',
  ],
  'annotation scopes in a class': [
    'class A:\n    T = 1\n    def m(self): return T\n    x = 2\n',
    'class A:\n    T = 1\n    def m[S: x](self: S) -> T: return T\n    x = 2\n',
    'class A:\n    def m[S: x](self: S) -> T: return T\n    y = 2\n',
    'class A:\n    type T = x\n    x = [T for T in y]\n    def m(self): return T\n',
    'class A:\n    type T[S] = list[S]\n    def m(self): return T\n',
    'class A:\n    T = 1\n    def m(self): return T\n',
  ],
  'annotations under the future import': [
    'x: int = 1\ndef f(a: (lambda: b)) -> c: pass\nclass A:\n    def m(self, a: [i for i in b]): pass\n',
    'from __future__ import annotations\nx: int = 1\ndef f(a: (lambda: b)) -> c: pass\nclass A:\n    def m(self, a: [i for i in b]): pass\n',
    'from __future__ import annotations\nx: int = 1\ndef f(a: (lambda: b)) -> d: pass\nclass A:\n    def m(self, a: [j for j in b]): pass\n    y: (lambda: 1)\n',
    'x = 1\nfrom __future__ import annotations\n',
    'from __future__ import division\nx: int = 1\ndef f(a: (lambda: b)) -> d: pass\nclass A:\n    def m(self, a: [j for j in b]): pass\n',
  ],
  'errors elsewhere': [
    'class A:\n    def m(self): return 1\n    def n(self): return (lambda: 2)\nx = 1\n',
    'class A:\n    def m(self): return 2\n    def n(self): return (lambda: 2)\nreturn 1\n',
    'class A:\n    def m(self): return 3\n    def n(self): return (lambda: 2)\nx = 1\n',
    'class A:\n    def m(self): return 4\n    return 1\n    def n(self): return (lambda: 2)\nx = 1\n',
    'class A:\n    def m(self): return 5\n    def n(self): return (lambda: 2)\nx = 1\n',
    'class A:\n    def m(self): return 5\n    def n(self): return (lambda: [yield])\nx = (yield)\n',
    'class A:\n    def m(self, self): return 5\n    def n(self): return (lambda: 2)\nx = 1\n',
    'class A:\n    def n(self): return (lambda: 2)\nx = 1\n',
  ],
};

describe.each(targetMinors)('Python 3.%i', (minor) => {
  it.each(Object.entries(histories))('follows %s', (_name, texts) => {
    const follow = createFollower(newestOf(minor));
    for (const text of [...texts, ...texts.toReversed()]) follow(text);
    // And between those that are further from one another.
    for (const [index, text] of texts.entries()) [text, texts.at(index - 3) ?? ''].map(follow);
  });

  it.each([1, 2, 3])('follows random edits (%i)', (seed) => {
    const random = createRandom(seed * 100 + minor);
    const follow = createFollower(newestOf(minor));
    let program: Block[] = [];
    let sound = 0;
    for (let tries = 0; tries < 200 && program.length < 6; tries++) {
      const longer = [...program, randomBlock(random, 2)];
      if (follow(textOf(longer))) program = longer;
    }
    let last = program;
    for (let step = 0; step < 120; step++) {
      program = edit(program, random);
      if (follow(textOf(program))) {
        sound++;
        last = program;
      } else if (random(3) > 0) program = last;
    }
    expect(sound).toBeGreaterThan(30);
  });
});

interface Block {
  readonly line: string;
  readonly body: readonly Block[] | null;
}

const simple = [
  'x = y', 'y = 1', 'a = b, x', 'del y', 'import x', 'import a.b', 'from m import a as b', 'x: y = a', 'y: int', 'x += 1', 'print(a, b)', 'super().m()',
  'a = [i for i in x if y]', 'b = {i: (lambda: i) for i in a}', 'x = (lambda a, b=y: [a, x, b])', 'y = list(i for i in a for j in i)', 'a = [[x for x in i] for i in b]',
  'print((w := x))', 'print([(w := i) for i in x])', 'print(__class__)', 'a = lambda: __class__', 'b = [__class__ for i in x]', '__p = __q', 'self.__p = x', 'from m import *',
  'pass', '"text"', 'return x', 'yield x', 'await x', 'global x', 'global y, b', 'nonlocal a', 'break', 'type T = x', 'type S[T] = T', 'x = [await i for i in y]',
];
const compound = [
  'def f(a, b=x):', 'def g(self, *x, y=[i for i in b]):', 'def m(self):', 'def a():', 'async def h(x: y) -> a:', 'def f():', 'def m(self, a):', 'def g(b):',
  'class A:', 'class A(B):', 'class B(A, metaclass=x):', 'class __C:', 'class A:', 'class B:', 'class D[T](A):', 'def k[T: x](a: T) -> y:', 'if x:', 'for x in y:', 'try:', 'while (x := y):', 'with a as b:',
];

function randomBlock(random: (below: number) => number, depth: number): Block {
  if (depth === 0 || random(3) === 0) return { line: simple[random(simple.length)] ?? '', body: null };
  return { line: compound[random(compound.length)] ?? '', body: Array.from({ length: 1 + random(4) }, () => randomBlock(random, depth - 1)) };
}

/** One change somewhere: a line, or a block that comes, goes or is moved. */
function edit(blocks: readonly Block[], random: (below: number) => number): Block[] {
  const at = random(blocks.length);
  const block = blocks[at];
  if (block === undefined) return [randomBlock(random, 2)];
  if (block.body !== null && random(4) > 0) return blocks.with(at, { ...block, body: edit(block.body, random) });
  switch (random(6)) {
    case 0:
      return blocks.toSpliced(at, 0, randomBlock(random, 2));
    case 1:
      return blocks.length > 1 ? blocks.toSpliced(at, 1) : [randomBlock(random, 2)];
    case 2:
      return blocks.toSpliced(at, 1).toSpliced(random(blocks.length), 0, block);
    case 3:
      return blocks.with(at, randomBlock(random, 2));
    default: {
      const lines = block.body === null ? simple : compound;
      return blocks.with(at, { ...block, line: lines[random(lines.length)] ?? '' });
    }
  }
}

function textOf(blocks: readonly Block[], indentation = ''): string {
  return blocks
    .map(({ line, body }) => {
      const inner = body === null ? '' : textOf(body, `${indentation}    `) || `${indentation}    pass\n`;
      return `${indentation}${line}\n${inner}${line === 'try:' ? `${indentation}finally:\n${indentation}    pass\n` : ''}`;
    })
    .join('');
}
