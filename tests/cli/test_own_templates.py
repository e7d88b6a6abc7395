"""`--templates`: a folder with one file changes that file; all the rest is ours, also in what was written before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli.git_repository import KORENAAR, commit_files, git, new_repository
from cli.run import policyc
from policyc.render.templates import packaged_templates

PACKAGED = packaged_templates()
SECURITY = "nl/sections/security.md.j2"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of templates beside a policy."""
    (tmp_path / "korenaar.yaml").write_text(KORENAAR, "utf-8")
    (tmp_path / "eigen" / "nl").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "eigen"


def put(own: Path, name: str, text: str) -> None:
    (own / name).parent.mkdir(parents=True, exist_ok=True)
    (own / name).write_text(text, "utf-8")


def changed(name: str, old: str, new: str) -> str:
    """A template of ours with other words."""
    text = (PACKAGED / name).read_text("utf-8")
    assert old in text
    return text.replace(old, new)


def built(*more: object, stderr: str = "") -> tuple[str, str]:
    """The Markdown and the page, with the templates of the folder."""
    run = policyc("build", "korenaar.yaml", "--to", "html,md", "--templates", "eigen", *more)
    assert (run.code, run.stderr) == (0, stderr)
    return Path("build/korenaar.md").read_text("utf-8"), Path("build/korenaar.html").read_text("utf-8")


def ours() -> tuple[str, str]:
    assert policyc("build", "korenaar.yaml", "--to", "html,md", "-o", "ons").code == 0
    return Path("ons/korenaar.md").read_text("utf-8"), Path("ons/korenaar.html").read_text("utf-8")


def refused() -> str:
    run = policyc("build", "korenaar.yaml", "--to", "html,md", "--templates", "eigen")
    assert (run.code, run.stdout) == (2, "")
    assert "Traceback" not in run.stderr
    return run.stderr


# --- one file ---


def test_one_template(own: Path) -> None:
    name = "nl/sections/complaint.md.j2"
    put(own, name, changed(name, "een klacht?", "iets te klagen?"))
    markdown, html = built()
    before, _ = ours()
    assert "## Hebt u iets te klagen?" in markdown
    assert "Hebt u iets te klagen?</h2>" in html
    different = [pair for pair in zip(before.splitlines(), markdown.splitlines(), strict=True) if pair[0] != pair[1]]
    assert 1 <= len(different) <= 4  # the heading, and what links to it


def test_the_words_alone(own: Path) -> None:
    put(own, "nl/terms.yaml", changed("nl/terms.yaml", "Naar de inhoud", "Meteen naar de tekst"))
    assert "Meteen naar de tekst" in built()[1]


@pytest.mark.parametrize("sheet", ["base.css", "screen.css", "figure.css", "print.css"])
def test_one_style_sheet(own: Path, sheet: str) -> None:
    put(own, f"page/{sheet}", "p { color: #123 }\n")
    markdown, html = built()
    before, page = ours()
    assert markdown == before
    assert "p { color: #123 }" in html
    rule = max(
        (PACKAGED / "page" / sheet).read_text("utf-8").splitlines(), key=lambda line: ("/*" not in line, len(line))
    )
    assert rule in page
    assert rule not in html


def test_the_page_alone(own: Path) -> None:
    put(own, "page/page.html.j2", changed("page/page.html.j2", "<main ", '<main data-eigen="ja" '))
    assert '<main data-eigen="ja" ' in built()[1]


def test_a_style_sheet_of_the_pdf_alone(own: Path, pango: None) -> None:
    put(own, "page/pdf.css", changed("page/pdf.css", "size: A4", "size: A5"))
    assert policyc("build", "korenaar.yaml", "--to", "pdf", "--templates", "eigen").code == 0
    raw = Path("build/korenaar.pdf").read_bytes()
    assert policyc("build", "korenaar.yaml", "--to", "pdf", "-o", "ons").code == 0
    assert raw != Path("ons/korenaar.pdf").read_bytes()


def test_a_whole_copy_gives_the_same(own: Path) -> None:
    shutil.copytree(PACKAGED, own, dirs_exist_ok=True)
    assert built() == ours()


def test_a_part_of_ones_own(own: Path) -> None:
    put(own, "nl/statement.md.j2", '# {{ policy.title }}\n\n{% include "parts/eigen.md.j2" %}\n')
    put(own, "nl/parts/eigen.md.j2", "Van {{ policy.controller.name }}.\n")
    assert built()[0] == "# Privacyverklaring\n\nVan De Korenaar.\n"


def test_another_language_needs_all_its_files(own: Path) -> None:
    text = KORENAAR.replace("title: Privacyverklaring", "title: Déclaration\nlanguage: fr")
    Path("korenaar.yaml").write_text(text.replace("status: final", "status: draft"), "utf-8")
    (own / "nl").rmdir()
    shutil.copytree(PACKAGED / "nl", own / "fr")
    run = policyc("build", "korenaar.yaml", "--to", "md", "--templates", "eigen")
    assert run.code == 0, run.stderr
    (own / "fr" / "statement.md.j2").unlink()
    assert "eigen/fr/statement.md.j2 ontbreekt." in policyc("build", "korenaar.yaml", "--templates", "eigen").stderr


def test_the_fragment_uses_them_too(own: Path) -> None:
    put(own, "page/screen.css", ".note { color: #123 }\n")
    assert policyc("build", "korenaar.yaml", "--to", "md", "--fragment", "--templates", "eigen").code == 0
    style = Path("build/korenaar.fragment.css").read_text("utf-8")
    assert ".policyc.policyc .policyc-note { color: #123; }" in style
    put(own, "page/screen.css", "@import 'x.css';\n")
    run = policyc("build", "korenaar.yaml", "--to", "md", "--fragment", "--templates", "eigen")
    assert run.code == 2
    assert run.stderr == "eigen/page/screen.css past niet in een fragment: @import werkt op de hele pagina.\n"


# --- what is wrong is named where it is ---


def test_a_broken_file_is_named_and_not_ours(own: Path) -> None:
    put(own, "nl/sections/complaint.md.j2", "{# AVG art. 13 #}\n\n{{ zzz }}\n")
    assert refused() == "Het sjabloon eigen/nl/sections/complaint.md.j2:3 is niet bruikbaar: “zzz” bestaat niet.\n"
    put(own, "nl/sections/complaint.md.j2", '{% include "parts/weg.md.j2" %}\n')
    assert refused() == "Het sjabloon eigen/nl/parts/weg.md.j2 ontbreekt.\n"


def test_a_part_of_ours_that_an_own_template_breaks_is_named(own: Path) -> None:
    put(own, "nl/statement.md.j2", '{% include "parts/closing.md.j2" %}\n')
    assert str(PACKAGED / "nl" / "parts" / "closing.md.j2") in refused()


@pytest.mark.parametrize("make", ["folder", "dangling", "not UTF-8"])
def test_a_file_that_is_there_but_cannot_be_read_is_not_replaced_by_ours(own: Path, make: str) -> None:
    path = own / "page" / "screen.css"
    path.parent.mkdir()
    if make == "folder":
        path.mkdir()
    elif make == "dangling":
        path.symlink_to("nergens.css")
    else:
        path.write_bytes(b"\xff")
    assert "Het paginabestand eigen/page/screen.css " in refused()


def test_a_folder_in_which_nothing_would_be_used(own: Path) -> None:
    (own / "nl").rmdir()
    assert refused() == "In de map eigen staat geen map en, nl of page: er zou geen sjabloon uit worden gebruikt.\n"
    (own / "page").write_text("", "utf-8")
    assert refused().startswith("In de map eigen staat geen map ")
    shutil.rmtree(own)
    own.write_text("", "utf-8")
    assert refused() == "De map eigen is niet te lezen: een deel van het pad is geen map.\n"


def test_a_file_that_nothing_uses_is_named(own: Path) -> None:
    """A slip of the pen would else do nothing, and nobody would know."""
    put(own, "nl/complaint.md.j2", "x")
    put(own, "page/scherm.css", "x")
    put(own, "nl/parts/eigen.md.j2", "x")
    put(
        own,
        "nl/parts/closing.md.j2",
        (PACKAGED / "nl/parts/closing.md.j2").read_text("utf-8") + '{# "parts/eigen.md.j2" #}',
    )
    put(own, "nl/README.md", "x")
    built(
        stderr="eigen/nl/complaint.md.j2 is niet gebruikt: policyc heeft geen sjabloon met die naam op die plaats.\n"
        "eigen/page/scherm.css is niet gebruikt: policyc heeft geen sjabloon met die naam op die plaats.\n"
    )


# --- an earlier version ---


def test_what_a_version_lacked_was_told_in_our_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One template of one's own, in git: the version before it had ours, and the change is seen as one of words."""
    top = new_repository(tmp_path / "site")
    monkeypatch.chdir(top)
    title = {"eigen/page/screen.css": "p { margin: 0 }\n"}
    commit_files(top, "een", {"policies/korenaar.yaml": KORENAAR, **title})
    git(top, "tag", "korenaar/v1.0.0")
    frame = changed("nl/statement.md.j2", "# {{ policy.title", "# Onze {{ policy.title")
    commit_files(top, "twee", {"eigen/nl/statement.md.j2": frame})

    def technical(*sides: str) -> list[dict[str, str]]:
        run = policyc("diff", *sides, "--templates", "eigen", "-f", "json")
        assert (run.code, run.stderr) == (0, "")
        found: list[dict[str, str]] = json.loads(run.stdout)["views"][0]["technical"]
        return found

    (passage,) = technical("published", "policies/korenaar.yaml")
    assert (passage["old"], passage["new"]) == ("Privacyverklaring", "Onze Privacyverklaring")
    assert technical("HEAD:policies/korenaar.yaml", "policies/korenaar.yaml") == []
    # And taken away again: what was there then counts for then.
    (top / "eigen" / "nl" / "statement.md.j2").unlink()
    (passage,) = technical("HEAD:policies/korenaar.yaml", "policies/korenaar.yaml")
    assert (passage["old"], passage["new"]) == ("Onze Privacyverklaring", "Privacyverklaring")
