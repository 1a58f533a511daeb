print('pack runs', __name__, __package__)
VERSION = '1.0'


def __getattr__(name):
    if name == 'dynamic':
        return 'made by module __getattr__'
    raise AttributeError(f'pack has no {name}')
