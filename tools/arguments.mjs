/** The options of the scripts of `package.json`: `--help` prints the comment that a script begins with. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** `script` is the caller's `import.meta.url`, `config` as for `parseArgs`. A wrong option is one line and exit code 2. */
export function readArguments(script, config) {
  const file = fileURLToPath(script);
  try {
    const found = parseArgs({ ...config, options: { ...config.options, help: { type: 'boolean', short: 'h', default: false } } });
    if (!found.values.help) return found;
  } catch (error) {
    console.error(`${basename(file)}: ${error.message.split('. ')[0]} (--help lists the options)`);
    process.exit(2);
  }
  const [, comment = ''] = /\/\*\*\n([\s\S]*?)\n \*\//.exec(readFileSync(file, 'utf8')) ?? [];
  console.log(comment.replace(/^ \* ?/gm, ''));
  process.exit(0);
}
