"""Every field of the model and everything that can happen to it has its place in the table of changes.

What can happen is read off the classes of the model, so a new field that the table does not know makes a test red.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import import_module
from itertools import pairwise
from pathlib import Path as File
from typing import Any, Literal, NamedTuple, get_args, get_origin

import pytest
from model.maximal import maximal_policies

from changes.twins import HERE, policy_of
from policyc.changes.change import OPPOSITE, Action, Change
from policyc.changes.compare import _KEYS, apply, compare, fields_of
from policyc.changes.kind import Direction, Kind, Materiality, Need
from policyc.changes.materiality import classify
from policyc.changes.pair import Pair
from policyc.changes.patterns import Pattern, allowed_at, pattern_of
from policyc.changes.rows import LINES, TABLE, kinds
from policyc.changes.rows.generic import UNKNOWN
from policyc.changes.table import ALL, ANY, ID, ITEM, Table, Waiver, line
from policyc.diagnostics import Path
from policyc.model import shape
from policyc.model.base import Model
from policyc.model.policy import Policy, ReleaseChange
from policyc.model.rights import RightDetail, Rights
from policyc.model.text import Text
from policyc.model.values import Country, Duration

sys.path.insert(0, str(File(__file__).parents[2] / "tools"))
index_changes = import_module("index_changes")

_COMES_OR_GOES = frozenset({Action.ADDED, Action.REMOVED})
_LIST = frozenset({Action.WIDENED, Action.NARROWED, Action.CHANGED})
_PERIOD = frozenset({Action.LONGER, Action.SHORTER, Action.CHANGED})

# --- what can happen, by the classes of the model -------------------------------------------------------------------


class Cell(NamedTuple):
    """A place in the model and what can happen there. `is_part`: what has no line of its own falls apart in pieces."""

    pattern: Pattern
    action: Action
    is_part: bool

    def __str__(self) -> str:
        return f"{'.'.join(self.pattern)} {self.action}"


def every_cell(table: Table) -> Iterator[Cell]:
    yield from _in_class(table, (), Policy, frozenset())


def _in_class(table: Table, pattern: Pattern, cls: type[Model], beyond: frozenset[Action]) -> Iterator[Cell]:
    """`beyond`: the actions that the part itself cannot have, but gets as a piece of one that came or went."""
    for name, alias in fields_of(cls):
        annotation = cls.model_fields[name].annotation
        yield from _at(table, (*pattern, alias), annotation, _actions(annotation) | beyond)


def _at(table: Table, pattern: Pattern, annotation: Any, actions: frozenset[Action]) -> Iterator[Cell]:
    options = list(shape.options(annotation))
    classes = [option for option in options if isinstance(option, type) and issubclass(option, Model)]
    mapping = next((option for option in options if _is(option, Mapping)), None)
    items = next((get_args(option)[0] for option in options if get_origin(option) is tuple), None)
    members = [] if items is None else [one for one in shape.options(items) if isinstance(one, type)]
    listed = [one for one in members if issubclass(one, Model)]
    if mapping is not None:
        value = get_args(mapping)[1]
        yield from _at(table, (*pattern, ID), value, _actions(value) | _COMES_OR_GOES)
        return
    if items is not None:
        # Beside nothing, a list is one that gained or lost all it has (see `explode`).
        actions = actions - _COMES_OR_GOES if type(None) not in get_args(annotation) else actions
    if options:
        yield from (Cell(pattern, action, bool(classes or listed)) for action in sorted(actions))
    broken = {action for action in actions if table.find(pattern, action) is None}
    pieces = _COMES_OR_GOES if Action.CHANGED in broken else frozenset(broken & _COMES_OR_GOES)
    for cls in classes:
        yield from _in_class(table, pattern, cls, pieces)
    for cls in listed:
        yield from _in_items(table, (*pattern, ITEM), cls, fall_apart=bool(broken & _LIST))


def _in_items(table: Table, pattern: Pattern, cls: type[Model], *, fall_apart: bool) -> Iterator[Cell]:
    """Items that both lists have are matched by what names them: that differs in another language, or not at all."""
    beyond: frozenset[Action] = frozenset()
    if fall_apart:
        yield from (Cell(pattern, action, True) for action in sorted(_COMES_OR_GOES))
        beyond = frozenset(action for action in _COMES_OR_GOES if table.find(pattern, action) is None)
    for name, alias in fields_of(cls):
        annotation = cls.model_fields[name].annotation
        own = _actions(annotation)
        if name in _KEYS[cls]:
            own = frozenset({Action.CHANGED}) if Text in shape.options(annotation) else frozenset()
        if own | beyond:
            yield from _at(table, (*pattern, alias), annotation, own | beyond)


def _actions(annotation: Any) -> frozenset[Action]:
    """What can happen to a field by itself."""
    options = list(shape.options(annotation))
    comes_or_goes = _COMES_OR_GOES if type(None) in get_args(annotation) else frozenset[Action]()
    if not options or any(_is(option, Mapping) for option in options):
        return frozenset()
    if any(get_origin(option) is tuple for option in options):
        return _LIST | comes_or_goes
    if Duration in options:
        return _PERIOD | comes_or_goes
    if all(isinstance(option, type) and issubclass(option, Model) for option in options):
        return comes_or_goes | ({Action.CHANGED} if len(options) > 1 else frozenset())
    if all(get_origin(option) is Literal for option in options) and sum(len(get_args(one)) for one in options) == 1:
        return comes_or_goes
    return comes_or_goes | {Action.CHANGED}


def _is(option: Any, cls: type) -> bool:
    origin = get_origin(option)
    return isinstance(origin, type) and issubclass(origin, cls)


def possible(table: Table) -> dict[Pattern, set[Action]]:
    found: dict[Pattern, set[Action]] = defaultdict(set)
    for cell in every_cell(table):
        found[cell.pattern].add(cell.action)
    return found


# --- the table covers it, and nothing else --------------------------------------------------------------------------


def _missing(table: Table) -> list[str]:
    cells = dict.fromkeys(every_cell(table))
    return [str(cell) for cell in cells if not cell.is_part and table.find(cell.pattern, cell.action) is None]


def test_every_field_has_a_line_for_all_that_can_happen_to_it() -> None:
    missing = _missing(TABLE)
    assert not missing, (
        "give each a line in policyc/changes/rows/: a kind, a judging function, or a waiver with its reason:\n"
        + "\n".join(missing)
    )


def test_a_field_without_a_line_is_missed() -> None:
    without = Table(one for one in LINES if one.pattern != ("rights", "free"))
    assert _missing(without) == ["rights.free added", "rights.free changed", "rights.free removed"]


class _RightsWithMore(Rights):
    fee: Text | None = None
    reasons: Mapping[str, RightDetail] = {}


def test_a_new_field_of_the_model_is_missed() -> None:
    cells = dict.fromkeys(_in_class(TABLE, ("rights",), _RightsWithMore, frozenset()))
    assert [str(cell) for cell in cells if not TABLE.find(cell.pattern, cell.action) and not cell.is_part] == [
        "rights.fee added",
        "rights.fee changed",
        "rights.fee removed",
        "rights.reasons.*.explanation added",
        "rights.reasons.*.explanation changed",
        "rights.reasons.*.explanation removed",
        "rights.reasons.*.channel added",
        "rights.reasons.*.channel changed",
        "rights.reasons.*.channel removed",
    ]


def test_the_fields_of_a_part_that_loses_its_line_are_missed() -> None:
    """A part without a line falls apart in its fields, and a field that it must have then comes and goes with it."""
    without = Table(one for one in LINES if one.pattern != ("disclosure_by_law",))
    assert _missing(without) == []
    without = Table(one for one in LINES if one.pattern != ("consent", "requests", ID))
    assert _missing(without) == []
    without = Table(one for one in LINES if one.pattern != ("consent", "requests", ID, "name"))
    assert _missing(without) == ["consent.requests.*.name changed"]
    apart = Table(one for one in LINES if one.pattern[:3] != ("consent", "requests", ID) or len(one.pattern) > 4)
    assert "consent.requests.*.name added" in _missing(apart)


def test_no_line_is_about_what_cannot_happen() -> None:
    can = possible(TABLE)
    unused = [
        f"{'.'.join(one.pattern)} {', '.join(sorted(one.actions - can[one.pattern]))}"
        for one in LINES
        if one.pattern[-1] != ALL
        and not (one.actions & can[one.pattern] if one.actions == ANY else one.actions <= can[one.pattern])
    ]
    assert not unused


def test_a_line_about_nothing_in_the_model_is_found() -> None:
    assert not possible(TABLE)[line("rights.price", UNKNOWN).pattern]


def test_only_waivers_are_about_all_that_is_in_a_part() -> None:
    whole = [one for one in LINES if one.pattern[-1] == ALL]
    assert whole
    assert all(isinstance(one.meaning, Waiver) and allowed_at(one.pattern[:-1]) for one in whole)


def test_every_waiver_has_a_reason() -> None:
    reasons = [(one.pattern, one.meaning.reason) for one in LINES if isinstance(one.meaning, Waiver)]
    assert reasons
    assert [pattern for pattern, reason in reasons if len(reason.split()) < 3] == []


def test_no_field_and_action_has_two_lines() -> None:
    with pytest.raises(ValueError, match=r"rights\.free has two lines for added"):
        Table([line("rights.free", UNKNOWN), line("rights.free", UNKNOWN, Action.ADDED)])


def test_an_own_line_goes_before_one_about_all_around_it() -> None:
    table = Table([line("release.**", Waiver("een twee drie")), line("release.urgent", UNKNOWN)])
    assert table.find(("release", "urgent"), Action.ADDED) is not None
    assert table.find(("release", "urgent"), Action.ADDED) != table.find(("release",), Action.ADDED)
    assert table.find(("release", "changes", ITEM, "why"), Action.CHANGED) == table.find(("release",), Action.ADDED)
    assert table.find(("rights",), Action.ADDED) is None


# --- patterns -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ((), ()),
        (("rights",), ("rights",)),
        (("recipients", "transfers", "transfers", "name"), ("recipients", ID, "transfers", ID)),
        (("purposes", "processing", "processing", "processing"), ("purposes", ID, "processing", ID)),
        (("openings", "rights"), ("openings", ID)),
        (("cookies", "names", "names"), ("cookies", ID, "names")),
        (("scope", "exclusions", 3, "what"), ("scope", "exclusions", ITEM, "what")),
        (("data_categories", "1", "name"), ("data_categories", ID, "name")),
    ],
)
def test_an_id_that_is_called_like_a_field_is_an_id(path: Path, pattern: Pattern) -> None:
    assert pattern_of(path) == pattern


def test_every_place_in_a_policy_has_a_pattern_of_the_model() -> None:
    for policy in maximal_policies()[:2]:
        for path, _ in _places(policy, ()):
            pattern = pattern_of(path)
            assert allowed_at(pattern)
            assert len(pattern) == len(path)


# --- the kinds ------------------------------------------------------------------------------------------------------

_ROWS = set(range(1, 55))
_NEVER_RAISED = {5, 14, 37, 38, 39, 45, 46, 47, 49, 51, 52, 53}
_NOT_SEEN: Mapping[int, str] = {}
"""Rows of law/changes.md that no comparison of two policies can tell apart, with the reason."""

_WITHOUT_A_TWIN: Mapping[str, str] = {
    "unknown": "no field may lead to it",
    "statement-new": "a pair has two sides",
    "statement-withdrawn": "a pair has two sides",
}


def test_ids_of_kinds_are_unique_names_for_machines() -> None:
    found: dict[str, Any] = {}
    for kind in kinds():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.id)
        assert found.setdefault(kind.id, kind) == kind
    meant = [one.meaning for one in LINES if isinstance(one.meaning, Kind)]
    assert [kind.id for kind in meant if found.get(kind.id) != kind] == []


def test_every_row_has_a_kind_or_a_reason() -> None:
    rows = {kind.row for kind in kinds()} - {UNKNOWN.row}
    assert rows <= _ROWS
    assert _ROWS - rows == set(_NOT_SEEN)


def test_every_kind_has_its_sources_and_words() -> None:
    for kind in kinds():
        assert kind.sources, kind.id
        assert kind.title.nl, kind.id
        assert kind.title.en, kind.id
        assert not kind.title.nl.endswith("."), kind.id


def test_a_kind_that_is_only_published_says_no_more_unless_a_circumstance_makes_a_message_of_it() -> None:
    published = [kind for kind in kinds() if kind.materiality <= Materiality.PUBLISH]
    asking = [kind for kind in published if kind.asks is not None or kind.needs]
    assert [kind.id for kind in asking] == ["processor-of-purpose", "processor-like-others", "cookie-replaced"]
    assert all(kind.direction is not Direction.BETTER and not kind.needs for kind in asking)


def test_what_is_the_same_in_other_words_or_mere_administration_has_a_row_that_no_circumstance_raises() -> None:
    same = [kind for kind in kinds() if kind.id.endswith(("-same", "-reworded", "-restated", "-date", "-link"))]
    assert {kind.id: kind.row for kind in same if kind.row not in _NEVER_RAISED and kind.materiality < 3} == {}


def test_a_kind_needs_only_what_an_entry_or_an_arrangement_can_hold() -> None:
    fields = {*ReleaseChange.model_fields, "arrangement"}
    assert set(get_args(Need)) <= fields
    assert {kind.id for kind in kinds() if "risks" in kind.needs} == {
        "transfer-on-consent",
        "transfer-on-derogation",
        "transfer-safeguard-lost",
    }
    assert {kind.id for kind in kinds() if "arrangement" in kind.needs} == {
        "joint-control-begun",
        "joint-controller-added",
        "joint-controller-recipient",
    }


def test_what_a_message_asks_cites_the_law_as_reports_do() -> None:
    assert [kind.id for kind in kinds() if kind.asks and re.search(r"artikel \d+\(", kind.asks.nl)] == []


def test_every_kind_is_seen_in_a_pair_of_files() -> None:
    results = [path.read_text("utf-8") for path in HERE.glob("**/result.txt")]
    seen = {line_.split(" | ")[1] for text in results for line_ in text.splitlines()}
    assert {kind.id for kind in kinds()} - seen - set(_WITHOUT_A_TWIN) == set()
    assert not seen & set(_WITHOUT_A_TWIN)
    assert {"unknown", *seen} <= {kind.id for kind in kinds()}


# --- no judge is silent ---------------------------------------------------------------------------------------------


def _places(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Everything that stands in a policy, with where."""
    if isinstance(value, Model):
        for name, alias in fields_of(type(value)):
            inner = getattr(value, name)
            if inner is not None and inner != ():
                yield (*path, alias), inner
                yield from _places(inner, (*path, alias))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield (*path, key), inner
            yield from _places(inner, (*path, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _places(inner, (*path, index))


def _samples() -> dict[tuple[Pattern, type], list[tuple[Policy, Path, Any]]]:
    """For each place in the model some values: the first, and one of each other word."""
    found: dict[tuple[Pattern, type], dict[Any, tuple[Policy, Path, Any]]] = defaultdict(dict)
    for policy in maximal_policies():
        for path, value in _places(policy, ()):
            word = value if isinstance(value, str | bool) else None
            found[pattern_of(path), type(value)].setdefault(word, (policy, path, value))
    return {key: list(samples.values())[:9] for key, samples in found.items()}


def _others(value: Any, pattern: Pattern) -> Iterator[tuple[Action, Any, Any]]:
    """What can happen to a field: the action, and the values before and after. Ids are those that the policy has."""
    if isinstance(value, Duration):
        yield Action.LONGER, value, Duration(years=99)
        yield Action.SHORTER, value, Duration(hours=1)
        yield Action.CHANGED, Duration(months=1), Duration(days=30)
    elif isinstance(value, bool):
        yield Action.CHANGED, value, not value
    elif isinstance(value, Text):
        yield Action.CHANGED, value, type(value)((("", "Iets anders"),))
    elif isinstance(value, date):
        yield Action.CHANGED, value, date(2031, 1, 1)
    elif isinstance(value, int):
        yield Action.CHANGED, value, value + 1
    elif isinstance(value, tuple):
        yield Action.NARROWED, value, ()
        if len(value) > 1:
            yield Action.NARROWED, value, value[1:]
            yield Action.CHANGED, value[:1], value[1:]
        else:
            yield from ((Action.CHANGED, value, (other,)) for _, _, other in _others(value[0], (*pattern, ITEM)))
    elif isinstance(value, str):
        for other in sorted(_words_at(pattern) - {value}) or ["BE" if isinstance(value, Country) else "iets-anders"]:
            yield Action.CHANGED, value, other
    elif isinstance(value, Model):
        yield from _other_fields(value, pattern)


def _other_fields(value: Model, pattern: Pattern) -> Iterator[tuple[Action, Any, Any]]:
    """The same part with one field changed: for parts that are looked at as a whole."""
    for name, alias in fields_of(type(value)):
        for _, _, other in _others(getattr(value, name), (*pattern, alias)):
            yield Action.CHANGED, value, value.model_copy(update={name: other})
            return


def _words_at(pattern: Pattern) -> set[str]:
    literals = (
        option
        for annotation in allowed_at(pattern)
        for option in shape.options(annotation)
        if get_origin(option) is Literal
    )
    return {word for literal in literals for word in get_args(literal)}


def _changes(value: Any, path: Path, can: set[Action]) -> Iterator[Change]:
    """What can happen to one value, both ways."""
    found = [*_others(value, pattern_of(path)), (Action.REMOVED, value, None)]
    for action, old, new in found:
        yield from (
            Change(one, path, path, *sides)
            for one, sides in ((action, (old, new)), (OPPOSITE.get(action, action), (new, old)))
            if one in can
        )


def test_every_change_of_one_field_has_a_meaning() -> None:
    """A judging function that yields nothing makes an unknown change, and there must be none."""
    can = possible(TABLE)
    seen: set[str] = set()
    unknown: dict[str, None] = {}
    for (pattern, _), samples in _samples().items():
        for policy, path, value in samples:
            for change in _changes(value, path, can[pattern]):
                old, new = (apply((change._replace(old=None, new=side),), policy) for side in (change.old, change.new))
                seen.add(f"{'.'.join(pattern)} {change.action}")
                found = classify(Pair.of(old, new, (change,)))
                if not found or any(meant.kind is UNKNOWN for meant in found):
                    unknown[f"{'.'.join(pattern)} {change.action}"] = None
    assert list(unknown) == []
    assert {f"{'.'.join(pattern)} {action}" for pattern in can for action in can[pattern]} - seen == _NEVER_TRIED


def test_whole_policies_beside_each_other_hold_nothing_unknown() -> None:
    """Everything changes at once here, also the parts that a judging function looks at beside its own field."""
    nothing = policy_of("")
    for old, new in pairwise((*maximal_policies(), nothing)):
        for one, other in ((old, new), (new, old)):
            found = classify(Pair.of(one, other, compare(one, other)))
            assert [meant.path for meant in found if meant.kind is UNKNOWN] == []


_NEVER_TRIED = {"retention.rule.date changed", "retention.rule.indefinite changed"}
"""The six policies with every field have six kinds of general term; these two kinds come after."""


def test_the_page_of_all_kinds_is_current() -> None:
    assert index_changes.INDEX.read_text("utf-8") == index_changes.text(), "run tools/index_changes.py"
