"""README, CONTRIBUTING, CHANGELOG, SECURITY and the index of docs/: what they point at is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")]
INDEX = ROOT / "docs" / "README.md"
PAGES = sorted({*HOUSE, *(ROOT / "docs").rglob("*.md"), ROOT / "templates" / "README.md"})
HEADINGS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Wording", "Legal facts"]


def text(path: Path) -> str:
    return path.read_text("utf-8")


def prose(path: Path) -> str:
    """Without blocks of code, where brackets mean something else."""
    return re.sub(r"^```.*?^```", "", text(path), flags=re.MULTILINE | re.DOTALL)


def links(path: Path) -> list[str]:
    """Where its links lead within the repository."""
    found = re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", prose(path))
    return [link for link in found if not re.match(r"\w+:", link)]


def changes_since(heading: str) -> dict[str, str]:
    """What stands under each heading of a version of the changelog."""
    section = text(ROOT / "CHANGELOG.md").split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    parts = re.split(r"^### (.+)$", section, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    assert [link for link in links(page) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [path for path in HOUSE if path.name != "README.md"], ids=lambda page: page.name)
def test_every_path_that_is_named_exists(page: Path) -> None:
    """A word in code that looks like a path of the repository is one."""
    named = re.findall(r"`(?:python )?((?:policyc|tests|tools|templates|docs|requirements)/[\w./-]*)`", text(page))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_index_knows_every_page() -> None:
    """Of a folder with an index of its own, that index is enough."""
    listed = {(INDEX.parent / link).resolve() for link in links(INDEX)}
    pages = {page for page in PAGES if page.is_relative_to(INDEX.parent) and page != INDEX}
    under = {page for page in pages if page.name != "README.md" and (page.parent / "README.md") in listed}
    assert sorted(str(page.relative_to(ROOT)) for page in pages - listed - under) == []


# --- the changelog ---


def test_the_changelog_has_only_headings_it_explains() -> None:
    found = re.findall(r"^### (.+)$", text(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert set(found) <= set(HEADINGS)
    order = [HEADINGS.index(title) for title in changes_since("Unreleased")]
    assert order == sorted(order)


def test_what_is_next_speaks_of_wording_and_of_the_law() -> None:
    assert {"Wording", "Legal facts"} <= changes_since("Unreleased").keys()


def test_the_newest_legal_facts_are_in_the_changelog() -> None:
    """Facts that were compiled for another day are a change that lawyers read about."""
    versions = text(ROOT / "policyc" / "law" / "facts" / "versions.txt").split()
    newest = max(word for word in versions if re.fullmatch(r"\d{4}-\d\d-\d\d", word))
    heading = next(line for line in text(ROOT / "CHANGELOG.md").splitlines() if line.startswith("## "))
    assert newest in changes_since(heading.removeprefix("## "))["Legal facts"]


# --- the licence ---


def test_the_licence_is_the_one_that_is_declared() -> None:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    assert project["license"] == "Apache-2.0"
    assert text(ROOT / "LICENSE").split("\n", 3)[1].strip() == "Apache License"
