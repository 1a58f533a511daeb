print('second starts')
from . import first

print('second sees', hasattr(first, 'NAME'))
try:
    from .first import NAME as too_early
except ImportError as error:
    print('circular', str(error).split(' (')[0])
NAME = 'second'


def partner():
    return first
