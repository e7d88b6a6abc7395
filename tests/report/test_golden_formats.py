"""Every format for every outcome, whole. Read the difference before `pytest --update-golden`."""

from __future__ import annotations

import pytest
from golden import assert_golden
from outcomes import MACHINE, OUTCOMES, as_concise, as_text

_ENDING = {"github": "github.txt", "gitlab": "gitlab.json", "json": "json", "junit": "xml", "sarif": "sarif"}


@pytest.mark.parametrize("name", OUTCOMES)
@pytest.mark.parametrize("kind", MACHINE)
def test_machines(request: pytest.FixtureRequest, kind: str, name: str) -> None:
    assert_golden(request, f"report/{name}.{_ENDING[kind]}", MACHINE[kind](OUTCOMES[name], language="nl"))


@pytest.mark.parametrize("name", OUTCOMES)
def test_people(request: pytest.FixtureRequest, name: str) -> None:
    assert_golden(request, f"report/{name}.text.txt", as_text(OUTCOMES[name]))
    assert_golden(request, f"report/{name}.concise.txt", as_concise(OUTCOMES[name]))


@pytest.mark.parametrize("kind", MACHINE)
def test_english(request: pytest.FixtureRequest, kind: str) -> None:
    shown = MACHINE[kind](OUTCOMES["characters"], language="en")
    assert_golden(request, f"report/characters.en.{_ENDING[kind]}", shown)


def test_english_text(request: pytest.FixtureRequest) -> None:
    assert_golden(request, "report/characters.en.text.txt", as_text(OUTCOMES["characters"], "en"))
