"""
Runs the module `subject` beside it again and again and prints what each run leaves: references, memory blocks. A run is its
module level, or with the argument `tests` its tests, of which the last line says how many there are and which fail.
"""
import contextlib
import gc
import importlib.util
import io
import sys
import unittest


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


def measure(run, times, forget):
    changes = []
    for _ in range(times):
        forget()
        references, blocks = sys.gettotalrefcount(), sys.getallocatedblocks()
        with unheard():
            run()
        forget()
        changes.append((sys.gettotalrefcount() - references, sys.getallocatedblocks() - blocks))
    return changes


def run_tests():
    global outcome
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromModule(subject).run(result)
    outcome = result.testsRun, *sorted(test.id() for test, _ in result.failures + result.errors)


spec = importlib.util.find_spec('subject')
subject = importlib.util.module_from_spec(spec)
sys.modules['subject'] = subject
outcome = None
if sys.argv[2:] == ['tests']:
    from test.libregrtest.utils import clear_caches
    spec.loader.exec_module(subject)
    changes = measure(run_tests, 6, lambda: (clear_caches(), gc.collect()))
else:
    # A compiled module runs natively by its own loader only.
    changes = measure(lambda: spec.loader.exec_module(subject), 7, gc.collect)
for references, blocks in changes[3:]:
    print(references, blocks)
if outcome:
    print(*outcome)
