"""The statements of this repository, whole: a lawyer reads the difference in `tests/golden/` before it is accepted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from document.rendering import as_html, rendered
from golden import GOLDEN, assert_golden

from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.source.reader import read

ROOT = Path(__file__).parent.parent.parent
POLICIES = sorted((ROOT / "policies").rglob("*.yaml"))
NAMES = [path.relative_to(ROOT / "policies").with_suffix("").as_posix() for path in POLICIES]


def policy_of(path: Path) -> Policy:
    loaded = load(read(path.read_bytes(), name=path.name))
    assert loaded.policy is not None, loaded.diagnostics
    return loaded.policy


def as_of(policy: Policy) -> date:
    return policy.effective or date(2026, 12, 15)


@pytest.mark.parametrize(("path", "name"), list(zip(POLICIES, NAMES, strict=True)), ids=NAMES)
@pytest.mark.parametrize("kind", ["md", "html"])
def test_the_statement_is_as_it_was_read(request: pytest.FixtureRequest, path: Path, name: str, kind: str) -> None:
    policy = policy_of(path)
    text = rendered(policy, as_of(policy)) if kind == "md" else as_html(policy, as_of(policy))
    assert_golden(request, f"{name}/{policy.language}/statement.{kind}", text)


def test_every_golden_statement_belongs_to_a_policy() -> None:
    kept = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("statement.*")}
    assert kept == {f"{name}/nl/statement.{kind}" for name in NAMES for kind in ("md", "html")}
