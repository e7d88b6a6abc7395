"""Marks: what they add to Markdown can be taken out again, and does not change what the Markdown means."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from policyc.render.marks import Run, anchor, anchor_in, figure, figure_in, in_language, runs, without

TEXTS = [
    "Lees **dit!**",
    "**vet** en _schuin_",
    "- een\n- *twee*\n  drie",
    "1. een\n2. twee",
    "regel\\\nvolgende",
    "ster\\*",
    "Zie [de winkel](https://voorbeeld.example/a_b).",
    "`code` en meer\n\nTweede alinea.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_in_another_language_is_the_same_markdown(text: str) -> None:
    marked = in_language("nl", text)
    assert marked != text
    assert without(marked) == text
    parser = MarkdownIt("commonmark")
    assert without(parser.render(marked)) == parser.render(text)


def test_a_text_falls_apart_where_its_language_turns() -> None:
    text = f"See {in_language('nl', 'de winkel')} today{anchor('x.y')}"
    assert list(runs(text)) == [Run(None, "See "), Run("nl", "de winkel"), Run("", " today")]


def test_a_heading_carries_its_stable_name() -> None:
    heading = f"Wie zijn wij?{anchor('section.controller')}"
    assert anchor_in(heading) == "section.controller"
    assert anchor_in("Wie zijn wij?") is None
    assert without(heading) == "Wie zijn wij?"


def test_a_figure_has_a_line_of_its_own() -> None:
    assert figure_in(figure("flows")) == "flows"
    assert figure_in(f"Tekst {figure('flows')}") is None
    assert without(f"a\n\n{figure('flows')}\n\nb") == "a\n\n\n\nb"
