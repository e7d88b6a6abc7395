"""The model as a whole: every field can be filled, left out or null; short forms; nothing can be changed afterwards."""

from __future__ import annotations

import copy
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel, ValidationError

from model.maximal import maximal_policies, maximal_sources, policy_of
from model.parse import HEAD, findings, loaded, policy
from model.walk import classes
from policyc.diagnostics import Path
from policyc.model import references
from policyc.model.legal_basis import Consent, Contract
from policyc.model.policy import Policy
from policyc.model.retention import KINDS
from policyc.model.transfer import MECHANISMS


def models_in(value: Any) -> list[BaseModel]:
    """Every part of a policy, at any depth."""
    if isinstance(value, BaseModel):
        return [value, *(part for name in type(value).model_fields for part in models_in(getattr(value, name)))]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return [part for item in inner for part in models_in(item)]


@pytest.fixture(scope="module")
def parts() -> list[BaseModel]:
    return [part for made in maximal_policies() for part in models_in(made)]


# --- the maximal policies ---


def test_every_class_occurs(parts: list[BaseModel]) -> None:
    abstract = {cls for cls in classes() if cls.__name__.startswith("_")}
    assert set(classes()) - abstract <= {type(part) for part in parts}


def test_every_field_is_filled_somewhere(parts: list[BaseModel]) -> None:
    filled = {
        (type(part), name)
        for part in parts
        for name in type(part).model_fields
        if getattr(part, name) not in (None, (), {})
    }
    wanted = {(cls, name) for cls in classes() for name in cls.model_fields}
    empty = {f"{cls.__name__}.{name}" for cls, name in wanted - filled}
    assert empty == {"UndecidedTransfer.mechanism"}


def test_every_word_is_used_somewhere(parts: list[BaseModel]) -> None:
    used = {
        (type(part), name, str(word))
        for part in parts
        for name in type(part).model_fields
        for word in _words_of(getattr(part, name))
    }
    for cls in classes():
        for name, hint in get_type_hints(cls, include_extras=True).items():
            for word in _literals(hint) if name in cls.model_fields else ():
                assert (cls, name, word) in used or cls.__name__.startswith("Retention"), (cls, name, word)


def _words_of(value: Any) -> list[Any]:
    return list(value) if isinstance(value, tuple | dict) else [value]


def _literals(hint: Any) -> list[str]:
    if get_origin(hint) is Literal:
        return [str(word) for word in get_args(hint)]
    if any(isinstance(argument, type) and issubclass(argument, BaseModel) for argument in get_args(hint)):
        return []
    return [word for argument in get_args(hint) for word in _literals(argument)]


def test_the_texts_hold_their_own_path() -> None:
    for made in maximal_policies()[:2]:
        for path, text in references.texts(made):
            assert str(text).removesuffix(".").split(" ")[1] == ".".join(map(str, path))


# --- null is absent ---


def test_null_is_the_same_as_absent_everywhere() -> None:
    """Each optional field of each class once: left out, and there without a value."""
    for number in range(2):
        whole = maximal_sources()[number]
        for path in _optional_paths(maximal_policies()[number]):
            field = str(path[0])
            part = whole[field]
            if field in ("purposes", "recipients", "cookies") and len(path) > 1:
                part = {path[1]: part[path[1]]}  # one of many will do
            source = {"policyc": 1, "id": "p", "title": "Titel", "status": "draft", field: part}
            without, null = copy.deepcopy(source), copy.deepcopy(source)
            _drop(without, path)
            _at(null, path[:-1])[path[-1]] = None
            assert _load(without) == _load(null), path


def _load(source: Any) -> object:
    try:
        return Policy.model_validate(source)
    except ValidationError as error:
        return [(found["type"], found["loc"]) for found in error.errors()]


def _optional_paths(made: Policy) -> list[Path]:
    """One path for each field that need not be there."""
    found: dict[tuple[type, str], Path] = {}

    def walk(value: Any, at: Path) -> None:
        if isinstance(value, BaseModel):
            for name, field in type(value).model_fields.items():
                here = (*at, field.alias or name)
                if not field.is_required() and getattr(value, name) not in (None, (), {}):
                    found.setdefault((type(value), name), here)
                walk(getattr(value, name), here)
        elif isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*at, key))
        elif isinstance(value, tuple):
            for index, inner in enumerate(value):
                walk(inner, (*at, index))

    walk(made, ())
    return list(found.values())


def _at(source: Any, path: Path) -> Any:
    for step in path:
        source = source[step]
    return source


def _drop(source: Any, path: Path) -> None:
    del _at(source, path[:-1])[path[-1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("purposes: {a: {name: x, retention: }}", "purposes: {a: {name: x}}"),
        ("purposes: {a: {name: x, data: , processing: {r: {}}}}", "purposes: {a: {name: x, processing: {r: {}}}}"),
        (
            "purposes: {a: {name: x, retention: {period: , until: y}}}",
            "purposes: {a: {name: x, retention: {until: y}}}",
        ),
        ("purposes: {a: {name: x, legal_basis: }}", "purposes: {a: {name: x}}"),
        (
            "recipients: {a: {name: x, transfers: {us: {mechanism: }}}}",
            "recipients: {a: {name: x, transfers: {us: {}}}}",
        ),
        ("recipients: {a: {name: x, category: }}", "recipients: {a: {name: x}}"),
        ("cookies: {a: {duration: {session: true, period: }}}", "cookies: {a: {duration: session}}"),
        ("controller: {name: x}\ncontrollers:\n", "controller: {name: x}"),
        ("language:\nversion:\neffective:\n", ""),
    ],
)
def test_null_is_the_same_as_absent(one: str, other: str) -> None:
    assert policy(one) == policy(other)


def test_not_decided_is_not_no() -> None:
    decided, not_decided = policy("dpo: {designated: false}").dpo, policy("dpo: {designated: }").dpo
    assert decided is not None
    assert not_decided is not None
    assert (decided.designated, not_decided.designated) == (False, None)


# --- frozen ---


def test_no_part_can_be_changed(parts: list[BaseModel]) -> None:
    for part in {type(part): part for part in parts}.values():
        for name in type(part).model_fields:
            with pytest.raises(ValidationError):
                setattr(part, name, None)


def test_unknown_keys_are_refused_everywhere(parts: list[BaseModel]) -> None:
    for cls in {type(part) for part in parts}:
        assert cls.model_config["extra"] == "forbid"
        assert cls.model_config["frozen"] is True


# --- short forms ---


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (
            "purposes: {a: {name: x, legal_basis: contract}}",
            "purposes: {a: {name: x, legal_basis: [{basis: contract}]}}",
        ),
        ("purposes: {a: {name: x, data: []}}", "purposes: {a: {name: x, processing: {row: {data: []}}}}"),
        ("purposes: {a: {name: x, condition: y}}", "purposes: {a: {name: x, processing: {row: {condition: y}}}}"),
        ("cookies: {a: {duration: session}}", "cookies: {a: {duration: {session: true}}}"),
        ("cookies: {a: {duration: permanent}}", "cookies: {a: {duration: {permanent: true}}}"),
        ("cookies: {a: {duration: P1Y}}", "cookies: {a: {duration: {period: P1Y}}}"),
        ("cookies: {a: {names: x, storage: cookie}}", "cookies: {a: {names: [x], storage: [cookie]}}"),
        ("rights: {response_time: P1M}", "rights: {response_time: {within: P1M}}"),
        ("scope: {exclusions: [x]}", "scope: {exclusions: [{what: x}]}"),
        ("consent: {means: website}", "consent: {means: [website]}"),
    ],
)
def test_short_form(short: str, long: str) -> None:
    assert policy(short) == policy(long)


def test_several_bases_in_one_row() -> None:
    row = policy("purposes: {a: {name: x, legal_basis: [contract, {basis: consent, given_by: website}]}}").purposes["a"]
    first, second = row.processing["row"].legal_basis
    assert isinstance(first, Contract)
    assert isinstance(second, Consent)
    assert second.given_by == ("website",)


# --- kinds ---


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_term(kind: str) -> None:
    value = {"range": "{at_least: P1Y, at_most: P2Y}", "date": "2027-01-01"}.get(kind, "P1Y")
    general = policy(f"retention: {{rule: {{{kind}: {value}}}}}").retention
    assert general is not None
    assert type(general.rule) is KINDS[kind]
    assert general.rule is not None
    assert general.rule.kind == kind


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_mechanism(mechanism: str) -> None:
    made = policy(f"recipients: {{a: {{name: x, transfers: {{us: {{country: US, mechanism: {mechanism}}}}}}}}}")
    assert made.recipients["a"].transfers["us"].mechanism == mechanism


def test_the_order_of_keys_does_not_count() -> None:
    lines = ["effective: 2026-12-15", "version: 2.0", "audiences: {a: {name: x}, b: {name: y}}"]
    assert policy("\n".join(lines)) == policy("\n".join(reversed(lines)))


# --- references ---

REFERENCES = [
    ("purposes: {a: {name: x, audiences: [q]}}", "een groep mensen (audiences)"),
    ("purposes: {a: {name: x, data: [q]}}", "een soort gegevens (data_categories)"),
    ("purposes: {a: {name: x, recipients: [q]}}", "een ontvanger (recipients)"),
    ("purposes: {a: {name: x, controllers: [q]}}", "een verwerkingsverantwoordelijke (controllers)"),
    (
        "purposes: {a: {name: x, legal_basis: {basis: consent, request: q}}}",
        "een vraag om toestemming (consent.requests)",
    ),
    ("cookies: {a: {provider: q}}", "een ontvanger (recipients)"),
    ("cookies: {a: {purpose: q}}", "een doel (purposes)"),
    ("cookies: {a: {data: [q]}}", "een soort gegevens (data_categories)"),
    ("cookies: {a: {third_party_access: [q]}}", "een ontvanger (recipients)"),
    ("cookies: {a: {legal_basis: {basis: consent, request: q}}}", "een vraag om toestemming (consent.requests)"),
    ("recipients: {a: {name: x, transfers: {b: {through: q}}}}", "een subverwerker (sub_processors)"),
    ("sections: {a: {title: x, text: y, after: q}}", "een onderdeel van de verklaring (sections)"),
]


@pytest.mark.parametrize(("yaml", "kind"), REFERENCES)
def test_a_reference_to_nothing(yaml: str, kind: str) -> None:
    column = yaml.index("q") + 1 if "request" not in yaml else yaml.index(": q") + 3
    assert findings(yaml) == [f"MO040 1:{column} “q” bestaat niet. Hier hoort de naam van {kind}."]
    assert loaded(yaml).policy is None


def test_the_controller_itself_may_provide_a_cookie_but_not_receive_data() -> None:
    assert findings("cookies: {a: {provider: self}}") == []
    assert len(findings("purposes: {a: {name: x, recipients: [self]}}")) == 1


TARGETS = "purposes: {a: {name: x, condition: y}}\ncookies: {b: {names: [n]}}\n"


@pytest.mark.parametrize(
    "path",
    [
        "controller",
        "controller.address.country",
        "purposes.a",
        "purposes.a.retention.from",
        "purposes.a.processing.row.retention",
        "purposes.*.retention",
        "purposes.**",
        "cookies.b.names.0",
        "cookies.b.duration.period",
        "release.changes",
        "purposes.a.legal_basis.request",
    ],
)
def test_a_path_that_fits(path: str) -> None:
    yaml = f"{TARGETS}unconfirmed: [{{at: {path}, question: x}}]"
    assert findings(yaml) == []


@pytest.mark.parametrize(
    ("path", "step", "offset"),
    [
        ("controler", "controler", 0),
        ("controller.adress", "adress", 11),
        ("purposes.b.retention", "b", 9),
        ("purposes.a.retenton", "retenton", 11),
        ("purposes.a.processing.rij", "rij", 22),
        ("cookies.b.names.1", "1", 16),
        ("purposes.*.retenton", "retenton", 11),
        ("", "", 0),
    ],
)
def test_a_path_that_goes_astray(path: str, step: str, offset: int) -> None:
    yaml = f'{TARGETS}unconfirmed: [{{at: "{path}", question: x}}]'
    (finding,) = findings(yaml)
    if path:
        assert finding.startswith(f"MO041 3:{21 + offset} “{path}” wijst niets aan: ")
        assert finding.endswith(f"heeft geen “{step}”.")
    else:
        assert finding == "MO011 3:20 Deze tekst is leeg."


@pytest.mark.parametrize("length", [1, 2, 3])
def test_sections_in_a_circle(length: int) -> None:
    ids = [f"s{n}" for n in range(length)]
    yaml = "sections:\n" + "".join(
        f"  {a}: {{title: x, text: y, after: {b}}}\n" for a, b in zip(ids, [*ids[1:], ids[0]], strict=True)
    )
    assert [finding.split(" ")[2] for finding in findings(yaml)] == [f"“{id_}”" for id_ in ids]


def test_sections_in_a_row_are_no_circle() -> None:
    yaml = (
        "sections:\n  a: {title: x, text: y, after: b}\n  b: {title: x, text: y, after: c}\n  c: {title: x, text: y}\n"
    )
    assert findings(yaml) == []


@pytest.mark.parametrize("part", ["audiences", "data_categories", "recipients", "purposes", "cookies"])
def test_a_former_name_is_free(part: str) -> None:
    name = "name: x, " if part != "cookies" else ""
    assert findings(f"{part}: {{a: {{{name}formerly: [b]}}}}") == []
    assert [f[:5] for f in findings(f"{part}: {{a: {{{name}formerly: [a]}}}}")] == ["MO042"]


def test_the_head_of_the_test_policies_is_right() -> None:
    assert HEAD.count("\n") == 4
    assert policy("").id == "p"
    assert policy_of({"policyc": 1, "id": "p", "title": "Titel", "status": "draft"}) == policy("")
