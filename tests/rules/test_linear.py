"""Judging takes work in proportion to the policy: counted in lines, not in seconds, so that it is always the same."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from policyc.model.load import load
from policyc.rules.catalogue import RULES
from policyc.rules.judge import judge
from policyc.source.reader import read
from rules.examples import TODAY

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
large = import_module("large")

LIMIT = 2.2
"""A little above two: what is sorted takes slightly more."""


def cookies(count: int) -> str:
    """A policy of which everything in a long list trips rules."""
    one = "  c{0}: {{name: Cookie {0}, category: marketing, provider: self}}\n"
    return str(large.policy(1, 1)) + "cookies:\n" + "".join(one.format(number) for number in range(count))


def work(source: str) -> int:
    """How many lines run while a policy is judged; each turn of a loop or a comprehension counts.

    Calls alone would not do: a search through a list is one call, however long the list.
    """
    loaded = load(read(source.encode(), name="groot.yaml"))
    assert loaded.policy is not None
    lines = 0

    def count(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        judge(loaded.policy, loaded.document, TODAY, RULES)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize(
    ("one", "twice"),
    [
        pytest.param(large.policy(20, 10), large.policy(40, 10), id="purposes"),
        pytest.param(cookies(200), cookies(400), id="findings"),
    ],
)
def test_a_policy_of_twice_the_size_takes_twice_the_work(one: str, twice: str) -> None:
    work(one)  # what is read from files once and kept does not count
    assert 1 < work(twice) / work(one) < LIMIT
