"""Whether the new version carries what its changes ask, and what is still to be done (docs/changes.md, 2 and 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policyc.changes.acceptance import Accepted
from policyc.changes.advice import advice
from policyc.changes.announced import announcement_steps
from policyc.changes.consenting import consent_steps
from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange, heaviest
from policyc.changes.steps import Asked, Step
from policyc.changes.timing import Timing, promise_advice, timing_steps
from policyc.changes.versions import version_steps
from policyc.diagnostics import Wording
from policyc.model.policy import Policy
from policyc.model.values import Duration

__all__ = ["Step", "Verdict", "verdict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`carried` when there is no step left. `advice` stops nothing. `uncovered`: changes whose own duty is not carried.

    `lead_time` is what the weightiest change that must be told ahead asks: by class, or more where the old statement
    promised more. `earliest` is the first day on which the version may take effect, given its notice date.
    """

    materiality: Materiality
    steps: tuple[Step, ...] = ()
    advice: tuple[Step, ...] = ()
    uncovered: frozenset[int] = frozenset()
    lead_time: Duration | None = None
    notice_date: date | None = None
    effective: date | None = None
    earliest: date | None = None

    @property
    def carried(self) -> bool:
        return not self.steps


def verdict(
    old: Policy | None, new: Policy | None, changes: Sequence[MaterialChange], accepted: Sequence[Accepted], on: date
) -> Verdict:
    """Whether `new` carries what the changes ask that nobody accepted, by the lead times of the day `on`.

    Steps come in the order in which an author does them: version, dates, messages and consent.
    """
    answered = {place for one in accepted for place in one.changes}
    left = tuple((place, change) for place, change in enumerate(changes) if place not in answered)
    if new is None:
        return Verdict(heaviest(changes), (_RESTORE,), uncovered=frozenset(place for place, _ in left))
    asked = Asked(old, new, left, on)
    timing = Timing.of(asked)
    # Who answers for a change in another way still publishes another text: it has a number and a date of its own.
    released = Asked(old, new, tuple(enumerate(changes)), on)
    is_noted = released.materiality > Materiality.EDITORIAL
    number = max(asked.materiality, Materiality.PUBLISH) if is_noted else Materiality.EDITORIAL
    numbering = () if _ends(old, new) else tuple(version_steps(released, number))
    steps = (
        *(numbering if is_noted else ()),
        *timing_steps(asked, timing, released.materiality),
        *announcement_steps(asked),
        *consent_steps(asked),
    )
    return Verdict(
        asked.materiality,
        steps,
        (*(() if is_noted else numbering), *promise_advice(asked, timing), *advice(asked, changes, accepted)),
        uncovered=frozenset(place for step in steps for place in step.changes),
        lead_time=timing.lead_time,
        notice_date=timing.notice_date,
        effective=timing.effective,
        earliest=timing.first_day if asked.materiality >= Materiality.NOTIFY else None,
    )


def _ends(old: Policy | None, new: Policy) -> bool:
    """Whether the version is the old text, put away: then it keeps its number and its date."""
    return old is not None and old.status != "archived" and new.status == "archived"


_RESTORE = Step(
    "restore-statement",
    Wording(
        "De verklaring is weg. Zet haar terug: zolang u gegevens van mensen hebt, moeten zij haar kunnen vinden "
        "(AVG 12 lid 1). Geldt zij niet meer, zet status dan op archived en vertel dat vooraf.",
        "The statement is gone. Put it back: as long as you have data of people, they must be able to find it (AVG "
        "12(1)). If it no longer holds, set status to archived and say so beforehand.",
    ),
    (),
    (0,),
)
