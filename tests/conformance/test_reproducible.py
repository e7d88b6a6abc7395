"""Equal input gives equal bytes, wherever and by whomever it is built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import Built, environment, only
from .tools import ROOT, policyc

pytestmark = pytest.mark.conformance


def build_elsewhere(policy: Path, folder: Path, formats: str) -> Path:
    """The same policy from a copy, by a relative path, in another folder, locale, time zone and hash order."""
    shutil.copytree(ROOT / "policies", folder / "policies", copy_function=shutil.copyfile)
    env = environment(folder, LC_ALL="C", LANG="nl_NL.UTF-8", TZ="Pacific/Kiritimati", PYTHONHASHSEED="4242")
    copy = Path("policies") / policy.relative_to(ROOT / "policies")
    policyc("build", copy, "-o", "out", "--to", formats, cwd=folder, env=env)
    return folder / "out"


def test_html_and_markdown(policy: Path, built: Built, tmp_path: Path) -> None:
    elsewhere = build_elsewhere(policy, tmp_path / "a folder with spaces", "html,md")
    assert {path.name for path in elsewhere.iterdir()} == {built.html.name, built.markdown.name}
    assert only(elsewhere, ".md").read_bytes() == built.markdown.read_bytes()
    assert only(elsewhere, ".html").read_bytes() == built.html.read_bytes()


def test_pdf(policy: Path, pdf: Path, tmp_path: Path) -> None:
    again = only(build_elsewhere(policy, tmp_path / "a folder with spaces", "pdf"), ".pdf")
    assert again.name == pdf.name
    ours, theirs = pdf.read_bytes(), again.read_bytes()
    assert len(ours) == len(theirs)
    assert ours == theirs, "equal in length, but not in every byte"  # without pytest's diff of two whole files
