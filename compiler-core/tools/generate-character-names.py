#!/usr/bin/env python3
"""Writes `src/syntax/characters/names.generated.ts`: the names and aliases that `\\N{...}` takes, from `unicodedata`.

The names of ideographs and Hangul syllables follow from a rule and are left out. The text is `NAME;code` lines in the
order of the codes, where a code is written as the distance from the one before, deflated and in base 64.
"""
import base64
import pathlib
import sys
import unicodedata
import zlib

target = pathlib.Path(__file__).parent.parent / "src/syntax/characters/names.generated.ts"
lines = []
previous = 0
for code in range(sys.maxunicode + 1):
    name = unicodedata.name(chr(code), "")
    if name and not name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
        lines.append(f"{name};{code - previous:x}")
        previous = code
packed = base64.b64encode(zlib.compress("\n".join(lines).encode(), 9)).decode()
rows = "\n".join(f"  '{packed[at:at + 110]}'," for at in range(0, len(packed), 110))
target.write_text(f"""// Made by tools/generate-character-names.py from Unicode {unicodedata.unidata_version}: change that instead.

/** Deflated `NAME;distance` lines, in base 64. */
export const packedCharacterNames: string = [
{rows}
].join('');
""")
