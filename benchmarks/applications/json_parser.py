"""JSON without the library: a tokenizer, a recursive parser with errors that say where, and a printer."""
import sys
from enum import Enum


class Kind(Enum):
    PUNCTUATION = "punctuation"
    STRING = "string"
    NUMBER = "number"
    WORD = "word"
    END = "end"


class Token:
    __slots__ = ("kind", "value", "line", "column")

    def __init__(self, kind, value, line, column):
        self.kind = kind
        self.value = value
        self.line = line
        self.column = column

    def __repr__(self):
        return f"{self.kind.value} {self.value!r} at {self.line}:{self.column}"


class JsonError(ValueError):
    def __init__(self, message, line, column):
        super().__init__(f"{message} at line {line}, column {column}")
        self.line = line
        self.column = column


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}


class Tokenizer:
    def __init__(self, text):
        self.text = text
        self.position = 0
        self.line = 1
        self.line_start = 0

    def error(self, message):
        return JsonError(message, self.line, self.position - self.line_start + 1)

    def skip_blanks(self):
        while self.position < len(self.text):
            character = self.text[self.position]
            if character == "\n":
                self.line += 1
                self.line_start = self.position + 1
            elif character not in " \t\r":
                break
            self.position += 1

    def tokens(self):
        while True:
            self.skip_blanks()
            line, column = self.line, self.position - self.line_start + 1
            if self.position >= len(self.text):
                yield Token(Kind.END, None, line, column)
                return
            character = self.text[self.position]
            if character in "{}[],:":
                self.position += 1
                yield Token(Kind.PUNCTUATION, character, line, column)
            elif character == '"':
                yield Token(Kind.STRING, self.string(), line, column)
            elif character == "-" or character.isdigit():
                yield Token(Kind.NUMBER, self.number(), line, column)
            elif character.isalpha():
                yield Token(Kind.WORD, self.word(), line, column)
            else:
                raise self.error(f"unexpected {character!r}")

    def string(self):
        self.position += 1
        parts = []
        while True:
            if self.position >= len(self.text):
                raise self.error("unterminated string")
            character = self.text[self.position]
            self.position += 1
            if character == '"':
                return "".join(parts)
            if character == "\\":
                escape = self.text[self.position]
                self.position += 1
                if escape == "u":
                    parts.append(chr(int(self.text[self.position:self.position + 4], 16)))
                    self.position += 4
                elif escape in ESCAPES:
                    parts.append(ESCAPES[escape])
                else:
                    raise self.error(f"bad escape {escape!r}")
            else:
                parts.append(character)

    def number(self):
        start = self.position
        while self.position < len(self.text) and self.text[self.position] in "+-0123456789.eE":
            self.position += 1
        text = self.text[start:self.position]
        return float(text) if any(mark in text for mark in ".eE") else int(text)

    def word(self):
        start = self.position
        while self.position < len(self.text) and self.text[self.position].isalpha():
            self.position += 1
        return self.text[start:self.position]


class Parser:
    WORDS = {"true": True, "false": False, "null": None}

    def __init__(self, text):
        self.tokens = Tokenizer(text).tokens()
        self.current = next(self.tokens)

    def advance(self):
        token = self.current
        if token.kind is not Kind.END:
            self.current = next(self.tokens)
        return token

    def expect(self, value):
        token = self.advance()
        if token.kind is not Kind.PUNCTUATION or token.value != value:
            raise JsonError(f"expected {value!r}, found {token.value!r}", token.line, token.column)

    def at(self, value):
        return self.current.kind is Kind.PUNCTUATION and self.current.value == value

    def value(self):
        token = self.current
        if self.at("{"):
            return self.object()
        if self.at("["):
            return self.array()
        self.advance()
        if token.kind in (Kind.STRING, Kind.NUMBER):
            return token.value
        if token.kind is Kind.WORD and token.value in self.WORDS:
            return self.WORDS[token.value]
        raise JsonError(f"unexpected {token.value!r}", token.line, token.column)

    def object(self):
        self.expect("{")
        result = {}
        while not self.at("}"):
            key = self.advance()
            if key.kind is not Kind.STRING:
                raise JsonError("a key must be a string", key.line, key.column)
            self.expect(":")
            result[key.value] = self.value()
            if not self.at("}"):
                self.expect(",")
        self.expect("}")
        return result

    def array(self):
        self.expect("[")
        result = []
        while not self.at("]"):
            result.append(self.value())
            if not self.at("]"):
                self.expect(",")
        self.expect("]")
        return result


def parse(text):
    parser = Parser(text)
    value = parser.value()
    if parser.current.kind is not Kind.END:
        raise JsonError("text after the value", parser.current.line, parser.current.column)
    return value


def show(value, indent=0):
    pad = "  " * (indent + 1)
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        case dict():
            if not value:
                return "{}"
            return "{\n" + ",\n".join(f"{pad}{show(key)}: {show(item, indent + 1)}" for key, item in value.items()) + "\n" + "  " * indent + "}"
        case list():
            return "[" + ", ".join(show(item, indent + 1) for item in value) + "]"
        case _:
            return repr(value)


def document(records):
    people = []
    for number in range(records):
        people.append({
            "id": number, "name": f"Person \"{number}\"", "scores": [number % 7, number * 1.5, -number],
            "active": number % 3 == 0, "partner": None, "address": {"street": f"Lane {number}\n", "zip": f"{number:05}"}, "tags": [],
        })
    return {"version": 3, "people": people}


def main(records):
    original = document(records)
    text = show(original)
    parsed = parse(text)
    print(len(text), parsed == original, len(parsed["people"]))
    print(show(parsed["people"][-1]))
    print(sum(person["scores"][1] for person in parsed["people"]))
    for broken in ('{"a": 1,, }', "[1, 2", '{"a" 1}', '["\\x"]', "[1] 2", "[tru]"):
        try:
            print(parse(broken))
        except JsonError as error:
            print(type(error).__name__, error)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10000)
