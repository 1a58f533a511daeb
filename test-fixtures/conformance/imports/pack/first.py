print('first starts')
from . import second

NAME = 'first'


def partner():
    return second


print('first ends')
