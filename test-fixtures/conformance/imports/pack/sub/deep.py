import pack


def where():
    return __name__, pack.__name__
