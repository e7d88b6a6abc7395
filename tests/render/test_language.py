"""Our own words: plain, whole, correct sentences; and values worded as Dutch has it, whatever the machine thinks."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml
from document.rendering import TEMPLATES, language, rendered
from document.spine import spots, without_and_with
from model.maximal import maximal_policies
from pydantic import BaseModel

from policyc.law import facts
from policyc.law.store import rows
from policyc.model.policy import Policy
from policyc.model.text import Prose, Text
from policyc.model.values import Country, Duration
from policyc.rules.readability import readability

RULES = {row["id"]: row for row in rows("language_rules")}
"""The word lists and the measure of `policyc/law/facts/language_rules.yaml`."""


# --- the text of the maximal policies, without the words of the author ----------------------------------------------

AUTHOR = "Xqz"


def without_words(value: Any) -> Any:
    """The same policy in which every text of the author is one word that stands for it."""
    if isinstance(value, Text):
        return type(value)((("", AUTHOR + ("." if isinstance(value, Prose) else "")),))
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: without_words(getattr(value, name)) for name in type(value).model_fields})
    if isinstance(value, dict):
        return {key: without_words(inner) for key, inner in value.items()}
    return tuple(map(without_words, value)) if isinstance(value, tuple) else value


@cache
def ours() -> tuple[str, ...]:
    """All lines that the big policies give, and every field alone, each line once."""
    named = [spot for spot in spots() if spot.name not in ("Recipient.name", "Recipient.category")]
    small = [without_and_with(spot, full=False)[1] for spot in named]
    policies = [without_words(source) for source in (*maximal_policies(), *small)]
    return tuple(dict.fromkeys(line for source in policies for line in rendered(source).splitlines()))


def plain(line: str) -> str:
    """A line as a reader sees it."""
    line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"^(?:> ?|#+ | *- )*", "", line)
    return re.sub(r"\*\*|`|\\", "", line).strip()


def sentences() -> list[str]:
    """Our sentences, with no more of the author in them than a word or two."""
    found: dict[str, None] = {}
    for line in ours():
        cells = line.strip("| ").split(" | ") if line.startswith("|") else [line]
        for cell in cells:
            # The label of a bullet is no part of the sentence after it.
            text = re.sub(r"^( *- )?\*\*[^*]+[:?.]\*\* ", "", cell)
            text = re.sub(r"\((?:artikel|lid)[^)]*\)", "", plain(text)).replace("art. ", "artikel ")
            for sentence in re.split(r"(?<=[.!?:]) (?=[A-ZÀ-Ý“])", text):
                if sentence.endswith((".", "?", "!")) and len(sentence.split()) > 2 and sentence.count(AUTHOR) < 3:
                    found.setdefault(sentence)
    return [sentence for sentence in found if "http" not in sentence and "@" not in sentence]


def is_enumeration(sentence: str) -> bool:
    """Long because the maximal policy names all the words of the model at once."""
    return sentence.count(",") > 2


# --- words to avoid -------------------------------------------------------------------------------------------------


def words_found(list_id: str, text: str) -> list[str]:
    exempt = [re.escape(context) for context in RULES["exempt_contexts_nl"]["words"]]
    cleared = re.sub(rf"\b(?:{'|'.join(exempt)})\b", "", text.lower())
    return [word for word in RULES[list_id]["words"] if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", cleared)]


@pytest.mark.parametrize(
    "list_id", ["vague_qualifiers_nl", "legalese_nl", "check_back_clauses_nl", "poor_retention_nl"]
)
def test_our_own_words_are_none_of_those_to_avoid(list_id: str) -> None:
    assert {line: found for line in ours() if (found := words_found(list_id, plain(line)))} == {}


@pytest.mark.parametrize("list_id", ["vague_qualifiers_nl", "legalese_nl", "check_back_clauses_nl"])
def test_the_words_are_found_where_they_are(list_id: str) -> None:
    for word in RULES[list_id]["words"]:
        assert word in words_found(list_id, f"Dat {word} is zo."), word
    assert words_found("vague_qualifiers_nl", "U kunt bezwaar maken.") == []
    assert words_found("vague_qualifiers_nl", "Wij kunnen dat doen.") == ["kunnen"]


def test_the_templates_and_terms_hold_none_either() -> None:
    """What the maximal policies do not reach, such as a branch for one of two."""
    for path in sorted((TEMPLATES / "nl").rglob("*.j2")):
        text = re.sub(r"\{[#%{].*?[#%}]\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
        for list_id in ("vague_qualifiers_nl", "legalese_nl", "check_back_clauses_nl"):
            assert words_found(list_id, text) == [], path.name
    for list_id in ("vague_qualifiers_nl", "legalese_nl"):
        assert words_found(list_id, yaml.safe_dump(dict(language().terms), allow_unicode=True)) == []


# --- form -----------------------------------------------------------------------------------------------------------


def test_no_line_is_put_together_badly() -> None:
    bad = re.compile(
        r"[^|\-\s] {2,}\S"  # two spaces
        r"|\s[.,;!?](?:\s|$)"  # a space before punctuation
        r"|[.!?:;,][.,;](?!\w)"  # two stops
        r"|\(\s|\s\)|\(\)|“”|\*\*\*\*"  # nothing inside
    )
    assert [line for line in ours() if bad.search(plain(line)) and not line.startswith("|")] == []


def test_no_cell_is_put_together_badly() -> None:
    cells = [plain(cell) for line in ours() if line.startswith("| ") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    assert len(cells) > 50
    assert [cell for cell in cells if re.search(r" {2}|\s[.,;]|\.\.|\.,|: *\.", cell)] == []


def test_no_bullet_or_label_stands_alone() -> None:
    empty = re.compile(r"^ *(?:> )?-? *(?:\*\*[^*]*:\*\*)?$")
    above_a_list = re.compile(r"^- \*\*Grondslagen:\*\*$")
    assert [line for line in ours() if line.strip() and empty.match(line) and not above_a_list.match(line)] == []


def test_what_we_say_ends_in_a_stop() -> None:
    """Only a value after a label, a name the author gave, a heading or a cell may go without."""
    for line in ours():
        text = plain(line)
        if not text or line.startswith(("#", "|", "- [")) or text.endswith((".", "?", "!", ":", "…")):
            continue
        label_and_value = re.match(r"^ *- \*\*[^*]+[:?]\*\* \S", line)
        from_the_author = text.startswith((AUTHOR, "Versie", "http")) or line.startswith("- het recht")
        caption_or_label = re.match(r"^(?:> )?\*\*[^*]+\*\*( " + AUTHOR + ")?$", line) or line.startswith("> ")
        assert label_and_value or from_the_author or caption_or_label, line


def test_our_sentences_are_short() -> None:
    """Words per sentence, the names and words that the author put in not counted as more than one."""
    limit = RULES["readability_nl"]["single_sentence_words_max"]
    long = [s for s in sentences() if len(s.split()) > limit and not is_enumeration(s)]
    assert long == []


def test_our_text_is_plain() -> None:
    scale = facts.plain_language(date(2026, 11, 22))
    measured = readability(s.replace(AUTHOR, "") for s in sentences() if not is_enumeration(s))
    assert measured is not None
    score = measured.flesch_douma(scale)
    print(f"Flesch-Douma {score:.1f} over {measured.sentences} sentences of {measured.mean:.1f} words on average")
    assert score >= scale.min_flesch_douma
    assert measured.mean <= scale.mean_sentence_words
    assert measured.passive_share <= scale.max_passive_share


# --- values ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("P1D", "1 dag"),
        ("P30D", "30 dagen"),
        ("P1W", "1 week"),
        ("P4W", "4 weken"),
        ("P1M", "1 maand"),
        ("P18M", "18 maanden"),
        ("P1Y", "1 jaar"),
        ("P7Y", "7 jaar"),
        ("PT1H", "1 uur"),
        ("PT30M", "30 minuten"),
        ("PT90S", "90 seconden"),
        ("P1Y6M", "1 jaar en 6 maanden"),
        ("P1Y6M3D", "1 jaar, 6 maanden en 3 dagen"),
    ],
)
def test_periods(period: str, words: str) -> None:
    assert language().duration(Duration.parse(period)) == words


def test_dates_countries_and_lists() -> None:
    dutch = language()
    assert dutch.date(date(2026, 3, 1)) == "1 maart 2026"
    assert dutch.country(Country("US")) == "Verenigde Staten"
    assert dutch.list([]) == ""
    assert dutch.list(["a", "b"]) == "a en b"
    assert dutch.list(["a", "b", "c"]) == "a, b en c"
    assert dutch.choice(["a", "b", "c"]) == "a, b of c"
    assert dutch.choice([]) == ""


def test_every_country_has_a_name() -> None:
    from policyc.model.values import _iso_countries

    assert all(language().country(code) for code in _iso_countries())


def test_a_text_in_another_language_falls_back_on_that_of_the_policy() -> None:
    assert language().text(Text.parse({"nl": "een", "en": "one"}), "en") == "een"
    assert language().text(Text.parse({"en": "one", "de": "eins"}), "en") == "one"
    assert language().text(Text.parse("een"), "nl") == "een"


def test_the_policies_are_policies() -> None:
    assert all(isinstance(source, Policy) for source in maximal_policies())
