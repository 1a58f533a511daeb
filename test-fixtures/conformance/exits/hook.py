"""sys.excepthook gets the uncaught exception; an error in it is told as well."""
import sys
import traceback


def hook(kind, value, trace):
    print('hook', kind.__name__, value, [f.name for f in traceback.extract_tb(trace)])


sys.excepthook = hook


def deep(n):
    if n == 0:
        raise LookupError('deep')
    deep(n - 1)


deep(3)
