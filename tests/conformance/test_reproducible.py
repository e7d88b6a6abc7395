"""Equal input gives equal bytes, wherever and by whomever it is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from document.editions import Sample

from .conftest import Built, build, environment, only

pytestmark = pytest.mark.conformance


def build_elsewhere(sample: Sample, folder: Path, formats: str) -> Path:
    """The same policy in another folder, locale, time zone and hash order."""
    folder.mkdir()
    env = environment(folder, LC_ALL="C", LANG="nl_NL.UTF-8", TZ="Pacific/Kiritimati", PYTHONHASHSEED="4242")
    return build(sample, folder, formats, env)


def test_html_and_markdown(sample: Sample, built: Built, tmp_path: Path) -> None:
    elsewhere = build_elsewhere(sample, tmp_path / "a folder with spaces", "html,md")
    assert {path.name for path in elsewhere.iterdir()} == {built.html.name, built.markdown.name}
    assert only(elsewhere, ".md").read_bytes() == built.markdown.read_bytes()
    assert only(elsewhere, ".html").read_bytes() == built.html.read_bytes()


def test_pdf(sample: Sample, pdf: Path, tmp_path: Path) -> None:
    again = only(build_elsewhere(sample, tmp_path / "a folder with spaces", "pdf"), ".pdf")
    assert again.name == pdf.name
    ours, theirs = pdf.read_bytes(), again.read_bytes()
    assert len(ours) == len(theirs)
    assert ours == theirs, "equal in length, but not in every byte"  # without pytest's diff of two whole files
