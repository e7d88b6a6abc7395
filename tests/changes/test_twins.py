"""Every kind of change as a pair of files, with exactly what `policyc diff` makes of it.

`pytest --update-golden tests/changes/test_twins.py` writes the results anew. Read them: they are the law of this tool.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from changes.twins import ON, changes_between, policy_in, told, twin_folders
from policyc.changes.difference import difference
from policyc.changes.kind import Materiality
from policyc.changes.materiality import heaviest

NOTICEABLE = 40
SILENT = 15


@pytest.mark.parametrize("folder", twin_folders(), ids=lambda folder: folder.name)
def test_a_pair_has_exactly_its_result(folder: Path, request: pytest.FixtureRequest) -> None:
    found = told(changes_between(policy_in(folder / "old.yaml"), policy_in(folder / "new.yaml")))
    result = folder / "result.txt"
    if request.config.getoption("--update-golden"):
        result.write_text(found, encoding="utf-8", newline="\n")
    assert found == result.read_text("utf-8")
    assert found, "a pair without changes belongs in silent/"


@pytest.mark.parametrize("folder", twin_folders("silent"), ids=lambda folder: folder.name)
def test_a_silent_pair_asks_nothing(folder: Path, request: pytest.FixtureRequest) -> None:
    found = difference(policy_in(folder / "old.yaml"), policy_in(folder / "new.yaml"), ON)
    result = folder / "result.txt"
    if request.config.getoption("--update-golden"):
        result.write_text(told(found.changes), encoding="utf-8", newline="\n")
    assert heaviest(found.changes) is Materiality.EDITORIAL, told(found.changes)
    assert found.verdict.steps == ()
    assert told(found.changes) == result.read_text("utf-8")


def test_there_are_pairs_enough() -> None:
    assert len(twin_folders()) >= NOTICEABLE
    assert len(twin_folders("silent")) >= SILENT
