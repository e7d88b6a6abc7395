"""Which facts a policy leans on: what IN005 watches, and what a judgement names when nobody is sure of it."""

from __future__ import annotations

from datetime import date

import pytest

from policyc.model.load import load
from policyc.rules.foundations import facts_relied_on
from policyc.source.reader import read

HEAD = "policyc: 1\nid: p\ntitle: T\nstatus: draft\npurposes:\n  a: {name: Reclame, direct_marketing: "


def marketing(fields: str, on: date) -> list[str]:
    policy = load(read(f"{HEAD}{{{fields}}}}}\n".encode(), name="p.yaml")).policy
    assert policy is not None
    found = facts_relied_on(policy, on)
    assert {path for topic, _, path in found if topic == "electronic_direct_marketing"} <= {
        ("purposes", "a", "processing", "row", "direct_marketing")
    }
    return [fact.id for topic, fact, _ in found if topic == "electronic_direct_marketing"]


@pytest.mark.parametrize(
    ("fields", "on", "ids"),
    [
        ("by: email", date(2021, 6, 30), ["opt_in"]),
        ("by: email", date(2021, 7, 1), ["opt_in_2021"]),
        ("by: [app, post]", date(2026, 11, 22), ["opt_in_2021"]),
        ("by: sms, soft_opt_in: {sale: true}", date(2021, 6, 30), ["opt_in", "soft_opt_in"]),
        ("by: sms, soft_opt_in: {sale: true}", date(2026, 11, 22), ["opt_in_2021", "soft_opt_in_2021"]),
        ("by: phone", date(2021, 6, 30), []),
        ("by: phone", date(2026, 6, 30), ["opt_in_phone", "soft_opt_in_phone"]),
        ("by: phone", date(2026, 7, 1), ["opt_in_phone", "soft_opt_in_phone_2026"]),
        ("by: [post, online_advertising]", date(2026, 11, 22), []),
    ],
)
def test_advertising_leans_on_the_law_of_its_way(fields: str, on: date, ids: list[str]) -> None:
    assert marketing(fields, on) == ids
