"""The man page and docs/reference/commands.md say what the commands themselves say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from policyc import __version__
from policyc.cli import declared
from policyc.cli.exits import Exit

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
describe = import_module("describe_commands")

PROGRAM = declared.program()
EVERYTHING = [PROGRAM, *PROGRAM.commands]
MAN: str = describe.man()
# What man(7) knows and the page uses. Another word after a dot would vanish without a trace.
MACROS = {".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi", '.\\"'}


@pytest.mark.parametrize("file", ["MAN", "PAGE"])
def test_it_is_current(file: str) -> None:
    text = {"MAN": describe.man, "PAGE": describe.page}[file]()
    assert getattr(describe, file).read_text("utf-8") == text, "run tools/describe_commands.py"


def test_nothing_is_left_out() -> None:
    page = describe.page()
    for command in EVERYTHING:
        for option in command.options:
            assert f"`{option.names[-1]}" in page
            assert describe._roff(option.text()) in MAN
        for argument in command.arguments:
            assert f"- `{argument.shown}`: {describe._text(argument.help)}" in page
            assert describe._roff(argument.help) in MAN


def test_the_links_of_the_page_lead_to_its_headings() -> None:
    page = describe.page()
    anchors = {
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in re.findall(r"^## (.+)$", page, re.M)
    }
    wanted = set(re.findall(r"\]\(#([^)]+)\)", page))
    assert wanted == {f"policyc-{command.name}" for command in PROGRAM.commands}
    assert wanted <= anchors


def test_every_exit_code_is_explained() -> None:
    assert set(describe.EXITS) == {str(int(code)) for code in Exit}


def test_every_variable_of_ours_is_explained() -> None:
    """And none that nothing reads."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "policyc").rglob("*.py"))
    ours = set(re.findall(r'"(POLICYC_\w+)"', code))
    assert ours == {name for name in describe.VARIABLES if name.startswith("POLICYC_")}
    assert [name for name in describe.VARIABLES if f'"{name}"' not in code] == []
    declared_there = {option.variable for command in EVERYTHING for option in command.options if option.variable}
    assert declared_there <= set(describe.VARIABLES)


# --- the man page ---


def test_every_line_is_a_request_that_man_knows_or_text() -> None:
    requests = {line.split()[0] for line in MAN.splitlines() if line.startswith((".", "'"))}
    assert requests <= MACROS
    assert [line for line in MAN.splitlines() if not line.strip()] == []


def test_text_cannot_become_markup() -> None:
    assert describe._roff(".TH x") == "\\&.TH x"
    assert describe._roff("'a'") == "\\&'a'"
    assert describe._roff('a\\b -c "d"') == "a\\eb \\-c \\(dqd\\(dq"
    assert describe._text("[a](b) <c> | `d` *e*") == r"\[a\](b) \<c\> \| \`d\` \*e\*"


def test_groff_sets_the_page_without_a_warning() -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not installed (Debian package groff-base)")
    done = subprocess.run(
        ["groff", "-K", "utf8", "-T", "utf8", "-man", "-ww", "-rLL=80n", "-P", "-cbou"],
        input=MAN.encode(),
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    page = done.stdout.decode()
    assert max(map(len, page.splitlines())) <= 80
    assert f"policyc {__version__}" in page
    # The last line of the page: nothing before it has swallowed the rest.
    assert "git(1)" in page
    assert {"NAAM", "OVERZICHT", "BESCHRIJVING", "OPDRACHTEN", "UITKOMST", "OMGEVING", "BESTANDEN", "ZIE OOK"} <= set(
        re.findall(r"^[A-Z ]+$", page, re.MULTILINE)
    )
