"""What a new version must carry, gate by gate: exact steps, and nothing where it is carried."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from changes.releases import OLD, ON, change, codes, judged, release, told
from changes.twins import policy_of
from policyc.changes.acceptance import Accepted
from policyc.changes.change import Action
from policyc.changes.circumstances import Circumstance
from policyc.changes.difference import difference
from policyc.changes.duties import verdict
from policyc.changes.kind import Materiality, Need
from policyc.changes.materiality import MaterialChange
from policyc.changes.rows.generic import NOTATION, ORDER, RENAMED
from policyc.changes.versions import least_version, numbers
from policyc.model.policy import AcceptedChange, Nature, ReleaseChange
from policyc.model.values import Duration

ENTRY = "{covers: [purposes], nature: processing_change, why: Nodig., means: Minder., options: Bel ons.}"


def test_a_version_that_carries_all() -> None:
    found = judged(change("advance", nature="processing_change"))
    assert (found.carried, found.steps, found.uncovered) == (True, (), frozenset())
    assert found.materiality is Materiality.ADVANCE
    assert (found.lead_time, found.earliest) == (Duration(days=30), date(2026, 12, 31))
    assert (found.notice_date, found.effective) == (date(2026, 12, 1), date(2026, 12, 31))


def test_nothing_changed_asks_nothing() -> None:
    policy = policy_of("")
    found = difference(policy, policy, ON)
    assert (found.changes, found.verdict.carried, found.verdict.advice) == ((), True, ())
    assert found.verdict.materiality is Materiality.EDITORIAL


# --- version --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "word", "least"),
    [
        ("1.2.3", "editorial", "1.2.4"),
        ("1.2.3", "publish", "1.3.0"),
        ("1.2.3", "notify", "1.3.0"),
        ("1.2.3", "advance", "2.0.0"),
        ("1.2.3", "consent", "2.0.0"),
        ("2", "editorial", "2.0.1"),
        ("2", "publish", "2.1"),
        ("2", "advance", "3"),
        ("2.4", "editorial", "2.4.1"),
        ("2.4", "notify", "2.5"),
        ("2.4", "consent", "3.0"),
        ("9.9.9", "publish", "9.10.0"),
    ],
)
def test_the_least_version(before: str, word: str, least: str) -> None:
    assert least_version(before, Materiality[word.upper()]) == least


def test_a_version_of_fewer_numbers_is_the_same() -> None:
    assert numbers("2") == numbers("2.0") == numbers("2.0.0") == (2, 0, 0)
    assert numbers("1.10") > numbers("1.9.9")


@pytest.mark.parametrize(
    ("word", "version", "step"),
    [
        ("advance", "2.0.0", None),
        ("advance", "2", None),
        ("advance", "3.1", None),
        ("advance", "1.9.9", "Zet version op 2.0.0 of hoger: mensen moeten dit vooraf horen."),
        ("advance", "1.2.3", "Zet version op 2.0.0 of hoger: mensen moeten dit vooraf horen."),
        ("consent", "1.3", "Zet version op 2.0.0 of hoger: er is toestemming nodig."),
        ("notify", "1.2.4", "Zet version op 1.3.0 of hoger: mensen moeten hier bericht van krijgen."),
        ("notify", "1.3", None),
        ("notify", "2.0.0", None),
        ("publish", "1.2.9", "Zet version op 1.3.0 of hoger: de inhoud verandert."),
        ("editorial", "1.2.3", "Zet version op 1.2.4 of hoger: de tekst verandert."),
        ("editorial", "1.2.4", None),
        ("advance", "1.0.0", "Zet version op 2.0.0 of hoger: 1.0.0 is lager dan de vorige versie, 1.2.3."),
        ("editorial", "1.2", "Zet version op 1.2.4 of hoger: 1.2 is lager dan de vorige versie, 1.2.3."),
    ],
)
def test_the_version_is_raised_in_line_with_the_class(word: str, version: str, step: str | None) -> None:
    new = release(version=version, more="consent_refresh: {plan: Wij vragen het.}")
    found = judged(change(word, nature="processing_change"), new=new)
    asked = found.advice if word == "editorial" else found.steps  # no meaning changed: the number stops nothing
    assert [one for one in told(asked) if "version" in one] == ([f"raise-version version: {step}"] if step else [])
    assert word != "editorial" or found.carried


def test_a_version_that_is_lacking() -> None:
    found = judged(change("advance"), new=release(version=""))
    assert told(found.steps) == [
        "set-version version: Vul version in: 2.0.0 of hoger, zodat mensen de versies uit elkaar houden."
    ]
    found = judged(change("advance"), old="", new=release(version=""))
    assert told(found.steps) == [
        "set-version version: Vul version in, zodat mensen de versies uit elkaar houden.",
    ]


def test_any_version_is_enough_after_one_without() -> None:
    assert judged(change("advance"), old="", new=release(version="0.1")).steps == ()


@pytest.mark.parametrize("name", ["version", "effective", "status", "release", "unconfirmed", "suppress"])
def test_bookkeeping_needs_no_version(name: str) -> None:
    assert judged(change("editorial", at=name), new=OLD).steps == ()


def test_what_readers_do_not_see_needs_no_version() -> None:
    one = change("editorial")
    for unseen in (replace(one, kind=RENAMED), replace(one, kind=NOTATION), replace(one, waived="boekhouding")):
        assert judged(unseen, new=OLD).steps == ()
    period = one.change._replace(old=Duration(months=12), new=Duration(years=1), action=Action.RESPELLED)
    for seen in (replace(one, kind=ORDER), replace(one, kind=NOTATION, change=period)):
        found = judged(seen, new=OLD)
        assert (found.carried, [one.code for one in found.advice][:1]) == (True, ["raise-version"])


# --- dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "nature", "more", "notice", "effective", "is_carried"),
    [
        ("advance", "processing_change", "", "2026-12-01", "2026-12-31", True),
        ("advance", "processing_change", "", "2026-12-01", "2026-12-30", False),
        ("consent", "processing_change", "", "2026-12-01", "2026-12-31", True),
        ("consent", "processing_change", "", "2026-12-01", "2026-12-30", False),
        ("notify", "processing_change", "", "2026-12-01", "2026-12-15", True),
        ("notify", "processing_change", "", "2026-12-01", "2026-12-14", False),
        ("notify", "processing_change", "urgent: true", "2026-12-01", "2026-12-01", True),
        ("notify", "processing_change", "urgent: true", "2026-12-02", "2026-12-01", False),
        ("notify", "processing_change", "urgent: false", "2026-12-01", "2026-12-01", False),
        # What people must weigh beforehand does not become shorter by being urgent.
        ("advance", "processing_change", "urgent: true", "2026-12-01", "2026-12-30", False),
        ("advance", "legal_update", "", "2026-12-01", "2026-12-01", True),
        ("advance", "legal_update", "", "2026-12-02", "2026-12-01", False),
        ("notify", "disclosure_correction", "", "2026-12-01", "2026-12-01", True),
        ("notify", "disclosure_correction", "", "2026-12-02", "2026-12-01", False),
        ("consent", "disclosure_correction", "", "2026-12-01", "2026-12-01", True),
        ("publish", None, "", "2026-12-31", "2026-12-01", True),
    ],
)
def test_time_ahead(word: str, nature: Nature | None, more: str, notice: str, effective: str, is_carried: bool) -> None:
    new = release(notice=notice, effective=effective, more="consent_refresh: {plan: Wij vragen het.}")
    if more:
        new += f"  {more}\n"
    found = judged(change(word, nature=nature), new=new)
    assert [code.split("-", 1)[1] for code in codes(found)] in (
        [[]] if is_carried else [["effective"], ["notice-date"]]
    )


@pytest.mark.parametrize(
    ("effective", "notice", "expected"),
    [
        (
            "2026-12-30",
            "2026-12-01",
            "move-effective effective: Zet effective op 2026-12-31 of later, of verstuur het bericht uiterlijk op "
            "2026-11-30: mensen horen dit ten minste 30 dagen vooraf.",
        ),
        (
            "",
            "2026-12-01",
            "set-effective effective: Vul effective in, de dag waarop deze versie ingaat: 2026-12-31 of later.",
        ),
        (
            "2026-01-01",
            "2026-12-01",
            "move-effective effective: Zet effective op 2026-12-31 of later: de vorige versie ging in op 2026-01-01.",
        ),
        (
            "2026-12-31",
            "",
            "set-notice-date release.notice_date: Vul release.notice_date in, de dag waarop mensen bericht krijgen: "
            "uiterlijk op 2026-12-01, 30 dagen voor effective. Is dat al voorbij, zet dan ook effective later.",
        ),
    ],
)
def test_what_to_do_about_a_date(effective: str, notice: str, expected: str) -> None:
    new = release(effective=effective, notice=notice)
    found = judged(change("advance", nature="processing_change"), new=new)
    assert told(found.steps) == [expected]


def test_no_dates_at_all() -> None:
    found = judged(change("advance", nature="processing_change"), new=release(effective="", notice=""))
    assert told(found.steps) == [
        "set-effective effective: Vul effective in, de dag waarop deze versie ingaat.",
        "set-notice-date release.notice_date: Vul release.notice_date in, de dag waarop mensen bericht "
        "krijgen: ten minste 30 "
        "dagen voor effective.",
    ]
    found = judged(change("notify", nature="legal_update"), new=release(effective="", notice=""))
    assert told(found.steps)[1] == (
        "set-notice-date release.notice_date: Vul release.notice_date in, de dag waarop mensen bericht "
        "krijgen: uiterlijk op "
        "effective."
    )


def test_a_message_after_it_takes_effect() -> None:
    found = judged(change("advance", nature="legal_update"), new=release(notice="2027-01-01"))
    assert told(found.steps) == [
        "move-notice-date release.notice_date: Zet release.notice_date op 2026-12-31 of eerder: mensen "
        "krijgen bericht op "
        "de dag waarop de versie ingaat, of daarvoor."
    ]


def test_the_date_of_the_previous_message_is_no_new_one() -> None:
    old = f"{OLD}release: {{notice_date: 2026-12-01}}\n"
    found = judged(change("advance", nature="processing_change"), old=old)
    assert told(found.steps) == [
        "move-notice-date release.notice_date: Zet in release.notice_date de dag van het nieuwe bericht: op "
        "2026-12-01 ging "
        "het bericht over de vorige versie uit."
    ]
    earlier = f"{OLD}release: {{notice_date: 2026-11-30}}\n"
    assert judged(change("advance", nature="processing_change"), old=earlier).steps == ()


def test_a_publication_needs_a_later_date_and_no_message() -> None:
    new = "version: 1.3.0\neffective: 2026-01-01\n"
    found = judged(change("publish", entry=None), new=new)
    assert told(found.steps) == [
        "move-effective effective: Zet effective op 2026-01-02 of later: de vorige versie ging in op 2026-01-01."
    ]
    assert found.earliest is None
    assert judged(change("publish", entry=None), new="version: 1.3.0\neffective: 2026-01-02\n").steps == ()


def test_other_words_need_no_date() -> None:
    assert judged(change("editorial", entry=None), new="version: 1.2.4\neffective: 2026-01-01\n").steps == ()


# --- the old promise ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promise", "word", "lead", "because"),
    [
        ("P2M", "advance", Duration(months=2), "de vorige verklaring beloofde bericht 2 maanden vooraf"),
        ("P7D", "advance", Duration(days=30), "mensen horen dit ten minste 30 dagen vooraf"),
        ("P2M", "consent", Duration(months=2), "de vorige verklaring beloofde bericht 2 maanden vooraf"),
        ("P30D", "advance", Duration(days=30), "mensen horen dit ten minste 30 dagen vooraf"),
    ],
)  # fmt: skip
def test_the_old_promise_counts_when_it_is_longer(promise: str, word: str, lead: Duration, because: str) -> None:
    old = f"{OLD}change_promise: {{lead_time: {promise}}}\n"
    new = release(effective="2026-12-02", more="consent_refresh: {plan: Wij vragen het.}")
    found = judged(change(word, nature="processing_change"), old=old, new=new)
    assert found.lead_time == lead
    (step,) = told(found.steps)
    assert step.endswith(f": {because}.")


@pytest.mark.parametrize("nature", ["disclosure_correction", "legal_update"])
def test_what_cannot_be_told_ahead_breaks_no_promise(nature: Nature) -> None:
    old = f"{OLD}change_promise: {{lead_time: P2M}}\n"
    found = judged(change("notify", nature=nature), old=old, new=release(effective="2026-12-01"))
    assert (found.steps, found.lead_time, found.earliest) == ((), None, date(2026, 12, 1))


KEEP = "keep-promise release.notice_date: U beloofde bericht 30 dagen vooraf. Houd dat ook aan voor purposes.koop."


@pytest.mark.parametrize(
    ("notice", "effective", "more", "is_kept"),
    [
        ("2026-12-01", "2026-12-31", "", True),
        ("2026-12-01", "2026-12-30", "", False),
        ("2026-12-01", "2026-12-15", "", False),
        ("2026-12-01", "2026-12-01", "urgent: true", False),
    ],
)
def test_a_promise_is_advice_for_what_people_need_not_weigh(
    notice: str, effective: str, more: str, is_kept: bool
) -> None:
    old = f"{OLD}change_promise: {{lead_time: P30D}}\n"
    new = release(notice=notice, effective=effective, more=more)
    found = judged(change("notify", nature="processing_change"), old=old, new=new)
    assert found.steps == ()
    assert [line for line in told(found.advice) if line.startswith("keep-promise")] == ([] if is_kept else [KEEP])
    corrected = judged(change("notify", nature="disclosure_correction"), old=old, new=new)
    assert "keep-promise" not in [step.code for step in corrected.advice]


def test_a_promise_that_other_changes_keep_is_no_advice() -> None:
    old = f"{OLD}change_promise: {{lead_time: P30D}}\n"
    changes = (change("notify", nature="processing_change"), change("advance", nature="processing_change"))
    assert "keep-promise" not in [step.code for step in judged(*changes, old=old).advice]


# --- what is asked on the screen, and what the law changed ----------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "row", "lead"),
    [
        ("cookies.volg", 30, None),
        ("cookies.volg.duration", 32, None),
        ("consent.requests.volg", 35, None),
        ("consent.requests.volg", 2, Duration(days=30)),
        ("purposes.koop.legal_basis", 8, Duration(days=30)),
        ("purposes.koop", 30, Duration(days=30)),
    ],
)
def test_a_question_about_cookies_asks_no_time_ahead(at: str, row: int, lead: Duration | None) -> None:
    one = change("consent", at=at, nature="processing_change")
    one = replace(one, kind=replace(one.kind, row=row))
    new = release(effective="2026-12-31", more="consent_refresh: {plan: Wij vragen het.}")
    assert (judged(one, new=new).lead_time, judged(one, new=new).steps) == (lead, ())
    old = f"{OLD}change_promise: {{lead_time: P2M}}\n"
    found = judged(one, old=old, new=new)
    assert codes(found) == ([] if lead is None else ["move-effective"])
    assert ("keep-promise" in [step.code for step in found.advice]) is (lead is None)


def test_a_change_of_the_law_has_a_name() -> None:
    """Without one it is no more than something that the organisation does: people hear of it ahead."""
    nameless = release(ENTRY.replace("processing_change", "legal_update"), effective="2026-12-02")
    found = judged(change("advance", nature="legal_update"), new=nameless)
    assert told(found.steps) == [
        "move-effective effective: Zet effective op 2026-12-31 of later, of verstuur het bericht uiterlijk op "
        "2026-11-02: mensen horen dit ten minste 30 dagen vooraf.",
        "name-law release.changes.0.law: Noem in law bij “purposes” de wet of de uitspraak waardoor dit verandert. Is "
        "die er niet, dan is het geen legal_update: kies een andere nature.",
    ]
    named = nameless.replace("why:", "law: zaak C-311/18, why:")
    assert judged(change("advance", nature="legal_update"), new=named).steps == ()


def test_what_the_new_version_promises_does_not_hold_yet() -> None:
    new = release().replace("{archive:", "{lead_time: P1Y, archive:")
    assert judged(change("advance", nature="processing_change"), new=new).steps == ()


def test_only_the_changes_that_ask_the_time_are_named() -> None:
    changes = (change("notify", nature="processing_change"), change("advance", nature="processing_change"))
    found = judged(*changes, new=release(effective="2026-12-20"))
    assert [(step.code, step.changes) for step in found.steps] == [("move-effective", (1,))]
    assert found.uncovered == {1}


# --- the announcement -----------------------------------------------------------------------------------------------


def test_changes_that_nobody_tells_of() -> None:
    """One step for each part, with all that its changes need; the first says that people read the texts."""
    changes = (
        not_text(change("notify", at="purposes.een.name", entry=None)),
        not_text(change("notify", at="purposes.een.processing.row.data", entry=None)),
        not_text(change("advance", "compatibility", "refusals_respected", at="purposes.twee", entry=None)),
        not_text(change("notify", "risks", "options", at="recipients.drie", entry=None)),
    )
    found = judged(*changes, change("publish", at="purposes.stil", entry=None))
    assert told(found.steps) == [
        "announce release.changes: Vertel in release.changes over purposes.een. De teksten bij why, means en options "
        "staan zo in het bericht: schrijf ze aan uw lezers.",
        "announce release.changes: Vertel in release.changes over purposes.twee.",
        "announce release.changes: Vertel in release.changes over recipients.drie.",
    ]
    assert [[key.name for key in step.keys] for step in found.steps] == [
        ["covers", "nature", "why", "means"],
        ["covers", "nature", "why", "means", "options", "compatibility", "refusals_respected"],
        ["covers", "nature", "why", "means", "options", "risks"],
    ]
    assert [step.keys[0].paths for step in found.steps] == [("purposes.een",), ("purposes.twee",), ("recipients.drie",)]
    assert [step.changes for step in found.steps] == [(0, 1), (2,), (3,)]
    assert found.uncovered == {0, 1, 2, 3}


def test_an_entry_is_filled_in_by_a_person() -> None:
    """All that is known is what the entry covers; every other key has a hint, in both languages."""
    change_ = change("advance", "compatibility", "refusals_respected", "risks", at="purposes.een", entry=None)
    (covers, *others) = judged(change_).steps[0].keys
    assert (covers.paths, covers.hints) == (("purposes.een",), ())
    for key in others:
        assert key.name in ReleaseChange.model_fields
        assert key.paths == ()
        assert key.hints
        assert all(hint.nl != hint.en for hint in key.hints)
    natures = [hint.nl.split(":")[0] for hint in others[0].hints]
    assert {*natures, "editorial"} == set(get_args(Nature))


def not_text(one: MaterialChange) -> MaterialChange:
    return replace(one, change=one.change._replace(old=1, new=2))


def test_what_is_told_with_another_part_is_covered_where_it_lies() -> None:
    """A row that gains a new recipient is told with that recipient, and covers is about places."""
    row = replace(
        change("notify", at="purposes.een.processing.row.recipients", entry=None), subject=("recipients", "drie")
    )
    (step,) = judged(change("notify", at="recipients.drie.name", entry=None), row).steps
    assert step.keys[0].paths == ("recipients.drie", "purposes.een.processing.row.recipients")


ALL_WORDS = "Veranderde alleen de formulering? Zet bij die wijziging nature: editorial (of wording: unchanged)."
SOME_WORDS = (
    "Veranderde bij purposes.een.name alleen de formulering? Zet bij die wijziging nature: editorial (of wording: "
    "unchanged)."
)
CONSENT_WORDS = "Veranderde alleen de formulering? Zet bij die wijziging wording: unchanged."


@pytest.mark.parametrize(
    ("changes", "way_out"),
    [
        ((change("advance", at="purposes.een.name"),), ALL_WORDS),
        (
            (change("notify", at="purposes.een.name"), not_text(change("advance", at="purposes.een.processing.row"))),
            SOME_WORDS,
        ),
        ((change("consent", at="purposes.een.name"),), CONSENT_WORDS),
        ((not_text(change("advance", at="purposes.een.name")),), None),
    ],
)
def test_the_way_out_for_mere_words(changes: tuple[MaterialChange, ...], way_out: str | None) -> None:
    """Where nobody tells of them, and where nobody said yet what they are."""
    silent = [replace(one, entry=None) for one in changes]
    new = release(ENTRY.replace("nature: processing_change, ", ""))
    steps = [judged(*silent).steps, judged(*changes, new=new).steps]
    told_of = [next(step for step in found if step.code in ("announce", "state-nature")) for found in steps]
    if way_out is None:
        assert all("formulering" not in step.wording.nl for step in told_of)
    else:
        assert [step.wording.nl.endswith(way_out) for step in told_of] == [True, True]


@pytest.mark.parametrize(
    ("field", "code", "wording"),
    [
        (
            "nature: processing_change",
            "state-nature",
            "Zet nature bij “purposes”: verandert wat u doet (processing_change), klopte alleen de tekst niet "
            "(disclosure_correction, met since of since_unknown: true) of veranderde de wet (legal_update, met law)?",
        ),
        ("why: Nodig.", "explain-why", "Schrijf in why bij “purposes” waarom dit verandert."),
        (
            "means: Minder.",
            "explain-meaning",
            "Schrijf in means bij “purposes” wat dit voor mensen betekent, ook het nadeel.",
        ),
    ],
)
def test_what_every_message_says(field: str, code: str, wording: str) -> None:
    new = release(ENTRY.replace(f", {field}", ""))
    found = judged(not_text(change("notify")), new=new)
    assert told(found.steps) == [f"{code} release.changes.0.{field.split(':')[0]}: {wording}"]
    assert judged(change("publish"), new=new).steps == ()


def test_one_step_for_all_entries_that_lack_the_same() -> None:
    bare = [ENTRY.replace("[purposes]", f"[purposes.doel{number}]").replace(", why: Nodig.", "") for number in range(3)]
    changes = [change("notify", at=f"purposes.doel{number}", entry=number) for number in (2, 1, 1)]
    found = judged(*changes, new=release(*bare))
    assert told(found.steps) == [
        "explain-why release.changes.1.why: Schrijf in why bij “purposes.doel1” en “purposes.doel2” waarom "
        "dit verandert."
    ]
    assert found.steps[0].changes == (0, 1, 2)


@pytest.mark.parametrize(
    ("need", "entry", "expected"),
    [
        (
            "compatibility",
            "",
            "explain-compatibility release.changes.0.compatibility: Schrijf in compatibility bij “purposes” "
            "waarom het "
            "nieuwe doel past bij het doel waarvoor u de gegevens kreeg.",
        ),
        ("compatibility", "compatibility: Het past.", None),
        ("compatibility", "only_new_data: true", None),
        (
            "refusals_respected",
            "",
            "respect-refusals release.changes.0.refusals_respected: Zet refusals_respected: true bij “purposes”: wie "
            "weigerde of toestemming introk, blijft erbuiten. Is dat niet zo, dan kan deze wijziging niet.",
        ),
        (
            "refusals_respected",
            "refusals_respected: false",
            "respect-refusals release.changes.0.refusals_respected: Zet refusals_respected: true bij “purposes”: wie "
            "weigerde of toestemming introk, blijft erbuiten. Is dat niet zo, dan kan deze wijziging niet.",
        ),
        ("refusals_respected", "refusals_respected: true", None),
        (
            "risks",
            "",
            "explain-risks release.changes.0.risks: Schrijf in risks bij “purposes” wat er met gegevens kan gebeuren "
            "in een land zonder passende bescherming.",
        ),
        ("risks", "risks: Een ander land kan meelezen.", None),
        (
            "options",
            "",
            "offer-options release.changes.0.options: Schrijf in options bij “purposes” wat mensen kunnen doen, tot "
            "wanneer, en wat er gebeurt als zij niets doen.",
        ),
        ("options", "options: Bel ons.", None),
        ("since", "", None),
    ],
)
def test_what_some_kinds_need(need: Need, entry: str, expected: str | None) -> None:
    bare = ENTRY.replace(", options: Bel ons.", "") if need == "options" else ENTRY
    new = release(bare.replace("}", f", {entry}}}") if entry else bare)
    found = judged(change("notify", need, nature="processing_change"), new=new)
    assert told(found.steps) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("word", "nature", "is_asked"),
    [
        ("consent", "processing_change", True),
        ("consent", "disclosure_correction", True),
        ("advance", "processing_change", True),
        ("advance", "legal_update", True),
        ("notify", "processing_change", False),
        ("notify", "disclosure_correction", False),
    ],
)
def test_what_people_hear_ahead_offers_them_something(word: str, nature: Nature, is_asked: bool) -> None:
    entry = ENTRY.replace(", options: Bel ons.", ", law: Proefwet").replace("processing_change", nature)
    new = release(entry, more="consent_refresh: {plan: Wij vragen het.}")
    assert codes(judged(change(word, nature=nature), new=new)) == (["offer-options"] if is_asked else [])


def test_a_message_begins_with_a_summary() -> None:
    summary = (
        "summarise release.summary: Schrijf in release.summary in een of twee zinnen wat er verandert. Daarmee begint "
        "het bericht."
    )
    stays = "state-what-stays release.stays: Schrijf in release.stays in een of twee zinnen wat hetzelfde blijft."
    new = release().replace("  summary: Er verandert iets.\n", "").replace("  stays: De rest.\n", "")
    ahead = judged(change("advance", nature="processing_change"), new=new)
    assert (told(ahead.steps), told(ahead.advice)[0]) == ([summary], stays)
    small = judged(change("notify", nature="processing_change"), new=new)
    assert (told(small.steps), told(small.advice)[0]) == ([], summary)
    assert stays not in told(small.advice)


def test_a_final_statement_has_an_address() -> None:
    without = release().replace("url: https://proef.example/privacy\n", "")
    final = policy_of(without).model_copy(update={"status": "final"})
    expected = (
        "state-url url: Vul url in, het webadres van deze verklaring. Vanuit het bericht moeten mensen haar helemaal "
        "kunnen lezen."
    )
    one = change("notify", nature="processing_change")
    found = verdict(policy_of(OLD), final, (one,), (), ON)
    assert (told(found.steps), found.advice) == ([expected], ())
    assert verdict(policy_of(OLD), final, (change("publish", entry=None),), (), ON).carried
    assert judged(one, new=without).steps == ()


@pytest.mark.parametrize(
    ("recipients", "at", "where"),
    [
        ("recipients: {x: {name: X}}", "recipients.x.role", "recipients.x.arrangement"),
        ("recipients: {x: {name: X, arrangement: Wij.}}", "recipients.x.role", None),
        ("recipients: {x: {name: X}}\narrangement: Wij samen.", "recipients.x", None),
        ("", "controllers.b", "arrangement"),
        ("arrangement: Wij samen.", "controllers.b", None),
        ("", "purposes.koop.processing.row.own_role", "arrangement"),
    ],
)
def test_joint_controllers_say_what_they_agreed(recipients: str, at: str, where: str | None) -> None:
    new = f"{release()}{recipients}\n"
    found = judged(change("advance", "arrangement", at=at, nature="processing_change"), new=new)
    expected = (
        f"explain-arrangement {where}: Schrijf in {where} wat u met de andere verwerkingsverantwoordelijke hebt "
        "afgesproken: wie doet wat, en bij wie kunnen mensen terecht (AVG 26 lid 2)?"
    )
    assert told(found.steps) == ([] if where is None else [expected])


def test_a_purpose_that_existed_already_needs_no_test_of_compatibility() -> None:
    new = release(ENTRY.replace("processing_change", "disclosure_correction"))
    assert judged(change("notify", "compatibility", nature="disclosure_correction"), new=new).steps == ()


def test_more_than_words_cannot_be_called_editorial() -> None:
    new = release(ENTRY.replace("processing_change", "editorial"))
    found = judged(not_text(change("publish", nature="editorial")), new=new)
    assert told(found.steps) == [
        "correct-nature release.changes.0.nature: nature: editorial kan niet bij “purposes”: daar verandert "
        "meer dan de "
        "tekst. Kies processing_change, disclosure_correction of legal_update."
    ]
    assert judged(change("editorial", nature="editorial"), new=new).steps == ()


def test_words_that_people_consented_to_are_more_than_words() -> None:
    new = release(ENTRY.replace("processing_change", "editorial"), more="consent_refresh: {plan: Wij vragen het.}")
    found = judged(change("consent", nature="editorial"), new=new)
    assert told(found.steps) == [
        "correct-nature release.changes.0.nature: nature: editorial is niet genoeg bij “purposes”: van deze "
        "woorden hangt toestemming af. Betekenen de nieuwe hetzelfde, zet er dan wording: unchanged bij. Anders kiest "
        "u processing_change."
    ]


# --- consent --------------------------------------------------------------------------------------------------------

ON_CONSENT = "purposes: {koop: {name: Koop, legal_basis: {basis: consent}}}\n"


@pytest.mark.parametrize(
    ("old", "at", "again"),
    [
        ("", "purposes.koop", ""),
        ("purposes: {koop: {name: Koop, legal_basis: {basis: contract}}}\n", "purposes.koop", ""),
        (ON_CONSENT, "purposes.koop", "opnieuw "),
        (ON_CONSENT, "purposes.anders", ""),
        (ON_CONSENT, "controller.name", "opnieuw "),
        (ON_CONSENT, "recipients.x", ""),
        ("cookies: {v: {names: _v, consent: required}}\n", "cookies.v", "opnieuw "),
        ("cookies: {v: {names: _v, consent: exempt}}\n", "cookies.v", ""),
        ("cookies: {v: {names: _v, consent: required}}\n", "cookies.w", ""),
    ],
)
def test_consent_needs_a_plan(old: str, at: str, again: str) -> None:
    """Only who asked before asks again."""
    asking = change("consent", at=at, nature="processing_change")
    found = judged(asking, change("advance", nature="processing_change"), old=f"{OLD}{old}")
    part = ".".join(at.split(".")[:2])
    assert told(found.steps) == [
        "plan-consent release.consent_refresh: Schrijf bij release.consent_refresh.plan aan uw lezers hoe en wanneer u "
        f"{again}om toestemming vraagt voor {part}. Deze tekst staat zo in het bericht."
    ]
    assert found.uncovered == {0}


def test_consent_that_is_planned() -> None:
    planned = release(more="consent_refresh: {plan: Wij vragen het.}")
    assert judged(change("consent", nature="processing_change"), new=planned).steps == ()


WAY_BACK = "Zeg hoe mensen hun toestemming voor {part} intrekken: {how} (AVG 7 lid 3 en 13 lid 2 onder c)."
ROWS = (
    "purposes: {koop: {name: Koop, processing: {a: {legal_basis: {basis: consent, withdrawn_by: phone}}, "
    "b: {legal_basis: [contract, {basis: consent}]}}}}\n"
)
LINK = "https://proef.example/keuze"
BANNER = "consent: {means: cookie_banner, withdrawal: Open de banner.}\n"
RIGHT = "rights.per_right.withdraw_consent.channel"
REQUESTED = (
    ON_CONSENT.replace("consent}", "consent, request: vraag}")
    + "consent: {requests: {vraag: {name: Vraag}, ander: {name: Ander}}}\n"
)


@pytest.mark.parametrize(
    ("new", "at", "where"),
    [
        (ON_CONSENT, "purposes.koop", "purposes.koop.processing.row.legal_basis.0"),
        (ON_CONSENT.replace("consent}", "consent, withdrawn_by: email}"), "purposes.koop", None),
        (ON_CONSENT.replace("consent}", f"consent, withdraw_at: '{LINK}'}}"), "purposes.koop", None),
        (ROWS, "purposes.koop.processing.a.data", None),
        (ROWS, "purposes.koop.processing.b.data", "purposes.koop.processing.b.legal_basis.1"),
        (ROWS, "purposes.koop.name", "purposes.koop.processing.b.legal_basis.1"),
        ("", "purposes.koop", "consent.withdrawal"),
        ("cookies: {v: {names: _v}}\n", "cookies.v.consent", "consent.withdrawal"),
        (
            f"cookies: {{v: {{names: _v, purpose: koop}}}}\n{ROWS}",
            "cookies.v",
            "consent.withdrawal",
        ),
        (
            "cookies: {v: {names: _v, purpose: koop, legal_basis: {basis: consent, withdrawn_by: website}}}\n" + ROWS,
            "cookies.v",
            None,
        ),
        (
            REQUESTED,
            "consent.requests.vraag",
            "purposes.koop.processing.row.legal_basis.0",
        ),
        (REQUESTED, "consent.requests.ander", "consent.withdrawal"),
        (
            "recipients: {x: {name: X}}\n" + ON_CONSENT.replace("legal_basis", "recipients: [x], legal_basis"),
            "recipients.x",
            "purposes.koop.processing.row.legal_basis.0",
        ),
        (ROWS, "controller.name", "purposes.koop.processing.b.legal_basis.1"),
        (f"{ROWS}consent: {{withdrawn_by: website}}\n", "purposes.koop", None),
        (f"{ROWS}consent: {{withdraw_at: '{LINK}'}}\n", "purposes.koop", None),
        (f"{ROWS}consent: {{withdrawal: Bel ons.}}\n", "purposes.koop", None),
        (f"{ROWS}consent: {{means: website}}\n", "purposes.koop", "purposes.koop.processing.b.legal_basis.1"),
        # A cookie banner takes back no other consent, and consent to a transfer is the basis of no row.
        (f"{ROWS}{BANNER}", "purposes.koop", "purposes.koop.processing.b.legal_basis.1"),
        (f"cookies: {{v: {{names: _v}}}}\n{BANNER}", "cookies.v", None),
        (f"{BANNER}recipients: {{x: {{name: X}}}}\n", "recipients.x.transfers.us", RIGHT),
        (f"{ROWS}{BANNER}rights: {{per_right: {{withdraw_consent: {{channel: '{LINK}'}}}}}}\n", "purposes.koop", None),
    ],
)
def test_consent_has_a_way_back(new: str, at: str, where: str | None) -> None:
    base = release(
        "{covers: ['**'], nature: processing_change, why: Nodig., means: Minder., options: Bel ons.}",
        more="consent_refresh: {plan: Wij vragen het.}",
    ).replace("consent: {withdrawal: Op de website.}\n", "")
    found = judged(change("consent", at=at, nature="processing_change"), new=f"{base}{new}")
    part = ".".join(at.split(".")[:2])
    general = RIGHT if "cookie_banner" in new else "consent.withdrawal"
    by_basis = f"bij de grondslag in withdrawn_by of withdraw_at, of voor alles in {general}"
    how = by_basis if where and "legal_basis" in where else f"in {where}"
    assert told(found.steps) == (
        [] if where is None else [f"state-withdrawal {where}: {WAY_BACK.format(part=part, how=how)}"]
    )


def test_steps_come_in_the_order_of_the_work() -> None:
    changes = (
        change("consent", "refusals_respected", "options", "compatibility", nature=None),
        change("advance", entry=None, at="recipients.x"),
    )
    found = judged(*changes, new="release: {changes: [{covers: [purposes]}]}\n")
    assert codes(found) == [
        "set-version",
        "set-effective",
        "set-notice-date",
        "announce",
        "state-nature",
        "explain-why",
        "explain-meaning",
        "offer-options",
        "explain-compatibility",
        "respect-refusals",
        "summarise",
        "plan-consent",
        "state-withdrawal",
    ]
    assert all(step.wording.en and step.wording.en != step.wording.nl for step in found.steps)


def test_an_accepted_change_asks_nothing() -> None:
    entry = AcceptedChange.model_validate(
        {
            "change": "proef",
            "at": "purposes.koop",
            "fingerprint": "v1:0",
            "reason": "r",
            "by": "b",
            "until": "2027-01-01",
        }
    )
    bare = f"{OLD}".replace("1.2.3", "1.3.0").replace("2026-01-01", "2026-06-01")
    changes = (change("advance", entry=None), change("publish", entry=None))
    assert codes(judged(*changes, new=bare)) == ["raise-version", "set-notice-date", "announce", "summarise"]
    found = judged(*changes, new=bare, accepted=[Accepted(0, entry, (0,))])
    assert (found.steps, found.materiality, found.lead_time) == ((), Materiality.PUBLISH, None)


# --- statements that come and go ------------------------------------------------------------------------------------


def test_a_new_statement_has_a_version_and_a_date() -> None:
    found = difference(None, policy_of(""), ON)
    assert found.pair is None
    assert [one.kind.id for one in found.changes] == ["statement-new"]
    assert codes(found.verdict) == ["set-version", "set-effective"]
    assert difference(None, policy_of("version: 1.0.0\neffective: 2027-01-01\n"), ON).verdict.carried


def test_a_statement_that_is_gone() -> None:
    found = difference(policy_of(""), None, ON)
    assert [(one.kind.id, one.path) for one in found.changes] == [("statement-withdrawn", ())]
    assert found.verdict.materiality is Materiality.ADVANCE
    assert told(found.verdict.steps) == [
        "restore-statement : De verklaring is weg. Zet haar terug: zolang u gegevens van mensen hebt, moeten "
        "zij haar kunnen "
        "vinden (AVG 12 lid 1). Geldt zij niet meer, zet status dan op archived en vertel dat vooraf."
    ]
    assert found.verdict.uncovered == {0}


def test_nothing_on_both_sides() -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        difference(None, None, ON)


# --- advice ---------------------------------------------------------------------------------------------------------


def advised(*changes: MaterialChange, old: str = OLD, new: str) -> list[str]:
    """The advice, without what every draft gets."""
    found = judged(*changes, old=old, new=new)
    return [line for line in told(found.advice) if not line.startswith("finish-draft")]


def test_good_work_gets_no_advice() -> None:
    assert advised(change("notify", nature="processing_change"), new=release()) == []


def test_the_old_version_is_kept() -> None:
    new = "version: 1.3.0\neffective: 2026-06-01\n"
    expected = "keep-old-version change_promise.history: Zet de vorige versie, 1.2.3, in change_promise.history."
    assert advised(change("publish", entry=None), new=new) == [expected]
    assert advised(change("editorial", entry=None), new=new) == []
    kept = f"{new}change_promise: {{history: [{{version: 1.2.3}}]}}\n"
    assert advised(change("publish", entry=None), new=kept) == []
    archived = f"{new}change_promise: {{archive: https://proef.example/oud}}\n"
    assert advised(change("publish", entry=None), new=archived) == []


def test_links_for_the_message() -> None:
    without = release().replace("url: https://proef.example/privacy\n", "")
    assert advised(change("notify", nature="processing_change"), new=without) == [
        "add-links url: Geef het webadres van de nieuwe verklaring (url). Dan staat er in het bericht een link naar."
    ]
    history = "change_promise: {history: [{version: 1.2.3}]}"
    without = release().replace("change_promise: {archive: https://proef.example/oud}", history)
    assert advised(change("notify", nature="processing_change"), new=without) == [
        "add-links change_promise.archive: Geef het webadres van de vorige (change_promise.archive). Dan "
        "staat er in het "
        "bericht een link naar."
    ]


SINCE = (
    "state-since release.changes.0.since: Zet since bij “purposes”: sinds wanneer is dit zo? Weet u dat niet, zet dan "
    "since_unknown: true."
)


def test_a_correction_that_is_no_draft_says_since_when() -> None:
    """In a draft it is advice. Who does not know it says so."""
    one = change("notify", nature="disclosure_correction")
    for entry, expected in (
        ("", [SINCE]),
        ("since: 2020-01-01, ", []),
        ("since_unknown: true, ", []),
        ("since_unknown: false, ", [SINCE]),
    ):
        new = release(ENTRY.replace("processing_change, ", f"disclosure_correction, {entry}"))
        final = policy_of(new).model_copy(update={"status": "final"})
        assert told(verdict(policy_of(OLD), final, (one,), (), ON).steps) == expected
        draft = judged(one, new=new)
        assert (draft.steps, [line for line in told(draft.advice) if "since" in line]) == ((), expected)


@pytest.mark.parametrize(
    ("at", "is_asked"),
    [
        ("purposes.koop", True),
        ("purposes.koop.name", False),
        ("purposes.koop.processing.row", True),
        ("purposes.koop.processing.row.retention.period", True),
        ("purposes.koop.processing.row.direct_marketing", True),
        ("purposes.koop.processing.row.special_ground.condition", True),
        ("purposes.koop.processing.row.condition", False),
        ("recipients.x", True),
        ("recipients.x.transfers.us.mechanism", True),
        ("cookies.v.duration", True),
        ("rights.free", False),
        ("dpo.email", False),
    ],
)
def test_what_a_correction_makes_somebody_check(at: str, is_asked: bool) -> None:
    new = release(ENTRY.replace("processing_change", "disclosure_correction"))
    found = judged(change("notify", at=at, nature="disclosure_correction"), new=new)
    assert ("check-lawfulness" in [step.code for step in found.advice]) is is_asked


def test_only_new_data_where_it_means_nothing() -> None:
    new = release(ENTRY.replace("why:", "only_new_data: true, why:"))
    expected = (
        "drop-only-new-data release.changes.0.only_new_data: only_new_data telt niet voor rights.free: dat geldt ook "
        "voor mensen die er al zijn."
    )
    one = change("advance", at="rights.free", nature="processing_change")
    assert advised(one, new=new) == [expected]
    counting = replace(one, circumstances=(Circumstance.ONLY_NEW_DATA,), materiality=Materiality.NOTIFY)
    assert advised(counting, new=new) == []


def test_a_correction_says_since_when_and_whether_it_was_lawful() -> None:
    new = release(ENTRY.replace("processing_change", "disclosure_correction"))
    one = change("notify", at="purposes.koop.processing.row.legal_basis", nature="disclosure_correction")
    assert advised(one, new=new) == [
        SINCE,
        "check-lawfulness release.changes.0.nature: Ga bij “purposes” na of wat u eerder deed mocht. Een "
        "rechtzetting maakt "
        "het niet alsnog rechtmatig (WP260 rev.01, 31).",
    ]
    known = new.replace("why:", "since: 2020-01-01, why:")
    other = change("notify", at="rights.free", nature="disclosure_correction")
    assert advised(other, new=known) == []


def test_entries_that_fit_nothing_or_are_old() -> None:
    stale = "{covers: [cookies.x], nature: processing_change}"
    assert advised(change("notify", nature="processing_change"), new=release(ENTRY, stale)) == [
        "drop-entry release.changes.1.covers: “cookies.x” in release.changes past bij geen wijziging. Kijk "
        "covers na, of haal "
        "het weg."
    ]
    old = f"{OLD}release: {{changes: [{ENTRY}]}}\n"
    assert advised(change("notify", nature="processing_change"), old=old, new=release(ENTRY)) == [
        "review-entry release.changes.0: “purposes” in release.changes stond al in de vorige versie en "
        "telt niet mee. Haal dat weg, of schrijf wat er nu verandert."
    ]


def test_one_reason_for_many_parts_is_looked_at_again() -> None:
    many = [change("advance", at=f"purposes.p{number}", nature="processing_change") for number in range(4)]
    assert advised(*many[:3], new=release(ENTRY)) == []
    everything = release(ENTRY.replace("[purposes]", '["**"]'))
    assert [line.split(" ")[0] for line in advised(*many[:2], new=everything)] == ["split-entry"]
    assert advised(*many, new=release(ENTRY.replace("why", "subject: Samen, why"))) == []
    assert advised(*many, new=release(ENTRY)) == [
        "split-entry release.changes.0: purposes.p0, purposes.p1, purposes.p2 en nog 1 hebben in release.changes één "
        "reden en één betekenis. Splits dat, of zeg met subject wat zij samen zijn."
    ]


def test_a_draft_is_not_sent() -> None:
    one = change("notify", nature="processing_change")
    assert told(judged(one).advice) == [
        "finish-draft status: Verstuur het bericht nog niet: de verklaring is een concept (status: draft)."
    ]
    asked = release() + "unconfirmed: [{at: title, question: Klopt dit?}]\n"
    (line,) = told(judged(one, new=asked).advice)
    assert line.endswith("(status: draft), met 1 open vraag onder unconfirmed.")
    final = policy_of(release()).model_copy(update={"status": "final"})
    assert verdict(policy_of(OLD), final, (one,), (), ON).advice == ()
