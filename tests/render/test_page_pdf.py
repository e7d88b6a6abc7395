"""The PDF, read back: PDF/UA-1, PDF/A-3a, fonts, text, bookmarks, equal bytes, and one sentence for what goes wrong."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest
from conformance.reading import page_blocks, pdf_spoken
from page_sample import PAGE_FOLDER, SAMPLE, page_of

from policyc.errors import PolicycError
from policyc.render import fonts, marks
from policyc.render.html import Labels
from policyc.render.pdf import SourceFile, to_pdf

pytestmark = pytest.mark.usefixtures("pango")

WORDS = "Wij verwerken uw persoonsgegevens alleen op basis van een wettelijke grondslag en niet langer dan nodig. "
HERE = Path(__file__).parent


def pdf_of(markdown: str, **changes: Any) -> bytes:
    return to_pdf(page_of(markdown, **changes), page_folder=PAGE_FOLDER)


def ends_in_carriage_return(path: Path) -> bool:
    with pikepdf.open(path) as pdf:
        return any(isinstance(o, pikepdf.Stream) and o.read_raw_bytes().endswith(b"\r") for o in pdf.objects)


def failures(path: Path) -> list[str]:
    """What page-validation has against a file, without its two known false alarms."""
    found = []
    for profile in ("ua1", "3a"):
        for failure in page_validation.validate_pdf(str(path), profile=profile).failures:
            # veraPDF's profiles forbid a filter on metadata in PDF/A-1 only.
            if profile == "3a" and failure.rule_id.endswith("METADATA-FILTER-001"):
                continue
            # A stream whose last byte is a carriage return: the length is miscounted.
            if failure.rule_id.endswith("STREAM-LENGTH-001") and ends_in_carriage_return(path):
                continue
            found.append(f"{profile} {failure.rule_id}: {failure.message}")
    return found


def said_by(*command: str | Path) -> str:
    """What a program says about a file; poppler tells of a broken one on standard error and still exits with 0."""
    run = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    assert run.stderr == ""
    return run.stdout


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, pango: None) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "sample.pdf"
    path.write_bytes(pdf_of(SAMPLE))
    return path


@pytest.fixture
def opened(sample: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(sample) as pdf:
        yield pdf


# ---- the standards ------------------------------------------------------------------------------------------------


def test_the_sample_breaks_no_rule(sample: Path) -> None:
    assert failures(sample) == []


CONSTRUCTS = {
    "paragraph": "a **b** *c* `d`  \ne",
    "tight list": "- a\n- b",
    "loose list": "- a\n\n- b",
    "item of two paragraphs": "- a\n\n  b\n- c",
    "nested lists": "- a\n  - b\n    1. c\n    2. d\n- e",
    "nested loose lists": "- a\n\n  - b\n\n    c\n\n- d",
    "text after a nested list": "1. a\n   - b\n\n   c\n2. d",
    "item that starts with a list": "- - a\n  - b\n- 1. c",
    "item that is code": "-     a\n- b",
    "item that is a call-out": "- > a\n- b",
    "item that is strong": "- **a**\n- *b*",
    "item that is a link": "- [a](https://example.org)\n- b",
    "list over pages": f"- {WORDS * 4}\n" * 30,
    "loose list over pages": f"- {WORDS * 4}\n\n  {WORDS * 3}\n" * 20,
    "nested list over pages": "- a\n" + f"  - {WORDS * 4}\n" * 30,
    "ordered list from a number": "9. a\n10. b",
    "contents list": "## Inhoud\n\n- [B](#b)\n  - [C](#c)\n- [B met **meer**](#b)\n\n## B\n\n### C",
    "call-out": "> **Nog te bevestigen** a\n>\n> - b\n> - c",
    "call-out in a call-out": "> a\n>\n> > **Bezwaar** b",
    "call-out over pages": "> " + WORDS * 80,
    "code": "```\na\n b\n```\n\n    c",
    "rule": "a\n\n---\n\nb",
    "headings": "## a\n\n### b\n\n#### c\n\n##### d\n\n###### e\n\n## f",
    "heading with emphasis": "## a *b* `c`",
    "heading that is a link": "## [a](https://example.org)\n\nb",
    "links": "[a](https://example.org) [b](mailto:b@example.org) [c](tel:+31201234567) [d](#t)",
    "link with children": "[a **b** *c* `d`](https://example.org)",
    "link that is strong": "**[a](https://example.org)** [**b**](https://example.org)",
    "link over lines": f"{WORDS} [{WORDS * 3}](https://example.org)",
    "link with children over lines": f"{WORDS} [{WORDS} **{WORDS}** {WORDS}](https://example.org)",
    "link over pages": f"{WORDS * 55} [{WORDS * 30}](https://example.org)",
    "two links to one place": "[a](https://example.org)[b](https://example.org)",
    "table": "| A | B |\n|---|---|\n| 1 | 2 |",
    "table with a caption": "**C**\n\n| A | B |\n|---|---|\n| 1 | 2 |",
    "table with empty cells": "| | B |\n|---|---|\n| 1 | |\n| | 2 |\n| | |",
    "table of one column": "| A |\n|---|\n| 1 |",
    "table of many columns": "| A | B | C | D | E | F |\n|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 |",
    "table without rows": "| A | B |\n|---|---|",
    "table with links": "| A | B |\n|---|---|\n| [a](https://example.org) | [b **c**](#t) x |",
    "table in a list": "- a\n\n  | A | B |\n  |---|---|\n  | 1 | 2 |",
    "table in a call-out": "> **C**\n>\n> | A | B |\n> |---|---|\n> | 1 | 2 |",
    "table over pages": "**C**\n\n| A | B |\n|---|---|\n" + f"| a | {WORDS} |\n" * 60,
    "row over pages": f"| A | B |\n|---|---|\n| a | {WORDS * 80} |\n| b | c |",
    "word wider than the page": f"{'a' * 300}\n\n| A | B |\n|---|---|\n| {'b' * 300} | {'c' * 300} |",
    "characters": "‐ ‑ – — ’ “ ” … ĳ Ĳ ë → ≥ × · • ◦ ▪ € ½ a\u00adb c\u00a0d e\u202ff g\u2009h i\u200bj",
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_no_construct_breaks_a_rule(name: str, tmp_path: Path) -> None:
    """Each that Markdown can make, by itself: an upgrade of WeasyPrint shows here what it changed."""
    path = tmp_path / "a.pdf"
    markdown = f"# T\n\n{CONSTRUCTS[name]}"
    path.write_bytes(pdf_of(markdown))
    assert failures(path) == []
    assert pdf_spoken(path) == "".join(page_blocks(page_of(markdown)))
    said_by("pdffonts", path)


HOSTILE = "\\)>>'\"<a>&amp;]]> é (("


@pytest.mark.parametrize(
    "changes",
    [
        dict.fromkeys(("author", "description", "version", "effective", "mark", "callouts")),
        {
            **dict.fromkeys(("title", "author", "description", "version", "mark"), HOSTILE),
            "labels": Labels(
                skip=HOSTILE, page_of=f"{HOSTILE} {{page}} {HOSTILE} {{pages}} {HOSTILE}", colophon=HOSTILE
            ),
        },
    ],
    ids=["absent", "hostile"],
)
def test_no_value_of_the_page_breaks_a_rule(changes: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of("# T\n\nx", **changes))
    assert failures(path) == []
    assert "Title" in said_by("pdfinfo", path)


# ---- as other programs see it -------------------------------------------------------------------------------------


def test_other_programs_read_it(sample: Path) -> None:
    assert "No syntax or stream encoding errors found" in said_by("qpdf", "--check", sample)
    info = dict(re.findall(r"(.+?):\s+(.*)", said_by("pdfinfo", sample)))
    assert info["Title"] == "Privacy- en cookieverklaring – ProgressX"
    assert info["Author"] == "ProgressX"
    assert info["Subject"].startswith("Welke persoonsgegevens")
    assert (info["Tagged"], info["JavaScript"], info["Suspects"], info["Encrypted"]) == ("yes", "no", "no", "no")
    assert int(info["Pages"]) >= 4
    assert "A4" in info["Page size"]


def test_only_our_font_is_in_it(sample: Path) -> None:
    lines = [line.split() for line in said_by("pdffonts", sample).splitlines()[2:]]
    assert sorted(line[0].partition("+")[2] for line in lines) == ["Lato", "Lato-Bold", "Lato-Italic"]
    assert {tuple(line[-5:-2]) for line in lines} == {("yes", "yes", "yes")}


def test_what_is_read_out_is_the_page(sample: Path) -> None:
    assert pdf_spoken(sample) == "".join(page_blocks(page_of(SAMPLE)))


def test_every_page_has_its_mark_and_number(sample: Path) -> None:
    pages = said_by("pdftotext", sample, "-").split("\f")[:-1]
    for number, text in enumerate(pages, start=1):
        assert "CONCEPT" in text
        assert f"Pagina {number} van {len(pages)}" in text
        assert "ProgressX · versie 2.0.0 · geldig vanaf 15 december 2026" in text
        assert text.count("Privacy- en cookieverklaring") == 1  # the heading, then the running header


def test_the_contents_list_has_page_numbers(sample: Path) -> None:
    first, *_ = said_by("pdftotext", "-layout", sample, "-").split("\f")
    numbers = re.findall(r"\b(?:In het kort|Wijzigingen|Cookies) {2,}(\d+)\b", first)
    assert numbers == sorted(numbers, key=int)
    assert len(numbers) == 3


# ---- the structure ------------------------------------------------------------------------------------------------


def bookmarks(items: Any) -> list[str]:
    return [title for item in items for title in (item.title, *bookmarks(item.children))]


def test_language_title_and_bookmarks(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "nl"
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    with opened.open_outline() as outline:
        titles = bookmarks(outline.root)
    headings = re.findall(r"^#{1,3} (.*)$", SAMPLE, flags=re.MULTILINE)
    assert titles == headings


def elements(node: Any) -> Iterator[Any]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def kinds(node: Any) -> Counter[str]:
    return Counter(str(element.S) for element in elements(node))


def test_the_structure_says_what_the_markdown_says(opened: pikepdf.Pdf) -> None:
    found = kinds(opened.Root.StructTreeRoot)
    assert (found["/H1"], found["/H2"], found["/H3"]) == (1, SAMPLE.count("\n## "), SAMPLE.count("\n### "))
    assert found["/Link"] == len(re.findall(r"\]\((?!#page)", SAMPLE))
    assert found["/Caption"] == len(re.findall(r"^\*\*.*\*\*$", SAMPLE, flags=re.MULTILINE))
    for element in elements(opened.Root.StructTreeRoot):
        if element.S == "/TH":
            assert element.A.Scope in ("/Row", "/Column")
        if element.S == "/LI":
            assert [str(kid.S) for kid in element.K] in (["/Lbl", "/LBody"], ["/LBody"])
        if element.S == "/Link":
            assert "/Link" not in kinds(element)


def test_links_say_where_they_lead(opened: pikepdf.Pdf) -> None:
    links = [annotation for sheet in opened.pages for annotation in sheet.get("/Annots", [])]
    words = [str(link.Contents) for link in links]
    assert "Autoriteit Persoonsgegevens" in words
    assert "Verklaring van Mailservice" in words
    assert not [text for text in words if text.startswith(("http", "mailto:", "tel:", "#"))]
    assert {int(link.F) for link in links} == {4}


def test_a_link_over_lines_is_one_link(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(f"# T\n\n{WORDS} [{WORDS * 3}](https://example.org)"))
    with pikepdf.open(path) as pdf:
        assert kinds(pdf.Root.StructTreeRoot)["/Link"] == 1
        assert len(pdf.pages[0].Annots) > 2


OVER_PAGES = {
    "table": (
        "**C**\n\n| A | B |\n|---|---|\n" + f"| a | {WORDS * 2} |\n" * 60,
        {"/Table": 1, "/THead": 1, "/TBody": 1},
    ),
    "row": (f"| A | B |\n|---|---|\n| a | {WORDS * 80} |\n| b | c |", {"/Table": 1, "/TR": 3, "/TH": 4, "/TD": 2}),
    "list": (f"- {WORDS * 4}\n" * 30, {"/L": 1, "/LI": 30, "/LBody": 30}),
    "item": (f"- {WORDS * 80}\n- b", {"/L": 1, "/LI": 2, "/Lbl": 2, "/LBody": 2}),
    "nested list": ("- a\n" + f"  - {WORDS * 4}\n" * 30, {"/L": 2, "/LI": 31, "/Lbl": 31}),
    "paragraph": (WORDS * 80, {"/P": 1}),
    "call-out": ("> " + WORDS * 80, {"/Div": 1, "/P": 1}),
}


@pytest.mark.parametrize("name", OVER_PAGES)
def test_what_runs_over_pages_is_one_element(name: str, tmp_path: Path) -> None:
    """Who listens to it hears one table with one head, and a list with all of its items."""
    path = tmp_path / "a.pdf"
    markdown, wanted = OVER_PAGES[name]
    path.write_bytes(pdf_of(f"# T\n\n{markdown}"))
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) > 1
        found = kinds(pdf.Root.StructTreeRoot)
    assert {kind: found[kind] for kind in wanted} == wanted
    assert failures(path) == []
    assert pdf_spoken(path) == "".join(page_blocks(page_of(f"# T\n\n{markdown}")))


def test_a_cell_needs_no_names_of_headers(opened: pikepdf.Pdf) -> None:
    """They have a scope; names would need a list of names (ISO 32000-1, 14.7.2), and pages share them."""
    for element in elements(opened.Root.StructTreeRoot):
        assert "/ID" not in element
        assert "/Headers" not in element.get("/A", {})


def test_parts_in_another_language_say_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    english = marks.in_language("en", "A text of two words or **more**.")
    markdown = f"# T\n\nNederlands. {english}\n\n- {english}\n\n| A | B |\n|---|---|\n| {english} | [{english}](#t) |"
    path.write_bytes(pdf_of(markdown))
    with pikepdf.open(path) as pdf:
        spoken = [str(element.Lang) for element in elements(pdf.Root.StructTreeRoot) if "/Lang" in element]
        assert str(pdf.Root.Lang) == "nl"
    # Each text is in two pieces, before and within the strong words, and the full stop is a third.
    assert spoken == ["en"] * 12
    assert failures(path) == []


def test_a_break_within_a_word_does_not_cut_it_in_two(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    html = page_of("# T").replace("</main>", "<p>x</p><p>lang<wbr>woord</p></main>")
    path.write_bytes(to_pdf(html, page_folder=PAGE_FOLDER))
    with pikepdf.open(path) as pdf:
        assert kinds(pdf.Root.StructTreeRoot)["/NonStruct"] == 0
    assert "langwoord" in said_by("pdftotext", path, "-")


DRAWING = '<svg role="img" viewBox="0 0 9 9"><title>{}</title><path d="M0 0h9v9z"/></svg>'


def test_a_figure_is_one_figure_with_its_words(tmp_path: Path) -> None:
    """Of the two drawings of a figure one is shown, and its words are those of the one that is."""
    path = tmp_path / "a.pdf"
    drawings = DRAWING.format("Breed &amp; “goed”") + DRAWING.format("Smal").replace("<svg", '<svg class="narrow"')
    figure = f'<figure class="flows"><figcaption>Bijschrift</figcaption>{drawings}</figure>'
    words = "<details><summary>In woorden</summary><ul><li>a</li><li>b</li></ul></details>"
    path.write_bytes(to_pdf(page_of("# T").replace("</main>", f"{figure}{words}</main>"), page_folder=PAGE_FOLDER))
    with pikepdf.open(path) as pdf:
        figures = [element for element in elements(pdf.Root.StructTreeRoot) if element.S == "/Figure"]
        assert [str(element.Alt) for element in figures] == ["Breed & “goed”"]
    assert pdf_spoken(path) == "TBijschriftInwoordenab"
    assert failures(path) == []


SOURCE = SourceFile("proef.yaml", "naam: Łódź → x\n".encode(), "application/yaml", "De bron → YAML", date(2026, 12, 15))


def test_a_file_in_it_is_the_source_of_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(to_pdf(page_of("# T"), page_folder=PAGE_FOLDER, source=SOURCE))
    with pikepdf.open(path) as pdf:
        (file,) = pdf.Root.AF
        assert (str(file.AFRelationship), str(file.UF), str(file.Desc)) == ("/Source", SOURCE.name, SOURCE.description)
        assert (str(file.EF.F.Subtype), file.EF.F.read_bytes()) == ("/application/yaml", SOURCE.content)
        assert str(file.EF.F.Params.ModDate) == "D:20261215120000Z"
    assert failures(path) == []


def test_running_headers_and_footers_are_artifacts(opened: pikepdf.Pdf) -> None:
    for sheet in opened.pages:
        marked = [
            str(instruction.operands[0])
            for instruction in pikepdf.parse_content_stream(sheet, "BDC")
            if "/Type" in instruction.operands[1]
        ]
        assert len(marked) >= 3
        assert set(marked) == {"/Artifact"}


def test_a_heading_never_ends_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for filler in range(40, 52):
        path.write_bytes(pdf_of("# T\n\n" + "x\n\n" * (filler // 2) + f"## Kop\n\n{WORDS * 3}"))
        for text in said_by("pdftotext", path, "-").split("\f"):
            assert not re.search(r"Kop\s+ProgressX ·", text)


def test_the_head_of_a_table_comes_back_and_rows_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of("# T\n\n| Kolomkop | B |\n|---|---|\n" + f"| begin | {WORDS * 2} slot |\n" * 40))
    pages = said_by("pdftotext", path, "-").split("\f")[:-1]
    assert len(pages) > 2
    for text in pages:
        assert text.count("Kolomkop") == 1
        assert text.count("begin") == text.count("slot")


# ---- the same everywhere ------------------------------------------------------------------------------------------

SCRIPT = f"""
import datetime, sys
sys.path.insert(0, sys.argv[1])
from page_sample import *
from policyc.render.pdf import SourceFile, to_pdf
sys.stdout.buffer.write(to_pdf(page_of(SAMPLE), page_folder=PAGE_FOLDER, source={SOURCE!r}))
"""


def in_process(cwd: Path, script: str = SCRIPT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", script, str(HERE)],
        capture_output=True,
        cwd=cwd,
        env=inherited | environment,
        check=False,
    )


def test_equal_bytes_wherever_it_is_made(tmp_path: Path) -> None:
    """Folder, home, locale, time zone, hash order and the font settings of the machine make no difference."""
    other = tmp_path / "een andere map"
    other.mkdir()
    (other / "fonts.conf").write_text("<fontconfig><dir>/usr/share/fonts</dir></fontconfig>", encoding="utf-8")
    runs = [
        in_process(tmp_path, HOME=str(tmp_path), TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1"),
        in_process(
            other,
            HOME="/nonexistent",
            TZ="America/Los_Angeles",
            LC_ALL="nl_NL.UTF-8",
            LANG="tr_TR.UTF-8",
            PYTHONHASHSEED="2",
            SOURCE_DATE_EPOCH="1",
            TMPDIR=str(other),
            XDG_CACHE_HOME=str(other),
            FONTCONFIG_FILE=str(other / "fonts.conf"),
            FONTCONFIG_SYSROOT="/nonexistent",
            FC_DEBUG="1",
            PANGO_LANGUAGE="ar:ja",
        ),
    ]
    here = to_pdf(page_of(SAMPLE), page_folder=PAGE_FOLDER, source=SOURCE)
    for run in runs:
        assert (run.returncode, run.stderr) == (0, b"")
        assert run.stdout == here, "not the same bytes"
    assert sorted(path.name for path in other.iterdir()) == ["fonts.conf"], "something was left behind"


def test_nothing_is_left_behind_or_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("FONTCONFIG_FILE", "/nonexistent")
    logger = logging.getLogger("weasyprint")
    before = dict(os.environ), logger.level, logger.propagate, list(logger.handlers)
    assert pdf_of("# T") == pdf_of("# T")
    assert (dict(os.environ), logger.level, logger.propagate, list(logger.handlers)) == before
    assert list(tmp_path.iterdir()) == []


# ---- what goes wrong ----------------------------------------------------------------------------------------------


def complaint(html: str, folder: Path = PAGE_FOLDER) -> str:
    with pytest.raises(PolicycError) as error:
        to_pdf(html, page_folder=folder)
    assert "\n" not in error.value.wording.nl + error.value.wording.en
    return error.value.wording.en


def test_characters_the_font_lacks_are_named(capfd: pytest.CaptureFixture[str]) -> None:
    html = page_of("# T\n\nSlot 😀 en **✓**, nog eens 😀")
    assert complaint(html) == "No PDF was made, because the font Lato has no glyph for: ✓ (U+2713), 😀 (U+1F600)."
    assert complaint(page_of("# T", mark="字")).endswith("has no glyph for: 字 (U+5B57).")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ('<img src="https://example.org/x.png" alt="x">', "https://example.org/x.png"),
        ('<img src="file:///etc/hostname" alt="x">', "file:///etc/hostname"),
        ('<img src="x.png" alt="x">', "Relative URI"),
        ('<a href="#nergens">x</a>', "nergens"),
        ('<p style="color: nope">x</p>', "Ignored"),
        ('<link rel="stylesheet" href="https://example.org/x.css">', "https://example.org/x.css"),
    ],
)
def test_whatever_weasyprint_reports_is_an_error(content: str, part: str) -> None:
    said = complaint(page_of("# T").replace("</main>", f"{content}</main>"))
    assert said.startswith("No PDF was made. WeasyPrint reports: ")
    assert part in said


def test_faults_in_the_style_sheets_are_errors(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PAGE_FOLDER, tmp_path / "page"))
    html = page_of("# T\n\n- x")
    (folder / "pdf.css").write_text("h1 { colour: red }", encoding="utf-8")
    assert "colour" in complaint(html, folder)
    (folder / "pdf.css").write_text("h1 { background: url(https://example.org/x.png) }", encoding="utf-8")
    assert "https://example.org/x.png" in complaint(html, folder)
    (folder / "pdf.css").write_text("li::marker { content: 'x' }", encoding="utf-8")
    assert "TypeError" in complaint(html, folder)
    (folder / "pdf.css").unlink()
    assert complaint(html, folder) == f"The page file {folder / 'pdf.css'} is missing."


WITHOUT = """
import sys, cffi
real = cffi.FFI.dlopen
def dlopen(ffi, name, flags=0):
    if any(part in str(name) for part in {missing!r}):
        raise OSError("cannot load library " + repr(name))
    return real(ffi, name, flags)
cffi.FFI.dlopen = dlopen
import ctypes.util
search = ctypes.util.find_library
sys.path.insert(0, sys.argv[1])
from page_sample import *
from policyc.errors import PolicycError
from policyc.render.pdf import to_pdf
for _ in range(2):
    try:
        to_pdf(page_of("# T"), page_folder=PAGE_FOLDER)
    except PolicycError as error:
        print(error.wording.en)
assert ctypes.util.find_library is search
cffi.FFI.dlopen = real
print(len(to_pdf(page_of("# T"), page_folder=PAGE_FOLDER)) > 1000)
"""


@pytest.mark.parametrize("missing", [("pango", "gobject"), ("pangoft2",), ("harfbuzz-subset",)])
def test_missing_libraries_are_named_in_one_sentence(missing: tuple[str, ...], tmp_path: Path) -> None:
    """And nothing of the failed import stays, so that the next try, with the libraries, works."""
    run = in_process(tmp_path, WITHOUT.format(missing=missing))
    sentence = (
        "PDF needs a library that is missing; install the Debian packages libpangoft2-1.0-0 and libharfbuzz-subset0.\n"
    )
    assert (run.stdout.decode(), run.stderr.decode()) == (sentence * 2 + "True\n", "")


def test_modules_left_out_come_when_they_are_needed() -> None:
    """A picture that the page carries needs Pillow after all: the real one, and set as WeasyPrint wants it."""
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    html = page_of("# T").replace("</main>", f'<p><img src="data:image/png;base64,{pixel}" alt="x"></p></main>')
    assert to_pdf(html, page_folder=PAGE_FOLDER)
    from PIL import ImageFile

    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_the_font_is_the_pinned_one() -> None:
    assert fonts.missing("aĳ→‐✓\u2011") == ["\u2011", "✓"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert fonts.missing("") == []
