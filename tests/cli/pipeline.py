"""A repository in a pipeline, and `policyc ci` in it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cli.git_repository import KORENAAR, commit_files, git, new_repository
from cli.github_runner import Command, commands, outputs
from cli.run import Outcome, policyc

POLICY = "policies/korenaar.yaml"
UNFIT = f"{KORENAAR}unconfirmed: [{{at: controller.email, question: Welk e-mailadres?}}]\n"
"""A policy with an error in law, that can be compared."""
EDITORIAL = KORENAAR.replace("version: 1.0.0", "version: 1.0.1")
"""A change that nobody notices."""


def of_the_host(name: str) -> bool:
    return name.startswith(("GITHUB_", "CI_", "GITLAB_", "RUNNER_")) or name in ("CI", "PRE_COMMIT_TO_REF")


def without_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests may themselves run in a pipeline."""
    for name in [name for name in os.environ if of_the_host(name)]:
        monkeypatch.delenv(name)


def published(folder: Path, text: str = KORENAAR) -> Path:
    """A repository in which version 1.0.0 was published."""
    new_repository(folder)
    commit_files(folder, "eerste", {POLICY: text})
    git(folder, "tag", "korenaar/v1.0.0")
    return folder


def report(*args: object, code: int, **env: str) -> dict[str, Any]:
    """The report for programs of a run."""
    run = policyc("ci", *args, "-f", "json=-", env=env)
    assert run.code == code, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


class Step(NamedTuple):
    """A step on GitHub, as its runner sees it."""

    run: Outcome
    commands: list[Command]
    outputs: dict[str, str]
    summary: str

    def said(self, name: str) -> list[str]:
        return [one.text for one in self.commands if one.name == name]


def on_github(*args: object, base: str = "", before: str = "") -> Step:
    """`policyc ci` as a step of a workflow. `before`: what the summary holds already."""
    output, summary = Path("../output.txt"), Path("../summary.md")
    output.write_text("", "utf-8")
    summary.write_text(before, "utf-8")
    env = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_BASE_REF": base,
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    run = policyc("ci", *args, env=env)
    assert commands(run.stderr) == []
    return Step(run, commands(run.stdout), outputs(output.read_text("utf-8")), summary.read_text("utf-8"))
