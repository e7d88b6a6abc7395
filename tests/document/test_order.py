"""Which sections there are, in which order, under which headings and names; and that nothing else changes a text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from model.maximal import maximal_policies

from document.rendering import AS_OF, as_html, policy, rendered, said, with_row
from document.singles import SINGLE
from policyc.document.statement import statement_of
from policyc.model.policy import Policy

ROOT = Path(__file__).parent.parent.parent


def ids(source: Policy) -> list[str]:
    return [section.id for section in statement_of(source, AS_OF).sections]


def test_the_standard_order() -> None:
    everything = {id_: id_ for source in maximal_policies() for id_ in ids(source)}
    assert [id_ for id_ in everything if id_ in SINGLE] == [id_ for id_ in SINGLE if id_ in everything]
    assert SINGLE.keys() - everything.keys() <= {"documents"}


@pytest.mark.parametrize("id_", SINGLE)
def test_a_section_exists_when_it_has_something_to_say(id_: str) -> None:
    shown = ids(policy(**SINGLE[id_]))
    follows = {
        "purposes_elsewhere": ["rights", "complaint"],
        "flows": ["purposes", "data_categories", "rights", "complaint"],
    }
    assert shown == [id_, *follows.get(id_, [])]


@pytest.mark.parametrize(
    "empty",
    [
        {"scope": {}},
        {"controller": {}},
        {"controller": {"online_service": True}},
        {"children": {}},
        {"security": {"contact": {}}},
        {"rights": {"channel": {"controller_contact": True}}},
        {"cookie_use": {}},
        {"consent": {}},
        {"retention": {}},
        {"change_promise": {}},
        {"automated_decisions": {}},
        {"dpo": {"email": "fg@a.nl"}},
    ],
    ids=str,
)
def test_an_empty_part_makes_no_section(empty: dict[str, Any]) -> None:
    assert ids(policy(**empty)) == []


def test_own_sections_stand_after_others_and_after_each_other() -> None:
    source = policy(
        scope={"services": ["Bezorgen"]},
        security={"measures": ["Sloten"]},
        sections={
            "slot": {"title": "Slot", "text": "S."},
            "c": {"title": "C", "text": "C.", "after": "b"},
            "b": {"title": "B", "text": "B.", "after": "scope"},
            "d": {"title": "D", "text": "D.", "after": "scope"},
            "e": {"title": "E", "text": "E.", "after": "children"},
        },
    )
    # `children` is not there; what comes after it still has its place.
    assert ids(source) == ["scope", "b", "c", "d", "e", "security", "slot"]


def headings(html: str) -> Iterator[tuple[int, str]]:
    for level, name in re.findall(r'<h([1-6])(?: id="([^"]*)")?>', html):
        yield int(level), name


# Html of all six would take long and show nothing new: what makes them differ is inside the parts.
BIG = maximal_policies()[:3]
BUILT = [*BIG, policy(), policy("draft"), *(policy(**fields) for fields in SINGLE.values())]
NAMES = [*(source.id for source in BIG), "minimal", "draft", *SINGLE]


@pytest.mark.parametrize("source", BUILT, ids=NAMES)
def test_the_contents_list_and_the_outline(source: Policy) -> None:
    html = as_html(source)
    outline = list(headings(html))
    names = [name for _, name in outline]
    assert len(names) == len(set(names))
    assert [level for level, _ in outline].count(1) == 1
    assert all(next_ - level <= 1 for (level, _), (next_, _) in pairwise(outline))
    # The contents list leads to every section in order, and to nothing else.
    contents = re.search(r'<nav class="contents".*?</nav>', html, re.DOTALL)
    sections = [name for level, name in outline if level == 2 and name not in ("in-het-kort", "inhoud")]
    assert (re.findall(r'href="#([^"]+)"', contents[0]) if contents else []) == sections
    assert bool(contents) is bool(sections)


@pytest.mark.parametrize("source", maximal_policies(), ids=lambda source: source.id)
def test_no_heading_is_without_text(source: Policy) -> None:
    lines = [line for line in rendered(source).splitlines() if line]
    for line, after in pairwise(lines):
        if line.startswith("#"):
            level, next_ = len(line.split(" ")[0]), len(after.split(" ")[0]) if after.startswith("#") else 9
            assert next_ > level, (line, after)
    assert not lines[-1].startswith("#")


# --- what does not count --------------------------------------------------------------------------------------------


def test_the_order_of_unrelated_parts_does_not_count() -> None:
    fields = {**SINGLE["controller"], **SINGLE["security"], **with_row(legal_basis="contract", data=["naam"])}
    backwards = dict(reversed(fields.items()))
    assert said(**fields) == said(**backwards)


def test_the_order_of_purposes_is_the_authors() -> None:
    told = {"description": "Dat doen wij."}
    text = said(purposes={"b": {"name": "Bee", **told}, "a": {"name": "Aa", **told}})
    assert text.index("### Bee") < text.index("### Aa")


def test_a_part_of_which_only_the_name_is_given_is_a_name_in_a_list() -> None:
    """Before the parts that have something to say: a heading with nothing under it leads nowhere."""
    source: dict[str, Any] = {
        "purposes": {"a": {"name": "Aa", "description": "Dat doen wij."}, "b": {"name": "Bee"}, "c": {"name": "Cee"}},
        "recipients": {
            "d": {"name": "Dee", "task": "drukt", "transfers": {"us": {"country": "US"}}},
            "e": {"name": "Ee"},
        },
        "controllers": {"f": {"name": "Ef"}, "g": {"name": "Gee", "email": "post@gee.example"}},
        "cookies": {"h": {"description": "Telt bezoek."}},
    }
    text = said(**source)
    assert "\n- Bee\n- Cee\n\n### Aa\n" in text
    assert "\n- Ee\n\n### Dee\n" in text
    assert "\n- Ef\n\n### Gee\n" in text
    assert "\n- Dee: Verenigde Staten\n" in text


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/New_York"}],
    ids=["c", "tr"],
)
def test_locale_and_time_zone_do_not_count(environment: dict[str, str]) -> None:
    program = (
        "import sys; sys.path[:0] = ['tests', '.']\n"
        "from document.rendering import said\n"
        "from document.singles import SINGLE\n"
        "fields = {key: value for single in SINGLE.values() for key, value in single.items()}\n"
        "sys.stdout.buffer.write(said('draft', version='1.0', effective='2026-12-15', **fields).encode())\n"
    )
    fields = {key: value for single in SINGLE.values() for key, value in single.items()}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", **environment},
        capture_output=True,
        check=False,
    )
    assert done.stderr.decode() == ""
    assert done.stdout.decode() == said("draft", version="1.0", effective="2026-12-15", **fields)
