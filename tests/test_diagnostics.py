"""The shape of a problem: a value that sorts and speaks two languages."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyc.diagnostics import Diagnostic, Severity, Span, Wording, in_order
from policyc.errors import PolicycError, reason

spans = st.builds(Span, *[st.integers(1, 3)] * 4)
diagnostics = st.builds(
    Diagnostic,
    code=st.sampled_from(["YA001", "MO001", "IN003"]),
    severity=st.sampled_from(Severity),
    message=st.sampled_from([Wording("een", "one"), Wording("twee", "two")]),
    file=st.sampled_from(["a.yaml", "b.yaml"]),
    span=spans,
)


@given(st.lists(diagnostics), st.randoms())
def test_the_same_findings_come_in_the_same_order(found: list[Diagnostic], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_order(found) == in_order(shuffled)
    assert sorted(map(repr, in_order(found))) == sorted(map(repr, found))


@given(st.lists(diagnostics))
def test_findings_go_by_file_then_place_then_weight(found: list[Diagnostic]) -> None:
    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    keys = [(one.file, one.span, rank[one.severity], one.code) for one in in_order(found)]
    assert keys == sorted(keys)


def test_a_finding_is_a_value() -> None:
    one = Diagnostic("MO001", Severity.ERROR, Wording("een", "one"), "a.yaml", Span(1, 1, 1, 2))
    assert one == Diagnostic("MO001", Severity.ERROR, Wording("een", "one"), "a.yaml", Span(1, 1, 1, 2))
    with pytest.raises(FrozenInstanceError):
        one.code = "MO002"  # type: ignore[misc]


def test_a_wording_has_both_languages() -> None:
    assert [Wording("een", "one").in_language(language) for language in ("nl", "en")] == ["een", "one"]


def test_an_error_speaks_english_to_developers() -> None:
    assert str(PolicycError(Wording("weg", "gone"))) == "gone"


@pytest.mark.parametrize(
    ("error", "nl"),
    [
        (PermissionError(13, ""), "geen toegang"),
        (OSError(28, ""), "de schijf is vol"),
        (OSError(71, ""), "Protocol error"),
        (OSError(), "OSError"),
    ],
)
def test_the_reason_of_the_system(error: OSError, nl: str) -> None:
    assert reason(error).nl == nl
