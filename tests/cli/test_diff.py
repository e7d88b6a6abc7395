"""`policyc diff` as people and pipelines use it: answers, streams, formats, and the files it writes."""

from __future__ import annotations

import email
import email.policy
import json
import re
from pathlib import Path

import pytest

from cli.git_repository import ANNOUNCED, KORENAAR, LONGER, QUOTED, commit_files, new_repository
from cli.run import Outcome, policyc, process
from cli.test_commands import modules

OLD, NEW = "oud.yaml", "nieuw.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path(OLD).write_text(KORENAAR, "utf-8")
    Path(NEW).write_text(LONGER, "utf-8")
    Path("verteld.yaml").write_text(ANNOUNCED, "utf-8")
    Path("zelfde.yaml").write_text(QUOTED, "utf-8")
    return tmp_path


# --- answers ---


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([OLD, NEW], 1),
        ([OLD, "verteld.yaml"], 0),
        ([OLD, "zelfde.yaml"], 0),
        ([OLD, OLD], 0),
        ([OLD, "verteld.yaml", "--fail-on", "consent"], 0),
        ([OLD, "verteld.yaml", "--fail-on", "advance"], 1),
        ([OLD, "verteld.yaml", "--fail-on", "editorial"], 1),
        ([OLD, "zelfde.yaml", "--fail-on", "editorial"], 0),
        ([OLD, NEW, "--fail-on", "consent"], 1),
        ([OLD, "weg.yaml", "-f", "xml"], 2),
        ([OLD, NEW, "--as-of", "morgen"], 2),
        ([OLD, NEW, "--fail-on", "soms"], 2),
        ([OLD, NEW, "--to", "html"], 2),
        ([OLD, NEW, "--notice", "--to", "doc"], 2),
        (["--help"], 0),
    ],
)
@pytest.mark.parametrize("format_", [[], ["-f", "json"]])
def test_exit_code(args: list[str], code: int, format_: list[str]) -> None:
    assert policyc("diff", *args, *format_).code == code


@pytest.mark.parametrize("kind", ["text", "markdown", "json", "github", "gitlab"])
def test_the_answer_does_not_hang_on_the_format(kind: str) -> None:
    assert policyc("diff", OLD, NEW, "-f", kind).code == 1
    assert policyc("diff", OLD, "verteld.yaml", "-f", kind).code == 0
    Path("kapot.yaml").write_text("policyc: 1\n", "utf-8")
    run = policyc("diff", OLD, "kapot.yaml", "-f", kind)
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.endswith("\nkapot.yaml is geen geldige verklaring: er is niets vergeleken.\n")


def test_the_entry_that_is_asked_can_be_copied() -> None:
    """From the report into the file as it stands there; what a person has to say in it is asked as long as it lacks."""

    def codes(file: str) -> list[str]:
        (view,) = json.loads(policyc("diff", OLD, file, "-f", "json").stdout)["views"]
        return [step["code"] for step in view["verdict"]["steps"]]

    asked = codes(NEW)
    shown = policyc("diff", OLD, NEW, env={"COLUMNS": "80"}).stdout
    block = re.search(r"^ {9}changes:\n(?: {11}.*\n)+", shown, re.MULTILINE)
    assert block is not None
    entry = [line.removeprefix(" " * 9) for line in block[0].splitlines()]
    Path("vragen.yaml").write_text(LONGER + "release:\n" + "".join(f"  {line}\n" for line in entry), "utf-8")
    now = codes("vragen.yaml")
    at = asked.index("announce")
    assert now == [*asked[:at], "state-nature", "explain-why", "explain-meaning", "offer-options", *asked[at + 1 :]]


def test_exit_code_of_a_process() -> None:
    run = process("diff", OLD, NEW)
    assert (run.code, run.stderr) == (1, "")
    assert run.stdout.startswith("oud.yaml → nieuw.yaml\nversie 1.0.0 (geldt vanaf 2026-12-01) → versie 1.1.0")
    assert process("diff", OLD, "verteld.yaml").code == 0


def test_the_day_is_that_of_the_new_version() -> None:
    def day(*args: str, **env: str) -> str:
        found: str = json.loads(policyc("diff", *args, "-f", "json", env=env).stdout)["views"][0]["date"]
        return found

    assert day(OLD, NEW) == "2026-12-01"
    assert day(OLD, "verteld.yaml") == "2027-02-15"
    assert day(OLD, NEW, "--as-of", "2027-03-01") == "2027-03-01"
    Path("los.yaml").write_text(LONGER.replace("effective: 2026-12-01\n", ""), "utf-8")
    assert day(OLD, "los.yaml", SOURCE_DATE_EPOCH="1798761600") == "2027-01-01"


def test_help_fits_a_terminal_and_says_the_exit_codes() -> None:
    for command in ("diff", "log"):
        run = process(command, "--help", COLUMNS="80")
        assert max(map(len, run.stdout.splitlines())) <= 80
        assert "Uitkomst: 0 =" in run.stdout


def test_a_misspelt_command_is_understood() -> None:
    assert "Bedoelt u diff?" in process("dif").stderr


# --- formats ---


def test_several_formats_at_once() -> None:
    run = policyc("diff", OLD, NEW, "-f", "text", "-f", "json=d.json", "-f", "markdown=map/d.md")
    assert (run.code, run.stdout) == (1, policyc("diff", OLD, NEW).stdout)
    assert json.loads(Path("d.json").read_text("utf-8"))["verdict"] == "fail"
    assert Path("map/d.md").read_text("utf-8") == policyc("diff", OLD, NEW, "-f", "markdown").stdout


def test_a_format_that_is_none() -> None:
    sarif = "-f sarif is geen soort uitvoer. Kies uit text, markdown, json, github, gitlab.\n"
    assert policyc("diff", OLD, NEW, "-f", "sarif") == Outcome(2, "", sarif)
    assert (
        policyc("diff", OLD, NEW, "-f", "mardown").stderr == "-f mardown is geen soort uitvoer. Bedoelt u markdown?\n"
    )
    assert policyc("validate", OLD, "-f", "markdown").code == 2


@pytest.mark.parametrize("target", [OLD, NEW, f"./{NEW}"])
def test_a_report_never_replaces_a_policy_it_is_about(target: str) -> None:
    run = policyc("diff", OLD, NEW, "-f", f"json={target}")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith(f"-f json={target} zou het beleidsbestand zelf overschrijven.")
    assert Path(NEW).read_text("utf-8") == LONGER


def test_all_shows_what_is_only_editorial() -> None:
    assert "verborgen; --all toont ze" in policyc("diff", OLD, NEW).stdout
    for kind, heading in (("text", "REDACTIONEEL\n"), ("markdown", "<summary>redactioneel (")):
        brief, whole = (policyc("diff", OLD, NEW, "-f", kind, *more).stdout for more in ([], ["--all"]))
        assert ("all toont ze" in brief, heading in brief) == (True, False)
        assert ("all toont ze" in whole, heading in whole) == (False, True)


def test_english() -> None:
    run = policyc("diff", OLD, NEW, "--lang", "en")
    assert "TELL IN ADVANCE" in run.stdout
    assert policyc("diff", "a.yaml", NEW, "--lang", "en").stderr == "The file a.yaml does not exist.\n"


def test_color_changes_no_word() -> None:
    colored = policyc("diff", OLD, NEW, "--color", "always").stdout
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == policyc("diff", OLD, NEW).stdout


def test_the_answer_does_not_depend_on_the_machine() -> None:
    plain = process("diff", OLD, NEW, "-f", "json").stdout
    for env in ({"LC_ALL": "tr_TR.UTF-8"}, {"TZ": "Pacific/Kiritimati"}, {"PYTHONHASHSEED": "7"}):
        assert process("diff", OLD, NEW, "-f", "json", **env).stdout == plain


# --- the notice and the redline ---


def test_the_notice_in_every_form() -> None:
    run = policyc("diff", OLD, "verteld.yaml", "--notice")
    assert (run.code, run.stdout) == (0, policyc("diff", OLD, "verteld.yaml").stdout)
    names = [f"build/korenaar-wijziging-2.0.0.{kind}" for kind in ("eml", "html", "md", "pdf", "txt")]
    assert sorted(run.stderr.splitlines()) == [f"Geschreven: {name}" for name in names]
    assert sorted(map(str, Path("build").iterdir())) == names
    assert Path(names[3]).read_bytes().startswith(b"%PDF-")
    assert Path(names[1]).read_text("utf-8").startswith("<!doctype html>")
    message = email.message_from_bytes(Path(names[0]).read_bytes(), policy=email.policy.default)
    assert message.get_content_type() == "multipart/alternative"
    for name in (names[1], names[2], names[4]):
        assert "15 februari 2027" in Path(name).read_text("utf-8")


def test_the_forms_that_were_asked_for_and_no_other() -> None:
    run = policyc("diff", OLD, "verteld.yaml", "--notice", "--redline", "--to", "md, html", "-o", "uit")
    assert run.stderr.splitlines() == [
        "Geschreven: uit/korenaar-wijziging-2.0.0.html",
        "Geschreven: uit/korenaar-wijziging-2.0.0.md",
        "Geschreven: uit/korenaar-vergelijking-2.0.0.html",
    ]
    assert len(list(Path("uit").iterdir())) == 3


def test_a_notice_that_may_not_go_out_yet() -> None:
    run = policyc("diff", OLD, NEW, "--notice", "--to", "md")
    assert (run.code, run.stderr) == (
        1,
        "korenaar-wijziging-1.1.0: verstuur dit bericht nog niet, want er is nog iets te doen (zie het verslag).\n"
        "Geschreven: build/korenaar-wijziging-1.1.0.md\n",
    )
    assert Path("build/korenaar-wijziging-1.1.0.md").is_file()


def test_nothing_to_tell_is_no_notice() -> None:
    run = policyc("diff", OLD, "zelfde.yaml", "--notice")
    assert (run.code, run.stderr) == (0, "zelfde.yaml: geen bericht geschreven, want er is niets te melden.\n")
    assert not Path("build").exists()


def test_the_redline_shows_what_came_and_went() -> None:
    run = policyc("diff", OLD, NEW, "--redline")
    assert (run.code, run.stderr.splitlines()) == (
        1,
        [f"Geschreven: build/korenaar-vergelijking-1.1.0.{kind}" for kind in ("html", "pdf")],
    )
    html = Path("build/korenaar-vergelijking-1.1.0.html").read_text("utf-8")
    assert "<ins" in html
    assert "<del" in html


def test_the_redline_of_a_statement_that_is_new_or_withdrawn(folder: Path) -> None:
    new_repository(folder)
    commit_files(folder, "oud", {})
    Path(OLD).unlink()
    Path("anders.yaml").write_text(LONGER.replace("id: korenaar", "id: molen"), "utf-8")
    for file, said in (
        ("anders.yaml", "want er is niets te melden."),
        (OLD, "er is geen nieuwe verklaring om het uit te maken."),
    ):
        for other in ("nieuw.yaml", "verteld.yaml", "zelfde.yaml"):
            Path(other).unlink(missing_ok=True)
        run = policyc("diff", "--against", "HEAD", file, "--notice", "--redline", "--to", "html", "-o", "uit")
        assert re.search(rf"^{file}: geen bericht geschreven[:,] {said}$", run.stderr, re.MULTILINE)
    assert sorted(path.name for path in Path("uit").iterdir()) == [
        "korenaar-vergelijking-1.0.0.html",
        "molen-vergelijking-1.1.0.html",
    ]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["oudd.yaml", NEW], "Het bestand oudd.yaml bestaat niet. Bedoelt u oud.yaml?"),
        ([OLD, "./nieuwe.yaml"], "Het bestand ./nieuwe.yaml bestaat niet. Bedoelt u ./nieuw.yaml?"),
        (["x.yaml", NEW], "Het bestand x.yaml bestaat niet."),
        ([OLD, "weg/x.yaml"], "Het bestand weg/x.yaml bestaat niet."),
        (["a.yaml", "b.yaml"], "Het bestand a.yaml bestaat niet."),
        (["oudd.yaml", "-"], "Het bestand oudd.yaml bestaat niet. Bedoelt u oud.yaml?"),
    ],
)
def test_a_file_that_is_not_there_is_no_new_or_withdrawn_statement(args: list[str], sentence: str) -> None:
    assert policyc("diff", *args, stdin=LONGER.encode()) == Outcome(2, "", sentence + "\n")


def test_names_that_no_file_can_have() -> None:
    for name in ("x" * 5000 + ".yaml", "x" * 5000 + "/x.yaml"):
        assert policyc("diff", name, NEW) == Outcome(2, "", f"Het bestand {name} bestaat niet.\n")
    assert policyc("diff", "y" * 5000 + ".yaml", "z" * 5000 + ".yaml").code == 2
    assert policyc("diff", "y" * 5000, NEW).code == 2
    Path("policyc.toml").write_text('policies = ["a\\u0000b.yaml"]')
    assert policyc("diff") == Outcome(2, "", "a\\x00b.yaml is geen naam van een bestand.\n")


def test_a_version_without_a_number() -> None:
    Path(NEW).write_text(LONGER.replace("version: 1.1.0\n", ""), "utf-8")
    policyc("diff", OLD, NEW, "--redline", "--to", "html")
    assert [path.name for path in Path("build").iterdir()] == ["korenaar-vergelijking.html"]


def test_the_notice_for_one_audience() -> None:
    run = policyc("diff", OLD, "verteld.yaml", "--notice", "--to", "txt", "--for", "customers")
    assert (run.code, run.stderr) == (0, "Geschreven: build/korenaar-wijziging-2.0.0-customers.txt\n")
    run = policyc("diff", OLD, "verteld.yaml", "--notice", "--for", "weg/../x")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr == "De groep “weg/../x” staat niet in de verklaring. De groepen zijn: customers.\n"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--to", "html"], "--to hoort bij --notice of --redline."),
        (["--for", "customers"], "--for hoort bij --notice."),
        (["--redline", "--for", "customers"], "--for hoort bij --notice."),
        (["--redline", "--to", "eml"], "--to eml is geen soort uitvoer. Kies uit html en pdf."),
        (["--notice", "--redline", "--to", "eml"], "--redline schrijft html en pdf, en met --to eml dus niets."),
        (["--notice", "--to", "hmtl"], "--to hmtl is geen soort uitvoer. Bedoelt u html?"),
        (["--notice", "--to", ""], "--to is leeg."),
        (["--notice", "-o", ""], "--output is leeg."),
        (["--notice", "--for", ""], "--for is leeg."),
        (["--templates", ""], "--templates is leeg."),
        (["--config", " "], "--config is leeg."),
        (["--stdin-filename", ""], "--stdin-filename is leeg."),
        (
            ["--notice", "--to", "md", "-f", "markdown=build/korenaar-wijziging-1.1.0.md"],
            "korenaar-wijziging-1.1.0: verstuur dit bericht nog niet, want er is nog iets te doen (zie het verslag).\n"
            "build/korenaar-wijziging-1.1.0.md zou twee keer worden geschreven: als verslag en als bericht. Kies een "
            "andere naam.",
        ),
    ],
)
def test_an_option_that_cannot_be_is_refused(args: list[str], sentence: str) -> None:
    assert policyc("diff", OLD, NEW, *args) == Outcome(2, "", sentence + "\n")
    assert not Path("build").exists()


def test_a_broken_template_writes_nothing() -> None:
    Path("sjablonen/nl").mkdir(parents=True)
    Path("sjablonen/nl/notice.md.j2").write_text("{% if %}")
    run = policyc("diff", OLD, NEW, "--templates", "sjablonen", "--notice", "-f", "json=d.json")
    assert (run.code, run.stdout) == (2, "")
    assert "sjablonen/nl/notice.md.j2:1" in run.stderr
    assert not Path("build").exists()
    assert not Path("d.json").exists()


def test_a_folder_that_cannot_be_written_is_no_answer() -> None:
    Path("build").write_text("een bestand")
    run = policyc("diff", OLD, NEW, "--notice", "--to", "md", "-f", "json=d.json")
    assert (run.code, run.stdout) == (2, "")
    assert not Path("d.json").exists()


def test_a_file_name_cannot_fool_the_terminal() -> None:
    name = "x\x1b[31m\n.yaml"
    Path(name).write_text(LONGER, "utf-8")
    for args in ([OLD, name], [name, "weg\x1b[0m.yaml"]):
        run = policyc("diff", *args)
        assert "\x1b" not in run.stdout + run.stderr


# --- what a start costs ---


PRINTS = {"weasyprint", "pydyf", "fontTools", "rich"}
RENDERS = {"jinja2", "markdown_it", "babel"}


def test_comparing_loads_nothing_of_what_prints() -> None:
    loaded = modules("diff", OLD, NEW, "-f", "json")
    assert not loaded & PRINTS
    assert "jinja2" in loaded  # the sentences of the statement


@pytest.mark.parametrize("kind", ["text", "markdown", "json", "github", "gitlab"])
def test_where_nothing_changed_nothing_is_loaded_that_renders(kind: str) -> None:
    assert not modules("diff", OLD, "zelfde.yaml", "-f", kind) & (PRINTS | RENDERS)


def test_a_report_without_sentences_loads_nothing_that_makes_them() -> None:
    assert not modules("diff", OLD, NEW, "-f", "gitlab") & (PRINTS | RENDERS)
