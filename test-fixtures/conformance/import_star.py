# from module import *, with and without __all__.
from os.path import *
from math import *
print(join('a', 'b'), floor(2.5), 'split' in globals())
import types, sys
m = types.ModuleType('mm'); m.__all__ = ['a', 'zz']; m.a = 1; sys.modules['mm'] = m
try: 
    from mm import *
except AttributeError as e: print(e)
m.__all__ = ['a', 3]
try: 
    from mm import *
except TypeError as e: print(e)
print(a)
