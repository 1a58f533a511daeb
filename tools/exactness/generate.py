"""Writes programs of `pysource-codegen` for the seeds from 0, one a file, into a folder; those that are there stay."""
import os
import sys
import warnings

import pysource_codegen

warnings.simplefilter('ignore')
folder, count = sys.argv[1], int(sys.argv[2])
for seed in range(count):
    path = os.path.join(folder, f'{seed:06}.py')
    if os.path.exists(path):
        continue
    try:
        text = pysource_codegen.generate(seed, node_limit=50 + seed % 400, depth_limit=4 + seed % 6)
        data = text.encode()
    except (RecursionError, UnicodeEncodeError, ValueError):
        data = b''
    with open(path, 'wb') as stream:
        stream.write(data)
