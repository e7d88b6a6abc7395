"""Family SU: findings that somebody decided to accept, and what is wrong with such a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policyc.diagnostics import Acceptance, Diagnostic, Path, Severity, Wording
from policyc.model import shape
from policyc.model.policy import Suppression
from policyc.rules.case import Case
from policyc.rules.rule import Finding, Rule
from policyc.rules.spoken import day, listed
from policyc.source.suggestion import suggestion

# --- accepting ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry that counts: complete, not past, of a rule that may be accepted."""

    index: int
    code: str
    at: Path | None
    acceptance: Acceptance

    def covers(self, finding: Diagnostic) -> bool:
        return finding.code == self.code and (self.at is None or _leads_to(self.at, shape.canonical(finding.path)))


def accept(findings: Iterable[Diagnostic], case: Case, catalogue: Sequence[Rule]) -> tuple[Diagnostic, ...]:
    """The findings, marked as accepted where an entry of the policy covers them. They keep their weight."""
    entries = _entries(case, catalogue)
    return tuple(_accepted(finding, entries) for finding in findings) if entries else tuple(findings)


def _accepted(finding: Diagnostic, entries: tuple[_Entry, ...]) -> Diagnostic:
    entry = next((entry for entry in entries if entry.covers(finding)), None)
    return finding if entry is None else replace(finding, accepted=entry.acceptance)


def _entries(case: Case, catalogue: Sequence[Rule]) -> tuple[_Entry, ...]:
    if not case.policy.suppress:
        return ()
    acceptable = {rule.code for rule in catalogue if rule.acceptable}
    return tuple(
        _Entry(
            index,
            entry.rule,
            None if entry.at is None else shape.canonical(shape.parse(entry.at)),
            Acceptance(case.say(entry.reason), case.say(entry.by), entry.until),
        )
        for index, entry in enumerate(case.policy.suppress)
        if entry.rule in acceptable and not _lacking(entry) and entry.until is not None and case.on <= entry.until
    )


def _leads_to(pattern: Path, path: Path) -> bool:
    """Whether the path is at or below the pattern. `*` fits one step, `**` the rest.

    The first item of a list may be left out of a pattern: a list of one is mostly written without the list.
    """
    steps = iter(path)
    for wanted in pattern:
        if wanted == "**":
            return True
        step = next(steps, None)
        if step == 0 and wanted not in ("*", "0"):
            step = next(steps, None)
        if step is None or wanted not in ("*", str(step)):
            return False
    return True


# --- the decisions themselves ---------------------------------------------------------------------------------------

_PARTS = {
    "reason": Wording("een reden (reason)", "a reason (reason)"),
    "by": Wording("wie dit besloot (by)", "who decided this (by)"),
    "until": Wording("tot wanneer het geldt (until)", "until when it holds (until)"),
}
"""What makes a decision one that can be accounted for (art. 5(2) and 24)."""


def _lacking(entry: Suppression) -> tuple[str, ...]:
    return tuple(part for part in _PARTS if getattr(entry, part) is None)


def _subject(entry: Suppression) -> str:
    """What an entry is known by, wherever it stands in the list."""
    return f"{entry.rule} {entry.at or ''}".rstrip()


def undocumented_acceptance(case: Case) -> Iterator[Finding]:
    """A decision without a reason, a person or an end is none: the finding stays as it was."""
    for index, entry in enumerate(case.policy.suppress):
        lacking = _lacking(entry)
        if lacking:
            nl = listed([_PARTS[part].nl for part in lacking], "en")
            en = listed([_PARTS[part].en for part in lacking], "and")
            yield Finding(
                ("suppress", index, lacking[0]),
                Wording(
                    f"De aanvaarding van {entry.rule} telt niet. Er ontbreekt: {nl}.",
                    f"The acceptance of {entry.rule} does not count. It lacks: {en}.",
                ),
                subject=_subject(entry),
            )


def expired_acceptance(case: Case) -> Iterator[Finding]:
    """It holds through its last day."""
    for index, entry in enumerate(case.policy.suppress):
        if entry.until is not None and entry.until < case.on:
            last = day(entry.until)
            yield Finding(
                ("suppress", index, "until"),
                Wording(
                    f"De aanvaarding van {entry.rule} gold tot en met {last.nl}.",
                    f"The acceptance of {entry.rule} held through {last.en}.",
                ),
                subject=_subject(entry),
            )


def acceptance_without_finding(case: Case) -> Iterator[Finding]:
    """Asked by `objections`, which knows what was found."""
    yield from ()


def acceptance_of_unknown_rule(case: Case) -> Iterator[Finding]:
    """Asked by `objections`, which knows the catalogue."""
    yield from ()


def forbidden_acceptance(case: Case) -> Iterator[Finding]:
    """Asked by `objections`, which knows the catalogue."""
    yield from ()


def objections(
    findings: Iterable[Diagnostic], case: Case, catalogue: Sequence[Rule], asked: Collection[str]
) -> Iterator[tuple[Rule, Finding]]:
    """What SU002, SU004 and SU005 have against the entries. `asked` are the codes of the rules that were asked."""
    if not case.policy.suppress:
        return
    checks = {
        acceptance_without_finding: _without_finding(findings, case, catalogue, asked),
        acceptance_of_unknown_rule: _unknown(case, catalogue),
        forbidden_acceptance: _forbidden(case, catalogue),
    }
    for rule in catalogue:
        if rule.check in checks and rule.code in asked and rule.holds(case.on):
            for finding in checks[rule.check]:
                yield rule, finding


def _without_finding(
    findings: Iterable[Diagnostic], case: Case, catalogue: Sequence[Rule], asked: Collection[str]
) -> Iterator[Finding]:
    entries = [entry for entry in _entries(case, catalogue) if entry.code in asked]
    used = {entry.index for finding in findings for entry in entries if entry.covers(finding)}
    for entry in entries:
        if entry.index not in used:
            yield Finding(
                ("suppress", entry.index, "rule" if entry.at is None else "at"),
                Wording(
                    f"De aanvaarding van {entry.code} past bij geen bevinding.",
                    f"The acceptance of {entry.code} fits no finding.",
                ),
                subject=_subject(case.policy.suppress[entry.index]),
                help=_misspelt(case, case.policy.suppress[entry.index]),
            )


def _misspelt(case: Case, entry: Suppression) -> Wording | None:
    """Whether its place is just written wrongly."""
    path = shape.parse(entry.at) if entry.at is not None else ()
    wrong = shape.misstep(case.policy, path)
    return suggestion(str(path[wrong[0]]), wrong[1]) if wrong is not None else None


def _unknown(case: Case, catalogue: Sequence[Rule]) -> Iterator[Finding]:
    codes = [rule.code for rule in catalogue]
    for index, entry in enumerate(case.policy.suppress):
        if entry.rule not in codes:
            yield Finding(
                ("suppress", index, "rule"),
                Wording(f"“{entry.rule}” is geen regel.", f"“{entry.rule}” is no rule."),
                help=suggestion(entry.rule, codes),
                subject=_subject(entry),
            )


def _forbidden(case: Case, catalogue: Sequence[Rule]) -> Iterator[Finding]:
    forbidden = {rule.code for rule in catalogue if not rule.acceptable}
    for index, entry in enumerate(case.policy.suppress):
        if entry.rule in forbidden:
            yield Finding(
                ("suppress", index, "rule"),
                Wording(
                    f"Wat {entry.rule} vindt, kan niemand aanvaarden.",
                    f"Nobody can accept what {entry.rule} finds.",
                ),
                subject=_subject(entry),
            )


_SOURCES = ("AVG 5(2)", "AVG 24(1)")

RULES = (
    Rule(
        "SU001",
        undocumented_acceptance,
        Severity.ERROR,
        title=Wording("Aanvaarding zonder verantwoording", "Undocumented acceptance"),
        help=Wording(
            "Vul reason, by en until in, of haal de aanvaarding weg.",
            "Fill in reason, by and until, or remove the acceptance.",
        ),
        sources=_SOURCES,
        acceptable=False,
    ),
    Rule(
        "SU002",
        acceptance_without_finding,
        Severity.WARNING,
        title=Wording("Aanvaarding zonder bevinding", "Acceptance without a finding"),
        help=Wording(
            "Is de bevinding opgelost, haal de aanvaarding dan weg. Zo niet, kijk dan at na.",
            "If the finding is mended, remove the acceptance. If not, check its at.",
        ),
        sources=_SOURCES,
        acceptable=False,
    ),
    Rule(
        "SU003",
        expired_acceptance,
        Severity.WARNING,
        title=Wording("Verlopen aanvaarding", "Expired acceptance"),
        help=Wording(
            "Los de bevinding op, of besluit opnieuw en zet een nieuwe datum in until.",
            "Mend the finding, or decide again and put a new date in until.",
        ),
        sources=_SOURCES,
        acceptable=False,
    ),
    Rule(
        "SU004",
        acceptance_of_unknown_rule,
        Severity.ERROR,
        title=Wording("Aanvaarding van een onbekende regel", "Acceptance of an unknown rule"),
        help=Wording(
            "Neem de code over uit de bevinding. policyc rules toont ze allemaal.",
            "Take the code from the finding. policyc rules lists them all.",
        ),
        sources=_SOURCES,
        acceptable=False,
    ),
    Rule(
        "SU005",
        forbidden_acceptance,
        Severity.ERROR,
        title=Wording("Aanvaarding die niet kan", "Acceptance that is not possible"),
        help=Wording(
            "Los de bevinding op en haal de aanvaarding weg.",
            "Mend the finding and remove the acceptance.",
        ),
        sources=("AVG 5(1)(a)", *_SOURCES),
        acceptable=False,
    ),
)
