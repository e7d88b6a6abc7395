"""Ids of legal facts in a policy: they must exist, in force or not."""

from __future__ import annotations

import pytest

from policyc.law import facts
from policyc.law.references import check
from policyc.model.load import load
from policyc.source.reader import read

TRANSFER = """\
policyc: 1
id: p
title: Titel
status: draft
recipients: {{a: {{name: x, transfers: {{us: {{mechanism: {mechanism}, {field}: {id}}}}}}}}}
"""


def findings(mechanism: str, field: str, id_: str) -> list[str]:
    text = TRANSFER.format(mechanism=mechanism, field=field, id=id_)
    document = read(text.encode(), name="p.yaml")
    policy = load(document).policy
    assert policy is not None
    return [f"{f.code} {f.message.nl} {f.help.nl if f.help else ''}" for f in check(policy, document)]


@pytest.mark.parametrize("decision", [fact.id for fact in facts.adequacy_decisions()])
def test_a_decision_that_exists(decision: str) -> None:
    assert findings("adequacy", "decision", decision) == []


@pytest.mark.parametrize("clauses", [fact.id for fact in facts.transfer_safeguards()])
def test_clauses_that_exist(clauses: str) -> None:
    assert findings("standard_clauses", "clauses", clauses) == []


def test_a_decision_that_does_not_exist() -> None:
    assert findings("adequacy", "decision", "ad_us_pdf") == [
        "MO045 “ad_us_pdf” staat niet in de wettelijke feiten van policyc. Bedoelt u “ad_us_dpf”?"
    ]


def test_clauses_that_do_not_exist() -> None:
    (finding,) = findings("standard_clauses", "clauses", "zomaar")
    assert finding.startswith("MO045 “zomaar” staat niet in de wettelijke feiten van policyc. Dit kan hier staan: ")


@pytest.mark.parametrize(
    ("country", "decision", "found"),
    [
        ("US", "ad_us_dpf", []),
        ("JP", "ad_us_dpf", ["MO046 Dit besluit gaat over US en niet over JP."]),
        ("US", "ad_br", ["MO046 Dit besluit gaat over BR en niet over US."]),
    ],
)
def test_a_decision_is_about_its_own_country(country: str, decision: str, found: list[str]) -> None:
    where = f"country: {country}, decision"
    assert [finding.split(" Laat ")[0] for finding in findings("adequacy", where, decision)] == found
