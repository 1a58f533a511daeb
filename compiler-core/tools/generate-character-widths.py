#!/usr/bin/env python3
"""Writes `src/syntax/characters/widths.generated.ts`: the characters that `traceback` of 3.15 takes for wide, or for none.

Runs of them as `LENGTH` of what lies between, `LENGTH` of the run, in base 36, for each width.
"""
import pathlib
import sys
import unicodedata

target = pathlib.Path(__file__).parent.parent / "src/syntax/characters/widths.generated.ts"


def width(character):
    if ord(character) < 128:
        return 1
    if unicodedata.combining(character) or (unicodedata.category(character) == "Cf" and character != "\u00ad"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def base36(number):
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def runs(wanted):
    lengths = [0]
    inside = False
    for code in range(sys.maxunicode + 1):
        if (width(chr(code)) == wanted) != inside:
            inside = not inside
            lengths.append(0)
        lengths[-1] += 1
    words = [base36(length) for length in lengths]
    rows = []
    for word in words:
        if not rows or len(rows[-1]) + len(word) > 125:
            rows.append("")
        rows[-1] += f"{word} "
    return "\n".join(f"  '{row}' +" for row in rows)[:-2]


target.write_text(f"""// Made by tools/generate-character-widths.py from Unicode {unicodedata.unidata_version}: change that instead.

/** Lengths in base 36: of characters that have one column, of those that have two, and so on. */
export const wideRuns: string =
{runs(2)};

/** The same of characters that have none. */
export const emptyRuns: string =
{runs(0)};
""")
