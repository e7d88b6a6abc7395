"""The commands as people and pipelines use them: answers, streams, options."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.run import Outcome, command, environment, policyc, process
from policyc import __version__

# Without the comment above it: a small policy in which nothing is found.
GOOD = (Path(__file__).parent / "korenaar.yaml").read_text("utf-8").partition("\n")[2]
BAD = GOOD.replace("effective: 2026-12-01", "effective: 2026-13-01")
DRAFT = GOOD.replace("status: final", "status: draft") + (
    "unconfirmed: [{at: controller.email, question: Welk e-mailadres?}]\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.yaml").write_text(GOOD, "utf-8")
    Path("bad.yaml").write_text(BAD, "utf-8")
    Path("draft.yaml").write_text(DRAFT, "utf-8")
    return tmp_path


# --- answers ---


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["validate", "good.yaml"], 0),
        (["validate", "draft.yaml"], 0),
        (["validate", "bad.yaml"], 1),
        (["validate", "good.yaml", "bad.yaml"], 1),
        (["validate", "weg.yaml"], 2),
        (["build", "good.yaml", "--as-of", "gisteren"], 2),
        (["validate", "--onbekend"], 2),
        (["validate", "--lang", "fr", "good.yaml"], 2),
        (["validate", "--color", "soms", "good.yaml"], 2),
        (["build", "good.yaml", "--to", "md"], 0),
        (["build", "bad.yaml", "--to", "md"], 1),
        (["build", "weg.yaml", "--to", "md"], 2),
        (["build", "good.yaml", "--to", "doc"], 2),
        (["onbekend"], 2),
        ([], 2),
        (["--help"], 0),
        (["validate", "-h"], 0),
        (["--version"], 0),
    ],
)
def test_exit_code(args: list[str], code: int) -> None:
    assert policyc(*args).code == code


@pytest.mark.parametrize(
    ("args", "code"), [(["validate", "good.yaml"], 0), (["validate", "bad.yaml"], 1), (["validate", "weg.yaml"], 2)]
)
def test_exit_code_of_a_process(args: list[str], code: int) -> None:
    assert process(*args).code == code


def test_no_command_shows_the_help() -> None:
    assert "validate" in process().stderr + process().stdout


def test_version() -> None:
    assert process("--version") == Outcome(0, f"policyc {__version__}\n", "")


def test_interrupted() -> None:
    running = subprocess.Popen(
        command("validate", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdin is not None
    running.stdin.write(b"#" * 1_000_000)  # more than a pipe holds: once it is through, the command is reading
    running.stdin.flush()
    running.send_signal(signal.SIGINT)
    _, stderr = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"Traceback" not in stderr


def test_an_internal_error_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from policyc.cli.exits import run

    def broken() -> None:
        raise ZeroDivisionError

    assert run(broken, debug=False) == 2
    assert capsys.readouterr().err.startswith("policyc: interne fout (ZeroDivisionError).")
    with pytest.raises(ZeroDivisionError):
        run(broken, debug=True)


# --- streams ---


def test_findings_are_the_result_of_validate() -> None:
    run = policyc("validate", "bad.yaml")
    assert run.stdout.startswith("fout[MO021]: De datum 2026-13-01 bestaat niet.\n --> bad.yaml:6:12\n")
    assert "\n1 fout in 1 bestand\n" in run.stdout
    assert run.stderr == ""


def test_files_are_the_result_of_build() -> None:
    run = policyc("build", "draft.yaml", "--to", "md,html", "-o", "uit")
    assert run.stdout.split() == ["uit/korenaar.html", "uit/korenaar.md"]
    assert run.stderr.startswith("draft.yaml: 1 vraag staat nog open.")


def test_nothing_to_say_is_one_line() -> None:
    run = policyc("validate", "good.yaml")
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout.startswith("in orde: 1 bestand")
    assert policyc("validate", "good.yaml", "-f", "concise") == Outcome(0, "", "")


def test_concise() -> None:
    run = policyc("validate", "bad.yaml", "-f", "concise")
    assert run.stdout == "bad.yaml:6:12: fout[MO021] De datum 2026-13-01 bestaat niet.\n"


def test_standard_input() -> None:
    assert policyc("validate", "-", stdin=GOOD.encode()).code == 0
    run = policyc("validate", "-", "-f", "concise", stdin=BAD.encode())
    assert run.stdout == "-:6:12: fout[MO021] De datum 2026-13-01 bestaat niet.\n"
    assert policyc("build", "-", "--to", "md", stdin=GOOD.encode()).stdout == "build/korenaar.md\n"


def test_a_reader_that_leaves_does_not_change_the_answer() -> None:
    Path("many.yaml").write_text(GOOD + "onbekend: 1\nid: x\n" * 90, "utf-8")
    for name, code in (("many.yaml", 1), ("good.yaml", 0)):
        running = subprocess.Popen(
            command("validate", name), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        )
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert (running.wait(30), running.stderr.read()) == (code, b"")
        running.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full to stand for a full disk")
def test_an_output_that_takes_nothing_is_no_answer() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command("validate", "bad.yaml"), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "policyc: De uitvoer is niet te schrijven: de schijf is vol.\n"


def test_closed_streams_leave_the_exit_code() -> None:
    for name, code in (("good.yaml", 0), ("bad.yaml", 1)):
        shell = 'exec "$@" >&- 2>&- <&-'
        done = subprocess.run(["sh", "-c", shell, "sh", *command("validate", name)], check=False)
        assert done.returncode == code


# --- inputs ---


def test_a_folder_stands_for_the_policies_in_it() -> None:
    Path("map/onder").mkdir(parents=True)
    for name in ("b.yml", "a.yaml", "c.txt", "onder/d.yaml"):
        (Path("map") / name).write_text(BAD, "utf-8")
    run = policyc("validate", "map", "-f", "concise")
    assert [line.split(":")[0] for line in run.stdout.splitlines()] == ["map/a.yaml", "map/b.yml"]


def test_without_paths_the_folder_policies() -> None:
    assert policyc("validate") == Outcome(2, "", "Noem een beleidsbestand: hier is geen map policies.\n")
    Path("policies").mkdir()
    Path("policies/korenaar.yaml").write_text(GOOD, "utf-8")
    assert policyc("validate", "-f", "concise") == Outcome(0, "", "")


def test_a_file_that_is_named_twice_is_read_once() -> None:
    assert policyc("validate", "bad.yaml", "bad.yaml").stdout.count("MO021") == 1


def test_a_file_name_cannot_fool_the_terminal() -> None:
    name = "x\x1b[31m\n.yaml"
    Path(name).write_text(BAD, "utf-8")
    assert "\x1b" not in policyc("validate", name).stdout
    assert policyc("validate", "weg\x1b[31m.yaml").stderr == "Het bestand weg\\x1b[31m.yaml bestaat niet.\n"


# --- options ---


@pytest.mark.parametrize("text", ["morgen", "2026-13-01", "20261215", "2026-12-15T00:00", ""])
def test_a_date_that_is_none(text: str) -> None:
    run = policyc("build", "good.yaml", "--as-of", text)
    assert run == Outcome(2, "", f"--as-of {text} is geen datum. Schrijf jaar-maand-dag, zoals 2026-12-15.\n")


def test_a_kind_of_output_that_is_none() -> None:
    run = policyc("build", "good.yaml", "--to", "hmtl")
    assert run == Outcome(2, "", "--to hmtl is geen soort uitvoer. Bedoelt u html?\n")
    run = policyc("build", "good.yaml", "--to", "md,docx")
    assert run == Outcome(2, "", "--to docx is geen soort uitvoer. Kies uit html, md en pdf.\n")
    assert not Path("build").exists()


def test_kinds_of_output_in_any_order_and_twice() -> None:
    assert policyc("build", "good.yaml", "--to", "md, html,md").stdout.split() == [
        "build/korenaar.html",
        "build/korenaar.md",
    ]


def test_a_misspelt_command_is_understood() -> None:
    assert "validate" in policyc("validat").stderr


def test_english() -> None:
    assert "error[MO021]: The date 2026-13-01 does not exist." in policyc("validate", "bad.yaml", "--lang", "en").stdout
    run = policyc("validate", "weg.yaml", env={"POLICYC_LANG": "en"})
    assert run.stderr == "The file weg.yaml does not exist.\n"
    assert policyc("build", "bad.yaml", "--message-lang", "en").stderr.endswith("Nothing was written.\n")


@pytest.mark.parametrize(
    ("option", "env", "colored"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"FORCE_COLOR": "false"}, False),
        ([], {"FORCE_COLOR": ""}, False),
        ([], {"CLICOLOR_FORCE": "1"}, True),
        ([], {"CLICOLOR_FORCE": "0"}, False),
        ([], {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True),
        ([], {"NO_COLOR": "", "CLICOLOR_FORCE": "1"}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_color(option: list[str], env: dict[str, str], colored: bool) -> None:
    run = policyc("validate", "bad.yaml", *option, env=env)
    assert ("\x1b[" in run.stdout) is colored


def test_color_changes_no_word() -> None:
    import re

    colored = policyc("validate", "bad.yaml", "--color", "always").stdout
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == policyc("validate", "bad.yaml").stdout


def test_columns() -> None:
    Path("long.yaml").write_text(GOOD + f"introduction: {'woord ' * 60}<b>\n", "utf-8")
    for columns in (40, 60, 200):
        run = policyc("validate", "long.yaml", env={"COLUMNS": str(columns)})
        assert max(map(len, run.stdout.splitlines())) <= columns
    odd = [policyc("validate", "long.yaml", env={"COLUMNS": text}).stdout for text in ("", "0", "x", "99999", "²")]
    assert len(set(odd)) == 1


def test_a_terminal_that_knows_no_letters_with_accents() -> None:
    run = process("validate", "bad.yaml", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert run.code == 1
    assert run.stdout.isascii()
    assert run.stdout.startswith("fout[MO021]: De datum 2026-13-01 bestaat niet.")


def test_findings_do_not_depend_on_the_machine() -> None:
    plain = process("validate", "bad.yaml").stdout
    for env in ({"LC_ALL": "tr_TR.UTF-8"}, {"TZ": "Pacific/Kiritimati"}, {"PYTHONHASHSEED": "7"}, {"TERM": "dumb"}):
        assert process("validate", "bad.yaml", **env).stdout == plain


# --- final ---


def test_an_open_question_weighs_as_the_status_says() -> None:
    for status, severity, code in (("draft", "waarschuwing", 0), ("final", "fout", 1)):
        Path("p.yaml").write_text(DRAFT.replace("draft", status), "utf-8")
        run = policyc("validate", "p.yaml")
        assert (run.code, run.stdout.split(":")[0]) == (code, f"{severity}[IN003]")
        assert "hulp: Vraag na: Welk e-mailadres?" in run.stdout
    Path("p.yaml").write_text(DRAFT.replace("draft", "archived"), "utf-8")
    assert policyc("validate", "p.yaml", "-f", "concise") == Outcome(0, "", "")


def test_final_refuses_a_draft_with_open_questions() -> None:
    run = policyc("build", "draft.yaml", "--final", "--to", "md")
    assert (run.code, run.stdout) == (1, "")
    assert run.stderr.startswith("fout[IN003]: “controller.email” moet")
    assert run.stderr.endswith("Er is niets geschreven.\n")
    assert not Path("build").exists()


# --- two policies ---


def test_two_policies_of_one_id_do_not_overwrite_each_other() -> None:
    Path("twin.yaml").write_text(GOOD, "utf-8")
    run = policyc("build", "good.yaml", "twin.yaml", "--to", "md")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith("good.yaml en twin.yaml hebben allebei id “korenaar”")
    assert not Path("build").exists()


def test_one_wrong_policy_keeps_all_of_them_from_being_written() -> None:
    Path("bad.yaml").write_text(BAD.replace("korenaar", "molen"), "utf-8")
    assert policyc("build", "good.yaml", "bad.yaml", "--to", "md").code == 1
    assert not Path("build").exists()


# --- what a start costs ---

LOADED = """
import json, sys
from policyc.cli.app import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)))
"""


def modules(*args: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", LOADED, *args], capture_output=True, text=True, check=True)
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("name", ["good.yaml", "bad.yaml", "draft.yaml"])
def test_validate_loads_nothing_of_what_renders(name: str) -> None:
    assert not modules("validate", name) & {
        "jinja2",
        "weasyprint",
        "markdown_it",
        "babel",
        "rich",
        "pydyf",
        "fontTools",
    }


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_no_model(option: str) -> None:
    assert not modules(option) & {"pydantic", "yaml", "jinja2", "weasyprint", "babel", "rich"}


def test_building_markdown_loads_no_pdf() -> None:
    assert not modules("build", "good.yaml", "--to", "md,html") & {"weasyprint", "pydyf", "fontTools"}
