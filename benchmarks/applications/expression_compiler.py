"""A small language: regular expressions make tokens, a parser a tree, a compiler instructions for a stack machine."""
import re
import sys

TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<operator>==|!=|<=|>=|[-+*/%<>=(){};,]))")
PRECEDENCE = {"==": 1, "!=": 1, "<": 2, ">": 2, "<=": 2, ">=": 2, "+": 3, "-": 3, "*": 4, "/": 4, "%": 4}


class LanguageError(Exception):
    pass


def tokenize(text):
    tokens = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise LanguageError(f"unexpected {text[position:position + 5]!r} at {position}")
        tokens.append((match.lastgroup, match.group(match.lastgroup)))
        position = match.end()
    tokens.append(("end", ""))
    return tokens


class Parser:
    def __init__(self, tokens):
        self.tokens = tokens
        self.position = 0

    @property
    def text(self):
        return self.tokens[self.position][1]

    def take(self):
        token = self.tokens[self.position]
        self.position += 1
        return token

    def accept(self, text):
        if self.text == text:
            self.position += 1
            return True
        return False

    def expect(self, text):
        if not self.accept(text):
            raise LanguageError(f"expected {text!r}, found {self.text!r}")

    def block(self):
        self.expect("{")
        statements = []
        while not self.accept("}"):
            statements.append(self.statement())
        return ("block", statements)

    def program(self):
        statements = []
        while self.tokens[self.position][0] != "end":
            statements.append(self.statement())
        return ("block", statements)

    def statement(self):
        kind, text = self.take()
        if text == "while":
            return ("while", self.expression(), self.block())
        if text == "if":
            condition, body = self.expression(), self.block()
            return ("if", condition, body, self.block() if self.accept("else") else ("block", []))
        if text == "print":
            value = self.expression()
            self.expect(";")
            return ("print", value)
        if kind != "name":
            raise LanguageError(f"a statement cannot begin with {text!r}")
        self.expect("=")
        value = self.expression()
        self.expect(";")
        return ("assign", text, value)

    def expression(self, least=0):
        left = self.primary()
        while PRECEDENCE.get(self.text, 0) > least:
            operator = self.take()[1]
            left = ("binary", operator, left, self.expression(PRECEDENCE[operator]))
        return left

    def primary(self):
        kind, text = self.take()
        if kind == "number":
            return ("number", float(text) if "." in text else int(text))
        if kind == "name":
            return ("name", text)
        if text == "(":
            value = self.expression()
            self.expect(")")
            return value
        if text == "-":
            return ("binary", "-", ("number", 0), self.primary())
        raise LanguageError(f"unexpected {text or 'end'!r}")


def fold(node):
    """Computes what is constant."""
    if node[0] == "binary":
        _, operator, left, right = node
        left, right = fold(left), fold(right)
        if left[0] == right[0] == "number" and not (operator in "/%" and right[1] == 0):
            return ("number", OPERATIONS[operator](left[1], right[1]))
        return ("binary", operator, left, right)
    return tuple(fold(part) if isinstance(part, tuple) else [fold(item) for item in part] if isinstance(part, list) else part for part in node)


class Compiler:
    def __init__(self):
        self.code = []

    def emit(self, name, argument=None):
        self.code.append((name, argument))
        return len(self.code) - 1

    def patch(self, index):
        self.code[index] = (self.code[index][0], len(self.code))

    def visit(self, node):
        getattr(self, f"visit_{node[0]}")(*node[1:])

    def visit_block(self, statements):
        for statement in statements:
            self.visit(statement)

    def visit_number(self, value):
        self.emit("push", value)

    def visit_name(self, name):
        self.emit("load", name)

    def visit_assign(self, name, value):
        self.visit(value)
        self.emit("store", name)

    def visit_binary(self, operator, left, right):
        self.visit(left)
        self.visit(right)
        self.emit("operate", operator)

    def visit_print(self, value):
        self.visit(value)
        self.emit("print")

    def visit_if(self, condition, body, otherwise):
        self.visit(condition)
        skip = self.emit("branch")
        self.visit(body)
        end = self.emit("jump")
        self.patch(skip)
        self.visit(otherwise)
        self.patch(end)

    def visit_while(self, condition, body):
        start = len(self.code)
        self.visit(condition)
        leave = self.emit("branch")
        self.visit(body)
        self.emit("jump", start)
        self.patch(leave)


OPERATIONS = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "%": lambda a, b: a % b,
    "==": lambda a, b: int(a == b), "!=": lambda a, b: int(a != b), "<": lambda a, b: int(a < b), ">": lambda a, b: int(a > b),
    "<=": lambda a, b: int(a <= b), ">=": lambda a, b: int(a >= b),
}


class Machine:
    def __init__(self, code):
        self.code = code
        self.variables = {}
        self.output = []
        self.steps = 0

    def run(self):
        stack = []
        counter = 0
        while counter < len(self.code):
            name, argument = self.code[counter]
            counter += 1
            self.steps += 1
            if name == "push":
                stack.append(argument)
            elif name == "load":
                if argument not in self.variables:
                    raise LanguageError(f"no variable {argument}")
                stack.append(self.variables[argument])
            elif name == "store":
                self.variables[argument] = stack.pop()
            elif name == "operate":
                right = stack.pop()
                left = stack.pop()
                stack.append(OPERATIONS[argument](left, right))
            elif name == "branch":
                if not stack.pop():
                    counter = argument
            elif name == "jump":
                counter = argument
            else:
                self.output.append(stack.pop())


PRIMES = """
n = 2; found = 0; limit = LIMIT * (3 + 1 - 2 * 2 + 1);
while n < limit {
    d = 2; prime = 1;
    while d * d <= n { if n % d == 0 { prime = 0; d = n; } else { d = d + 1; } }
    if prime == 1 { found = found + 1; last = n; }
    n = n + 1;
}
print found; print last;
"""
COLLATZ = """
start = 1; longest = 0;
while start < LIMIT {
    n = start; steps = 0;
    while n != 1 { if n % 2 == 0 { n = (n - n % 2) / 2; } else { n = 3 * n + 1; } steps = steps + 1; }
    if steps > longest { longest = steps; best = start; }
    start = start + 1;
}
print longest; print best;
"""


def execute(text):
    code_maker = Compiler()
    code_maker.visit(fold(Parser(tokenize(text)).program()))
    machine = Machine(code_maker.code)
    machine.run()
    return machine


def main(limit):
    for source in (PRIMES, COLLATZ):
        machine = execute(source.replace("LIMIT", str(limit)))
        print(machine.output, machine.steps, len(machine.code))
    for number in range(limit // 5):
        text = f"a = {number}; b = a * (2 + 3) - {number % 7}; if b > 100 {{ print b / 4; }} else {{ print -b; }}"
        output = execute(text).output
    print(output)
    for broken in ("a = ;", "a = 1 $ 2;", "print b;", "while 1 { a = 2;", "= 3;", "print 1 / 0;"):
        try:
            print(execute(broken).output)
        except (LanguageError, ZeroDivisionError) as error:
            print(type(error).__name__, error)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1900)
