"""Family SO: what the pages do not show."""

from __future__ import annotations

import pytest

from rules.asking import ask, brief, related


def policy(category: str, *rows: str) -> str:
    processing = "".join(f"      r{number}: {{data: [a]{row}}}\n" for number, row in enumerate(rows))
    purposes = f"purposes:\n  p:\n    name: P\n    processing:\n{processing}" if rows else ""
    return f"data_categories:\n  a: {{name: A{category}}}\n{purposes}"


SOURCED = ", source: {name: Buren}"


@pytest.mark.parametrize(
    ("category", "rows", "trips"),
    [
        (", origin: third_party", (), True),
        (", origin: public", (), True),
        (", origin: public, source: de krant", (), False),
        (", origin: provided", (), False),
        (", origin: observed", ("",), False),
        ("", (), False),
        (", origin: third_party", ("",), True),
        (", origin: third_party", (SOURCED,), False),
        (", origin: third_party", (SOURCED, ""), True),
        (", origin: [provided, third_party]", (SOURCED, ""), False),
        (", origin: [provided, third_party]", ("", ""), True),
        (", origin: [public, third_party]", (SOURCED, ""), True),
    ],
)
def test_so001_wants_the_source_of_what_people_did_not_give(category: str, rows: tuple[str, ...], trips: bool) -> None:
    assert brief(ask("SO001", policy(category, *rows))) == (["error data_categories.a.source"] if trips else [])


def test_so001_in_english() -> None:
    (found,) = ask("SO001", policy(", origin: public"))
    assert found.message.en == "Who does “A” come from? Name the source, and whether it is public."
    assert related(found) == [(2, 16, "niet van de mensen zelf", "not from the people themselves")]


@pytest.mark.parametrize(
    ("category", "row", "trips"),
    [
        (", origin: third_party", ", source: {name: R, kind: register}", True),
        ("", ", source: [{name: Q, public: false}, {name: R, kind: register}]", True),
        (", origin: third_party", ", source: {name: R, kind: register, public: true}", False),
        (", origin: third_party", ", source: {name: R, kind: register, public: false}", False),
        (", origin: third_party", ", source: {name: R, kind: organisation}", False),
        (", origin: third_party", ", source: {name: R}", False),
        (", origin: public", ", source: {name: R, kind: register}", False),
        (", origin: third_party", ", own_role: processor, source: {name: R, kind: register}", False),
        (", origin: third_party", ", until: 2026-11-22, source: {name: R, kind: register}", False),
    ],
)
def test_so001_asks_whether_a_register_is_public(category: str, row: str, trips: bool) -> None:
    found = ask("SO001", policy(category, row))
    assert [one.severity for one in found] == (["warning"] if trips else [])
    for one in found:
        assert one.path[-1] == "public"
        assert one.message.nl == "Is “R” een openbare bron?"
        assert one.message.en == "Is “R” a public source?"
        assert one.help is not None
        assert one.help.nl == "Zet public bij de bron op true of false."
        assert one.help.en == "Set public of the source to true or false."


@pytest.mark.parametrize(
    ("category", "rows", "trips"),
    [
        ("", (), True),
        ("", ("",), True),
        ("", (SOURCED,), False),
        ("", (SOURCED, ""), True),
        (", source: de krant", (), False),
        (", origin: derived", (), False),
    ],
)
def test_so002_wants_an_origin(category: str, rows: tuple[str, ...], trips: bool) -> None:
    assert brief(ask("SO002", policy(category, *rows))) == (["warning data_categories.a.origin"] if trips else [])


def test_so002_in_english() -> None:
    (found,) = ask("SO002", policy(""))
    assert found.message.en == "State for every kind of data where it comes from. For “A” you do not."


@pytest.mark.parametrize(
    ("category", "row", "expected"),
    [
        (", source: derden", "", ["warning data_categories.a.source"]),
        (", source: Andere bedrijven.", "", ["warning data_categories.a.source"]),
        (", source: uw werkgever", "", []),
        (", source: onze partners in de zorg", "", []),
        ("", ", source: {name: Derden}", ["warning purposes.p.processing.r0.source.0.name"]),
        ("", ", source: [{name: Buren}, {name: derden}]", ["warning purposes.p.processing.r0.source.1.name"]),
        ("", ", source: {name: Derden}, until: 2026-11-22", []),
        ("", ", source: {name: Derden}, own_role: processor", []),
    ],
)
def test_so001_takes_no_word_for_everybody_as_a_source(category: str, row: str, expected: list[str]) -> None:
    found = ask("SO001", policy(f", origin: third_party{category}", row))
    assert brief(found) == expected
    for one in found:
        name = one.message.nl.split("”")[0]
        assert one.message.nl == f"{name}” is geen bron: wie dit leest, weet niet van wie u de gegevens krijgt."
        assert one.message.en == f"{name}” is no source: whoever reads this does not know who gives you the data."
        assert one.help is not None
        assert one.help.nl == "Noem de bron, of anders het soort organisatie en de sector."
        assert one.help.en == "Name the source, or else the kind of organisation and its sector."
        assert one.sources == ("AVG 14(2)(f)", "WP260 annex")
