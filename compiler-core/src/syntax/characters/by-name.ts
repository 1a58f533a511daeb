/** Characters by their Unicode name, for `\N{name}`. */
import { inflateSync } from 'node:zlib';
import { characterAliases } from './aliases.js';
import { packedCharacterNames } from './names.generated.js';

/** Names are unique without regard to case. Python knows no named sequences. */
export function findCharacterByName(name: string): string | undefined {
  const upper = name.toUpperCase();
  const code = ideographCode(upper) ?? hangulCode(upper) ?? characterAliases[upper] ?? variationSelectorCode(upper) ?? loadNames().get(upper);
  return code === undefined ? undefined : String.fromCodePoint(code);
}

/** `VS1` to `VS256`. */
function variationSelectorCode(name: string): number | undefined {
  const number = Number(/^VS([1-9][0-9]{0,2})$/.exec(name)?.[1] ?? 0);
  if (number < 1 || number > 256) return undefined;
  return number <= 16 ? 0xfe00 + number - 1 : 0xe0100 + number - 17;
}

function ideographCode(name: string): number | undefined {
  const digits = /^CJK UNIFIED IDEOGRAPH-([0-9A-F]{4,5})$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

const leading = 'G GG N D DD R M B BB S SS  J JJ C K T P H'.split(' ');
const vowels = 'A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I'.split(' ');
const trailing = ' G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H'.split(' ');

/** A Hangul syllable is named by its letters (Unicode 3.12). */
function hangulCode(name: string): number | undefined {
  const match = /^HANGUL SYLLABLE ([GNDRMBSJCKTPH]*)([AEIOUWY]+)([A-Z]*)$/.exec(name);
  if (match === null) return undefined;
  const indexes = [leading.indexOf(match[1] ?? ''), vowels.indexOf(match[2] ?? ''), trailing.indexOf(match[3] ?? '')];
  const [lead = -1, vowel = -1, trail = -1] = indexes;
  return Math.min(lead, vowel, trail) < 0 ? undefined : 0xac00 + (lead * 21 + vowel) * 28 + trail;
}

let names: ReadonlyMap<string, number> | undefined;

/** Unpacked when the first name is met: few programs have one. */
function loadNames(): ReadonlyMap<string, number> {
  if (names !== undefined) return names;
  const unpacked = new Map<string, number>();
  let code = 0;
  for (const line of inflateSync(Buffer.from(packedCharacterNames, 'base64')).toString('latin1').split('\n')) {
    const separator = line.indexOf(';');
    code += Number.parseInt(line.slice(separator + 1), 16);
    unpacked.set(line.slice(0, separator), code);
  }
  names = unpacked;
  return unpacked;
}
