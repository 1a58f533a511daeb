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


def runner(module):
    """Runs the module's level once more; compiled, as only its own loader runs it natively."""
    if type(module.__loader__).__name__ == 'CompiledLoader':
        return lambda: module.__loader__.exec_module(module)
    code = module.__loader__.get_code(module.__name__)
    return lambda: exec(code, vars(module))


def measure(run, times):
    changes = []
    for _ in range(times):
        gc.collect()
        references, blocks = sys.gettotalrefcount(), sys.getallocatedblocks()
        with unheard():
            run()
        gc.collect()
        changes.append((sys.gettotalrefcount() - references, sys.getallocatedblocks() - blocks))
    return changes


with unheard():
    import subject
subject = sys.modules['subject']
for references, blocks in measure(runner(subject), 6)[2:]:
    print(references, blocks)
