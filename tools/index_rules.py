"""Writes docs/rules/README.md: all rules by family, each with its title and level."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policyc.report.words import level
from policyc.rules.catalogue import FAMILIES, RULES
from policyc.rules.rule import Rule

INDEX = Path(__file__).parents[1] / "docs" / "rules" / "README.md"


def text() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# De regels"
    yield ""
    yield f"De {len(RULES)} regels van `policyc validate`, elk met een eigen pagina. `policyc rule CODE` toont die ook."
    yield ""
    yield "Deze lijst komt uit de code: `python tools/index_rules.py` schrijft haar opnieuw."
    for family in FAMILIES:
        yield ""
        yield f"## {family.code} · {family.title.nl}"
        yield ""
        yield "| Code | Regel | Niveau |"
        yield "|---|---|---|"
        for rule in family.rules:
            yield f"| [{rule.code}]({rule.code}.md) | {rule.title.nl} | {_level(rule)} |"


def _level(rule: Rule) -> str:
    strict = f" (met `--strict`: {level(rule.strict, 'nl')})" if rule.strict else ""
    return level(rule.level, "nl") + strict


if __name__ == "__main__":
    INDEX.write_text(text(), "utf-8")
