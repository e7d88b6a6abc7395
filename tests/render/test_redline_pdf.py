"""The redline on paper: it keeps the standards, its bookmarks are those of the new text, and its words are in order."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest
from redline_sample import NEW, OLD, PAGE_FOLDER, redline
from test_page_pdf import failures

from policyc.render.pdf import to_pdf

pytestmark = pytest.mark.usefixtures("pango")


@pytest.fixture(scope="module", params=["both", "new", "withdrawn"])
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    old, new = {"both": (OLD, NEW), "new": (None, NEW), "withdrawn": (OLD, None)}[request.param]
    path: Path = tmp_path_factory.mktemp("redline") / f"{request.param}.pdf"
    path.write_bytes(to_pdf(redline(old, new), page_folder=PAGE_FOLDER))
    return path


def test_it_breaks_no_rule(pdf: Path) -> None:
    assert failures(pdf) == []


def structure_text(pdf: Path) -> str:
    """What a screen reader reads: the text in the order of the tags."""
    run = subprocess.run(["pdfinfo", "-struct-text", str(pdf)], capture_output=True, text=True, check=True)
    lines = (line.strip() for line in run.stdout.splitlines())
    return " ".join("".join(line[1:-1] for line in lines if line.startswith('"')).split())


@pytest.mark.parametrize("pdf", ["both"], indirect=True)
def test_a_screen_reader_is_told_of_each_change_in_its_place(pdf: Path) -> None:
    text = structure_text(pdf)
    assert (
        "Wij bewaren uw bestelling [verwijderd: 6 maanden einde verwijderd]"
        "[ingevoegd: 1 jaar einde ingevoegd] na de levering."
    ) in text
    assert "[rij verwijderd: Klacht" in text
    assert "[verwijderd: Oude cookies einde verwijderd]" in text


def test_bookmarks_are_the_headings_of_the_new_text(pdf: Path) -> None:
    with pikepdf.open(pdf) as opened, opened.open_outline() as outline:
        titles = [str(item.title) for root in outline.root for item in (root, *root.children)]
    summary = "Wat is er anders dan in de eerdere versie?"
    new = ["Verklaring", summary, "Inhoud", "Wie zijn wij?", "Bewaren", "Klachten"]
    assert titles == ([summary, "Gewijzigde onderdelen"] if pdf.stem == "withdrawn" else new)


def test_equal_texts_give_equal_bytes() -> None:
    page = redline(OLD, NEW)
    assert to_pdf(page, page_folder=PAGE_FOLDER) == to_pdf(page, page_folder=PAGE_FOLDER)
