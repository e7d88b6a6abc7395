"""The schema accepts what the loader accepts, and refuses what it refuses, but for what a schema cannot say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model.walk import classes
from rules.examples import every_example

from schema.agreement import ROOT, Verdicts, as_yaml, verdicts
from schema.mutation import fields, mutated, policy_with, probed, valued
from schema.unsayable import HEAD, TOO_STRICT, UNSAYABLE, TooStrict, Unsayable

REAL = sorted((*(ROOT / "policies").rglob("*.yaml"), *(ROOT / "docs" / "examples").glob("*.yaml")))
OTHERS = sorted(path for path in (ROOT / "tests").rglob("*.yaml") if path.name != "expected.yaml")


def unexplained(found: Verdicts) -> str:
    """Why the schema and the loader differ on a file, when no entry of the list says so; "" otherwise."""
    if found.agree:
        return ""
    if not found.loader:
        excused = any(entry.explains(found) for entry in TOO_STRICT)
        return "" if excused else f"the schema refuses it: {found.schema}"
    left = [
        f"{one.code} {'.'.join(map(str, one.path))}: {one.message.en}"
        for one in found.loader
        if not any(entry.explains(one, found.document) for entry in UNSAYABLE)
    ]
    return f"the loader refuses it: {left}" if left else ""


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_real_policies_are_right_to_both(path: Path) -> None:
    found = verdicts(path.read_bytes())
    assert (found.schema, found.loader) == ((), ())


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_policy_of_the_tests(path: Path) -> None:
    assert unexplained(verdicts(path.read_bytes())) == ""


def test_every_example_of_the_rules() -> None:
    for example in every_example():
        assert unexplained(verdicts(example.source.encode())) == "", example.name


def test_every_field_with_every_mistake() -> None:
    seen = {part for path, _ in fields() for part in path if isinstance(part, str)}
    assert {field.alias or name for cls in classes() for name, field in cls.model_fields.items()} <= seen
    for path, policy in fields():
        for number, changed in enumerate(probed(path, policy)):
            assert unexplained(verdicts(as_yaml(changed))) == "", (path, number)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutated())
def test_a_policy_changed_at_random(policy: dict[str, Any]) -> None:
    assert unexplained(verdicts(as_yaml(policy))) == ""


@settings(max_examples=400, deadline=None)
@given(valued(), st.booleans())
def test_a_value_that_is_nearly_right(field: tuple[list[str], str], quoted: bool) -> None:
    """Quoted, it is text to everyone. Plain, it may be a number to an editor, or no value at all."""
    path, text = field
    raw = as_yaml(policy_with(path, "VALUE"))
    written = yaml.safe_dump(text, default_style='"', allow_unicode=True).strip() if quoted else text
    assert unexplained(verdicts(raw.replace(b"VALUE", written.encode()))) == ""


@pytest.mark.parametrize("entry", UNSAYABLE, ids=lambda entry: entry.name)
def test_what_a_schema_cannot_say(entry: Unsayable) -> None:
    seen: set[str] = set()
    for raw in entry.policies():
        found = verdicts(raw)
        assert found.schema == ()
        assert found.loader
        for one in found.loader:
            assert [other.name for other in UNSAYABLE if other.explains(one, found.document)] == [entry.name]
            seen.add(one.code if one.code in entry.codes else one.code[:2])
    assert seen == entry.codes


@pytest.mark.parametrize("entry", TOO_STRICT, ids=lambda entry: entry.name)
def test_where_the_schema_asks_more(entry: TooStrict) -> None:
    found = verdicts((HEAD + entry.example).encode())
    assert found.loader == ()
    assert found.schema
    assert [other.name for other in TOO_STRICT if other.explains(found)] == [entry.name]
