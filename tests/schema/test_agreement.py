"""The schema accepts what the loader accepts, and refuses what it refuses, but for what a schema cannot say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model.walk import classes
from rules.examples import every_example

from schema.agreement import ROOT, Complaint, Verdicts, as_yaml, verdicts
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


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("design: {font: Source Sans 3}\n", ("design", "font")),
        ("controller: {phone: +31 20 123 45 67}\n", ("controller", "phone")),
        ("cookies:\n  a: {names: [_ga, _gid]}\n", ("cookies", "a", "names")),
        ("cookies:\n  a: {names: [1, 2.0]}\n", ("cookies", "a", "names")),
    ],
)
def test_what_a_schema_would_wrongly_refuse_is_not_explained(text: str, path: tuple[str, ...]) -> None:
    """The list excuses values, not fields: a pattern that is too strict would be found."""
    found = verdicts((HEAD + text).encode())
    assert (found.schema, found.loader) == ((), ())
    assert unexplained(replace(found, schema=(Complaint(path, "does not match"),))) != ""


@pytest.mark.parametrize(
    "text",
    [
        "design: {font: 'a  " + "a" * 58 + "'}\n",
        "design: {font: '  " + "a" * 60 + "  '}\n",
        "design: {font: 15e-1}\n",
        "design: {font: 1e999}\n",
        "design: {font: {family: 15e-1}}\n",
        "controller: {phone: 012}\n",
        "controller: {phone: 020.1234567}\n",
    ],
)
def test_an_editor_takes_what_policyc_takes(text: str) -> None:
    found = verdicts((HEAD + text).encode())
    assert (found.schema, found.loader) == ((), ())


@pytest.mark.parametrize("font", ["a  " + "a" * 59, "a" * 61, "- a", "a_b"])
def test_a_name_of_a_font_that_neither_takes(font: str) -> None:
    found = verdicts(f"{HEAD}design: {{font: '{font}'}}\n".encode())
    assert found.schema
    assert found.loader
