"""Which entry of `release.changes` tells of a change: the one whose path is the most specific."""

from __future__ import annotations

import pytest

from changes.twins import changes_between, policy_of
from policyc.changes.entries import Entries, fits
from policyc.model.policy import ReleaseChange


def index(covers: list[str], path: str, before: str = "") -> int | None:
    entries = Entries.of([ReleaseChange.model_validate({"covers": one.split()}) for one in covers])
    place = tuple(int(step) if step.isdigit() else step for step in path.split("."))
    return entries.index(place, tuple(before.split(".")) if before else place)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("recipients", "recipients.x.name", True),
        ("recipients", "recipients", True),
        ("recipients.**", "recipients", True),
        ("recipients.**", "recipients.x.name", True),
        ("recipients.*", "recipients.x.name", True),
        ("recipients.*", "recipients", False),
        ("recipients.*.name", "recipients.x.name", True),
        ("recipients.*.name", "recipients.x.task", False),
        ("recipients.x", "recipients.xy", False),
        ("**", "rights", True),
        ("*", "rights.free", True),
        ("rights.free", "rights", False),
    ],
)
def test_what_a_path_means(pattern: str, path: str, expected: bool) -> None:
    assert fits(tuple(pattern.split(".")), tuple(path.split("."))) is expected


@pytest.mark.parametrize(
    ("covers", "path", "expected"),
    [
        (["recipients", "recipients.google"], "recipients.google.name", 1),
        (["recipients.google", "recipients"], "recipients.google.name", 0),
        (["recipients", "recipients.google"], "recipients.drukker.name", 0),
        (["recipients.*.name", "recipients.google"], "recipients.google.name", 0),
        (["purposes.koop", "purposes.*.retention"], "purposes.koop.processing.row.retention.period", 1),
        (["recipients.google", "recipients.google"], "recipients.google.name", 0),
        (["**", "recipients"], "recipients.google", 1),
        (["**", "recipients"], "rights.free", 0),
        (["*.x", "recipients"], "recipients.x", 0),
        (["rights", "dpo"], "security.measures", None),
        (["rights dpo", "security"], "dpo.name", 0),
        (["rights.complaint_ladder.0"], "rights.complaint_ladder.0.name", 0),
        ([], "rights", None),
    ],
)
def test_the_most_specific_entry_counts(covers: list[str], path: str, expected: int | None) -> None:
    assert index(covers, path) == expected


@pytest.mark.parametrize("written", ["purposes.koop.retention", "purposes.*.retention", "purposes.koop.retention.**"])
@pytest.mark.parametrize("row", ["row", "login", "profiel"])
def test_a_field_of_a_purpose_is_that_of_all_its_rows(written: str, row: str) -> None:
    assert index([written], f"purposes.koop.processing.{row}.retention.period") == 0


def test_a_field_of_the_purpose_itself_is_no_field_of_its_rows() -> None:
    assert index(["purposes.koop.description"], "purposes.koop.processing.row.retention") is None
    assert index(["purposes.koop.name"], "purposes.koop.name") == 0


@pytest.mark.parametrize("written", ["data_categories.post", "data_categories.contact", "data_categories.contact.name"])
def test_a_renamed_part_goes_by_both_names(written: str) -> None:
    old = policy_of("data_categories: {contact: {name: Contact}}\n")
    new = policy_of(
        "data_categories: {post: {name: E-mail, formerly: [contact]}}\n"
        f"release: {{changes: [{{covers: [rights]}}, {{covers: [{written}], nature: disclosure_correction}}]}}\n"
    )
    (name,) = [one for one in changes_between(old, new) if one.path == ("data_categories", "post", "name")]
    assert (name.entry, name.nature) == (1, "disclosure_correction")


def test_a_part_that_is_gone_is_told_of() -> None:
    old = policy_of("recipients: {google: {name: Google}}\n")
    new = policy_of("release: {changes: [{covers: [recipients.google], nature: processing_change}]}\n")
    assert {one.entry for one in changes_between(old, new) if one.path[0] == "recipients"} == {0}
