"""Makes a program that differs as small as it goes: `reduce.py FILE NODE TAIPAN PYTHON` prints the smallest found, each of whose
statements is needed for the difference. `taipan verify` is the judge.
"""
import ast
import glob
import os
import shutil
import subprocess
import sys
import tempfile

SUITES = ('body', 'orelse', 'finalbody', 'handlers', 'cases')
MAIN = 'import support\n\ndef load():\n    import {0}\n\nsupport.run("{0}", load)\n'


def suites(tree):
    """All lists of statements, the outer ones first; of equal depth the longer ones first."""
    found = []

    def visit(node, depth):
        for name in SUITES:
            suite = getattr(node, name, None)
            if isinstance(suite, list) and suite:
                found.append((depth, -len(suite), len(found), node, name))
                for child in suite:
                    visit(child, depth + 1)

    visit(tree, 0)
    return [(node, name) for _, _, _, node, name in sorted(found, key=lambda each: each[:3])]


def reductions(tree):
    """Ways to make the tree smaller, each as a pair: what does it, and what takes it back."""
    for node, name in suites(tree):
        suite = getattr(node, name)
        size = len(suite)
        while size:
            for start in range(0, len(suite), size):
                yield node, name, [*suite[:start], *suite[start + size:]]
            size //= 2
        for index, child in enumerate(suite):
            # A statement gives way to what is in it.
            for inner in SUITES[:3]:
                inside = getattr(child, inner, None)
                if isinstance(child, ast.stmt) and not isinstance(child, (ast.FunctionDef, ast.ClassDef)) and isinstance(inside, list) and inside:
                    yield node, name, [*suite[:index], *inside, *suite[index + 1:]]


class Judge:
    def __init__(self, command, python, path):
        self.command, self.python, self.name = command, python, os.path.splitext(os.path.basename(path))[0]
        self.folder = tempfile.mkdtemp(prefix='taipan-reduce-')
        shutil.copy(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'support.py'), self.folder)
        with open(os.path.join(self.folder, '__main__.py'), 'w') as file:
            file.write(MAIN.format(self.name))
        # Its other modules stay as they are.
        for other in glob.glob(f'{os.path.splitext(path)[0]}_*.py'):
            shutil.copy(other, self.folder)

    def differs(self, tree):
        try:
            text = ast.unparse(tree)
            compile(text, 'program', 'exec')
        except (SyntaxError, ValueError, IndexError, TypeError):
            return False
        with open(os.path.join(self.folder, f'{self.name}.py'), 'w', encoding='utf-8') as file:
            file.write(text)
        run = subprocess.run([*self.command, 'verify', '-O0', '--python', self.python, self.folder], capture_output=True, timeout=300)
        return run.returncode == 1


def reduce(tree, judge):
    changed = True
    while changed:
        changed = False
        for node, name, smaller in reductions(tree):
            before = getattr(node, name)
            setattr(node, name, smaller)
            if judge.differs(tree):
                changed = True
                break
            setattr(node, name, before)
    return tree


if __name__ == '__main__':
    path, node, taipan, python = sys.argv[1:]
    with open(path, encoding='utf-8') as file:
        tree = ast.parse(file.read())
    judge = Judge([node, taipan], python, path)
    try:
        if judge.differs(tree):
            print(ast.unparse(reduce(tree, judge)))
        else:
            print('by itself the program does not differ')
    finally:
        shutil.rmtree(judge.folder)
