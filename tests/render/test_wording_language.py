"""Our templates pass the rules on language: what they say for any policy trips none of them.

The rules run on the Markdown of policies that exercise every template, with neutral words for those of the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from document.rendering import AS_OF, said
from document.rendering import policy as small_policy
from test_language import AUTHOR, is_enumeration, ours, plain

from policyc.rules import language
from policyc.rules.case import Case
from policyc.rules.prose import Passage, sentences
from policyc.rules.rule import Rule


class Rendered(Case):
    """A statement as it is printed, for rules that look at texts."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        super().__init__(small_policy(), AS_OF)
        self.__dict__["passages"] = passages  # where a cached property keeps its value


def texts_of(line: str) -> Iterator[str]:
    """What stands in a line: the cells of a table, or a label and what is said after it."""
    for cell in re.split(r"(?<!\\)\|", line.strip("|")) if line.startswith("|") else [line]:
        label = re.match(r" *(?:> )?(?:- )?\*\*([^*]+)\*\* ", cell)
        if label:
            yield plain(label[1])
        yield plain(cell[label.end() :] if label else cell)


@cache
def statement() -> Rendered:
    """Every text our templates print, each once."""
    lines = (line for line in ours() if not line.startswith("- [") and not re.match(r"^[|\s:-]*$", line))
    texts = dict.fromkeys(text for line in lines for text in texts_of(line) if text)
    return Rendered(tuple(Passage(("introduction", number), text) for number, text in enumerate(texts)))


def rule(code: str) -> Rule:
    return next(one for one in language.RULES if one.code == code)


def about(code: str, case: Case) -> dict[str, str]:
    """Sentence -> what the rule says of it."""
    return {finding.reader or "": finding.message.nl for finding in rule(code).check(case)}


def test_there_is_something_to_read() -> None:
    said = statement().passages
    assert len(said) > 300
    assert any("recht van bezwaar" in one.text.lower() for one in said)
    assert not any("**" in one.text or one.text.startswith(("#", "|", ">")) for one in said)


def is_ours(sentence: str) -> bool:
    """Whether a long sentence is ours: not the words of the model one after the other, or those of the author."""
    return not is_enumeration(sentence) and sentence.count(AUTHOR) < 3 and sentence.count(";") < 3


@pytest.mark.parametrize("code", ["LA001", "LA003"])
def test_no_vague_and_no_stiff_word(code: str) -> None:
    assert about(code, statement()) == {}


def test_no_long_sentence_and_a_plain_text() -> None:
    assert {text: said for text, said in about("LA002", statement()).items() if is_ours(text)} == {}


def test_no_jargon_of_our_own() -> None:
    assert about("LA004", statement()) == {}


@pytest.mark.parametrize("form", ["u", "je"])
def test_what_a_cookie_is_is_said_unless_the_author_says_so(form: str) -> None:
    meaning = f"\nEen cookie is een klein bestand dat {'uw' if form == 'u' else 'je'} browser op "
    plain_use = said(address_form=form, cookie_use={"present": True})
    assert meaning in plain_use
    assert meaning in said(address_form=form, cookies={"a": {"names": "_a"}})
    assert meaning not in said(address_form=form, cookie_use={"present": True, "explanation": "Een cookie is klein."})
    assert meaning not in said(address_form=form, cookie_use={"present": False})
    assert meaning not in said("archived", transcription=True, cookies={"a": {"names": "_a"}})


def test_no_english() -> None:
    assert about("LA005", statement()) == {}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("LA001", "Wij kunnen uw gegevens delen."),
        ("LA002", "Wij " + "sturen " * 25 + "u een brief."),
        ("LA003", "Wij doen dat nimmer."),
        ("LA004", "Wij vragen uw NAW-gegevens."),
        ("LA005", "We use your data for the purposes of this website."),
    ],
)
def test_a_sentence_that_crept_into_a_template_would_be_found(code: str, sentence: str) -> None:
    said = (*statement().passages, Passage(("introduction", -1), sentence))
    assert about(code, Rendered(said)).keys() - about(code, statement()).keys() == {sentence}


def test_the_sentences_of_the_templates_are_split_where_they_end() -> None:
    """No sentence of ours holds a stop and a capital, except after an abbreviation of the law."""
    inside = re.compile(r"(?<!art)(?<!nr)[.?!] [A-Z]")
    assert [one for text in statement().passages for one in sentences(text.text) if inside.search(one)] == []
