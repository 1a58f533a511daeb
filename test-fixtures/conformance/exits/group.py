"""An uncaught exception group."""


def fail(number):
    raise ValueError(f'failure {number}')


errors = []
for number in range(3):
    try:
        fail(number)
    except ValueError as error:
        errors.append(error)
raise ExceptionGroup('all failed', [*errors, ExceptionGroup('inner', [TypeError('t')])])
