"""Whether people hear of the changes in time: notice date, date of effect, and the time between (WP260 rev.01, 30-31).

How far ahead is a measure of this project (`lead_times`), or what the old statement promised where that is more: the
old promise holds for what people must weigh beforehand, and is advice for the rest. What a person calls a correction or
a change of the law, by its name, asks no time ahead, because it is so already. Nor does a cookie that asks consent: the
banner asks before anything is placed (art. 11.7a(1) Tw). `urgent` puts the message of class `notify` on the day itself.
It shortens nothing that people must weigh beforehand: who has to, accepts that one change by name and with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange
from policyc.changes.steps import Asked, Placed, Step, places, subjects
from policyc.diagnostics import Path, Wording
from policyc.law import facts
from policyc.law.periods import before, later
from policyc.model.values import Duration
from policyc.rules.spoken import period

_EFFECTIVE: Path = ("effective",)
_NOTICE: Path = ("release", "notice_date")
_NEXT_DAY = Duration(days=1)


@dataclass(frozen=True, slots=True)
class Timing:
    """`lead_time` is the longest that any change asks; None: none asks any. `late` are the changes that ask it."""

    lead_time: Duration | None
    promised: bool
    """The old statement promised it; otherwise it is the measure of this project."""
    late: tuple[int, ...]
    notice_date: date | None
    effective: date | None
    before: date | None
    """The date of effect of the old version."""
    previous_notice: date | None

    @classmethod
    def of(cls, asked: Asked) -> Timing:
        notice, effective, old = asked.release.notice_date, asked.new.effective, asked.old
        day = notice or effective or asked.on
        asking = {placed[0]: _asks(asked, placed) for placed in asked.at_least(Materiality.NOTIFY)}
        found = [one for one in asking.values() if one is not None]
        longest = max(found, key=lambda one: later(day, one[0]), default=None)
        return cls(
            lead_time=longest[0] if longest else None,
            promised=longest is not None and longest[1],
            late=tuple(place for place, one in asking.items() if one == longest) if longest else (),
            notice_date=notice,
            effective=effective,
            before=old.effective if old else None,
            previous_notice=old.release.notice_date if old and old.release else None,
        )

    @property
    def earliest(self) -> date | None:
        """The first day on which the version may take effect, given its notice date."""
        if self.notice_date is None:
            return None
        return later(self.notice_date, self.lead_time) if self.lead_time else self.notice_date

    @property
    def first_day(self) -> date | None:
        """The same, and after the old version; None while the notice date is that of an older notice."""
        notice, previous = self.notice_date, self.previous_notice
        if self.earliest is None or (notice is not None and previous is not None and notice <= previous):
            return None
        return max(self.earliest, later(self.before, _NEXT_DAY)) if self.before else self.earliest


def _asks(asked: Asked, placed: Placed) -> tuple[Duration, bool] | None:
    """How far ahead people must hear of a change, and whether that is what they were promised."""
    change = placed[1]
    if _is_so_already(asked, change) or _is_asked_on_screen(change):
        return None
    is_urgent = bool(asked.release.urgent) and change.materiality is Materiality.NOTIFY
    fact = facts.lead_time(change.materiality.word, asked.on)
    usual = fact.period if fact and not is_urgent else None
    promised = _promised(asked) if change.materiality >= Materiality.ADVANCE else None
    if promised is not None and (usual is None or later(asked.on, promised) > later(asked.on, usual)):
        return promised, True
    return None if usual is None else (usual, False)


def _promised(asked: Asked) -> Duration | None:
    promise = asked.old.change_promise if asked.old else None
    return promise.lead_time if promise else None


def _is_so_already(asked: Asked, change: MaterialChange) -> bool:
    """Who names no act or judgment has not shown that the world changed (docs/changes.md, section 2)."""
    entry = asked.entry(change)
    is_by_law = change.nature == "legal_update" and entry is not None and entry.law is not None
    return is_by_law or change.nature == "disclosure_correction"


_OF_COOKIES = range(29, 36)


def _is_asked_on_screen(change: MaterialChange) -> bool:
    """A new question about cookies: people answer it before anything happens, and hear of it then."""
    return (
        change.materiality is Materiality.CONSENT
        and change.path[:1] in (("cookies",), ("consent",))
        and change.kind.row in _OF_COOKIES
    )


def promise_advice(asked: Asked, timing: Timing) -> Iterator[Step]:
    """What the old statement promised, for changes that it does not bind: people were told to count on it."""
    promised = _promised(asked)
    if promised is None:
        return
    notice, effective = timing.notice_date, timing.effective
    if notice is not None and effective is not None and effective >= later(notice, promised):
        return
    short = [
        placed
        for placed in asked.at_least(Materiality.NOTIFY)
        if not _is_so_already(asked, placed[1])
        and (placed[1].materiality is Materiality.NOTIFY or _is_asked_on_screen(placed[1]))
    ]
    if short:
        said, names = period(promised), subjects(short)
        yield Step(
            "keep-promise",
            Wording(
                f"U beloofde bericht {said.nl} vooraf. Houd dat ook aan voor {names.nl}.",
                f"You promised a message {said.en} ahead. Keep to that for {names.en} as well.",
            ),
            _NOTICE,
            places(short),
        )


def timing_steps(asked: Asked, timing: Timing, released: Materiality) -> Iterator[Step]:
    """What is to be done about the dates, for changes that readers are told of by their date or by a message.

    `released` is the class of the version with the changes that someone answers for.
    """
    if released < Materiality.PUBLISH:
        return
    is_told = asked.materiality >= Materiality.NOTIFY
    if asked.new.status != "archived":
        yield from _effective(timing, is_told=is_told)
    if is_told:
        yield from _notice(asked, timing)


# --- the date of effect ---------------------------------------------------------------------------------------------


def _effective(timing: Timing, *, is_told: bool) -> Iterator[Step]:
    earliest = timing.earliest if is_told else None
    after_old = later(timing.before, _NEXT_DAY) if timing.before else None
    first = max((day for day in (earliest, after_old) if day is not None), default=None)
    if timing.effective is None:
        known = first if earliest or not is_told else None
        when = Wording("", "") if known is None else Wording(f": {known} of later", f": {known} or later")
        yield Step(
            "set-effective",
            Wording(
                f"Vul effective in, de dag waarop deze versie ingaat{when.nl}.",
                f"Fill in effective, the day on which this version takes effect{when.en}.",
            ),
            _EFFECTIVE,
        )
    elif timing.before is not None and timing.effective <= timing.before:
        yield Step(
            "move-effective",
            Wording(
                f"Zet effective op {first} of later: de vorige versie ging in op {timing.before}.",
                f"Set effective to {first} or later: the version before it took effect on {timing.before}.",
            ),
            _EFFECTIVE,
        )
    elif earliest is not None and timing.lead_time is not None and timing.effective < earliest:
        yield _too_early(timing, earliest, before(timing.effective, timing.lead_time))


def _too_early(timing: Timing, earliest: date, last: date) -> Step:
    because = _because(timing)
    return Step(
        "move-effective",
        Wording(
            f"Zet effective op {earliest} of later, of verstuur het bericht uiterlijk op {last}: {because.nl}.",
            f"Set effective to {earliest} or later, or send the message on {last} at the latest: {because.en}.",
        ),
        _EFFECTIVE,
        timing.late,
    )


def _because(timing: Timing) -> Wording:
    assert timing.lead_time is not None  # noqa: S101  the callers looked
    said = period(timing.lead_time)
    if timing.promised:
        return Wording(
            f"de vorige verklaring beloofde bericht {said.nl} vooraf",
            f"the statement before it promised a message {said.en} ahead",
        )
    return Wording(f"mensen horen dit ten minste {said.nl} vooraf", f"people hear of this at least {said.en} ahead")


# --- the date of the message ----------------------------------------------------------------------------------------


def _notice(asked: Asked, timing: Timing) -> Iterator[Step]:
    told = places(asked.at_least(Materiality.NOTIFY))
    if timing.notice_date is None:
        yield Step("set-notice-date", _when_to_tell(timing), _NOTICE, told)
    elif timing.previous_notice is not None and timing.notice_date <= timing.previous_notice:
        yield Step(
            "move-notice-date",
            Wording(
                "Zet in release.notice_date de dag van het nieuwe bericht: "
                f"op {timing.previous_notice} ging het bericht over de vorige versie uit.",
                "Set release.notice_date to the day of the new message: "
                f"that of the version before it went out on {timing.previous_notice}.",
            ),
            _NOTICE,
            told,
        )
    elif timing.lead_time is None and timing.effective is not None and timing.notice_date > timing.effective:
        yield Step(
            "move-notice-date",
            Wording(
                f"Zet release.notice_date op {timing.effective} of eerder: "
                "mensen krijgen bericht op de dag waarop de versie ingaat, of daarvoor.",
                f"Set release.notice_date to {timing.effective} or earlier: "
                "people are told on the day on which the version takes effect, or before.",
            ),
            _NOTICE,
            told,
        )


def _when_to_tell(timing: Timing) -> Wording:
    """Nothing here knows which day it is: whether there is time left is for the author to see."""
    nl = "Vul release.notice_date in, de dag waarop mensen bericht krijgen"
    en = "Fill in release.notice_date, the day on which people are told"
    if timing.lead_time is None:
        day = timing.effective or "effective"
        return Wording(f"{nl}: uiterlijk op {day}.", f"{en}: on {day} at the latest.")
    said = period(timing.lead_time)
    if timing.effective is None:
        return Wording(f"{nl}: ten minste {said.nl} voor effective.", f"{en}: at least {said.en} before effective.")
    last = before(timing.effective, timing.lead_time)
    return Wording(
        f"{nl}: uiterlijk op {last}, {said.nl} voor effective. Is dat al voorbij, zet dan ook effective later.",
        f"{en}: on {last} at the latest, {said.en} before effective. If that is past, move effective as well.",
    )
