"""The fragment: everything the page says, in names that are ours alone, one heading down."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from document.rendering import TEMPLATES, edition, policy
from document.singles import SINGLE
from model.maximal import maximal_policies

from policyc.errors import PolicycError
from policyc.render.brand import OURS, Brand
from policyc.render.fragment import _Rewriter, fragment_css, fragment_html
from policyc.render.html import statement_body

EXAMPLES = [
    *maximal_policies(),
    *(policy(**fields).model_copy(update={"id": name}) for name, fields in SINGLE.items()),
]


class Page(HTMLParser):
    """What a page says, and the names in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.levels: list[int] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == [], "not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in ("br", "hr", "img", "wbr", "col", "meta", "link"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


class Both(NamedTuple):
    page: Page
    fragment: Page


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda one: one.id)
def both(request: pytest.FixtureRequest) -> Both:
    shown = edition(request.param)
    body = statement_body(shown.marked, shown.language.terms["callouts"], shown.figures)
    return Both(Page(body), Page(fragment_html(shown)))


def test_nothing_is_lost(both: Both) -> None:
    page, fragment = both
    assert fragment.text.split() == page.text.split()
    assert len(fragment.values("href")) == len(page.values("href"))
    assert [value for value in fragment.values("href") if not value.startswith("#")] == [
        value for value in page.values("href") if not value.startswith("#")
    ]


def test_headings_go_one_level_down_and_none_is_skipped(both: Both) -> None:
    page, fragment = both
    assert fragment.levels == [level + 1 for level in page.levels]
    assert fragment.levels[0] == 2
    steps = zip(fragment.levels, fragment.levels[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)


def test_every_name_is_ours_and_every_link_within_leads_somewhere(both: Both) -> None:
    fragment = both.fragment
    ids = fragment.values("id")
    assert len(ids) == len(set(ids))
    assert all(name.startswith("policyc-") for name in ids)
    classes = {name for value in fragment.values("class") for name in value.split()}
    assert {name for name in classes if not name.startswith("policyc-")} == {"policyc"}
    assert {value[1:] for value in fragment.values("href") if value.startswith("#")} <= set(ids)
    for attribute in ("aria-labelledby", "aria-describedby"):
        assert {name for value in fragment.values(attribute) for name in value.split()} <= set(ids)


def test_nothing_acts_and_nothing_is_styled_in_place(both: Both) -> None:
    fragment = both.fragment
    assert not [name for _, name, _ in fragment.attributes if name == "style" or name.startswith("on")]
    tags = {tag for tag, _, _ in fragment.attributes}
    assert not tags & {"script", "style", "link", "meta", "main", "header", "footer", "body", "html", "h1"}


def test_it_is_one_element_that_says_its_language() -> None:
    html = fragment_html(edition(policy()))
    assert html.startswith('<div class="policyc" lang="nl">\n<div class="policyc-room">\n')
    assert html.endswith("</div>\n" * 4)
    assert fragment_html(edition(policy(translations=["en"]), code="en")).startswith('<div class="policyc" lang="en">')


REWRITTEN = {
    '<h1 id="a">T</h1>': '<h2 id="policyc-a">T</h2>',
    '<h6 id="a" class="b">T</h6>': '<div role="heading" aria-level="7" id="policyc-a" class="policyc-b">T</div>',
    '<p class="a b" data-x="#c">&lt;h1&gt; &amp; &#39;class="x"&#39;</p>': (
        '<p class="policyc-a policyc-b" data-x="#c">&lt;h1&gt; &amp; &#39;class="x"&#39;</p>'
    ),
    '<a href="#a">x</a><a href="https://x.example/#a">x</a>': (
        '<a href="#policyc-a">x</a><a href="https://x.example/#a">x</a>'
    ),
    '<td data-label="id=&quot;a&quot; class">x<br>\ny</td>': '<td data-label="id=&quot;a&quot; class">x<br>\ny</td>',
    '<svg viewBox="0 0 1 1" aria-labelledby="a b"><linearGradient id="c"/><path fill="url(#c)"/></svg>': (
        '<svg viewBox="0 0 1 1" aria-labelledby="policyc-a policyc-b"><linearGradient id="policyc-c"/>'
        '<path fill="url(#policyc-c)"/></svg>'
    ),
}


@pytest.mark.parametrize("html", REWRITTEN)
def test_rewritten(html: str) -> None:
    assert _Rewriter().rewritten(html) == REWRITTEN[html]


# --- its style sheet ---


def test_the_style_sheet_has_the_colours_and_the_font_of_the_organisation() -> None:
    ours, theirs = (
        fragment_css(TEMPLATES / "page", brand) for brand in (OURS, Brand(accent="#9c1a4b", family="Proef"))
    )
    assert "#9c1a4b" not in ours
    assert "--policyc-accent: light-dark(#9c1a4b, #d59db2)" in theirs
    assert '--policyc-font: "Proef", system-ui, sans-serif' in theirs
    assert "@font-face" not in theirs


def test_a_style_sheet_that_cannot_be_kept_within_is_named(tmp_path: Path) -> None:
    from policyc.render.folders import TemplateFolders

    (tmp_path / "screen.css").write_text("p { margin: 0 }\n@import 'a.css';\n", "utf-8")
    with pytest.raises(PolicycError) as error:
        fragment_css(TemplateFolders((tmp_path, TEMPLATES / "page")), OURS)
    assert error.value.wording == (
        f"{tmp_path / 'screen.css'} past niet in een fragment: @import werkt op de hele pagina.",
        f"{tmp_path / 'screen.css'} does not fit in a fragment: @import works on the whole page.",
    )
