"""A text as a tree of blocks that can be compared: sections, lists, tables, and the passages in them.

The Markdown is read exactly as for the page (`html.parsed`). Three things are made explicit here, because afterwards
they could no longer be told: a heading and what follows it are a section, a caption belongs to its table, and the label
of a call-out is a label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from policyc.render.html import Tree, caption_of, is_contents, label_of, parsed, text_of

PASSAGES = frozenset({"heading", "paragraph", "caption", "th", "td", "fence", "code_block", "hr"})
"""The blocks that hold text themselves; all other blocks only hold blocks."""

_NO_ATTRIBUTES: Mapping[str, str | int | float] = MappingProxyType({})
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A part of a text, as `html.Tree` wants it.

    `change` says of a passage that all of it is inserted ("ins") or deleted ("del"), or part of it changed ("edit").
    """

    type: str
    tag: str = ""
    content: str = ""
    attrs: Mapping[str, str | int | float] = field(default_factory=dict)
    children: Sequence[Block] = ()
    change: str = ""
    key: int = -1
    """Blocks of one `Reader` have the same key when they are the same in every respect."""
    name: str | None = None
    """What the reader recognises it by, when it has that: the heading, the label of an item, the head of a row."""
    opening: Sequence[Block] = ()
    """Remarks at the start of what it holds. Remarks are no part of what is compared (see `Reader`)."""
    remarks: Sequence[Block] = ()
    """Remarks that follow it."""
    _words: list[Counter[str]] = field(default_factory=list, repr=False)

    @property
    def words(self) -> Counter[str]:
        """How often each word is in it, counted when first asked."""
        if not self._words:
            self._words.append(Counter(_WORD.findall(plain_text(self).casefold())))
        return self._words[0]


def plain_text(block: Tree) -> str:
    """All the text, with a space between passages."""
    if block.type in PASSAGES:
        return text_of(block) if block.children else block.content
    if block.children and block.children[0].type in _HOLD_BLOCKS:
        return " ".join(map(plain_text, block.children))
    return text_of(block)


def with_remarks(block: Block) -> Block:
    """The block with the remarks in their places in it. Its passages are the same objects as before."""
    if block.type in PASSAGES or block.type == "former_heading":
        return block
    children = list(map(with_remarks, block.opening))
    for child in block.children:
        children += [with_remarks(child), *map(with_remarks, child.remarks)]
    return replace(block, children=tuple(children), opening=())


def label_text(text: str) -> str:
    """The label of a call-out as `terms.yaml` has it."""
    return text.strip().rstrip(":.").rstrip()


class Reader:
    """Reads texts that are to be compared with each other, so that equal blocks have equal keys.

    Call-outs with a label in `remarks` say something about the text and are not compared: they only hang on what they
    follow.
    """

    def __init__(self, remarks: Collection[str] = ()) -> None:
        self._keys: dict[object, int] = {}
        self._remarks = remarks
        self._keeps = True
        self.has_remarks = False
        """Whether any text that was read has remarks."""

    def read(self, markdown: str, *, remarks: bool = True) -> Block:
        """The whole text as one block, with its remarks or without."""
        self._keeps = remarks
        opening, blocks = self._flow(parsed(markdown), root=True)
        return replace(self._block("root", children=_sections(blocks, self._block)), opening=opening)

    def _block(
        self,
        type_: str,
        tag: str = "",
        content: str = "",
        attrs: Mapping[str, str | int | float] = _NO_ATTRIBUTES,
        children: Sequence[Block] = (),
        name: str | None = None,
    ) -> Block:
        sort = (type_, tag, content, tuple(sorted(attrs.items())), tuple(child.key for child in children))
        key = self._keys.setdefault(sort, len(self._keys))
        return Block(type_, tag, content, attrs, tuple(children), key=key, name=name or None)

    def _flow(self, nodes: Sequence[Tree], *, root: bool = False) -> tuple[list[Block], list[Block]]:
        """The remarks before all other blocks, and those blocks."""
        opening: list[Block] = []
        blocks: list[Block] = []
        for place, node in enumerate(nodes):
            following = nodes[place + 1] if place + 1 < len(nodes) else None
            if following is not None and following.type == "table" and caption_of(node) is not None:
                continue
            before = nodes[place - 1] if place else None
            if self._is_remark(node):
                self.has_remarks = True
                if self._keeps and blocks:
                    blocks[-1] = replace(blocks[-1], remarks=(*blocks[-1].remarks, self._callout(node)))
                elif self._keeps:
                    opening.append(self._callout(node))
            elif node.type == "table":
                blocks.append(self._table(node, caption_of(before) if before is not None else None))
            elif root and before is not None and before.type == "heading" and is_contents(node):
                blocks.append(self._holder("contents", node))
            else:
                blocks.append(self._one(node))
        return opening, blocks

    def _is_remark(self, node: Tree) -> bool:
        label = label_of(node) if node.type == "blockquote" and self._remarks else None
        return label is not None and label_text(text_of(label)) in self._remarks

    def _holder(self, type_: str, node: Tree, **given: Any) -> Block:
        opening, blocks = self._flow(node.children)
        return replace(self._block(type_, node.tag, children=blocks, **given), opening=opening)

    def _one(self, node: Tree) -> Block:
        if node.type in ("fence", "code_block"):
            # What the fence looks like and which language it names is not on the page.
            return self._block("code_block", content=node.content)
        if node.type in PASSAGES:
            children = self._inlines(node)
            name = text_of(node).strip() if node.type == "heading" else _strong_start(node)
            return self._block(node.type, node.tag, children=children, name=name)
        if node.type == "blockquote":
            return self._callout(node)
        attrs = {"start": node.attrs["start"]} if "start" in node.attrs else _NO_ATTRIBUTES
        name = _strong_start(node.children[0]) if node.type == "list_item" and node.children else None
        return self._holder(node.type, node, attrs=attrs, name=name)

    def _callout(self, node: Tree) -> Block:
        """A call-out; `content` is the text of its label."""
        label = label_of(node)
        opening, children = self._flow(node.children)
        if label is None:
            return replace(self._block(node.type, children=children), opening=opening)
        first, *more = children[0].children
        # An empty `content` says that nothing follows the label in its paragraph.
        first = self._block("label", "strong", "more" if more else "", children=first.children)
        paragraph = self._block("paragraph", "p", children=(first, *more))
        children[0] = replace(paragraph, remarks=children[0].remarks)
        return self._block(node.type, content=text_of(label).strip(), children=children)

    def _table(self, node: Tree, caption: Tree | None) -> Block:
        parts = [] if caption is None else [self._block("caption", children=self._inlines(caption))]
        for row in (row for group in node.children for row in group.children):
            cells = [self._block(cell.type, cell.tag, children=self._inlines(cell)) for cell in row.children]
            parts.append(self._block("tr", children=cells, name=text_of(row.children[0]).strip()))
        name = text_of(caption) if caption is not None else plain_text(parts[0])
        return self._block("table", children=parts, name=name)

    def _inlines(self, node: Tree) -> list[Block]:
        """What a passage holds, without the frames and empty texts that markdown-it leaves around it.

        Where a line ends in the Markdown is not to be seen on the page, so that is a space like any other.
        """
        found: list[Block] = []
        for child in node.children:
            if child.type == "inline":
                found += self._inlines(child)
            elif child.type in ("text", "softbreak", "image"):
                before = found.pop().content if found and found[-1].type == "text" else ""
                text = before + (text_of(child) if child.type != "softbreak" else " ")
                if text:
                    found.append(self._block("text", content=_SPACE.sub(" ", text)))
            else:
                attrs = {"href": child.attrs.get("href", "")} if child.type == "link" else _NO_ATTRIBUTES
                found.append(self._block(child.type, child.tag, child.content, attrs, self._inlines(child)))
        return found


_HOLD_BLOCKS = PASSAGES.union(
    ("section", "contents", "bullet_list", "ordered_list", "list_item", "blockquote", "table", "tr")
)


def _strong_start(block: Tree) -> str | None:
    """The strong text at the start of a paragraph, such as “Grondslag:”."""
    if block.type != "paragraph":
        return None
    inlines = [child for child in block.children[0].children if child.type != "text" or child.content]
    return text_of(inlines[0]).strip() if inlines and inlines[0].type == "strong" else None


def _sections(blocks: Sequence[Block], make: Callable[..., Block]) -> list[Block]:
    """Each heading with all that follows it, up to the next heading of its level or higher, as one section."""
    open_: list[tuple[int, str | None, list[Block]]] = [(0, None, [])]

    def close() -> None:
        _, name, children = open_.pop()
        open_[-1][2].append(make("section", children=children, name=name))

    for block in blocks:
        if block.type == "heading":
            level = int(block.tag[1:])
            while open_[-1][0] >= level:
                close()
            open_.append((level, block.name, [block]))
        else:
            open_[-1][2].append(block)
    while len(open_) > 1:
        close()
    return open_[0][2]
