"""Technical drift: each passage that two renderings of one policy do not share, and no other."""

from __future__ import annotations

import pytest
from document.rendering import policy, rendered
from hypothesis import given, settings
from page_sample import page_of
from redline_sample import NEW, OLD, passages
from test_redline import pairs

from policyc.changes.said import Said
from policyc.render.drift import drift


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("a", "a", ()),
        ("a\nb", "a b", ()),
        ("Dit duurt een heel jaar.", "Dit duurt een half jaar.",
         (Said("Dit duurt een heel jaar.", "Dit duurt een half jaar."),)),
        ("Wij wissen alles.", "U kiest een cookie.", (Said("Wij wissen alles.", "U kiest een cookie."),)),
        ("a\n\nb", "a", (Said("b", None),)),
        ("a", "a\n\nb\n\nc", (Said(None, "b"), Said(None, "c"))),
        ("## Oud\n\nx", "## Nieuw\n\nx", (Said("Oud", "Nieuw"),)),
        ("- **Rol:** a", "- **Rol:** b", (Said("Rol: a", "Rol: b"),)),
        ("> **Let op** Nee.", "> **Let op** Ja, nee.", (Said("Let op Nee.", "Let op Ja, nee."),)),
        ("Zie [hier](https://a.example).", "Zie [hier](https://b.example).",
         (Said("Zie [hier](https://a.example).", "Zie [hier](https://b.example)."),)),
        ("Een **man**.", "Een *man*.", (Said("Een **man**.", "Een *man*."),)),
        ("Dit is `a` hier ja.", "Dit is `b` hier ja.", (Said("Dit is a hier ja.", "Dit is b hier ja."),)),
    ],
)  # fmt: skip
def test_passages_that_differ(before: str, after: str, said: tuple[Said, ...]) -> None:
    assert drift(before, after) == said


def test_a_row_is_said_as_a_whole_and_a_changed_cell_with_what_heads_it() -> None:
    head = "| A | B | C |\n|---|---|---|\n| x | 1 | 2 |\n"
    assert drift(f"{head}| y | 3 | 4 |\n| z | 5 | 6 |", f"{head}| y | 3 | 9 |\n| w | 7 | 8 |") == (
        Said("y | 4", "y | 9"),
        Said("z | 5 | 6", None),
        Said(None, "w | 7 | 8"),
    )


def test_the_same_passage_is_said_once() -> None:
    text = "## A\n\nWij wissen uw gegevens na {} jaar.\n\n## B\n\nWij wissen uw gegevens na {} jaar."
    said = Said("Wij wissen uw gegevens na 1 jaar.", "Wij wissen uw gegevens na 2 jaar.")
    assert drift(text.replace("{}", "1"), text.replace("{}", "2")) == (said,)


def test_a_heading_in_the_contents_list_is_said_once_and_a_list_that_went_is_not_hidden() -> None:
    text = "## Inhoud\n\n- [{0}](#{1})\n\n## {0}\n\ntekst"
    assert drift(text.format("Aap", "aap"), text.format("Noot", "noot")) == (Said("Aap", "Noot"),)
    assert drift(text.format("Aap", "aap"), "## Aap\n\ntekst") == (Said("Inhoud", None), Said("Aap", None))


@settings(max_examples=100, deadline=None)
@given(pairs())
def test_nothing_is_hidden(pair: tuple[str, str]) -> None:
    old, new = pair
    assert drift(old, old) == ()
    said = drift(old, new)
    assert all(before != after for before, after in said)
    if not said:
        assert passages(page_of(old), without="del") == passages(page_of(new), without="del")


def test_the_sample() -> None:
    assert drift(OLD, NEW)[:3] == (
        Said("Versie 1.0.0.", "Versie 2.0.0."),
        Said("Oude cookies", None),
        Said(None, "Klachten"),
    )


def test_another_template_is_seen_and_another_value_too() -> None:
    made = rendered(policy(version="1.0.0"))
    other = rendered(policy(version="1.0.1"))
    assert drift(made, other) == (Said("Versie 1.0.0.", "Versie 1.0.1."),)
