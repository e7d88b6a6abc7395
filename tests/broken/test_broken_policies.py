"""Every policy in `policies/` is wrong in one way, and policyc says exactly so: code, line, column, sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli.run import policyc

from broken.expected import POLICIES, findings_of, row, table

TABLE = table()
EARLIER = {"korenaar.html": b"<p>gisteren</p>", "korenaar.md": b"gisteren\n", "korenaar.pdf": b"%PDF-gisteren"}

# How pydantic, PyYAML, Python and markdown-it say things. None of it may reach a user.
FOREIGN = re.compile(
    r"Traceback|pydantic|yaml\.|ValidationError|Input should|Field required|Extra inputs|union_tag|type=|input_value"
    r"|for further information|discriminator|while (?:parsing|scanning)|could not (?:find|determine)|mapping values"
    r"|NoneType|ValueError|KeyError|object at 0x|<class|dict_type|\bNone\b|\['|\{'|_open\b|html_(?:block|inline)"
)


def test_every_policy_is_in_the_table_and_the_table_has_no_others() -> None:
    assert sorted(TABLE) == sorted(path.name for path in POLICIES.glob("*.yaml"))
    assert len(TABLE) >= 75


@pytest.mark.parametrize("name", TABLE)
def test_finding(name: str) -> None:
    assert [row(finding) for finding in findings_of(POLICIES / name)] == TABLE[name]


@pytest.mark.parametrize("name", TABLE)
def test_every_sentence_is_there_in_dutch_and_in_english(name: str) -> None:
    for finding in findings_of(POLICIES / name):
        for wording in filter(None, (finding.message, finding.help)):
            assert wording.nl != wording.en
            assert not FOREIGN.search(wording.nl)
            assert not FOREIGN.search(wording.en)
            assert not re.search(r"\b(the|is not|here|expected)\b", re.sub("“.*?”|‘.*?’", "", wording.nl))


@pytest.mark.parametrize("name", TABLE)
def test_the_place_is_in_the_file(name: str) -> None:
    lines = (POLICIES / name).read_text("utf-8").split("\n")
    for finding in findings_of(POLICIES / name):
        span = finding.span
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1


@pytest.mark.parametrize("name", TABLE)
def test_build_says_so_and_leaves_what_was_built_before(name: str, tmp_path: Path) -> None:
    for file, content in EARLIER.items():
        (tmp_path / file).write_bytes(content)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}

    built = policyc("build", POLICIES / name, "-o", tmp_path)

    assert built.code == 1
    assert built.stdout == ""
    assert built.stderr.endswith("Er is niets geschreven.\n")
    for wanted in TABLE[name]:
        assert f"fout[{wanted['finding'].split()[0]}]" in built.stderr
    assert not FOREIGN.search(built.stderr)
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()} == before


def test_validate_prints_all_of_them_on_stdout_in_one_run() -> None:
    run = policyc("validate", POLICIES, "-f", "concise")
    assert (run.code, run.stderr) == (1, "")
    wanted = [
        f"{POLICIES / name}:{finding['finding'].split()[1].split('-')[0]}: fout[{finding['finding'].split()[0]}] "
        for name, findings in TABLE.items()
        for finding in findings
    ]
    lines = run.stdout.splitlines()
    assert sorted(line[: line.index("] ") + 2] for line in lines) == sorted(wanted)


def test_validate_in_english_has_no_dutch_word_of_ours() -> None:
    run = policyc("validate", POLICIES, "--lang", "en")
    assert run.code == 1
    for word in ("fout[", "hulp:", "Hier hoort", "Bedoelt u", "kan hier", "bestaat niet"):
        assert word not in run.stdout
