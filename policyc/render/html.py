"""Markdown in, one self-contained HTML page out: no script, no request, a strict content security policy.

The Markdown carries a few conventions, to which this step gives their meaning in HTML:

- a heading gets the name a code host would give it (see `slug`);
- a list of nothing but links to headings is a contents list: `<nav>`, named by the heading before it;
- a paragraph of nothing but strong text just before a table is the caption of that table;
- the first cell of each row heads that row (WCAG 2.2, 1.3.1);
- a list of which each item is a label in strong text and what it labels is set as such;
- a block quotation is a call-out, and strong text at its start is its label;
- on the page of a statement, the contents list divides it into a short layer and the detail, and each heading opens a
  section;
- marks (`policyc.render.marks`) give a heading a name that outlives its words, set a figure in its place with the list
  after it as its words, and say that a text is in another language.

What the author wrote was checked before. It is held to the same limits here once more: no raw HTML, links only to
https, mailto, tel and headings of the page itself, no images.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.render import marks
from policyc.render.brand import OURS, Brand
from policyc.render.folders import Folder, file_in
from policyc.render.page import read_page_file, render_page_template
from policyc.render.slug import Slugger

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# More columns than this are cramped in the text column: such a table turns into cards earlier, and is set smaller on
# paper.
_MANY_COLUMNS = 4

# An address or a code this long may be broken anywhere, or it would push the table off the page.
_LONG_WORD = re.compile(r"\S{24}")

# Where an address may go on to the next line, “www.” aside. After a slash or a hyphen it may without this.
_ADDRESS_BREAK = re.compile(r"(?<=@)(?=\w)|(?<=\w)(?<!\bwww)(?=\.\w)")

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")

# The label at the start of a call-out, and the end of its paragraph if nothing follows it there.
_LABEL = re.compile(r"<strong>(.*?)</strong>\s*(?=(</p>)?)", re.DOTALL)

_NAV = '<nav class="contents"'
CONTENTS = "page.contents"
"""The name of the contents list, which no heading can have."""

# Below this level a heading and its text are too small a thing to be a section.
_DEEPEST_SECTION = 3

STYLES = ("base.css", "screen.css", "figure.css", "print.css")
"""The style sheets of every page, for browsers."""

# Characters that HTML forbids (C0 and C1 controls, surrogates, noncharacters); tab, line feed and the like stay, and
# so do the noncharacters of `policyc.render.marks`, of which nothing remains on the page.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0\ufdd1\ufdd7-\ufdef\ufffe\uffff"
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
    contents: str = ""
    """The link that leads back to the contents list from anywhere on a narrow screen; empty: no such link."""
    colophon: str = ""
    """A closing line, such as version and date: the footer on screen and at the foot of each page on paper."""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[^{}]*\{page\}[^{}]*\{pages\}[^{}]*", self.page_of):
            raise ValueError("page_of needs {page}, then {pages}, and no other braces")

    @property
    def page_of_parts(self) -> Sequence[str]:
        """The words before, between and after the two numbers."""
        return re.split(r"\{pages?\}", self.page_of)


class Alternate(NamedTuple):
    """The same text in a language: its code, what it calls itself, and the file beside this one."""

    language: str
    name: str
    href: str


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
    alternates: Sequence[Alternate] = ()
    """The languages of the text, this one too, when there are more."""
    url: str | None = None
    """Where the page will be found."""
    properties: Sequence[tuple[str, str]] = ()
    """What a link to the page shows of it, as Open Graph has it: “og:title” and the like, with their values."""
    source_hash: str | None = None
    """The SHA-256 of what the page was made from."""
    data: str = ""
    """JSON-LD for the head, ready to stand in a script element (`linked_data.as_json`)."""
    brand: Brand = OURS
    """How the organisation wants its pages to look."""
    logo_alt: str = ""
    """The words of its logo."""


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


def to_html(markdown: str, page: Page, *, page_folder: Folder) -> str:
    """Set `markdown` in the page of `page_folder`.

    Raises `PolicycError` for a page folder that is broken, and for a link to a heading that is not there.
    """
    return set_page(Body(page.callouts or {}).write(parsed(markdown)), page, page_folder=page_folder)


def statement_html(markdown: str, page: Page, figures: Mapping[str, str], *, page_folder: Folder) -> str:
    """The page of a statement, in layers and sections. `figures` are ready HTML by the name of their place.

    Raises `PolicycError` as `to_html` does.
    """
    return set_page(statement_body(markdown, page.callouts or {}, figures), page, page_folder=page_folder)


def statement_body(markdown: str, callouts: Mapping[str, str], figures: Mapping[str, str]) -> str:
    """What stands in `<main>` on the page of a statement."""
    return Body(callouts, figures).write_layers(parsed(markdown))


def parsed(markdown: str) -> Sequence[Tree]:
    """The blocks of a text, without characters that HTML cannot hold."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_parser().parse(_FORBIDDEN.sub("\ufffd", markdown))).children


def set_page(content: str, page: Page, *, page_folder: Folder, styles: Sequence[str] = ()) -> str:
    """The page around HTML that `Body` wrote. `styles` are files of the page folder that this page needs beside ours.

    Raises `PolicycError` for a page folder that is broken.
    """
    styles = (*STYLES, *styles, *(("brand.css",) if page.brand.logo else ()))
    style = "\n".join(filter(None, (_style(page_folder, styles), page.brand.page_style)))
    data = _FORBIDDEN.sub("\ufffd", page.data)
    return render_page_template(
        page_folder,
        {
            "page": _printable(page),
            "labels": page.labels if _NAV in content else replace(page.labels, contents=""),
            "logo": _logo(page),
            "has_fonts": bool(page.brand.faces),
            "alternates": page.alternates,
            "properties": [(name, _on_one_line(value)) for name, value in page.properties],
            "data": data,
            "data_hash": _sha256(data),
            "content": content,
            "style": style,
            "style_hash": _sha256(style),
        },
    )


def _sha256(text: str) -> str:
    """As a content security policy wants it (CSP 3, 2.3.1)."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _logo(page: Page) -> Mapping[str, str | int] | None:
    """The logo as the page needs it. Its words are for who does not see it (WCAG 2.2, 1.1.1)."""
    if page.brand.logo is None:
        return None
    width, height = page.brand.logo.size
    words = _on_one_line(page.logo_alt or page.author or page.title)
    return {"address": page.brand.logo.address, "words": words, "width": width, "height": height}


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
        "url": page.url,
        "source_hash": page.source_hash,
    }
    return {name: text and _on_one_line(text) for name, text in texts.items()}


def _on_one_line(text: str) -> str:
    return " ".join(_FORBIDDEN.sub("\ufffd", text).split())


def _style(page_folder: Folder, names: Sequence[str]) -> str:
    """One style sheet for screen and browser printing, trimmed, because checkers hash the trimmed text.

    Without its comments, which are for who writes the sheet and not for who loads the page.
    """
    texts = [read_page_file(page_folder, name).strip() for name in names]
    for name, text in zip(names, texts, strict=True):
        if "</" in text:
            file = file_in(page_folder, name)
            raise PolicycError(
                Wording(
                    nl=f"{file}: “</” mag niet in een stijlblad staan, want dat sluit het te vroeg af.",
                    en=f"{file}: a style sheet may not hold “</”, because that ends it too early.",
                )
            )
    return "\n".join(_without_comments(text) for text in texts)


_STRING_OR_COMMENT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/\n?""", re.DOTALL)


def _without_comments(css: str) -> str:
    return _STRING_OR_COMMENT.sub(lambda found: found.group(1) or "", css).strip()


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
    """The bare text of inline Markdown, without marks; of an image its alternative text."""
    if node.type in ("text", "code_inline"):
        return marks.without(node.content)
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

    def __init__(self, callouts: Mapping[str, str], figures: Mapping[str, str] | None = None) -> None:
        self._callouts = callouts
        self._figures = figures or {}
        self._stable: Mapping[str, str] = {}
        self._tongue = ""
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
        """The blocks one after another."""
        return self._checked(self._flow(blocks, contents=True))

    def write_layers(self, blocks: Sequence[Tree]) -> str:
        """What stands before the contents list, that list, and what comes after it, in sections."""
        self._stable = _stable_names(blocks)
        at = next((n for n, (a, b) in enumerate(pairwise(blocks)) if a.type == "heading" and is_contents(b)), None)
        if at is None:
            return self._checked(element("div", f"\n{self._sections(blocks, 2)}\n", **{"class": "layer"}))
        layer, contents, detail = blocks[:at], blocks[at : at + 2], blocks[at + 2 :]
        written = (
            element("div", f"\n{self._sections(layer, 2)}\n", **{"class": "layer"}),
            self._flow(contents, contents=True),
            element("div", f"\n{self._sections(detail, 2)}\n", **{"class": "detail"}),
        )
        return self._checked("\n".join(written))

    def _sections(self, blocks: Sequence[Tree], level: int) -> str:
        """Blocks with each heading of this level, and all that is below it, in an element of its own."""
        if level > _DEEPEST_SECTION:
            return self._flow(blocks)
        starts = [n for n, block in enumerate(blocks) if block.tag == f"h{level}" and text_of(block).strip()]
        written = [self._sections(blocks[: starts[0]] if starts else blocks, level + 1)]
        for first, after in pairwise((*starts, len(blocks))):
            slug, heading = self._named(blocks[first])
            named = {"id": slug} if slug in self._stable else {}
            rest = self._sections(blocks[first + 1 : after], level + 1)
            content = "\n".join(filter(None, (heading, rest)))
            written.append(element("section", f"\n{content}\n", **named))
        return "\n".join(filter(None, written))

    def _checked(self, content: str) -> str:
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
            elif (drawn := self._figure(node)) is not None:
                written.append(drawn)
                if len(rest) > 1 and rest[1].type == "bullet_list" and (caption := caption_of(rest[0])) is not None:
                    written.append(self._details(caption, rest[1]))
                    del rest[:2]
            else:
                written.append(self._blocks[node.type](node))
        return "\n".join(filter(None, written))

    def _heading(self, node: Tree) -> str:
        return self._named(node)[1] if text_of(node).strip() else ""

    def _named(self, node: Tree) -> tuple[str, str]:
        """The name that the words of a heading give, and the heading under that name or its stable one."""
        slug = self._slugger(text_of(node).strip())
        name = self._stable.get(slug, slug)
        self._names |= {slug, name}
        return slug, element(node.tag, self._inline(node), id=name)

    def _contents(self, heading: Tree, links: Tree) -> str:
        title = self._heading(heading)
        if not title:
            return self._list(links)
        name = title.split('"', 2)[1]
        return f'{_NAV} id="{CONTENTS}" aria-labelledby="{name}">\n{title}\n{self._list(links)}\n</nav>'

    def _figure(self, node: Tree) -> str | None:
        """The figure whose place this block is; None for any other block."""
        name = marks.figure_in(node.children[0].content) if node.type == "paragraph" and node.children else None
        return self._figures.get(name, "") if name is not None else None

    def _details(self, summary: Tree, words: Tree) -> str:
        """What a figure shows, in words: at hand for whoever wants it, also on paper (WCAG 2.2, 1.1.1)."""
        return element("details", f"\n{element('summary', self._inline(summary))}\n{self._list(words)}\n")

    def _paragraph(self, node: Tree) -> str:
        content = self._inline(node)
        return f"<p>{content}</p>" if content.strip() else ""

    def _list(self, node: Tree) -> str:
        filled = [item for item in node.children if item.children]
        items = "\n".join(element("li", self._item(item)) for item in filled)
        if not items:
            return ""
        start = node.attrs.get("start")
        given = {} if start is None else {"start": str(start)}
        if node.tag == "ul" and all(map(_is_fact, filled)):
            given["class"] = "facts"
        return element(node.tag, f"\n{items}\n", **given)

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
                return self._text(node.content)
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

    def _text(self, content: str) -> str:
        """Text, of which the parts in another language say so (WCAG 2.2, 3.1.2)."""
        written = []
        for turn, text in marks.runs(content):
            self._tongue = self._tongue if turn is None else turn
            escaped = html.escape(text, quote=False)
            written.append(element("span", escaped, lang=self._tongue) if self._tongue and escaped else escaped)
        return "".join(written)

    def _link(self, node: Tree) -> str:
        content = self._inline(node)
        href = str(node.attrs.get("href", ""))
        if not content.strip() or not _is_safe(href):
            return content
        if href.startswith("#"):
            slug = unquote(href[1:])
            self._wanted[slug] = None
            href = f"#{self._stable[slug]}" if slug in self._stable else href
        elif text_of(node).strip() in (href, href.removeprefix("https://").removeprefix("mailto:")):
            content = _ADDRESS_BREAK.sub("<wbr>", content) if "<" not in content else content
        return element("a", content, href=href)


def _stable_names(blocks: Sequence[Tree]) -> Mapping[str, str]:
    """The stable name of each heading that carries one, by the name made of its words."""
    slugger, names = Slugger(), {}
    for heading in _headings(blocks):
        if text := text_of(heading).strip():
            slug = slugger(text)
            if stable := marks.anchor_in(heading.children[0].content):
                names[slug] = stable
    return names


def _headings(blocks: Sequence[Tree]) -> Iterator[Tree]:
    for block in blocks:
        if block.type == "heading":
            yield block
        else:
            yield from _headings(block.children)


def _is_fact(item: Tree) -> bool:
    """Whether this is a label in strong text (“Telefoon:”) and what it labels, in one paragraph and maybe a list."""
    first, *more = item.children
    if first.type != "paragraph" or any(child.type != "bullet_list" for child in more):
        return False
    parts = [*_children(first.children[0]), *more]
    return len(parts) > 1 and parts[0].type == "strong" and text_of(parts[0]).strip()[-1:] in (":", ".", "?")


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
