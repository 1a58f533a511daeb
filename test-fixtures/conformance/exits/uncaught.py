"""An uncaught exception: chained, with notes and carets, on standard error; exit code 1."""
import sys


class Failure(Exception):
    pass


def parse(record):
    return record['outer']['inner'][0] + record['other'].strip() * 2


def convert(value):
    try:
        return int(value)
    except ValueError as error:
        error.add_note('while converting')
        raise Failure('cannot convert', value) from error


def main():
    try:
        parse({'outer': {'inner': []}, 'other': ''})
    except IndexError:
        print([convert(text)
               for text in ('1', 'x')])


print('starting')
sys.stdout.flush()
main()
