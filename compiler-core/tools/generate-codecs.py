#!/usr/bin/env python3
"""Writes `src/source/codecs.generated.ts`: Python's names of encodings, and the characters of those of one byte each."""
import base64
import codecs
import encodings
import encodings.aliases
import importlib
import json
import pathlib
import pkgutil
import zlib

target = pathlib.Path(__file__).parent.parent / "src/source/codecs.generated.ts"
UNDEFINED = "\ufffe"
is_text = {}
tables = {}
for module in sorted(found.name for found in pkgutil.iter_modules(encodings.__path__)):
    try:
        is_text[module] = codecs.lookup(module)._is_text_encoding
    except LookupError:
        continue
    if hasattr(importlib.import_module(f"encodings.{module}"), "decoding_table"):
        characters = [bytes([byte]).decode(module, "replace").replace("\ufffd", UNDEFINED) for byte in range(256)]
        # Most are ASCII in their first half, which is then left out.
        is_ascii = all(ord(character) == byte for byte, character in enumerate(characters[:128]))
        tables[module] = "".join(characters[128:] if is_ascii else characters)
names = {alias: module for alias, module in encodings.aliases.aliases.items() if module in is_text}
names.update((module, module) for module in is_text)
data = {"tables": tables, "names": names, "notText": [module for module in is_text if not is_text[module]]}
packed = base64.b64encode(zlib.compress(json.dumps(data, separators=(",", ":"), sort_keys=True).encode(), 9)).decode()
rows = "\n".join(f"  '{packed[at:at + 110]}'," for at in range(0, len(packed), 110))
target.write_text(f"""// Made by tools/generate-codecs.py: change that instead.

/** Deflated JSON, in base 64. */
export const packedCodecs: string = [
{rows}
].join('');
""")
