"""`policyc log`: the published versions of a statement, and how heavy each change was."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from cli.git_repository import KORENAAR, LONGER, commit_files, git, new_repository, snapshot
from cli.run import Outcome, policyc
from policyc.changes.kind import Materiality
from policyc.cli import log

POLICY = "policies/korenaar.yaml"


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two published versions, and a third in the making."""
    folder = new_repository(tmp_path / "site")
    commit_files(folder, "eerste", {POLICY: KORENAAR})
    git(folder, "tag", "korenaar/v1.0.0")
    later = LONGER.replace("effective: 2026-12-01", "effective: 2027-02-01")
    commit_files(folder, "tweede", {POLICY: later})
    git(folder, "tag", "korenaar-v1.1.0")
    (folder / POLICY).write_text(later.replace("1.1.0", "1.2.0").replace("Klanten", "Al onze klanten"), "utf-8")
    monkeypatch.chdir(folder)
    return folder


def test_the_history_of_a_statement(top: Path) -> None:
    before = snapshot(top)
    run = policyc("log")
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout == (
        "korenaar\n"
        "  1.2.0  vanaf 2027-02-01  nog niet gepubliceerd\n"
        "      vooraf melden (1 vooraf melden, 1 redactioneel)\n"
        "      betrokkenen “Al onze klanten”\n"
        "  1.1.0  vanaf 2027-02-01  korenaar-v1.1.0\n"
        "      vooraf melden (1 vooraf melden, 2 redactioneel)\n"
        "      doel “Uw bestelling klaarzetten”\n"
        "  1.0.0  vanaf 2026-12-01  korenaar/v1.0.0\n"
        "      de eerste versie\n"
    )
    assert snapshot(top) == before
    for args in ([POLICY], ["policies"], [f"./{POLICY}"]):
        assert policyc("log", *args).stdout == run.stdout


def test_for_machines(top: Path) -> None:
    found = json.loads(policyc("log", "-f", "json").stdout)
    assert found["format"] == "policyc.log/1"
    (one,) = found["policies"]
    assert one["policy"] == "korenaar"
    assert [version["version"] for version in one["versions"]] == ["1.2.0", "1.1.0", "1.0.0"]
    assert one["versions"][1] == {
        "version": "1.1.0",
        "effective": "2027-02-01",
        "published": True,
        "tag": "korenaar-v1.1.0",
        "commit": git(top, "rev-parse", "korenaar-v1.1.0"),
        "file": POLICY,
        "readable": True,
        "first": False,
        "class": "advance",
        "counts": {"consent": 0, "advance": 1, "notify": 0, "publish": 0, "editorial": 2},
        "subjects": ["purposes.orders"],
    }
    assert one["versions"][0]["published"] is False
    assert one["versions"][2]["class"] is None


def test_english(top: Path) -> None:
    lines = policyc("log", "--lang", "en").stdout.splitlines()
    assert lines[1] == "  1.2.0  from 2027-02-01  not published yet"
    assert lines[-1] == "      the first version"


def test_what_was_published_as_it_is_now_stands_there_once(top: Path) -> None:
    git(top, "checkout", "--quiet", POLICY)
    run = policyc("log")
    assert [line.split()[0] for line in run.stdout.splitlines()[1:] if line[2] != " "] == ["1.1.0", "1.0.0"]


def test_a_version_from_git_has_its_own_history(top: Path) -> None:
    run = policyc("log", f"HEAD~1:{POLICY}")
    assert run.stdout == "korenaar\n  1.0.0  vanaf 2026-12-01  korenaar/v1.0.0\n      de eerste versie\n"


def test_a_renamed_file_keeps_its_history(top: Path) -> None:
    Path(POLICY).rename("privacy.yaml")
    run = policyc("log", "privacy.yaml")
    assert [line.split()[0] for line in run.stdout.splitlines()[1:] if line[2] != " "] == ["1.2.0", "1.1.0", "1.0.0"]
    assert run.stderr == f"korenaar-v1.1.0:privacy.yaml is er niet; korenaar staat daar in {POLICY} (en nog 1).\n"


def test_what_holds_for_many_versions_is_said_once(top: Path) -> None:
    for number in range(2, 15):
        git(top, "tag", f"korenaar/v1.{number}.0")
    run = policyc("log")
    assert run.stderr == "Onder de tag korenaar/v1.14.0 staat versie 1.1.0 (en nog 12).\n"
    assert len(json.loads(policyc("log", "-f", "json").stdout)["policies"][0]["versions"]) == 16
    said = policyc("log", "--lang", "en").stderr
    assert said == "Under the tag korenaar/v1.14.0 is version 1.1.0 (and 12 more).\n"


def test_a_version_that_policyc_cannot_read_does_not_hide_the_others(top: Path) -> None:
    commit_files(top, "kapot", {POLICY: LONGER + "onbekend: 1\n"})
    git(top, "tag", "korenaar/v1.3.0")
    Path(POLICY).write_text(LONGER, "utf-8")
    run = policyc("log")
    assert run.code == 0
    assert run.stdout.splitlines()[1:5] == [
        "  1.1.0  vanaf 2026-12-01  nog niet gepubliceerd",
        "      niet te vergelijken met de versie ervoor",
        "  1.3.0  korenaar/v1.3.0",
        "      niet te lezen met deze versie van policyc",
    ]


def test_a_name_in_a_policy_cannot_fool_the_terminal(top: Path) -> None:
    text = Path(POLICY).read_text("utf-8").replace("Al onze klanten", '"\\e[31mKlanten\\n\\u202e"')
    Path(POLICY).write_text(text, "utf-8")
    run = policyc("log")
    assert "\x1b" not in run.stdout
    assert "\u202e" not in run.stdout


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["weg.yaml"], "weg.yaml bestaat niet, en er is ook geen versie van gepubliceerd."),
        (["HEAD:"], "Na de dubbele punt hoort een bestand."),
        ([""], "[PAD] is leeg."),
        (["--config", ""], "--config is leeg."),
        (["published"], "published is de versie om mee te vergelijken, niet de nieuwe: policyc diff published NIEUW."),
    ],
)
def test_no_answer(top: Path, args: list[str], sentence: str) -> None:
    run = policyc("log", *args)
    assert run == Outcome(2, "", sentence + "\n")


def test_without_tags(top: Path) -> None:
    git(top, "tag", "-d", "korenaar/v1.0.0", "korenaar-v1.1.0")
    shown = "korenaar\n  1.2.0  vanaf 2027-02-01  nog niet gepubliceerd\n      de eerste versie\n"
    assert policyc("log") == Outcome(
        0,
        shown,
        "Van korenaar is nog niets gepubliceerd: deze git-repository heeft geen tags. Zijn ze er elders wel, haal ze "
        "dan op: “git fetch --tags”. Geef de eerste versie bij publicatie de tag korenaar/v1.2.0.\n",
    )
    git(top, "tag", "molen/v1.0.0")
    assert policyc("log") == Outcome(0, shown, "")


SCHEMA = json.loads((Path(log.__file__).parents[1] / "report" / "log.schema.json").read_text("utf-8"))


def test_the_json_is_what_its_schema_says(top: Path) -> None:
    commit_files(top, "kapot", {POLICY: LONGER + "onbekend: 1\n"})
    git(top, "tag", "korenaar/v1.3.0")
    Path(POLICY).write_text(LONGER.replace("version: 1.1.0\n", ""), "utf-8")
    Path("policies/molen.yaml").write_text(KORENAAR.replace("id: korenaar", "id: molen"), "utf-8")
    found = json.loads(policyc("log", "-f", "json").stdout)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(found)
    assert [len(one["versions"]) for one in found["policies"]] == [4, 1]
    assert SCHEMA["title"] == log.FORMAT
    for name in ("counts", "version", "policy"):
        part = SCHEMA["$defs"][name]
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
    assert set(SCHEMA["$defs"]["class"]["enum"]) == {one.word for one in Materiality}


def test_a_format_goes_to_a_file_as_elsewhere(top: Path) -> None:
    text, data = policyc("log").stdout, policyc("log", "-f", "json").stdout
    assert policyc("log", "-f", "text", "-f", "json=../log.json") == Outcome(0, text, "")
    assert (top / "../log.json").read_text("utf-8") == data
    assert policyc("log", "-f", "jso") == Outcome(2, "", "-f jso is geen soort uitvoer. Bedoelt u json?\n")
    before = Path(POLICY).read_bytes()
    assert policyc("log", "-f", f"json={POLICY}").code == 2
    assert Path(POLICY).read_bytes() == before


def test_several_statements_have_a_part_each(top: Path) -> None:
    Path("policies/molen.yaml").write_text(KORENAAR.replace("id: korenaar", "id: molen"), "utf-8")
    assert policyc("log").stdout.endswith(
        "      de eerste versie\n\nmolen\n  1.0.0  vanaf 2026-12-01  nog niet gepubliceerd\n      de eerste versie\n"
    )
