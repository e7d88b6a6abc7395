"""Where in the source a phrase stands: in a language, in a form of address, over the end of a line."""

from __future__ import annotations

import pytest

from policyc.diagnostics import Path, Span
from policyc.model.address import AddressForm
from policyc.rules.places import place_of
from policyc.source.reader import read
from rules.asking import only


def place(text: str, phrase: str, at: Path, *, languages: str = "nl en", form: AddressForm = "u") -> Span:
    document = read(text.encode(), name="x.yaml")
    assert document.root is not None
    return place_of(document, at, phrase, tuple(languages.split()), form)


def there(text: str, span: Span) -> str:
    """What stands at a place."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    return "\n".join([lines[0][span.column - 1 :], *lines[1:]])


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("kan: zo kan het\n", "kan", (1, 9, 1, 12)),  # not the key
        ("a: kan\n", "kan", (1, 4, 1, 7)),
        ("a: ja # kan\n", "kan", (1, 4, 1, 6)),  # not the comment: then the value itself
        ("kan: nee\n", "kan", (1, 6, 1, 9)),
        ("a: >-\n  wij zijn zo\n  kan het\n", "zo kan", (2, 12, 3, 6)),
        ("a: >-\n  zo\n  kan het\n", "kan  het", (3, 3, 3, 10)),
        ("a: >-\n  zo\n  kan het\nb: zo niet\n", "zo niet", (1, 4, 3, 10)),
        ("a: 'zo kan het'\n", "zo   kan", (1, 5, 1, 11)),
        ("a: zo.kan\n", "zo kan", (1, 4, 1, 10)),
        ("zo kan: x zo\n", "zo kan", (1, 9, 1, 13)),
        ("a: nu bent u hier\n", "u", (1, 12, 1, 13)),  # the word, not the letter in “nu”
        ("a: kanaal\n", "kan", (1, 4, 1, 7)),  # better than nothing
    ],
)
def test_the_place_of_a_phrase(text: str, phrase: str, expected: tuple[int, int, int, int]) -> None:
    assert place(text, phrase, (text.split(":")[0],)) == Span(*expected)


@pytest.mark.parametrize(
    ("form", "phrase", "expected"),
    [
        ("u", "leest u", "leest u"),
        ("je", "lees je", "lees je"),
        ("je", "Hier lees je", "Hier {leest u|lees je"),
        ("u", "u uw naam", "u|lees je} {uw|je} naam"),
        ("je", "je naam", "je} naam"),
        ("u", "naam", "naam"),
        ("je", "leest u", "leest u"),  # in a name nothing is read as one of two forms
        ("je", "staat er niet", "Hier {leest u|lees je} {uw|je} naam"),  # the value itself
    ],
)
def test_the_place_in_a_text_with_both_forms(form: AddressForm, phrase: str, expected: str) -> None:
    text = "a: Hier {leest u|lees je} {uw|je} naam\n"
    assert there(text, place(text, phrase, ("a",), form=form)) == expected


def test_the_place_after_both_forms_on_an_earlier_line() -> None:
    text = "a: >-\n  Hier {leest u|lees\n  je} wat wij kunnen doen\n"
    assert place(text, "kunnen", ("a",), form="je") == Span(3, 15, 3, 21)
    assert there(text, place(text, "lees je wat", ("a",), form="je")) == "lees\n  je} wat"


TWO = "a:\n  en: what you can do\n  nl: wat u kan doen\n"


def test_the_place_in_the_language_that_has_the_phrase() -> None:
    assert place(TWO, "kan", ("a",)) == Span(3, 13, 3, 16)
    assert place(TWO, "can", ("a",)) == Span(2, 16, 2, 19)
    assert place(TWO, "elders", ("a",)) == Span(3, 7, 3, 21)  # the text in the language of the policy
    assert place(TWO, "elders", ("a",), languages="en nl") == Span(2, 7, 2, 22)


def test_a_name_that_happens_to_be_a_language_is_none() -> None:
    text = "recipients:\n  nl: {name: Nee B.V.}\n"
    assert place(text, "Nee", ("recipients", "be", "name")) == Span(1, 1, 1, 11)


def test_the_only_row_of_a_purpose_is_the_purpose_itself() -> None:
    found = only(
        "LA001",
        "purposes:\n  a:\n    name: A\n    necessity:\n      en: We may.\n      nl: Dat {is uw|is je} eventuele fax.\n",
    )
    assert found.path == ("purposes", "a", "necessity")
    assert (found.span.line, found.span.column) == (6, 29)
