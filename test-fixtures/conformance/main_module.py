# What the program sees of its own module, and what other processes do.
import sys, pickle, atexit, os
class K: 
    def __init__(self): self.v = 1
def fn(x): return x + 1
print(__name__, os.path.basename(__file__), __spec__, type(__builtins__).__name__, __doc__, __package__, '__annotations__' in globals())
print(sorted(k for k in globals() if k.startswith('__')))
print(pickle.loads(pickle.dumps(fn)) is fn, pickle.loads(pickle.dumps(K())).v)
print(sys.argv[1:], sys.flags.optimize, sys.executable.split('/')[-1][:6])
import multiprocessing as mp
if __name__ == '__main__':
    with mp.get_context('fork').Pool(2) as p: print(p.map(fn, [1, 2, 3]))
    with mp.get_context('spawn').Pool(1) as p: print(p.map(fn, [1, 2, 3]))
    atexit.register(print, 'bye')
    sys.stdout.write('no newline')
    sys.exit('message to stderr')
