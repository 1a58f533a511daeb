"""Tests of rich, whose release has none of its own."""
import dataclasses
import io
import logging
from datetime import datetime

import pytest
from rich import box, inspect, print_json
from rich.align import Align
from rich.ansi import AnsiDecoder
from rich.bar import Bar
from rich.columns import Columns
from rich.console import Console, Group, group
from rich.containers import Lines
from rich.emoji import Emoji
from rich.errors import MarkupError, NotRenderableError, MissingStyle, StyleSyntaxError
from rich.filesize import decimal
from rich.highlighter import RegexHighlighter, ReprHighlighter
from rich.layout import Layout
from rich.live import Live
from rich.logging import RichHandler
from rich.markdown import Markdown
from rich.markup import escape, render
from rich.measure import Measurement
from rich.padding import Padding
from rich.panel import Panel
from rich.pretty import Pretty, pretty_repr
from rich.progress import BarColumn, Progress, TextColumn
from rich.prompt import Confirm, IntPrompt, Prompt
from rich.protocol import is_renderable, rich_cast
from rich.repr import auto as auto_repr
from rich.rule import Rule
from rich.scope import render_scope
from rich.segment import Segment
from rich.style import Style, StyleStack
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Span, Text
from rich.theme import Theme
from rich.traceback import Traceback
from rich.tree import Tree


def console(**options):
    return Console(**{"file": io.StringIO(), "width": 60, "force_terminal": True, "color_system": "truecolor", "legacy_windows": False, "_environ": {}, **options})


def printed(*renderables, **options):
    target = console(**options)
    target.print(*renderables)
    return target.file.getvalue()


def plain(*renderables, **options):
    return printed(*renderables, **{"force_terminal": False, "color_system": None, **options})


@dataclasses.dataclass
class Point:
    x: int
    y: "list[int]" = dataclasses.field(default_factory=list)


@auto_repr
class Bird:
    def __init__(self, name, eats=None, fly=True):
        self.name, self.eats, self.fly = name, eats or [], fly


def test_markup():
    assert render("[bold]a[/bold] [red on blue]b[/]").spans == [Span(0, 1, "bold"), Span(2, 3, "red on blue")]
    assert printed("[bold red]hello[/] world") == "\x1b[1;31mhello\x1b[0m world\n"
    assert escape("[red]x") == "\\[red]x"
    with pytest.raises(MarkupError, match="doesn't match any open tag"):
        render("a[/b]")


def test_table():
    table = Table("a", "b", title="T", box=box.ASCII, show_lines=True)
    table.add_row("1", Text("two", style="red"))
    table.add_row("three [i]words[/i] here", "4", style="bold")
    assert plain(table).splitlines()[0].strip() == "T"
    assert plain(table, width=20).count("+") == 6
    grid = Table.grid(padding=1, expand=True)
    grid.add_column(justify="right", ratio=1)
    grid.add_column(min_width=4)
    grid.add_row("left", "right")
    assert Measurement.get(console(), console().options, grid).maximum == 10
    assert plain(grid).split() == ["left", "right"] and len(plain(grid).rstrip()) > 50
    with pytest.raises(NotRenderableError):
        Table("a").add_row(object())


@pytest.mark.parametrize("name", ["ASCII", "SQUARE", "ROUNDED", "HEAVY_HEAD", "DOUBLE", "MARKDOWN", "MINIMAL"])
def test_boxes(name):
    table = Table("h", box=getattr(box, name), show_footer=True)
    table.add_column("n", footer="f")
    table.add_row("a", "b")
    lines = plain(table).splitlines()
    assert len({len(line) for line in lines if line}) == 1


def test_text():
    text = Text("Hello, World!")
    text.stylize("bold", 0, 5)
    text.highlight_words(["World"], "red")
    assert [str(part) for part in text.divide([5, 7])] == ["Hello", ", ", "World!"]
    assert isinstance(text.wrap(console(), 7), Lines) and [line.plain for line in text.wrap(console(), 7)] == ["Hello, ", "World!"]
    assert text[7:12].plain == "World" and text[7:12].spans == [Span(0, 5, "red")]
    assert Text.assemble("a", ("b", "bold"), Text("c")).markup == "a[bold]b[/bold]c"
    copy = text.copy()
    copy.truncate(8, overflow="ellipsis")
    assert copy.plain == "Hello, …"
    assert text.split(", ")[1].plain == "World!" and "World" in text and text == text.copy()


def test_style():
    style = Style.parse("bold not italic red on #ff0000 link https://x")
    assert style.bold and style.italic is False and style.color.name == "red" and style.bgcolor.triplet.hex == "#ff0000"
    assert str(Style(bold=True) + Style(color="blue", bold=False)) == "not bold blue"
    with pytest.raises(StyleSyntaxError):
        Style.parse("on")
    stack = StyleStack(Style.null())
    stack.push(Style(bold=True))
    assert stack.pop() == Style.null()
    with pytest.raises(MissingStyle):
        console().get_style("no_such_style")


def test_pretty():
    data = {"a": [1, 2, {"b": (3, None)}], "p": Point(1, [2] * 30), "bird": Bird("gull", eats=["fish"]), "s": {1}, "long": "x" * 90}
    assert pretty_repr({"a": 1}) == "{'a': 1}"
    assert pretty_repr(data, max_width=40, max_length=3, max_string=10).splitlines()[0] == "{"
    assert "Bird('gull', eats=['fish'])" in pretty_repr(data["bird"]) and "... +27" in pretty_repr(data["p"], max_length=3)
    loop = []
    loop.append(loop)
    assert pretty_repr(loop) == "[...]"
    assert plain(Pretty(data, expand_all=True)).count("\n") > 40


def test_highlighters():
    text = Text("a = 'b' 12 True /usr/bin 2020-01-01 <tag x=1>")
    ReprHighlighter().highlight(text)
    assert {span.style for span in text.spans} >= {"repr.number", "repr.str", "repr.bool_true"}

    class Words(RegexHighlighter):
        base_style = "w."
        highlights = [r"(?P<word>b\w+)"]

    assert Words()("a bc bd").spans == [Span(2, 4, "w.word"), Span(5, 7, "w.word")]


def test_tree_panel_columns():
    tree = Tree("root", guide_style="red")
    child = tree.add("child [b]bold[/b]")
    child.add(Panel("inner", title="t", subtitle="s", box=box.ASCII, expand=False))
    tree.add("last", highlight=True)
    lines = plain(tree).splitlines()
    assert lines[0].strip() == "root" and lines[-1].startswith("└── last")
    assert plain(Columns(["a", "b", "c"], width=10, equal=True)).split() == ["a", "b", "c"]
    assert plain(Align.center("x", vertical="middle", height=3)).splitlines()[1].strip() == "x"
    assert plain(Padding("x", (1, 2))).splitlines()[1].startswith("  x")
    assert plain(Rule("title", characters="-")).strip("-\n ") == "title"


def test_markdown():
    text = "# Title\n\n- one *two*\n- `code`\n\n1. a\n2. b\n\n> quote\n\n```python\nx = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[link](https://x)\n"
    out = plain(Markdown(text))
    assert all(word in out for word in ("Title", "• one two", "x = 1", "1 a", "▌ quote", "link"))
    assert "\x1b[1m" in printed(Markdown(text, hyperlinks=False)) and "https://x" in plain(Markdown(text, hyperlinks=False))


def test_syntax():
    syntax = Syntax("def f(x):\n    return x  # c\n", "python", line_numbers=True, highlight_lines={2}, theme="ansi_dark")
    assert "def f(x):" in plain(syntax) and "2 " in plain(syntax)
    assert Syntax.guess_lexer("a.py", "") == "python" and "\x1b[" in printed(syntax)


def test_traceback():
    def failing(n):
        local = [n]
        return failing(n - 1) if n else 1 / len(local[1:])

    with pytest.raises(ZeroDivisionError) as caught:
        failing(2)
    trace = Traceback.extract(caught.type, caught.value, caught.tb, show_locals=True)
    frames = trace.stacks[0].frames
    assert [frame.name for frame in frames][1:] == ["failing"] * 3 and frames[-1].locals["n"].value_repr == "0"
    out = plain(Traceback(trace, width=90), width=90)
    assert "ZeroDivisionError: division by zero" in out and "return failing(n - 1) if n else 1 / len(local[1:])" in out
    target = console()
    try:
        failing(0)
    except ZeroDivisionError:
        target.print_exception(show_locals=True, max_frames=2)
    assert "ZeroDivisionError" in target.file.getvalue()


def test_progress_and_live():
    target, ticks = console(), iter(range(1000))
    with Progress(TextColumn("{task.description}"), BarColumn(), console=target, auto_refresh=False, get_time=lambda: next(ticks)) as progress:
        task = progress.add_task("work", total=10)
        for item in progress.track(range(3), description="items"):
            progress.update(task, advance=item)
        progress.advance(task, 7)
        assert progress.finished and progress.tasks[0].percentage == 100 and progress.tasks[0].speed is not None
    assert "work" in target.file.getvalue()
    with Live(Text("one"), console=console(), auto_refresh=False) as live:
        live.update(Text("two"), refresh=True)
        live.console.print("above")
    assert "two" in live.console.file.getvalue()


def test_console():
    target = console(record=True, theme=Theme({"warn": "bold yellow"}))
    target.print("[warn]careful[/warn]", 12, {"a": 1}, sep="|", end="!\n")
    target.log("logged", log_locals=False)
    target.rule("r")
    with target.capture() as capture:
        target.print("inside")
    assert capture.get() == "inside\n"
    assert "careful|12" in target.export_text(clear=False) and "<span" in target.export_html(clear=False) and "<svg" in target.export_svg(unique_id="u")

    @group()
    def parts():
        yield "a"
        yield Panel("b")

    assert plain(parts(), Group("c", "d")).split()[0] == "a"
    with target.status("busy"), target.screen(), target.use_theme(Theme({"x": "red"})):
        target.print("[x]themed")


def test_prompts():
    target = console(force_terminal=False, color_system=None)
    assert Prompt.ask("name", console=target, stream=io.StringIO("ann\n")) == "ann"
    assert IntPrompt.ask("n", console=target, stream=io.StringIO("a\n7\n")) == 7
    assert Confirm.ask("sure", console=target, stream=io.StringIO("maybe\ny\n")) is True
    assert Prompt.ask("c", choices=["a", "b"], console=target, stream=io.StringIO("q\nb\n")) == "b"
    assert "Please enter a valid integer number" in target.file.getvalue()


def test_protocols():
    class Shown:
        def __rich_console__(self, console, options):
            yield f"width {options.max_width}"
            yield Segment("seg\n", Style(bold=True))

        def __rich_measure__(self, console, options):
            return Measurement(4, 8)

    class Cast:
        def __rich__(self):
            return Text("cast")

    assert plain(Shown()) == "width 60\nseg\n" and is_renderable(Cast()) and rich_cast(Cast()).plain == "cast"
    assert Measurement.get(console(), console().options, Shown()) == Measurement(4, 8)


def test_layout_logging_and_more():
    layout = Layout()
    layout.split_column(Layout(name="top", size=3), Layout(name="bottom"))
    layout["bottom"].split_row(Layout(name="left"), Layout(name="right", ratio=2))
    layout["left"].update(Panel("L"))
    assert plain(layout, height=10).count("\n") >= 9 and layout.get("none") is None
    target = console(force_terminal=False, color_system=None, width=80)
    log = logging.getLogger("test_rich")
    log.addHandler(RichHandler(console=target, show_time=False, rich_tracebacks=True, show_path=False))
    log.propagate = False
    try:
        raise ValueError("logged")
    except ValueError:
        log.exception("it [b]failed[/b]", extra={"markup": True})
    assert "ERROR" in target.file.getvalue() and "ValueError: logged" in target.file.getvalue()
    inspect(Point(1), console=target, methods=True)
    assert "Point" in target.file.getvalue()
    print_json('{"a": [1, true, null]}')
    assert decimal(123456) == "123.5 kB" and str(Emoji("heart")) == "❤"
    assert [str(line) for line in AnsiDecoder().decode("\x1b[1mbold\x1b[0m x\ny")] == ["bold x", "y"]
    assert "n = 3" in plain(render_scope({"n": 3, "_p": 1})).replace("  ", " ") and "█" in plain(Bar(10, 2, 5))
    assert plain(Pretty(datetime(2020, 1, 1))) == "datetime.datetime(2020, 1, 1, 0, 0)\n"
