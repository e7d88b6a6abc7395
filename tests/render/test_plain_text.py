"""Markdown as text: on one line for a cell or a report, and as a letter of 72 columns."""

from __future__ import annotations

import pytest
from document.notices import SAMPLES, as_text, sample
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policyc.render.escape import escape
from policyc.render.plain_text import WIDTH, one_line, plain_text, words_of


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("Eén.\n\nTwee", "Eén. Twee."),
        ("# Kop\n\nTekst", "Tekst."),
        ("#### Rij\n\nTekst", "**Rij:** Tekst."),
        ("- **Naam:** a\n- **Land:** b", "**Naam:** a. **Land:** b."),
        ("Wij doen:\n\n- a\n- b", "Wij doen: a; b."),
        ("Wij doen:\n\n- a.\n- b.", "Wij doen: a. b."),
        ("> **Let op**\n>\n> Dit.", "**Let op**. Dit."),
        ("een\\\ntwee\ndrie", "een twee drie."),
        ("`a|b` | c", "`a\\|b` \\| c."),
        ("[x](https://x.example/a_b)", "[x](https://x.example/a\\_b)."),
        ("Zegt hij “ja.”", "Zegt hij “ja.”"),
        ("een * los", "een \\* los."),
        ("", ""),
    ],
)
def test_one_line(markdown: str, line: str) -> None:
    assert one_line(markdown) == line


def test_what_is_left_open_in_one_paragraph_does_not_run_into_the_next() -> None:
    assert words_of("een \\* `twee\n\ndrie \\* vier`") == "een * `twee. drie * vier`."


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1, max_size=40))
def test_the_words_of_an_escaped_text_are_the_text(text: str) -> None:
    said = words_of(f"x {escape(text)}").removeprefix("x ")
    assert said.rstrip(".") == " ".join(text.split()).rstrip(".")


@given(st.text(max_size=60))
def test_one_line_is_one_line_in_a_cell(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    table = MarkdownIt("commonmark", {"html": False}).enable("table").parse(f"| a | b |\n| --- | --- |\n| {line} | z |")
    cells = [table[at + 1].content for at, token in enumerate(table) if token.type == "td_open"]
    assert len(cells) == 2
    assert cells[1] == "z"


LETTER = """\
# Een kop die zo lang is dat hij niet op één regel past van tweeënzeventig tekens breed

Tekst met **vet**, *schuin*, `code` en een [naam](https://a.example/b). Zie \
[a.example/b](https://a.example/b), [x@a.example](mailto:x@a.example) en [+31 20 123](tel:+3120123).

## Kop twee

### Kop drie

- een
- twee woorden die samen zo lang zijn dat er een regel bij moet komen om ze te tonen
  - drie

1. eerst
2. dan

> **Let op** Dit is een kader.

| | |
| --- | --- |
| Nu | dit |
| Straks | dat, en wel zo veel dat het niet past op de regel waar het begint, dus verder |

| Deel | Nu | Straks |
| --- | --- | --- |
| A | een | twee |
| B | | drie |

https://voorbeeld.example/een/adres/dat/langer/is/dan/de/regel/en/toch/niet/breekt/waar/dan/ook
"""

TEXT = """\
Een kop die zo lang is dat hij niet op één regel past van tweeënzeventig
tekens breed
========================================================================

Tekst met vet, schuin, code en een naam <https://a.example/b>. Zie
https://a.example/b, x@a.example en +31 20 123.

Kop twee
--------

Kop drie
~~~~~~~~

- een
- twee woorden die samen zo lang zijn dat er een regel bij moet komen om
  ze te tonen
  - drie

1. eerst
2. dan

| Let op Dit is een kader.

Nu: dit

Straks: dat, en wel zo veel dat het niet past op de regel waar het
  begint, dus verder

A
  Nu: een
  Straks: twee

B
  Straks: drie

https://voorbeeld.example/een/adres/dat/langer/is/dan/de/regel/en/toch/niet/breekt/waar/dan/ook
"""


def test_a_letter() -> None:
    assert plain_text(LETTER) == TEXT


@pytest.mark.parametrize("name", [*SAMPLES, "progressx"])
def test_no_line_of_a_letter_is_too_long(name: str) -> None:
    lines = as_text(sample(name)).split("\n")
    assert [line for line in lines if len(line) > WIDTH and " " in line.strip()] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert not any(mark in as_text(sample(name)) for mark in ("**", "\\", "](", "| ---"))


def test_nothing_is_nothing() -> None:
    assert plain_text("") == "\n"
