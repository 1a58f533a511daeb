"""A module with a docstring."""
print('helper runs', __name__)
answer = 42
_hidden = 1


def compute(x):
    return x * answer if isinstance(answer, int) else f'{x} {answer}'


def read_answer():
    return answer


def public():
    return _hidden
