"""The schemas in `schema/` are current, whole and true to their words; `policyc schema` gives them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli.run import policyc, process
from jsonschema import Draft202012Validator

from policyc.diagnostics import Language
from policyc.export.json_schema import LANGUAGES, policy_schema, settings_schema
from policyc.export.json_schema_words import FILE as WORDS
from policyc.export.json_schema_words import NoWords, SchemaWords, entries, read_words
from policyc.export.packaged_schema import packaged_schemas

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
generate_schema = import_module("generate_schema")
schema_reference = import_module("schema_reference")

FILES = sorted(packaged_schemas().iterdir())
PAGE = ROOT / "docs" / "reference" / "brontaal.md"


def schema(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def parts(value: Any, at: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in a schema, with its place."""
    if isinstance(value, dict):
        yield at, value
        for key, inner in value.items():
            yield from parts(inner, f"{at}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from parts(inner, f"{at}[{number}]")


def test_what_is_made_of_the_model_is_current() -> None:
    for path, text in generate_schema.texts().items():
        assert path.read_text("utf-8") == text, f"{path.name}: run tools/generate_schema.py"
    made = {path.name for path in generate_schema.texts() if path.suffix == ".json"}
    assert {path.name for path in FILES} == made


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_a_json_schema(path: Path) -> None:
    Draft202012Validator.check_schema(schema(path))
    assert schema(path)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_in_it_leads_elsewhere(path: Path) -> None:
    """No address to fetch, and no definition that nobody uses or that is not there."""
    whole = schema(path)
    leads = {part["$ref"] for _, part in parts(whole) if isinstance(part.get("$ref"), str)}
    assert leads == {f"#/$defs/{name}" for name in whole["$defs"]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_field_and_every_word_is_explained(path: Path) -> None:
    for at, part in parts(schema(path)):
        if "enum" in part and isinstance(part["enum"], list):
            assert len(part["enumDescriptions"]) == len(part["enum"]), at
            assert all(isinstance(told, str) and told for told in part["enumDescriptions"]), at
        if part.get("additionalProperties") is False and "null" in part.get("type", ()):
            for key, field in part["properties"].items():
                made_impossible = field.get("type") == "null"
                assert made_impossible or field.get("description"), f"{at}.{key}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_is_right_where_it_stands(path: Path) -> None:
    whole = schema(path)
    found = [(at, part) for at, part in parts(whole) if isinstance(part.get("examples"), list)]
    assert found
    for at, part in found:
        judge = Draft202012Validator({**part, "$defs": whole["$defs"]})
        for example in part["examples"]:
            assert not [error.message for error in judge.iter_errors(example)], (at, example)


def test_no_example_says_a_thing_of_a_real_organisation() -> None:
    """A made-up postcode or legal name beside a real one is a false statement about somebody."""
    policy: Any = yaml.safe_load((ROOT / "policies" / "progressx.yaml").read_text("utf-8"))
    controller, address = policy["controller"], policy["controller"]["address"]
    theirs = [controller["name"], policy["id"], *(address[key] for key in ("street", "postal_code", "city"))]
    theirs += [controller["phone"], *re.findall(r"https?://(?:www\.)?([^/'\s]+)", str(policy))]
    for path in (WORDS, *FILES, PAGE):
        text = _squeezed(path.read_text("utf-8"))
        assert [value for value in theirs if _squeezed(value) in text] == [], path.name


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()


def test_the_two_languages_differ_in_words_only() -> None:
    for name in ("policyc", "policyc-config"):
        dutch, english = (schema(packaged_schemas() / f"{name}.{language}.json") for language in LANGUAGES)
        assert _without_words(dutch) == _without_words(english)
        assert dutch != english


_WORDS = ("description", "enumDescriptions", "errorMessage", "patternErrorMessage", "examples")


def _without_words(value: Any) -> Any:
    if isinstance(value, dict):
        # A field can have one of these names too; what it has is no text.
        return {
            key: _without_words(inner) for key, inner in value.items() if key not in _WORDS or isinstance(inner, dict)
        }
    return [_without_words(inner) for inner in value] if isinstance(value, list) else value


def used(language: Language) -> set[tuple[str, ...]]:
    words = SchemaWords(language)
    policy_schema(words)
    settings_schema(words)
    return words.used


def test_the_words_have_no_entry_that_nobody_needs() -> None:
    assert set(entries(read_words())) - used("nl") == set()


@pytest.mark.parametrize(
    "place",
    [("fields", "Policy", "status"), ("fields", "Retention", "norm"), ("words", "Section", "dpo"), ("types", "Date")],
    ids=".".join,
)
def test_a_word_that_is_missing_is_missed(place: tuple[str, ...]) -> None:
    """So a new field of the model stops the tests until it is explained."""
    table: Any = read_words()
    group = table
    for key in place[:-1]:
        group = group[key]
    del group[place[-1]]
    with pytest.raises(NoWords, match=place[-1]):
        policy_schema(SchemaWords("en", table))


def test_every_entry_is_in_two_languages() -> None:
    table = read_words()
    for place in entries(table):
        entry: Any = table
        for key in place:
            entry = entry[key]
        assert set(entry) in ({"nl", "en"}, {"nl", "en", "examples"}), place
        assert entry["nl"].strip() == entry["nl"], place
        assert entry["en"].strip() == entry["en"], place
        assert entry["nl"] != entry["en"] or place in SAME_IN_BOTH, place


SAME_IN_BOTH = {
    ("words", "DirectMarketing.by", "email"),
    ("words", "DirectMarketing.by", "post"),
}


# --- the page ---


def test_the_page_names_every_field_and_every_word() -> None:
    text = PAGE.read_text("utf-8")
    for _, part in parts(schema(packaged_schemas() / "policyc.nl.json")):
        fields = part.get("properties", {}) if isinstance(part.get("properties"), dict) else {}
        for key, field in fields.items():
            if isinstance(field, dict) and field.get("description") and key not in LANGUAGES:
                assert f"`{key}`" in text or f"\n## {key}\n" in text
                assert field["description"] in text
        if isinstance(part.get("enum"), list):
            for word, told in zip(part["enum"], part["enumDescriptions"], strict=True):
                assert word is None or f"  - `{word}`: {told}" in text


def test_the_links_of_the_page_lead_somewhere() -> None:
    text = PAGE.read_text("utf-8")
    headings = [heading.replace("`", "") for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]
    anchors = [schema_reference.slug(heading) for heading in headings]
    assert len(set(anchors)) == len(anchors)
    targets = set(re.findall(r"\]\(([^)]+)\)", text))
    assert {target[1:] for target in targets if target.startswith("#")} <= set(anchors)
    for target in targets:
        assert target.startswith(("#", "https://")) or (PAGE.parent / target).is_file()


# --- the command ---


@pytest.mark.parametrize(("of", "name"), [((), "policyc"), (("policy",), "policyc"), (("config",), "policyc-config")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_prints_the_file(of: tuple[str, ...], name: str, language: str) -> None:
    run = policyc("schema", *of, "--lang", language)
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout == (packaged_schemas() / f"{name}.{language}.json").read_text("utf-8")


def test_the_command_writes_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "schema.json"
    run = policyc("schema", "-o", path)
    assert (run.code, run.stdout, run.stderr) == (0, f"{path}\n", "")
    assert path.read_bytes() == (packaged_schemas() / "policyc.nl.json").read_bytes()


def test_a_place_where_nothing_can_be_written(tmp_path: Path) -> None:
    run = policyc("schema", "-o", tmp_path)
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr == f"{tmp_path} kan niet worden geschreven: op die plaats staat een map. Er is niets veranderd.\n"


def test_what_is_no_schema_is_refused() -> None:
    run = process("schema", "rules")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith("Bij SOORT hoort één van deze woorden: policy, config.")
