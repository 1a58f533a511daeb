"""Ends as usual though exit() is called with None in a nested function."""
import sys


class Thing:
    def __del__(self):
        print("thing dies")


thing = Thing()
print("before", flush=True)
raise SystemExit
