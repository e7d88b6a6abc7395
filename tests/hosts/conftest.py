"""For every test of what runs on a host: the people and dates of the tests, and nothing of the machine's own host."""

from __future__ import annotations

import pytest
from cli.git_repository import AMBIENT, FIXED
from cli.pipeline import without_host


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    without_host(monkeypatch)
    for name in AMBIENT:
        monkeypatch.delenv(name)
    for name, value in FIXED.items():
        monkeypatch.setenv(name, value)
