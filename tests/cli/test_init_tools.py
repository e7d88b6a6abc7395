"""What `policyc init` writes for other programs, tried with those programs: an editor, pre-commit, git, a pipeline.

The files for GitHub and GitLab themselves are judged in `tests/hosts`.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conformance.language_server import LanguageServer
from conformance.tools import run
from hosts.test_files_of_hosts import actionlint

from cli.git_repository import KORENAAR, commit_files, git, new_repository
from cli.run import environment, policyc
from policyc import __version__
from policyc.export.packaged_schema import packaged_schema

GIVEN = ("--name", "De Zonnekant", "--id", "zonnekant", "--street", "Moestuinpad 2", "--city", "Zilverwaard")
FINAL = KORENAAR.replace("id: korenaar", "id: zonnekant")
"""A statement that is finished, under the name of the one that `init` began."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = new_repository(tmp_path / "project")
    monkeypatch.chdir(folder)
    assert policyc("init", *GIVEN, "--ci", "github", "--pre-commit").code == 0
    return folder


# --- the editor ---


def test_an_editor_knows_the_file_at_once(project: Path) -> None:
    policy = project / "policies" / "zonnekant.yaml"
    assert (project / ".policyc" / "schema.json").read_text("utf-8") == packaged_schema("policy", "nl")
    lines = policy.read_text("utf-8").splitlines()
    at = lines.index("dpo:") + 1
    with LanguageServer(project) as server:
        assert server.problems(policy) == []
        assert "functionaris" in server.hover(policy, at, 2)


def test_an_editor_underlines_what_is_wrong(project: Path) -> None:
    policy = project / "policies" / "zonnekant.yaml"
    policy.write_text(policy.read_text("utf-8").replace("\ndpo:", "\ndop:"), "utf-8")
    with LanguageServer(project) as server:
        assert server.problems(policy) != []


# --- pre-commit ---


@pytest.fixture
def with_policyc(tmp_path: Path) -> dict[str, str]:
    """An environment in which `policyc` is the program under test, and pre-commit keeps its things apart."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "policyc").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m policyc "$@"\n', "utf-8")
    (programs / "policyc").chmod(0o755)
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    return environment(PATH=path, PRE_COMMIT_HOME=str(tmp_path / "pre-commit"))


def committed(folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    git(folder, "add", "--all")
    return run("git", "commit", "-m", "test", cwd=folder, env=env)


def test_pre_commit_checks_each_commit_and_each_push(
    project: Path, tmp_path: Path, with_policyc: dict[str, str]
) -> None:
    assert run("pre-commit", "validate-config", cwd=project, env=with_policyc).returncode == 0
    installed = run("pre-commit", "install", cwd=project, env=with_policyc)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    policy = project / "policies" / "zonnekant.yaml"

    draft = committed(project, with_policyc)
    assert draft.returncode == 0, draft.stdout + draft.stderr
    new_repository(tmp_path / "server")
    git(tmp_path / "server", "config", "receive.denyCurrentBranch", "ignore")
    git(project, "remote", "add", "origin", str(tmp_path / "server"))
    first = run("git", "push", "origin", "main", cwd=project, env=with_policyc)
    assert first.returncode == 0, first.stdout + first.stderr
    good = policy.read_text("utf-8")
    policy.write_text(good.replace("country: NL", "country: Nederland"), "utf-8")
    refused = committed(project, with_policyc)
    assert refused.returncode == 1
    assert "Bedoelt u “NL”?" in refused.stdout + refused.stderr

    policy.write_text(FINAL, "utf-8")
    assert committed(project, with_policyc).returncode == 0
    git(project, "tag", "zonnekant/v1.0.0")
    assert run("git", "push", "origin", "main", cwd=project, env=with_policyc).returncode == 0
    policy.write_text(FINAL.replace("P7Y", "P10Y"), "utf-8")
    assert committed(project, with_policyc).returncode == 0
    policy.write_text(FINAL, "utf-8")  # not what is pushed
    stopped = run("git", "push", "origin", "main", cwd=project, env=with_policyc)
    assert stopped.returncode == 1
    assert "oordeel: NEE" in stopped.stdout + stopped.stderr


# --- the pipeline ---


def test_the_workflow_reads_and_no_more(project: Path) -> None:
    workflow: dict[Any, Any] = yaml.safe_load((project / ".github/workflows/policyc.yml").read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert "permissions" not in job
    used = [step["uses"].split("@")[0] for step in job["steps"] if "uses" in step]
    assert used == ["actions/checkout", "actions/setup-python"]
    assert job["steps"][0]["with"] == {"fetch-depth": 0, "persist-credentials": False}
    install = next(step for step in job["steps"] if "env" in step)
    assert install["env"] == {"POLICYC": f".policyc/policyc-{__version__}-py3-none-any.whl"}
    assert install["run"] == 'python -m pip install "$POLICYC"'


@pytest.mark.parametrize(("host", "file"), [("github", ".github/workflows/policyc.yml"), ("gitlab", ".gitlab-ci.yml")])
def test_what_a_pipeline_runs_is_a_command_of_policyc(tmp_path: Path, host: str, file: str) -> None:
    """And with what it runs, a finished statement passes."""
    folder = new_repository(tmp_path / host)
    assert policyc("init", folder, *GIVEN, "--ci", host).code == 0
    commit_files(folder, "af", {"policies/zonnekant.yaml": FINAL})
    commands = re.findall(r"^\s+(?:run: |- )(policyc .*)$", (folder / file).read_text("utf-8"), re.MULTILINE)
    assert commands == ["policyc ci"]
    done = run(sys.executable, "-m", *shlex.split(commands[0]), cwd=folder, env=environment())
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_host_finds_what_the_pipeline_of_gitlab_promises_it(tmp_path: Path) -> None:
    folder = new_repository(tmp_path / "gitlab")
    assert policyc("init", folder, *GIVEN, "--ci", "gitlab").code == 0
    commit_files(folder, "af", {"policies/zonnekant.yaml": FINAL})
    done = run(sys.executable, "-m", "policyc", "ci", cwd=folder, env=environment(GITLAB_CI="true"))
    assert done.returncode == 0, done.stdout + done.stderr
    artifacts = yaml.safe_load((folder / ".gitlab-ci.yml").read_text("utf-8"))["policyc"]["artifacts"]
    for name in (*artifacts["paths"], *artifacts["reports"].values()):
        assert (folder / name).is_file()


def test_code_scanning_is_only_the_signs_of_comment_away(project: Path) -> None:
    path = project / ".github" / "workflows" / "policyc.yml"
    bare = re.sub(r"^( {6})# ((?:- name|  ).*)$", r"\1\2", path.read_text("utf-8"), flags=re.MULTILINE)
    (job,) = yaml.safe_load(bare)["jobs"].values()
    assert job["steps"][-1]["with"] == {"sarif_file": "policyc.sarif"}
    assert len(job["steps"]) == len(yaml.safe_load(path.read_text("utf-8"))["jobs"]["policyc"]["steps"]) + 1
    commit_files(project, "begin", {})
    done = run(sys.executable, "-m", "policyc", "ci", cwd=project, env=environment(GITHUB_ACTIONS="true"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "policyc.sarif").is_file()
    path.write_text(bare.replace("  contents: read", "  contents: read\n  security-events: write"), "utf-8")
    assert actionlint(path) == [[]]
