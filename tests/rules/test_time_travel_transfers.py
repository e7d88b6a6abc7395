"""The rows of the time-travel table of the catalogue that are about transfers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policyc.model.load import load
from policyc.rules import transfers
from policyc.rules.judge import judge
from policyc.source.reader import read
from rules.asking import ask

ARCHIVED = Path(__file__).parents[2] / "policies" / "archive" / "progressx-1.0.0.yaml"


def recipient(country: str, transfer: str) -> str:
    return (
        f"recipients:\n  r:\n    name: Postduif\n    country: {country}\n    transfers:\n"
        f"      t: {{country: {country}, {transfer}}}\n"
    )


SAFE_HARBOR = recipient("US", "mechanism: adequacy, decision: ad_us_sh")
DPF = recipient("US", "mechanism: adequacy, decision: ad_us_dpf")
US = recipient("US", "mechanism: adequacy")
UK = recipient("GB", "mechanism: adequacy")
BRAZIL = recipient("BR", "mechanism: adequacy")


def clauses(signed: str) -> str:
    return recipient("US", f"mechanism: standard_clauses, clauses: scc_2010_c2p, signed_on: {signed}")


def errors(source: str, on: str) -> list[str]:
    """The codes among TR002-TR007 that find something."""
    codes = ("TR002", "TR003", "TR004", "TR005", "TR006", "TR007")
    day = date.fromisoformat(on)
    held = {rule.code for rule in transfers.RULES if rule.holds(day)}
    return [code for code in codes if code in held and ask(code, source, day)]


@pytest.mark.parametrize(
    ("on", "source", "codes"),
    [
        ("2015-10-05", SAFE_HARBOR, []),
        ("2015-10-06", SAFE_HARBOR, ["TR003"]),
        ("2026-11-22", SAFE_HARBOR, ["TR003"]),
        ("2021-10-01", clauses("2020-03-01"), []),
        ("2021-10-01", clauses("2021-09-26"), []),
        ("2021-10-01", clauses("2021-09-27"), ["TR004"]),
        ("2021-10-01", clauses("2021-10-01"), ["TR004"]),
        ("2022-12-26", clauses("2020-03-01"), []),
        ("2022-12-27", clauses("2020-03-01"), ["TR004"]),
        ("2023-07-09", DPF, ["TR005"]),
        ("2023-07-09", US, ["TR005"]),
        ("2023-07-10", DPF, ["TR007"]),
        ("2023-07-10", US, ["TR007"]),
        ("2021-06-27", UK, []),
        ("2021-06-28", UK, []),
        ("2025-06-26", UK, []),
        ("2025-06-27", UK, []),
        ("2025-12-20", UK, []),
        ("2026-11-22", UK, []),
        ("2031-12-26", UK, []),
        ("2031-12-27", UK, ["TR005"]),
        ("2026-01-25", BRAZIL, ["TR005"]),
        ("2026-01-26", BRAZIL, ["TR006"]),
    ],
)
def test_a_mechanism_on_a_day(on: str, source: str, codes: list[str]) -> None:
    assert errors(source, on) == codes


@pytest.mark.parametrize("decision", ["ad_uk_2021", "ad_uk_ext", "ad_uk_2025"])
@pytest.mark.parametrize("on", ["2021-07-01", "2025-06-27", "2025-12-27", "2026-11-22"])
def test_a_decision_that_was_prolonged_stands_under_each_of_its_names(decision: str, on: str) -> None:
    assert errors(recipient("GB", f"mechanism: adequacy, decision: {decision}"), on) == []


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (date(2018, 5, 25), ["TR009"]),
        (date(2019, 6, 1), ["TR009"]),
        (date(2020, 7, 15), ["TR009"]),
        (date(2020, 7, 16), ["TR002", "TR009"]),
        (date(2026, 11, 22), ["TR002", "TR009"]),
    ],
)
def test_the_published_statement(on: date, codes: list[str]) -> None:
    loaded = load(read(ARCHIVED.read_bytes(), name=ARCHIVED.name))
    assert loaded.policy is not None
    assert sorted({one.code for one in judge(loaded.policy, loaded.document, on, transfers.RULES)}) == codes
