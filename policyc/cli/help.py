"""`--help`, laid out for the terminal it appears on. Nothing in it is cut off: what does not fit goes on below."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from policyc.cli.declared import Command, Option, read
from policyc.cli.program import UNASKED

_MARGIN = "  "
_WIDEST = 100  # longer lines are hard to read
_NARROWEST = 40  # below this a terminal has to break lines itself
_LEFT = 29  # a name that is longer stands on a line of its own
_AS_IS = "\b\n"  # a paragraph that starts so keeps its lines
_BOLD = "\x1b[1m{}\x1b[0m"

_Row = tuple[str, str]


def help_of(context: Any) -> str:
    """The help of the command of `context` (one of typer's), for the width and colours of where it is shown: standard
    output, or standard error when it answers a command line that says nothing.
    """
    from policyc.cli import terminal

    stream = terminal.stderr if context.meta.get(UNASKED) else terminal.stdout
    frame = stream("nl", "auto").frame()
    context.color = frame["color"]  # typer would decide for itself, without asking NO_COLOR
    command = read(context.command, context)
    return render(command, context.command_path, width=int(frame["width"]), color=bool(frame["color"]))


def render(command: Command, path: str, *, width: int, color: bool = False) -> str:
    """The help of a command that people call as `path`, in lines of at most `width` columns: from 40 to 100."""
    width = max(_NARROWEST, min(width, _WIDEST))
    return "\n".join(_lines(command, path, width, _BOLD if color else "{}"))


def _lines(command: Command, path: str, width: int, heading: str) -> Iterator[str]:
    usage = _wrapped(f"Gebruik: {path} {command.usage()}", width, "", " " * len("Gebruik: "))
    # Painted when the lines are made: the codes take no room on the terminal.
    yield usage[0].replace("Gebruik:", heading.format("Gebruik:"), 1)
    yield from usage[1:]
    yield from _prose(command.help, width)
    for left, title, rows in _tables(command, width):
        yield from ("", heading.format(f"{title}:"))
        yield from _table(rows, left, width)
    yield from _prose(command.epilog, width)


def _tables(command: Command, width: int) -> Iterator[tuple[int, str, list[_Row]]]:
    """Each with its left column, its heading and its rows. Tables of one kind stand in line with each other."""
    commands = {title: [(one.name, one.summary()) for one in group] for title, group in command.command_groups()}
    arguments = {"Argumenten": [(one.shown, one.help) for one in command.arguments]} if command.arguments else {}
    options = {title: [(_names(one), one.text()) for one in group] for title, group in command.option_groups()}
    for kind in (commands, arguments, options):
        left = _left([name for rows in kind.values() for name, _ in rows], min(_LEFT, width * 3 // 8))
        for title, rows in kind.items():
            yield left, title, rows


def _left(names: list[str], widest: int) -> int:
    """As wide as the widest name that may stand in it."""
    return max((len(name) for name in names if len(name) <= widest), default=widest)


def _names(option: Option) -> str:
    # A short name has four columns of its own, so that the long ones stand in line.
    names = ", ".join(option.names) if option.names[0][1] != "-" else f"    {option.names[0]}"
    if option.against:
        return f"{names} / {', '.join(option.against)}"
    return f"{names} {option.value}" if option.value else names


def _table(rows: list[_Row], left: int, width: int) -> Iterator[str]:
    indent = " " * (len(_MARGIN) + left + 2)
    for name, text in rows:
        first = f"{_MARGIN}{name:<{left}}  "
        if len(name) > left:
            yield f"{_MARGIN}{name}"
            first = indent
        yield from _wrapped(text, width, first, indent)


def _prose(text: str, width: int) -> Iterator[str]:
    for paragraph in text.split("\n\n") if text else ():
        yield ""
        if paragraph.startswith(_AS_IS):
            yield from (f"{_MARGIN}{line}" for line in paragraph.removeprefix(_AS_IS).splitlines())
        else:
            yield from _wrapped(paragraph, width, _MARGIN, _MARGIN)


def _wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,  # --fail-on and jjjj-mm-dd stay whole
        break_long_words=False,
    ) or [first.rstrip()]
