"""Whether the version number was raised in line with what changed."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange
from policyc.changes.rows.generic import ADMINISTRATION, NOTATION, RENAMED
from policyc.changes.steps import Asked, Step
from policyc.diagnostics import Wording
from policyc.model.text import Text

Numbers = tuple[int, int, int]

_RAISED = {
    Materiality.CONSENT: 0,
    Materiality.ADVANCE: 0,
    Materiality.NOTIFY: 1,
    Materiality.PUBLISH: 1,
    Materiality.EDITORIAL: 2,
}
"""Which number a class raises: the first, the second or the third."""

_BECAUSE = {
    Materiality.CONSENT: Wording("er is toestemming nodig", "consent is needed"),
    Materiality.ADVANCE: Wording("mensen moeten dit vooraf horen", "people must hear of this in advance"),
    Materiality.NOTIFY: Wording("mensen moeten hier bericht van krijgen", "people must be told of this"),
    Materiality.PUBLISH: Wording("de inhoud verandert", "the content changes"),
    Materiality.EDITORIAL: Wording("de tekst verandert", "the text changes"),
}


def version_steps(asked: Asked, materiality: Materiality) -> Iterator[Step]:
    """What the number lacks for a version of this class.

    Nothing is asked where readers see no difference, or where the old version had no number.
    """
    if not any(_is_seen(change) for _, change in asked.changes):
        return
    version, before = asked.new.version, asked.old.version if asked.old else None
    if version is None:
        which = Wording("", "") if before is None else _or_higher(least_version(before, materiality))
        yield Step(
            "set-version",
            Wording(
                f"Vul version in{which.nl}, zodat mensen de versies uit elkaar houden.",
                f"Fill in version{which.en}, so that people can tell the versions apart.",
            ),
            ("version",),
        )
    elif before is not None and numbers(version) < numbers(least := least_version(before, materiality)):
        because = _BECAUSE[materiality]
        if numbers(version) < numbers(before):
            because = Wording(
                f"{version} is lager dan de vorige versie, {before}",
                f"{version} is lower than the version before it, {before}",
            )
        yield Step(
            "raise-version",
            Wording(
                f"Zet version op {least} of hoger: {because.nl}.", f"Set version to {least} or higher: {because.en}."
            ),
            ("version",),
        )


def _or_higher(least: str) -> Wording:
    return Wording(f": {least} of hoger", f": {least} or higher")


def numbers(version: str) -> Numbers:
    """What is left out is zero: 2 is 2.0.0."""
    first, second, third = (*(int(part) for part in version.split(".")), 0, 0)[:3]
    return first, second, third


def least_version(before: str, materiality: Materiality) -> str:
    """The lowest version that is enough after `before`, in as many numbers as `before` has or the raise needs."""
    raised = _RAISED[materiality]
    old = numbers(before)
    least = [*old[:raised], old[raised] + 1, 0, 0][:3]
    return ".".join(str(number) for number in least[: max(len(before.split(".")), raised + 1)])


_UNSEEN = ("policyc", "version", "effective", "status", "transcription", "unconfirmed", "suppress", "release")
"""Bookkeeping, and the version and date themselves: row 53."""


def _is_seen(change: MaterialChange) -> bool:
    """Whether a reader of the statement could notice it."""
    if change.materiality > Materiality.EDITORIAL:
        return True
    if change.waived or change.kind in (ADMINISTRATION, RENAMED) or change.path[:1] in {(name,) for name in _UNSEEN}:
        return False
    return not (change.kind is NOTATION and isinstance(change.change.new, Text))
