"""The worked example of docs/changes.md as people read it: all that ProgressX changes in its statement."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.run import policyc
from golden import assert_golden

from policyc.diagnostics import Language
from policyc.report import diff_markdown, diff_words

POLICIES = Path(__file__).parents[2] / "policies"
OLD, NEW = POLICIES / "archive" / "progressx-1.0.0.yaml", POLICIES / "progressx.yaml"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_progressx(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.chdir(POLICIES.parent)
    sides = [str(path.relative_to(POLICIES.parent)) for path in (OLD, NEW)]
    shown = policyc("diff", *sides, "--as-of", "2027-01-11", "--lang", language, env={"COLUMNS": "80"})
    assert shown.stderr == ""
    assert_golden(request, f"report/diff/progressx.{language}.txt", shown.stdout)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_comment_on_progressx_is_whole(monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    """It has many parts, and there is room to spare below what GitHub takes."""
    monkeypatch.chdir(POLICIES.parent)
    sides = [str(path.relative_to(POLICIES.parent)) for path in (OLD, NEW)]
    shown = policyc("diff", *sides, "--as-of", "2027-01-11", "--lang", language, "-f", "markdown").stdout
    assert len(shown) < diff_markdown.MOST_CHARACTERS // 2
    assert diff_markdown.prose(diff_words.CUT.in_language(language)) not in shown
