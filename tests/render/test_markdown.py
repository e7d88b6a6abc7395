"""The Markdown as a whole: what an author writes stays what it is, wherever a template puts it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from document.rendering import as_html, policy, said, with_row
from hypothesis import given, settings
from hypothesis import strategies as st

PROSE = "Eerst dit.\n\n- een\n- twee\n\nDan dat."


def body(**fields: Any) -> str:
    return as_html(policy(**fields)).split("<main", 1)[1]


def test_prose_with_a_list_stays_in_its_item() -> None:
    text = body(**with_row(necessity=PROSE, legal_basis={"basis": "legitimate_interests", "balancing": PROSE}))
    for label in ("Waarom deze gegevens:", "Grondslag:"):
        item = re.search(rf"<strong>{label}</strong>.*?Dan dat\.</p>\s*</li>", text, re.DOTALL)
        assert item, label
        assert item[0].count("<li>") == 2


def test_prose_in_one_of_several_bases_stays_with_that_basis() -> None:
    balanced = {"basis": "legitimate_interests", "balancing": PROSE, "cases": "reclame"}
    text = body(**with_row(legal_basis=["consent", balanced]))
    nested = re.search(r"<strong>Grondslagen:</strong>\s*<ul>(.*)</ul>\s*</li>\s*</ul>", text, re.DOTALL)
    assert nested
    assert re.search(r"Dan dat\.</p>\s*<p>Waarvoor dit geldt: reclame\.</p>\s*</li>", nested[1])


def test_what_we_say_after_prose_in_an_item_is_a_paragraph_of_the_item() -> None:
    text = body(
        **with_row(legal_basis="contract"),
        rights={"per_right": {"access": {"explanation": PROSE, "channel": "https://a.nl/b"}}},
    )
    link = r'<a href="https://a\.nl/b">a(<wbr>)?\.nl/b</a>'
    assert re.search(rf"Dan dat\.</p>\s*<p>Dit regelt u hier: {link}\.</p>\s*</li>", text)


def test_a_list_right_at_the_start_of_prose_is_a_list() -> None:
    text = body(audiences={"a": {"name": "Klanten", "description": "1. een\n2. twee"}})
    assert re.search(
        r"<strong>Klanten:</strong>\s*<ol>\s*<li>een</li>\s*<li>twee</li>\s*</ol>",
        text.replace("<p>", "").replace("</p>", ""),
    )


def test_hard_breaks_are_visible_in_the_source() -> None:
    text = said(introduction="Een  \nTwee")
    assert "Een\\\nTwee" in text


NASTY = [
    "# kop", "- lijst", "1. een", "12", "| a | b |", "*x* _y_ `z`", "[a](https://b.nl)", "<b>x</b>", "&amp; &lt;",
    "~~weg~~", "$x$", "a\\b", "=====", "---", "+31", "> citaat", "https://a.nl", "a|b", "`", "***", "x_y_z", "2.0.0",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_a_name_is_shown_as_it_is_written(text: str) -> None:
    html = body(
        audiences={"a": {"name": text}},
        data_categories={"a": {"name": text, "items": [text]}},
        purposes={"a": {"name": text, "data": ["a"], "retention": {"criterion": text}, "legal_basis": "contract"},
                  "b": {"name": "b", "data": ["a"], "retention": {"until": text}}},
        cookies={"a": {"names": text, "description": text}},
    )  # fmt: skip
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<li>{shown}</li>" in html
    assert f"{shown}</h3>" in html
    assert f"<code>{shown}</code>" in html
    assert f"“{shown}”" in html
    for tag in ("<b>", "<em>", "<del>", "<blockquote", "<hr"):
        assert tag not in html


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab1 .-#*_[]()<>|`~&$\\!+=:\"'", min_size=1, max_size=12).filter(lambda s: s.strip()))
def test_no_text_of_an_author_breaks_out(text: str) -> None:
    line = " ".join(text.split())
    html = body(audiences={"a": {"name": text}, "b": {"name": "Baken"}}, children={"explanation": "Slot."})
    shown = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<li>{shown}</li>\n<li>Baken</li>" in html
    assert "<p>Slot.</p>" in html
