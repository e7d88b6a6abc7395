"""The published statement of ProgressX, judged by the law of the day: what was found in it by hand, and nothing else.

Source: the oracle and the time-travel table of the catalogue this project was built on. Where policyc judges otherwise
than that oracle, docs/oracle.md gives the reason.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from policyc.diagnostics import Diagnostic, Severity
from policyc.model.load import load
from policyc.rules.catalogue import RULES
from policyc.rules.judge import judge
from policyc.source.reader import read

POLICIES = Path(__file__).resolve().parent.parent.parent / "policies"
TODAY = date(2026, 11, 22)

ERRORS = """
PU002 PU004 PU008 LI001 DC001 DC006 RE003 RE004 TR002 RT001 RT002 RI002 CK001 CK002 CK003 CK005 IN002
"""
WARNINGS = """
ID002 ID004 ID005 PU003 PU005 PU006 PU007 LI002 CO002 CO003 CO004 CO005 CO006 DC002 DC003 DC004 DC005 DC007 RE002 RE005
RE006 TR009 RT003 RT005 RI004 RI005 RI006 RI008 RI009 RI010 AD001 AD004 SO002 CK006 CK007 CK008 CK009 CK010 CH001 CH002
CH003 LA001
"""
INFOS = "ID007 SC005 SE001 CH004 LA002 LA003 LA004 LA005 IN004"


@cache
def found(name: str, on: date, *, final: bool = False) -> tuple[Diagnostic, ...]:
    path = POLICIES / name
    loaded = load(read(path.read_bytes(), name=name))
    assert loaded.policy is not None
    policy = loaded.policy.model_copy(update={"status": "final"}) if final else loaded.policy
    return judge(policy, loaded.document, on, RULES)


def seed(on: date) -> dict[str, Severity]:
    """The rules that the published statement trips on a day, each at its heaviest."""
    rank = list(Severity)
    levels: dict[str, Severity] = {}
    for one in found("archive/progressx-1.0.0.yaml", on):
        levels[one.code] = min(levels.get(one.code, one.severity), one.severity, key=rank.index)
    return levels


@pytest.mark.parametrize(
    ("level", "codes"), [(Severity.ERROR, ERRORS), (Severity.WARNING, WARNINGS), (Severity.INFO, INFOS)]
)
def test_the_oracle(level: Severity, codes: str) -> None:
    assert sorted(code for code, severity in seed(TODAY).items() if severity is level) == sorted(codes.split())


def test_the_oracle_counts_68_rules() -> None:
    assert [len(codes.split()) for codes in (ERRORS, WARNINGS, INFOS)] == [17, 42, 9]


def test_every_finding_has_a_place_in_the_file() -> None:
    text = (POLICIES / "archive/progressx-1.0.0.yaml").read_text("utf-8").splitlines()
    for one in found("archive/progressx-1.0.0.yaml", TODAY):
        assert 1 <= one.span.line <= len(text)
        assert text[one.span.line - 1][one.span.column - 1 : one.span.column].strip()


def test_the_statement_of_2019_is_judged_by_the_law_of_2019() -> None:
    codes = seed(date(2019, 6, 1))
    assert not {"TR002", "DC004", "CK002", "CK003", "CK006"} & codes.keys()
    assert {codes[code] for code in ("RT001", "PU002", "RI002", "LI001")} == {Severity.ERROR}


def test_before_the_avg_only_older_law_is_asked() -> None:
    assert {code[:2] for code in seed(date(2018, 5, 24))} <= {"CK", "CO", "IN", "TR"}


def test_privacy_shield_dies_on_16_july_2020() -> None:
    assert "TR002" not in seed(date(2020, 7, 15))
    assert seed(date(2020, 7, 16))["TR002"] is Severity.ERROR


def test_gender_needs_a_reason_from_9_january_2025() -> None:
    assert "DC004" not in seed(date(2025, 1, 8))
    assert seed(date(2025, 1, 9))["DC004"] is Severity.WARNING


UNDECIDED = {
    "AD001", "CH004", "ID002", "ID004", "ID005", "ID007", "RE002", "RE005", "RI010", "SC005", "SE001", "TR007",
    "TR009",
}  # fmt: skip
"""What version 2 cannot say before ProgressX has answered the question that stands with it."""


def test_version_2_has_no_error_but_unconfirmed_facts() -> None:
    final = found("progressx.yaml", date(2027, 1, 11), final=True)
    assert {one.code for one in final if one.severity is Severity.ERROR} == {"IN003"}
    assert {one.code for one in final} == UNDECIDED | {"IN003"}
    draft = found("progressx.yaml", date(2027, 1, 11))
    assert {one.severity for one in draft} == {Severity.WARNING, Severity.INFO}
