"""What makes a change weigh more or less than its kind."""

from __future__ import annotations

from typing import Any

import pytest

from changes.twins import changes_between, policy_of
from policyc.changes.change import Action, Change
from policyc.changes.circumstances import Circumstance, circumstances_of, weighed
from policyc.changes.compare import compare
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.pair import Pair
from policyc.diagnostics import Wording
from policyc.model.policy import Nature, ReleaseChange

SOURCE = """
children: {addressed: false}
audiences: {klanten: {name: Klanten}}
data_categories:
  naam: {name: Naam}
  ziekte: {name: Ziekte, special: health}
  strafblad: {name: Strafblad, regulated: criminal}
  bsn: {name: BSN, regulated: [bsn]}
  geboorte: {name: Geboortedatum, regulated: date_of_birth}
recipients: {arts: {name: Arts}, drukker: {name: Drukker}, niemand: {name: Niemand}}
purposes:
  zorg: {name: Zorg, data: [naam, ziekte], recipients: [arts]}
  post: {name: Post, data: [naam], recipients: [drukker], audiences: [klanten]}
  twee:
    name: Twee
    processing:
      a: {data: [bsn]}
      b: {data: [geboorte], profiling: {present: true}}
  recht: {name: Recht, data: [strafblad], profiling: {present: false}}
cookies: {volg: {names: _v, purpose: twee}, los: {names: _l}}
"""


def kind(word: str, direction: Direction = Direction.WORSE, row: int = 1) -> Kind:
    return Kind("proef", row, Materiality[word.upper()], direction, Wording("proef", "test"), ())


def found(
    path: str,
    *,
    old: str = SOURCE,
    new: str = SOURCE,
    direction: Direction = Direction.WORSE,
    row: int = 1,
    **entry: Any,
) -> list[str]:
    before, after = policy_of(old), policy_of(new)
    steps = tuple(path.split("."))
    told = ReleaseChange.model_validate({"covers": ["x"], **entry}) if entry else None
    change = Change(Action.CHANGED, steps, steps, 1, 2)
    pair = Pair.of(before, after, compare(before, after))
    return [str(one) for one in circumstances_of(pair, change, kind("notify", direction, row), told)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("purposes.zorg.processing.row.retention", ["sensitive"]),
        ("purposes.zorg.name", ["sensitive"]),
        ("purposes.post.processing.row.retention", []),
        ("purposes.twee.processing.a.retention", ["sensitive"]),
        ("purposes.twee.processing.b.retention", ["profiling"]),
        ("purposes.twee.name", ["sensitive", "profiling"]),
        ("purposes.recht.processing.row.recipients", ["sensitive"]),
        ("recipients.arts", ["sensitive"]),
        ("recipients.arts.transfers", ["sensitive"]),
        ("recipients.arts.task", ["sensitive"]),
        ("recipients.drukker.transfers", []),
        ("recipients.niemand.transfers", []),
        # What only describes a recipient, and the date of a document, say nothing of what happens to data.
        ("recipients.arts.name", []),
        ("recipients.arts.country", []),
        ("recipients.arts.agreement_signed_on", []),
        ("recipients.arts.transfers.us.checked_on", []),
        ("audiences.klanten.name", []),
        ("data_categories.ziekte.origin", ["sensitive"]),
        ("data_categories.naam.origin", []),
        ("data_categories.geboorte.origin", ["profiling"]),
        ("cookies.volg.duration", ["sensitive", "profiling"]),
        ("cookies.los.duration", []),
        ("rights.free", []),
    ],
)
def test_whose_data_and_which(path: str, expected: list[str]) -> None:
    assert found(path) == expected
    assert found(path, direction=Direction.NEUTRAL) == expected
    assert found(path, direction=Direction.BETTER) == []


def test_what_is_gone_counts_as_it_was() -> None:
    without = "data_categories: {naam: {name: Naam}}\n"
    assert found("purposes.zorg", new=without) == ["sensitive"]
    assert found("purposes.zorg.processing.row.data", new=without) == ["sensitive"]
    assert found("recipients.arts", new=without) == ["sensitive"]
    assert found("cookies.volg", new=without) == ["sensitive", "profiling"]


def test_a_row_counts_as_it_is_now() -> None:
    milder = SOURCE.replace("[naam, ziekte]", "[naam]")
    assert found("purposes.zorg.processing.row.retention", new=milder) == []
    assert found("purposes.zorg.processing.row.retention", old=milder) == ["sensitive"]


def test_children_count_when_the_statement_addresses_them() -> None:
    children = SOURCE.replace("addressed: false", "addressed: true")
    assert found("rights.free", new=children) == ["children"]
    assert found("rights.free", old=children) == []
    assert found("rights.free", new=children, direction=Direction.BETTER) == []
    assert found("purposes.zorg.name", new=children) == ["children", "sensitive"]


ALL_OF_IT = ["children", "sensitive", "unexpected", "only_new_data"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((1, 3, 4, 9, 10, 12, 13, 15, 16, 19, 22, 26, 43), ALL_OF_IT),
        ((2, 6, 7, 8, 11, 17, 18, 20, 23, 24, 27, 30, 31, 32, 33, 48), ALL_OF_IT[:3]),
        (
            (0, 5, 14, 21, 25, 28, 29, 34, 35, 36, 37, 38, 39, 40, 41, 42, 44, 45, 46, 47, 49, 50, 51, 52, 53, 54),
            [],
        ),
    ],
)
def test_rows_that_are_about_processing(rows: tuple[int, ...], expected: list[str]) -> None:
    """Another telephone number means the same to everyone; and a right is lost by everyone, also who is there."""
    children = SOURCE.replace("addressed: false", "addressed: true")
    for row in rows:
        assert found("purposes.zorg", new=children, row=row, unexpected=True, only_new_data=True) == expected, row


def test_what_the_author_says() -> None:
    assert found("rights.free", unexpected=True) == ["unexpected"]
    assert found("rights.free", unexpected=True, only_new_data=True) == ["unexpected", "only_new_data"]
    assert found("rights.free", unexpected=True, only_new_data=True, direction=Direction.BETTER) == ["only_new_data"]
    assert found("rights.free", unexpected=False, only_new_data=False) == []


ALL: tuple[Nature | None, ...] = (None, "processing_change", "disclosure_correction", "legal_update", "editorial")


@pytest.mark.parametrize(
    ("word", "circumstances", "nature", "is_text", "expected"),
    [
        *[("editorial", ("children",), nature, False, "editorial") for nature in ALL],
        ("publish", (), None, False, "publish"),
        ("publish", ("children",), None, False, "notify"),
        ("publish", ("sensitive", "profiling"), None, False, "notify"),
        ("notify", ("sensitive",), "processing_change", False, "advance"),
        ("notify", ("unexpected",), "legal_update", False, "advance"),
        ("advance", ("children", "sensitive"), None, False, "advance"),
        ("consent", ("children",), None, False, "consent"),
        ("advance", ("only_new_data",), None, False, "notify"),
        ("notify", ("only_new_data",), None, False, "notify"),
        ("notify", ("sensitive", "only_new_data"), None, False, "notify"),
        ("consent", ("only_new_data",), None, False, "consent"),
        ("advance", (), "disclosure_correction", False, "notify"),
        ("publish", (), "disclosure_correction", False, "notify"),
        ("notify", ("sensitive",), "disclosure_correction", False, "notify"),
        ("consent", (), "disclosure_correction", False, "consent"),
        ("advance", (), "editorial", True, "editorial"),
        ("advance", (), "editorial", False, "advance"),
        ("advance", (), None, True, "advance"),
        ("consent", (), "editorial", True, "consent"),
    ],
)
def test_the_class(
    word: str, circumstances: tuple[str, ...], nature: Nature | None, is_text: bool, expected: str
) -> None:
    named = tuple(Circumstance(one) for one in circumstances)
    assert weighed(kind(word), named, nature, is_text=is_text).word == expected


@pytest.mark.parametrize(
    ("old", "new", "is_text"),
    [
        ("introduction: Wij gebruken.", "introduction: Wij gebruiken.", True),
        ("data_categories: {a: {name: A, items: [naamm]}}", "data_categories: {a: {name: A, items: [naam]}}", True),
        (
            "data_categories: {a: {name: A, items: [naam]}}",
            "data_categories: {a: {name: A, items: [naam, bsn]}}",
            False,
        ),
        (
            "data_categories: {a: {name: A, items: [naam, bsn]}}",
            "data_categories: {a: {name: A, items: [naam]}}",
            False,
        ),
        ("introduction: Wij beloven het.", "", False),
        ("", "introduction: Wij beloven het.", False),
        ("rights: {free: true}", "rights: {free: false}", False),
        ("dpo: {name: A}", "", False),
    ],
)
def test_only_other_words_can_be_called_editorial(old: str, new: str, is_text: bool) -> None:
    """A text that comes or goes, and an item more or less, is more than other words."""
    editorial = "\nrelease: {changes: [{covers: ['**'], nature: editorial}]}\n"
    changes = changes_between(policy_of(old + "\n"), policy_of(new + editorial))
    told = [one for one in changes if one.path[0] != "release"]
    assert [one.materiality is Materiality.EDITORIAL for one in told] == [is_text]
