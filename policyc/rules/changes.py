"""Family CH: versions of a statement, and how people hear of a change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.law.periods import later
from policyc.model.policy import ChangePromise, Release
from policyc.model.values import Duration
from policyc.rules.case import Case
from policyc.rules.claims import Claim, claims, is_denied, once_a_text, says
from policyc.rules.rule import Finding, Rule


def no_version_or_date(case: Case) -> Iterator[Finding]:
    version, effective = case.policy.version, case.policy.effective
    if version is None and effective is None:
        yield Finding(
            ("version",),
            Wording("De verklaring heeft geen datum of versie.", "The statement has no date and no version."),
        )
    elif version is None:
        yield Finding(("version",), Wording("De verklaring heeft geen versie.", "The statement has no version."))
    elif effective is None:
        yield Finding(
            ("effective",),
            Wording("De verklaring heeft geen ingangsdatum.", "The statement has no date on which it takes effect."),
        )


# --- CH002, CH003 ---------------------------------------------------------------------------------------------------


def readers_told_to_check_back(case: Case) -> Iterator[Finding]:
    """WP260 29: that readers should look for changes themselves is insufficient and unfair, whatever else it says."""
    field: Path = ("change_promise", "reader_duty")
    hits = {claim.passage.path: claim for claim in once_a_text(_check_backs(case))}
    promise = case.policy.change_promise
    if promise is not None and promise.reader_duty is not None and field not in hits:
        yield _check_back(field, None)
    for path, claim in hits.items():
        yield _check_back(path, claim)


def _check_backs(case: Case) -> Iterator[Claim]:
    for claim in claims(case, "check_back_clauses_nl", case.passages):
        if not is_denied(case, claim):  # “u hoeft deze verklaring niet regelmatig te raadplegen”
            yield claim


def _check_back(at: Path, claim: Claim | None) -> Finding:
    return Finding(
        at,
        Wording(
            "U vraagt lezers zelf op wijzigingen te letten. Dat is onvoldoende en oneerlijk volgens de "
            "toezichthouders.",
            "You ask readers to watch for changes themselves. The authorities call that insufficient and unfair.",
        ),
        phrase=claim.words if claim else "",
        reader=claim.sentence if claim else None,
    )


def changes_without_notice(case: Case) -> Iterator[Finding]:
    """Everyone may change a statement; the reader wants to know how he will hear of it."""
    promise = case.policy.change_promise or ChangePromise()
    if promise.channels or promise.explanation is not None:
        return
    reserved = next(_reservations(case), None)
    if promise.reservation is not None or reserved is not None:
        yield Finding(
            reserved.passage.path if reserved else ("change_promise", "reservation"),
            Wording("Zeg hoe en wanneer u wijzigingen meldt.", "Say how and when you announce changes."),
            phrase=reserved.words if reserved else "",
            reader=reserved.sentence if reserved else None,
        )


def _reservations(case: Case) -> Iterator[Claim]:
    """Outside the section on changes a sentence counts only when it names the statement: much else can change."""
    for claim in claims(case, "change_reservations_nl", case.passages):
        path = claim.passage.path
        is_there = path[0] == "change_promise" or path == ("openings", "changes")
        if is_there or says(case, "statement_names_nl", claim.sentence):
            yield claim


# --- CH004 ----------------------------------------------------------------------------------------------------------

_FIRST = re.compile(r"1(\.0){0,2}\Z")


def no_earlier_versions(case: Case) -> Iterator[Finding]:
    """A first version has none before it. One that is only mentioned cannot be read."""
    promise = case.policy.change_promise or ChangePromise()
    if promise.archive is not None:
        return
    if not promise.history:
        if not _FIRST.match(case.policy.version or ""):
            yield _not_kept(("change_promise", "history"))
    elif any(version.url is None for version in promise.history):
        yield _not_kept(("change_promise", "archive"))


def _not_kept(at: Path) -> Finding:
    return Finding(at, Wording("Bewaar en toon eerdere versies.", "Keep and show earlier versions."))


# --- CH005 ----------------------------------------------------------------------------------------------------------


def change_without_notice(case: Case) -> Iterator[Finding]:
    """Art. 13(3): whoever uses data in another way says so before. A correction or new law cannot be told ahead."""
    release, effective = case.policy.release, case.policy.effective
    if release is None or effective is None:
        return
    changes = tuple(index for index, one in enumerate(release.changes) if one.nature == "processing_change")
    if not changes:
        return
    related = tuple(
        (
            ("release", "changes", index, "nature"),
            Wording("hier verandert wat u doet", "here what you do changes"),
        )
        for index in changes
    )
    ahead = _lead_time(case, release)
    if release.notice_date is None:
        yield _unannounced(ahead, related)
        return
    earliest = later(release.notice_date, ahead) if ahead else release.notice_date
    if effective < earliest:
        yield _too_late((earliest - effective).days, earliest, related)


def _lead_time(case: Case, release: Release) -> Duration | None:
    """What the policy itself promises, else our own measure. What cannot wait is told on the day at the latest."""
    if release.urgent:
        return None
    promise = case.policy.change_promise
    if promise is not None and promise.lead_time is not None:
        return promise.lead_time
    usual = facts.lead_time("consent" if release.consent_refresh else "advance", case.on)
    return usual.period if usual else None


def _unannounced(ahead: Duration | None, related: tuple[tuple[Path, Wording], ...]) -> Finding:
    before = Wording(f"ten minste {ahead} voor effective", f"at least {ahead} before effective")
    on_the_day = Wording("uiterlijk op effective", "on effective at the latest")
    help_ = before if ahead else on_the_day
    return Finding(
        ("release", "notice_date"),
        Wording(
            "Deze wijziging is ingrijpend. Meld haar vooraf: de datum van het bericht ontbreekt.",
            "This is a weighty change. Announce it ahead: the date of the notice is missing.",
        ),
        help=Wording(f"Vul release.notice_date in, {help_.nl}.", f"Fill in release.notice_date, {help_.en}."),
        related=related,
    )


def _too_late(days: int, earliest: date, related: tuple[tuple[Path, Wording], ...]) -> Finding:
    nl, en = ("dag", "day") if days == 1 else ("dagen", "days")
    return Finding(
        ("release", "notice_date"),
        Wording(
            f"Deze wijziging is ingrijpend. Meld haar vooraf: nog {days} {nl}.",
            f"This is a weighty change. Announce it ahead: {days} more {en}.",
        ),
        help=Wording(
            f"Zet effective op {earliest} of later, of meld de wijziging eerder.",
            f"Set effective to {earliest} or later, or announce the change earlier.",
        ),
        related=(*related, (("effective",), Wording("dan gaat zij al in", "it takes effect here"))),
    )


RULES = (
    Rule(
        "CH001",
        no_version_or_date,
        Severity.WARNING,
        title=Wording("Geen versie of datum", "No version or date"),
        help=Wording(
            "Vul version in, zoals 2.0.0, en effective, de dag waarop de verklaring ingaat.",
            "Fill in version, such as 2.0.0, and effective, the day on which the statement takes effect.",
        ),
        sources=("AVG 5(2)", "WP260"),
    ),
    Rule(
        "CH002",
        readers_told_to_check_back,
        Severity.WARNING,
        title=Wording("Lezers moeten zelf op wijzigingen letten", "Reader told to check back"),
        help=Wording(
            "Haal de zin weg en noem onder change_promise.channels hoe u belangrijke wijzigingen zelf meldt.",
            "Take the sentence away and say under change_promise.channels how you announce important changes yourself.",
        ),
        sources=("AVG 5(1)(a)", "WP260"),
        precision="high",
        facts=(("language_rules", "check_back_clauses_nl"),),
    ),
    Rule(
        "CH003",
        changes_without_notice,
        Severity.WARNING,
        title=Wording("Wijzigingen zonder bericht", "Right to change without notice"),
        help=Wording(
            "Noem onder change_promise.channels hoe u wijzigingen meldt en onder lead_time hoe lang vooraf.",
            "Say under change_promise.channels how you announce changes and under lead_time how long ahead.",
        ),
        sources=("AVG 5(1)(a)", "WP260"),
        precision="high",
        facts=(("language_rules", "change_reservations_nl"),),
    ),
    Rule(
        "CH004",
        no_earlier_versions,
        Severity.INFO,
        title=Wording("Eerdere versies niet te vinden", "No earlier versions"),
        help=Wording(
            "Noem eerdere versies onder change_promise.history, elk met url, of geef het adres van een archive.",
            "List earlier versions under change_promise.history, each with url, or give the address of an archive.",
        ),
        sources=("AVG 5(2)", "WP260"),
    ),
    Rule(
        "CH005",
        change_without_notice,
        Severity.ERROR,
        title=Wording("Ingrijpende wijziging zonder bericht vooraf", "Material change published without a notice"),
        help=Wording(
            "Maak het bericht, en laat de verklaring pas daarna ingaan.",
            "Write the notice, and let the statement take effect only after it.",
        ),
        sources=("AVG 13(3)", "AVG 14(4)", "WP260"),
        facts=(("lead_times", "advance"), ("lead_times", "consent")),
    ),
)
