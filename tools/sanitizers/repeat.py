"""Runs the module level of `subject.py` beside it again and again and prints what each run leaves: references, memory blocks."""
import contextlib
import gc
import io
import sys


@contextlib.contextmanager
def unheard():
    """Without output; what ends the program ends the run."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    try:
        yield
    except BaseException:
        pass
    finally:
        sys.stdout, sys.stderr = before


def run(code, names):
    with unheard():
        exec(code, names)


def measure(code, names, times):
    changes = []
    for _ in range(times):
        gc.collect()
        references, blocks = sys.gettotalrefcount(), sys.getallocatedblocks()
        run(code, names)
        gc.collect()
        changes.append((sys.gettotalrefcount() - references, sys.getallocatedblocks() - blocks))
    return changes


with unheard():
    import subject
subject = sys.modules['subject']
code = subject.__loader__.get_code('subject')
for references, blocks in measure(code, vars(subject), 6)[2:]:
    print(references, blocks)
