"""pydantic's errors in our words: none is left without, and each stands where the author should look."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from model.maximal import maximal_sources, to_yaml
from model.parse import findings, helps
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.source.reader import read

# Per kind of validator in the model: the error types it can raise (pydantic-core, `ErrorType`).
RAISES: dict[str, set[str]] = {
    "default": set(),
    "nullable": set(),
    "definitions": set(),
    "definition-ref": set(),
    "function-before": {"policyc_refused"},
    "function-after": {"policyc_refused"},
    "function-plain": {"policyc_refused"},
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden", "model_attributes_type"},
    "model-field": set(),
    "dict": {"dict_type"},
    "generator": set(),
    "tuple": {"tuple_type"},
    "literal": {"literal_error"},
    "tagged-union": {"union_tag_invalid", "union_tag_not_found", "retention_kind", "transfer_mechanism"},
    "str": set(),  # behind a function of ours that gives text
    "date": set(),
    "int": set(),
    "bool": set(),
    "any": set(),
    "none": set(),
    "no-info": set(),
}

# Per error type: a policy that raises it, and what is said.
SAMPLES = {
    "policyc_refused": ("id2: x\nversion: x", "MO024 2:10 “x” is geen versienummer."),
    "model_type": ("scope: x", "MO004 1:8 Hier horen velden te staan (naam: waarde)."),
    "model_attributes_type": (
        "purposes: {a: {name: x, legal_basis: true}}",
        "MO004 1:38 Hier hoort een grondslag te staan.",
    ),
    "missing": ("audiences: {a: {}}", "MO001 1:13 Bij audiences.a ontbreekt het veld “name”."),
    "extra_forbidden": ("scoop: {}", "MO002 1:1 Onbekend veld “scoop”."),
    "dict_type": ("purposes: []", "MO004 1:11 Hier horen onderdelen te staan, elk met een naam."),
    "tuple_type": ("unconfirmed: x", "MO005 1:14 Hier hoort een lijst te staan."),
    "literal_error": ("address_form: jij", "MO003 1:15 “jij” kan hier niet staan."),
    "union_tag_invalid": ("purposes: {a: {name: x, legal_basis: zin}}", "MO003 1:38 “zin” kan hier niet staan."),
    "union_tag_not_found": (
        "purposes: {a: {name: x, legal_basis: {law: AWR}}}",
        "MO001 1:25 Bij purposes.a.legal_basis ontbreekt het veld “basis”.",
    ),
    "retention_kind": (
        "retention: {rule: {law: AWR}}",
        "MO006 1:19 Hier ontbreekt de termijn of de maatstaf.",
    ),
    "transfer_mechanism": (
        "recipients: {a: {name: x, transfers: {us: {mechanism: zin}}}}",
        "MO003 1:55 “zin” kan hier niet staan.",
    ),
}


def schema_types(schema: Any) -> Iterator[str]:
    """The kind of every validator in a core schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema["type"]
        for key, inner in schema.items():
            if key not in ("metadata", "serialization", "ref", "cls", "config"):
                yield from schema_types(inner)
    elif isinstance(schema, list | tuple):
        for inner in schema:
            yield from schema_types(inner)


def test_every_error_type_of_the_model_has_a_sample() -> None:
    Policy.model_rebuild(force=True)
    used = set(schema_types(Policy.__pydantic_core_schema__))
    assert used <= RAISES.keys()
    assert {error for kind in used for error in RAISES[kind]} == SAMPLES.keys()


@pytest.mark.parametrize("error", SAMPLES)
def test_error_type(error: str) -> None:
    yaml, finding = SAMPLES[error]
    assert finding in findings(yaml)


# --- anything anywhere ---

JUNK: tuple[Any, ...] = (True, "x" * 500, ["x", None, {}], {"x": "y"}, None)


def _with_junk(value: Any, junk: Any, depth: int) -> Any:
    if depth == 0:
        return copy.deepcopy(junk)
    if isinstance(value, dict):
        return {key: _with_junk(inner, junk, depth - 1) for key, inner in value.items()}
    return [_with_junk(inner, junk, depth - 1) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("depth", [1, 2, 3, 5, 7])
@pytest.mark.parametrize("junk", JUNK, ids=["true", "text", "list", "fields", "nothing"])
def test_whatever_stands_where_it_should_not_is_explained(junk: Any, depth: int) -> None:
    document = read(to_yaml(_with_junk(maximal_sources()[0], junk, depth)), name="p.yaml")
    for finding in load(document).diagnostics:
        assert finding.code != "MO009"
        assert finding.message.nl != finding.message.en
        assert len(finding.message.nl) < 250
        assert finding.path == document.resolve(finding.path)
        assert "x" * 100 not in finding.message.nl
        for foreign in ("None", "True", "False", "<", ">", "['", "{'"):
            assert foreign not in finding.message.nl


# --- where to look ---


@pytest.mark.parametrize(
    ("yaml", "finding"),
    [
        # The name of what is there without a value; the place above it when there is nothing.
        ("audiences:\n  a:\n    name:\n", "MO001 3:5 Het veld “name” is niet ingevuld."),
        ("audiences:\n  a: {description: x}\n", "MO001 2:3 Bij audiences.a ontbreekt het veld “name”."),
        # Items of a list are counted from one.
        (
            "unconfirmed: [{at: scope, question: x}, {at: scope}]",
            "MO001 1:41 Bij unconfirmed (nummer 2) ontbreekt het veld “question”.",
        ),
        # A short form: the value itself.
        ("cookies: {a: {duration: altijd}}", "MO022 1:25 “altijd” is geen periode."),
        ("rights: {response_time: snel}", "MO022 1:25 “snel” is geen periode."),
        ("purposes: {a: {name: x, data: [A]}}", "MO013 1:32 “A” kan geen naam van een onderdeel zijn."),
        # A list: the item that stands there again.
        ("cookies: {a: {names: [x, y, x]}}", "MO025 1:29 “x” staat er twee keer."),
        # A group of fields: the key that is one too many.
        (
            "recipients: {a: {name: x, category: y}}",
            "MO030 1:27 Een ontvanger heeft een naam (name) of een categorie (category), niet allebei.",
        ),
        ("controller:\n  name:Jan\n", "MO004 2:3 Na “name:” ontbreekt een spatie."),
    ],
)
def test_place(yaml: str, finding: str) -> None:
    assert findings(yaml) == [finding]


def test_a_misspelt_field_is_not_missing_as_well() -> None:
    assert findings("audiences: {a: {nam: x}}") == ["MO002 1:17 Onbekend veld “nam”."]
    assert findings("purposes: {a: {name: x, legal_basis: {bais: consent}}}") == ["MO002 1:39 Onbekend veld “bais”."]
    assert findings("retention: {rule: {peroid: P1Y}}") == ["MO002 1:20 Onbekend veld “peroid”."]


def test_a_field_of_another_kind_is_told_apart_from_an_unknown_one() -> None:
    assert findings("retention: {rule: {until: x, from: y}}") == [
        "MO002 1:30 “from” hoort niet bij een termijn met “until”."
    ]
    assert findings("retention: {rule: {until: x, form: y}}") == ["MO002 1:30 Onbekend veld “form”."]
    assert helps("retention: {rule: {until: x, from: y}}")[0].startswith("Dit kan hier staan: until, law,")


def test_long_lists_of_choices_are_cut() -> None:
    assert helps("geheel_iets_anders: x") == [
        "Dit kan hier onder andere staan: policyc, id, title, status, url, design, language, translations, "
        "prevailing_language, address_form, version, effective."
    ]
