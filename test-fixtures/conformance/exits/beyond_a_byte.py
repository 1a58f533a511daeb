# sys.exit with a number beyond a byte.
import sys
def f(): sys.exit(256)
f()
