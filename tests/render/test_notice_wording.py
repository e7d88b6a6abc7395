"""Our words in a letter: plain, whole, correct sentences, by the same measures as those of the statement."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest
from document.notices import BASE, BOTH, SAMPLES, as_markdown, changed, policy_at, policy_from
from document.rendering import TEMPLATES
from test_language import AUTHOR, RULES, plain, without_words, words_found
from test_wording_language import Rendered, about, texts_of

from policyc.changes.difference import difference
from policyc.changes.notice import notice_of
from policyc.law import facts
from policyc.model.address import addressed
from policyc.model.policy import Policy
from policyc.rules.prose import Passage, sentences
from policyc.rules.readability import readability

ON = date(2026, 12, 1)
ENTRY = {
    "covers": ["**"], "why": "Xqz.", "means": "Xqz.", "options": "Xqz.", "compatibility": "Xqz.", "since": "2026-01-01",
    "only_new_data": True, "refusals_respected": True, "risks": "Xqz.", "law": "Xqz",
}  # fmt: skip


def variants() -> list[tuple[Policy, Policy, str | None]]:
    """The samples, and what it takes to reach every other branch of the templates."""
    base = policy_from(BASE)
    found: list[tuple[Policy, Policy, str | None]] = [
        (base, policy_from(new), audience) for new, audience in SAMPLES.values()
    ]
    many = {f"p{n}": {"name": f"Doel {n}", "data": ["naam"], "legal_basis": "contract"} for n in range(5)}
    purposes = {**BASE["purposes"], **many}
    for release in ({"changes": [ENTRY]}, {"changes": [{**ENTRY, "nature": "disclosure_correction"}]}, {}):
        for status in ("draft", "final"):
            for effective in ("2027-02-01", None):
                for controller in (BASE["controller"], {"email": "a@a.example"}, {"name": "Aa"}):
                    fields = (
                        ("status", status), ("effective", effective), ("purposes", purposes), ("release", release),
                        ("controller", controller), ("dpo", {"designated": True, "email": "fg@a.example"}),
                        ("rights", {"channel": {
                            "email": "r@a.example", "form": "https://a.example/r", "phone": "+31 20 1234567",
                        }}),
                        ("security", {"measures": ["Sloten."]}),
                    )  # fmt: skip
                    found.append((base, policy_from(changed(*fields)), None))
                    found.append((base, policy_from(changed(*fields)), "lezers"))
    found += others()
    found.append((policy_at("policies/archive/progressx-1.0.0.yaml"), policy_at("policies/progressx.yaml"), None))
    officer = {"designated": True, "name": "Jansen"}
    found.append((base, policy_from(changed(("dpo", officer), ("controller.address.country", "BE"), base=BOTH)), None))
    return found


def others() -> list[tuple[Policy, Policy, str | None]]:
    """What comes, what goes and what rests on another basis, of every nature and both ways."""
    cookie = {"names": ["_m"], "purpose": ["nieuws"], "provider": "chat", "consent": "required", "duration": "P1Y"}
    transfer = {"country": "US", "mechanism": "derogation", "ground": "49_1_a"}
    more = changed(
        ("recipients.chat", {"name": "Chat", "role": "processor", "task": "chat", "transfers": {"us": transfer}}),
        ("purposes.bestellen.recipients", ["chat"]), ("cookies", {"meten": cookie}),
        ("purposes.bestellen.legal_basis", {"basis": "public_task", "task": "orde"}),
        ("purposes.filmen", {**BASE["purposes"]["bestellen"], "name": "Filmen"}),
        ("commitments", {"stil": {"text": "Wij zwijgen."}}),
    )  # fmt: skip
    found: list[tuple[Policy, Policy, str | None]] = []
    for nature in ("processing_change", "disclosure_correction", "legal_update", None):
        for since in ({"since": "2026-01-01"}, {"since": None, "since_unknown": True}):
            release = {"changes": [{**ENTRY, "covers": [f"{part}.**"], "nature": nature, **since} for part in PARTS]}
            versions = (("version", "2.0.0"), ("effective", "2027-02-01"), ("release", release))
            for old, new in ((BASE, more), (more, BASE)):
                found.append((policy_from(old), policy_from(changed(*versions, base=new)), None))
    return found


PARTS = ("recipients", "purposes", "cookies", "commitments")


@cache
def lines() -> tuple[str, ...]:
    """Every line of the letters without the words of the author, each once."""
    found: dict[str, None] = {}
    for old, new, audience in variants():
        notice = notice_of(difference(without_words(old), without_words(new), ON), ON, audience)
        for line in as_markdown(notice).splitlines() if notice is not None else ():
            found.setdefault(line)
    return tuple(line for line in found if line and not re.match(r"^[|\s:-]*$", line))


@cache
def passages() -> Rendered:
    texts = dict.fromkeys(text for line in lines() for text in texts_of(line) if text)
    return Rendered(tuple(Passage(("introduction", number), text) for number, text in enumerate(texts)))


def test_there_is_something_to_read() -> None:
    assert len(passages().passages) > 80
    said = "\n".join(lines())
    for words in (
        "Straks", "Rechtzetting", "Recht van bezwaar", "Sinds wanneer", "geldt alleen voor", "niet sinds wanneer",
        "geen bezwaar meer", "niet meer meenemen", "ook gegevens", "geen gegevens meer", "een nieuwe cookie",
        "Dit vervalt", "Dit stond er niet in", "uitdrukkelijk mee instemt", "Welk risico", "de regels anders zijn",
        "Die vragen wij",
    ):  # fmt: skip
        assert words in said, words


@pytest.mark.parametrize("code", ["LA001", "LA003", "LA005"])
def test_no_vague_stiff_or_english_word(code: str) -> None:
    assert about(code, passages()) == {}


@pytest.mark.parametrize(
    "list_id", ["vague_qualifiers_nl", "legalese_nl", "check_back_clauses_nl", "poor_retention_nl"]
)
def test_none_of_the_words_to_avoid(list_id: str) -> None:
    assert {line: found for line in lines() if (found := words_found(list_id, plain(line)))} == {}


def ours() -> list[str]:
    """Our sentences, with no more of the author in them than a word or two."""
    texts = (re.sub(r"\((?:artikel|lid|versie)[^)]*\)", "", one.text) for one in passages().passages)
    found = dict.fromkeys(one for text in texts for one in sentences(text))
    return [one for one in found if one.count(AUTHOR) < 3 and "http" not in one and one.count(",") < 3]


def test_our_sentences_are_short_and_plain() -> None:
    limit = RULES["readability_nl"]["single_sentence_words_max"]
    assert [one for one in ours() if len(one.split()) > limit] == []
    scale = facts.plain_language(ON)
    measured = readability(one.replace(AUTHOR, "") for one in ours())
    assert measured is not None
    assert measured.flesch_douma(scale) >= scale.min_flesch_douma
    assert measured.mean <= scale.mean_sentence_words
    assert measured.passive_share <= scale.max_passive_share


def test_no_line_is_put_together_badly() -> None:
    bad = re.compile(r"[^|\-\s] {2,}\S|\s[.,;!?](?:\s|$)|[.!?:;,][.,;](?!\w)|\(\s|\s\)|\(\)|“”|\*\*\*\*|:\*\*\s*$")
    label = "> **Nog te bevestigen:**"
    assert [line for line in lines() if line != label and bad.search(line.strip("| "))] == []


def test_what_we_say_ends_in_a_stop() -> None:
    for line in lines():
        text = plain(line)
        if (
            line.startswith(("#", "|"))
            or line == ">"
            or text.endswith((".", "?", "!", ":"))
            or text in ("Recht van bezwaar", "Beste lezer,", "Met vriendelijke groet,")
        ):
            continue
        if text == AUTHOR or text.endswith(f" {AUTHOR}"):
            continue
        is_date = re.fullmatch(r"\d+ \w+ \d{4}", text)
        assert is_date or line.startswith(("- ", "> - ")), line


def test_the_templates_are_all_reached() -> None:
    """Every heading of a section that a letter can have was read above."""
    text = addressed((TEMPLATES / "nl/notice.md.j2").read_text("utf-8"), "u")
    headings = re.findall(r"^## .*$", text, re.MULTILINE)
    assert headings
    assert [one for one in headings if one not in lines()] == []
