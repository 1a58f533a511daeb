"""Ends with a code after its cleanups."""
import atexit
import sys

atexit.register(lambda: print("at exit"))


def leave():
    try:
        sys.exit(3)
    finally:
        print("finally")


try:
    leave()
except Exception:
    print("never: SystemExit is no Exception")
