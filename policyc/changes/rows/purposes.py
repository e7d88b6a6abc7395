"""Purposes and their rows as wholes: added, removed, renamed, split (rows 1-6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policyc.changes.change import Action, Change
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.changes.rows import data, processing, retention
from policyc.changes.rows.legal_basis import bases_between
from policyc.changes.rows.processing import FIELDS, Sides, each, scope_kind
from policyc.changes.table import Judgement, Line, Waiver, line
from policyc.diagnostics import Path, Wording
from policyc.model.purpose import Processing, Purpose

_NEW_PURPOSE = ("AVG 13(3)", "AVG 14(4)", "AVG 6(4)", "WP260 rev.01, 29-30")
_FULL = Wording(
    "alles van artikel 13 lid 2 AVG voor dit doel, en waarom het past bij het doel waarvoor de gegevens er zijn",
    "all of art. 13(2) GDPR for this purpose, and why it fits with the purpose for which the data are there",
)
ADDED = Kind(
    "purpose-added",
    1,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("nieuw doel", "new purpose"),
    _NEW_PURPOSE,
    _FULL,
    frozenset({"compatibility"}),
)
ADDED_BALANCED = Kind(
    "purpose-added-with-objection",
    1,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("nieuw doel, met recht van bezwaar", "new purpose, with the right to object"),
    ("AVG 13(3)", "AVG 14(4)", "AVG 6(4)", "AVG 21(4)", "WP260 rev.01, 29-30"),
    Wording(
        "alles van artikel 13 lid 2 AVG voor dit doel, waarom het bij het eerste doel past, en apart het recht van "
        "bezwaar",
        "all of art. 13(2) GDPR for this purpose, why it fits with the first purpose, and apart the right to object",
    ),
    frozenset({"compatibility", "options"}),
)
ADDED_BY_LAW = Kind(
    "purpose-added-by-law",
    1,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("nieuw doel, omdat de wet het eist", "new purpose, because the law demands it"),
    _NEW_PURPOSE,
    Wording(
        "alles van artikel 13 lid 2 AVG voor dit doel, en welke wet het eist", "all of art. 13(2) GDPR, and which law"
    ),
)
"""What a statute demands needs no test of compatibility (art. 6(4), first words); people still hear of it first."""
ADDED_ON_CONSENT = Kind(
    "purpose-added-on-consent",
    2,
    Materiality.CONSENT,
    Direction.NEUTRAL,
    Wording("nieuw doel, alleen met toestemming", "new purpose, on consent only"),
    ("AVG 6(4)", "AVG 7", "WP260 rev.01, 31"),
    Wording(
        "dat er zonder ja niets gebeurt, en hoe mensen weigeren", "that nothing happens without a yes, how to refuse"
    ),
    frozenset({"options"}),
)
ADDED_NEW_DATA = Kind(
    "purpose-added-new-data",
    3,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording(
        "nieuw doel, met gegevens die u er zelf voor geeft", "new purpose, with data people give for it themselves"
    ),
    ("AVG 13(1)", "WP260 rev.01, 29"),
    Wording("vanaf welk moment, en waar mensen de gegevens geven", "from which moment, and where people give the data"),
)
ADDED_NEW_DATA_BALANCED = Kind(
    "purpose-added-new-data-with-objection",
    3,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording(
        "nieuw doel met recht van bezwaar, met gegevens die u er zelf voor geeft",
        "new purpose with the right to object, with data people give for it themselves",
    ),
    ("AVG 13(1)", "AVG 21(4)", "WP260 rev.01, 29"),
    Wording(
        "vanaf welk moment, waar mensen de gegevens geven, en apart het recht van bezwaar",
        "from which moment, where people give the data, and apart the right to object",
    ),
    frozenset({"options"}),
)
ADDED_OTHER_DATA = Kind(
    "purpose-added-data-not-given",
    3,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording(
        "nieuw doel, met gegevens die u er niet zelf voor geeft",
        "new purpose, with data that people do not give for it themselves",
    ),
    ("AVG 13(1)", "AVG 14(1)-(3)", "WP260 rev.01, 29-30"),
    Wording(
        "vanaf welk moment, waar de gegevens vandaan komen, en hoe mensen dat merken",
        "from which moment, where the data come from, and how people notice it",
    ),
)
"""Nobody fills in a form here, so there is no moment at which people meet the statement: they hear of it before."""
ADDED_OTHER_DATA_BALANCED = Kind(
    "purpose-added-data-not-given-with-objection",
    3,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording(
        "nieuw doel met recht van bezwaar, met gegevens die u er niet zelf voor geeft",
        "new purpose with the right to object, with data that people do not give for it themselves",
    ),
    ("AVG 13(1)", "AVG 14(1)-(3)", "AVG 21(4)", "WP260 rev.01, 29-30"),
    Wording(
        "vanaf welk moment, waar de gegevens vandaan komen, hoe mensen dat merken, en apart het recht van bezwaar",
        "from which moment, where the data come from, how people notice it, and apart the right to object",
    ),
    frozenset({"options"}),
)
NAMED_ONLY = Kind(
    "purpose-added-without-processing",
    1,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("nieuw doel, zonder uitleg", "new purpose, without explanation"),
    _NEW_PURPOSE,
    _FULL,
)
"""What is done for it is not said, so it may be anything."""
REMOVED = Kind(
    "purpose-removed",
    6,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("doel vervallen", "purpose ended"),
    ("WP260 rev.01, 29",),
)
SERVICE_ENDED = Kind(
    "service-ended",
    6,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("dienst gestopt", "service ended"),
    ("AVG 5(1)(a)", "WP260 rev.01, 29"),
    Wording("wat er met de gegevens gebeurt, en tot wanneer", "what happens to the data, and until when"),
    frozenset({"options"}),
)
"""Who uses the service may want its data first."""
ROW_SPLIT = Kind(
    "row-split",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("verwerking apart beschreven", "processing described apart"),
    ("WP260 rev.01, 29",),
)
ROW_REMOVED = Kind(
    "row-removed",
    5,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("deel van een doel vervallen", "part of a purpose ended"),
    ("WP260 rev.01, 29",),
)
ROWS_UNSTATED = Kind(
    "purpose-no-longer-explained",
    4,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("er staat niet meer wat er voor een doel gebeurt", "no longer stated what happens for a purpose"),
    ("AVG 13(1)(c)", "WP260 rev.01, 29-30"),
)

# --- purposes -------------------------------------------------------------------------------------------------------


def _added(pair: Pair, change: Change) -> Iterator[Judgement]:
    """A purpose that was not there: by the basis and the data of each of its rows, and what else is in them."""
    assert isinstance(change.new, Purpose)  # noqa: S101  the path leads to a purpose
    rows = change.new.processing.values()
    if not rows:
        yield Judgement(NAMED_ONLY)
        return
    yield from each(*(kind for row in rows for kind in _of_new_row(pair, change, row)))


def _of_new_row(pair: Pair, change: Change, row: Processing) -> Iterator[Kind]:
    """Consent carries what it was asked for; what a row does on another basis beside it weighs as it would alone."""
    if data.rests_on_consent(row):
        yield ADDED_ON_CONSENT
    if {basis.basis for basis in row.legal_basis} != {"consent"}:
        is_new = bool(row.data) and not pair.held.intersection(row.data)
        yield _on_new_data(pair, row) if is_new else _further(row)
        categories = (pair.new.data_categories.get(id_) for id_ in row.data if id_ not in pair.held)
        kinds = (data.added(category, row) for category in categories)
        yield from (kind for kind in kinds if kind not in (data.PROVIDED, data.ON_CONSENT))
    yield from _within(pair, change, row)


def _on_new_data(pair: Pair, row: Processing) -> Kind:
    """People meet the statement where they give the data (art. 13(1)); what is not given by them has no such moment."""
    if all(data.by_origin(pair.new.data_categories.get(id_), row) is data.PROVIDED for id_ in row.data):
        return ADDED_NEW_DATA_BALANCED if _is_balanced(row) else ADDED_NEW_DATA
    return ADDED_OTHER_DATA_BALANCED if _is_balanced(row) else ADDED_OTHER_DATA


def _is_balanced(row: Processing) -> bool:
    """Whether people may object to it (art. 21(1))."""
    return any(basis.basis in ("legitimate_interests", "public_task") for basis in row.legal_basis)


def _further(row: Processing) -> Kind:
    """Data that are there, for another purpose (art. 6(4))."""
    if _is_balanced(row):
        return ADDED_BALANCED
    return ADDED_BY_LAW if {basis.basis for basis in row.legal_basis} == {"legal_obligation"} else ADDED


def _within(pair: Pair, change: Change, row: Processing) -> Iterator[Kind]:
    """What weighs by itself in a new row, whatever its basis."""
    sides = Sides(pair, Processing(), row, pair.entry(change.path))
    if processing.uses_sensitive(pair, row):
        yield from (
            kind
            for id_ in row.data
            if data.is_sensitive(category := pair.new.data_categories.get(id_))
            for kind in [data.added(category, row)]
        )
    if row.profiling is not None and row.profiling.present is not False:
        yield processing.PROFILING_BEGUN
    if row.direct_marketing is not None:
        yield from (judgement.kind for judgement in FIELDS["direct_marketing"](sides))
    known = [id_ for id_ in row.recipients if id_ in pair.old.recipients]
    for kind in (processing.received(sides, id_).kind for id_ in known):
        if kind is not processing.PROCESSOR_MORE:
            yield kind


def _removed(_pair: Pair, change: Change) -> Iterator[Judgement]:
    """A service is what people have a contract for, or ask for by using it; the rest stops without their noticing."""
    purpose = change.old
    assert isinstance(purpose, Purpose)  # noqa: S101  the path leads to a purpose
    on_contract = any(basis.basis == "contract" for row in purpose.processing.values() for basis in row.legal_basis)
    yield Judgement(SERVICE_ENDED if purpose.core_service or on_contract else REMOVED)


def _worded(pair: Pair, change: Change) -> Iterator[Judgement]:
    """Other words for a purpose. A description that comes beside the name explains it."""
    entry = pair.entry(change.path)
    reading = entry.wording if entry else None
    if change.old is None and reading is None:
        yield Judgement(processing.SCOPE_EXPLAINED)
    else:
        rows = pair.new.purposes[str(change.path[1])].processing.values()
        yield Judgement(processing.reworded_kind(entry, reading, on_consent=any(map(data.rests_on_consent, rows))))


# --- rows -----------------------------------------------------------------------------------------------------------


def _row_added(pair: Pair, change: Change) -> Iterator[Judgement]:
    """A row that was not there: a part of what the purpose was already, or more than that.

    What it continues are the old rows of the purpose that share data with it, or whose data were not stated.
    """
    row = change.new
    assert isinstance(row, Processing)  # noqa: S101  the path leads to a row
    old_rows = pair.old.purposes[str(change.path[1])].processing
    near = {
        id_: old
        for id_, old in old_rows.items()
        if not old.data or not row.data or set(old.data).intersection(row.data)
    }
    if old_rows and not near:
        yield from each(*_new_part(pair, change, row))
        return
    sides = Sides(pair, _together(near.values()), row, pair.entry(change.path))
    found = [*_continued(sides, near.values()), *_wider(sides, change.path, near)]
    yield from found or each(ROW_SPLIT)


def _new_part(pair: Pair, change: Change, row: Processing) -> Iterator[Kind]:
    """None of its data were in the purpose: asked anew they are row 12, taken from another purpose they are row 4."""
    if row.data and not data.rests_on_consent(row) and not pair.held.intersection(row.data):
        yield from (data.added(pair.new.data_categories.get(id_), row) for id_ in row.data)
    else:
        yield scope_kind("widened", on_consent=data.rests_on_consent(row))
    yield from _within(pair, change, row)


def _together(rows: Iterable[Processing]) -> Processing:
    """Rows as one. A field that one of them leaves open is open."""
    rows = tuple(rows)

    def union(field: str) -> tuple[Any, ...]:
        values = [getattr(row, field) or () for row in rows]
        return tuple(dict.fromkeys(one for value in values for one in value)) if all(values) else ()

    def first(field: str) -> Any:
        return next((value for row in rows if (value := getattr(row, field)) is not None), None)

    lists = {field: union(field) for field in ("audiences", "data", "recipients", "legal_basis", "controllers")}
    parts = ("special_ground", "criminal_ground", "bsn_ground", "profiling", "direct_marketing")
    return Processing().model_copy(
        update={**lists, "source": union("source") or None, **{field: first(field) for field in parts}}
    )


def _continued(sides: Sides, near: Iterable[Processing]) -> Iterator[Judgement]:
    """Where a row says more than what it continues. That it says less is no less: other rows say the rest."""
    for field, judge in FIELDS.items():
        now = getattr(sides.after, field)
        if now and now != getattr(sides.before, field):
            yield from (one for one in judge(sides) if one.kind.direction is not Direction.BETTER or one.kind.row == 54)
    yield from each(*_bases(sides), *_term(sides, near))


def _bases(sides: Sides) -> Iterator[Kind]:
    """A row that has some of the bases of what it continues has no other basis."""
    old, new = sides.before.legal_basis, sides.after.legal_basis
    kept = tuple(basis for basis in old if basis.basis in {one.basis for one in new})
    if new:
        yield from bases_between(kept if {one.basis for one in new} <= {one.basis for one in old} else old, new, None)


def _term(sides: Sides, near: Iterable[Processing]) -> Iterator[Kind]:
    rules = [policy.retention.rule if policy.retention else None for policy in (sides.pair.old, sides.pair.new)]
    terms = [row.retention or rules[0] for row in near] or [rules[0]]
    now = sides.after.retention or rules[1]
    if now not in terms:
        is_one = all(term == terms[0] for term in terms)
        yield from retention.between(terms[0], now) if is_one else (retention.OTHER,)


def _wider(sides: Sides, path: Path, near: Mapping[str, Processing]) -> Iterator[Judgement]:
    """A row only divides old ones that gave up what it has; where they did not, the purpose has become wider."""
    shared = set(sides.before.data).intersection(sides.after.data)
    rows = sides.pair.new.purposes[str(path[1])].processing
    left = {category for id_, old in near.items() for category in _given_up(old, rows.get(id_))}
    if not shared <= left and sides.wording not in ("narrowed", "unchanged"):
        yield Judgement(scope_kind("widened", on_consent=data.rests_on_consent(sides.after)))


def _given_up(old: Processing, new: Processing | None) -> set[str]:
    """The data that a row has no longer, or no longer for everyone or in every case."""
    if new is None:
        return set(old.data)
    fewer_people = set(old.audiences) - set(new.audiences) or (not old.audiences and new.audiences)
    fewer_cases = old.condition is None and new.condition is not None
    return set(old.data) if fewer_people or fewer_cases else set(old.data) - set(new.data)


def _row_removed(pair: Pair, change: Change) -> Iterator[Judgement]:
    yield Judgement(ROW_REMOVED if pair.new.purposes[str(change.path[1])].processing else ROWS_UNSTATED)


_CORE = Waiver("Tells the rules for which service people come; what that means for them has fields of its own.")

LINES: tuple[Line, ...] = (
    line("purposes.*", _added, Action.ADDED),
    line("purposes.*", _removed, Action.REMOVED),
    line("purposes.*.name", _worded),
    line("purposes.*.description", _worded),
    line("purposes.*.listed", data.LISTED),
    line("purposes.*.core_service", _CORE),
    line("purposes.*.formerly", data.FORMERLY),
    line(processing.ROW, _row_added, Action.ADDED),
    line(processing.ROW, _row_removed, Action.REMOVED),
    *processing.LINES,
)
