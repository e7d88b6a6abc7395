"""Comparing takes work in proportion to the policy: counted in lines, not in seconds, so that it is always the same."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from policyc.changes.compare import Comparison, apply, compare
from policyc.changes.explode import exploded
from policyc.changes.materiality import classify
from policyc.changes.pair import Pair
from policyc.changes.renames import Renames, likely_renames
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.source.reader import read

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
large = import_module("large")

LIMIT = 2.2
"""A little above two: what is sorted takes slightly more."""
HEAD = "policyc: 1\nid: groot\ntitle: Groot\nstatus: draft\n"

Size = Callable[[int], str]


def measures(count: int, word: str = "Maatregel") -> str:
    return HEAD + "security:\n  measures:\n" + "".join(f"    - {word} {number}\n" for number in range(count))


def versions(count: int, word: str = "Versie") -> str:
    """Items that all have the same name, and one that has not."""
    one = "    - {{version: 1.0.0, summary: {} {}}}\n"
    items = "".join(one.format(word, number) for number in range(count))
    return f"{HEAD}change_promise:\n  history:\n{items}    - {{version: {len(word)}, summary: {word}}}\n"


def purposes(count: int) -> str:
    return str(large.policy(count, 10))


def with_other_fields(count: int) -> str:
    return str(large.later(purposes(count)))


def with_other_ids(count: int) -> str:
    """Every category of data has another id, and says so."""
    references = re.sub(r"soort(\d+)(?=[],])", r"data\1", purposes(count))
    return re.sub(r"  soort(\d+): {", r"  data\1: {formerly: [soort\1], ", references)


def with_unsaid_ids(count: int) -> str:
    return re.sub(r"formerly: \[\w+\], ", "", with_other_ids(count))


def work(old: str, new: str) -> int:
    """How many lines run while two policies are compared, applied, judged and searched for renames."""
    one, other = policy(old), policy(new)
    lines = 0

    def count(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        changes = compare(one, other)
        apply(changes, one)
        comparison = Comparison(Renames.of(changes), "nl")
        pieces = [piece for change in changes for piece in exploded(change, comparison)]
        classify(Pair.of(one, other, changes))
        likely_renames(one, other, changes)
    finally:
        sys.settrace(before)
    assert changes
    assert pieces or "history" not in old
    return lines


def policy(source: str) -> Policy:
    loaded = load(read(source.encode(), name="groot.yaml"))
    assert loaded.policy is not None, loaded.diagnostics[:1]
    return loaded.policy


@pytest.mark.parametrize(
    ("old", "new", "size"),
    [
        pytest.param(purposes, with_other_fields, 20, id="fields"),
        pytest.param(purposes, with_other_ids, 20, id="renames"),
        pytest.param(purposes, with_unsaid_ids, 20, id="renames that nobody tells"),
        pytest.param(purposes, lambda _: purposes(1), 20, id="parts that go"),
        pytest.param(measures, lambda count: measures(count, "Middel"), 200, id="texts in a list"),
        pytest.param(versions, lambda count: versions(count, "Uitgave"), 200, id="items of one name"),
    ],
)
def test_policies_of_twice_the_size_take_twice_the_work(old: Size, new: Size, size: int) -> None:
    work(old(size), new(size))  # what is made once and kept does not count
    once, twice = work(old(size), new(size)), work(old(2 * size), new(2 * size))
    assert 1 < twice / once < LIMIT
