"""The GitHub Action: its steps, taken from action.yml, in a shell with the variables of a runner."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cli.git_repository import ANNOUNCED, KORENAAR, LONGER, commit_files, git
from cli.github_runner import commands, outputs
from cli.pipeline import POLICY, published

from hosts.shell import ROOT, bash, examples, loaded, policyc_here, program

ACTION = loaded((ROOT / "action.yml").read_text("utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]
_INPUT = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")


class Step(NamedTuple):
    run: subprocess.CompletedProcess[str]
    outputs: dict[str, str]
    summary: str


class Runner:
    """A machine of GitHub, with a checkout."""

    def __init__(self, folder: Path) -> None:
        self.work = published(folder / "work")
        self.temp = folder / "temp"
        self.temp.mkdir()
        self.env = {"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "", "RUNNER_TEMP": str(self.temp)}

    def install_ours(self) -> None:
        """In place of the first step, which fetches packages."""
        policyc_here(self.temp / "policyc" / "bin" / "policyc")

    def step(self, step: dict[str, Any], **inputs: str) -> Step:
        output, summary = self.temp / "output", self.temp / "summary"
        output.write_text("", "utf-8")
        summary.write_text("", "utf-8")
        files = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
        done = bash(step["run"], self.work, {**self.env, **files, **_environment(step, inputs)})
        return Step(done, outputs(output.read_text("utf-8")), summary.read_text("utf-8"))


def _environment(step: dict[str, Any], inputs: dict[str, str]) -> dict[str, str]:
    """The expressions under `env`, worked out."""
    given = {name: one.get("default", "") for name, one in ACTION["inputs"].items()}
    assert inputs.keys() <= given.keys()
    given |= inputs
    values = {}
    for name, text in step["env"].items():
        match = _INPUT.fullmatch(text)
        assert match or text == "${{ github.action_path }}", text
        values[name] = given[match[1]] if match else str(ROOT)
    return values


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


# --- as it is written ---


def test_no_expression_is_a_part_of_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
        assert "uses" not in step


def test_every_input_is_used_and_every_output_is_set() -> None:
    used = {match for step in ACTION["runs"]["steps"] for match in _INPUT.findall(" ".join(step["env"].values()))}
    assert used == set(ACTION["inputs"])
    assert set(ACTION["outputs"]) == {"verdict", "materiality", "changes", "report"}
    assert all(f"steps.policyc.outputs.{name}" in one["value"] for name, one in ACTION["outputs"].items())


# --- the whole, with real packages ---


def test_both_steps(runner: Runner) -> None:
    done = runner.step(INSTALL).run
    assert done.returncode == 0, done.stdout + done.stderr
    commit_files(runner.work, "langer", {POLICY: LONGER})
    step = runner.step(CHECK)
    assert step.run.returncode == 1, step.run.stderr
    assert step.outputs == {"verdict": "fail", "materiality": "advance", "changes": "2", "report": "policyc.md"}
    assert "Geschreven: policyc.sarif" in step.run.stderr
    assert git(ROOT, "status", "--porcelain", "--", "policyc.egg-info", "dist") == ""


# --- the check ---


@pytest.mark.parametrize(
    ("text", "inputs", "code", "verdict"),
    [
        (KORENAAR, {}, 0, "pass"),
        (LONGER, {}, 1, "fail"),
        (ANNOUNCED, {}, 0, "pass"),
        (ANNOUNCED, {"fail-on": "advance"}, 1, "fail"),
        (LONGER, {"against": "HEAD\n"}, 0, "pass"),
        (LONGER, {"against": "HEAD\npublished"}, 1, "fail"),
        (KORENAAR, {"against": "weg"}, 2, "error"),
        (KORENAAR, {"fail-on": "", "fail-on-finding": "info", "strict": "false", "as-of": "2027-01-01"}, 0, "pass"),
        (KORENAAR, {"strict": "true", "paths": f"{POLICY}\n\n  \n"}, 0, "pass"),
        (KORENAAR, {"strict": " true\n", "fail-on": " consent ", "paths": f"\t{POLICY} \r\n"}, 0, "pass"),
        (KORENAAR, {"require-published": "true"}, 0, "pass"),
        (KORENAAR, {"require-published": "true", "against": "HEAD"}, 2, "error"),
        (KORENAAR, {"fail-on": "soms"}, 2, "error"),
        (KORENAAR, {"paths": "weg.yaml"}, 2, "error"),
        (KORENAAR, {"paths": "--help"}, 2, "error"),
    ],
)
def test_the_check(runner: Runner, text: str, inputs: dict[str, str], code: int, verdict: str) -> None:
    runner.install_ours()
    commit_files(runner.work, "nu", {POLICY: text})
    step = runner.step(CHECK, **inputs)
    assert (step.run.returncode, step.outputs["verdict"]) == (code, verdict), step.run.stdout + step.run.stderr
    assert step.summary.startswith("## policyc: ")
    assert commands(step.run.stderr) == []


def test_reports_of_a_choice(runner: Runner) -> None:
    runner.install_ours()
    step = runner.step(CHECK, formats="json\r\nmarkdown=verslag.md\r\n", output="uit", lang="en")
    assert step.run.returncode == 0, step.run.stderr
    assert (runner.work / "uit" / "policyc.json").is_file()
    assert "policyc: passed" in (runner.work / "verslag.md").read_text("utf-8")
    assert step.outputs["report"] == "verslag.md"


@pytest.mark.parametrize(
    "name",
    [
        "paths",
        "against",
        "fail-on",
        "strict",
        "require-published",
        "as-of",
        "formats",
        "output",
        "lang",
        "python",
        "package",
    ],
)
@pytest.mark.parametrize(
    "value", ['"; touch pwned; "', "$(touch pwned)", "`touch pwned`", "x\n--config=/etc/passwd", "'"]
)
def test_an_input_is_never_a_script(runner: Runner, name: str, value: str) -> None:
    program(runner.temp / "policyc" / "bin" / "policyc", '#!/bin/sh\nprintf "%s\\n" "$@" >../arguments\n')
    install = name in ("python", "package")
    step = runner.step(INSTALL if install else CHECK, **{name: value})
    assert not list(runner.work.rglob("pwned"))
    if install or name in ("strict", "require-published"):
        assert step.run.returncode != 0
        (said,) = commands(step.run.stdout)
        assert said.name == "error"
        assert install or said.text == f"{name} moet true of false zijn, of leeg."
        return
    arguments = (runner.work / "../arguments").read_text("utf-8").splitlines()
    options = arguments[: arguments.index("--")]
    assert all(re.match(r"ci$|--(host|against|fail-on|as-of|format|output|lang)=", one) for one in options)


# --- the installation ---


@pytest.mark.parametrize(
    ("python", "sentence"),
    [("python9.9", "Python is er niet."), ("oud", "policyc heeft Python 3.11 of nieuwer nodig.")],
)
def test_python_is_looked_at_first(runner: Runner, python: str, sentence: str) -> None:
    program(runner.temp / "bin" / "oud", "#!/bin/sh\nexit 1\n")
    runner.env["PATH"] = f"{runner.temp / 'bin'}:/usr/bin:/bin"
    step = runner.step(INSTALL, python=python)
    (command,) = commands(step.run.stdout)
    assert (step.run.returncode, command.name) == (2, "error")
    assert command.text.startswith(sentence)
    assert not (runner.temp / "policyc").exists()


# --- the steps of the guide ---


def test_no_old_report_goes_to_code_scanning() -> None:
    (upload,) = (
        step
        for text in examples(".github/workflows/policyc.yml")
        for step in loaded(text)["jobs"]["policyc"]["steps"]
        if "upload-sarif" in step.get("uses", "")
    )
    assert "steps.policyc.outputs.verdict != 'error'" in upload["if"]


# --- the comment, as the guide posts it ---

COMMENT = next(
    step for step in loaded(examples(".github/workflows/policyc.yml")[1])["jobs"]["policyc"]["steps"] if "run" in step
)
GH = """#!/bin/sh
printf '%s\\n' "$*" >>"$CALLS"
case "$*" in *--paginate*) printf '%s\\n' $EXISTING ;; esac
"""


@pytest.mark.parametrize(
    ("existing", "verdict", "materiality", "call"),
    [
        ("", "fail", "advance", "--method POST comments/7 --field body=@policyc.md"),
        ("", "pass", "advance", "--method POST comments/7 --field body=@policyc.md"),
        ("", "error", "", "--method POST comments/7 --field body=@policyc.md"),
        ("", "pass", "none", ""),
        ("", "pass", "editorial", ""),
        ("12 34", "pass", "none", "--method PATCH comment/12 --field body=@policyc.md"),
        ("12", "fail", "advance", "--method PATCH comment/12 --field body=@policyc.md"),
    ],
)
def test_the_comment_is_posted_once(runner: Runner, existing: str, verdict: str, materiality: str, call: str) -> None:
    program(runner.temp / "bin" / "gh", GH)
    calls = runner.temp / "calls"
    env = {"CALLS": str(calls), "EXISTING": existing, "PATH": f"{runner.temp / 'bin'}:/usr/bin:/bin", "GH_TOKEN": "x"}
    env |= {"COMMENTS": "comments/7", "COMMENT": "comment", "VERDICT": verdict, "MATERIALITY": materiality}
    done = bash(COMMENT["run"], runner.work, {**env, "REPORT": "policyc.md"})
    assert done.returncode == 0, done.stderr
    told = calls.read_text("utf-8").splitlines()
    assert [one.removeprefix("api --silent ") for one in told[1:]] == ([call] if call else [])
    assert {"VERDICT", "MATERIALITY", "REPORT", "COMMENTS", "COMMENT", "GH_TOKEN"} == set(COMMENT["env"])
