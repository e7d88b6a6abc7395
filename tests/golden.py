"""Golden files: what a test compares with, under `tests/golden/`. `pytest --update-golden` writes them anew."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(request: pytest.FixtureRequest, name: str, text: str) -> None:
    """Compare the whole of `text` with the golden file; or write the file, when asked."""
    path = GOLDEN / name
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    expected = path.read_text("utf-8") if path.is_file() else ""
    difference = "\n".join(
        difflib.unified_diff(expected.splitlines(), text.splitlines(), name, "now", lineterm="", n=1)
    )
    if text != expected:
        pytest.fail(
            f"{name} differs; read the difference, then run pytest --update-golden\n{difference}", pytrace=False
        )
