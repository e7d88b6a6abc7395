"""For every test of the commands: git finds the people and dates of the tests, and nothing of the machine's own."""

from __future__ import annotations

import pytest

from cli.git_repository import AMBIENT, FIXED


@pytest.fixture(autouse=True)
def git_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in AMBIENT:
        monkeypatch.delenv(name)
    for name, value in FIXED.items():
        monkeypatch.setenv(name, value)
