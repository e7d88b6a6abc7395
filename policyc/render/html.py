"""Markdown in, one self-contained HTML page out: no script, no request, a strict content security policy.

The Markdown carries a few conventions, to which this step gives their meaning in HTML:

- a heading gets the name a code host would give it (see `slug`);
- a list of nothing but links to headings is a contents list: `<nav>`, named by the heading before it;
- a paragraph of nothing but strong text just before a table is the caption of that table;
- the first cell of each row heads that row (WCAG 2.2, 1.3.1);
- a block quotation is a call-out, and strong text at its start is its label.

What the author wrote was checked before. It is held to the same limits here once more: no raw HTML, links only to
https, mailto, tel and headings of the page itself, no images.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.render.page import read_page_file, render_page_template
from policyc.render.slug import Slugger

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# More columns than this are cramped in the text column: such a table turns into cards earlier, and is set smaller on
# paper.
_MANY_COLUMNS = 4

# An address or a code this long may be broken anywhere, or it would push the table off the page.
_LONG_WORD = re.compile(r"\S{30}")

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")

# The label at the start of a call-out, and the end of its paragraph if nothing follows it there.
_LABEL = re.compile(r"<strong>(.*?)</strong>\s*(?=(</p>)?)", re.DOTALL)

_STYLES = ("screen.css", "print.css")

# Characters that HTML forbids (C0 and C1 controls, surrogates, noncharacters); tab, line feed and the like stay.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)


@dataclass(frozen=True, slots=True)
class Labels:
    """The page's own words. They come in as data, because neither Python nor `templates/page/` knows a language."""

    skip: str
    """The link that jumps over the header (WCAG 2.2, 2.4.1)."""
    page_of: str
    """The page number on paper, with `{page}` before `{pages}`: “Pagina {page} van {pages}”."""
    colophon: str = ""
    """A closing line, such as version and date: the footer on screen and at the foot of each page on paper."""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[^{}]*\{page\}[^{}]*\{pages\}[^{}]*", self.page_of):
            raise ValueError("page_of needs {page}, then {pages}, and no other braces")

    @property
    def page_of_parts(self) -> Sequence[str]:
        """The words before, between and after the two numbers."""
        return re.split(r"\{pages?\}", self.page_of)


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says about itself, apart from its text."""

    language: str
    title: str
    labels: Labels
    author: str | None = None
    description: str | None = None
    version: str | None = None
    effective: date | None = None
    mark: str | None = None
    """A word such as CONCEPT that stays in view on screen and stands on every page on paper."""
    callouts: Mapping[str, str] | None = None
    """The CSS class of a call-out by its label: `{"Nog te bevestigen": "question"}`."""


class Tree(Protocol):
    """A part of a text: what markdown-it makes of Markdown, or what is made of two such texts (`redline`)."""

    @property
    def type(self) -> str: ...
    @property
    def tag(self) -> str: ...
    @property
    def content(self) -> str: ...
    @property
    def attrs(self) -> Mapping[str, str | int | float]: ...
    @property
    def children(self) -> Sequence[Tree]: ...


def to_html(markdown: str, page: Page, *, page_folder: Path) -> str:
    """Set `markdown` in the page of `page_folder`.

    Raises `PolicycError` for a page folder that is broken, and for a link to a heading that is not there.
    """
    return set_page(Body(page.callouts or {}).write(parsed(markdown)), page, page_folder=page_folder)


def parsed(markdown: str) -> Sequence[Tree]:
    """The blocks of a text, without characters that HTML cannot hold."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_parser().parse(_FORBIDDEN.sub("\ufffd", markdown))).children


def set_page(content: str, page: Page, *, page_folder: Path, styles: Sequence[str] = ()) -> str:
    """The page around HTML that `Body` wrote. `styles` are files of the page folder that this page needs beside ours.

    Raises `PolicycError` for a page folder that is broken.
    """
    style = _style(page_folder, (*_STYLES, *styles))
    return render_page_template(
        page_folder,
        {
            "page": _printable(page),
            "labels": page.labels,
            "content": content,
            "style": style,
            "style_hash": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        },
    )


def _printable(page: Page) -> Mapping[str, str | None]:
    """The texts of the page on one line each, without characters that HTML or XMP cannot hold."""
    texts = {
        "language": page.language,
        "title": page.title,
        "author": page.author,
        "description": page.description,
        "version": page.version,
        "effective": page.effective.isoformat() if page.effective else None,
        "mark": page.mark,
    }
    return {name: text and " ".join(_FORBIDDEN.sub("\ufffd", text).split()) for name, text in texts.items()}


def _style(page_folder: Path, names: Sequence[str]) -> str:
    """One style sheet for screen and browser printing, trimmed, because checkers hash the trimmed text."""
    texts = [read_page_file(page_folder, name).strip() for name in names]
    for name, text in zip(names, texts, strict=True):
        if "</" in text:
            raise PolicycError(
                Wording(
                    nl=f"{page_folder / name}: “</” mag niet in een stijlblad staan, want dat sluit het te vroeg af.",
                    en=f"{page_folder / name}: a style sheet may not hold “</”, because that ends it too early.",
                )
            )
    return "\n".join(texts)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # Which links are links is decided in one place, `_is_safe`, and not by two lists.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _is_safe(href: str) -> bool:
    """Whether a link leads where a statement may lead. Relative links go nowhere from a single file."""
    if href.startswith("#"):
        return len(href) > 1
    try:
        parts = urlsplit(href)
        if parts.scheme == "https":
            # `port` raises for what is no port. markdown-it has made the host ASCII; a user name only misleads.
            return _HOST.fullmatch(parts.hostname or "") is not None and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in ("mailto", "tel") and bool(parts.path)


def text_of(node: Tree) -> str:
    """The bare text of inline Markdown; of an image its alternative text."""
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    return "".join(map(text_of, node.children))


def element(name: str, content: str, **attributes: str) -> str:
    given = "".join(f' {key.replace("_", "-")}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{content}</{name}>"


def _children(node: Tree) -> Sequence[Tree]:
    """What a node holds, without the empty texts that markdown-it leaves around emphasis."""
    return [child for child in node.children if child.type != "text" or child.content]


def _only_child(node: Tree, kind: str) -> Tree | None:
    children = _children(node)
    return children[0] if len(children) == 1 and children[0].type == kind else None


class Body:
    """Writes one document. Every element on the page is written here by name, so nothing else can appear."""

    def __init__(self, callouts: Mapping[str, str]) -> None:
        self._callouts = callouts
        self._slugger = Slugger()
        self._names: set[str] = set()
        self._wanted: dict[str, None] = {}
        self._blocks: dict[str, Callable[[Tree], str]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": self._callout,
            "table": self._table,
            "fence": self._code,
            "code_block": self._code,
            "hr": lambda node: "<hr>",
        }

    def write(self, blocks: Sequence[Tree]) -> str:
        content = self._flow(blocks, contents=True)
        for name in self._wanted:
            if name not in self._names:
                raise PolicycError(
                    Wording(
                        nl=f"De tekst verwijst naar “#{name}”, maar geen kop op de pagina heet zo.",
                        en=f"The text links to “#{name}”, but no heading on the page has that name.",
                    )
                )
        return content

    # ---- blocks -------------------------------------------------------------------------------------------------

    def _flow(self, nodes: Sequence[Tree], *, contents: bool = False) -> str:
        """Write blocks in order, taking together those that belong together: heading and contents, caption and table.

        Only the flow of the page itself can have contents lists, not a list item or a call-out.
        """
        written: list[str] = []
        rest = list(nodes)
        while rest:
            node = rest.pop(0)
            following = rest[0] if rest else None
            if contents and node.type == "heading" and following is not None and is_contents(following):
                written.append(self._contents(node, rest.pop(0)))
            elif following is not None and following.type == "table" and (caption := caption_of(node)) is not None:
                written.append(self._table(rest.pop(0), caption))
            else:
                written.append(self._blocks[node.type](node))
        return "\n".join(filter(None, written))

    def _heading(self, node: Tree) -> str:
        text = text_of(node).strip()
        if not text:
            return ""
        name = self._slugger(text)
        self._names.add(name)
        return element(node.tag, self._inline(node), id=name)

    def _contents(self, heading: Tree, links: Tree) -> str:
        title = self._heading(heading)
        if not title:
            return self._list(links)
        name = title.split('"', 2)[1]
        return f'<nav class="contents" aria-labelledby="{name}">\n{title}\n{self._list(links)}\n</nav>'

    def _paragraph(self, node: Tree) -> str:
        content = self._inline(node)
        return f"<p>{content}</p>" if content.strip() else ""

    def _list(self, node: Tree) -> str:
        start = node.attrs.get("start")
        items = "\n".join(element("li", self._item(item)) for item in node.children if item.children)
        if not items:
            return ""
        return element(node.tag, f"\n{items}\n", **({} if start is None else {"start": str(start)}))

    def _item(self, node: Tree) -> str:
        """An item with one paragraph needs no `<p>`, whether or not there are blank lines in the Markdown.

        That looks the same throughout, and the PDF structure (ISO 32000-1, 14.8.4.3.3) is right as it comes.
        """
        first, *more = node.children
        if first.type == "paragraph" and not any(child.type == "paragraph" for child in more):
            return "\n".join(filter(None, (self._inline(first), self._flow(more))))
        return f"\n{self._flow(node.children)}\n"

    def _callout(self, node: Tree) -> str:
        """A call-out: role `note` (WAI-ARIA 1.2), with a class that its label stands for."""
        label = label_of(node)
        kind = self._callouts.get(text_of(label).strip().rstrip(":.").rstrip(), "") if label else ""
        content = self._flow(node.children)
        if label is not None:
            content = _LABEL.sub(_label_line, content, count=1)
        return element("div", f"\n{content}\n", **{"class": f"note {kind}".rstrip(), "role": "note"}) if content else ""

    def _code(self, node: Tree) -> str:
        return f"<pre><code>{html.escape(node.content, quote=False)}</code></pre>"

    # ---- tables -------------------------------------------------------------------------------------------------

    def _table(self, node: Tree, caption: Tree | None = None) -> str:
        """A data table with scoped headers (WCAG 2.2, 1.3.1).

        Each cell repeats its column's name as data, for narrow screens, where rows become cards (1.4.10). The column
        alignment of Markdown is left out: as a style attribute the security policy would refuse it.
        """
        header, *rows = (row for group in node.children for row in group.children)
        names = [self._column_name(cell) for cell in header.children]
        parts = [] if caption is None else [element("caption", self._inline(caption))]
        if rows and any(names):
            parts.append(f"<thead>\n<tr>{''.join(map(self._column_header, header.children))}</tr>\n</thead>")
        # Headers of nothing are no headers: a row without others below it is a row, and one without a word is none.
        written = [self._row(row, names) for row in rows] or [self._row(header, [""] * len(names))]
        parts.append("<tbody>\n" + "\n".join(written) + "\n</tbody>")
        shape = "pairs" if len(names) == 2 else "wide" if len(names) > _MANY_COLUMNS else None
        return element("table", "\n" + "\n".join(parts) + "\n", **({"class": shape} if shape else {}))

    def _column_name(self, cell: Tree) -> str:
        return text_of(cell).strip()

    def _column_header(self, cell: Tree) -> str:
        content = self._inline(cell)
        # A header without text heads nothing: the corner above the row headers is an ordinary empty cell.
        return element("th", content, scope="col") if content.strip() else "<td></td>"

    def _row(self, row: Tree, names: Sequence[str]) -> str:
        first, *others = (self._inline(cell) for cell in row.children)
        heads = bool(others) and bool(first.strip())
        long = [_LONG_WORD.search(text_of(cell)) is not None for cell in row.children]
        cells = [element("th", first, scope="row", **_long(long[0])) if heads else _cell(first, names[0], long[0])]
        cells += map(_cell, others, names[1:], long[1:])
        return f"<tr>{''.join(cells)}</tr>"

    # ---- inline -------------------------------------------------------------------------------------------------

    def _inline(self, node: Tree) -> str:
        return "".join(map(self._span, node.children))

    def _span(self, node: Tree) -> str:
        match node.type:
            case "text":
                return html.escape(node.content, quote=False)
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "<br>\n"
            case "code_inline":
                return f"<code>{html.escape(node.content, quote=False)}</code>"
            case "image":
                return html.escape(text_of(node), quote=False)
            case "link":
                return self._link(node)
            case "strong" | "em":
                return element(node.tag, self._inline(node))
            case _:
                return self._inline(node)

    def _link(self, node: Tree) -> str:
        content = self._inline(node)
        href = str(node.attrs.get("href", ""))
        if not content.strip() or not _is_safe(href):
            return content
        if href.startswith("#"):
            self._wanted[unquote(href[1:])] = None
        return element("a", content, href=href)


def _cell(content: str, name: str, long: bool) -> str:
    return element("td", content, **({"data-label": name} if name and content.strip() else {}), **_long(long))


def _long(long: bool) -> dict[str, str]:
    return {"class": "long"} if long else {}


def caption_of(node: Tree) -> Tree | None:
    """The strong text that makes up the whole of this paragraph, if it is one."""
    inline = _only_child(node, "inline") if node.type == "paragraph" else None
    return _only_child(inline, "strong") if inline else None


def label_of(callout: Tree) -> Tree | None:
    """The strong text at the start of a call-out."""
    first = callout.children[0] if callout.children else None
    inline = _only_child(first, "inline") if first is not None and first.type == "paragraph" else None
    starts = _children(inline)[:1] if inline else []
    return starts[0] if starts and starts[0].type == "strong" else None


def _label_line(label: re.Match[str]) -> str:
    """A label has a line of its own. A break does that, where a block would be a paragraph within a paragraph (PDF)."""
    return f'<strong class="label">{label[1]}</strong>' + ("" if label[2] else "<br>\n")


def is_contents(node: Tree) -> bool:
    """Whether this is a list, maybe of lists, in which each item is a link to a heading and no more."""
    return node.type == "bullet_list" and all(map(_is_contents_item, node.children))


def _is_contents_item(item: Tree) -> bool:
    if not item.children or item.children[0].type != "paragraph":
        return False
    inline = _only_child(item.children[0], "inline")
    link = _only_child(inline, "link") if inline else None
    return (
        link is not None
        and str(link.attrs.get("href", "")).startswith("#")
        and all(map(is_contents, item.children[1:]))
    )
