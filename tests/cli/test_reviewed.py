"""What an independent reader found in the command line, each with the test that would have found it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import threading
from pathlib import Path

import pytest

from cli.run import command, environment, policyc, process

RIGHT = (Path(__file__).parent / "korenaar.yaml").read_text("utf-8")
NAMELESS = RIGHT.replace("  legal_name: Bakkerij De Korenaar B.V.\n", "")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    Path("right.yaml").write_text(RIGHT, "utf-8")
    Path("nameless.yaml").write_text(NAMELESS, "utf-8")
    return tmp_path


# --- where a report goes ---


@pytest.mark.parametrize("target", ["right.yaml", "./right.yaml", "link.yaml"])
def test_a_report_never_replaces_the_policy_it_is_about(target: str) -> None:
    Path("link.yaml").symlink_to("right.yaml")
    run = policyc("validate", "right.yaml", "-f", f"json={target}")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith(f"-f json={target} zou het beleidsbestand zelf overschrijven.")
    assert Path("right.yaml").read_text("utf-8") == RIGHT


def test_a_report_goes_into_a_pipe_and_leaves_it_a_pipe() -> None:
    os.mkfifo("pijp")
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(Path("pijp").read_text("utf-8")))
    reader.start()
    assert policyc("validate", "right.yaml", "-f", "json=pijp").code == 0
    reader.join(10)
    assert json.loads(received[0])["verdict"] == "pass"
    assert stat.S_ISFIFO(Path("pijp").stat().st_mode)


def test_a_report_goes_through_a_link() -> None:
    Path("echt.json").write_text("oud")
    Path("link.json").symlink_to("echt.json")
    assert policyc("validate", "right.yaml", "-f", "json=link.json").code == 0
    assert Path("link.json").is_symlink()
    assert json.loads(Path("echt.json").read_text("utf-8"))["verdict"] == "pass"


def test_two_reports_in_one_file_are_refused_however_it_is_written() -> None:
    run = policyc("validate", "right.yaml", "-f", "json=x", "-f", "sarif=./x")
    assert (run.code, Path("x").exists()) == (2, False)


@pytest.mark.parametrize("kind", ["json", "sarif", "gitlab", "junit", "github"])
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_what_machines_read_is_utf_8_in_every_locale(kind: str, encoding: str) -> None:
    def given(**env: str) -> bytes:
        return subprocess.run(
            command("validate", "nameless.yaml", "-f", kind), capture_output=True, env=environment(**env), timeout=60
        ).stdout

    assert given(PYTHONIOENCODING=encoding) == given(PYTHONUTF8="1")


# --- what is judged ---


def test_a_day_before_the_avg_is_no_judgement() -> None:
    run = policyc("validate", "right.yaml", "--as-of", "2010-01-01")
    assert run.code == 1
    assert "Op 1 januari 2010 gold de AVG nog niet. Bijna geen regel is nagegaan." in run.stdout
    Path("old.yaml").write_text(
        RIGHT.replace("effective: 2026-12-01", "effective: 2010-01-01")
        + "unconfirmed: [{at: controller.phone, question: Klopt dit?}]\n",
        "utf-8",
    )
    built = policyc("build", "old.yaml", "--to", "md")
    assert built.code == 1
    assert "fout[IN003]" in built.stderr
    assert "fout[IN006]" in built.stderr


def test_a_file_is_judged_once_by_whatever_name() -> None:
    Path("link.yaml").symlink_to("nameless.yaml")
    run = policyc("validate", "nameless.yaml", "./nameless.yaml", "link.yaml", "-f", "json")
    assert [one["file"] for one in json.loads(run.stdout)["files"]] == ["nameless.yaml"]


def test_errors_in_the_form_say_that_the_law_was_not_looked_at() -> None:
    Path("wrong.yaml").write_text(NAMELESS + "onbekend: 1\n", "utf-8")
    run = policyc("validate", "wrong.yaml")
    assert run.stdout.endswith("Het recht is nog niet bekeken: dat kan pas als deze fouten zijn opgelost.\n")
    assert "not looked at yet" in policyc("validate", "wrong.yaml", "--lang", "en").stdout
    assert "nog niet bekeken" not in policyc("validate", "nameless.yaml").stdout


def test_an_acceptance_that_points_nowhere_hides_nothing() -> None:
    Path("stale.yaml").write_text(
        NAMELESS + "suppress: [{rule: RT001, at: purposes.weg, reason: x, by: y, until: 2027-12-21}]\n", "utf-8"
    )
    run = policyc("validate", "stale.yaml", "-f", "concise")
    assert [line.split("[")[1][:5] for line in run.stdout.splitlines()] == ["ID002", "SU002"]


def test_fingerprints_of_acceptances_do_not_hang_on_their_order() -> None:
    entries = [
        "  - {rule: XX001, reason: a, by: b, until: 2027-01-01}\n",
        "  - {rule: RT001, reason: a, by: b, until: 2027-01-01}\n",
        "  - {rule: LA001, reason: a, by: b, until: 2026-01-01}\n",
        "  - {rule: TR002, reason: a, by: b, until: 2027-01-01}\n",
        "  - {rule: PU001}\n",
    ]

    def marks(listed: list[str]) -> set[str]:
        Path("many.yaml").write_text(RIGHT + "suppress:\n" + "".join(listed), "utf-8")
        found = json.loads(policyc("validate", "many.yaml", "-f", "json").stdout)["findings"]
        assert {one["code"] for one in found} >= {"SU001", "SU002", "SU003", "SU004", "SU005"}
        return {one["fingerprint"] for one in found}

    assert marks(entries) == marks(entries[::-1])


# --- choosing rules ---


def test_a_choice_that_leaves_nothing_is_no_answer() -> None:
    run = policyc("validate", "right.yaml", "--select", "LA", "--ignore", "LA")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr == "Met deze keuze blijft er geen regel over: er is niets om naar te oordelen.\n"


def test_what_is_asked_for_goes_before_what_the_project_ignores() -> None:
    Path("policyc.toml").write_text('ignore = ["ID"]\n')
    assert "ID002" in policyc("validate", "nameless.yaml", "--select", "ID", "-f", "concise").stdout


@pytest.mark.parametrize(("option", "value"), [("--select", ""), ("--ignore", ","), ("--select", " , ")])
def test_an_empty_choice_is_refused(option: str, value: str) -> None:
    run = policyc("validate", "right.yaml", option, value)
    assert (run.code, run.stderr) == (2, f"{option} is leeg.\n")


# --- settings ---


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("tool=3\n# tool.policyc", None),
        ("# see tool.policyc\nx = [", None),
        ('[tool."policyc"]\nignroe = []', "pyproject.toml:2:1: de instelling ignroe bestaat niet. Bedoelt u ignore?"),
        ("[tool]\npolicyc = {x = 1}", "pyproject.toml:2:12: de instelling x bestaat niet."),
        ("[ tool . policyc ]\nstrict = 1", "pyproject.toml:2:1: bij strict hoort true of false."),
        ("[tool.policyc]\nx = [", "pyproject.toml is geen geldige TOML"),
        ('[tool.policyc]\nignore = ["XX"]', "pyproject.toml: XX is geen regel of familie van regels."),
    ],
)
def test_settings_however_they_are_written(content: str, sentence: str | None) -> None:
    Path("pyproject.toml").write_text(content + "\n")
    run = policyc("validate", "right.yaml")
    assert run.code == (0 if sentence is None else 2)
    assert run.stderr.startswith(sentence or "")


# --- words ---


def test_what_is_missing_and_what_is_too_much() -> None:
    assert process("rule").stderr.startswith("CODE ontbreekt.")
    assert process("rules", "extra").stderr.startswith("extra is te veel.")


def test_the_page_of_a_rule_begins_in_english_where_that_is_asked() -> None:
    shown = policyc("rule", "TR002", "--lang", "en").stdout
    assert shown.startswith("TR002 (error, from 2020-07-16): Invalidated Privacy Shield.")
    assert "The page itself is in Dutch." in shown


def test_a_comment_is_no_part_of_the_place() -> None:
    Path("comment.yaml").write_text(
        RIGHT.replace(
            "    legal_basis: {basis: contract, agreement: uw bestelling}\n",
            "    legal_basis:\n      - basis: legitimate_interests # nog na te gaan\n        whose: controller\n",
        ),
        "utf-8",
    )
    found = json.loads(policyc("validate", "comment.yaml", "--select", "LI002", "-f", "json").stdout)["findings"]
    (position,) = [one["position"] for one in found]
    line = Path("comment.yaml").read_text("utf-8").splitlines()[position["line"] - 1]
    assert line[position["column"] - 1 : position["end_column"] - 1] == "basis: legitimate_interests"


def test_facts_that_nobody_is_sure_of_are_named() -> None:
    Path("phone.yaml").write_text(
        RIGHT.replace("    provision:", "    direct_marketing: {by: phone}\n    provision:"), "utf-8"
    )
    run = policyc("validate", "phone.yaml")
    assert "Niet zeker: dit oordeel steunt op soft_opt_in_phone_2026 (Tw 11.7" in " ".join(run.stdout.split())
    (listed,) = json.loads(policyc("validate", "phone.yaml", "-f", "json").stdout)["files"][0]["low_confidence"]
    assert listed.startswith("soft_opt_in_phone_2026 (Tw 11.7")
    earlier = policyc("validate", "phone.yaml", "-f", "json", "--as-of", "2026-06-30").stdout
    assert json.loads(earlier)["files"][0]["low_confidence"] == []
    assert "Niet zeker" not in policyc("validate", "right.yaml").stdout


def test_a_name_that_is_too_long_is_no_answer() -> None:
    run = policyc("validate", "right.yaml", "-f", f"json={'x' * 300}")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr == "In de map . is niet te schrijven: de naam is te lang. Er is niets veranderd.\n"


@pytest.mark.parametrize("command_", ["validate", "build"])
def test_settings_without_a_name_are_refused(command_: str) -> None:
    run = policyc(command_, "right.yaml", "--config", "")
    assert (run.code, run.stdout, run.stderr) == (2, "", "--config is leeg.\n")
