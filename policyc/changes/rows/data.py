"""Whose data, and which: groups of people and categories of data (rows 12-15, 49 and 54).

Which data a purpose uses is told with the purpose (`rows/processing.py`). What changes in a category itself counts for
every row that uses it, and is judged by the row where it weighs most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyc.changes.change import Action, Change
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.changes.rows.judges import by_wording, supplied, withdrawn
from policyc.changes.rows.legal_basis import EXPLICIT_CONSENT
from policyc.changes.table import Judgement, Line, Waiver, line
from policyc.diagnostics import Wording
from policyc.model.personal_data import DataCategory
from policyc.model.purpose import Processing

# --- groups of people -----------------------------------------------------------------------------------------------

PEOPLE_WIDER = Kind(
    "people-added",
    49,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("geldt voor meer mensen", "about more people"),
    ("AVG 13(1)", "AVG 14(3)", "WP260 rev.01, 29-30"),
    Wording("voor wie het voortaan ook geldt", "whom it is about from now on"),
)
PEOPLE_REWORDED = Kind(
    "people-reworded",
    49,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("groep mensen anders omschreven", "group of people described otherwise"),
    ("WP260 rev.01, 29-30",),
    Wording("voor wie het voortaan geldt", "whom it is about from now on"),
)
PEOPLE_SAME = Kind(
    "people-same",
    49,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("dezelfde mensen, anders omschreven", "the same people in other words"),
    ("WP260 rev.01, 29",),
)
PEOPLE_FEWER = Kind(
    "people-fewer",
    5,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("geldt voor minder mensen", "about fewer people"),
    ("WP260 rev.01, 29",),
)
PEOPLE_NAMED = Kind(
    "people-named",
    54,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("groep mensen bij naam genoemd", "group of people named"),
    ("WP260 rev.01, 29",),
)
"""What happens to their data is told with the purposes that concern them."""

# --- data that are added --------------------------------------------------------------------------------------------

_WHICH = Wording(
    "welke gegevens het zijn, of mensen ze moeten geven, en wat er gebeurt als zij dat niet doen",
    "which data they are, whether people have to give them, and what happens if they do not",
)
PROVIDED = Kind(
    "data-added",
    12,
    Materiality.NOTIFY,
    Direction.WORSE,
    Wording("meer gegevens gevraagd", "more data asked"),
    ("AVG 5(1)(c)", "AVG 13(2)(e)", "WP260 rev.01, 29"),
    _WHICH,
)
OBSERVED = Kind(
    "data-added-observed",
    12,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("meer gegevens waargenomen of afgeleid", "more data observed or derived"),
    ("AVG 5(1)(c)", "WP260 rev.01, 30"),
    _WHICH,
)
"""Nobody hands these over, so there is no moment at which people see it happen: they must hear of it before."""
UNKNOWN_ORIGIN = Kind(
    "data-added-unknown-origin",
    12,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording(
        "meer gegevens, zonder dat er staat waar ze vandaan komen", "more data, and no word of where they are from"
    ),
    ("AVG 5(1)(c)", "WP260 rev.01, 30"),
    _WHICH,
)
FROM_OTHERS = Kind(
    "data-added-from-others",
    15,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("gegevens van anderen of uit openbare bronnen", "data from others or from public sources"),
    ("AVG 14(1)-(3)", "WP260 rev.01, 30"),
    Wording("van wie, welke gegevens en sinds wanneer", "from whom, which data and since when"),
)
ON_CONSENT = Kind(
    "data-added-to-consent",
    12,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("meer gegevens bij een verwerking met toestemming", "more data in a processing on consent"),
    ("AVG 7", "AVG 4(11)", "AVG 5(1)(c)"),
    _WHICH,
    frozenset({"options"}),
)
"""Consent covers the data that were named when it was given, and no others (AVG 4(11))."""
_EXCEPTION_USED = Wording("welke uitzondering geldt", "which exception counts")
SENSITIVE = Kind(
    "sensitive-data-added",
    13,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("gevoelige gegevens erbij", "sensitive data added"),
    ("AVG 9", "AVG 10", "AVG 87", "UAVG 22-33", "UAVG 46"),
    _EXCEPTION_USED,
)
SENSITIVE_ON_CONSENT = Kind(
    "sensitive-data-added-on-consent",
    13,
    Materiality.CONSENT,
    Direction.WORSE,
    Wording("bijzondere gegevens erbij, met uitdrukkelijke toestemming", "special data added, on explicit consent"),
    ("AVG 9(2)(a)", "AVG 7"),
    _EXCEPTION_USED,
    frozenset({"options"}),
)
REMOVED = Kind(
    "data-removed",
    14,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("minder gegevens", "fewer data"),
    ("AVG 5(1)(c)",),
)
DESCRIBED = Kind(
    "data-described",
    12,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("soort gegevens omschreven", "category of data described"),
    ("AVG 14(1)(d)",),
)
"""What is done with it is told with the purposes and cookies that use it."""
ITEMS_STATED = supplied(
    "data-specified", "vermeld welke gegevens het zijn", "stated which data they are", "AVG 14(1)(d)"
)
REWORDED = Kind(
    "data-reworded",
    12,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("soort gegevens anders omschreven", "category of data described otherwise"),
    ("AVG 14(1)(d)", "WP260 rev.01, 29"),
    _WHICH,
)
REWORDED_HEAVY = Kind(
    "data-reworded-heavy",
    12,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("soort gegevens anders omschreven", "category of data described otherwise"),
    ("AVG 14(1)(d)", "WP260 rev.01, 30"),
    _WHICH,
)
"""As long as nobody says that the words mean the same, they may mean more; no more than more data would weigh."""
SAME = Kind(
    "data-same",
    14,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("dezelfde gegevens, anders omschreven", "the same data in other words"),
    ("AVG 14(1)(d)",),
)
ORIGIN_STATED = supplied(
    "origin-stated", "herkomst van de gegevens vermeld", "origin of the data stated", "AVG 14(2)(f)"
)
ORIGIN_OTHERS = Kind(
    "origin-others",
    15,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("gegevens nu ook van anderen of uit openbare bronnen", "data now from others or public sources too"),
    ("AVG 14(1)-(3)", "WP260 rev.01, 30"),
    Wording("van wie, welke gegevens en sinds wanneer", "from whom, which data and since when"),
)
ORIGIN_OBSERVED = Kind(
    "origin-observed",
    15,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("gegevens nu ook waargenomen of afgeleid", "data now observed or derived too"),
    ("AVG 13(1)", "WP260 rev.01, 30"),
    Wording("hoe de gegevens ontstaan", "how the data come about"),
)
ORIGIN_FEWER = Kind(
    "origin-fewer",
    15,
    Materiality.PUBLISH,
    Direction.BETTER,
    Wording("herkomst beperkt of alleen nog van uzelf", "origin limited, or only from people themselves"),
    ("AVG 14(2)(f)",),
)
ORIGIN_UNSTATED = Kind(
    "origin-unstated",
    15,
    Materiality.ADVANCE,
    Direction.WORSE,
    Wording("herkomst van de gegevens staat er niet meer", "origin of the data no longer stated"),
    ("AVG 14(2)(f)", "WP260 rev.01, 29-30"),
)
SOURCE_OTHER = Kind(
    "source-changed",
    15,
    Materiality.ADVANCE,
    Direction.NEUTRAL,
    Wording("gegevens uit een andere bron", "data from another source"),
    ("AVG 14(2)(f)", "WP260 rev.01, 30"),
    Wording("van wie, welke gegevens en sinds wanneer", "from whom, which data and since when"),
)
SOURCE_SAME = Kind(
    "source-reworded",
    52,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("dezelfde bron, anders omschreven", "the same source in other words"),
    ("AVG 14(2)(f)",),
)
NO_LONGER_SENSITIVE = Kind(
    "data-no-longer-sensitive",
    13,
    Materiality.NOTIFY,
    Direction.NEUTRAL,
    Wording("gegevens niet meer als gevoelig aangemerkt", "data no longer called sensitive"),
    ("AVG 9", "AVG 10", "AVG 87", "C-184/20"),
    Wording("waarom de gegevens niet gevoelig (meer) zijn", "why the data are not sensitive (any more)"),
)
"""Who drops the label takes the protection away; what reveals something sensitive keeps it (C-184/20)."""
LABEL = Kind(
    "data-labelled",
    12,
    Materiality.PUBLISH,
    Direction.NEUTRAL,
    Wording("soort gegevens nader aangeduid", "category of data labelled"),
    ("AVG 14(1)(d)",),
)
PSEUDONYMS_LOST = withdrawn(
    "pseudonyms-dropped", "gegevens niet meer gepseudonimiseerd", "data no longer pseudonymised", "AVG 32(1)(a)"
)
"""A measure that was promised, and is dropped (row 46)."""


def is_sensitive(category: DataCategory | None) -> bool:
    """Special categories, criminal data or the BSN (arts. 9, 10, 87)."""
    return category is not None and bool(category.special or {"criminal", "bsn"}.intersection(category.regulated or ()))


def rests_on_consent(row: Processing) -> bool:
    """Whether people are asked: consent of art. 6(1)(a), or explicit consent of art. 9(2)(a)."""
    explicit = row.special_ground is not None and row.special_ground.condition == EXPLICIT_CONSENT
    return explicit or any(basis.basis == "consent" for basis in row.legal_basis)


def added(category: DataCategory | None, row: Processing) -> Kind:
    """What a category means that a row did not use before. `row` is as it is now."""
    if is_sensitive(category):
        explicit = row.special_ground is not None and row.special_ground.condition == EXPLICIT_CONSENT
        return SENSITIVE_ON_CONSENT if explicit else SENSITIVE
    return ON_CONSENT if rests_on_consent(row) else by_origin(category, row)


def by_origin(category: DataCategory | None, row: Processing) -> Kind:
    """What more data mean by where they come from; `PROVIDED` is what people give themselves."""
    origins = set(category.origin or ()) if category is not None else set()
    if origins & {"third_party", "public"} or (not origins and row.source):
        return FROM_OTHERS
    if origins:
        return OBSERVED if origins & {"observed", "derived"} else PROVIDED
    # Only what people give themselves can be theirs to refuse, so a row that says whether they must, says so too.
    return PROVIDED if row.provision is not None and row.provision.required else UNKNOWN_ORIGIN


# --- lines ----------------------------------------------------------------------------------------------------------


def _users(pair: Pair, category: str) -> list[Processing]:
    rows = (pair.new_rows.get(path) for path in pair.rows_at(("data_categories", category)))
    return [row for row in rows if row is not None and category in row.data]


def _wider(pair: Pair, change: Change) -> Iterator[Kind]:
    """More data in a category: for every row that has them, or for none in particular."""
    category = str(change.path[1])
    now = pair.new.data_categories.get(category)
    yield from dict.fromkeys(added(now, row) for row in _users(pair, category) or (Processing(),))


def _category_added(pair: Pair, change: Change) -> Iterator[Judgement]:
    """A category that a row or a cookie uses is told with that one; another may be used for anything."""
    category = str(change.path[1])
    if _users(pair, category) or any(category in cookie.data for cookie in pair.new.cookies.values()):
        yield Judgement(DESCRIBED)
    else:
        yield from (Judgement(kind) for kind in _wider(pair, change))


def _reading(pair: Pair, change: Change) -> str | None:
    entry = pair.entry(change.path)
    return entry.wording if entry else None


def _reworded(pair: Pair, change: Change) -> Iterator[Judgement]:
    match _reading(pair, change):
        case "widened":
            yield from (Judgement(kind) for kind in _wider(pair, change))
        case "narrowed":
            yield Judgement(REMOVED)
        case "unchanged":
            yield Judgement(SAME)
        case _:
            heaviest = max(kind.materiality for kind in _wider(pair, change))
            yield Judgement(REWORDED if heaviest is Materiality.NOTIFY else REWORDED_HEAVY)


def _described(pair: Pair, change: Change) -> Iterator[Judgement]:
    """A description that comes beside the name explains it, unless somebody says that it covers more."""
    if change.old is None and _reading(pair, change) != "widened":
        yield Judgement(DESCRIBED)
    else:
        yield from _reworded(pair, change)


def _items(pair: Pair, change: Change) -> Iterator[Judgement]:
    reading = _reading(pair, change)
    if not change.old:
        yield from [Judgement(ITEMS_STATED)] if reading != "widened" else _reworded(pair, change)
    elif not change.new or reading in ("unchanged", "narrowed"):
        # Without its items a category is as wide as its name.
        yield from _reworded(pair, change)
    else:
        yield from (Judgement(kind) for kind in _wider(pair, change) if change.action is not Action.NARROWED)
        if change.action is Action.NARROWED:
            yield Judgement(REMOVED)


def _origin(_pair: Pair, change: Change) -> Iterator[Judgement]:
    old, new = _set(change.old), _set(change.new)
    if not old or not new:
        yield Judgement(ORIGIN_STATED if new else ORIGIN_UNSTATED)
    elif new - old & {"third_party", "public"}:
        yield Judgement(ORIGIN_OTHERS)
    else:
        yield Judgement(ORIGIN_OBSERVED if new - old & {"observed", "derived"} else ORIGIN_FEWER)


def _set(value: object) -> set[object]:
    return set(value) if isinstance(value, Iterable) else set()


def _special(pair: Pair, change: Change) -> Iterator[Judgement]:
    if change.new is None:
        yield Judgement(NO_LONGER_SENSITIVE)
    else:
        yield from (Judgement(kind) for kind in _wider(pair, change))


def _regulated(pair: Pair, change: Change) -> Iterator[Judgement]:
    gained, lost = _set(change.new) - _set(change.old), _set(change.old) - _set(change.new)
    sensitive = {"criminal", "bsn"}
    if gained & sensitive:
        yield from (Judgement(kind) for kind in _wider(pair, change))
    elif lost & sensitive:
        yield Judgement(NO_LONGER_SENSITIVE)
    if "pseudonymised" in lost:
        yield Judgement(PSEUDONYMS_LOST)
    if not (gained | lost) & {*sensitive, "pseudonymised"} or "pseudonymised" in gained:
        yield Judgement(LABEL)


def _people_added(pair: Pair, change: Change) -> Iterator[Judgement]:
    """A group that no purpose names is one the statement as a whole is about from now on."""
    used = any(path in pair.new_rows for path in pair.rows_at(change.path))
    yield Judgement(PEOPLE_NAMED if used else PEOPLE_WIDER)


_PEOPLE = by_wording(PEOPLE_REWORDED, unchanged=PEOPLE_SAME, narrowed=PEOPLE_FEWER, widened=PEOPLE_WIDER)
_SOURCE = by_wording(SOURCE_OTHER, unchanged=SOURCE_SAME)
FORMERLY = Waiver("Says what a part was called before, so that a rename is no removal; readers do not see it.")
LISTED = Waiver("Says where the text mentions a part, not what happens to data.")

LINES: tuple[Line, ...] = (
    line("audiences.*", _people_added, Action.ADDED),
    line("audiences.*", PEOPLE_FEWER, Action.REMOVED),
    line("audiences.*.name", _PEOPLE),
    line(
        "audiences.*.description", by_wording(PEOPLE_NAMED, unchanged=PEOPLE_NAMED, widened=PEOPLE_WIDER), Action.ADDED
    ),
    line("audiences.*.description", _PEOPLE, Action.CHANGED, Action.REMOVED),
    line("audiences.*.formerly", FORMERLY),
    line("data_categories.*", _category_added, Action.ADDED),
    line("data_categories.*", REMOVED, Action.REMOVED),
    line("data_categories.*.name", _reworded),
    line("data_categories.*.items", _items),
    line("data_categories.*.description", _described),
    line("data_categories.*.origin", _origin),
    line("data_categories.*.source", ORIGIN_STATED, Action.ADDED),
    line("data_categories.*.source", _SOURCE, Action.CHANGED),
    line("data_categories.*.source", by_wording(ORIGIN_UNSTATED, unchanged=SOURCE_SAME), Action.REMOVED),
    line("data_categories.*.special", _special),
    line("data_categories.*.regulated", _regulated),
    line("data_categories.*.listed", LISTED),
    line("data_categories.*.formerly", FORMERLY),
)
