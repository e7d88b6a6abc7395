"""What holds of every comparison, tried on policies over the whole model: nothing is lost and nothing is made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from random import Random
from typing import Any
from zlib import crc32

from hypothesis import HealthCheck, assume, given, settings
from model.walk import classes
from pydantic import BaseModel

from changes.strategies import (
    Place,
    Renamed,
    Source,
    can_change,
    changed,
    edits,
    filled,
    made,
    notations,
    pairs,
    places,
    policy_of,
    renamings,
    rewritten,
    sources,
    two_versions,
)
from policyc.changes.change import OPPOSITE, Action, Change
from policyc.changes.compare import Comparison, apply, compare, patched
from policyc.changes.explode import exploded
from policyc.changes.pair import value_at
from policyc.changes.renames import Renames, likely_renames, renamed
from policyc.diagnostics import Path
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.source.reader import read

PAIRS = 1000

A_THOUSAND = settings(
    max_examples=PAIRS, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def test_what_is_compared_are_policies_that_can_be_written() -> None:
    for seed in range(PAIRS // 10):
        for source in two_versions(Random(seed)):
            loaded = load(read(rewritten(source, Random(seed)), name="proef.yaml"))
            assert loaded.diagnostics == ()
            assert loaded.policy == policy_of(source)


def test_whatever_can_happen_happens_in_so_many_pairs() -> None:
    raw, in_pieces, suggested = set(), set(), 0
    for seed in range(PAIRS):
        old, new = (policy_of(source) for source in two_versions(Random(seed)))
        changes = compare(old, new)
        comparison = Comparison(Renames.of(changes), new.language)
        raw |= {change.action for change in changes}
        in_pieces |= {piece.action for change in changes for piece in exploded(change, comparison)}
        suggested += bool(likely_renames(old, new, changes))
    assert raw == set(Action)
    assert in_pieces >= {Action.ADDED, Action.REMOVED, Action.CHANGED, Action.REORDERED, Action.WIDENED}
    assert suggested > 50


# --- the contract ---------------------------------------------------------------------------------------------------


@A_THOUSAND
@given(pairs())
def test_the_changes_make_the_new_policy_of_the_old(pair: tuple[Policy, Policy]) -> None:
    old, new = pair
    assert apply(compare(old, new), old) == new


@A_THOUSAND
@given(sources())
def test_a_policy_does_not_differ_from_itself(source: Source) -> None:
    policy = policy_of(source)
    assert compare(policy, policy) == ()
    assert compare(policy, policy_of(deepcopy(source))) == ()
    assert apply((), policy) == policy


@A_THOUSAND
@given(pairs())
def test_from_the_other_side_every_change_is_its_opposite(pair: tuple[Policy, Policy]) -> None:
    old, new = pair
    there, back = compare(old, new), compare(new, old)
    renames = Renames.of(back)
    mirrored = [
        Change(OPPOSITE.get(one.action, one.action), one.before, one.path, one.new, one.old)
        if one.action is Action.RENAMED
        else Change(OPPOSITE.get(one.action, one.action), one.before, one.path, None, None)
        for one in there
    ]
    bare = [one if one.action is Action.RENAMED else one._replace(old=None, new=None) for one in back]
    assert sorted(map(repr, mirrored)) == sorted(map(repr, bare))
    # The values are under the ids of the policy that each side calls new, so they are held against the policies.
    for side, (was, now) in ((there, (old, new)), (back, (new, old))):
        was = renamed(was, renames if side is back else Renames.of(there))
        for one in side:
            if one.action is not Action.RENAMED:
                assert one.new == value_at(now, one.path) or one.new is None
                assert one.old == value_at(was, one.path) or one.old is None


@A_THOUSAND
@given(notations())
def test_another_notation_is_no_difference(notation: tuple[Source, bytes]) -> None:
    source, written = notation
    loaded = load(read(written, name="anders.yaml"))
    assert loaded.diagnostics == ()
    assert loaded.policy is not None
    assert compare(policy_of(source), loaded.policy) == ()


@A_THOUSAND
@given(edits())
def test_one_field_is_the_only_difference(edit: tuple[Source, Source, Path] | None) -> None:
    assume(edit is not None)
    assert edit is not None
    assert_only_difference(*edit)


def assert_only_difference(old: Source, new: Source, field: Path) -> None:
    one, other = policy_of(old), policy_of(new)
    changes = compare(one, other)
    was, now = value_at(one, field), value_at(other, field)
    if {change.path for change in changes} == {field[:-2]}:  # the field names an item, so it is another item
        assert isinstance(field[-2], int)
        was, now, field = value_at(one, field[:-2]), value_at(other, field[:-2]), field[:-2]
    assert changes
    assert all(change.path[: len(field)] == field == change.before[: len(field)] for change in changes)
    if not isinstance(now, BaseModel | dict | tuple):
        assert [(change.path, change.old, change.new) for change in changes] == [(field, was, now)]
    assert patched(was, [change for change in changes if change.action is not Action.RENAMED], len(field)) == now


@A_THOUSAND
@given(renamings())
def test_a_rename_that_is_said_is_all_there_is(renaming: tuple[Source, Source, Renamed] | None) -> None:
    assume(renaming is not None)
    assert renaming is not None
    old, new, (mapping, was, now) = renaming
    one, other = policy_of(old), policy_of(new)
    said = (*mapping, now, "formerly")
    for before, after, action, grown in ((one, other, Action.WIDENED, True), (other, one, Action.NARROWED, False)):
        rename, *rest = compare(before, after)
        ids = (was, now) if grown else (now, was)
        assert rename == Change(Action.RENAMED, (*mapping, ids[1]), (*mapping, ids[0]), *ids)
        assert [(change.action, change.path) for change in rest] == [(action, (*mapping, ids[1], "formerly"))]
    assert value_at(other, said)[-1] == was


# --- pieces ---------------------------------------------------------------------------------------------------------


@A_THOUSAND
@given(pairs())
def test_the_pieces_of_a_change_say_all_of_it(pair: tuple[Policy, Policy]) -> None:
    old, new = pair
    changes = compare(old, new)
    comparison = Comparison(Renames.of(changes), new.language)
    for change in changes:
        assert_pieces(change, comparison)


def assert_pieces(change: Change, comparison: Comparison) -> None:
    pieces = tuple(exploded(change, comparison))
    for piece in pieces:
        assert piece.path[: len(change.path)] == change.path
        assert piece.before[: len(change.before)] == change.before
        assert_pieces(piece, comparison)
    if isinstance(change.old, BaseModel) or isinstance(change.new, BaseModel):
        assert_fields(change, pieces)
    elif pieces:
        assert_items(change, pieces)
        assert change.action is not Action.REORDERED


def assert_fields(change: Change, pieces: Sequence[Change]) -> None:
    depth = len(change.path)
    old, new = fields(change.old, change.new), fields(change.new, change.old)
    for key in old:
        below = [piece for piece in pieces if piece.path[depth] == key]
        assert patched(old[key], below, depth + 1) == new[key]


def fields(part: Any, other: Any) -> dict[str, Any]:
    """Every field of a part, and those only the other one has, empty."""
    return {
        field.alias or name: getattr(part, name) if one is part else empty(field.default, getattr(one, name))
        for one in (other, part)
        if isinstance(one, BaseModel)
        for name, field in type(one).model_fields.items()
    }


def empty(default: Any, value: Any) -> Any:
    return default if default in ((), {}, None) else () if isinstance(value, tuple) else None


def assert_items(change: Change, pieces: Sequence[Change]) -> None:
    old: Any = change.old or ()
    depth = len(change.path)
    of_list = [piece for piece in pieces if len(piece.path) == depth + 1]
    gone = {piece.path[depth]: piece.old for piece in of_list if piece.action is Action.REMOVED}
    come = {piece.path[depth]: piece.new for piece in of_list if piece.action is Action.ADDED}
    kept = tuple(item for place, item in enumerate(old) if place not in gone)
    for piece in pieces:
        if piece.path == change.path:
            assert piece.action is Action.REORDERED
            assert piece.old == kept
            kept = piece.new  # type: ignore[assignment]
    rest = iter(kept)
    items = tuple(come[place] if place in come else next(rest) for place in range(len(kept) + len(come)))
    inside = [piece for piece in pieces if len(piece.path) > depth + 1]
    assert patched(items, inside, depth) == (change.new or ())
    assert all(old[place] == item for place, item in gone.items())
    assert all(below(old, piece.before[depth:]) == piece.old for piece in inside)


def below(value: Any, path: Path) -> Any:
    """What lies at a path below an item of a list."""
    return value_at_part(value[path[0]], path[1:])


def value_at_part(part: Any, path: Path) -> Any:
    for step in path:
        if isinstance(part, BaseModel):
            part = next(getattr(part, n) for n, f in type(part).model_fields.items() if (f.alias or n) == step)
        else:
            part = part[step]
    return part


# --- suggested renames ----------------------------------------------------------------------------------------------


@A_THOUSAND
@given(pairs())
def test_a_suggestion_is_the_same_from_both_sides_and_about_parts_that_differ(pair: tuple[Policy, Policy]) -> None:
    old, new = pair
    there, back = compare(old, new), compare(new, old)
    suggested = likely_renames(old, new, there)
    mirrored = {(one.before, one.path, one.likeness) for one in likely_renames(new, old, back)}
    assert {(one.path, one.before, one.likeness) for one in suggested} == mirrored
    assert {one.path for one in suggested} <= {one.path for one in there if one.action is Action.ADDED}
    assert {one.before for one in suggested} <= {one.before for one in there if one.action is Action.REMOVED}
    assert len({one.path for one in suggested}) == len({one.before for one in suggested}) == len(suggested)


# --- no field is left out -------------------------------------------------------------------------------------------


def of_every_field() -> Iterator[tuple[Place, Random, Source]]:
    for place in places():
        random = Random(crc32(".".join((*place.pattern, place.owner.__name__)).encode()))
        yield place, random, made(random, place)


def test_every_field_of_the_model_takes_part() -> None:
    known = {(place.owner, place.pattern[-1]) for place in places()}
    in_model = {(cls, f.alias or n) for cls in classes() for n, f in cls.model_fields.items()}
    assert in_model - known == {(cls, "mechanism") for cls in classes() if cls.__name__ == "UndecidedTransfer"}
    seen = set()
    for place, _, source in of_every_field():
        found = set(filled(policy_of(source)))
        assert place in found
        seen |= found
    assert seen == set(places())


def test_every_field_of_the_model_can_be_the_only_difference() -> None:
    tried = 0
    for place, random, source in of_every_field():
        if can_change(place):
            edit = changed(source, random, place)
            assert edit is not None, place
            assert_only_difference(source, *edit)
            tried += 1
    assert tried > 600
