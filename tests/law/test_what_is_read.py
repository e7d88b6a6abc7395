"""No fact without a reader: what nothing asks for would grow old unseen."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from policyc.rules.catalogue import RULES

from .fact_files import FACTS, ROOT, TOPICS

PACKAGE = ROOT / "policyc"

KEPT = {
    "guidance": "the documents that the sources of rules cite; a comparison of two days of law tells which are newer",
    "information_duties": "the table of articles 13 and 14; a comparison of two versions tells which duty was lost",
}
"""Topics that no module reads yet, and why they are kept."""

LISTS = [row["id"] for row in TOPICS["language_rules"]]


@cache
def named_in(file: Path) -> frozenset[str]:
    """The texts in a module. What a module exports it does not read."""
    tree = ast.parse(file.read_text("utf-8"))
    exported = {
        part
        for node in tree.body
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "__all__" for to in node.targets)
        for part in ast.walk(node)
    }
    return frozenset(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in exported
    )


def readers() -> dict[str, set[str]]:
    """List -> the codes of the rules that read it, as the head of the file tells."""
    head = re.findall(
        r"^#   (\w+) +((?:[A-Z]{2}\d{3}(?:, )?)+)", (FACTS / "language_rules.yaml").read_text("utf-8"), re.M
    )
    assert len(head) == len(dict(head))
    return {list_id: set(codes.split(", ")) for list_id, codes in head}


@pytest.mark.parametrize("list_id", LISTS)
def test_every_word_list_is_read_by_a_rule(list_id: str) -> None:
    assert any(list_id in named_in(file) for file in (PACKAGE / "rules").glob("*.py"))


def test_every_topic_is_read() -> None:
    named = frozenset[str]().union(*map(named_in, PACKAGE.rglob("*.py")))
    assert {topic for topic in TOPICS if topic not in named} == KEPT.keys()


def test_the_head_of_the_word_lists_names_them_all_with_rules_that_read_them() -> None:
    assert readers().keys() == set(LISTS)
    by_code = {rule.code: rule for rule in RULES}
    shared = named_in(PACKAGE / "rules" / "claims.py") | named_in(PACKAGE / "rules" / "mentions.py")
    for list_id, codes in readers().items():
        for code in codes:
            module = by_code[code].check.__module__.rpartition(".")[2]
            assert list_id in named_in(PACKAGE / "rules" / f"{module}.py") | shared, (list_id, code)


def test_the_head_of_the_word_lists_names_every_rule_that_rests_on_one() -> None:
    for rule in RULES:
        for topic, id_ in rule.facts:
            assert topic != "language_rules" or rule.code in readers()[id_], (rule.code, id_)
