"""The page of each rule in `docs/rules`: its documentation, what `policyc rule CODE` prints, and its tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Page:
    """One page, with the parts that machines show beside a finding."""

    text: str
    """The whole page, in Markdown."""
    summary_en: str
    """The English title and summary."""
    asks: str
    """What the rule looks at, in Dutch: the first section."""


def packaged_pages() -> Path:
    """The pages that come with policyc: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "docs" / "rules"
    return inside if inside.is_dir() else package.parent / "docs" / "rules"


_SUMMARY = re.compile(r"^\*(?!\*)(.+?)\*$", re.MULTILINE | re.DOTALL)
_ASKS = re.compile(r"^## Wat controleert deze regel\?\n+(.+?)\n+^## ", re.MULTILINE | re.DOTALL)


def page(code: str) -> Page:
    """The page of a rule. Raises FileNotFoundError for a code without one."""
    text = (packaged_pages() / f"{code}.md").read_text("utf-8")
    summary, asks = _SUMMARY.search(text), _ASKS.search(text)
    return Page(text, summary.group(1) if summary else "", asks.group(1) if asks else "")
