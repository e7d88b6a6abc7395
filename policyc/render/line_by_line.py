"""A statement line by line, for whoever compares two versions of it: each sentence on a line of its own.

What changes in a sentence changes one line, and nothing runs on to the next. Left out is what repeats the rest: the
contents list, the figures with their words, and the anchors of links within the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from policyc.render.marks import figure_in, without
from policyc.render.plain_text import tree_of, words_in
from policyc.rules.prose import sentences

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_INDENT = "  "


def line_by_line(marked: str) -> str:
    """The Markdown of a statement, with or without marks, as text without mark-up but for headings and lists."""
    blocks = [list(_block(node)) for node in _told(tree_of(marked).children)]
    text = "\n\n".join("\n".join(lines) for lines in blocks if lines)
    return without(text).replace("\u00a0", " ") + "\n"


def _told(nodes: Sequence[SyntaxTreeNode]) -> Iterator[SyntaxTreeNode]:
    """The blocks that say something that the others do not."""
    kept: list[SyntaxTreeNode] = []
    after_figure = False
    for node in nodes:
        if node.type == "paragraph" and figure_in(node.children[0].content):
            after_figure = True
        elif after_figure:  # the name and the list of the figure in words
            after_figure = node.type != "bullet_list"
        elif _is_contents(node):
            if kept and kept[-1].type == "heading":
                kept.pop()
        else:
            kept.append(node)
    yield from kept


def _is_contents(node: SyntaxTreeNode) -> bool:
    """Whether a block is a list of nothing but links to headings."""
    if node.type != "bullet_list":
        return False
    links = [one for one in node.walk() if one.type == "link"]
    words = "".join(words_in(item) for item in node.children)
    within = all(str(link.attrs.get("href", "")).startswith("#") for link in links)
    return bool(links) and within and words == "".join(map(words_in, links))


def _block(node: SyntaxTreeNode) -> Iterator[str]:
    match node.type:
        case "heading":
            yield f"{'#' * int(node.tag[1])} {_on_one_line(node)}"
        case "paragraph":
            yield from _sentences(node)
        case "bullet_list" | "ordered_list":
            first = int(node.attrs.get("start") or 1)
            for number, item in enumerate(node.children, start=first):
                mark = f"{number}. " if node.type == "ordered_list" else "- "
                yield from _indented(_blocks(item.children), mark)
        case "blockquote":
            yield from (f"> {line}".rstrip() for line in _blocks(node.children))
        case "table":
            yield from _table(node)
        case "hr":
            yield "---"
        case "fence" | "code_block":
            yield from (f"    {line}".rstrip() for line in node.content.rstrip("\n").split("\n"))
        case _:
            yield from _blocks(node.children)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[str]:
    for node in nodes:
        yield from _block(node)


def _table(node: SyntaxTreeNode) -> Iterator[str]:
    """Each row as an item, and under it each other cell after the name of its column."""
    header, *rows = (row for group in node.children for row in group.children)
    names = [_on_one_line(cell) for cell in header.children]
    for row in rows:
        first, *others = row.children
        if len(names) == 2 and not names[1]:  # a word and what it stands for
            yield from _indented(_labelled(_on_one_line(first), others[0]), "- ")
            continue
        yield f"- {_on_one_line(first)}"
        for name, cell in zip(names[1:], others, strict=True):
            yield from (_INDENT + line for line in _labelled(name, cell))


def _labelled(label: str, node: SyntaxTreeNode) -> Iterator[str]:
    told = list(_sentences(node))
    if told:
        yield f"{label}: {told[0]}" if label else told[0]
        yield from (_INDENT + line for line in told[1:])


def _indented(lines: Iterator[str], mark: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield (mark if number == 0 else " " * len(mark)) + line


def _sentences(node: SyntaxTreeNode) -> Iterator[str]:
    """The sentences of a paragraph or a cell, each on one line."""
    for line in _shown(node).split("\n"):
        yield from (" ".join(one.split()) for one in sentences(line))


def _on_one_line(node: SyntaxTreeNode) -> str:
    return " ".join(_shown(node).split())


def _shown(node: SyntaxTreeNode) -> str:
    """Inline Markdown as text. A link outside the text shows where it leads, unless its words say so already."""
    if node.type == "text":
        return without(node.content)
    if node.type == "code_inline":
        return node.content.replace("\\|", "|")
    if node.type in ("softbreak", "hardbreak"):
        return " " if node.type == "softbreak" else "\n"
    inner = "".join(map(_shown, node.children))
    href = str(node.attrs.get("href", "")) if node.type == "link" else ""
    if not href or href.startswith("#"):
        return inner
    bare = href.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://").rstrip("/")
    return inner if "".join(inner.split()) in (bare, href) or href.startswith("tel:") else f"{inner} <{href}>"
