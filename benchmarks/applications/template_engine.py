"""Text templates with loops, conditions, filters and includes: parsed into a tree of nodes that render themselves."""
import re
import sys

PIECES = re.compile(r"({%.*?%}|{{.*?}})")


class TemplateError(Exception):
    pass


class Context:
    def __init__(self, values):
        self.scopes = [values]

    def lookup(self, name):
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        raise TemplateError(f"no variable {name!r}")

    def push(self, values):
        self.scopes.append(values)

    def pop(self):
        self.scopes.pop()


def escape(text):
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


FILTERS = {
    "upper": lambda value: str(value).upper(),
    "title": lambda value: str(value).title(),
    "money": lambda value: f"{value:,.2f}",
    "length": len,
    "escape": escape,
    "join": lambda value: ", ".join(map(str, value)),
}


class Expression:
    def __init__(self, source):
        path, *filters = [part.strip() for part in source.split("|")]
        self.path = path.split(".")
        try:
            self.filters = [FILTERS[name] for name in filters]
        except KeyError as error:
            raise TemplateError(f"no filter {error}") from error

    def evaluate(self, context):
        value = context.lookup(self.path[0])
        for name in self.path[1:]:
            value = value[name] if isinstance(value, dict) else getattr(value, name)
            if callable(value):
                value = value()
        for apply in self.filters:
            value = apply(value)
        return value


class Node:
    def render(self, context, out):
        raise NotImplementedError


class Text(Node):
    def __init__(self, text):
        self.text = text

    def render(self, context, out):
        out.append(self.text)


class Output(Node):
    def __init__(self, source):
        self.expression = Expression(source)

    def render(self, context, out):
        out.append(str(self.expression.evaluate(context)))


class Block(Node):
    def __init__(self):
        self.children = []

    def render(self, context, out):
        for child in self.children:
            child.render(context, out)


class For(Node):
    def __init__(self, name, source):
        self.name = name
        self.expression = Expression(source)
        self.body = Block()

    def render(self, context, out):
        items = list(self.expression.evaluate(context))
        for index, item in enumerate(items):
            context.push({self.name: item, "index": index + 1, "is_last": index == len(items) - 1})
            self.body.render(context, out)
            context.pop()


class If(Node):
    def __init__(self, source):
        self.negated = source.startswith("not ")
        self.expression = Expression(source.removeprefix("not "))
        self.body = Block()
        self.otherwise = Block()

    def render(self, context, out):
        chosen = self.body if bool(self.expression.evaluate(context)) != self.negated else self.otherwise
        chosen.render(context, out)


class Include(Node):
    def __init__(self, name, loader):
        self.name = name
        self.loader = loader

    def render(self, context, out):
        self.loader.get(self.name).root.render(context, out)


class Template:
    def __init__(self, source, loader):
        self.root = Block()
        stack = [(self.root, None)]
        for piece in PIECES.split(source):
            block = stack[-1][0]
            if piece.startswith("{{"):
                block.children.append(Output(piece[2:-2].strip()))
            elif not piece.startswith("{%"):
                if piece:
                    block.children.append(Text(piece))
            else:
                self.tag(piece[2:-2].strip(), stack, loader)
        if len(stack) > 1:
            raise TemplateError(f"{type(stack[-1][1]).__name__} is not closed")

    def tag(self, tag, stack, loader):
        block, owner = stack[-1]
        match tag.split(maxsplit=1):
            case ["for", rest]:
                name, _, source = rest.partition(" in ")
                node = For(name.strip(), source)
            case ["if", source]:
                node = If(source)
            case ["include", name]:
                block.children.append(Include(name, loader))
                return
            case ["else"] if isinstance(owner, If):
                stack[-1] = (owner.otherwise, owner)
                return
            case ["end"] if owner is not None:
                stack.pop()
                return
            case _:
                raise TemplateError(f"unknown tag {tag!r}")
        block.children.append(node)
        stack.append((node.body, node))

    def render(self, **values):
        out = []
        self.root.render(Context(values), out)
        return "".join(out)


class Loader:
    def __init__(self, sources):
        self.sources = sources
        self.parsed = {}

    def get(self, name):
        if name not in self.parsed:
            if name not in self.sources:
                raise TemplateError(f"no template {name!r}")
            self.parsed[name] = Template(self.sources[name], self)
        return self.parsed[name]


class Article:
    def __init__(self, number):
        self.name = f"article {number} <new>" if number % 4 == 0 else f"article {number}"
        self.price = number * 3.75
        self.tags = [f"tag{number % size}" for size in range(2, 2 + number % 4)]
        self.stock = number % 5

    def is_sold_out(self):
        return self.stock == 0


SOURCES = {
    "page": "<h1>{{ title | title }}</h1>\n{% include list %}<p>{{ articles | length }} articles for {{ user.name | escape }}</p>\n",
    "list": "<ul>\n{% for article in articles %}{% include item %}{% end %}</ul>\n",
    "item": "<li>{{ index }}. {{ article.name | escape }}: {% if article.is_sold_out %}sold out{% else %}{{ article.price | money }} ({{ article.stock }} left)"
            "{% end %}{% if article.tags %} [{% for tag in article.tags %}{{ tag | upper }}{% if not is_last %}/{% end %}{% end %}]{% end %}</li>\n",
}


def main(pages):
    loader = Loader(SOURCES)
    length = checksum = 0
    for page in range(pages):
        articles = [Article(page + number) for number in range(40)]
        text = loader.get("page").render(title=f"page {page}", articles=articles, user={"name": f"<user {page % 7}>"})
        length += len(text)
        checksum = (checksum * 31 + sum(text.encode())) % 1000000007
    print(text)
    print(length, checksum)
    for broken in ("{% for x in y %}", "{{ x | shout }}", "{% jump %}", "{{ missing }}"):
        try:
            print(Template(broken, loader).render(y=[1]))
        except TemplateError as error:
            print("error:", error)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
