"""What the documentation shows is what happens: every command in it is run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter

from docs.walkthrough import Shell, check_page, walked
from policyc.model.retention import Retention
from policyc.rules.catalogue import RULES

DOCS = Path(__file__).resolve().parents[2] / "docs"


GUIDES = ("verwerker-toevoegen", "bewaartermijn-wijzigen", "wijziging-aankondigen")
PAGES = ("tutorial", "guides/regel-toevoegen", "guides/taal-toevoegen", "guides/wettelijk-feit-toevoegen")
TO_BE_MADE = {"templates/de", "RE007"}
"""What a guide makes as its example."""
UNTIL = "\n## 4."
"""Where in the tutorial version 1.0.0 is published: the guides go on from there."""


@pytest.mark.usefixtures("pango")
def test_the_tutorial_from_an_empty_folder_to_the_letter(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """A repository made from nothing: init, commit, tag, a longer term, ci says no, the duty carried, ci says yes."""
    folder = tmp_path / "work"
    folder.mkdir()
    check_page(request, DOCS / "tutorial.md", Shell(folder, tmp_path / "bin"))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, pango: None) -> Path:
    """The repository of the tutorial once version 1.0.0 is published."""
    folder = tmp_path_factory.mktemp("published")
    tutorial = (DOCS / "tutorial.md").read_text("utf-8")
    assert UNTIL in tutorial
    shell = Shell(folder, tmp_path_factory.mktemp("bin"))
    walked(tutorial.split(UNTIL)[0], shell)
    return shell.folder


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_goes_on_where_the_tutorial_has_published(
    request: pytest.FixtureRequest, published: Path, tmp_path: Path, guide: str
) -> None:
    folder = tmp_path / published.name
    shutil.copytree(published, folder)
    check_page(request, DOCS / "guides" / f"{guide}.md", Shell(folder, tmp_path / "bin"))


def test_the_terms_in_the_guide_are_terms() -> None:
    rows = re.findall(
        r"^\| `(\{.*?\})`", (DOCS / "guides" / "bewaartermijn-wijzigen.md").read_text("utf-8"), re.MULTILINE
    )
    read = TypeAdapter(Retention).validate_python
    kinds = [read(yaml.safe_load(row.replace("…", "tekst"))).kind for row in rows]
    assert kinds == ["period", "period", "until", "at_least", "at_most", "range", "criterion"]


@pytest.mark.parametrize("page", [*PAGES, *(f"guides/{name}" for name in GUIDES)])
def test_what_a_page_points_at_is_there(page: str) -> None:
    """Links, and in the guides for developers every file that is named."""
    path = DOCS / f"{page}.md"
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    named = re.findall(r"`((?:policyc|tests|docs|templates|tools|schema)/[\w./-]+)`", text)
    assert links
    assert [link for link in links if not (path.parent / link).exists()] == []
    assert [name for name in named if name not in TO_BE_MADE and not (DOCS.parent / name).exists()] == []
    rules = set(re.findall(r"\b(?!MO|YA)[A-Z]{2}\d{3}\b", text))
    assert rules - {rule.code for rule in RULES} <= TO_BE_MADE
