"""What the report for people says of a finding of the law, and at its end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import DAY, OUTCOMES, as_text, found, one_file, run

from policyc.diagnostics import Diagnostic, Severity, Span, Wording
from policyc.report import concise, text
from policyc.report.glyphs import width_of
from policyc.report.outcome import JudgedFile
from policyc.report.outside import reader_excerpt
from policyc.source.text import SourceText

ACCEPTED = tuple(one for one in OUTCOMES["accepted"].diagnostics if one.accepted)


def _report(source: str, *diagnostics: Diagnostic, width: int = 80, ascii: bool = False) -> list[str]:
    sources = {"privacy.yaml": SourceText("privacy.yaml", source)}
    shown = text.render(diagnostics, sources, language="nl", width=width, color=False, ascii=ascii)
    return shown.splitlines()


def _full(width: int = 80) -> list[str]:
    one = found(
        "BE003",
        Span(1, 4, 1, 16),
        "Bewaartermijn is niet meetbaar.",
        label=Wording("geen termijn en geen criterium", ""),
        reader="Wij bewaren uw gegevens\n  zolang nodig.",
        sources=("AVG 13(2)(a)",),
    )
    return _report("a: zolang nodig\n", one, width=width)


def test_all_there_is_to_say() -> None:
    assert _full() == [
        "fout[BE003]: Bewaartermijn is niet meetbaar.",
        " --> privacy.yaml:1:4",
        "  |",
        "1 | a: zolang nodig",
        "  |    ^^^^^^^^^^^^ geen termijn en geen criterium",
        "  |",
        "  = lezer ziet nu: “Wij bewaren uw gegevens zolang nodig.”",
        "  = hulp: Geef een duur (P2Y) of een criterium.",
        "  = bron: artikel 13 lid 2 onder a AVG   meer: policyc rule BE003",
        "",
        "1 fout in 1 bestand",
    ]


@pytest.mark.parametrize("width", [40, 48, 60, 66, 80, 120])
def test_all_of_it_fits(width: int) -> None:
    lines = _full(width)
    assert max(map(width_of, lines)) <= width
    assert "policyc rule BE003" in "\n".join(lines)
    assert ("   meer:" in "\n".join(lines)) is (width >= 66)


def test_label_below_the_last_of_more_lines() -> None:
    one = found("BE003", Span(1, 4, 3, 4), "b", label=Wording("woord " * 12 + "einde", ""))
    lines = _report("a: |\n  x\n  yz\n", one, width=40)
    assert lines[6:9] == [
        "3 | |   yz",
        "  | |___^",
        "  | woord woord woord woord woord",
    ]


def test_a_rule_without_sources_and_a_finding_of_the_model() -> None:
    bare = found("IN001", Span(1, 1, 1, 2), "b", help=None, sources=())
    assert "  = meer: policyc rule IN001" in _report("a: 1\n", bare)
    model = found("MO001", Span(1, 1, 1, 2), "b", help=None, sources=())
    assert not any("meer" in line for line in _report("a: 1\n", model))


def test_ascii() -> None:
    one = found("BE003", Span(1, 1, 1, 2), "b", reader="één", sources=("EDPB 05/2020, 42-45",))
    accepted = ACCEPTED[0]
    lines = _report("a: 1\n", one, accepted, ascii=True)
    assert "\n".join(lines).isascii()
    assert '  = lezer ziet nu: "een"' in lines
    assert lines[-1] == "1 fout in 1 bestand - 1 aanvaard met reden"


def test_accepted_findings_are_counted_and_not_shown() -> None:
    assert _report("a: 1\n", *ACCEPTED, *ACCEPTED) == ["2 aanvaard met reden"]
    assert concise.render(ACCEPTED, {}, language="nl", width=80, color=False) == ""


@pytest.mark.parametrize(
    ("days", "accepted", "line"),
    [
        ([DAY], 0, "in orde: 1 bestand, recht van 2026-11-22"),
        ([DAY, DAY], 0, "in orde: 2 bestanden, recht van 2026-11-22"),
        ([DAY, date(2025, 7, 1)], 0, "in orde: 2 bestanden, recht van 2025-07-01 en 2026-11-22"),
        ([DAY], 1, "in orde: 1 bestand, 1 aanvaard met reden, recht van 2026-11-22"),
    ],
)
def test_all_is_well(days: list[date], accepted: int, line: str) -> None:
    files = [JudgedFile(f"{n}.yaml", None, "x", "final", day, ACCEPTED * accepted) for n, day in enumerate(days)]
    assert as_text(run(*files)) == line + "\n"


def test_all_is_well_in_english() -> None:
    assert as_text(run(JudgedFile("a.yaml", None, "x", "final", DAY, ACCEPTED)), "en") == (
        "all well: 1 file, 1 accepted with a reason, law of 2026-11-22\n"
    )


def test_the_law_is_named_at_the_end() -> None:
    outcome = one_file(b"a: 1\n", found("BE003", Span(1, 1, 1, 2), "b"), low_confidence=("x/een", "x/twee", "y/drie"))
    assert as_text(outcome, width=120).splitlines()[-3:] == [
        "1 fout in 1 bestand",
        "recht van 2026-11-22 · feiten 2026-11-22",
        "Niet zeker: dit oordeel steunt op x/een, x/twee en y/drie. Laat een jurist dat nagaan.",
    ]
    assert as_text(outcome, "en", width=120).splitlines()[-3:] == [
        "1 error in 1 file",
        "law of 2026-11-22 · facts 2026-11-22",
        "Not certain: this judgement rests on x/een, x/twee and y/drie. Have a lawyer check that.",
    ]


def test_no_law_where_none_was_asked() -> None:
    file = JudgedFile("a.yaml", None, None, None, None, (found("YA010", Span(1, 1, 1, 2), "b"),))
    assert as_text(run(file)).splitlines()[-2:] == [
        "1 fout in 1 bestand",
        "Het recht is nog niet bekeken: dat kan pas als deze fouten zijn opgelost.",
    ]


def test_an_accepted_error_leaves_the_warning() -> None:
    one = found("BE003", Span(1, 1, 1, 2), "b", severity=Severity.WARNING)
    assert as_text(one_file(b"a: 1\n", one, *ACCEPTED)).splitlines()[-2] == (
        "1 waarschuwing in 1 bestand · 1 aanvaard met reden"
    )


@given(st.text(alphabet="ab .,\n\t", max_size=400))
def test_what_readers_see_is_cut_after_a_word(passage: str) -> None:
    shown = reader_excerpt(passage)
    line = " ".join(passage.split())
    assert len(shown) <= 160
    if shown != line:
        assert shown.endswith("…")
        assert line.startswith(shown[:-1])
