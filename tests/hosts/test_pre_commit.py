"""The hooks of .pre-commit-hooks.yaml, run by the real pre-commit with an environment that it makes itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli.git_repository import ANNOUNCED, KORENAAR, LONGER, commit_files, git, new_repository
from cli.pipeline import POLICY, UNFIT, published
from cli.run import environment, policyc

from hosts.shell import ROOT

LEFT_OUT = (".*", "__pycache__", "*.egg-info", "build", "dist", "node_modules", "tests", "bench")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as a repository of its own, with everything in it committed."""
    folder = tmp_path_factory.mktemp("hooks") / "policyc"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
    new_repository(folder)
    commit_files(folder, "policyc", {})
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository that was published and can be pushed."""
    folder = published(tmp_path / "site")
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(folder, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(folder, "push", "--quiet", "origin", "main")
    monkeypatch.chdir(folder)
    return folder


def pre_commit(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        env=environment(PRE_COMMIT_HOME=str(home)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )


# --- what the hook runs ---


def test_what_is_pushed_counts_and_not_the_work_tree(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / POLICY).write_text(LONGER, "utf-8")
    assert policyc("diff", "--pushed").code == 0
    longer = commit_files(site, "langer", {POLICY: LONGER})
    (site / POLICY).write_text(KORENAAR, "utf-8")
    run = policyc("diff", "--pushed")
    assert (run.code, run.stdout.splitlines()[0]) == (1, f"korenaar/v1.0.0:{POLICY} → HEAD:{POLICY}")
    commit_files(site, "verteld", {POLICY: ANNOUNCED})
    assert policyc("diff", "--pushed").code == 0
    run = policyc("diff", "--pushed", env={"PRE_COMMIT_TO_REF": longer})
    assert (run.code, run.stdout.splitlines()[0]) == (1, f"korenaar/v1.0.0:{POLICY} → {longer[:12]}:{POLICY}")


def test_a_statement_that_is_gone_from_what_is_pushed(site: Path) -> None:
    commit_files(site, "weg", {POLICY: None, "README.md": "Site\n"})
    run = policyc("diff", "--pushed")
    assert run.code == 1
    assert "ingetrokken verklaring" in run.stdout


def test_several_statements(site: Path) -> None:
    other = KORENAAR.replace("id: korenaar", "id: molen")
    archived = KORENAAR.replace("status: final", "status: archived").replace("version: 1.0.0", "version: 0.9.0")
    commit_files(site, "meer", {"policies/molen.yaml": other, "policies/oud.yaml": archived})
    run = policyc("diff", "--pushed")
    assert run.code == 0
    assert run.stdout.count("geen verschil: korenaar/v1.0.0") == 1
    assert "molen" not in run.stdout
    assert run.stderr == (
        "Van molen is nog niets gepubliceerd. Geef de eerste versie bij publicatie de tag molen/v1.0.0.\n"
    )
    commit_files(site, "langer", {POLICY: LONGER})
    assert policyc("diff", "--pushed").code == 1


def test_nothing_was_published_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first push: `policyc ci` says the same. What was named to compare with still counts."""
    folder = new_repository(tmp_path / "nieuw")
    first = commit_files(folder, "concept", {POLICY: KORENAAR.replace("effective: 2026-12-01", "effective: null")})
    monkeypatch.chdir(folder)
    run = policyc("diff", "--pushed")
    assert (run.code, run.stdout) == (0, "")
    assert run.stderr.splitlines()[-1] == "Er is nog niets gepubliceerd om mee te vergelijken: u kunt pushen."
    assert policyc("ci").code == 0
    commit_files(folder, "langer", {POLICY: LONGER})
    assert policyc("diff", "--pushed", "--against", first).code == 1


def test_nothing_of_ours_is_pushed(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = new_repository(tmp_path / "ander")
    commit_files(folder, "leeg", {"README.md": "Iets anders\n"})
    monkeypatch.chdir(folder)
    run = policyc("diff", "--pushed")
    assert (run.code, run.stderr) == (0, "In wat u pusht staan geen verklaringen: er is niets vergeleken.\n")
    assert policyc("diff", "--pushed", "a.yaml").stderr == "--pushed zoekt de verklaringen zelf: laat a.yaml weg.\n"
    assert policyc("diff", "--pushed", env={"PRE_COMMIT_TO_REF": "--weg"}).code == 2


# --- pre-commit itself ---


def test_try_repo(hooks: Path, site: Path, tmp_path: Path) -> None:
    """Both hooks, at the moment of a push, over a commit that keeps data longer and tells nobody."""
    commit_files(site, "langer", {POLICY: LONGER, "notitie.yaml": "a: [\n"})
    stage = ("--hook-stage", "pre-push", "--from-ref", "origin/main", "--to-ref", "HEAD", "--verbose")
    run = pre_commit(tmp_path / "home", "try-repo", hooks, *stage)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "in orde: 1 bestand, recht van 2026-12-01" in run.stdout, run.stdout
    assert "oordeel: NEE" in run.stdout
    assert "notitie.yaml" not in run.stdout


def test_commit_and_push(hooks: Path, site: Path, tmp_path: Path) -> None:
    config = (
        "default_install_hook_types: [pre-commit, pre-push]\nrepos:\n"
        f"  - repo: {hooks}\n    rev: {git(hooks, 'rev-parse', 'HEAD')}\n"
        "    hooks: [{id: policyc-validate}, {id: policyc-diff}]\n"
    )
    home = tmp_path / "home"
    commit_files(site, "hooks", {".pre-commit-config.yaml": config})
    assert pre_commit(home, "install", "--install-hooks").returncode == 0

    def by_hand(*arguments: str) -> subprocess.CompletedProcess[str]:
        env = environment(PRE_COMMIT_HOME=str(home))
        return subprocess.run(
            ["git", *arguments], env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
        )

    (site / POLICY).write_text(UNFIT, "utf-8")
    git(site, "add", "--all")
    refused = by_hand("commit", "-m", "open vraag")
    assert (refused.returncode, "1 fout in 1 bestand" in refused.stderr) == (1, True), refused.stderr
    (site / POLICY).write_text(LONGER, "utf-8")
    git(site, "add", "--all")
    assert by_hand("commit", "-m", "langer").returncode == 0
    (site / POLICY).write_text(KORENAAR, "utf-8")  # not what is pushed
    refused = by_hand("push", "origin", "main")
    assert refused.returncode == 1
    assert "oordeel: NEE" in refused.stdout + refused.stderr
    (site / POLICY).write_text(ANNOUNCED, "utf-8")
    git(site, "add", "--all")
    assert by_hand("commit", "-m", "verteld").returncode == 0
    pushed = by_hand("push", "origin", "main")
    assert pushed.returncode == 0, pushed.stderr
