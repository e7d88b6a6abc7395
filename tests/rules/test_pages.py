"""Every rule has a page, and every page is true: its head, its sections, its examples."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

from policyc.report.words import level
from policyc.rules.catalogue import RULES
from policyc.rules.pages import packaged_pages, page
from policyc.rules.rule import Rule
from rules.asking import ask
from rules.examples import PAGES, Example, every_example, examples_of, said

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
index_rules = import_module("index_rules")

SECTIONS = ["Wat controleert deze regel?", "Waarom?", "Zo gaat het mis", "Zo is het goed"]


def by_code(rule: Rule) -> str:
    return rule.code


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert sorted(path.stem for path in packaged_pages().glob(PAGES)) == [rule.code for rule in RULES]


def test_the_index_of_the_pages_is_current() -> None:
    assert index_rules.INDEX.read_text("utf-8") == index_rules.text(), "run tools/index_rules.py"
    assert {file.name for file in packaged_pages().iterdir()} == {"README.md", *(f"{rule.code}.md" for rule in RULES)}


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_a_page_has_its_title_summary_and_sections(rule: Rule) -> None:
    text = page(rule.code).text
    assert text.startswith(f"# {rule.code} · {rule.title.nl}\n\n*{rule.title.en}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE)[:4] == SECTIONS
    assert page(rule.code).asks
    assert page(rule.code).summary_en.endswith(".")
    row = text.splitlines()[6]
    assert row.startswith(f"| {level(rule.level, 'nl')}")


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_a_page_has_a_bad_and_a_good_example(rule: Rule) -> None:
    assert {example.bad for example in examples_of(rule.code)} == {True, False}


@pytest.mark.parametrize("example", every_example(), ids=lambda example: example.name)
def test_an_example_gives_exactly_the_findings_of_the_page(example: Example) -> None:
    assert said(ask(example.code, example.source, example.on, strict=example.strict)) == example.expected
