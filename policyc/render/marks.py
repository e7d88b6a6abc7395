"""What a template says to the page besides words: a stable name for a heading, the place of a figure, another language.

Markdown has no sign for these. They are written with characters that Unicode keeps free for a program's own use
(noncharacters, Unicode 16.0, 23.7) and that no policy can hold. The published Markdown is without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ANCHOR, _FIGURE, _LANGUAGE, _END, _BACK = "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5", "\ufdd6"

_ANCHORS = re.compile(f"{_ANCHOR}([^{_END}]*){_END}")
_FIGURES = re.compile(f"^{_FIGURE}([^{_END}]*){_END}$", re.MULTILINE)
_LANGUAGES = re.compile(f"{_LANGUAGE}([a-z]+){_END}|({_BACK})")
_ANY = re.compile(f"[{_ANCHOR}{_FIGURE}{_LANGUAGE}][^{_END}]*{_END}|{_BACK}")
# The words of a line: after its indent and the mark of a list item, before the backslash that breaks the line. What
# begins or ends emphasis stays outside: beside a mark it would be no emphasis any more (CommonMark 0.31.2, 6.2).
_WORDS = re.compile(r"^((?: |[-*+] |\d{1,9}[.)] )*)([*_]*)(.*?\S)((?<!\\)[*_]+)?((?<!\\)\\)?$", re.MULTILINE)


def anchor(name: str) -> str:
    """At the end of a heading: the name by which links find it, whatever words it has."""
    return f"{_ANCHOR}{name}{_END}"


def figure(name: str) -> str:
    """Alone on a line: here is the figure of that name."""
    return f"{_FIGURE}{name}{_END}"


def in_language(code: str, markdown: str) -> str:
    """Markdown in another language than the text around it (WCAG 2.2, 3.1.2), line by line."""
    begin = f"{_LANGUAGE}{code}{_END}"
    return _WORDS.sub(lambda at: f"{at[1]}{at[2]}{begin}{at[3]}{_BACK}{at[4] or ''}{at[5] or ''}", markdown)


def without(markdown: str) -> str:
    """The Markdown as it is published."""
    return _ANY.sub("", markdown)


def anchor_in(heading: str) -> str | None:
    """The stable name that a heading carries, if it does."""
    found = _ANCHORS.search(heading)
    return found[1] if found else None


def figure_in(paragraph: str) -> str | None:
    """The figure whose place this paragraph is, if it is one."""
    found = _FIGURES.fullmatch(paragraph.strip())
    return found[1] if found else None


class Run(NamedTuple):
    """A piece of a text, with the language it turns to where it begins: a code, "" for that of the page, else None."""

    turn: str | None
    text: str


def runs(text: str) -> Iterator[Run]:
    """A text in pieces, cut where its language changes, without any marks."""
    text, at = _ANCHORS.sub("", text), 0
    turn: str | None = None
    for found in _LANGUAGES.finditer(text):
        yield Run(turn, text[at : found.start()])
        turn, at = found[1] or "", found.end()
    yield Run(turn, text[at:])
