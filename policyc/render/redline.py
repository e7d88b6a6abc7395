"""The redline: the whole new statement with what was inserted and deleted, for the lawyer who reviews it.

Marked for the eye by `<ins>` and `<del>` (never by colour alone), for a screen reader by words that the eye does not
see, and in each text by numbers that lead from one change to the next. No script is needed for any of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.model.policy import Policy
from policyc.render.blocks import PASSAGES, Block, Reader, label_text, with_remarks
from policyc.render.folders import Folder
from policyc.render.html import Body, Page, Tree, element, set_page, text_of
from policyc.render.language import Language, filled
from policyc.render.merge import merged
from policyc.render.passages import Change, Part, changes_of, passages_of, text_without
from policyc.render.statement_page import page_of

_STYLES = ("redline.css", "redline-print.css")

# A name with a dot: no heading of the statement can have it.
_SUMMARY = "page.changes"

# The kinds of call-outs that say something about the text, and of which the lawyer has nothing to review: that it is a
# draft or no longer holds, and what the author still has to confirm.
_REMARKS = ("draft", "archived", "question")

# A long e-mail address may go to the next line after its “@” and before a dot, and nowhere else.
_ADDRESS = re.compile(r"(?<=@)(?=\w)|(?<=\w)(?=\.\w)")
_WITH_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


def redline_html(
    old_markdown: str | None,
    new_markdown: str | None,
    old: Policy | None,
    new: Policy | None,
    language: Language,
    page_folder: Folder,
) -> str:
    """The page that compares two statements; without an old one all is inserted, without a new one all is deleted.

    Banners about the status and open questions are those of the new text, neither marked nor counted.

    Raises `PolicycError` for a page folder or `terms.yaml` that is broken.
    """
    shown = new or old
    if shown is None:
        raise ValueError("a redline needs an old or a new policy")
    words = _Words(language)
    # A comparison is a paper of its own: it has no other languages, and machines read the statement itself.
    page = replace(page_of(shown, language), alternates=(), data="", url=None, properties=())
    reader = Reader([label for label, kind in (page.callouts or {}).items() if kind in _REMARKS])
    root = merged(old_markdown, new_markdown, reader)
    changes = changes_of(root)
    writer = _Writer(page.callouts or {}, words, root, changes)
    sides = tuple(None if policy is None else page_of(policy, language).labels.colophon for policy in (old, new))
    # Deleted headings are headings no more, so a statement that is withdrawn has no title.
    headed = any(passage.block.tag == "h1" and passage.block.type == "heading" for passage in passages_of(root))
    summary = _summary(changes, sides, words, level=2 if headed else 1, remarks=reader.has_remarks)
    content = writer.around(summary, with_remarks(root), headed=headed)
    return set_page(
        content,
        replace(page, title=_title(page, old, new, words), mark=words("mark"), description=None),
        page_folder=page_folder,
        styles=_STYLES,
    )


class _Words:
    """The group `redline` of `terms.yaml`, as HTML or as text."""

    def __init__(self, language: Language) -> None:
        self._words: Mapping[str, object] = language.terms.get("redline", {})
        self._code = language.code

    def __call__(self, name: str, **values: object) -> str:
        form = self._words.get(name)
        if not isinstance(form, str):
            place = f"{self._code}/terms.yaml: redline.{name}"
            raise PolicycError(Wording(nl=f"{place} ontbreekt.", en=f"{place} is missing."))
        return filled(form, {key: str(value) for key, value in values.items()})


def _title(page: Page, old: Policy | None, new: Policy | None, words: _Words) -> str:
    versions = [policy.version for policy in (old, new) if policy is not None and policy.version]
    if len(versions) == 2:
        return words("title_of_versions", title=page.title, old=versions[0], new=versions[1])
    return words("title", title=page.title)


# ---- the summary ------------------------------------------------------------------------------------------------


def _summary(
    changes: Sequence[Change], sides: Sequence[str | None], words: _Words, *, level: int, remarks: bool
) -> str:
    old, new = sides
    said = "new" if old is None else "withdrawn" if new is None else "changed" if changes else "same"
    facts = [
        (name, side or words("no_version")) for name, side in (("old_text", old), ("new_text", new)) if side is not None
    ]
    if changes:
        facts += [
            ("changes", str(len(changes))),
            ("with_insertions", str(sum(change.inserts for change in changes))),
            ("with_deletions", str(sum(change.deletes for change in changes))),
        ]
    written = [
        f'<h{level} id="{_SUMMARY}">{_escaped(words("heading"))}</h{level}>',
        element("p", _escaped(words(said))),
        *([element("p", _escaped(words("remarks" if new is not None else "no_remarks")))] if remarks else ()),
        element("ul", "\n".join(_fact(words(name), value) for name, value in facts)),
    ]
    if changes:
        ins, deleted = element("ins", _escaped(words("inserted_text"))), element("del", _escaped(words("deleted_text")))
        written += [
            element("p", f"{_escaped(words('legend'))} {ins}, {deleted}."),
            element("p", _escaped(words("how_to_go_on"))),
            element("p", element("a", _escaped(words("to_first")), href="#change.1")),
            element(f"h{level + 1}", _escaped(words("parts"))),
            element("ul", "\n".join(_parts(changes, words))),
        ]
    content = "\n".join(written)
    return f'<section class="summary" aria-labelledby="{_SUMMARY}">\n{content}\n</section>'


def _fact(name: str, value: str) -> str:
    return element("li", f"<strong>{_escaped(name)}</strong> {_escaped(value)}")


def _parts(changes: Sequence[Change], words: _Words) -> Iterator[str]:
    """The parts of the statement in which something changed, each with a link to its first change."""
    first = 1
    for number, change in enumerate(changes, start=1):
        part = change.passages[0].part
        if number < len(changes) and changes[number].passages[0].part is part:
            continue
        form = ("one_change", "two_changes")[number - first] if number - first < 2 else "more_changes"
        numbers = words(form, first=first, last=number)
        link = element("a", _escaped(_part_title(part, words)), href=f"#change.{first}")
        yield element("li", f"{link}: {_escaped(numbers)}")
        first = number + 1


def _part_title(part: Part | None, words: _Words) -> str:
    if part is None:
        return words("opening")
    if part.is_new:
        return words("part_new", heading=part.title)
    return part.title if part.heading is not None else words("part_deleted", heading=part.title)


# ---- the text ---------------------------------------------------------------------------------------------------

_BEGINS = {"ins": "inserted", "del": "deleted"}
_ROW_BEGINS = {"ins": "row_inserted", "del": "row_deleted"}
_ENDS = {"ins": "insertion_ends", "del": "deletion_ends"}


class _Writer(Body):
    """Writes a merged text."""

    def __init__(self, callouts: Mapping[str, str], words: _Words, root: Block, changes: Sequence[Change]) -> None:
        super().__init__(callouts)
        self._words = words
        self._count = len(changes)
        # A block is in the tree once, so it is known by its identity.
        self._numbers = {id(change.passages[0].block): number for number, change in enumerate(changes, start=1)}
        self._after_title = ""
        self._passage = Block("paragraph")
        self._deleted = False
        self._row_ends: tuple[Tree, Tree] | None = None
        self._blocks |= {"contents": self._list, "former_heading": self._former_heading, "hr": self._line}

    def around(self, summary: str, root: Block, *, headed: bool) -> str:
        """The text, with the summary after its title or else before all."""
        self._after_title = summary if headed else ""
        content = self.write(root.children)
        return content if headed else f"{summary}\n{content}"

    # ---- blocks ---------------------------------------------------------------------------------------------

    def _flow(self, nodes: Sequence[Tree], *, contents: bool = False) -> str:
        written: list[str] = []
        rest = list(_without_sections(nodes))
        while rest:
            node = rest.pop(0)
            if node.type == "heading" and rest and rest[0].type == "contents":
                written.append(self._contents(node, rest.pop(0)))
            else:
                written.append(self._blocks[node.type](node))
        return "\n".join(filter(None, written))

    def _heading(self, node: Tree) -> str:
        text = text_without("del", node)
        if not text:
            return ""
        name = self._slugger(text)
        self._names.add(name)
        written = element(node.tag, self._inline(node), id=name, **_class(node), data_title=text)
        if node.tag == "h1" and self._after_title:
            written, self._after_title = f"{written}\n{self._after_title}", ""
        return written

    def _former_heading(self, node: Tree) -> str:
        return element("p", self._inline(node), **{"class": f"del former {node.tag}"})

    def _paragraph(self, node: Tree) -> str:
        content = self._inline(node)
        return element("p", content, **_class(node)) if content.strip() else ""

    def _list(self, node: Tree) -> str:
        """A list with the numbers of the new text: what was deleted has none of its own."""
        start = node.attrs.get("start")
        number, shifted = int(start if start is not None else 1), False
        items: list[str] = []
        for item in node.children:
            if not item.children:
                continue
            attributes = _class(item.children[0]) if _is_short(item) else {}
            if node.tag == "ol" and _is_gone(item):
                attributes, shifted = {"class": "del gone"}, True
            elif node.tag == "ol":
                attributes |= {"value": str(number)} if shifted else {}
                number += 1
            items.append(element("li", self._item(item), **attributes))
        given = {} if start is None else {"start": str(start)}
        return element(node.tag, "\n" + "\n".join(items) + "\n", **given) if items else ""

    def _callout(self, node: Tree) -> str:
        kind = self._callouts.get(label_text(node.content), "")
        content = self._flow(node.children)
        attributes = {"class": f"note {kind}".rstrip(), "role": "note"}
        return element("div", f"\n{content}\n", **attributes) if content else ""

    def _code(self, node: Tree) -> str:
        content = element("code", html.escape(node.content, quote=False))
        change = _change_of(node)
        if change:
            content = element(change, self._begins(_BEGINS[change]) + content + self._ends(_ENDS[change]))
        return element("pre", self._chip(node) + content, **_class(node))

    def _line(self, node: Tree) -> str:
        """A dividing line says nothing, so one that came or went is not marked."""
        return "" if _change_of(node) == "del" else "<hr>"

    def _table(self, node: Tree, caption: Tree | None = None) -> str:
        captions = [part for part in node.children if part.type == "caption"]
        head, *rows = (part for part in node.children if part.type == "tr")
        groups = [SimpleTree("thead", [head]), SimpleTree("tbody", rows)]
        return super()._table(SimpleTree("table", groups), captions[0] if captions else None)

    def _row(self, row: Tree, names: Sequence[str]) -> str:
        """A row that came or went as a whole says so once: from its first cell, which heads it, to its last."""
        filled_cells = [cell for cell in row.children if cell.children]
        changes = set(map(_change_of, filled_cells))
        whole = changes.pop() if changes in ({"ins"}, {"del"}) else None
        self._row_ends = (filled_cells[0], filled_cells[-1]) if whole else None
        written = super()._row(row, names)
        self._row_ends = None
        if whole is None and "edit" not in changes:
            return written
        return f'<tr class="{whole or "edit"}">' + written.removeprefix("<tr>")

    def _column_name(self, cell: Tree) -> str:
        return text_without("del", cell) or text_without("ins", cell)

    # ---- inline ---------------------------------------------------------------------------------------------

    def _inline(self, node: Tree) -> str:
        if not isinstance(node, Block) or (node.type not in PASSAGES and node.type != "former_heading"):
            return super()._inline(node)
        self._passage = node
        return self._chip(node) + super()._inline(node)

    def _span(self, node: Tree) -> str:
        match node.type:
            case "text":
                return _breakable(node.content)
            case "ins" | "del":
                return self._change(node)
            case "label":
                return f'<strong class="label">{self._inline(node)}</strong>' + ("<br>\n" if node.content else "")
            case _:
                return super()._span(node)

    def _change(self, node: Tree) -> str:
        first, *more = node.children
        if node.type == "ins" and isinstance(first, Block) and _is_plain_link(first) and not more:
            # The link goes around the mark, so that all of a line in the contents list can be pointed at.
            return self._link(replace(first, children=(Block("ins", "ins", children=first.children),)))
        self._deleted = node.type == "del"
        content = self._inline(node)
        self._deleted = False
        begins, ends = self._begins(_BEGINS[node.type]), self._ends(_ENDS[node.type])
        if self._row_ends is not None:
            first_cell, last_cell = self._row_ends
            begins = self._begins(_ROW_BEGINS[node.type]) if self._passage is first_cell else ""
            ends = ends if self._passage is last_cell else ""
        return element(node.type, begins + content + ends)

    def _link(self, node: Tree) -> str:
        """What was deleted leads nowhere any more, so it is no link but only its words."""
        written = self._inline(node) if self._deleted else super()._link(node)
        if "target" not in node.attrs:
            return written
        target = str(node.attrs["href"]).removeprefix("mailto:").removeprefix("tel:")
        if text_of(node).strip() in (target, target.removeprefix("https://")):
            return written
        return f'{written}<span class="target"> ({_breakable(target)})</span>'

    def _begins(self, name: str) -> str:
        """Words for who does not see the marks."""
        return f'<span class="said">[{_escaped(self._words(name))}: </span>'

    def _ends(self, name: str) -> str:
        return f'<span class="said"> {_escaped(self._words(name))}]</span>'

    def _chip(self, node: Tree) -> str:
        """The number of the change that begins here, with a link to the next; the last leads to the summary."""
        number = self._numbers.get(id(node))
        if number is None:
            return ""
        last = number == self._count
        said = _escaped(self._words("last_change" if last else "change", number=number, count=self._count))
        content = f'<span class="said">{said} </span><span aria-hidden="true">{number}</span>'
        target = f"#{_SUMMARY}" if last else f"#change.{number + 1}"
        return element("a", content, **{"class": "number"}, id=f"change.{number}", href=target) + " "


@dataclass(frozen=True, slots=True)
class SimpleTree:
    """Blocks in the shape in which `Body` wants a table."""

    type: str
    children: Sequence[Tree]
    tag: str = ""
    content: str = ""

    @property
    def attrs(self) -> Mapping[str, str | int | float]:
        return {}


def _without_sections(nodes: Sequence[Tree]) -> Iterator[Tree]:
    for node in nodes:
        if node.type == "section":
            yield from _without_sections(node.children)
        else:
            yield node


def _change_of(node: Tree) -> str:
    return node.change if isinstance(node, Block) else ""


def _class(node: Tree) -> dict[str, str]:
    change = _change_of(node)
    return {"class": change} if change else {}


def _is_plain_link(node: Tree) -> bool:
    return node.type == "link" and "target" not in node.attrs


def _is_short(item: Tree) -> bool:
    """Whether the item shows its one paragraph without `<p>` (see `Body._item`)."""
    first, *more = item.children
    return first.type == "paragraph" and not any(child.type == "paragraph" for child in more)


def _is_gone(item: Tree) -> bool:
    return isinstance(item, Block) and all(passage.block.change == "del" for passage in passages_of(item))


def _breakable(text: str) -> str:
    """The text, in which an e-mail address is not broken inside a word."""
    return _WITH_ADDRESS.sub(lambda found: _ADDRESS.sub("<wbr>", found[0]), _escaped(text))


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
