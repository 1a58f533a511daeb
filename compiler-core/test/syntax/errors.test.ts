/** The error of a text that is not Python is the one of every interpreter at hand: type, message, line and offset. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { buildScopes } from '../../src/scopes/build-scopes.js';
import { ScopeError } from '../../src/scopes/scope.js';
import { parseText } from '../../src/syntax/parse/parse-module.js';
import type { TargetVersion } from '../../src/targets/target-version.js';
import { findFrontEndInterpreters } from '../harness/interpreters.js';
import { meaning, typing } from './wrong-texts.js';

const script = `
import json, sys
for text in json.load(sys.stdin):
    try:
        compile(text, "<text>", "exec", dont_inherit=True)
        print("null")
    except SyntaxError as error:
        print(json.dumps([type(error).__name__, error.msg, error.lineno, error.offset]))
`;

function judge(text: string, target: TargetVersion): unknown {
  const { module, errors } = parseText(text, target);
  const [error] = errors;
  if (error) return [error.type, error.message, error.lineno, error.offset];
  try {
    buildScopes(module, target);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof ScopeError)) throw thrown;
    return ['SyntaxError', thrown.message, thrown.lineno, thrown.offset];
  }
}

describe.each(findFrontEndInterpreters())('Python 3.$minor', ({ command, target }) => {
  const texts = [...typing, ...meaning];
  const answer = spawnSync(command, ['-W', 'ignore', '-c', script], { input: JSON.stringify(texts), encoding: 'utf8' });
  const expected = answer.stdout.trim().split('\n').map((line): unknown => JSON.parse(line));

  it.each(texts.map((text, index) => [JSON.stringify(text), text, expected[index]] as const))('%s', (_name, text, theirs) => {
    expect(judge(text, target)).toEqual(theirs);
  });
});
