from .. import VERSION
from ..sub import deep

__all__ = ['exported_by_all']
exported_by_all = 'exported'
kept_back = 'kept'


def upward():
    from ..first import NAME
    return NAME, VERSION
