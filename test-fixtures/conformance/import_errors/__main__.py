"""Tracebacks of imports that fail: the importer's own frames are not among them."""
import traceback


def divides():
    import divides


def broken():
    import broken


def nested():
    import imports_failing


def relative():
    import pack.inner


def nothing():
    import nothing_here


def missing():
    from good import missing


for case in divides, divides, broken, nested, relative, nothing, missing:
    try:
        case()
    except BaseException:
        traceback.print_exc()
