"""The report for people, whole: what a reader sees is what is compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policyc.diagnostics import Diagnostic, Language, Related, Severity, Span, Wording
from policyc.report import text
from policyc.report.glyphs import width_of
from policyc.source.reader import read
from policyc.source.text import SourceText


def finding(
    span: Span, message: str = "boodschap", *, severity: Severity = Severity.ERROR, help: str = "", file: str = "p.yaml"
) -> Diagnostic:
    wording = Wording(help, help) if help else None
    return Diagnostic("MO001", severity, Wording(message, "message"), file, span, help=wording)


def report(
    source: str,
    diagnostics: Sequence[Diagnostic],
    *,
    width: int = 80,
    color: bool = False,
    ascii: bool = False,
    language: Language = "nl",
    name: str = "p.yaml",
) -> str:
    sources = {name: SourceText(name, source)}
    return text.render(diagnostics, sources, language=language, width=width, color=color, ascii=ascii)


def excerpt_of(source: str, start: int, end: int, *, width: int = 80, ascii: bool = False) -> list[str]:
    """The excerpt lines of a finding at two indices, without what is around them."""
    span = SourceText("p.yaml", source).span(start, end)
    return report(source, [finding(span)], width=width, ascii=ascii).splitlines()[2:-2]


def test_nothing_to_say() -> None:
    assert report("a: 1\n", []) == ""


@pytest.mark.parametrize(
    ("count", "language", "sentence"),
    [
        (100, "nl", None),
        (101, "nl", "Nog 1 melding is niet getoond; policyc validate -f concise toont ze allemaal."),
        (1100, "nl", "Nog 1000 meldingen zijn niet getoond; policyc validate -f concise toont ze allemaal."),
        (100, "en", None),
        (101, "en", "1 more finding is not shown; policyc validate -f concise shows them all."),
        (1100, "en", "1000 more findings are not shown; policyc validate -f concise shows them all."),
    ],
)
def test_no_more_than_a_hundred_findings_are_shown(count: int, language: Language, sentence: str | None) -> None:
    found = [finding(Span(1, 1, 1, 2), f"m{number:04}") for number in range(count)]
    lines = report("a: 1\n", found, width=100, language=language).splitlines()
    assert sum("[MO001]" in line for line in lines) == 100
    counted = next(n for n, line in enumerate(lines) if line.startswith(f"{count} "))
    assert lines[counted + 1 :] == ([] if sentence is None else [sentence])


def test_the_findings_that_are_shown_are_errors_first() -> None:
    first = [finding(Span(1, 1, 1, 2), f"w{number}", severity=Severity.WARNING) for number in range(100)]
    shown = report("a: 1\nb: 2\n", [*first, finding(Span(2, 1, 2, 2), "de fout")])
    assert "fout[MO001]: de fout" in shown
    assert shown.count("waarschuwing[MO001]") == 99


def test_that_a_file_was_not_read_to_the_end_is_always_shown() -> None:
    document = read(b"a: 1\n" * 1000, name="p.yaml")
    shown = report("a: 1\n" * 1000, document.diagnostics)
    assert "fout[YA043]: Er zijn meer dan 100 problemen" in shown
    assert shown.endswith(
        "\n101 fouten in 1 bestand\nNog 1 melding is niet getoond; policyc validate -f concise toont ze allemaal.\n"
    )


def test_whole_report() -> None:
    raw = "\n".join(["naam: a", *(f"k{n}: v" for n in range(2, 11)), "nm: 'b'c", ""])
    document = read(raw.encode(), name="privacy.yaml")
    raw_twice = raw.replace("nm: 'b'c", "naam: b")
    twice = read(raw_twice.encode(), name="tweede.yaml")
    shown = text.render(
        [*twice.diagnostics, *document.diagnostics],
        {"privacy.yaml": document.source, "tweede.yaml": twice.source},
        language="nl",
        width=80,
        color=False,
    )
    assert shown == (
        "fout[YA011]: Na het afsluitende ' staat nog tekst.\n"
        "  --> privacy.yaml:11:8\n"
        "   |\n"
        "11 | nm: 'b'c\n"
        "   |        ^\n"
        "   |\n"
        "   = hulp: Een ' binnen de tekst schrijft u als ''.\n"
        "\n"
        "fout[YA030]: “naam” staat hier voor de tweede keer.\n"
        "  --> tweede.yaml:11:1\n"
        "   |\n"
        " 1 | naam: a\n"
        "   | ---- hier staat de eerste\n"
        "...\n"
        "11 | naam: b\n"
        "   | ^^^^\n"
        "   |\n"
        "   = hulp: Houd één van beide over, of geef de tweede een andere naam.\n"
        "\n"
        "2 fouten in 2 bestanden\n"
    )


def test_english() -> None:
    shown = report("a: 1\n", [finding(Span(1, 1, 1, 2), severity=Severity.WARNING, help="x")], language="en")
    assert shown.splitlines()[0] == "warning[MO001]: message"
    assert shown.splitlines()[-3:] == ["  = help: x", "", "1 warning in 1 file"]


@pytest.mark.parametrize(
    ("severities", "nl", "en"),
    [
        ("e", "1 fout in 1 bestand", "1 error in 1 file"),
        ("ee", "2 fouten in 1 bestand", "2 errors in 1 file"),
        ("ew", "1 fout en 1 waarschuwing in 1 bestand", "1 error and 1 warning in 1 file"),
        ("wwii", "2 waarschuwingen en 2 info in 1 bestand", "2 warnings and 2 info in 1 file"),
        ("iwe", "1 fout, 1 waarschuwing en 1 info in 1 bestand", "1 error, 1 warning and 1 info in 1 file"),
    ],
)
def test_summary(severities: str, nl: str, en: str) -> None:
    weights = {"e": Severity.ERROR, "w": Severity.WARNING, "i": Severity.INFO}
    found = [finding(Span(1, 1, 1, 2), severity=weights[letter]) for letter in severities]
    assert report("a: 1\n", found).splitlines()[-1] == nl
    assert report("a: 1\n", found, language="en").splitlines()[-1] == en


@pytest.mark.parametrize(
    ("source", "start", "end", "lines"),
    [
        ("a: bc", 3, 5, ["1 | a: bc", "  |    ^^"]),
        ("a:", 2, 2, ["1 | a:", "  |   ^"]),
        ("日本: x", 4, 5, ["1 | 日本: x", "  |       ^"]),
        ("日本: x", 0, 2, ["1 | 日本: x", "  | ^^^^"]),
        ("e\u0301: x", 4, 5, ["1 | e\u0301: x", "  |    ^"]),
        ("😀: x", 3, 4, ["1 | 😀: x", "  |     ^"]),
        ("a:\tx", 3, 4, ["1 | a:  x", "  |     ^"]),
        ("\ta", 0, 1, ["1 |     a", "  | ^^^^"]),
        ("a: \x1b[31m", 3, 4, ["1 | a: \\x1b[31m", "  |    ^^^^"]),
        ("a: \u202eb", 4, 5, ["1 | a: \\u202eb", "  |          ^"]),
        ("a: \u200bb", 3, 4, ["1 | a: \\u200bb", "  |    ^^^^^^"]),
        ("a: \u2028b", 4, 5, ["1 | a: \\u2028b", "  |          ^"]),
    ],
)
def test_caret_stands_below_its_word(source: str, start: int, end: int, lines: list[str]) -> None:
    assert excerpt_of(source, start, end) == ["  |", *lines, "  |"]


def test_long_line_is_cut_around_the_place() -> None:
    source = "a: " + "woord " * 50 + "HIER " + "meer " * 50
    start = source.index("HIER")
    for width in (40, 60, 80, 100):
        lines = excerpt_of(source, start, start + 4, width=width)
        row, carets = lines[1], lines[2]
        assert len(row) <= width
        assert row.startswith("1 | …")
        assert row.endswith("…")
        assert row[carets.index("^") : carets.rindex("^") + 1] == "HIER"


def test_long_line_is_only_cut_where_needed() -> None:
    source = "a: kort " + "woord " * 50
    assert excerpt_of(source, 3, 7, width=40)[1:3] == ["1 | a: kort woord woord woord woord woo…", "  |    ^^^^"]
    last = excerpt_of(source + "EIND", len(source), len(source) + 4, width=40)
    assert last[1].startswith("1 | …")
    assert last[1].endswith("EIND")
    assert last[2].index("^") == last[1].index("EIND")


def test_place_longer_than_the_line_that_fits() -> None:
    source = "a: " + "x" * 300
    row, carets = excerpt_of(source, 3, 303, width=50)[1:3]
    assert len(row) == 50
    assert len(carets) <= 50
    assert carets.index("^") == 7


def test_value_of_more_lines_in_the_margin() -> None:
    source = "a: |\n  een\n  twee\n  drie\n  vier\n  vijf\n  zes\nb: 1\n"
    assert excerpt_of(source, 3, source.index("zes") + 3) == [
        "  |",
        "1 |   a: |",
        "  |  ____^",
        "2 | |   een",
        "3 | |   twee",
        "...",
        "7 | |   zes",
        "  | |_____^",
        "  |",
    ]


def test_value_of_more_lines_that_ends_at_the_start_of_a_line() -> None:
    assert excerpt_of("a: b\nc: d\n", 3, 5) == ["  |", "1 | a: b", "  |    ^", "  |"]


def test_related_places_in_order_and_small_gaps_filled() -> None:
    source = "a: 1\nb: 2\nc: 3\nd: x y z\n"
    related = (
        Related(Span(4, 8, 4, 9), Wording("derde", "")),
        Related(Span(1, 1, 1, 2), Wording("eerste", "")),
        Related(Span(4, 4, 4, 5), Wording("tweede", "")),
        Related(Span(99, 1, 99, 2), Wording("nergens", "")),
    )
    found = Diagnostic("MO001", Severity.ERROR, Wording("b", ""), "p.yaml", Span(4, 6, 4, 7), related=related)
    assert report(source, [found]).splitlines()[2:-2] == [
        "  |",
        "1 | a: 1",
        "  | - eerste",
        "2 | b: 2",
        "3 | c: 3",
        "4 | d: x y z",
        "  |    - tweede",
        "  |        - derde",
        "  |      ^",
        "  |",
    ]


def test_long_label_goes_to_lines_of_its_own() -> None:
    related = (Related(Span(1, 1, 1, 2), Wording("een label " * 6, "")),)
    found = Diagnostic("MO001", Severity.ERROR, Wording("b", ""), "p.yaml", Span(2, 1, 2, 2), related=related)
    assert report("a: 1\nb: 2\n", [found], width=40).splitlines()[3:7] == [
        "1 | a: 1",
        "  | -",
        "  | een label een label een label een",
        "  | label een label een label",
    ]


def test_long_message_and_help_wrap_with_an_indent() -> None:
    found = finding(Span(1, 1, 1, 2), "woord " * 12 + "einde", help="hulpje " * 12 + "einde")
    lines = report("a: 1\n", [found], width=50).splitlines()
    assert lines[0] == "fout[MO001]: woord woord woord woord woord woord"
    assert lines[1] == "  woord woord woord woord woord woord einde"
    assert lines[-6:-2] == [
        "  |",
        "  = hulp: hulpje hulpje hulpje hulpje hulpje",
        "          hulpje hulpje hulpje hulpje hulpje",
        "          hulpje hulpje einde",
    ]


@pytest.mark.parametrize("span", [Span(1, 1, 1, 1), Span(7, 3, 7, 4), Span(0, 0, 0, 0)])
def test_no_excerpt_without_a_text_or_a_line(span: Span) -> None:
    for sources in ({}, {"p.yaml": SourceText("p.yaml", "")}):
        shown = text.render([finding(span)], sources, language="nl", width=80, color=False)
        assert shown == f"fout[MO001]: boodschap\n --> p.yaml:{span.line}:{span.column}\n\n1 fout in 1 bestand\n"


HOSTILE = "\x1b]8;;http://x\x07\u202e\u2066\r\n\x9b\x00\u200b\udc80\ufeff"


def test_hostile_text_is_shown_and_does_nothing() -> None:
    name = f"p{HOSTILE}.yaml"
    found = finding(Span(1, 1, 1, 2), f"b {HOSTILE}", help=f"h {HOSTILE}", file=name)
    shown = report(f"a: {HOSTILE}\n", [found], name=name)
    assert "\\x1b]8;;http://x\\x07\\u202e\\u2066\\r\\n\\x9b\\x00\\u200b\\udc80\\ufeff" in shown.splitlines()[1]
    assert not set(shown) & set(HOSTILE.replace("\n", "")) - set(" -~]8;http://x")
    shown.encode()


def test_ascii_output() -> None:
    source = "naam: ‘café’ – 日 " + "…" * 80
    shown = report(source, [finding(Span(1, 14, 1, 15), "‘é’ … “x”", help="één – twee")], ascii=True)
    assert shown.isascii()
    assert shown.splitlines()[0] == "fout[MO001]: 'e' ... \"x\""
    row, carets = shown.splitlines()[3:5]
    assert row.startswith("1 | naam: 'cafe' - \\u65e5 ...")
    assert row.endswith("...")
    assert carets == "  | " + " " * 13 + "^"
    assert len(row) <= 80


def test_colour_is_only_an_extra() -> None:
    source = "a: |\n  x\n  y\nb: 1\n"
    related = (Related(Span(4, 1, 4, 2), Wording("hier", "")),)
    found = [
        Diagnostic("MO001", severity, Wording("b", ""), "p.yaml", Span(1, 4, 3, 4), (), Wording("h", ""), related)
        for severity in Severity
    ]
    plain, coloured = report(source, found), report(source, found, color=True)
    assert "\x1b" not in plain
    assert coloured.count("\x1b[1;31m") > 0
    assert coloured.endswith("\x1b[0m\n")  # the count at the end is bold
    assert "\x1b[1m" in coloured.splitlines()[-1]
    assert "\x1b[m" not in coloured
    assert "\x1b[1;33mwaarschuwing[MO001]\x1b[0m" in coloured
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()


@given(
    st.text(alphabet="ab \t\n\r日é😀\u0301\u202e\x1b…", max_size=120),
    st.integers(0, 120),
    st.integers(0, 120),
    st.integers(1, 120),
    st.booleans(),
)
@settings(max_examples=200)
@example(source="aa\x1b\x1b\u202e😀😀", start=7, end=0, width=1, ascii=True)  # a caret after a line that just fits
def test_any_place_in_any_text_can_be_shown(source: str, start: int, end: int, width: int, ascii: bool) -> None:
    span = SourceText("p.yaml", source).span(start, end)
    shown = report(source, [finding(span)], width=width, ascii=ascii)
    assert not set(shown) & set("\t\r\u202e\x1b")
    assert not ascii or shown.isascii()
    assert all(width_of(line) <= max(width, 40) for line in shown.splitlines())
    assert "^" in shown or not source
