"""`policyc diff --pushed`: the commit that is pushed counts, and not what the work tree holds by then."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.git_repository import KORENAAR, LONGER, commit_files, git, new_repository
from cli.run import policyc

FILE = "policies/korenaar.yaml"
NEW = KORENAAR.replace("id: korenaar", "id: nieuw")


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit, in which nothing is published."""
    monkeypatch.delenv("PRE_COMMIT_TO_REF", raising=False)
    folder = new_repository(tmp_path / "site")
    commit_files(folder, "eerste", {FILE: KORENAAR})
    monkeypatch.chdir(folder)
    return folder


def test_the_commit_counts_and_not_the_work_tree(top: Path) -> None:
    git(top, "tag", "korenaar/v1.0.0")
    commit_files(top, "langer", {FILE: LONGER})
    Path(FILE).write_text(KORENAAR, "utf-8")
    run = policyc("diff", "--pushed")
    assert run.code == 1
    assert run.stdout.startswith(f"korenaar/v1.0.0:{FILE} → HEAD:{FILE}\n")
    commit_files(top, "terug", {FILE: KORENAAR})
    Path(FILE).write_text(LONGER, "utf-8")
    assert policyc("diff", "--pushed").code == 0


def test_what_pre_commit_says_is_pushed(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(top, "tag", "korenaar/v1.0.0")
    longer = commit_files(top, "langer", {FILE: LONGER})
    commit_files(top, "terug", {FILE: KORENAAR})
    assert policyc("diff", "--pushed").code == 0
    monkeypatch.setenv("PRE_COMMIT_TO_REF", longer)
    run = policyc("diff", "--pushed")
    assert run.code == 1
    assert f" → {longer[:12]}:{FILE}\n" in run.stdout


def test_a_statement_that_was_never_published_may_go(top: Path) -> None:
    said = "Er is nog niets gepubliceerd om mee te vergelijken: u kunt pushen.\n"
    run = policyc("diff", "--pushed")
    assert (run.code, run.stdout) == (0, "")
    assert run.stderr.endswith(said)
    # One that was published is judged beside it.
    git(top, "tag", "korenaar/v1.0.0")
    commit_files(top, "langer, en een tweede", {FILE: LONGER, "policies/nieuw.yaml": NEW})
    run = policyc("diff", "--pushed")
    assert run.code == 1
    assert said not in run.stderr
    assert "nieuw.yaml" not in run.stdout


def test_a_commit_without_statements(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(top, "rm", "-q", "-r", "policies")
    commit_files(top, "weg", {"leesmij.txt": "x"})
    run = policyc("diff", "--pushed")
    said = "In wat u pusht staan geen verklaringen: er is niets vergeleken.\n"
    assert (run.code, run.stdout, run.stderr) == (0, "", said)
