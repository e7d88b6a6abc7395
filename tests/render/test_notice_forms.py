"""The letter in each of its forms: to a reader called u, to one called je, and in English.

That the English templates do what the Dutch ones do is in `test_english.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from document.notices import LONGER, ON, announced, changed
from document.rendering import AS_OF, TEMPLATES
from document.spine import spots, without_and_with
from golden import assert_golden
from test_language import AUTHOR, RULES, plain, without_words
from test_notice_wording import variants
from test_wording_language import texts_of

from policyc.changes.compare import compare
from policyc.changes.difference import difference
from policyc.changes.materiality import classify
from policyc.changes.notice import Notice, notice_of
from policyc.changes.pair import Pair
from policyc.model.address import AddressForm, addressed
from policyc.model.policy import Policy
from policyc.render.html import to_html
from policyc.render.language import Language, language_of
from policyc.render.mail import mail_page
from policyc.render.marks import without
from policyc.render.notice_page import notice_markdown, notice_page, subject_line
from policyc.render.plain_text import plain_text
from policyc.render.sentences import Sentences
from policyc.render.templates import Templates
from policyc.rules.prose import sentences

FORMS: Mapping[str, tuple[str, AddressForm]] = {"u": ("nl", "u"), "je": ("nl", "je"), "en": ("en", "u")}
OTHERWISE: Mapping[str, re.Pattern[str]] = {
    "u": re.compile(r"\b(?:je|jij|jou|jouw|jouwe|jezelf)\b", re.I),
    "je": re.compile(r"\b(?:u|uw|uwe|uzelf)\b", re.I),
    "en": re.compile(
        r"\b(?:de|het|een|en|van|voor|niet|geen|wij|ons|onze|uw|u|je|jouw|als|dat|dit|deze|die|staat|naar|met|bij|kunt|"
        r"wordt|zijn|hebt|heb|ook|nog|meer|aan|tot|uit|hoe|wie|welke|artikel|lid|onder|AVG|EER)\b",
        re.I,
    ),
}
"""Words that no letter of that form holds outside the words of its author."""

LETTER = sorted(
    path.relative_to(TEMPLATES / "nl").as_posix()
    for path in (TEMPLATES / "nl/notice.md.j2", *(TEMPLATES / "nl/changes").glob("*.j2"))
)
_TAG = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


class Listed(Templates):
    """Templates that remember which of their files were used."""

    used: set[str]

    def _source(self, name: str) -> Any:
        self.used.add(name)
        return super()._source(name)


@cache
def spoken(form: str) -> Language:
    code, address = FORMS[form]
    return language_of(code, TEMPLATES, address)


@cache
def templates(form: str) -> Listed:
    """For texts that are in the language of the letter."""
    made = Listed(TEMPLATES, spoken(form), fallback=spoken(form).code)
    made.used = set()
    return made


# --- the files --------------------------------------------------------------------------------------------------------


def test_every_file_of_the_letter_is_there_in_english_and_no_other() -> None:
    files = [TEMPLATES / "en/notice.md.j2", *(TEMPLATES / "en/changes").iterdir()]
    assert sorted(path.relative_to(TEMPLATES / "en").as_posix() for path in files) == LETTER


def text(name: str, code: str = "nl", form: AddressForm = "u") -> str:
    return addressed((TEMPLATES / code / name).read_text("utf-8"), form)


@pytest.mark.parametrize("name", LETTER)
@pytest.mark.parametrize("form", FORMS)
def test_no_branch_of_a_template_addresses_the_reader_otherwise(name: str, form: str) -> None:
    """Also what no letter of these tests reaches."""
    words = _TAG.sub(" ", text(name, *FORMS[form]))
    assert OTHERWISE[form].findall(words) == []
    assert "|" not in re.sub(r"^\|.*\|$", "", words, flags=re.MULTILINE), "a form that was not resolved"


@pytest.mark.parametrize("name", LETTER)
def test_a_form_is_written_for_two_readers_who_are_called_otherwise(name: str) -> None:
    source = (TEMPLATES / "nl" / name).read_text("utf-8")
    for to_u, to_je in re.findall(r"(?<!\{)\{(?![{%#])([^{}]*)\|([^{}]*)\}", source):
        assert OTHERWISE["je"].search(to_u), to_u
        assert OTHERWISE["u"].search(to_je), to_je
        assert to_u[:1].isupper() == to_je[:1].isupper(), to_u


# --- every letter and every sentence ----------------------------------------------------------------------------------


@cache
def versions() -> tuple[tuple[Notice, Policy], ...]:
    """Letters that reach every branch, with the words of the author replaced by one that stands for them."""
    found = []
    for old, new, audience in variants():
        notice = notice_of(difference(without_words(old), without_words(new), ON), ON, audience)
        if notice is not None:
            found.append((notice, new))
    return tuple(found)


@cache
def lines(form: str) -> tuple[str, ...]:
    """Every line of every letter, each once."""
    letters = (notice_markdown(notice, templates(form)) for notice, _ in versions())
    return tuple(dict.fromkeys(line for letter in letters for line in letter.splitlines() if line.strip("|-: ")))


@cache
def told(form: str) -> tuple[str, ...]:
    """What a letter says of every field of the model that comes or goes."""
    found: dict[str, None] = {}
    for spot in spots():
        without_it, with_it = (without_words(one) for one in without_and_with(spot, full=True))
        for old, new in ((without_it, with_it), (with_it, without_it)):
            pair = Pair.of(old, new, compare(old, new))
            speaking = Sentences.of(pair, templates(form), AS_OF, AS_OF)
            for change in classify(pair):
                found.update(dict.fromkeys(filter(None, speaking.told(change))))
    return tuple(found)


def ours(line: str) -> str:
    """A line without names that are the same in every language, addresses and technical names."""
    return re.sub(r"`[^`]*`|\S+\.\S+/\S*|\S+@\S+|Autoriteit Persoonsgegevens", " ", plain(line))


@pytest.mark.parametrize("form", FORMS)
def test_every_letter_addresses_its_reader_in_one_way(form: str) -> None:
    wrong = {line: found for line in (*lines(form), *told(form)) if (found := OTHERWISE[form].findall(ours(line)))}
    assert wrong == {}


@pytest.mark.parametrize("form", ["u", "je"])
def test_the_reader_is_addressed_at_all(form: str) -> None:
    other = "je" if form == "u" else "u"
    assert sum(bool(OTHERWISE[other].search(line)) for line in lines(form)) > 30


@pytest.mark.parametrize("form", FORMS)
def test_no_sentence_of_ours_is_long(form: str) -> None:
    assert [one for one in sentences_of(lines(form)) if len(one.split()) > LIMIT] == []


LIMIT = RULES["readability_nl"]["single_sentence_words_max"]


def sentences_of(said: Iterable[str]) -> Iterator[str]:
    """Our sentences, with no more of the author in them than a word or two."""
    for whole in dict.fromkeys(one for line in said for one in texts_of(line) if one):
        for one in sentences(re.sub(r"\((?:artikel|Article|lid|versie|version)[^)]*\)", "", whole)):
            if one.count(AUTHOR) < 3 and "http" not in one and one.count(",") < 3:
                yield one


@pytest.mark.parametrize("form", FORMS)
def test_no_line_is_put_together_badly(form: str) -> None:
    bad = re.compile(r"[^|\-\s] {2,}\S|\s[.,;!?](?:\s|$)|[.!?:;,][.,;](?!\w)|\(\s|\s\)|\(\)|“”|\*\*\*\*|[{}]")
    assert [line for line in lines(form) if bad.search(line.strip("| "))] == []


@pytest.mark.parametrize("form", FORMS)
def test_these_letters_use_every_template(form: str) -> None:
    assert lines(form)
    assert told(form)
    assert set(LETTER) - templates(form).used == set()


@pytest.mark.parametrize("form", FORMS)
def test_the_labels_of_call_outs_are_those_that_the_page_knows(form: str) -> None:
    labels = {
        re.sub(r"[:.]\Z", "", label)
        for name in LETTER
        for label in re.findall(r"^> \*\*([^*]+)\*\*", text(name, *FORMS[form]), re.MULTILINE)
    }
    assert labels
    assert labels <= spoken(form).terms["callouts"].keys()


# --- one letter, as it goes out ---------------------------------------------------------------------------------------

_TRANSLATED: tuple[tuple[str, Any], ...] = (
    ("title", {"nl": "Privacyverklaring", "en": "Privacy statement"}),
    ("translations", ["en"]),
    ("audiences.klanten.name", {"nl": "Klanten", "en": "Customers"}),
    ("purposes.bestellen.name", {"nl": "{Uw|Je} bestelling leveren", "en": "Delivering your order"}),
    ("purposes.bestellen.retention.from", {"nl": "de levering", "en": "the delivery"}),
)
BEFORE = changed(*_TRANSLATED)
AFTER = changed(
    *_TRANSLATED,
    ("purposes.bestellen.legal_basis", {
        "basis": "consent", "given_by": "website", "withdrawn_by": "account_settings",
    }),
    ("release.summary", {
        "nl": "Wij bewaren {uw|je} bestellingen langer: 2 jaar in plaats van 1 jaar.",
        "en": "We keep your orders longer: 2 years instead of 1 year.",
    }),
    ("release.stays", {"nl": "Wij verkopen niets door.", "en": "We do not sell your data."}),
    ("release.changes", [{
        "covers": ["purposes.bestellen.**"],
        "subject": {"nl": "Hoe lang wij bestellingen bewaren", "en": "How long we keep orders"},
        "nature": "processing_change",
        "why": {"nl": "De garantie duurt nu 2 jaar.", "en": "The guarantee now lasts 2 years."},
        "means": {"nl": "{Uw|Je} gegevens staan langer bij ons.", "en": "We have your data for longer."},
        "options": {"nl": "Vraag ons om {uw|je} gegevens te wissen.", "en": "Ask us to erase your data."},
        "refusals_respected": True,
    }]),
    base=LONGER,
)  # fmt: skip
"""Of which nothing in the letter is left to translate."""


def letter(form: str, source: Mapping[str, Any] = AFTER) -> tuple[Notice, Templates, str]:
    """The notice of a policy in Dutch, its templates and its Markdown with marks."""
    new = changed(("address_form", "je" if form == "je" else None), base=source)
    notice = announced(new, old=BEFORE)
    assert notice is not None
    wording = Templates(TEMPLATES, spoken(form), fallback="nl")
    return notice, wording, notice_markdown(notice, wording)


@pytest.mark.parametrize("form", FORMS)
def test_the_letter_is_as_it_was_read(request: pytest.FixtureRequest, form: str) -> None:
    _, _, markdown = letter(form)
    assert_golden(request, f"notice/forms-{form}.md", markdown)


def test_the_words_of_the_author_are_in_the_form_and_language_of_the_letter() -> None:
    (_, to_u, _), (notice, to_je, said), (_, english, translated) = map(letter, FORMS)
    assert "Je gegevens staan langer bij ons." in said
    assert "Uw gegevens" not in said
    assert "We have your data for longer." in translated
    assert "\n15 December 2026\n" in translated
    assert "from 1 February 2027" in subject_line(notice, english)
    assert subject_line(notice, english) == "Winkel Korenaar: change to our privacy statement from 1 February 2027"
    assert subject_line(notice, to_u) == subject_line(notice, to_je)
    assert without(translated) == translated, "there is no Dutch in it"


def test_the_page_and_the_mail_are_in_the_language_of_the_letter() -> None:
    notice, wording, markdown = letter("en")
    page = to_html(markdown, notice_page(notice, spoken("en"), wording), page_folder=TEMPLATES / "page")
    for written in (page, mail_page(markdown, "x", "en")):
        assert '<html lang="en"' in written
        assert "lang=" not in written.split("<body", 1)[1]
    assert "Page " in page
    assert "Skip to the content" in page


def untranslated() -> Mapping[str, Any]:
    """The same with texts in Dutch alone: a cell, an item, a heading and the title."""
    dutch = {"subject": "Bewaren", "why": "Zo is het.\n\n- Ten *eerste*", "means": "Langer."}
    return changed(
        ("title", "Reglement"), ("release.changes", [{**AFTER["release"]["changes"][0], **dutch}]), base=AFTER
    )


def test_what_nobody_translated_is_said_to_be_dutch() -> None:
    notice, wording, markdown = letter("en", untranslated())
    page = to_html(markdown, notice_page(notice, spoken("en"), wording), page_folder=TEMPLATES / "page")
    for written in (page, mail_page(markdown, "x", "en")):
        found = re.findall(r'<span lang="nl">([^<]*)</span>', written)
        assert {"Reglement", "Bewaren", "Zo is het.", "eerste", "Langer."} <= set(found)
        assert "Winkel Korenaar" not in found, "a name is a name"
        assert without(written) == written
    text = plain_text(markdown)
    assert without(text) == text
    assert "Why: Zo is het. Ten eerste." in text
    assert "What does this mean for you? Langer." in text
    assert subject_line(notice, wording) == "Winkel Korenaar: change from 1 February 2027 in “Reglement”"


def test_a_translation_that_comes_is_no_news_to_anyone() -> None:
    """It says the same; and readers of the translation had another text before them."""
    release = {"changes": [{"covers": ["purposes.nieuws.**"], "nature": "processing_change"}]}
    new = changed(("purposes.nieuws.retention", {"period": "P9Y"}), ("release", release), *_TRANSLATED)
    notice = announced(new)
    assert notice is not None
    assert "## Wat ook verandert" not in notice_markdown(notice, Templates(TEMPLATES, spoken("u"), fallback="nl"))
    english = notice_markdown(notice, Templates(TEMPLATES, spoken("en"), fallback="nl"))
    assert "## What also changes" not in english
    assert "Klanten" not in english


def test_a_language_that_goes_is_told_in_every_form() -> None:
    old = changed(("translations", ["en", "de"]), ("prevailing_language", "nl"))
    new = changed(
        ("version", "2.0.0"), ("translations", ["en"]), ("prevailing_language", "en"), ("effective", "2027-02-01")
    )
    notice = announced(new, old=old)
    assert notice is not None
    dutch = notice_markdown(notice, Templates(TEMPLATES, spoken("u"), fallback="nl"))
    assert "De verklaring is er in deze talen: Nederlands, Engels, Duits." in dutch
    assert "De verklaring is er in deze talen: Nederlands, Engels." in dutch
    assert "dan geldt de tekst in deze taal: Engels." in dutch
    english = notice_markdown(notice, Templates(TEMPLATES, spoken("en"), fallback="nl"))
    assert "The statement is available in these languages: Dutch, English, German." in english
    assert "the text in this language counts: English." in english
