"""What makes a finding the same finding after its policy was edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from outcomes import found, one_file, run

from policyc.diagnostics import Acceptance, Diagnostic, Path, Severity, Span, Wording
from policyc.report.outcome import fingerprint, fingerprinted

AT = Span(5, 3, 5, 9)
_STEPS: list[str | int] = ["purposes", "data", "#", "0", 0, 1, 2]
PATHS: st.SearchStrategy[Path] = st.lists(st.sampled_from(_STEPS), max_size=4).map(tuple)


@st.composite
def _findings(draw: st.DrawFn) -> Diagnostic:
    line = draw(st.integers(1, 5))
    return Diagnostic(
        code=draw(st.sampled_from(["ZZ001", "ZZ002", "MO002"])),
        severity=draw(st.sampled_from(Severity)),
        message=Wording("x", draw(st.sampled_from(["x", "y"]))),
        file="p.yaml",
        span=Span(line, 1, line, 2),
        path=draw(PATHS),
        subject=draw(st.sampled_from(["", "#", "soms"])),
    )


def _marks(*diagnostics: Diagnostic) -> list[str]:
    return [mark for _, _, mark in fingerprinted(one_file(b"", *diagnostics, name="p.yaml"))]


def _one(path: Path = ("a",), **more: Any) -> Diagnostic:
    return found("ZZ001", AT, "x", path=path, **more)


def test_form() -> None:
    """The value of a known finding: it may never change, for acceptances and alerts hang on it."""
    assert fingerprint(_one(), 0) == "0589dc8ef11a0817ba9b99f40cbb147b"


def test_what_takes_part() -> None:
    one = _one(("purposes", "nieuwsbrief", "retention"))
    others = [
        replace(one, code="ZZ002"),
        replace(one, path=("purposes", "bestelling", "retention")),
        replace(one, subject="zolang nodig"),
        replace(one, file="ander.yaml"),
    ]
    assert len({fingerprint(other, 0) for other in [one, *others]} | {fingerprint(one, 1)}) == 6


def test_what_takes_no_part() -> None:
    one = _one()
    others = [
        replace(one, span=Span(99, 1, 100, 2)),
        replace(one, severity=Severity.INFO),
        replace(one, message=Wording("anders", "different"), help=None, label=None, sources=()),
        replace(one, reader="anders", accepted=Acceptance("r", "b", date(2027, 1, 1))),
        replace(one, file="./privacy.yaml"),
    ]
    assert {fingerprint(other, 0) for other in others} == {fingerprint(one, 0)}


def test_the_place_in_a_list_counts_only_where_nothing_else_tells() -> None:
    def mark(index: int, subject: str) -> str:
        return fingerprint(_one(("data", index, "name"), subject=subject), 0)

    assert mark(0, "soms") == mark(7, "soms")
    assert mark(0, "") != mark(7, "")
    assert fingerprint(_one(("data", 0), subject="x"), 0) != fingerprint(_one(("data", "#"), subject="x"), 0)


def test_two_fields_missing_from_one_part() -> None:
    name, email = (
        Diagnostic("MO002", Severity.ERROR, Wording("nl", f"{field} is missing."), "p.yaml", AT, ("controller",))
        for field in ("name", "email")
    )
    assert set(_marks(email)) < set(_marks(name, email))


def test_the_name_of_the_file_is_the_one_in_the_repository() -> None:
    file = one_file(b"", _one(), name="privacy.yaml").files[0]
    here, there = ([m for _, _, m in fingerprinted(run(replace(file, name=name)))] for name in ("a.yaml", "b.yaml"))
    assert here != there


@given(st.lists(_findings(), max_size=12))
@settings(max_examples=150, deadline=None)
def test_unique_within_a_run(diagnostics: list[Diagnostic]) -> None:
    marks = _marks(*diagnostics)
    assert len(set(marks)) == len(diagnostics)


@given(st.lists(_findings(), max_size=8), st.integers(1, 500))
@settings(max_examples=100, deadline=None)
def test_lines_added_above_change_nothing(diagnostics: list[Diagnostic], lines: int) -> None:
    moved = [replace(one, span=Span(one.span.line + lines, 1, one.span.end_line + lines, 2)) for one in diagnostics]
    assert _marks(*moved) == _marks(*diagnostics)


@given(st.lists(_findings(), max_size=8), st.lists(_findings(), max_size=8))
@settings(max_examples=100, deadline=None)
def test_findings_elsewhere_change_nothing(diagnostics: list[Diagnostic], others: list[Diagnostic]) -> None:
    elsewhere = [replace(one, path=("elsewhere", *one.path)) for one in others]
    assert set(_marks(*diagnostics)) <= set(_marks(*diagnostics, *elsewhere))
