"""`policyc init`: what it writes, what it asks, and when it writes nothing."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from cli.git_repository import snapshot
from cli.run import policyc
from cli.terminal_session import CTRL_C, CTRL_D, on_a_terminal
from policyc.cli.interview import QUESTIONS
from policyc.cli.starter import written
from policyc.diagnostics import Severity
from policyc.law import references
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.source.reader import read

ALWAYS = {"policies/zonnekant.yaml", ".policyc/schema.json", "policyc.toml", ".gitignore"}
NAME = ("--name", "De Zonnekant", "--id", "zonnekant")
ADDRESS = ("--street", "Moestuinpad 2", "--postal-code", "1234 AB", "--city", "Zilverwaard", "--country", "BE")
REACH = ("--email", "bestuur@zonnekant.example", "--website", "https://www.zonnekant.example")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one, in which the test then is."""
    here = tmp_path / "project"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def policy_in(path: Path) -> Policy:
    loaded = load(read(path.read_bytes(), name=str(path)))
    assert loaded.diagnostics == ()
    assert loaded.policy is not None
    return loaded.policy


# --- what it writes ---


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        ((), set()),
        (("--yes",), set()),
        (("--ci", "github"), {".github/workflows/policyc.yml"}),
        (("--ci", "gitlab", "--pre-commit"), {".gitlab-ci.yml", ".pre-commit-config.yaml"}),
    ],
)
def test_files(folder: Path, arguments: tuple[str, ...], more: set[str]) -> None:
    run = policyc("init", *NAME, *arguments)
    assert run.code == 0
    assert files(folder) == ALWAYS | more
    assert set(run.stdout.splitlines()) == ALWAYS | more


def test_in_another_folder(folder: Path) -> None:
    run = policyc("init", "een/site", *NAME)
    assert run.code == 0
    assert files(folder) == {f"een/site/{name}" for name in ALWAYS}
    assert run.stderr.splitlines() == [
        "Vul nu een/site/policies/zonnekant.yaml in. Onderaan staat welke vragen nog open zijn.",
        "Controleer het in de map een/site met “policyc validate” en maak de pagina's met “policyc build”.",
    ]


def test_messages_in_english() -> None:
    run = policyc("init", *NAME, "--ci", "github", "--lang", "en")
    assert run.stderr.splitlines() == [
        "Now fill in policies/zonnekant.yaml. At the end it says which questions are still open.",
        "Check it with “policyc validate” and make the pages with “policyc build”.",
        "Say in .github/workflows/policyc.yml, at POLICYC, where the pipeline gets policyc from.",
        ".github/workflows/policyc.yml works only in the top folder of a repository. Make one with “git init”, or move "
        "the file to the top folder.",
    ]


@pytest.mark.parametrize("arguments", [(), ADDRESS, (*ADDRESS, *REACH, "--address-form", "je")])
@pytest.mark.usefixtures("pango")
def test_a_draft_without_errors_that_builds_at_once(folder: Path, arguments: tuple[str, ...]) -> None:
    policyc("init", *NAME, *arguments)
    found = policyc("validate", "-f", "concise")
    assert found.code == 0, found.stdout
    assert policyc("build").code == 0
    assert files(folder) - ALWAYS == {f"build/zonnekant.{kind}" for kind in ("html", "md", "pdf")}


@pytest.mark.parametrize("form", ["u", "je"])
def test_speaks_to_its_readers_in_the_form_that_was_chosen(form: str) -> None:
    policyc("init", *NAME, "--address-form", form)
    text = Path("policies/zonnekant.yaml").read_text("utf-8")
    assert policy_in(Path("policies/zonnekant.yaml")).address_form == form
    assert re.findall(r"\{[^{}\n]*\|", text) == []
    said = policyc("validate", "-f", "concise").stdout
    assert "[ED" not in said


def test_answers_are_in_their_places_and_their_questions_are_gone() -> None:
    policyc("init", *NAME)
    without = policy_in(Path("policies/zonnekant.yaml"))
    policyc("init", "vol", *NAME, *ADDRESS, *REACH)
    policy = policy_in(Path("vol/policies/zonnekant.yaml"))
    controller = policy.controller
    assert controller is not None
    assert controller.address is not None
    assert policy.scope is not None
    assert policy.rights is not None
    assert policy.rights.complaint is not None
    address = controller.address
    assert (policy.id, str(controller.name), controller.email) == (
        "zonnekant",
        "De Zonnekant",
        "bestuur@zonnekant.example",
    )
    assert [str(line) for line in (address.street, address.postal_code, address.city, address.country)] == [
        "Moestuinpad 2",
        "1234 AB",
        "Zilverwaard",
        "BE",
    ]
    assert policy.scope.websites == ("https://www.zonnekant.example",)
    assert policy.rights.complaint.authority == "BE"
    gone = {fact.at for fact in without.unconfirmed} - {fact.at for fact in policy.unconfirmed}
    assert gone == {"scope.websites", "controller.address", "controller.email"}


def test_half_an_address_leaves_its_question() -> None:
    policyc("init", *NAME, "--street", "Moestuinpad 2")
    policy = policy_in(Path("policies/zonnekant.yaml"))
    assert "controller.address" in {fact.at for fact in policy.unconfirmed}


def test_every_open_place_has_a_question() -> None:
    """What is in square brackets would otherwise be published; what is empty may simply not apply."""
    policyc("init", *NAME)
    text = Path("policies/zonnekant.yaml").read_text("utf-8")
    policy = policy_in(Path("policies/zonnekant.yaml"))
    assert re.findall(r'"\[([^]]+)\]"', text) == ["straat en huisnummer", "plaats"]
    open_ = [fact.at for fact in policy.unconfirmed]
    assert open_[-1] == "change_promise.channels"
    assert "controller.address" in open_
    assert len(open_) == 19
    # Each of them leads somewhere: a question about nothing is never answered.
    document = read(text.encode(), name="")
    assert [at for at in open_ if document.resolve(tuple(at.split("."))) != tuple(at.split("."))] == []


def test_every_suggestion_is_named_as_one_and_asked_about() -> None:
    policyc("init", *NAME)
    policy = policy_in(Path("policies/zonnekant.yaml"))
    asked = " ".join(fact.at for fact in policy.unconfirmed)
    for at in ("purposes.contact.legal_basis", "purposes.contact.retention", "purposes.rights_requests.retention"):
        assert at in asked
    lines = Path("policies/zonnekant.yaml").read_text("utf-8").splitlines()
    suggested = [line.split("#")[0].split(":")[0].strip() for line in lines if "# VOORSTEL" in line]
    assert suggested == [
        "explanation",
        "enquirers",
        "items",
        "message",
        "mail_provider",
        "name",
        "legal_basis",
        "provision",
        "retention",
        "provision",
        "retention",
    ]


def test_the_law_of_its_own_facts(folder: Path) -> None:
    """Sources and authorities that the example names are ones that the legal facts know."""
    policyc("init", *NAME)
    document = read(Path("policies/zonnekant.yaml").read_bytes(), name="")
    assert list(references.check(policy_in(Path("policies/zonnekant.yaml")), document)) == []


# --- another country ---

DUTCH = r"UAVG|BW\b|KvK|Telecommunicatiewet|16 jaar"


@pytest.mark.parametrize("typed", ["BE", "be", " België", "Belgium"])
def test_dutch_law_is_only_for_the_netherlands(typed: str) -> None:
    policyc("init", *NAME)
    assert len(re.findall(DUTCH, Path("policies/zonnekant.yaml").read_text("utf-8"))) == 6
    run = policyc("init", "elders", *NAME, "--country", typed)
    text = Path("elders/policies/zonnekant.yaml").read_text("utf-8")
    assert re.findall(DUTCH, text) == []
    assert re.findall(r"[<>](?!-)", text) == []
    policy = policy_in(Path("elders/policies/zonnekant.yaml"))
    assert policy.controller is not None
    assert policy.controller.address is not None
    assert policy.controller.address.country == "BE"
    said = "Naast de AVG kent policyc alleen Nederlands recht. Ga zelf na wat de wet van BE nog meer vraagt,"
    assert said in run.stderr
    assert said not in policyc("init", "thuis", *NAME, "--country", "Nederland").stderr


@pytest.mark.parametrize("country", ["NL", "DE"])
def test_its_lines_are_not_too_long(country: str) -> None:
    policyc("init", *NAME, "--country", country)
    lines = Path("policies/zonnekant.yaml").read_text("utf-8").splitlines()
    assert [line for line in lines if len(line) > 120] == []
    assert not any(line.endswith(" ") for line in lines)


# --- hostile answers ---


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("Jan's “Tuin”: #1", "Jan's “Tuin”: #1"),
        ('Piet "de Kas"\\n', 'Piet "de Kas"\\n'),
        ("twee\nregels", "twee regels"),
        ("  ruim \t gezet ", "ruim gezet"),
        ("null", "null"),
        ("no", "no"),
        ("1e3", "1e3"),
        ("0o17", "0o17"),
        ("2026-12-01", "2026-12-01"),
        ("A, B [c]", "A, B [c]"),
        ("- streep", "- streep"),
        ("? vraag", "? vraag"),
        ("'", "'"),
        ("*sterren* & <b>", "*sterren* & <b>"),
        ("!tag %y @z `x`", "!tag %y @z `x`"),
        ("> vouw |", "> vouw |"),
        ("Zoë & Łukasz 🌻", "Zoë & Łukasz 🌻"),
    ],
)
def test_whatever_is_answered_becomes_right_yaml(typed: str, means: str) -> None:
    run = policyc("init", "--name", typed, "--id", "zonnekant", "--city", typed, "--street", "x")
    assert run.code == 0, run.stderr
    path = Path("policies/zonnekant.yaml")
    controller = policy_in(path).controller
    assert controller is not None
    assert controller.address is not None
    assert (str(controller.name), str(controller.address.city)) == (means, means)
    # Other readers of YAML see the same.
    other = yaml.safe_load(path.read_text("utf-8"))["controller"]
    assert (other["name"], other["address"]["city"]) == (means, means)
    assert policyc("validate").code == 0
    assert policyc("build", "--to", "html,md").code == 0


@pytest.mark.parametrize("text", ["a, b", "]", "x: y", "# z", "{a}", "'", '"', "1e3", "null", "C:\\x", ""])
def test_written_as_an_item_of_a_list(text: str) -> None:
    assert yaml.safe_load(written([text, "z"])) == [text, "z"]


REFUSED = [
    ("--name", "{u|je}", "{ en } kunnen hier niet: policyc gebruikt ze voor teksten met een u- en een je-vorm."),
    ("--name", "{{ 7 * 7 }}", "{ en } kunnen hier niet: policyc gebruikt ze voor teksten met een u- en een je-vorm."),
    ("--city", "{% raw %}", "{ en } kunnen hier niet: policyc gebruikt ze voor teksten met een u- en een je-vorm."),
    ("--name", "rood\x1b[31m", "Hier staat een onzichtbaar teken dat niet mag (U+001B)."),
    ("--street", "om\u202edraai", "Hier staat een onzichtbaar teken dat de leesrichting verandert (U+202E)."),
    ("--name", "half \udcff", "Dit is geen leesbare tekst."),
    ("--name", "\u200b", "Deze tekst is leeg. Vul de tekst in, of laat het veld weg."),
    ("--id", "../elders", "“../elders” kan geen naam van een onderdeel zijn."),
    ("--id", "De Tuin", "Bedoelt u “de_tuin”?"),
    ("--id", "tuin\n", "“tuin” kan geen naam van een onderdeel zijn."),
    ("--country", "Nederlandië", "“Nederlandië” is geen landcode. Schrijf de landcode"),
    ("--country", "US", "policyc kent voor US geen toezichthouder. Kies een land van de EER; in het bestand kunt u"),
    ("--country", "uk", "policyc kent voor GB geen toezichthouder."),
    ("--email", "bestuur", "“bestuur” is geen e-mailadres."),
    ("--email", "a@b.nl\nbcc: c@d.nl", "is geen e-mailadres."),
    ("--website", "www.zonnekant.example", "“www.zonnekant.example” is geen webadres dat met https:// begint."),
    ("--website", "javascript:alert(1)", "is geen webadres dat met https:// begint."),
    ("--website", "https://a.example/] # x", "is geen toegestane verwijzing."),
]


@pytest.mark.parametrize(("option", "value", "sentence"), REFUSED, ids=[f"{o} {v!r}" for o, v, _ in REFUSED])
def test_an_answer_that_cannot_be(folder: Path, option: str, value: str, sentence: str) -> None:
    given = {"--name": "De Zonnekant", option: value}
    run = policyc("init", *(part for pair in given.items() for part in pair))
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith(f"{option}: ")
    assert sentence in run.stderr
    assert files(folder) == set()


@pytest.mark.parametrize("option", [f"--{question.key.replace('_', '-')}" for question in QUESTIONS[:8]])
def test_an_empty_option(folder: Path, option: str) -> None:
    run = policyc("init", "--name", "x", option, " ")
    assert (run.code, run.stderr) == (2, f"{option} is leeg.\n")
    assert files(folder) == set()


def test_somebody_has_to_be_named(folder: Path) -> None:
    run = policyc("init")
    assert (run.code, run.stdout, run.stderr) == (2, "", "Noem uw organisatie met --name.\n")
    assert files(folder) == set()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Café 't Hoekje B.V.", "cafe-t-hoekje-b-v"),
        ("2e Hands", "privacy"),
        ("株式会社", "privacy"),
        ("A" * 60, "a" * 40),
        ("Straße & Søn", "strae-sn"),
    ],
)
def test_a_short_name_made_of_the_name(folder: Path, name: str, expected: str) -> None:
    assert policyc("init", "--name", name).code == 0
    assert (folder / "policies" / f"{expected}.yaml").exists()


# --- never over something ---


@pytest.mark.parametrize(
    "name",
    [
        "policies/zonnekant.yaml",
        ".github/workflows/policyc.yml",
        ".pre-commit-config.yaml",
    ],
)
@pytest.mark.parametrize("kind", ["file", "folder", "link to nowhere"])
def test_never_overwrites(folder: Path, name: str, kind: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "file":
        path.write_text("van mij", "utf-8")
    else:
        path.symlink_to("nergens")
    before = snapshot(folder)
    run = policyc("init", *NAME, "--ci", "github", "--pre-commit")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr == f"Er is niets geschreven. Dit bestaat al: {name}.\n"
    assert snapshot(folder) == before


def test_an_id_that_another_file_has(folder: Path) -> None:
    """`policyc diff` finds a statement by its id: two with one id would be one."""
    policyc("init", *NAME)
    (folder / "policies" / "zonnekant.yaml").rename(folder / "policies" / "een.yml")
    before = snapshot(folder)
    run = policyc("init", *NAME)
    assert (run.code, run.stdout) == (2, "")
    said = "policies/een.yml heeft de id zonnekant al. Kies een andere korte naam (id)."
    assert run.stderr == f"Er is niets geschreven. {said}\n"
    assert snapshot(folder) == before
    (folder / "policies" / "een.yml").write_bytes(b"\xff: [")
    assert policyc("init", *NAME).code == 0


@pytest.mark.parametrize("word", ["geen", "none"])
def test_no_pipeline_can_be_said(folder: Path, word: str) -> None:
    assert policyc("init", *NAME, "--ci", word).code == 0
    assert files(folder) == ALWAYS


def test_a_second_time_names_all_that_is_there(folder: Path) -> None:
    options = (*NAME, "--ci", "github", "--pre-commit")
    policyc("init", *options)
    before = snapshot(folder)
    run = policyc("init", *options)
    assert (run.code, run.stdout) == (2, "")
    there = ".github/workflows/policyc.yml en .pre-commit-config.yaml"
    assert run.stderr == f"Er is niets geschreven. Deze bestaan al: {there}.\n"
    assert snapshot(folder) == before


def test_a_second_statement_begins_beside_the_first(folder: Path) -> None:
    """What a project has one of stays as it is, whatever is in it."""
    policyc("init", *NAME)
    for name in ("policyc.toml", ".policyc/schema.json"):
        (folder / name).write_text("# van mij\n", "utf-8")
    before = snapshot(folder)
    del before["policies"]  # the folder itself gets a file
    run = policyc("init", *NAME, "--id", "kinderen")
    assert (run.code, run.stdout) == (0, "policies/kinderen.yaml\n")
    assert run.stderr.startswith(
        "policyc.toml was er al en is niet veranderd. Leest policyc volgens dat bestand alleen uit andere mappen, "
        "noem policies er dan ook.\n"
        ".policyc/schema.json was er al en is niet veranderd. U vernieuwt het met “policyc schema -o "
        ".policyc/schema.json”.\n"
        "Vul nu policies/kinderen.yaml in."
    )
    after = snapshot(folder)
    assert after | before == after


def test_settings_in_pyproject_are_not_pushed_aside(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.policyc]\nstrict = true\n", "utf-8")
    run = policyc("init", *NAME)
    assert run.code == 0
    assert run.stderr.startswith("pyproject.toml was er al en is niet veranderd.")
    assert not (folder / "policyc.toml").exists()


def test_settings_of_another_tool_are_none_of_ours(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.ander]\nstrict = true\n", "utf-8")
    assert policyc("init", *NAME).code == 0
    assert (folder / "policyc.toml").exists()


@pytest.mark.parametrize(("ignored", "told"), [("dist/\n", True), ("/build/\n*.pyc\n", False)])
def test_an_ignore_list_of_the_project_stays(folder: Path, ignored: str, told: bool) -> None:
    (folder / ".gitignore").write_text(ignored, "utf-8")
    run = policyc("init", *NAME)
    assert run.code == 0
    assert (folder / ".gitignore").read_text("utf-8") == ignored
    said = ".gitignore was er al en is niet veranderd. Zet er build/ in: daar komt de uitvoer.\n"
    assert (said in run.stderr) is told
    assert ".gitignore" not in run.stdout


def test_a_folder_that_is_a_file(folder: Path) -> None:
    (folder / "site").write_text("", "utf-8")
    run = policyc("init", "site", *NAME)
    assert (run.code, run.stdout) == (2, "")
    assert "een deel van het pad is geen map" in run.stderr or "daar staat al een bestand" in run.stderr
    assert files(folder) == {"site"}


# --- on a terminal ---

ASKED = [
    ("Hoe heet uw organisatie? ", "De Zonnekant"),
    ("Korte naam, voor de bestanden [de-zonnekant] ", "zonnekant"),
    ("Straat en huisnummer [later] ", "Moestuinpad 2"),
    ("Postcode [later] ", ""),
    ("Plaats [later] ", "Zilverwaard"),
    ("Land [NL] ", ""),
    ("E-mailadres voor vragen over privacy [later] ", "bestuur@zonnekant.example"),
    ("Webadres van uw organisatie [later] ", ""),
    ("Spreekt u uw lezers aan met u of je? [u] ", "je"),
    ("Een bestand voor de CI van github of gitlab erbij? [geen] ", "gitlab"),
]


def test_a_conversation(folder: Path) -> None:
    run = on_a_terminal(["init"], ASKED, cwd=folder)
    assert run.code == 0, run.stdout
    assert files(folder) == ALWAYS | {".gitlab-ci.yml"}
    asked = policy_in(folder / "policies" / "zonnekant.yaml")
    policyc(
        "init",
        "opties",
        *NAME,
        "--street",
        "Moestuinpad 2",
        "--city",
        "Zilverwaard",
        *REACH[:2],
        "--address-form",
        "je",
    )
    assert asked == policy_in(folder / "opties" / "policies" / "zonnekant.yaml")


def test_what_cannot_be_is_asked_again_at_once(folder: Path) -> None:
    wrong = [
        ("Hoe heet uw organisatie? ", ""),
        ("Zonder antwoord kan policyc niet beginnen.", "{u|je}"),
        ("{ en } kunnen hier niet", "De Zonnekant"),
        ("[de-zonnekant] ", "De Zonnekant"),
        ("Bedoelt u “de_zonnekant”?", "zonnekant"),
        *ASKED[2:6],
        ("privacy [later] ", "bestuur"),
        ("is geen e-mailadres.", ""),
        *ASKED[7:8],
        ("[u] ", "jij"),
        ("Kies uit u of je.", "U"),
        ("[geen] ", "jenkins"),
        ("Kies uit github, gitlab of geen.", ""),
    ]
    run = on_a_terminal(["init"], wrong, cwd=folder)
    assert run.code == 0, run.stdout
    assert files(folder) == ALWAYS


def test_what_was_typed_is_not_asked(folder: Path) -> None:
    questions = [ASKED[3], ASKED[5], ASKED[7], ASKED[9]]
    given = ["--street", "Moestuinpad 2", "--city", "Zilverwaard", *REACH[:2], "--address-form", "je"]
    run = on_a_terminal(["init", *NAME, *given], questions, cwd=folder)
    assert run.code == 0, run.stdout
    assert [question for question, _ in ASKED if question in run.stdout] == [question for question, _ in questions]


def test_what_is_there_already_is_said_at_its_question(folder: Path) -> None:
    policyc("init", *NAME, "--ci", "gitlab")
    (folder / "policies" / "twee.yaml").write_text("policyc: 1\nid: drie\n", "utf-8")
    answers = [
        *ASKED[:2],
        ("policies/zonnekant.yaml bestaat al. Kies iets anders.", "drie"),
        ("policies/twee.yaml heeft de id drie al.", "vier"),
        *ASKED[2:5],
        ("Land [NL] ", "nederland"),
        *ASKED[6:],
        (".gitlab-ci.yml bestaat al. Kies iets anders.", "none"),
    ]
    run = on_a_terminal(["init"], answers, cwd=folder)
    assert run.code == 0, run.stdout
    assert files(folder) == ALWAYS | {".gitlab-ci.yml", "policies/twee.yaml", "policies/vier.yaml"}


def test_enter_does_not_take_what_is_there_already(folder: Path) -> None:
    policyc("init", "--name", "De Zonnekant")
    taken = [ASKED[0], (ASKED[1][0], ""), ("policies/de-zonnekant.yaml bestaat al.", "twee"), *ASKED[2:]]
    run = on_a_terminal(["init"], taken, cwd=folder)
    assert run.code == 0, run.stdout


def test_an_english_conversation_has_no_dutch_answer(folder: Path) -> None:
    questions = [("github or gitlab? [none] ", "jenkins"), ("Choose from github, gitlab or none.", "none")]
    given = [*NAME, *ADDRESS, *REACH, "--address-form", "u", "--lang", "en"]
    run = on_a_terminal(["init", *given], questions, cwd=folder)
    assert run.code == 0, run.stdout
    assert files(folder) == ALWAYS


def test_no_word_is_cut_at_the_edge_of_the_screen(folder: Path) -> None:
    long = folder / ("een-lange-naam-" * 6)
    run = on_a_terminal(["init", long, *NAME, "--yes"], [], cwd=folder, COLUMNS="60")
    assert run.code == 0, run.stdout
    lines = run.stdout.splitlines()
    assert [line for line in lines if len(line) > 60 and " " in line] == []
    assert str(long / "policies" / "zonnekant.yaml") in lines
    piped = policyc("init", "pijp", *NAME, "--country", "BE", env={"COLUMNS": "60"}).stderr
    assert max(map(len, piped.splitlines())) > 60


@pytest.mark.parametrize("after", range(1, len(ASKED) + 1))
@pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 2)], ids=["Ctrl-C", "Ctrl-D"])
def test_who_breaks_off_leaves_nothing(folder: Path, key: str, code: int, after: int) -> None:
    answers = [*ASKED[: after - 1], (ASKED[after - 1][0], key)]
    run = on_a_terminal(["init", "nieuw"], answers, cwd=folder)
    assert run.code == code
    assert run.stdout.endswith("\nEr is niets geschreven.\n")
    assert list(folder.iterdir()) == []


def test_asks_nothing_when_something_is_in_the_way(folder: Path) -> None:
    (folder / ".pre-commit-config.yaml").write_text("", "utf-8")
    run = on_a_terminal(["init", "--pre-commit"], [], cwd=folder)
    assert (run.code, run.stdout) == (2, "Er is niets geschreven. Dit bestaat al: .pre-commit-config.yaml.\n")


@pytest.mark.parametrize(("arguments", "env"), [(["--yes"], {}), ([], {"CI": "true"})])
def test_asks_nothing_where_nobody_answers(folder: Path, arguments: list[str], env: dict[str, str]) -> None:
    run = on_a_terminal(["init", *NAME, *arguments], [], cwd=folder, **env)
    assert run.code == 0
    assert files(folder) == ALWAYS
    assert "organisatie?" not in run.stdout


# --- the settings ---


def test_every_setting_of_the_example_is_one(folder: Path) -> None:
    """Also those in comments, which people will take the # away from."""
    policyc("init", *NAME)
    text = (folder / "policyc.toml").read_text("utf-8")
    bare = re.sub(r"^# (?=[\[a-z][a-z-]*(?: =|\]))", "", text, flags=re.MULTILINE)
    settings = tomllib.loads(bare)
    assert settings.keys() == {"policies", "fail-on", "strict", "ignore", "design"}
    (folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>', "utf-8")
    (folder / "policyc.toml").write_text(bare, "utf-8")
    run = policyc("validate", "-f", "concise")
    assert run.code == 1, run.stderr  # fail-on = "warning" and the draft has warnings
    assert str(Severity.ERROR) not in run.stdout


def test_the_first_line_leads_to_the_schema(folder: Path) -> None:
    policyc("init", *NAME)
    policy = folder / "policies" / "zonnekant.yaml"
    first = policy.read_text("utf-8").splitlines()[0]
    path = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert path is not None
    schema = Path(os.path.normpath(policy.parent / path[1]))
    assert schema == folder / ".policyc" / "schema.json"
