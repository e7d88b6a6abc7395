"""Markdown as text: on one line for a cell or a report, and as a letter of 72 columns for programs without mark-up.

Everything goes through the tokens of the parser, so that a sign means here what it means on the page. Marks of another
language (`policyc.render.marks`) stay in pieces, which become part of a page, and are left out of bare words.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from policyc.render.escape import code, escape_within, link
from policyc.render.marks import without

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

WIDTH = 72
"""RFC 3676, 4.2: lines of 78 at most, and room for a reply's `> `."""

_ENDED = re.compile(r"[.!?…:;][)”’\"'*]*\Z")
_UNDERLINES = {"h1": "=", "h2": "-"}
_LESSER = "~"


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def tree_of(markdown: str) -> SyntaxTreeNode:
    """The parsed Markdown. Which links are safe is for who writes them out."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_parser().parse(markdown))


Piece = tuple[str, bool]
"""A paragraph or an item on one line, and whether it is one of a list of names."""


# --- on one line ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)  # the same few sentences tell of most changes of a large statement
def one_line(markdown: str) -> str:
    """The same words as Markdown on one line: paragraphs and items one after another, each ended, headings left out."""
    return joined(pieces_of(markdown))


@lru_cache(maxsize=4096)
def pieces_of(markdown: str) -> tuple[Piece, ...]:
    """The paragraphs and items of which that line is made."""
    return tuple(_pieces(tree_of(markdown), _spans))


@lru_cache(maxsize=4096)
def words_of(markdown: str) -> str:
    """The same on one line without mark-up: just the words."""
    return joined(tuple(_pieces(tree_of(without(markdown)), words_in, label="{}:")))


def joined(pieces: Sequence[Piece]) -> str:
    """Pieces one after another, each ended as a sentence; names in a list are parted by semicolons."""
    line = ""
    for number, (text, is_item) in enumerate(pieces):
        listed = is_item and number + 1 < len(pieces) and pieces[number + 1][1]
        ended = _ENDED.search(without(text)) is not None
        line += (" " if line else "") + text + ("" if ended else ";" if listed else ".")
    return line


def _pieces(node: SyntaxTreeNode, written: Callable[[SyntaxTreeNode], str], label: str = "**{}:**") -> Iterator[Piece]:
    """Every paragraph that says something."""
    for child in node.children:
        if child.type == "heading":
            if child.tag > "h3" and (title := " ".join(written(child).split())):
                yield label.format(title), False
        elif child.type == "paragraph":
            text = " ".join(written(child).split())
            if text:
                yield text, node.type == "list_item" and not without(_spans(child)).startswith("**")
        elif child.type in ("fence", "code_block"):
            yield code(child.content), False
        else:
            yield from _pieces(child, written, label)


def _spans(node: SyntaxTreeNode) -> str:
    return "".join(map(_span, node.children))


def _span(node: SyntaxTreeNode) -> str:
    """One span, written anew: what an author left open in one paragraph must not run into the next."""
    inner = "".join(map(_span, node.children))
    match node.type:
        case "text":
            return _escaped(node.content)
        case "softbreak" | "hardbreak":
            return " "
        case "code_inline":
            return code(node.content.replace("\\|", "|"))
        case "strong":
            return f"**{inner}**" if inner else ""
        case "em":
            return f"*{inner}*" if inner else ""
        case "link":
            return link(words_in(node), str(node.attrs.get("href", "")))
        case _:
            return inner


def _escaped(text: str) -> str:
    """`escape_within` with the white space at both ends, which parts this text from the next span."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return before + escape_within(text) + after


def words_in(node: SyntaxTreeNode) -> str:
    """What a reader sees of a span or a block."""
    if node.type == "code_inline":
        return node.content.replace("\\|", "|")
    if node.type == "text":
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    return "".join(map(words_in, node.children))


# --- as a letter ----------------------------------------------------------------------------------------------------


def plain_text(markdown: str) -> str:
    """The whole of a document as text of 72 columns, ending in a newline. A long word or address is never broken."""
    text = "\n\n".join(_blocks(tree_of(without(markdown)).children)).rstrip() + "\n"
    return text.replace("\u00a0", " ")  # which has held a date together on its line


def _blocks(nodes: Sequence[SyntaxTreeNode], width: int = WIDTH) -> list[str]:
    return [text for node in nodes if (text := _block(node, width))]


def _block(node: SyntaxTreeNode, width: int) -> str:
    match node.type:
        case "heading":
            return _heading(node, width)
        case "paragraph":
            return _wrapped(_shown(node), width)
        case "bullet_list" | "ordered_list":
            return _list(node, width)
        case "blockquote":
            return _indented("\n\n".join(_blocks(node.children, width - 2)), "| ", "| ")
        case "table":
            return _table(node, width)
        case "hr":
            return "-" * width
        case "fence" | "code_block":
            return _indented(node.content.rstrip("\n"), "    ", "    ")
        case _:
            return "\n\n".join(_blocks(node.children, width))


def _heading(node: SyntaxTreeNode, width: int) -> str:
    """Underlined as far as it is wide, each level with a sign of its own."""
    text = _wrapped(_shown(node), width)
    return text and f"{text}\n{_UNDERLINES.get(node.tag, _LESSER) * max(map(len, text.splitlines()))}"


def _list(node: SyntaxTreeNode, width: int) -> str:
    first = int(node.attrs.get("start") or 1)
    items = []
    for number, item in enumerate(node.children, start=first):
        mark = f"{number}. " if node.type == "ordered_list" else "- "
        text = "\n".join(_blocks(item.children, width - len(mark)))
        items.append(_indented(text, mark, " " * len(mark)))
    return "\n".join(items)


def _table(node: SyntaxTreeNode, width: int) -> str:
    """Each row as a block: its first cell on a line, and below it each other cell after the name of its column.

    In a table of two columns without names the first cell is the name itself.
    """
    header, *rows = (row for group in node.children for row in group.children)
    names = [_shown(cell) for cell in header.children]
    return "\n\n".join(filter(None, (_row(row, names, width) for row in rows)))


def _row(row: SyntaxTreeNode, names: Sequence[str], width: int) -> str:
    first, *others = (_shown(cell) for cell in row.children)
    if len(names) == 2 and not names[1]:
        return _labelled(first, others[0], width)
    cells = [_labelled(name, cell, width - 2) for name, cell in zip(names[1:], others, strict=True) if cell]
    return "\n".join([_wrapped(first, width), *(_indented(cell, "  ", "  ") for cell in cells)])


def _labelled(label: str, text: str, width: int) -> str:
    lines = _wrapped(f"{label}: {text}" if label else text, width - 2).split("\n")
    return "\n".join([lines[0], *(f"  {line}" for line in lines[1:])])


def _shown(node: SyntaxTreeNode) -> str:
    """Inline Markdown as text. A link shows where it leads, unless its text says so already."""
    if node.type == "text":
        return node.content
    if node.type == "code_inline":
        return node.content.replace("\\|", "|")
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak":
        return "\n"
    inner = "".join(map(_shown, node.children))
    if node.type != "link":
        return inner
    href = str(node.attrs.get("href", ""))
    bare = href.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://").rstrip("/")
    is_itself = "".join(inner.split()) in (bare, href) or href.startswith("tel:")
    if href.startswith("#"):
        return inner
    return (href if href.startswith("https://") else inner) if is_itself else f"{inner} <{href}>"


def _wrapped(text: str, width: int) -> str:
    lines = (
        textwrap.wrap(line, max(width, 1), break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
    )
    return "\n".join(line for wrapped in lines for line in wrapped)


def _indented(text: str, first: str, other: str) -> str:
    lines = text.split("\n") if text else []
    return "\n".join((first if number == 0 else other) + line for number, line in enumerate(lines)).replace(" \n", "\n")
