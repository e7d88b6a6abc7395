"""The changes of a merged text, one by one: what is numbered, counted and listed, and what is read to a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from policyc.render.blocks import PASSAGES, Block
from policyc.render.html import Tree

_WHOLE = ("ins", "del")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and where it stands: in a row of a table or not, and in a part with a heading or before the first."""

    block: Block
    row: Block | None
    part: Part | None


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A section with a heading of the second level: its heading now, and before if that was another."""

    heading: Block | None
    former: Block | None

    @property
    def title(self) -> str:
        return text_without("del", self.heading) if self.heading else text_without("ins", self.former or Block("root"))

    @property
    def is_new(self) -> bool:
        return self.heading is not None and self.heading.change == "ins" and self.former is None


@dataclass(frozen=True, slots=True)
class Change:
    """Passages in a row that were inserted or deleted as a whole, or one passage or row of which a part changed."""

    passages: Sequence[Passage]

    @property
    def inserts(self) -> bool:
        return any(_holds(passage.block, "ins") for passage in self.passages)

    @property
    def deletes(self) -> bool:
        return any(_holds(passage.block, "del") for passage in self.passages)


def changes_of(root: Block, *, contents: bool = False) -> list[Change]:
    """The changes in the order of the text. What changed in its contents list is said by the headings themselves."""
    groups: list[list[Passage]] = []
    going_on = False
    for passage in passages_of(root, contents=contents):
        block = passage.block
        if not block.children and not block.content:
            continue
        if not block.change:
            going_on = False
        elif going_on and _belongs(groups[-1][-1], passage):
            groups[-1].append(passage)
        else:
            groups.append([passage])
            going_on = True
    return [Change(tuple(group)) for group in groups]


def _belongs(before: Passage, passage: Passage) -> bool:
    if passage.row is not None and passage.row is before.row:
        return True
    if passage.block.type == "former_heading":
        return False
    if passage.block.type == "heading" and before.block.type != "former_heading":
        return False
    return before.block.change in _WHOLE and passage.block.change in _WHOLE


def passages_of(block: Block, *, contents: bool = False) -> Iterator[Passage]:
    """All passages in the order of the text, those of its contents list only when asked."""
    return _passages(block, None, None, contents)


def _passages(block: Block, row: Block | None, part: Part | None, contents: bool) -> Iterator[Passage]:
    if block.type in PASSAGES or block.type == "former_heading":
        yield Passage(block, row, part)
    elif block.type != "contents" or contents:
        if block.type == "section":
            part = _part(block) or part
        for child in block.children:
            yield from _passages(child, block if block.type == "tr" else row, part, contents)


def _part(section: Block) -> Part | None:
    heading = next((child for child in section.children if child.type == "heading" and child.tag == "h2"), None)
    former = next((child for child in section.children if child.type == "former_heading" and child.tag == "h2"), None)
    return Part(heading, former) if heading or former else None


def _holds(block: Block, change: str) -> bool:
    return block.change == change or any(child.type == change for child in block.children)


def text_without(change: str, block: Tree) -> str:
    """The text of a passage as it was (without "ins") or as it is (without "del")."""
    return " ".join(_text(block, change, MappingProxyType({})).split())


def marked_text_without(change: str, block: Tree) -> str:
    """The same with the marks as in Markdown, for where only those changed."""
    return " ".join(_text(block, change, _MARKS).split())


_MARKS: Mapping[str, str] = MappingProxyType({"strong": "**", "em": "*", "code_inline": "`"})


def _text(block: Tree, without: str, marks: Mapping[str, str]) -> str:
    if block.type == without:
        return ""
    if block.type == "hardbreak":
        return "\\ " if marks else " "
    inside = block.content if block.type in ("text", "code_inline", "code_block", "fence") else ""
    inside += "".join(_text(child, without, marks) for child in block.children)
    if block.type == "label" and block.content:
        inside += " "
    if marks and block.type == "link":
        return f"[{inside}]({block.attrs.get('href', '')})"
    mark = marks.get(block.type, "")
    return f"{mark}{inside}{mark}"
