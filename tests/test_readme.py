"""The YAML that the README shows is YAML that policyc takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policyc.model.load import load
from policyc.source.reader import read

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
SMALL = (README.parent / "tests" / "cli" / "korenaar.yaml").read_text("utf-8")


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split(":", 1)[0])
def test_a_block_is_part_of_a_policy(block: str) -> None:
    found = load(read(f"{SMALL}\n{block}".encode(), name="korenaar.yaml"))
    assert [(one.code, one.message.nl) for one in found.diagnostics] == []


def test_the_readme_shows_some() -> None:
    assert [block.split(":", 1)[0] for block in BLOCKS] == ["address_form", "suppress", "release"]
