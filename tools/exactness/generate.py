"""Writes programs of `pysource-codegen` for the seeds from 0, one a file, into a folder; those that are there stay."""
import multiprocessing
import os
import sys
import warnings

import pysource_codegen


def write(path, seed):
    warnings.simplefilter('ignore')
    try:
        text = pysource_codegen.generate(seed, node_limit=50 + seed % 400, depth_limit=4 + seed % 6)
        data = text.encode()
    except (RecursionError, UnicodeEncodeError, ValueError):
        data = b''
    # Whole or not at all: a run that is cut short leaves nothing that the next would take for a program.
    with open(f'{path}.part', 'wb') as stream:
        stream.write(data)
    os.replace(f'{path}.part', path)


def main(folder, count):
    paths = [os.path.join(folder, f'{seed:06}.py') for seed in range(count)]
    missing = [(path, seed) for seed, path in enumerate(paths) if not os.path.exists(path)]
    with multiprocessing.Pool() as pool:
        pool.starmap(write, missing, chunksize=4)


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]))
