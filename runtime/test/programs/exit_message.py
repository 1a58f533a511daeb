# sys.exit with a text.
import sys
def f(): sys.exit("x")
f()
