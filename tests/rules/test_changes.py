"""Family CH: what its pages do not show."""

from __future__ import annotations

from datetime import date

import pytest

from policyc.law.periods import later
from policyc.model.values import Duration
from policyc.rules.changes import RULES
from rules.asking import ask, related, worded

# --- CH001 ---


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("controller: {name: X}\n", ["warning version: The statement has no date and no version."]),
        ("effective: 2026-01-01\n", ["warning version: The statement has no version."]),
        ("version: 1.0.0\n", ["warning effective: The statement has no date on which it takes effect."]),
        ("version: 1.0.0\neffective: 2026-01-01\n", []),
    ],
)
def test_version_and_date(source: str, expected: list[str]) -> None:
    assert worded(ask("CH001", source)) == expected


# --- CH002 ---

CHECK = "You ask readers to watch for changes themselves. The authorities call that insufficient and unfair."


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Het verdient aanbeveling de tekst geregeld te raadplegen.", "geregeld te raadplegen"),
        ("Bekijk deze pagina regelmatig.", "Bekijk deze pagina regelmatig"),
        ("Controleer regelmatig deze verklaring.", "Controleer regelmatig deze verklaring"),
        ("Lees onze verklaring van tijd tot tijd.", "Lees onze verklaring van tijd tot tijd"),
        ("U doet er goed aan dit beleid regelmatig te lezen.", "beleid regelmatig te lezen"),
        ("U hoeft deze verklaring niet regelmatig te raadplegen.", None),
        ("Wij controleren regelmatig of wij ons aan dit beleid houden.", None),
    ],
)
def test_check_back_clauses(sentence: str, words: str | None) -> None:
    hits = ask("CH002", f"introduction: {sentence}\n")
    assert [(one.subject, one.reader, one.message.en) for one in hits] == ([(words, sentence, CHECK)] if words else [])


def test_a_clause_of_the_model_counts_in_whatever_words() -> None:
    one, other = ask(
        "CH002",
        "introduction: Bekijk deze pagina regelmatig. Bekijk deze pagina regelmatig!\n"
        "change_promise: {reader_duty: Kom af en toe terug.}\n",
    )
    assert (one.path, one.subject) == (("introduction",), "Bekijk deze pagina regelmatig")
    assert one.reader == "Bekijk deze pagina regelmatig."
    assert (other.path, other.subject, other.reader) == (("change_promise", "reader_duty"), "", None)


def test_a_clause_of_the_model_in_known_words() -> None:
    (one,) = ask("CH002", "change_promise: {reader_duty: Bekijk deze pagina regelmatig.}\n")
    assert (one.path, one.subject) == (("change_promise", "reader_duty"), "Bekijk deze pagina regelmatig")


# --- CH003 ---


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("change_promise: {reservation: Dit verandert soms.}\n", "change_promise.reservation"),
        ("change_promise: {reservation: Dit kan worden gewijzigd.}\n", "change_promise.reservation"),
        ("openings: {changes: Dit kan worden gewijzigd.}\n", "openings.changes"),
        ("openings: {rights: Dit kan worden gewijzigd.}\n", None),
        ("openings: {rights: Dit privacybeleid kan worden gewijzigd.}\n", "openings.rights"),
        ("introduction: Uw afspraak kan worden gewijzigd.\n", None),
        ("change_promise: {reservation: Dit verandert., channels: [een e-mail]}\n", None),
        ("change_promise: {reservation: Dit verandert., explanation: U krijgt bericht.}\n", None),
        ("change_promise: {lead_time: P30D}\n", None),
        ("controller: {name: X}\n", None),
    ],
)
def test_reservations(source: str, place: str | None) -> None:
    expected = [f"warning {place}: Say how and when you announce changes."] if place else []
    assert worded(ask("CH003", source)) == expected


def test_one_reservation_is_enough() -> None:
    sentence = "Dit privacybeleid kan worden gewijzigd."
    (one,) = ask("CH003", f"introduction: {sentence}\nchange_promise: {{reservation: Dit verandert.}}\n")
    assert (one.path, one.subject, one.reader) == (("introduction",), "kan worden gewijzigd", sentence)
    (other,) = ask("CH003", "change_promise: {reservation: Dit verandert.}\n")
    assert (other.subject, other.reader) == ("", None)


# --- CH004 ---


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("version: 1.0.1\n", "history"),
        ("version: 1.1\n", "history"),
        ("version: 10.0.0\n", "history"),
        ("controller: {name: X}\n", "history"),
        ("version: '1'\n", None),
        ("version: '1.0'\n", None),
        ("version: 1.0.0\n", None),
        ("version: 2.0.0\nchange_promise: {archive: 'https://x.example/'}\n", None),
        ("change_promise: {history: [{version: 1.0.0, url: 'https://x.example/'}]}\n", None),
        ("version: 1.0.0\nchange_promise: {history: [{version: 0.9.0}]}\n", "archive"),
        ("change_promise: {history: [{version: 1.0.0, url: 'https://x.example/'}, {version: 1.1.0}]}\n", "archive"),
        ("change_promise: {history: [{version: 1.0.0}], archive: 'https://x.example/'}\n", None),
    ],
)
def test_earlier_versions(source: str, place: str | None) -> None:
    expected = [f"info change_promise.{place}: Keep and show earlier versions."] if place else []
    assert worded(ask("CH004", source)) == expected


# --- CH005 ---


def release(*lines: str, nature: str = "processing_change", effective: str = "2026-12-31") -> str:
    body = "".join(f"  {line}\n" for line in lines)
    change = f"  changes: [{{covers: [purposes.**], nature: {nature}}}]\n"
    return f"effective: {effective}\nrelease:\n{body}{change}"


@pytest.mark.parametrize(
    ("notice", "promise", "extra", "days"),
    [
        ("2026-12-01", "", (), 0),
        ("2026-12-02", "", (), 1),
        ("2026-12-03", "", (), 2),
        ("2027-01-01", "", (), 31),
        ("2026-12-24", "change_promise: {lead_time: P7D}\n", (), 0),
        ("2026-12-25", "change_promise: {lead_time: P7D}\n", (), 1),
        ("2026-12-01", "change_promise: {lead_time: P2M}\n", (), 32),
        ("2026-10-31", "change_promise: {lead_time: P2M}\n", (), 0),
        ("2026-12-02", "change_promise: {channels: [een e-mail]}\n", (), 1),
        ("2026-12-02", "", ("consent_refresh: {plan: Wij vragen het opnieuw.}",), 1),
        ("2026-12-31", "", ("urgent: true",), 0),
        ("2027-01-01", "", ("urgent: true",), 1),
        ("2026-12-02", "", ("urgent: false",), 1),
    ],
)
def test_time_ahead(notice: str, promise: str, extra: tuple[str, ...], days: int) -> None:
    word = "day" if days == 1 else "days"
    text = f"error release.notice_date: This is a weighty change. Announce it ahead: {days} more {word}."
    assert worded(ask("CH005", promise + release(f"notice_date: {notice}", *extra))) == ([text] if days else [])


@pytest.mark.parametrize(("days", "word"), [(1, "nog 1 dag."), (2, "nog 2 dagen.")])
def test_what_to_do_when_it_is_too_soon(days: int, word: str) -> None:
    (one,) = ask("CH005", release(f"notice_date: 2026-12-0{days + 1}"))
    assert one.message.nl == f"Deze wijziging is ingrijpend. Meld haar vooraf: {word}"
    assert one.help is not None
    earliest = date(2026, 12, 31 + days) if days == 0 else date(2027, 1, days)
    assert one.help.nl == f"Zet effective op {earliest} of later, of meld de wijziging eerder."
    assert one.help.en == f"Set effective to {earliest} or later, or announce the change earlier."
    assert related(one) == [
        (4, 37, "hier verandert wat u doet", "here what you do changes"),
        (1, 1, "dan gaat zij al in", "it takes effect here"),
    ]


@pytest.mark.parametrize(
    ("promise", "extra", "when", "when_en"),
    [
        ("", (), "ten minste P30D voor effective", "at least P30D before effective"),
        ("change_promise: {lead_time: P7D}\n", (), "ten minste P7D voor effective", "at least P7D before effective"),
        ("", ("urgent: true",), "uiterlijk op effective", "on effective at the latest"),
    ],
)
def test_no_notice(promise: str, extra: tuple[str, ...], when: str, when_en: str) -> None:
    (one,) = ask("CH005", promise + release(*extra))
    assert one.message.en == "This is a weighty change. Announce it ahead: the date of the notice is missing."
    assert one.path == ("release", "notice_date")
    assert one.label is not None
    assert one.label.nl == "hier ontbreekt notice_date"
    assert one.help is not None
    assert one.help.nl == f"Vul release.notice_date in, {when}."
    assert one.help.en == f"Fill in release.notice_date, {when_en}."
    assert [place.label.nl for place in one.related] == ["hier verandert wat u doet"]


@pytest.mark.parametrize("nature", ["disclosure_correction", "legal_update", "editorial", "null"])
def test_what_is_no_change_of_the_processing(nature: str) -> None:
    assert not ask("CH005", release(nature=nature))


def test_what_cannot_be_judged() -> None:
    assert not ask("CH005", release().removeprefix("effective: 2026-12-31\n"))
    assert not ask("CH005", "effective: 2026-12-31\nrelease: {notice_date: 2026-12-31}\n")
    assert not ask("CH005", "effective: 2026-12-31\n")


def test_only_the_changes_that_count_are_shown() -> None:
    source = (
        "effective: 2026-12-31\nrelease:\n  changes:\n"
        "    - {covers: [a], nature: legal_update}\n    - {covers: [b], nature: processing_change}\n"
    )
    (one,) = ask("CH005", source)
    assert [place.span.line for place in one.related] == [5]


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        (date(2026, 1, 31), "P1M", date(2026, 2, 28)),
        (date(2024, 1, 31), "P1M", date(2024, 2, 29)),
        (date(2026, 11, 30), "P1M", date(2026, 12, 30)),
        (date(2026, 12, 15), "P1M", date(2027, 1, 15)),
        (date(2026, 12, 15), "P1Y2M3D", date(2028, 2, 18)),
        (date(2026, 12, 15), "P2W", date(2026, 12, 29)),
        (date(2026, 12, 15), "PT24H", date(2026, 12, 16)),
        (date(2026, 12, 15), "P9999Y", date.max),
        (date(9999, 12, 15), "P30D", date.max),
    ],
)
def test_later(day: date, period: str, expected: date) -> None:
    assert later(day, Duration.parse(period)) == expected


def test_the_sources() -> None:
    assert {rule.code: rule.sources for rule in RULES} == {
        "CH001": ("AVG 5(2)", "WP260"),
        "CH002": ("AVG 5(1)(a)", "WP260"),
        "CH003": ("AVG 5(1)(a)", "WP260"),
        "CH004": ("AVG 5(2)", "WP260"),
        "CH005": ("AVG 13(3)", "AVG 14(4)", "WP260"),
    }
