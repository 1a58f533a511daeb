"""Turns what prepare.py wrote into C++ constants for the hand-written test program: sites by line and column."""
import json
import sys

report, blob, source = sys.argv[1:]
codes = json.load(open(report))[0]['codes']
for index, code in enumerate(codes):
    name = code['qualname'].replace('.', '_').replace('<', '').replace('>', '')
    if f'{name}_' in ('module_',):
        name = 'top'
    print(f"constexpr int {name}_index = {index}, {name}_prefix = {code['prefix']};")
    seen = set()
    for unit, line, end_line, column, end_column in code['positions']:
        if None in (line, end_line, column, end_column):
            continue
        label = f'{name}_{line}_{column}_{end_column}'
        if end_line == line and label not in seen:
            seen.add(label)
            print(f'constexpr int {label} = {unit};')
for name, path in (('blob', blob), ('source', source)):
    data = open(path, 'rb').read()
    print(f'const unsigned char {name}_bytes[] = {{{",".join(map(str, data))}}};')
