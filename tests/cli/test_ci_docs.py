"""The pages about pipelines, formats and exit codes say what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main
import yaml

from policyc.cli import ci, diff, hosts, log, validate
from policyc.cli.app import app
from policyc.report import ci_json, diff_json, json_report

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guides" / "ci.md"
FORMATS = ROOT / "docs" / "reference" / "formats.md"
CODES = ROOT / "docs" / "reference" / "exit-codes.md"
COMPONENT = ROOT / "ci" / "gitlab" / "README.md"
PAGES = (GUIDE, FORMATS, CODES, COMPONENT)


def rows(page: Path, heading: str) -> list[list[str]]:
    """The rows of the table whose first column has this heading."""
    _, _, below = page.read_text("utf-8").partition(f"| {heading} |")
    lines = below.split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_formats_of_every_command() -> None:
    commands = (validate.FORMATS, diff.FORMATS, log.FORMATS, ci.FORMATS)
    told = {names(row[0])[0]: [cell == "ja" for cell in row[1:5]] for row in rows(FORMATS, "soort")}
    assert told == {kind: [kind in one for one in commands] for kind in told}
    assert set(told) == {kind for one in commands for kind in one}


def test_formats_and_files_of_every_host() -> None:
    kinds: tuple[hosts.Kind, ...] = ("github", "gitlab", "none")
    for kind, row in zip(kinds, rows(FORMATS, "host"), strict=True):
        formats = hosts.Host(kind).formats
        assert names(row[1]) == list(formats)
        assert names(row[2]) == [hosts.FILE_NAMES[one] for one in formats if one in hosts.FILE_NAMES]


def test_schemas() -> None:
    told = {names(row[0])[0]: row[2] for row in rows(FORMATS, "`format`")}
    for module in (json_report, diff_json, ci_json):
        assert module.FORMAT in told
        assert module.schema()["title"] == module.FORMAT
    assert all(f"policyc/report/{form.split('.')[1].split('/')[0]}.schema.json" in cell for form, cell in told.items())


def test_every_command_has_exit_codes() -> None:
    told = {name for row in rows(CODES, "opdracht") for name in names(row[0])}
    assert told == set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_inputs_and_outputs_of_the_action() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert {name for row in rows(GUIDE, "invoer") for name in names(row[0])} == set(action["inputs"])
    assert {name for row in rows(GUIDE, "uitvoer") for name in names(row[0])} == set(action["outputs"])


def test_inputs_of_the_component() -> None:
    header = (ROOT / "ci" / "gitlab" / "templates" / "policyc.yml").read_text("utf-8").split("\n---\n")[0]
    inputs = yaml.safe_load(header)["spec"]["inputs"]
    told = {names(row[0])[0]: row[2] for row in rows(COMPONENT, "invoer")}
    assert set(told) == set(inputs)
    for name, one in inputs.items():
        default = str(one.get("default", "")).lower()
        assert names(told[name]) == ([default] if default else [])


def test_variables_that_are_read() -> None:
    told = {name for row in rows(GUIDE, "variabele") for name in names(row[0])}
    code = (ROOT / "policyc" / "cli" / "hosts.py").read_text("utf-8")
    assert told == set(re.findall(r'environ\.get\("([A-Z_]+)"', code))
