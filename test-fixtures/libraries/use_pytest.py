"""pytest in a compiled program: plugins and fixtures of the program, tests that it writes, rewritten asserts, and its report."""
import contextlib
import io
import re
import sys
import tempfile
from pathlib import Path

import pytest

TESTS = '''
import pytest

def helper(x):
    assert x < 3, "too big"

@pytest.mark.parametrize("n", [1, 2, 3])
def test_number(n):
    helper(n)

def test_compare(words):
    assert words == ["a", "c"]

class TestBox:
    @pytest.fixture(autouse=True)
    def box(self):
        self.value = 4

    def test_value(self, doubled):
        assert doubled(self.value) == 8

    def test_raises(self):
        with pytest.raises(ValueError, match="no .*"):
            int("x")

@pytest.mark.xfail(reason="known")
def test_known():
    assert sum([1, 2]) == 4

def test_output(capsys):
    print("shown")
    assert capsys.readouterr().out == "shown"
'''


class Plugin:
    def __init__(self):
        self.outcomes = []

    @pytest.fixture
    def words(self):
        yield ["a", "b"]
        self.outcomes.append("words left")

    @pytest.fixture
    def doubled(self, request):
        return lambda x: (self.outcomes.append(request.node.name), x * 2)[1]

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or report.failed:
            self.outcomes.append((report.nodeid, report.when, report.outcome))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        self.outcomes.append(f"before {item.name}")
        try:
            return (yield)
        finally:
            self.outcomes.append(f"after {item.name}")


def compares(left, right):
    with pytest.raises(AssertionError) as caught:
        assert left == right
    return caught.type.__name__, str(caught.value), caught.traceback[-1].name, caught.traceback[-1].lineno


def main():
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "test_written.py").write_text(TESTS)
        plugin = Plugin()
        with contextlib.redirect_stdout(io.StringIO()) as said:
            code = pytest.main(["-q", "-p", "no:cacheprovider", "--rootdir", folder, "-c", "/dev/null", folder], plugins=[plugin])
        print(re.sub(r"0x[0-9a-f]+|in [\d.]+s|\.\./", "", said.getvalue().replace(folder, "").replace(folder[1:], "")))
        for outcome in plugin.outcomes:
            print(str(outcome).replace(folder, ""))
        print(int(code))
    print(compares(1, 2))
    with pytest.raises(TypeError, match=re.escape("unsupported operand")) as caught:
        1 + "a"
    print(caught.value, caught.match("int"))
    with pytest.warns(UserWarning) as warned:
        import warnings

        warnings.warn("careful")
    print(len(warned), warned[0].message, warned[0].lineno)
    patch = pytest.MonkeyPatch()
    patch.setattr(sys.modules["__main__"], "compares", lambda: "patched")
    print(compares())
    patch.undo()
    print(pytest.approx(0.1 + 0.2) == 0.3)


main()
