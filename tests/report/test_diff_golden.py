"""Every report of `policyc diff`, whole. Read the difference before `pytest --update-golden`."""

from __future__ import annotations

import pytest
from comparisons import COMPARISONS, MACHINE, as_text
from golden import assert_golden

from policyc.report import diff_json, diff_markdown

_ENDING = {"json": "json", "github": "github.txt", "gitlab": "gitlab.json", "markdown": "md"}


@pytest.fixture(autouse=True)
def a_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version of policyc is no part of what these tests are about."""
    monkeypatch.setattr(diff_json, "__version__", "0.3.0")


@pytest.mark.parametrize("name", COMPARISONS)
@pytest.mark.parametrize("kind", MACHINE)
def test_machines(request: pytest.FixtureRequest, kind: str, name: str) -> None:
    assert_golden(request, f"report/diff/{name}.{_ENDING[kind]}", MACHINE[kind](COMPARISONS[name], language="nl"))


@pytest.mark.parametrize("kind", ["github", "gitlab", "markdown"])
def test_english(request: pytest.FixtureRequest, kind: str) -> None:
    shown = MACHINE[kind](COMPARISONS["small"], language="en")
    assert_golden(request, f"report/diff/small.en.{_ENDING[kind]}", shown)


def test_json_is_in_both_languages() -> None:
    assert diff_json.render(COMPARISONS["small"], language="nl") == diff_json.render(
        COMPARISONS["small"], language="en"
    )


@pytest.mark.parametrize("name", COMPARISONS)
def test_people(request: pytest.FixtureRequest, name: str) -> None:
    assert_golden(request, f"report/diff/{name}.txt", as_text(COMPARISONS[name]))


@pytest.mark.parametrize("name", ["small", "new", "withdrawn", "same", "refused", "announcing"])
def test_people_in_english(request: pytest.FixtureRequest, name: str) -> None:
    assert_golden(request, f"report/diff/{name}.en.txt", as_text(COMPARISONS[name], "en", width=120))


def test_all_changes(request: pytest.FixtureRequest) -> None:
    assert_golden(request, "report/diff/small.all.txt", as_text(COMPARISONS["small"], all_changes=True))


def test_a_narrow_terminal_that_shows_only_ascii(request: pytest.FixtureRequest) -> None:
    assert_golden(request, "report/diff/small.narrow.txt", as_text(COMPARISONS["small"], width=50, ascii=True))


def test_colour(request: pytest.FixtureRequest) -> None:
    assert_golden(request, "report/diff/small.colour.txt", as_text(COMPARISONS["small"], color=True))


def test_all_changes_in_a_comment(request: pytest.FixtureRequest) -> None:
    shown = diff_markdown.render(COMPARISONS["small"], language="nl", all_changes=True)
    assert_golden(request, "report/diff/small.all.md", shown)
