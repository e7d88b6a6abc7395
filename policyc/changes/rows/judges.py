"""Judging functions that several parts of the table share, and the kinds for what a statement begins or ends to say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyc.changes.change import Action, Change
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.changes.table import Judge, Judgement
from policyc.diagnostics import Wording


def effect_day(pair: Pair) -> date:
    """The day by which the law is read: that on which the new version takes effect, or else as it stands for good.

    There is no clock here: the same two files always give the same answer.
    """
    release = pair.new.release
    return pair.new.effective or (release.notice_date if release else None) or date.max


def by_wording(unstated: Kind, *, unchanged: Kind, narrowed: Kind | None = None, widened: Kind | None = None) -> Judge:
    """For a text: what `release.changes[].wording` says that the new words do to its scope.

    As long as nobody says so, the program cannot know, and `unstated` counts. Narrower words about what happens to
    data take nothing from people, so without `narrowed` they are like unchanged ones; without `widened`, wider words
    are like words nobody judged.
    """

    def judge(pair: Pair, change: Change) -> Iterator[Judgement]:
        entry = pair.entry(change.path)
        kinds = {"unchanged": unchanged, "narrowed": narrowed or unchanged, "widened": widened or unstated}
        yield Judgement(kinds.get(entry.wording or "", unstated) if entry else unstated)

    return judge


def by_answer(*, yes: Kind, no: Kind, open_: Kind) -> Judge:
    """For a yes or no: what is answered now; `open_` when the statement says it no longer."""

    def judge(_pair: Pair, change: Change) -> Iterator[Judgement]:
        yield Judgement(open_ if change.new is None else yes if change.new else no)

    return judge


def by_filling(started: Kind, more: Kind, fewer: Kind, other: Kind, stopped: Kind) -> Judge:
    """For a list: it begins (there was none), gains, loses, does both, or stops."""

    def judge(_pair: Pair, change: Change) -> Iterator[Judgement]:
        if not change.old:
            yield Judgement(started)
        elif not change.new:
            yield Judgement(stopped)
        else:
            yield Judgement({Action.WIDENED: more, Action.NARROWED: fewer}.get(change.action, other))

    return judge


def supplied(id_: str, nl: str, en: str, *sources: str) -> Kind:
    """Row 54: the statement says what it did not say. People hear of it, and whether it was so already, since when."""
    return Kind(
        id_,
        54,
        Materiality.NOTIFY,
        Direction.BETTER,
        Wording(nl, en),
        (*sources, "WP260 rev.01, 29, 31"),
        Wording(
            "of dit nieuw is; was het al zo, dan sinds wanneer, en dat de vorige tekst niet volledig was",
            "whether this is new; if it was so already, since when, and that the earlier text was incomplete",
        ),
    )


def withdrawn(id_: str, nl: str, en: str, *sources: str) -> Kind:
    """Row 54 from the other side: people read less than before, while what happens to their data may be the same."""
    return Kind(
        id_,
        54,
        Materiality.NOTIFY,
        Direction.WORSE,
        Wording(nl, en),
        (*sources, "WP260 rev.01, 29"),
        Wording(
            "wat er niet meer staat, waarom, en of het nog zo is",
            "what is no longer there, why, and whether it is still so",
        ),
    )
