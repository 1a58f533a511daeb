/** What CPython warns of an escape that it leaves as it is written. */
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';

/** `escape` with its backslash. */
export function describeEscape(escape: string, target: TargetVersion): string {
  const octal = escape.length > 2 ? 'octal ' : '';
  if (!supports(target, 'advisesOnEscapes')) return `invalid ${octal}escape sequence '${escape}'`;
  return `"${escape}" is an invalid ${octal}escape sequence. Such sequences will not work in the future. Did you mean "\\${escape}"? A raw string is also an option.`;
}
