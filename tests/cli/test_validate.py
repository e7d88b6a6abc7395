"""`policyc validate`: formats, rules chosen, levels, the day of judgement, and what is never half done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.run import Outcome, policyc

RIGHT = (Path(__file__).parent / "korenaar.yaml").read_text("utf-8")
"""Nothing is found in it, by the law of its day."""
NAMELESS = RIGHT.replace("  legal_name: Bakkerij De Korenaar B.V.\n", "")
"""One warning: ID002."""
UNKNOWN_PERIOD = RIGHT.replace("    retention: {period: P7Y,", "    retention: {period: 7 jaar,")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name, content in (("right", RIGHT), ("nameless", NAMELESS), ("wrong", UNKNOWN_PERIOD)):
        Path(f"{name}.yaml").write_text(content, "utf-8")
    return tmp_path


def concise(*args: str) -> list[str]:
    """The codes found, in order."""
    return [line.split("[")[1][:5] for line in policyc("validate", *args, "-f", "concise").stdout.splitlines()]


# --- formats ---


def test_all_is_well_in_one_line() -> None:
    run = policyc("validate", "right.yaml")
    assert run == Outcome(0, "in orde: 1 bestand, recht van 2026-12-01\n", "")
    assert policyc("validate", "right.yaml", "-f", "concise") == Outcome(0, "", "")


def test_several_formats_at_once() -> None:
    run = policyc("validate", "nameless.yaml", "-f", "concise", "-f", "sarif=uit/a.sarif", "-f", "junit=uit/b.xml")
    assert run.code == 0
    assert run.stdout.startswith("nameless.yaml:")
    assert json.loads(Path("uit/a.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert Path("uit/b.xml").read_text("utf-8").startswith("<?xml")


@pytest.mark.parametrize("kind", ["text", "concise", "json", "sarif", "github", "gitlab", "junit"])
def test_every_format_goes_to_stdout_and_to_a_file_alike(kind: str) -> None:
    shown = policyc("validate", "nameless.yaml", "-f", kind)
    assert shown.code == 0
    assert policyc("validate", "nameless.yaml", "-f", f"{kind}=uit.txt") == Outcome(0, "", "")
    assert Path("uit.txt").read_text("utf-8") == shown.stdout
    assert "ID002" in shown.stdout


@pytest.mark.parametrize(
    ("formats", "sentence"),
    [
        (["jsn"], "-f jsn is geen soort uitvoer. Bedoelt u json?"),
        (["doc"], "-f doc is geen soort uitvoer. Kies uit text, concise, json, sarif, github, gitlab, junit."),
        (["json="], "-f json= gaat niet: elke soort hoort één keer genoemd"),
        (["json", "text"], "-f text gaat niet: elke soort hoort één keer genoemd"),
        (["json=a", "json=b"], "-f json=b gaat niet: elke soort hoort één keer genoemd"),
        (["json=a", "sarif=a"], "-f sarif=a gaat niet: elke soort hoort één keer genoemd"),
    ],
)
def test_formats_that_cannot_be(formats: list[str], sentence: str) -> None:
    run = policyc("validate", "right.yaml", *(part for one in formats for part in ("-f", one)))
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith(sentence)
    assert not Path("a").exists()


def test_without_an_answer_no_report_is_written() -> None:
    """An empty SARIF would close every alert a code host keeps."""
    run = policyc("validate", "right.yaml", "weg.yaml", "-f", "sarif=a.sarif")
    assert (run.code, run.stdout, run.stderr) == (2, "", "Het bestand weg.yaml bestaat niet.\n")
    assert not Path("a.sarif").exists()


def test_a_report_that_cannot_be_written_is_no_answer() -> None:
    run = policyc("validate", "right.yaml", "-f", "text", "-f", "json=right.yaml/x.json")
    assert (run.code, run.stdout) == (2, "")
    assert "is niet te schrijven" in run.stderr


def test_files_are_named_from_the_root_of_the_repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "link.yaml").symlink_to(folder / "nameless.yaml")
    monkeypatch.chdir(folder / "sub")
    for name in ("../nameless.yaml", "link.yaml"):
        found = json.loads(policyc("validate", name, "-f", "json").stdout)
        assert [one["file"] for one in found["files"]] == ["nameless.yaml"]
        assert policyc("validate", name, "-f", "concise").stdout.startswith(f"{name}:")


def test_a_name_for_the_standard_input() -> None:
    run = policyc("validate", "-", "--stdin-filename", "beleid/site.yaml", "-f", "concise", stdin=NAMELESS.encode())
    assert run.stdout.startswith("beleid/site.yaml:")


# --- levels and rules ---


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], 0),
        (["--fail-on", "error"], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "info"], 1),
        (["--fail-on", "never"], 0),
    ],
)
def test_from_which_level_the_answer_is_no(args: list[str], code: int) -> None:
    run = policyc("validate", "nameless.yaml", "-f", "json", *args)
    assert run.code == code
    assert json.loads(run.stdout)["verdict"] == ("fail" if code else "pass")


def test_never_holds_for_a_file_that_is_no_policy_too() -> None:
    assert policyc("validate", "wrong.yaml").code == 1
    assert policyc("validate", "wrong.yaml", "--fail-on", "never").code == 0


def test_select_and_ignore() -> None:
    assert concise("nameless.yaml") == ["ID002"]
    assert concise("nameless.yaml", "--select", "RT,LA") == []
    assert concise("nameless.yaml", "--select", "ID") == ["ID002"]
    assert concise("nameless.yaml", "--ignore", "ID002") == []
    assert concise("nameless.yaml", "--ignore", "ID", "--ignore", "LA") == []
    assert concise("wrong.yaml", "--select", "RT") == ["MO022"], "what is no policy is always said"


def test_a_code_that_is_none() -> None:
    run = policyc("validate", "right.yaml", "--select", "ID0002")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith("ID0002 is geen regel of familie van regels. Bedoelt u ID002?")


def test_strict() -> None:
    Path("mailless.yaml").write_text(
        RIGHT.replace("  email: privacy@korenaar.example\n  phone", "  phone").replace(
            "rights:\n  channel: {email: privacy@korenaar.example}", "rights:\n  channel: {controller_contact: true}"
        ),
        "utf-8",
    )
    loose = policyc("validate", "mailless.yaml", "-f", "concise", "--select", "ID004")
    strict = policyc("validate", "mailless.yaml", "-f", "concise", "--select", "ID004", "--strict")
    assert (loose.code, "waarschuwing[ID004]" in loose.stdout) == (0, True)
    assert (strict.code, "fout[ID004]" in strict.stdout) == (1, True)


# --- settings ---


def test_the_settings_of_the_project() -> None:
    Path("policyc.toml").write_text('policies = ["nameless.yaml"]\nfail-on = "warning"\n')
    assert policyc("validate").code == 1
    assert policyc("validate", "--fail-on", "error").code == 0
    assert policyc("validate", "--isolated", "nameless.yaml").code == 0
    assert policyc("validate", "--isolated").stderr == "Noem een beleidsbestand: hier is geen map policies.\n"
    Path("policyc.toml").write_text('ignore = ["ID"]\n')
    assert concise("nameless.yaml") == []
    assert concise("nameless.yaml", "--select", "ID002") == ["ID002"]
    assert concise("nameless.yaml", "--isolated") == ["ID002"]


def test_a_wrong_setting_is_no_answer() -> None:
    Path("policyc.toml").write_text("x = 1\n")
    run = policyc("validate", "right.yaml")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith("policyc.toml:1:1: de instelling x bestaat niet.")
    assert policyc("build", "right.yaml", "--to", "md").code == 2


def test_dead_law_cannot_be_switched_off() -> None:
    Path("policyc.toml").write_text('ignore = ["TR002"]\n')
    run = policyc("validate", "right.yaml")
    assert (run.code, run.stderr) == (2, "policyc.toml: TR002 is niet uit te zetten. policyc rule TR002 zegt waarom.\n")


# --- the day of judgement ---


def test_the_day_is_that_of_the_policy_unless_another_is_given() -> None:
    def day(*args: str, **env: str) -> str:
        shown = policyc("validate", "undated.yaml" if env else "right.yaml", "-f", "json", *args, env=env).stdout
        found: str = json.loads(shown)["files"][0]["as_of"]
        return found

    Path("undated.yaml").write_text(RIGHT.replace("effective: 2026-12-01\n", ""), "utf-8")
    assert day() == "2026-12-01"
    assert day("--as-of", "2031-12-28") == "2031-12-28"
    assert day(SOURCE_DATE_EPOCH="1577836800") == "2020-01-01"


def test_a_day_that_is_none() -> None:
    run = policyc("validate", "right.yaml", "--as-of", "morgen")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith("--as-of morgen is geen datum.")


# --- accepted findings ---

ACCEPTED = NAMELESS + "suppress: [{rule: ID002, reason: Volgt nog., by: A. de Vries, until: 2027-03-01}]\n"


def test_an_accepted_finding_is_counted_and_shown_to_machines() -> None:
    Path("accepted.yaml").write_text(ACCEPTED, "utf-8")
    run = policyc("validate", "accepted.yaml", "--fail-on", "info")
    assert run.code == 0
    assert "1 aanvaard met reden" in run.stdout
    assert "fout" not in run.stdout
    found = json.loads(policyc("validate", "accepted.yaml", "-f", "json").stdout)
    assert found["counts"] == {"error": 0, "warning": 0, "info": 0, "accepted": 1}
    assert found["findings"][0]["accepted"] == {
        "reason": "Volgt nog.", "by": "A. de Vries", "until": "2027-03-01"
    }  # fmt: skip


def test_an_acceptance_ends() -> None:
    Path("accepted.yaml").write_text(ACCEPTED, "utf-8")
    assert concise("accepted.yaml", "--as-of", "2027-03-01") == []
    assert sorted(concise("accepted.yaml", "--as-of", "2027-03-02")) == ["ID002", "SU003"]


# --- build ---


def test_build_refuses_a_final_policy_with_errors_and_builds_a_draft() -> None:
    baseless = RIGHT.replace("    legal_basis: {basis: contract, agreement: uw bestelling}\n", "")
    Path("final.yaml").write_text(baseless, "utf-8")
    Path("draft.yaml").write_text(baseless.replace("status: final", "status: draft"), "utf-8")
    Path("old.yaml").write_text(baseless.replace("status: final", "status: archived"), "utf-8")
    refused = policyc("build", "final.yaml", "--to", "md")
    assert (refused.code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("fout[PU002]: ")
    assert refused.stderr.endswith("Er is niets geschreven.\n")
    for name in ("draft", "old"):
        built = policyc("build", f"{name}.yaml", "--to", "md", "-o", name)
        assert (built.code, built.stdout) == (0, f"{name}/korenaar.md\n")
        assert f"{name}.yaml:" in built.stderr
        assert "fout[PU002]" in built.stderr
    assert policyc("build", "draft.yaml", "--to", "md", "--final").code == 1


def test_build_says_nothing_of_what_is_right() -> None:
    assert policyc("build", "right.yaml", "--to", "md") == Outcome(0, "build/korenaar.md\n", "")


def test_build_counts_what_it_does_not_show() -> None:
    Path("many.yaml").write_text(
        "policyc: 1\nid: veel\ntitle: Veel\nstatus: draft\ndata_categories:\n"
        + "".join(f"  soort{n}: {{name: Soort {n}}}\n" for n in range(40)),
        "utf-8",
    )
    built = policyc("build", "many.yaml", "--to", "md")
    lines = built.stderr.splitlines()
    assert len(lines) == 21
    assert lines[-1].startswith("many.yaml: nog ")
    assert lines[-1].endswith(" meldingen. policyc validate toont alles.")


# --- rules ---


def test_the_list_of_rules() -> None:
    run = policyc("rules")
    assert run.code == 0
    assert "TR002  fout" in run.stdout
    assert "vanaf 2020-07-16" in run.stdout
    assert "TR002  error" in policyc("rules", "--lang", "en").stdout
    listed = json.loads(policyc("rules", "-f", "json").stdout)["rules"]
    assert len(listed) == 113
    assert listed[0].keys() >= {"code", "name", "level", "since", "until", "title", "sources"}


def test_the_page_of_a_rule() -> None:
    run = policyc("rule", "tr002")
    assert run.code == 0
    assert run.stdout.startswith("# TR002 · ")
    assert "## Zo gaat het mis" in run.stdout


def test_a_rule_that_does_not_exist() -> None:
    run = policyc("rule", "TR0O2")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith("De regel TR0O2 bestaat niet. Bedoelt u TR0")


def test_the_index_of_the_pages_is_no_rule() -> None:
    run = policyc("rule", "README")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr == "De regel README bestaat niet. policyc rules toont ze allemaal.\n"
