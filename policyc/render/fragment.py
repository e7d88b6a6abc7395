"""The body of a statement alone, for a page of somebody else: HTML to paste into a content system, and its style sheet.

The page it comes into has a heading, a style sheet and names of its own. So every heading is one level down, and every
class and id has our prefix. The links within the text follow. There is no script and no style attribute; without the
style sheet it takes the looks of its host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.render.brand import Brand
from policyc.render.edition import Edition
from policyc.render.folders import Folder, file_in
from policyc.render.html import STYLES, element, statement_body
from policyc.render.page import read_page_file
from policyc.render.scoped_css import MAIN, PAGE, PREFIX, ROOM, SCOPE, Scoping, UnfitStyle

_ATTRIBUTE = re.compile(r'([^\s=<>"/]+)="([^"]*)"')
_LOCAL = re.compile(r"url\(#")
# Attributes that hold ids, one or more (HTML, ARIA 1.2).
_OF_IDS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "for", "headers")
_HEADINGS: Mapping[str, str] = {f"h{level}": f"h{level + 1}" for level in range(1, 6)}


def fragment_html(edition: Edition) -> str:
    """The statement in one language as an element to stand in another page, below its heading."""
    body = statement_body(edition.marked, edition.language.terms["callouts"], edition.figures)
    main = element("div", f"\n{_Rewriter().rewritten(body)}\n", **{"class": MAIN})
    page = element("div", f"\n{main}\n", **{"class": PAGE})
    room = element("div", f"\n{page}\n", **{"class": ROOM})
    return element("div", f"\n{room}\n", **{"class": SCOPE}, lang=edition.language.code) + "\n"


def fragment_css(page_folder: Folder, brand: Brand) -> str:
    """The style sheet for the fragments of an organisation, in every language: that of its pages, kept within them.

    Raises `PolicycError`, with the name of the file, for a style sheet that cannot be kept within a part of a page.
    """
    scoping = Scoping()
    for name in STYLES:
        try:
            scoping.add(read_page_file(page_folder, name))
        except UnfitStyle as error:
            file, why = file_in(page_folder, name), error.why
            raise PolicycError(
                Wording(f"{file} past niet in een fragment: {why.nl}.", f"{file} does not fit in a fragment: {why.en}.")
            ) from None
    scoping.add(brand.inner_style)
    return scoping.text


class _Rewriter(HTMLParser):
    """Copies HTML that `Body` wrote; only tags change."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._written: list[str] = []

    def rewritten(self, html: str) -> str:
        self.feed(html)
        self.close()
        return "".join(self._written)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        # As it was written: an SVG has attributes and elements with capitals.
        said = self.get_starttag_text() or ""
        name = re.match(r"<([^\s/>]+)", said)
        assert name is not None  # noqa: S101  it is a tag
        rest = _ATTRIBUTE.sub(lambda found: _attribute(found[1], found[2]), said[name.end() :])
        if tag == "h6":
            self._written.append(f'<div role="heading" aria-level="7"{rest}')
        else:
            self._written.append(f"<{_HEADINGS.get(tag, name[1])}{rest}")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._written.append(f"</{'div' if tag == 'h6' else _HEADINGS.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        self._written.append(data)

    def handle_entityref(self, name: str) -> None:
        self._written.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._written.append(f"&#{name};")


def _attribute(name: str, value: str) -> str:
    if name == "class" or name == "id" or name in _OF_IDS:
        value = " ".join(_prefixed(value.split()))
    elif name in ("href", "xlink:href") and value.startswith("#"):
        value = f"#{PREFIX}{value[1:]}"
    return f'{name}="{_LOCAL.sub(f"url(#{PREFIX}", value)}"'


def _prefixed(names: Iterable[str]) -> Iterable[str]:
    return (f"{PREFIX}{name}" for name in names)
