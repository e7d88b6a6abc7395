"""How long data are kept: terms of rows, the general rule, and the statutory exception (rows 26-28, 52 and 54).

What bounds a term is the longest it can take. One without a bound is less exact: an event (`until`), then a criterion
or `at_least`, then no end at all. More exact is row 28; less exact is longer as far as people can see. Whether somebody
would rather have kept data that now go sooner cannot be seen, except where an account ends by itself (`inactivity`).
"""

from __future__ import annotations

from collections.abc import Iterator

from policyc.changes.change import Action, Change
from policyc.changes.compare import Comparison
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.changes.renames import Renames
from policyc.changes.rows.judges import by_wording, withdrawn
from policyc.changes.table import Judge, Judgement, Line, Waiver, line, lines
from policyc.diagnostics import Wording
from policyc.law.periods import surely_shorter
from policyc.model.retention import (
    Retention,
    RetentionAtLeast,
    RetentionAtMost,
    RetentionDate,
    RetentionIndefinite,
    RetentionPeriod,
    RetentionRange,
    RetentionUntil,
)
from policyc.model.values import Duration

_LONGER = ("AVG 13(2)(a)", "AVG 5(1)(e)", "WP260 rev.01, 30")
_STATED = ("AVG 13(2)(a)", "WP260 rev.01, annex")
_OLD_AND_NEW = Wording(
    "de oude en de nieuwe bewaartermijn, waarom, en hoe mensen vóór de oude einddatum bezwaar maken of om wissing "
    "vragen",
    "the old and the new term, why, and how people object or ask for erasure before the old date",
)

LONGER = Kind(
    "retention-longer",
    26,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("bewaartermijn verlengd", "retention lengthened"),
    _LONGER,
    _OLD_AND_NEW,
    frozenset({"options"}),
)
OTHER = Kind(
    "retention-other",
    26,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("andere bewaartermijn", "another term of retention"),
    _LONGER,
    _OLD_AND_NEW,
)
"""Neither surely longer nor surely shorter: who looks at one person may find it longer."""
INDEFINITE = Kind(
    "retention-indefinite",
    26,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("voortaan zonder einde bewaard", "kept without end from now on"),
    _LONGER,
    _OLD_AND_NEW,
    frozenset({"options"}),
)
VAGUER = Kind(
    "retention-vaguer",
    26,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("bewaartermijn niet meer precies", "term of retention no longer exact"),
    _LONGER,
    _OLD_AND_NEW,
    frozenset({"options"}),
)
GONE = Kind(
    "retention-unstated",
    26,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("bewaartermijn staat er niet meer", "term of retention no longer stated"),
    _LONGER,
    _OLD_AND_NEW,
)
RESTATED = Kind(
    "retention-restated",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("dezelfde bewaartermijn, anders opgeschreven", "the same term of retention, put in another way"),
    ("AVG 13(2)(a)",),
)
SHORTER = Kind(
    "retention-shorter",
    27,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("bewaartermijn verkort", "retention shortened"),
    ("AVG 5(1)(c)", "AVG 5(1)(e)"),
)
LOST_SOONER = Kind(
    "inactivity-shorter",
    27,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("ongebruikte gegevens verdwijnen eerder", "unused data disappear sooner"),
    ("AVG 5(1)(a)", "AVG 5(1)(f)", "WP260 rev.01, 30"),
    Wording("tot welke dag mensen hun gegevens kunnen meenemen", "until which day people can take their data along"),
    frozenset({"options"}),
)
"""An account with what is in it goes without its owner doing anything: fairness and art. 5(1)(f) ask a warning."""
CONCRETE = Kind(
    "retention-concrete",
    28,
    Materiality.NOTIFY,
    Direction.BETTER,
    Wording("bewaartermijn nu precies", "term of retention now exact"),
    _STATED,
    Wording("de bewaartermijnen", "the terms of retention"),
)
STATED = Kind(
    "retention-stated",
    28,
    Materiality.NOTIFY,
    Direction.BETTER,
    Wording("bewaartermijn vermeld", "term of retention stated"),
    _STATED,
    Wording("de bewaartermijnen", "the terms of retention"),
)
STATED_INDEFINITE = Kind(
    "retention-stated-indefinite",
    54,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("vermeld dat gegevens zonder einde bewaard blijven", "stated that data are kept without end"),
    _STATED,
    Wording("sinds wanneer dit zo is, en waarom", "since when it is so, and why"),
    frozenset({"since"}),
)
RULE_MOVED = Kind(
    "retention-rule-replaced",
    27,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("algemene regel vervangen door een termijn per doel", "general rule replaced by a term per purpose"),
    ("AVG 13(2)(a)",),
)
"""What that does to people is told with the term of each purpose."""
WITH_CONSENT = Kind(
    "retention-longer-with-consent",
    26,
    Materiality.CONSENT,
    Direction.NEUTRAL,
    Wording("langer bewaard als u dat goedvindt", "kept longer if people consent"),
    ("AVG 7", "AVG 4(11)", "AVG 13(2)(a)"),
    Wording(
        "dat gegevens zonder toestemming niet langer bewaard blijven, en hoe mensen weigeren",
        "that data are not kept longer without consent, and how to refuse",
    ),
)
"""Whoever said yes to a term has not said yes to a longer one."""
WITH_CONSENT_LESS = Kind(
    "retention-with-consent-shorter",
    27,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("ook met toestemming minder lang bewaard", "kept less long with consent too"),
    ("AVG 5(1)(e)",),
)
NOT_ERASED = Kind(
    "retention-no-longer-erased",
    26,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("gegevens worden na de termijn niet meer gewist", "data are no longer erased after the term"),
    _LONGER,
    _OLD_AND_NEW,
)
AFTERWARDS = Kind(
    "retention-afterwards",
    27,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("wat er na de termijn met de gegevens gebeurt", "what happens to the data after the term"),
    ("AVG 5(1)(e)", "AVG 13(2)(a)"),
)
LAW_STATED = Kind(
    "retention-law-stated",
    28,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("vermeld waar de bewaartermijn uit volgt", "stated where the term follows from"),
    ("AVG 13(2)(a)",),
)
LAW_OTHER = Kind(
    "retention-law",
    28,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("bewaartermijn volgt uit een andere bepaling", "term follows from another provision"),
    ("AVG 13(2)(a)", "WP260 rev.01, 29"),
)
LAW_WITHDRAWN = withdrawn(
    "retention-law-withdrawn",
    "niet meer vermeld waar de bewaartermijn uit volgt",
    "no longer stated where the term follows from",
    "AVG 13(2)(a)",
)
REASON = Kind(
    "retention-indefinite-reason",
    26,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("andere reden om zonder einde te bewaren", "another reason to keep without end"),
    ("AVG 13(2)(a)", "WP260 rev.01, 29"),
)
EXCEPTION = Kind(
    "retention-duty-added",
    26,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("langer bewaard omdat de wet dat eist", "kept longer because the law demands it"),
    _LONGER,
    Wording("welke wet, welke gegevens en hoe lang", "which law, which data and how long"),
)
EXCEPTION_OVER = Kind(
    "retention-duty-ended",
    27,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("geen uitzondering op de bewaartermijn meer", "no exception to the term any more"),
    ("AVG 5(1)(e)",),
)
_KEPT = ("law", "article", "longer_with_consent", "backups", "inactivity", "afterwards")
"""What every class of term has besides its own kind."""


def kinds_between(old: Retention | None, new: Retention | None) -> Iterator[Kind]:
    """What one term in place of another means; None is no term at all."""
    if old is None or new is None:
        yield GONE if new is None else STATED_INDEFINITE if isinstance(new, RetentionIndefinite) else STATED
    elif type(old) is not type(new):
        yield _other_class(old, new)
    elif old != new:
        yield _bounded(old, new)


def _other_class(old: Retention, new: Retention) -> Kind:
    if isinstance(new, RetentionIndefinite):
        return INDEFINITE
    bounds = _bound(old), _bound(new)
    if None not in bounds:
        return _bounded(old, new)
    if isinstance(old, RetentionUntil) and bounds[1] is not None:
        # An event is an end. A term that is counted from the same event comes after it; of one that is counted from
        # something else nobody can say that it ends no later.
        return LONGER if _start(new) == str(old.until) else OTHER
    if isinstance(new, RetentionUntil) and bounds[0] is not None and _start(old) == str(new.until):
        return SHORTER
    before, after = _exactness(old), _exactness(new)
    return OTHER if before == after else CONCRETE if before < after else VAGUER


def _start(term: Retention) -> str | None:
    start = getattr(term, "start", None)
    return None if start is None else str(start)


def _exactness(term: Retention) -> int:
    """From a term that people can see nothing of to one whose end they can reckon. An event is one they notice."""
    if _bound(term) is not None:
        return 3
    return 2 if isinstance(term, RetentionUntil) else 0 if isinstance(term, RetentionIndefinite) else 1


def _bounded(old: Retention, new: Retention) -> Kind:
    """Two terms with an end: by the longest they can take, when both are counted from the same moment."""
    one, other = _bound(old), _bound(new)
    if getattr(old, "start", None) != getattr(new, "start", None):
        return OTHER
    if isinstance(old, RetentionAtLeast) and isinstance(new, RetentionAtLeast):
        one, other = old.at_least, new.at_least
    if isinstance(one, Duration) and isinstance(other, Duration):
        if one.length == other.length:
            return RESTATED
        return LONGER if surely_shorter(one, other) else SHORTER if surely_shorter(other, one) else OTHER
    return RESTATED if _own(old) == _own(new) else OTHER


def _own(term: Retention) -> object:
    """What makes a term the one it is among those of its class."""
    return term.model_dump(exclude={*_KEPT, "norm"})


def _bound(term: Retention) -> object:
    """The longest a term can take, or the date it ends; None where it has no such bound."""
    if isinstance(term, RetentionPeriod):
        return term.period
    if isinstance(term, RetentionRange):
        return term.range.at_most
    if isinstance(term, RetentionAtMost):
        return term.at_most
    return term.date if isinstance(term, RetentionDate) else None


# --- the term of a row and the general rule -------------------------------------------------------------------------


def _of_row(pair: Pair, change: Change) -> Iterator[Judgement]:
    """A row without a term of its own has that of the general rule, before as well as after."""
    old = change.old if change.old is not None else _rule(pair, new=False)
    new = change.new if change.new is not None else _rule(pair, new=True)
    yield from (Judgement(kind) for kind in between(old, new))


def between(old: object, new: object) -> Iterator[Kind]:
    """All that a term in place of another means, what comes with it included."""
    found = dict.fromkeys(kinds_between(old, new))  # type: ignore[arg-type]
    if old is not None and new is not None:
        # What a term says more when it becomes exact is part of that.
        found |= dict.fromkeys(_beside(old, new, only_known=CONCRETE in found))
    yield from [kind for kind in found if kind is not RESTATED] or (RESTATED,)


def _beside(old: object, new: object, *, only_known: bool) -> Iterator[Kind]:
    """What the fields mean that every class of term has."""
    comparison = Comparison(Renames(), "nl")
    for field in _KEPT:
        one, other = getattr(old, field), getattr(new, field)
        if one != other and not (only_known and one is None):
            for change in comparison.values((field,), one, other):
                kind = _field(field, change)
                if kind is not None:
                    yield kind


def _rule(pair: Pair, *, new: bool) -> Retention | None:
    general = (pair.new if new else pair.old).retention
    return general.rule if general else None


def _of_rule(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Without the rule, rows that have a term of their own lose nothing."""
    rows = pair.new_rows.values()
    if change.new is None and rows and all(row.retention is not None for row in rows):
        yield Judgement(RULE_MOVED)
    else:
        yield from (Judgement(kind) for kind in between(change.old, change.new))


# --- the fields of a term -------------------------------------------------------------------------------------------

_PERIODS = {Action.LONGER: LONGER, Action.SHORTER: SHORTER, Action.ADDED: STATED, Action.REMOVED: GONE}
_FIELDS: dict[str, dict[Action, Kind]] = {
    "law": {Action.ADDED: LAW_STATED, Action.REMOVED: LAW_WITHDRAWN},
    "article": {Action.ADDED: LAW_STATED, Action.REMOVED: LAW_WITHDRAWN},
    "longer_with_consent": {Action.SHORTER: WITH_CONSENT_LESS, Action.REMOVED: WITH_CONSENT_LESS},
    "backups": _PERIODS,
    "inactivity": {Action.LONGER: LONGER, Action.REMOVED: LONGER},
}
_OTHERWISE = {
    "law": LAW_OTHER,
    "article": LAW_OTHER,
    "longer_with_consent": WITH_CONSENT,
    "backups": OTHER,
    "inactivity": LOST_SOONER,
}


def _field(field: str, change: Change) -> Kind | None:
    """The kind for a field of every term; None for another notation of the same."""
    if change.action in (Action.RESPELLED, Action.NARROWED, Action.WIDENED):
        return None
    if field == "afterwards":
        return _afterwards(change.old, change.new)
    return _FIELDS[field].get(change.action, _OTHERWISE[field])


def _afterwards(old: object, new: object) -> Kind:
    """To erase is the end; anonymous data are no personal data any more (recital 26); an archive keeps them."""
    lasting = {None: 1, "erased": 0, "anonymised": 0, "archived": 1}
    return NOT_ERASED if old in ("erased", "anonymised") and lasting[new] else AFTERWARDS  # type: ignore[index]


def _judge(field: str) -> Judge:
    def judge(_pair: Pair, change: Change) -> Iterator[Judgement]:
        kind = _field(field, change)
        if kind is not None:
            yield Judgement(kind)

    return judge


def _date_moved(_pair: Pair, change: Change) -> Iterator[Judgement]:
    yield Judgement(LONGER if str(change.new) > str(change.old) else SHORTER)


_PERIOD_FIELDS = ("period", "range.at_least", "range.at_most", "at_least", "at_most")
_START = by_wording(OTHER, unchanged=RESTATED, narrowed=SHORTER, widened=LONGER)
_NORM = Waiver("Names the term that the rules compare with; readers see the term itself.")


def _term_lines(at: str) -> Iterator[Line]:
    for field in _PERIOD_FIELDS:
        yield line(f"{at}.{field}", LONGER, Action.LONGER)
        yield line(f"{at}.{field}", SHORTER, Action.SHORTER)
        yield line(f"{at}.{field}", OTHER, Action.CHANGED)
    for field in ("from", "depends_on"):
        yield line(f"{at}.{field}", CONCRETE, Action.ADDED)
        yield line(f"{at}.{field}", _START, Action.CHANGED)
        yield line(f"{at}.{field}", VAGUER, Action.REMOVED)
    yield from lines(_START, f"{at}.until", f"{at}.criterion", actions=(Action.CHANGED,))
    yield line(f"{at}.indefinite", by_wording(REASON, unchanged=RESTATED), Action.CHANGED)
    yield line(f"{at}.date", _date_moved, Action.CHANGED)
    for field in _KEPT:
        yield line(f"{at}.{field}", _judge(field))
    yield line(f"{at}.norm", _NORM)


ROW = "purposes.*.processing.*.retention"
_WHOLE = (Action.ADDED, Action.REMOVED, Action.CHANGED)
_EXCEPTION = "retention.exception"

LINES: tuple[Line, ...] = (
    line(ROW, _of_row, *_WHOLE),
    *_term_lines(ROW),
    line("retention.rule", _of_rule, *_WHOLE),
    *_term_lines("retention.rule"),
    line(_EXCEPTION, EXCEPTION, Action.ADDED),
    line(_EXCEPTION, EXCEPTION_OVER, Action.REMOVED),
    line(f"{_EXCEPTION}.description", by_wording(OTHER, unchanged=RESTATED, narrowed=SHORTER), Action.CHANGED),
    line(f"{_EXCEPTION}.law", _judge("law")),
    line(f"{_EXCEPTION}.article", _judge("article")),
    line(f"{_EXCEPTION}.period", LONGER, Action.LONGER),
    line(f"{_EXCEPTION}.period", SHORTER, Action.SHORTER),
    line(f"{_EXCEPTION}.period", STATED, Action.ADDED),
    line(f"{_EXCEPTION}.period", GONE, Action.REMOVED),
    line(f"{_EXCEPTION}.period", OTHER, Action.CHANGED),
)
