"""Plain text stays plain text in Markdown, with no backslash more than it needs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policyc.render.escape import code, escape, escape_within, link

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(markdown: str) -> str:
    """What a reader sees of one paragraph; anything else fails."""
    opening, inline, closing = GFM.parse(markdown)
    assert (opening.type, inline.type, closing.type) == ("paragraph_open", "inline", "paragraph_close")
    assert {child.type for child in inline.children or ()} <= {"text"}
    return "".join(child.content for child in inline.children or ())


@given(st.text(alphabet="ab1 .-#*_[]()<>|`~&;$\\!+=:\"'x", min_size=1, max_size=30).filter(lambda s: s.strip()))
def test_every_text_reads_as_it_was_written(text: str) -> None:
    assert shown(escape(text)) == " ".join(text.split())
    assert shown("x " + escape_within(text)) == "x " + " ".join(text.split())


@pytest.mark.parametrize(
    "text", ["+31 20 123 45 67", "2.0.0", "artikel 12.", "snake_case", "a - b", "€ 5, zo!", "(a)", "A&B"]
)
def test_ordinary_text_is_not_touched(text: str) -> None:
    assert escape(text) == text
    assert escape_within(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("12.", "12\\."),
        ("# kop", "\\# kop"),
        ("- punt", "\\- punt"),
        ("a|b", "a\\|b"),
        ("&amp;", "\\&amp;"),
        ("_a_", "\\_a\\_"),
    ],
)
def test_what_would_be_mark_up_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(st.text(alphabet="ab_*`| -", min_size=1, max_size=12).filter(lambda s: s.strip()))
def test_a_code_span_reads_as_it_was_written_in_a_cell(text: str) -> None:
    tokens = GFM.parse(f"| a |\n| --- |\n| {code(text)} |\n")
    cell = next(token for token in tokens[9:] if token.type == "inline")
    assert [child.type for child in cell.children or ()] == ["code_inline"]
    assert (cell.children or [])[0].content.strip() == " ".join(text.split()).strip()


@pytest.mark.parametrize("target", ["https://a.nl/b_c_d", "https://a.nl/(x)", "https://a.nl/*", "mailto:a_b@c.nl"])
def test_a_link_leads_where_it_should(target: str) -> None:
    _, inline, _ = GFM.parse(link("een [naam]", target))
    opening = (inline.children or [])[0]
    assert opening.type == "link_open"
    encoded = target.replace("(", "%28").replace(")", "%29").replace("*", "%2A")
    assert opening.attrGet("href") == encoded
    assert "".join(child.content for child in inline.children or ()) == "een [naam]"
